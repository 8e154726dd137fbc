"""Where a term may stand: one pass over a page finds the needles of all terms of a language, sentence by sentence.

A page is asked for hundreds of patterns, and most have nothing in most of its sentences. Only stretches without any
needle of a pattern are passed over, and those hold no match, whatever the terms are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, reduce
from operator import or_

from ahocorasick_rs import AhoCorasick, MatchKind

from oimgraph.lexicon.needles import needles
from oimgraph.model import Span

_SHORTEST = 3               # characters; shorter needles stand nearly everywhere


class Sieve:
    """The needles of a language. A set of them is an integer with a bit for each, and one that all stretches have."""

    def __init__(self, files: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]) -> None:
        self._files = files
        terms = {term for tables in files.values() for rows in tables.values() for row in rows.values() for term in row}
        needed = {term: needles(term) for term in terms}
        telling = {term: found for term, found in needed.items() if found and min(map(len, found)) >= _SHORTEST}
        self._needles = sorted(frozenset().union(*telling.values()))
        numbers = {needle: number for number, needle in enumerate(self._needles, 1)}
        self._needed = {term: self._set(numbers[needle] for needle in telling[term]) if term in telling else _ANYWHERE
                        for term in terms}
        self._automaton = AhoCorasick(self._needles, matchkind=MatchKind.Standard)

    @cache  # noqa: B019 - there is one sieve for each language
    def wanted(self, *key: str) -> int:
        """The needles of which one stands where a term does of these keys of a table (file, table, keys; or all)."""
        file, table, *names = key
        rows = self._files[file][table]
        return reduce(or_, {self._needed[term] for name in names or rows for term in rows[name]}, 0)

    def _set(self, numbers: Iterable[int]) -> int:
        bits = bytearray(len(self._needles) // 8 + 1)
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(bits, "little")

    def held(self, folded: str, stretches: Sequence[Span]) -> tuple[int, ...]:
        """The needles in each of the stretches, which are in order and apart."""
        found: list[set[int]] = [set() for _ in stretches]
        at = 0
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            while at < len(stretches) and stretches[at].end < end:
                at += 1
            if at == len(stretches):
                break
            if start >= stretches[at].start:
                found[at].add(number + 1)
        return tuple(_ANYWHERE | self._set(numbers) for numbers in found)


_ANYWHERE = 1               # what a term needs that can do without needles

