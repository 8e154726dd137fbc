"""Which pages are one document: those with the same text. Pages that only share a file name are kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from oimgraph.link.mint import digest, document_key, joined
from oimgraph.model import Copy, Page


def documents(pages: Iterable[Page]) -> list[Page]:
    """One page per text, with its document's key, in the order of keys; whatever the order they are given in.

    Of copies the one with an address speaks for all. Where two texts would get one key, each gets a hash of its own.
    """
    same: dict[str, list[Page]] = {}
    for page in pages:
        same.setdefault(page.sha256, []).append(page)
    found = [_merged(sorted(copies, key=_rank)) for copies in same.values()]
    times = Counter(page.key for page in found)
    kept = [page if times[page.key] == 1 else replace(page, key=joined(page.key, digest(page.text, 8)))
            for page in found]
    return sorted(kept, key=lambda page: page.key)


def _rank(page: Page) -> tuple[bool, str, str, str]:
    return not page.url, page.url, page.identifier, page.published


def _merged(copies: list[Page]) -> Page:
    first, *others = copies
    also = tuple(Copy(page.identifier, page.url) for page in others)
    return replace(first, key=document_key(first.identifier, first.url), copies=also)
