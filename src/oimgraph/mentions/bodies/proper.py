"""Bodies whose name has no noun that says what they are: "the NGO Tamkeen", "Tamkeen, a network of shelters",
"implemented by Tamkeen and UNICEF". What stands beside the name tells that a body is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import OF_PLACES, UPPER
from oimgraph.mentions.bodies.acronyms import BRACKETED, is_acronym, spelt_out
from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.proper_names import WORD, capitalised, is_domain, may_be_person, named
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.towns import sole_country
from oimgraph.model import Entity, Span

_ANY = re.compile(rf"(?<!\w){WORD}")
_ARTICLE = ' ?{the}?"? ?'
_AND = " {and}"
_OTHER = re.compile(rf"{WORD}(?=[,.;:)»”\"]| \(|$)")
_QUOTED = re.compile(r" ?[«\"“]?\s?")
_JOINT = (
    r' ?"?(?: ?\([^()]{1,40}\))?(?:, (?:{and}|{as-well-as})?| (?:{and}|{as-well-as}))(?:{by}|{with}|{bare-of})?'
)
_CLOSED = re.compile(r"\s?[»\"”]?(?:[,.;:)!?]| ?\(|$)")
_SET_OFF = re.compile(r"(?: ?\([^()]{1,20}\))?,$")
_TOWN = rf"{WORD}(?: {WORD}){{0,2}}"       # within the name of a part of a state
_LEAD = 60                  # characters before a noun in which the article of its description stands
_BEFORE = 90                # and in which the name stands that it describes
_CALLED = re.compile(rf"(?<![\w-])({WORD}(?: (?:(?:{OF_PLACES}|&) )?{WORD}){{0,4}}),? $")
_CHAIN = 6                  # names that a list has at most


def apposed(reading: Reading, rules: Grammar) -> list[Body]:
    """Names right beside the noun of their kind: behind it, or with its description in apposition."""
    found: dict[Span, Body] = {}
    for cls, key in (("CivilSocietyOrganization", "society"), ("Organization", "company")):
        nouns = reading.words.pattern("institutions", "proper", key)
        for sentence in _running(reading.telling("institutions", "proper", key), reading, rules):
            for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
                for name, reach in _beside(reading, Span(*noun.span()), sentence, rules):
                    found.setdefault(name, _body(reading, name, cls, reach))
    for body in _by_form(reading, rules):
        if not any(body.span.overlaps(span) for span in found):
            found[body.span] = body
    return [found[span] for span in sorted(found)]


def _by_form(reading: Reading, rules: Grammar) -> Iterator[Body]:
    """Names with their legal form: "Mujeres Unidas A.C.", "Vimark Ltd."."""
    known = [m.span for m in reading.of_kind("Organization")]
    for cls, key in (("CivilSocietyOrganization", "society"), ("Organization", "company")):
        forms = reading.words.pattern("institutions", "legal", key)
        for sentence in _running(reading.telling("institutions", "legal", key), reading, rules):
            for form in forms.finditer(reading.folded, sentence.start, sentence.end):
                name = _CALLED.search(reading.flat, max(sentence.start, form.start() - _LEAD), form.start())
                if not name or not reading.flat[form.start()].isupper():
                    continue
                span = Span(name.start(1), form.end())
                if not any(other.overlaps(span) for other in known):
                    names = (" ".join(reading.text(span).split()), " ".join(name[1].split()))
                    yield Body(Entity("Organization", fold(names[1])), span, span, names, cls)


def partners(reading: Reading, rules: Grammar) -> list[Body]:
    """Names on a list with two known bodies, and those behind words that only bodies follow: "in partnership with"."""
    known = {m.span.start: m.span.end for m in reading.of_kind("Organization")}
    found: dict[Span, Body] = {}
    for sentence in _running(reading.sentences, reading, rules):
        told = [m.end() for m in reading.matches(sentence, "institutions", "proper", "agent")]
        also = [m.end() for m in reading.matches(sentence, "institutions", "proper", "beside")]
        listed = [at for at in sorted(known) if sentence.start <= at < sentence.end]
        for start, needed in [*((at, 0) for at in told), *((at, 1) for at in also), *((at, 2) for at in listed)]:
            names, bodies = _chain(reading, start, sentence, known, rules)
            closed = names if not names or _closes(reading, names[-1].end) else names[:-1]
            sure = [name for name in closed if bodies >= min(2, needed + may_be_person(reading, name, rules))]
            found.update((name, _partner(reading, name, rules)) for name in sure)
        opening = rules.article.match(reading.folded, sentence.start)
        names, bodies = _chain(reading, opening.end() if opening else sentence.start, sentence, known, rules)
        acting = [name for name in names if is_domain(reading, name, rules) and (bodies or _gives(reading, name.end))]
        done = [m.end() for m in reading.matches(sentence, "institutions", "proper", "done")]
        chains = (_chain(reading, at, sentence, known, rules)[0] for at in done)
        acting += [name for chain in chains for name in chain if is_domain(reading, name, rules)]
        found.update((name, _partner(reading, name, rules)) for name in acting)
    return list(found.values())


def _gives(reading: Reading, at: int) -> bool:
    """Whether a state is said to give there: "the City of Geneva | donated"."""
    return reading.words.pattern("funding", "state", "gives").match(reading.folded, at + 1) is not None


def _partner(reading: Reading, name: Span, rules: Grammar) -> Body:
    """A part of a state that nobody knows is no body of the state that the page happens to name."""
    state = _state_of(reading, name) if is_domain(reading, name, rules) else ""
    return replace(_body(reading, name, "GovernmentBody" if state else "Organization", name), country=state)


def _state_of(reading: Reading, domain: Span) -> str:
    known = {reading.countries.get(m.entity, "") for m in reading.of_kind("Place", within=domain)}
    words = [Span(domain.start + m.start(), domain.start + m.end())
             for m in re.finditer(_TOWN, reading.text(domain))]
    return known.pop() if len(known) == 1 else next(filter(None, (sole_country(reading, word) for word in words)), "")


def again(reading: Reading, bodies: Iterable[Body], rules: Grammar) -> list[Body]:
    """Where the page names them once more."""
    names = {body.names[0]: body for body in bodies}
    if not names:
        return []
    taken = [m.span for m in reading.mentions] + [body.reach for body in bodies]
    longest = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-]| [{UPPER}])")
    found = []
    for sentence in _running(reading.sentences, reading, rules):
        for match in pattern.finditer(reading.flat, sentence.start, sentence.end):
            span, body = Span(*match.span()), names[match[0]]
            if not any(span.overlaps(other) and (other == span or not span.covers(other)) for other in taken):
                found.append(Body(body.entity, span, span, (match[0],), body.cls, body.country))
    return found


def _running(sentences: Iterable[Span], reading: Reading, rules: Grammar) -> list[Span]:
    """These sentences, without the title where every word of it has a capital."""
    return [s for s in sentences if not (rules.bare and s == reading.title)]


def _body(reading: Reading, name: Span, cls: str, reach: Span) -> Body:
    written = " ".join(reading.text(name).split())
    acronym = BRACKETED.match(reading.flat, name.end)
    names = (written, acronym["acronym"]) if acronym else (written,)
    entity = spelt_out(reading, written) or Entity("Organization", fold(written))
    return Body(entity, name, reach, names, cls)


def _beside(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Iterator[tuple[Span, Span]]:
    """ "the NGOs Ruah and Kasoku"; "Ruah, a local NGO,": each name, the first with all that belongs to it."""
    words, written = reading.words, reading.text(noun)
    if written[0].isupper() and not is_acronym(written.split()[0]):
        return                              # it begins a name of its own: "Association of Judges"
    people = next((m.span.end for m in reading.of_kind("Demonym") if m.span.start == noun.end + 1), noun.end)
    behind = _QUOTED.match(reading.flat, people)
    name = named(reading, behind.end(), sentence.end, rules, placed=True) if behind and behind.end() > people else None
    if name:
        several = words.pattern("institutions", "proper", "plural").fullmatch(reading.fold(noun))
        name = name if several else _twinned(reading, name, rules)
        yield name, noun.to(name)
        for more in _chain(reading, name.start, sentence, {}, rules)[0][1:] if several else ():
            yield more, more
        return
    goes_on = words.pattern("institutions", "proper", "goes_on").match(reading.folded, people + 1)
    name = _described(reading, noun, sentence, rules) if goes_on or _CLOSED.match(reading.flat, people) else None
    if name:
        yield name, name.to(noun)


def _twinned(reading: Reading, name: Span, rules: Grammar) -> Span:
    """A name of one word with another that "and" joins, where a single body is told of: "the NGO Live and Learn"."""
    joint = reading.words.shape(_AND).match(reading.folded, name.end)
    other = _OTHER.match(reading.flat, joint.end()) if joint and " " not in reading.text(name) else None
    known = other and (rules.heads.match(reading.folded, other.start()) or is_acronym(other[0]) or any(
        m.span.start == other.start() for m in reading.mentions if m.entity.kind != "Concept"))
    return name if not other or known else Span(name.start, other.end())


def _described(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> Span | None:
    """The name before a description: "Tamkeen (TK), | a Jordanian | NGO"."""
    floor = max(sentence.start, noun.start - _LEAD)
    articles = reading.words.pattern("institutions", "proper", "described")
    article = [m for m in articles.finditer(reading.folded, floor, noun.start)
               if reading.folded.startswith(", ", m.start() - 2)]
    between = reading.folded[article[-1].end() : noun.start] if article else ","
    if "," in between or rules.connectors.search(between):
        return None                         # "a member of an association"
    floor, end = max(sentence.start, article[-1].start() - _BEFORE), article[-1].start() - 1
    starts = (word.start() for word in _ANY.finditer(reading.flat, floor, end))
    names = (_bare(reading, Span(start, capitalised(reading, start, end)), rules) for start in starts)
    whole = next((name for name in names if _SET_OFF.match(reading.flat, name.end, end)), None)
    return whole if whole and whole == named(reading, whole.start, sentence.end, rules) else None


def _bare(reading: Reading, name: Span, rules: Grammar) -> Span:
    """A name without the article that opens it, when more than one word is left: "The | Open Gate Centre"."""
    article = rules.article.match(reading.folded, name.start, name.end)
    rest = Span(article.end(), name.end) if article else name
    return rest if " " in reading.text(rest) else name


def _chain(
    reading: Reading, at: int, sentence: Span, known: Mapping[int, int], rules: Grammar,
) -> tuple[list[Span], int]:
    """The names of a list that begins here, and how many bodies on it are known."""
    words, names = reading.words, list[Span]()
    bodies = 0
    for _ in range(_CHAIN):
        article = words.shape(_ARTICLE).match(reading.folded, at, sentence.end)
        start = article.end() if article and at not in known else at
        name = None if start in known else named(reading, start, sentence.end, rules)
        if not name and start not in known:
            break
        bodies += not name
        names += [name] if name else []
        end = name.end if name else known[start]
        joint = words.shape(_JOINT).match(reading.folded, end, sentence.end)
        if not joint:
            break
        at = joint.end()
    return names, bodies


def _closes(reading: Reading, at: int) -> bool:
    """Whether the last name of a list is followed by no noun of its own: "IOM, UNHCR and Rohingya refugees"."""
    behind = reading.words.pattern("institutions", "proper", "behind")
    return bool(_CLOSED.match(reading.flat, at) or behind.match(reading.folded, at + 1))
