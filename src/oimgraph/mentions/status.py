"""Planned, ongoing, completed, cancelled or absent: what the words around a trigger say of its time and being."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_BREAK = "[;:]| - |, (?:{that}|{but}|{and}{it})"


def clause(reading: Reading, span: Span) -> Span:
    """The part of the sentence around a span, up to a semicolon, colon or relative clause on either side."""
    sentence = reading.sentence(span)
    start, end = sentence.start, sentence.end
    for match in reading.words.shape(_BREAK).finditer(reading.folded, sentence.start, sentence.end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    return Span(start, end)


STATUSES = ("cancelled", "absent", "planned", "ongoing")


def status(reading: Reading, span: Span, around: Span | None = None, slugs: Sequence[str] = STATUSES) -> str:
    """A slug of scheme/status for what the span speaks of; "completed" when nothing around it (its clause) differs."""
    around = around or clause(reading, span)
    for slug in slugs:
        found = reading.words.pattern("status", "status", slug).finditer(reading.folded, around.start, around.end)
        if any(_is_written(reading, match) for match in found):
            return slug
    return "completed"


def _is_written(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a form that is told by its accent bears one in the text: "recuperará", not "carretera"."""
    accented = reading.words.pattern("status", "accent").fullmatch(match[0])
    return not accented or not reading.text(Span(*match.span())).isascii()


_RELATIVE = ", (?:(?:{to}|{in})?{that}|{the})[^,;:.]{1,120}, "
_AND = ", {and}"
_TENSES = ("planned", "ongoing", "completed")


def told_of(reading: Reading, span: Span, around: Span) -> str:
    """The status that the verb nearest to what the span speaks of gives it, or its own words; "" when none tells.

    What was called off stays so, whatever else is said of it. A verb of a relative clause, or before a ", and", tells
    less than another, "the course, which 60 have joined, will open", and even less than "this week"; so do those of
    an apposition: "the training, the first of a series that will".
    """
    words, folded = reading.words, reading.folded
    if words.pattern("status", "status", "cancelled").search(folded, around.start, around.end):
        return "cancelled"
    aside = words.shape(_RELATIVE).match(folded, span.end, around.end)
    inner = Span(span.end, aside.end()) if aside else Span(0, 0)
    joints = words.shape(_AND).finditer(folded, around.start, span.start)
    opened = max((match.end() for match in joints), default=around.start)
    found = [(inner.covers(Span(*match.span())) or match.end() <= opened, _gap(match, span), order, slug)
             for order, slug in enumerate(_TENSES)
             for match in words.pattern("status", "tense", slug).finditer(folded, around.start, around.end)
             if _is_written(reading, match)]
    nearest = min(found, default=(True, 0, 0, ""))
    lasting = nearest[0] and words.pattern("status", "tense", "lasting").search(folded, around.start, around.end)
    return "ongoing" if lasting else nearest[3]


def _gap(match: re.Match[str], span: Span) -> int:
    """Characters between a verb and what it governs; its subject is nearer to it than an object."""
    return max(0, match.start() - span.end, span.start - match.end())
