"""Cities, provinces, border crossings: known by name, or by what introduces them: "à Rumonge", "in Beitbridge".

The place of a dateline is the issuing office's, so the dateline is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from oimgraph.lexicon import Lexicon, lexicon
from oimgraph.lexicon.names import ARTICLES, LOWER, OF_PLACES, UPPER
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.towns import apposed, country_of, towns
from oimgraph.model import Entity, Mention, Span

_WORD = rf"[{UPPER}][{LOWER}'’]+(?:-[{UPPER}{LOWER}]+){{0,3}}"
_NAME = rf"{_WORD}(?: (?:{OF_PLACES} |{ARTICLES}-)?{_WORD}){{0,3}}"
_NAMED = re.compile(_NAME)
_REGION = re.compile(rf", ({_NAME})(?=,|\.|;| ?\()")
_LISTED = rf"(?:, {{of}}?{_NAME}){{0,6}},? {{and}}(?:{{of}}|{{in}})?{_NAME}"
_OF = "{of}"
_LINKED = rf"(?:, {{of}}{_NAME}){{1,6}}"
_ENDING = re.compile(rf"(?:^|[^\w'’-])({_WORD}(?: {_WORD}){{0,2}}) $")
_NAMED_UNIT = 60            # characters before the noun of a unit in which its name stands
_POST = 60                  # characters before a city in which the noun of a post stands
_RUNNING = re.compile(r"[\w' -]*")
_UNIT = 40                  # characters of the noun of an administrative unit
_ARTICLES = ("la", "el", "los", "las", "le", "les")     # that open the name of a place
_DATELINE = re.compile(r"[^.;:!?\n]{2,80}?(?:\s?[-–—−]\s|\.\s?[-–—]\s?)")



@dataclass(frozen=True, slots=True)
class Place:
    entity: Entity
    span: Span
    country: str


def dateline(reading: Reading) -> Span | None:
    """What stands before the first dash of the body: "Oulan-Bator – ", "El Cairo, 2 de julio de 2024 – "."""
    if not reading.page.body:
        return None
    start = reading.page.body[0].start
    match = _DATELINE.match(reading.page.text, start, start + 90)
    return Span(start, match.end()) if match else None


def places(reading: Reading) -> list[Place]:
    """Places that no register knows, in the order of the text."""
    found: dict[Span, Place] = {}
    for city in _cities(reading):
        states = {m.entity.key for m in reading.of_kind("Country", within=city)}
        found[city] = Place(Entity("Place", " ".join(reading.fold(city).split())), city, "".join(states))
    for camp in _camps(reading):
        found[camp] = Place(Entity("Place", " ".join(reading.fold(camp).split())), camp, _country(reading, camp))
    for introduced in _introduced(reading):
        span = _cut(reading, introduced)
        if span and span not in found:
            key = " ".join(reading.fold(span).split())
            found[span] = Place(Entity("Place", key), span, _country(reading, span))
    for town in towns(reading):
        key = " ".join(reading.fold(town.span).split())
        if not any(span != town.span and span.covers(town.span) for span in found):      # "valle del Cauca (Colombia)"
            found.setdefault(town.span, Place(Entity("Place", key), town.span, town.country))
    for span in [*_listed(reading, [place.span for place in found.values()]), *_regions(reading, list(found))]:
        key = " ".join(reading.fold(span).split())
        found.setdefault(span, Place(Entity("Place", key), span, _country(reading, span)))
    return [replace(found[span], country=_of_people(reading, span) or found[span].country) for span in sorted(found)]


def _of_people(reading: Reading, place: Span) -> str:
    """The state whose people are told with what the place is: "provincia argentina de Misiones", "the Brazilian state
    of Paraná"."""
    of = reading.words.shape(_OF)
    for people in reading.of_kind("Demonym", within=Span(max(0, place.start - _UNIT), place.start)):
        behind = reading.folded[people.span.end + 1 : place.start]
        before = reading.folded[max(0, people.span.start - _UNIT) : people.span.start] if of.fullmatch(behind) else ""
        units = _loose(reading.words, "division").finditer(before + behind)
        if any(unit.end() == len(before + behind) and unit.start() <= len(before) for unit in units):
            return people.entity.key
    return ""


def _listed(reading: Reading, found: list[Span]) -> Iterator[Span]:
    """What goes on a list that a place begins: "provinces of Nampula, Sofala and Tete"."""
    shapes = [reading.words.shape(written) for written in (_LISTED, _LINKED)]
    for first in sorted({*found, *(m.span for m in reading.of_kind("Place"))}):
        end = reading.sentence(first).end
        if listed := next(filter(None, (shape.match(reading.cased, first.end, end) for shape in shapes)), None):
            names = [Span(m.start(), m.end()) for m in _NAMED.finditer(reading.flat, first.end, listed.end())]
            free = [span for span in names if _cut(reading, span)]
            known = {m.span for m in reading.of_kind("Place", "Country")}
            if all(span in free or span in known for span in names):
                yield from (span for span in free if span not in known)


def _cities(reading: Reading) -> Iterator[Span]:
    """Cities that are called after their state: "Ciudad de Panamá"."""
    for city in reading.stated("places", "words", "city"):
        if reading.flat[reading.flat.rfind(" ", city.start(), city.end()) + 1].isupper():
            yield Span(*city.span())


def _camps(reading: Reading) -> Iterator[Span]:
    """Camps that have a number for a name: "Camp 15"."""
    for camp in reading.stated("places", "words", "camp"):
        if reading.flat[camp.start()].isupper():
            yield Span(*camp.span())


def _regions(reading: Reading, found: list[Span]) -> Iterator[Span]:
    """The region behind a city: "Tapachula, Chiapas,"."""
    for city in sorted({*found, *(m.span for m in reading.of_kind("Place"))}):
        beside = _REGION.match(reading.flat, city.end, reading.sentence(city).end)
        if beside and not _is_seat(reading, city) and _cut(reading, span := Span(*beside.span(1))):
            yield span


def _is_seat(reading: Reading, city: Span) -> bool:
    """Whether a post is held there, so that its holder follows: "la jefa política de Masaya, Ana Rojas,"."""
    start = max(reading.sentence(city).start, city.start - _POST)
    posts = reading.words.pattern("persons", "post", "nouns").finditer(reading.folded, start, city.start)
    return any(_RUNNING.fullmatch(reading.folded, post.end(), city.start) for post in posts)


def _introduced(reading: Reading) -> Iterator[Span]:
    """Capitalised names after a preposition of place, a motion or the noun of an administrative unit, and in English
    before such a noun."""
    for opening in _found(reading, "locative", "division", "motion"):
        at = opening.end() + reading.flat.startswith(" ", opening.end())
        if name := _NAMED.match(reading.flat, at, reading.sentence(Span(*opening.span())).end):
            whole = _loose(reading.words, "whole").fullmatch(opening[0])
            yield Span(opening.start() if whole else name.start(), name.end())
    for unit in _found(reading, "behind"):
        start = max(reading.sentence(Span(*unit.span())).start, unit.start() - _NAMED_UNIT)
        if name := _ENDING.search(reading.flat[start : unit.start()]):
            part = _loose(reading.words, "whole").fullmatch(unit[0]) and reading.flat[unit.start()].isupper()
            yield Span(start + name.start(1), unit.end() if part else start + name.end(1))


def _found(reading: Reading, *keys: str) -> Iterator[re.Match[str]]:
    """Where these words stand; not in an English title: where every word has a capital, "Hand in Hand" looks like a
    place."""
    for key in keys:
        pattern = reading.words.pattern("places", "words", key) if key == "locative" else _loose(reading.words, key)
        for sentence in reading.telling("places", "words", key):
            if reading.page.language != "en" or sentence != reading.title:
                yield from pattern.finditer(reading.folded, sentence.start, sentence.end)


def division_start(reading: Reading, before: Span) -> int:
    """Where the noun of an administrative unit begins that leads to the name behind: "city of"; else the end."""
    end = before.end
    found = _loose(reading.words, "division").finditer(reading.folded, max(before.start, end - _UNIT), end)
    return next((unit.start() for unit in found if unit.end() == end), end)


@cache
def _compiled(language: str, key: str) -> re.Pattern[str]:
    terms = lexicon(language)["places"]["words"][key]
    whole = r"(?!\w)" if key == "behind" else ""
    return re.compile(r"(?<!\w)(?:" + "|".join(terms) + ")" + whole) if terms else re.compile(r"(?!)")


def _loose(words: Lexicon, key: str) -> re.Pattern[str]:
    """The terms of a key, which end with what links them to a name."""
    return _compiled(words.language, key)


def _cut(reading: Reading, span: Span) -> Span | None:
    """The name up to what else is known; nothing when something else stands there, or no place can be meant."""
    taken = [m.span for m in reading.mentions if m.span.overlaps(span) and not _begins(m, span)]
    taken += [m.span for m in reading.moments if m.span.overlaps(span)]
    first, *rest = reading.fold(span).split()
    article = rest and first in _ARTICLES and reading.text(span).split()[1][0].isupper()         # "La Quiaca"
    if reading.words.pattern("persons", "post", "nouns").match(reading.folded, span.start):
        return None                         # "In Juba, Vice President Dr. Ana Lado"
    if taken or (first in reading.words["places"]["words"]["not"] and not article):
        return None
    return None if reading.words.pattern("institutions", "head").match(reading.folded, span.start) else span


def _begins(mention: Mention, span: Span) -> bool:
    """Whether the register knows only the first word of a place's name: "Tuxtla (Gutiérrez)"."""
    return mention.entity.kind == "Place" and mention.span.start == span.start and mention.span.end < span.end


def _country(reading: Reading, span: Span) -> str:
    """The country in apposition, "Mangochi (Malawi)", else the one of the page that has a place of that name."""
    return apposed(reading, span) or country_of(reading, span)
