"""Where a term may stand: one pass over a page finds the needles of all terms of a language, sentence by sentence.

A page is asked for hundreds of patterns, and most have nothing in most of its sentences. Only stretches without any
needle of a pattern are passed over, and those hold no match, whatever the terms are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from oimgraph.lexicon import Lexicon, lexicon
from oimgraph.lexicon.needles import needles
from oimgraph.model import Span

_SHORTEST = 3               # characters; shorter needles stand nearly everywhere


class Sieve:
    """The needles of a language by number; a set of them is an integer with a bit for each, and one for all stretches."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        terms = {term for file in words.files for table in words[file].values() for key in table.values() for term in key}
        needed = {term: needles(term) for term in terms}
        telling = {term: found for term, found in needed.items() if found and min(map(len, found)) >= _SHORTEST}
        self._needles = sorted(frozenset().union(*telling.values()))
        bits = {needle: 2 << number for number, needle in enumerate(self._needles)}
        self._bits = list(bits.values())
        self._needed = {term: sum(bits[needle] for needle in telling[term]) if term in telling else _ANYWHERE
                        for term in terms}
        self._automaton = AhoCorasick(self._needles, matchkind=MatchKind.Standard)
        self._wanted: dict[tuple[str, ...], int] = {}

    def wanted(self, file: str, table: str, *keys: str) -> int:
        """The needles of which one stands where any term of these keys of a table (of all its keys) does."""
        found = self._wanted.get((file, table, *keys))
        if found is None:
            found = 0
            for term in {term for key in keys or self._words[file][table] for term in self._words[file][table][key]}:
                found |= self._needed[term]
            self._wanted[(file, table, *keys)] = found
        return found

    def held(self, folded: str, stretches: Sequence[Span]) -> tuple[int, ...]:
        """The needles in each of the stretches, which are in order and apart."""
        held = [_ANYWHERE] * len(stretches)
        at = 0
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            while at < len(stretches) and stretches[at].end < end:
                at += 1
            if at == len(stretches):
                break
            if start >= stretches[at].start:
                held[at] |= self._bits[number]
        return tuple(held)


_ANYWHERE = 1               # what a term needs that can do without needles


@cache
def sieve(language: str) -> Sieve:
    return Sieve(lexicon(language))
