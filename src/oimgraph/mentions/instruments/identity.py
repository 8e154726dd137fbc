"""Which names of instruments mean the same one: short forms, what is taken up, what comes after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.instruments.dates import period
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

CLASSES = {"policy": "PolicyInstrument", "law": "LegalInstrument", "publication": "Publication"}
_WORDS_BEFORE = re.compile(r"([\w-]{1,40}(?:'|\b))? ?([\w-]{1,40}'?) ?$")
_NOUN_OF_YEAR = r"((?:19|20)\d\d) (\w{3,30})|(\w{3,30}) {of}((?:19|20)\d\d)"
_OPENING = 30               # characters in which a determiner stands before its noun
_APART = re.compile(r",? \(?")
_ARTICLE = 6                # characters of an article with its spaces
_RECENT = 40                # names among which that stands which a short form takes up
_PERIOD_NEAR = 25           # characters between a successor and its period


@dataclass(frozen=True, slots=True)
class Head:
    span: Span
    table: str
    type: str


@dataclass(frozen=True, slots=True)
class Instrument:
    entity: Entity
    span: Span
    names: tuple[str, ...]  # the fullest form first; none where the name stands elsewhere
    type: str
    years: tuple[str, str]  # start and end as part of the name, "" when there are none
    head: Span


def known_as(reading: Reading, one: Instrument) -> Instrument:
    """ "the African Union Convention on ..., known as the Kampala Convention": what the register has by its alias."""
    opening = _APART.match(reading.folded, one.span.end)
    alias = opening and reading.words.pattern("instruments", "words", "alias").match(reading.folded, opening.end())
    named = reading.of_kind("PolicyInstrument", "LegalInstrument", within=reading.sentence(one.span)) if alias else []
    known = [m.entity for m in named if alias and 0 <= m.span.start - alias.end() <= _ARTICLE]
    return replace(one, entity=known[0]) if known and known[0].kind == one.entity.kind else one


def taken_up(reading: Reading, head: Head, found: list[Instrument]) -> Instrument | None:
    """ "le Plan", "this law": the latest with that noun, else the latest of its type; "a new plan" is another one."""
    words, noun = reading.words, reading.fold(head.span)
    same = [one for one in found[-_RECENT:] if one.entity.kind == CLASSES[head.table]]
    fitting = [one for one in same if noun in reading.fold(one.span).split()] or [
        one for one in same if one.type == head.type
    ]
    before = _WORDS_BEFORE.search(reading.folded, max(0, head.span.start - _OPENING), head.span.start)
    if not fitting or not before:
        return None
    if words.pattern("instruments", "name", "definite").fullmatch(before[2]):
        proper = [one for one in fitting if reading.text(one.head)[0].isupper() and "@" not in one.entity.key]
        return replace((proper or fitting)[-1], span=head.span, names=(), years=("", ""))
    fresh = words.pattern("instruments", "name", "fresh").fullmatch(before[2])
    if fresh and before[1] and words.pattern("instruments", "name", "indefinite").fullmatch(before[1]):
        return _another(reading, head, before.start(2), fitting[-1])
    return None


def _another(reading: Reading, head: Head, start: int, last: Instrument) -> Instrument:
    """ "un nuevo plan", "a second strategy": of the kind named last, but not the same."""
    span = Span(start, head.span.end)
    name = " ".join(reading.text(span).split())
    entity = Entity(last.entity.kind, f"{head.table}:{fold(name)}@{span.start}")
    years = period(reading, span.end, reading.sentence(span).end)[:2]
    return Instrument(entity, span, (name,), last.type, years, head.span)


def identified(reading: Reading, found: list[Instrument]) -> list[Instrument]:
    """Short forms as the first on the page whose longer name they open or close; what is told anew apart; what the
    title speaks of as what the body says of it."""
    apart = list(_anew(reading, found))
    told = [one for one in apart if not reading.title.covers(one.span)]
    body = [one for one in told if one.names or one.entity.kind == "Publication"]
    same = {one.entity: _in_body(reading, one, body).entity for one in apart if reading.title.covers(one.span)}
    told = [replace(one, entity=same.get(one.entity, one.entity)) for one in apart]
    longer = _longer_forms(reading, told)
    of_year = reading.words.shape(_NOUN_OF_YEAR)
    return [_as_longer(one, longer, of_year) for one in told]


def _anew(reading: Reading, found: list[Instrument]) -> Iterator[Instrument]:
    """ "Samoa has no such strategy": what was named before with the same words, but of another, is not meant."""
    seen: set[Entity] = set()
    indefinite = reading.words.pattern("instruments", "name", "indefinite")
    for one in found:
        opening = _WORDS_BEFORE.search(reading.folded, max(0, one.span.start - _OPENING), one.span.start)
        if one.names and one.entity in seen and opening and indefinite.fullmatch(opening[2]):
            yield replace(one, entity=Entity(one.entity.kind, f"{one.entity.key}@{one.span.start}"))
        else:
            yield one
        if not reading.title.covers(one.span):
            seen.add(one.entity)


def _in_body(reading: Reading, one: Instrument, body: list[Instrument]) -> Instrument:
    """The first of the body that shares the noun, one that shares the name before others."""
    noun, name = reading.fold(one.head), reading.fold(one.span)
    alike = [other for other in body if other.type == one.type and reading.fold(other.head) == noun]
    close = [o for o in alike if _shares(name, reading.fold(o.span)) or _shares(reading.fold(o.span), name)]
    return next(iter(close or alike), one)


def _shares(short: str, name: str) -> bool:
    return name == short or name.startswith(f"{short} ")


def _longer_forms(reading: Reading, found: list[Instrument]) -> dict[tuple[str, str], Instrument]:
    """For every form that opens or closes a longer name, by type: the first one so called.

    What a number or a change tells apart is another: "Immigration Act 2012", "revised Criminal Code".
    """
    changed = reading.words.pattern("instruments", "name", "changed")
    forms: dict[tuple[str, str], Instrument] = {}
    for one in found:
        words = fold(one.names[0]).split() if one.names else []
        for cut in range(1, len(words)):
            head, tail = " ".join(words[:cut]), " ".join(words[cut:])
            for short, rest in ((head, tail), (tail, head)):
                if not rest[0].isdigit() and not changed.search(rest):
                    forms.setdefault((one.type, short), one)
    return forms


def _as_longer(
    one: Instrument, longer: dict[tuple[str, str], Instrument], of_year: re.Pattern[str]
) -> Instrument:
    if not one.names:
        return one
    name = fold(one.names[0])
    other = longer.get((one.type, name)) or _of_year(one, of_year.fullmatch(name), longer)
    return replace(one, entity=other.entity, names=(one.names[0],)) if other and not _differ(one, other) else one


def _of_year(
    one: Instrument, year: re.Match[str] | None, longer: dict[tuple[str, str], Instrument]
) -> Instrument | None:
    """ "the 2005 Act": the longer name with that noun and year, should there be only one."""
    if not year:
        return None
    told = {year[1] or year[4], year[2] or year[3]}
    named = {other.entity: other for (kind, _), other in longer.items()
             if kind == one.type and other.entity != one.entity and told <= set(fold(other.names[0]).split())}
    return next(iter(named.values())) if len(named) == 1 else None


def _differ(one: Instrument, other: Instrument) -> bool:
    return "@" in one.entity.key or (any(one.years) and any(other.years) and one.years != other.years)


def successors(reading: Reading, found: list[Instrument]) -> Iterator[Instrument]:
    """ "celle qui lui succédera, pour la période 2021-2030": one more of the kind named last, without a name."""
    pattern = reading.words.pattern("instruments", "name", "successor")
    for sentence in reading.telling("instruments", "name", "successor") if found else ():
        for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
            last = next((one for one in reversed(found) if sentence.start <= one.span.start < match.start()), None)
            if last:
                span = Span(*match.span())
                years = next((told[:2] for at in range(span.end, min(span.end + _PERIOD_NEAR, sentence.end))
                              if (told := period(reading, at, sentence.end))[0]), ("", ""))
                if years[0]:
                    entity = Entity(last.entity.kind, f"successor@{span.start}")
                    yield Instrument(entity, span, (), last.type, years, span)
