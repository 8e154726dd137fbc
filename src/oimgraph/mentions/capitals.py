"""Names of several words in capitals, small words of the page's language in between: "Health of Seasonal Workers"."""

from __future__ import annotations

import re

from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_WORD = re.compile(rf"(?<!\w)[{UPPER}][\w’'-]{{0,40}}")
_SMALL = " (?:{and}|{of}|{the}|{to}|{in}|{on}|{for}|{with}|{by}|{between}|{other-preposition}){0,2}"
_MOST = 15                  # words of a name


def capitals_from(reading: Reading, start: int, limit: int) -> Span:
    """The words in capitals that begin at `start`; empty when none does."""
    at = end = start
    for _ in range(_MOST):
        word = _WORD.match(reading.page.text, at, limit)
        if not word:
            break
        end = word.end()
        small = reading.words.shape(_SMALL).match(reading.folded, end, limit)
        if not small:
            break
        at = small.end()
    return Span(start, end)


def capitals_before(reading: Reading, floor: int, end: int) -> Span | None:
    """The words in capitals that end at `end`, from the first behind `floor` that lead there."""
    words = _WORD.finditer(reading.page.text, floor, end)
    runs = (capitals_from(reading, word.start(), end) for word in words)
    return next((run for run in runs if run.end == end), None)
