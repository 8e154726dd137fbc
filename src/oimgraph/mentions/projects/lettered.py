"""Projects called by a name all in capitals: "le projet SHARE", "the SHARE II project", "a third phase of SHARE"."""

from __future__ import annotations

import re

from oimgraph.mentions.projects.called import ACRONYM, first
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_LETTERS = r"[A-Z][A-Z0-9-]{3,24}(?:\s(?:[IVX]{1,4}|\d)(?!\w))?"          # "SHARE II"
LETTERED = re.compile(rf"\s({_LETTERS})(?![\w’'/-])")
_NAME = re.compile(rf"(?<!\w)({_LETTERS})(?![\w’'/-])")
_COMMA_A = ", {a}(?:[\\w-]+ ){0,3}"
_NEAR = 60                  # characters between such a name and the noun
_BEFORE_IT = re.compile(rf"(?<!\w)({_LETTERS})(?:{ACRONYM.pattern})?\s$")


def lettered(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """ "le projet SHARE", "the SHARE project": a name all in capitals that no body, plan or place has."""
    text = reading.page.text
    if reading.text(noun).isupper():
        return None
    match = LETTERED.match(text, noun.end, sentence.end)
    if not match and reading.page.language == "en":
        match = _BEFORE_IT.search(text, max(sentence.start, noun.start - 30), noun.start)
    start = min(match.start(), noun.start) if match else noun.start
    article = reading.folded[sentence.start : start].split()[-1:]
    definite = reading.words.pattern("nominals", "called", "article")
    led = bool(article) and bool(definite.fullmatch(article[0]))        # "its TACIS programme" is how a donor gives
    name = (first(match) if led else None) or _of_phase(reading, noun, sentence) or _apposed(reading, noun, sentence)
    return None if not name or is_known(reading, name) else name


def _of_phase(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """ "a second phase of SHARE": the project of which a phase is told."""
    of = reading.words.shape(" {of}").match(reading.folded, noun.end, sentence.end)
    phase = reading.words.pattern("nominals", "project", "phase").fullmatch(reading.fold(noun))
    return first(LETTERED.match(reading.page.text, of.end() - 1, sentence.end)) if of and phase else None


def _apposed(reading: Reading, noun: Span, sentence: Span) -> Span | None:
    """ "SHARE, an initiative of IOM": the name stands before the noun in apposition."""
    comma = reading.words.shape(_COMMA_A)
    names = _NAME.finditer(reading.page.text, max(sentence.start, noun.start - _NEAR), noun.start)
    return next((first(name) for name in names if comma.fullmatch(reading.folded, name.end(), noun.start)), None)


def is_known(reading: Reading, name: Span) -> bool:
    """Whether letters are the name of something else."""
    known = reading.of_kind("Organization", "Country", "Place", "PolicyInstrument", "LegalInstrument", "Publication")
    other = reading.words.pattern("nominals", "called", "never").fullmatch(reading.fold(name))
    return bool(other) or any(m.span.overlaps(name) for m in known)
