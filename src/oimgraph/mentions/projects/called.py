"""Names that stand before the noun of a project, which takes them up: "baptisé « … », ce projet", "X, a project"."""

from __future__ import annotations

import re

from oimgraph.mentions.capitals import capitals_before, capitals_from
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

ACRONYM = re.compile(r"(?:\s?[»”\"])?\s?\(([A-Z][\w\s-]{1,25})\)")
QUOTE = r"[«“\"]\s?([^«»“”\"]{4,160}?)\s?[»”\"](?:\s?\([A-Z][\w\s-]{1,25}\))?"
_QUOTED = re.compile(QUOTE)
_TAKEN_UP = re.compile(rf",? {QUOTE},?\s(?:[\w-]+\s){{1,3}}$")          # "called « … », this joint project"
_APPOSED = ",? (?:{a}|{the})?(?:[\\w-]+ ){0,3}|, "                       # "« … », a regional project"
_COMMA_A = "(?: ?\\([a-z][\\w -]{1,25}\\))?, {a}(?:[\\w-]+ ){0,3}"
_COMMA = re.compile(rf"(?:{ACRONYM.pattern})?,\s$")
_LONG = 200                 # characters of a name with its acronym
_MANY = 5                   # words of a name that may begin with another


def first(match: re.Match[str] | None) -> Span | None:
    """The span of a match's first group."""
    return Span(*match.span(1)) if match else None


def called_before(reading: Reading, noun: Span) -> Span | None:
    """ "Baptisé « … », ce projet", "« … » (CBMM), a project": the name stands before the noun that takes it up."""
    text, start, words = reading.page.text, reading.sentence(noun).start, reading.words
    for lead in words.pattern("nominals", "called", "before").finditer(reading.folded, start, noun.start):
        if quoted := _TAKEN_UP.match(text, lead.end(), noun.start):
            return first(quoted)
    for lead in words.pattern("nominals", "called", "as").finditer(reading.folded, start, noun.start):
        if lead.end() + 1 == noun.start:
            return _known_as(reading, max(start, lead.start() - _LONG), lead.start())
    for lead in words.pattern("nominals", "determiners", "is").finditer(reading.folded, start, noun.start):
        if len(reading.folded[lead.end() : noun.start].split()) <= 2:
            name = capitals_from(reading, start, lead.start())
            acronym = ACRONYM.match(text, name.end, lead.start())
            whole = (acronym.end() if acronym else name.end) + 1 == lead.start()
            alone = " " in reading.fold(name) and not is_other(reading, name) and not _opens(reading, name)
            return name if whole and (acronym or alone) else None
    return _apposed(reading, max(start, noun.start - _LONG), noun)


def _apposed(reading: Reading, floor: int, noun: Span) -> Span | None:
    """ "« … », a regional project", "« … », programa regional", "More for Less Distance, a two-year project"."""
    text, apposed = reading.page.text, reading.words.shape(_APPOSED)
    for quoted in _QUOTED.finditer(text, floor, noun.start):
        if apposed.fullmatch(reading.folded, quoted.end(), noun.start):
            return first(quoted)
    for comma in reading.words.shape(_COMMA_A).finditer(reading.folded, floor, noun.start):
        name = capitals_before(reading, floor, comma.start()) if comma.end() == noun.start else None
        if name and " " in reading.fold(name) and not is_other(reading, name) and not _opens(reading, name):
            return name
    return None


def _opens(reading: Reading, name: Span) -> bool:
    """ "Funded by Norway, a project": a capital at the head of its sentence may be that of any word."""
    named = reading.of_kind("Organization", "Country", "Place", "Person", within=name)
    return name.start == reading.sentence(name).start and bool(named)


def is_other(reading: Reading, name: Span) -> bool:
    """Whether words in capitals are the name of a body, state or person, or begin with one and have little else."""
    known = reading.of_kind("Organization", "Country", "Person", within=reading.sentence(name))
    first = [m.span for m in known if m.span.start <= name.start < m.span.end]
    places = [m.span for m in reading.of_kind("Place") if m.span.start <= name.start and name.end <= m.span.end]
    plans = reading.of_kind("PolicyInstrument", "LegalInstrument", "Publication")
    whole = any(span.end >= name.end for span in first) or any(m.span.overlaps(name) for m in plans)
    return whole or bool(places) or (bool(first) and len(reading.fold(name).split()) < _MANY)


def _known_as(reading: Reading, floor: int, end: int) -> Span | None:
    """ "… Skills for Return (SFR), known as the project": the words in capitals before the comma."""
    closing = _COMMA.search(reading.page.text, floor, end)
    name = capitals_before(reading, floor, closing.start()) if closing else None
    return name if name and " " in reading.fold(name) else None
