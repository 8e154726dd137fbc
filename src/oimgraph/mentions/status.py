"""Planned, ongoing, completed, cancelled or absent: what the words around a trigger say of its time and being."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_BREAK = re.compile(r"[;:]| - |, (?:qui|que|dont|which|who|where|quien|cuyo|mais|but|pero|et il|and it)\b")


def clause(reading: Reading, span: Span) -> Span:
    """The part of the sentence around a span, up to a semicolon, colon or relative clause on either side."""
    sentence = reading.sentence(span)
    start, end = sentence.start, sentence.end
    for match in _BREAK.finditer(reading.folded, sentence.start, sentence.end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    return Span(start, end)


def status(reading: Reading, span: Span) -> str:
    """A slug of scheme/status for what the span speaks of; "completed" when nothing says otherwise."""
    around = clause(reading, span)
    for slug in ("cancelled", "absent", "planned", "ongoing"):
        if reading.words.pattern("status", "status", slug).search(reading.folded, around.start, around.end):
            return slug
    return "completed"
