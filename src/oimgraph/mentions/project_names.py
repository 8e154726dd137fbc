"""What projects are called: beside their noun in quotation marks or capitals, or with the noun itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from oimgraph.mentions.givers import IOM
from oimgraph.mentions.grammar import Grammar
from oimgraph.mentions.phrases import name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Label, Mention, Span

_ACRONYM = r"(?:\s?\(([A-Z][\w\s-]{1,25})\))?"
_QUOTE = rf"[«“\"]\s?([^«»“”\"]{{4,160}}?)\s?[»”\"]{_ACRONYM}"
_QUOTED = re.compile(rf"(?:[ \n,][^.;:«»“”\"]{{0,60}}?)?{_QUOTE}")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]{0,40}"
_LINK = (
    r"(?:de la|de los|de las|del|de|la|las|los|el|y|en|para|por|sin|al|hacia|entre|contra|sobre|con|du|des|et|pour"
    r"|par|sans|vers|sur|aux|au|à|dans|and|of|for|in|to|from|on|the|against|through|by|with|without|across|at|a)"
)
_CAPITALS = re.compile(rf",?\s({_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{1,14}}){_ACRONYM}")
_APPOSED = re.compile(rf"{_QUOTE},?\s(?:an?|un|une|una|the|el|la|le)\s(?:[\w-]+\s){{0,3}}$")
_IS_ONE = re.compile(rf"({_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{1,14}})\s\(([A-Z][\w\s-]{{1,25}})\)\s$")
_KNOWN_AS = re.compile(rf"({_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{1,14}}){_ACRONYM},\s$")
_LETTERS = re.compile(r" [A-Z]{2,}(?:[-/][A-Z]{2,})*(?![\w])")
_BEFORE = re.compile(r"(?:[A-Z][\w’'-]{0,40}(?: (?:(?:and|of|for|to|in) (?=[A-Z]))?|$)){1,8}$")
_AND_BODY = re.compile(r" (?:et|y) (?:de l[’']|du |de la |del? |de )[A-Z]{2,}\b")
_CLEAN = re.compile(r"\s?(?:[,.;:)(»”\"]|$)|\s(?:est|a|ont|qui|que|sera|es|fue|ha|se|dans|en|par|por)\b")
_REST = re.compile(r"(?: [a-zà-öø-ÿ’'-]+){1,3}(?=[,.;:(]|$)")
_ONE = re.compile(rf" ({_WORD}){_ACRONYM}(?=[,.;:)]|\s[a-z(]|$)")
_LETTERED = re.compile(rf"\s([A-Z][A-Z0-9-]{{3,24}}){_ACRONYM}(?![\w’'/])")
_BEFORE_IT = re.compile(rf"([A-Z][A-Z0-9-]{{3,24}}){_ACRONYM}\s$")
_OF_ONE = re.compile(r"\s(?:de l['’]|de la |del )$")
_OF = 8                     # characters between a noun and the name that it goes with: "a second phase of TMSV"
_FAR = 120                  # characters between a project and the quotation marks that "called" or "on" leads to
_LONG = 200                 # characters of a name with its acronym
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
    text, sentence = reading.page.text, reading.sentence(noun)
    match = _QUOTED.match(text, noun.end, sentence.end) or _led_to(reading, noun, sentence)
    match = match or _capitals(reading, noun, sentence, rules) or is_called_before(reading, noun)
    match = match or _lettered(reading, noun, sentence)
    if match:
        spans = [Span(*match.span(group)) for group in (1, 2) if match[group]]
    else:
        spans = _own_name(reading, noun, sentence, rules)
    return tuple(Label(" ".join(reading.text(span).split()), span) for span in spans)


def _led_to(reading: Reading, noun: Span, sentence: Span) -> re.Match[str] | None:
    """A name in quotation marks further on, where "called" or "on" leads to it: "un projet financé par X sur « … »"."""
    leads = reading.words.pattern("nominals", "called", "behind")
    for lead in leads.finditer(reading.folded, noun.end, min(noun.end + _FAR, sentence.end)):
        if quoted := re.compile(rf",? {_QUOTE}").match(reading.page.text, lead.end(), sentence.end):
            return quoted
    return None


def _capitals(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> re.Match[str] | None:
    """A name in capitals right behind the noun, that is not the name of a body or a state."""
    match = _CAPITALS.match(reading.page.text, noun.end, sentence.end)
    name = Span(*match.span(1)) if match else noun
    adjective = rules.adjectives.fullmatch(reading.fold(name).split()[0])
    own = reading.text(noun)[0].isupper() and (adjective or _own_name(reading, noun, sentence, rules))
    if not match or own:
        return None
    known = reading.of_kind("Organization", "Country", "Place", "Person", within=sentence)
    first = [m.span for m in known if m.span.start == name.start or (m.span.start <= name.start < m.span.end)]
    words = len(reading.text(name).split())
    return None if any(span.end >= name.end for span in first) or (first and words < _WORDS + 2) else match


def _lettered(reading: Reading, noun: Span, sentence: Span) -> re.Match[str] | None:
    """ "le projet SHARE", "the SHARE project": a name all in capitals that no body, plan or place has."""
    text = reading.page.text
    if reading.text(noun).isupper():
        return None
    match = _LETTERED.match(text, noun.end, sentence.end)
    if not match and reading.page.language == "en":
        match = _BEFORE_IT.search(text, max(sentence.start, noun.start - 30), noun.start)
    start = min(match.start(), noun.start) if match else noun.start
    article = reading.folded[sentence.start : start].split()[-1:]
    definite = reading.words.pattern("nominals", "called", "article")
    if not match or not article or not definite.fullmatch(article[0]):
        return None                         # "under its TACIS programme" is how a donor gives
    name = Span(*match.span(1))
    known = reading.of_kind("Organization", "Country", "Place", "PolicyInstrument", "LegalInstrument", "Publication")
    other = reading.words.pattern("nominals", "called", "never").fullmatch(reading.fold(name))
    return None if other or any(m.span.overlaps(name) for m in known) else match


def is_called_before(reading: Reading, noun: Span) -> re.Match[str] | None:
    """ "Baptisé « … », ce projet", "« … » (CBMM), a project": the name stands before the noun that takes it up."""
    start = reading.sentence(noun).start
    called = reading.words.pattern("nominals", "called", "before")
    for lead in called.finditer(reading.folded, start, noun.start):
        quoted = re.compile(rf",? {_QUOTE},?\s(?:[\w-]+\s){{1,3}}$").match(reading.page.text, lead.end(), noun.start)
        if quoted:
            return quoted
    for lead in reading.words.pattern("nominals", "called", "as").finditer(reading.folded, start, noun.start):
        if lead.end() + 1 == noun.start:
            return _KNOWN_AS.search(reading.page.text, max(start, lead.start() - _LONG), lead.start())
    for lead in reading.words.pattern("nominals", "determiners", "is").finditer(reading.folded, start, noun.start):
        if len(reading.folded[lead.end() : noun.start].split()) <= 2:
            return _IS_ONE.match(reading.page.text, start, lead.start())
    return _APPOSED.search(reading.page.text, max(start, noun.start - _LONG), noun.start)


def _own_name(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> list[Span]:
    """The name that a noun with a capital opens or, in English, closes."""
    text = reading.page.text
    before = _BEFORE.search(text, max(sentence.start, noun.start - 90), noun.start) if rules.bare else None
    start = before.start() if before else noun.start
    start += len("The ") if rules.bare and text.startswith("The ", start) else 0
    if not text[noun.start].isupper() or start == sentence.start:
        return []
    if one := None if rules.bare else _one_word(reading, noun, sentence, rules):
        return one
    letters = _LETTERS.match(text, noun.end, sentence.end)
    end = name_end(text, reading.folded, letters.end() if letters else noun.end, sentence.end, rules)
    while joined := _AND_BODY.match(text, end, sentence.end):
        end = name_end(text, reading.folded, joined.end(), sentence.end, rules)
    if not rules.capitals and not _CLEAN.match(reading.folded, end) and (rest := _REST.match(text, end, sentence.end)):
        end = rest.end()
    ends = rules.capitals or _CLEAN.match(reading.folded, end)      # a small letter ends a name in capitals
    end = end if rules.bare else _before_owner(reading, Span(start, end))
    if len(text[start:end].split()) < _WORDS or not ends:
        return []
    acronym = re.compile(_ACRONYM).match(text, end)
    return [Span(start, end), *([Span(*acronym.span(1))] if acronym and acronym[1] else [])]


def _before_owner(reading: Reading, name: Span) -> int:
    """Where a name ends that is said to be IOM's: "Programa de Retorno Voluntario | de la OIM"."""
    for body in reading.of_kind("Organization", within=name):
        owned = body.entity == IOM and body.span.end == name.end
        if owned and (of := _OF_ONE.search(reading.page.text, name.start, body.span.start)):
            return of.start()
    return name.end


def _one_word(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> list[Span]:
    """ "Programa Mesoamérica": a noun with a capital and one proper name, that of no body, state or place."""
    match = _ONE.match(reading.page.text, noun.end, sentence.end)
    if not match:
        return []
    name = Span(*match.span(1))
    known = reading.of_kind("Organization", "Country", "Demonym", "Place", "Person")
    joined = rules.connectors.match(reading.folded, name.end + 1)
    bodies = reading.of_kind("Organization", within=Span(name.end, sentence.end))[:1]
    owned = any(_OF_ONE.fullmatch(reading.page.text, name.end, m.span.start) for m in bodies if m.entity == IOM)
    goes_on = (joined and not owned) or rules.adjectives.fullmatch(reading.fold(name))
    if goes_on or any(m.span.overlaps(name) for m in known):
        return []
    return [noun.to(name), *([Span(*match.span(2))] if match[2] else [])]
