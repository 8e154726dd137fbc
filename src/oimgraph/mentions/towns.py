"""Towns and provinces that are too many for the register: a name counts only on a page that names its country, and only
where it is said to be a place: "from Machala", "the people of Machala", "Machala (Ecuador)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import ARTICLES, LOWER, OF_PLACES, UPPER
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span
from oimgraph.resources import folder

_PART = rf"[{UPPER}][{LOWER}'’]+(?:-[{UPPER}{LOWER}]+){{0,3}}"
_EDGE = rf"(?<![\w-])(?<!\w\w['’])(?<![{UPPER}]['’])"       # "d'Obock" holds a name, "N'Djamena" is one
_NAME = re.compile(rf"{_EDGE}{_PART}(?: (?:{OF_PLACES} )?{_PART}){{0,3}}(?![\w-]| [{UPPER}]| {ARTICLES}-)")
_APPOSED = r" ?[(,] ?(?:{in}|{the})?"
_TITLED = re.compile(rf"(?<![\w'’-])[{UPPER}][\w'’-]*\s$")
_LEAD = 40                  # characters before a name in which it is said to be a place


@dataclass(frozen=True, slots=True)
class Town:
    span: Span
    country: str                # "" when more than one of the page's countries has a town of that name


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Folded name -> codes of the countries that have such a town or province."""
    found: dict[str, tuple[str, ...]] = {}
    written = (folder("ontology") / "register" / "towns.txt").read_text(encoding="utf-8")
    for line in written.splitlines():
        code, _, names = line.partition(": ")
        for name in fold(names).split(", ") if not line.startswith("#") else ():
            found[name] = (*found.get(name, ()), code)
    return found


def country_of(reading: Reading, span: Span) -> str:
    """The only country of the page that has a town of that name."""
    named = _named(reading) & set(_countries().get(" ".join(reading.fold(span).split()), ()))
    return named.pop() if len(named) == 1 else ""


def sole_country(reading: Reading, span: Span) -> str:
    """The only country that has a town of that name, or the only one of the page."""
    codes = _countries().get(" ".join(reading.fold(span).split()), ())
    return codes[0] if len(codes) == 1 else country_of(reading, span)


def towns(reading: Reading) -> Iterator[Town]:
    states = _named(reading)
    links = reading.words.pattern("places", "words", "link")
    taken = [m.span for m in reading.mentions if m.entity.kind != "Concept"]
    taken += [Span(*match.span()) for match in reading.stated("places", "words", "stateless")]    # "golfe d'Aden"
    for sentence in reading.sentences if states else ():
        for match in _NAME.finditer(reading.flat, sentence.start, sentence.end):
            span = Span(*match.span())
            codes = states & set(_countries().get(" ".join(reading.fold(span).split()), ()))
            if codes and not any(span.overlaps(other) for other in taken) and (
                apposed(reading, span) in codes or (_linked(reading, span, links) and not _titled(reading, sentence))
            ):
                yield Town(span, country_of(reading, span))


def _named(reading: Reading) -> set[str]:
    """The countries that the page names, by themselves, by an adjective or by one of their cities."""
    told = {m.entity.key for m in reading.of_kind("Country", "Demonym")}
    return told | {reading.countries[m.entity] for m in reading.of_kind("Place") if m.entity in reading.countries}


def _linked(reading: Reading, span: Span, links: re.Pattern[str]) -> bool:
    before = reading.folded[max(0, span.start - _LEAD) : span.start]
    told = before.rstrip(" ")
    if told == before and not told.endswith("'"):
        return False
    if any(link.end() == len(told) for link in links.finditer(told)):
        return True
    loose = reading.words.pattern("places", "words", "loose")
    starts = [span.start - len(before) + link.start() for link in loose.finditer(told) if link.end() == len(told)]
    return any(not _TITLED.search(reading.flat, max(0, start - _LEAD), start) for start in starts)


def apposed(reading: Reading, span: Span) -> str:
    """The country that stands beside a name: "Mangochi (Malawi)", "Addis Ababa, Ethiopia"."""
    glue = reading.words.shape(_APPOSED).match(reading.folded, span.end)
    state = next((m for m in reading.of_kind("Country") if glue and m.span.start == glue.end()), None)
    return state.entity.key if state else ""


def _titled(reading: Reading, sentence: Span) -> bool:
    """Whether every word may have its capital: in the title of an English page."""
    return reading.page.language == "en" and sentence == reading.title
