"""Planned, ongoing, completed, cancelled or absent: what the words around a trigger say of its time and being."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

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


def scope(reading: Reading, mention: Mention) -> Span:
    """The part of the clause that speaks of this mention, and of no other of its kind."""
    around = clause(reading, mention.span)
    others = [m.span for m in reading.of_kind(mention.entity.kind, within=around) if m.entity != mention.entity]
    before = any(span.end <= mention.span.start for span in others)
    behind = [span.start for span in others if span.start >= mention.span.end]
    return Span(mention.span.start if before else around.start, behind[0] if behind else around.end)


STATUSES = ("cancelled", "absent", "planned", "ongoing")


def status(reading: Reading, span: Span, around: Span | None = None, slugs: Sequence[str] = STATUSES) -> str:
    """A slug of scheme/status for what the span speaks of; "completed" when nothing around it (its clause) differs."""
    around = around or clause(reading, span)
    for slug in slugs:
        if reading.words.pattern("status", "status", slug).search(reading.folded, around.start, around.end):
            return slug
    return "completed"
