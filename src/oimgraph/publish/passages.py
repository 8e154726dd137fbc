"""What a dataset quotes of a document, in the order of its text: excerpts that overlap as one passage, in which each of
them can be pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from oimgraph.publish.evidence import Quote, Said

Piece = tuple[str, str]             # what happens, and the words or the place: see Passage.pieces


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together. `pieces` is what a page writes: ("open", "12,40") or ("open", "") where an excerpt
    begins or goes on, ("text", words), and ("close", "")."""

    start: int
    end: int
    language: str
    pieces: tuple[Piece, ...]
    said: Said

    @property
    def weight(self) -> int:
        return sum(len(text) for _, text in self.pieces)


def passages(said: Said) -> list[Passage]:
    """The passages of a document, from its facts in the order of the text."""
    found: list[Passage] = []
    group: Said = []
    for one in said:
        if group and one[3].start >= max(other[3].end for other in group):
            found.append(_passage(group))
            group = []
        group.append(one)
    return found + ([_passage(group)] if group else [])


def _passage(said: Said) -> Passage:
    quotes = sorted({one[3] for one in said}, key=lambda quote: (quote.start, -quote.end))
    start, end = quotes[0].start, max(quote.end for quote in quotes)
    return Passage(start, end, quotes[0].language, tuple(_pieces(quotes, _text(quotes))), said)


def _text(quotes: Iterable[Quote]) -> str:
    text, end = "", -1
    for quote in quotes:
        if quote.end > end:
            text += quote.text[max(0, end - quote.start) if end >= 0 else 0 :]
            end = quote.end
    return text


def _pieces(quotes: list[Quote], text: str) -> Iterator[Piece]:
    """Elements that nest: an excerpt that another one cuts is closed there and goes on behind."""
    first = quotes[0].start
    edges = sorted({edge for quote in quotes for edge in (quote.start, quote.end)})
    opened: list[Quote] = []
    seen: set[Quote] = set()
    for start, end in pairwise(edges):
        covering = [quote for quote in quotes if quote.start <= start and end <= quote.end]
        kept = next((n for n, pair in enumerate(zip(opened, covering, strict=False)) if pair[0] != pair[1]),
                    min(len(opened), len(covering)))
        yield from [("close", "")] * (len(opened) - kept)
        for quote in covering[kept:]:
            yield "open", "" if quote in seen else f"{quote.start},{quote.end}"
            seen.add(quote)
        opened = covering
        yield "text", text[start - first : end - first]
    yield from [("close", "")] * len(opened)
