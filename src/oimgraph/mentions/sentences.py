"""Where sentences stand. A line break ends one, unless the page is hard-wrapped: then it is only a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.lexicon import Lexicon
from oimgraph.model import Page, Span

LIMIT = 2_000               # characters: what is looked at together stays bounded
_WRAPPED = 85               # no line of a hard-wrapped page is longer

_END = re.compile(r"[.!?…](?:[\"')\]»”’]|\s»){0,2}\s+(?=[\"'(\[A-ZÀ-ÖØ-Þ0-9¿¡«“‘•-])")
_LAST_WORD = re.compile(r"[\w.'-]{1,20}$")
_INITIALS = re.compile(r"(?:^|[\s.(])[A-Za-z]\.?$")


def sentences(page: Page, folded: str, words: Lexicon) -> tuple[Span, ...]:
    """Spans of the title's and the body's sentences, in order, without the white space around them."""
    found = [page.title] if page.title.end > page.title.start else []
    wrapped = all(len(line) <= _WRAPPED for span in page.body for line in span.of(page.text).split("\n"))
    abbreviations = set(words["sentences"]["abbreviations"]["any"])
    for span in page.body:
        for part in [span] if wrapped else _lines(page.text, span):
            found += _split(page.text, folded, part, abbreviations)
    return tuple(found)


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in span.of(text).split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _split(text: str, folded: str, span: Span, abbreviations: set[str]) -> Iterator[Span]:
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        if end.end() - start < LIMIT and _is_abbreviation(folded, start, end.start(), abbreviations):
            continue
        yield from _capped(text, start, end.end())
        start = end.end()
    yield from _capped(text, start, span.end)


def _is_abbreviation(folded: str, start: int, stop: int, abbreviations: set[str]) -> bool:
    if folded[stop] != ".":
        return False
    before = folded[max(start, stop - 20) : stop]
    last = _LAST_WORD.search(before)
    return bool(last and (last[0] in abbreviations or _INITIALS.search(before)))


def _capped(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without the space around it, in pieces of at most LIMIT characters."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    for at in range(start, end, LIMIT):
        yield Span(at, min(at + LIMIT, end))
