"""What projects are called: beside their noun in quotation marks or capitals, or with the noun itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.phrases import name_end
from oimgraph.mentions.capitals import capitals_before, capitals_from
from oimgraph.mentions.funding.givers import IOM
from oimgraph.mentions.projects.called import ACRONYM, QUOTE, called_before, first, is_other
from oimgraph.mentions.projects.lettered import LETTERED, is_known, lettered
from oimgraph.mentions.projects.owners import before_owner, owned_by_iom, past_owner, preposition_of
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Label, Mention, Span

_BEHIND = re.compile(rf"(?:[ \n,][^.;:«»“”\"]{{0,60}}?)?{QUOTE}")
_LED_TO = re.compile(rf",? {QUOTE}")
_SHORTENED = re.compile(rf" ([{UPPER}][^,;:.()«»“”\"]{{8,90}}?)\s\(([A-Z][A-Za-z]{{2,9}})\)")
_LEAD = re.compile(",? ")
_LETTERS = re.compile(r" [A-Z]{2,}(?:[-/][A-Z]{2,})*(?![\w])")
_AND_OF, _AND_THE = " {and}{of}", " {and}(?:{of}|{the})?"
_BODY = re.compile(r"[A-Z]{2,}\b")
_LED = r"\w{2,10} {the}"
_MARK = re.compile(r" ?(?:[,.;:)(\"]|$)")
_REST = re.compile(r"(?: [a-zà-öø-ÿ’'-]+){1,3}(?=[,.;:(]|$)")
_ONE = re.compile(rf" ([{UPPER}][\w’'-]{{0,40}})(?=\s?\([A-Z]|[,.;:)]|\s[a-z(]|$)")
_ACRONYM_BEFORE = re.compile(rf"{ACRONYM.pattern}\s$")
_OF = 8                     # characters between a noun and the name that it goes with: "a second phase of TMSV"
_FAR = 120                  # characters between a project and the quotation marks that "called" or "on" leads to
_NEAR = 90                  # the same of what stands before a noun that closes its name
_WORDS = 3                  # a noun with fewer is no name: "the Programme"


def titles(reading: Reading, found: list[Mention], rules: Grammar) -> dict[Entity, tuple[Label, ...]]:
    """What projects are called, each by the name that stands with it first."""
    named: dict[Entity, tuple[Label, ...]] = {}
    for mention in found:
        if mention.entity.kind == "Project" and (labels := project_name(reading, mention.span, rules)):
            named.setdefault(mention.entity, labels)
    return named


def named_again(reading: Reading, found: list[Mention], named: dict[Entity, tuple[Label, ...]]) -> Iterator[Mention]:
    """Further places where a project stands under its name or acronym alone: "TMSV", "the RIDM"."""
    forms = {label.text: entity for entity, labels in named.items() if entity.kind == "Project" for label in labels}
    known = [label.span for labels in named.values() for label in labels]
    busy = sorted([*(m.span for m in found), *known])
    longest = sorted(forms, key=lambda form: (-len(form), form))
    again = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    for match in again.finditer(reading.page.text) if forms else ():
        span, at = Span(*match.span()), bisect_left(busy, Span(*match.span()))
        beside = busy[max(0, at - 1) : at + 1]
        free = not any(span.overlaps(one) or 0 < span.start - one.end <= _OF for one in beside)
        sentence = reading.sentence(span)
        if free and sentence.covers(span) and sentence not in (span, reading.title):
            yield Mention(span, forms[match[0]], definite=True)


def project_name(reading: Reading, noun: Span, rules: Grammar) -> tuple[Label, ...]:
    """What a project is called, and its acronym: in quotation marks or capitals behind its noun ("le projet de l'OIM
    « … » (CBMM)"), in quotation marks before it ("baptisé « … », ce projet", "« … », a project"), or with the noun
    itself ("Joint Labour Migration Programme (JLMP)", "l'Initiative conjointe UE-OIM pour …")."""
    if reading.title.covers(noun):
        return ()
    sentence = reading.sentence(noun)
    name = (
        _quoted(reading, noun, sentence)
        or _with_acronym(reading, noun, sentence)
        or _entitled(reading, noun, sentence)
        or _capitals(reading, noun, sentence, rules)
        or called_before(reading, noun)
        or lettered(reading, noun, sentence)
        or _closed(reading, noun, sentence, rules)
        or _own_name(reading, noun, sentence, rules)
    )
    if name and reading.of_kind("Publication", within=name):
        return ()                           # "issued under the title “Safe Steps”, the project"
    acronym = ACRONYM.match(reading.page.text, name.end, sentence.end) if name else None
    spans = [span for span in (name, Span(*acronym.span(1)) if acronym else None) if span]
    return tuple(Label(" ".join(reading.text(span).split()), span) for span in spans)


def _quoted(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """A name in quotation marks behind the noun, or further on, where "called" or "on" leads to it: "un projet financé
    par X sur « … »"."""
    text = reading.page.text
    match = _BEHIND.match(text, noun.end, sentence.end)
    if match and _is_name(reading, noun, Span(*match.span(1))):
        return first(match)
    leads = reading.words.pattern("nominals", "called", "behind")
    for lead in leads.finditer(reading.folded, noun.end, min(noun.end + _FAR, sentence.end)):
        if quoted := _LED_TO.match(text, lead.end(), sentence.end):
            return first(quoted)
    return None


def _is_name(reading: Reading, noun: Span, quoted: Span) -> bool:
    """Whether words in quotation marks are a name, not what someone says: "the head of the project, X, says “…”"."""
    return not reading.of_kind("Person", within=Span(noun.end, quoted.start))


def _entitled(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """A name in capitals that "called" leads to: "a project entitled Safe Return to Samoa", ", known as SWIM II"."""
    comma = _LEAD.match(reading.folded, noun.end, sentence.end)
    start = comma.end() if comma else noun.end
    lead = reading.words.pattern("nominals", "called", "before").match(reading.folded, start, sentence.end)
    letters = LETTERED.match(reading.page.text, lead.end(), sentence.end) if lead else None
    if letters and not is_known(reading, Span(*letters.span(1))):
        return first(letters)
    name = capitals_from(reading, lead.end() + 1, sentence.end) if lead else noun
    return name if " " in reading.fold(name) and name != noun and not is_other(reading, name) else None


def _capitals(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Span | None:
    """A name in capitals right behind the noun, that is not the name of a body or a state."""
    lead = _LEAD.match(reading.folded, noun.end, sentence.end)
    name = capitals_from(reading, lead.end(), sentence.end) if lead else noun
    name = Span(name.start, before_owner(reading, name))
    words = reading.fold(name).split()
    if len(words) < 2:
        return None
    adjective = rules.adjectives.fullmatch(words[0])
    if reading.text(noun)[0].isupper() and (adjective or _own_name(reading, noun, sentence, rules)):
        return None
    if is_other(reading, name):
        return None
    return Span(name.start, _adjective_end(reading, name.end, sentence, rules))


def _adjective_end(reading: Reading, end: int, sentence: Span, rules: Grammar) -> int:
    """Where "Retour des Afghans | qualifiés" ends: names of French and Spanish close with a small adjective."""
    rest = None if rules.bare else _REST.match(reading.page.text, end, sentence.end)
    closes = rest and rules.adjectives.fullmatch(reading.folded, end + 1, rest.end())
    return rest.end() if rest and closes else end


def _closed(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Span | None:
    """ "the Safe Catch project", "its Better Migration Management (BMM) programme": English names before a small noun.

    One word is a name only where nothing else is known by it: "the Horizon programme", not "the Dutch programme".
    """
    small = rules.bare and reading.text(noun)[0].islower()
    floor = max(sentence.start, noun.start - _NEAR)
    acronym = _ACRONYM_BEFORE.search(reading.page.text, floor, noun.start) if small else None
    end = acronym.start() if acronym else noun.start - 1
    name = capitals_before(reading, floor, end) if small else None
    if name and reading.text(name).startswith("The "):
        name = Span(name.start + len("The "), name.end)
    article = reading.folded[floor : name.start].split()[-1:] if name else []
    led = article and reading.words.pattern("nominals", "called", "article").fullmatch(article[0])
    if not name or not led or is_other(reading, name):
        return None
    return name if " " in reading.fold(name) or _is_unknown(reading, name, rules) else None


def _is_unknown(reading: Reading, word: Span, rules: Grammar) -> bool:
    """Whether a capital makes a name of a word: it is that of nothing else, nor a noun for a body."""
    known = any(mention.span.overlaps(word) for mention in reading.mentions)
    folded = reading.fold(word)
    common = rules.heads.fullmatch(folded) or rules.adjectives.fullmatch(folded) or reading.text(word).isupper()
    return not known and not common and not reading.says(word, "nominals", "called", "never")


def _with_acronym(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """ "programme Migration pour le développement en Afrique (MIDA)": up to the acronym that it is short for."""
    match = _SHORTENED.match(reading.page.text, noun.end, sentence.end)
    name = first(match)
    return name if match and name and match[1][0] == match[2][0] and not is_other(reading, name) else None


def _own_name(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Span | None:
    """The name that a noun with a capital opens or, in English, closes."""
    text, folded = reading.page.text, reading.folded
    before = capitals_before(reading, max(sentence.start, noun.start - _NEAR), noun.start - 1) if rules.bare else None
    start = past_owner(reading, before.start) if before else noun.start
    start += len("The ") if rules.bare and text.startswith("The ", start) else 0
    if rules.bare and start == sentence.start and (led := reading.words.shape(_LED).match(folded, start, noun.start)):
        start = led.end()                   # "Under the Safe Roads Project, IOM"
    if not text[noun.start].isupper() or start == sentence.start:
        return None
    if one := None if rules.bare else _one_word(reading, noun, sentence, rules):
        return one
    letters = _LETTERS.match(text, noun.end, sentence.end)
    end = name_end(text, folded, letters.end() if letters else noun.end, sentence.end, rules)
    while joined := _with_body(reading, end, sentence):
        end = name_end(text, folded, joined, sentence.end, rules)
    if not rules.bare and (owned := owned_by_iom(reading, noun, end, sentence)):
        return owned
    if not rules.capitals and not _is_closed(reading, end) and (rest := _REST.match(text, end, sentence.end)):
        end = rest.end()
    ends = rules.capitals or _is_closed(reading, end)       # a small letter ends a name in capitals
    end = end if rules.bare else before_owner(reading, Span(start, end))
    return Span(start, end) if ends and len(text[start:end].split()) >= _WORDS else None


def _with_body(reading: Reading, end: int, sentence: Span) -> int:
    """Where "et (de) l'OIM" ends that goes on with "l'Initiative conjointe de l'UE"; 0 for anything else."""
    behind_one = any(m.span.end == end for m in reading.of_kind("Organization"))
    joined = reading.words.shape(_AND_THE if behind_one else _AND_OF).match(reading.folded, end, sentence.end)
    body = _BODY.match(reading.page.text, joined.end(), sentence.end) if joined else None
    return body.end() if body else 0


def _is_closed(reading: Reading, end: int) -> bool:
    """Whether a verb, a preposition or a mark stands behind a name."""
    goes_on = reading.words.pattern("nominals", "called", "ends").match(reading.folded, end + 1)
    return bool(goes_on or _MARK.match(reading.folded, end))


def _one_word(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Span | None:
    """ "Programa Mesoamérica": a noun with a capital and one proper name, that of no body, state or place."""
    name = first(_ONE.match(reading.page.text, noun.end, sentence.end))
    if not name:
        return None
    known = reading.of_kind("Organization", "Country", "Demonym", "Place", "Person")
    joined = rules.connectors.match(reading.folded, name.end + 1)
    bodies = reading.of_kind("Organization", within=Span(name.end, sentence.end))[:1]
    of = [preposition_of(reading, name.end, body) for body in bodies if body.entity == IOM]
    owned = any(found and found.start() == name.end for found in of)
    goes_on = (joined and not owned) or rules.adjectives.fullmatch(reading.fold(name))
    return None if goes_on or any(m.span.overlaps(name) for m in known) else noun.to(name)
