"""What is already taken of a text: spans asked in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from oimgraph.model import Span


class Cover:
    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))     # of all that begin up to there

    def covers(self, span: Span) -> bool:
        return self._reaches(bisect_right(self._starts, span.start)) >= span.end

    def overlaps(self, span: Span) -> bool:
        return self._reaches(bisect_left(self._starts, span.end)) > span.start

    def end_before(self, at: int) -> int:
        """Where the spans end that begin before a place; the place itself where one goes on over it."""
        return min(at, self._reaches(bisect_left(self._starts, at)))

    def _reaches(self, count: int) -> int:
        return self._reach[count - 1] if count else 0
