"""Which pages a shard holds: one line for each record, with what tells whether two pages are one document.

    KEY.pages   the list
    KEY.read    the pages that can be read, as they were read, until the shard is done: nobody reads them twice
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oimgraph.corrections import readable
from oimgraph.errors import DataError, Refusal
from oimgraph.graph.files import write
from oimgraph.model import Field, Page, Span
from oimgraph.shards.plan import Shard
from oimgraph.sources import page_or_refusal
from oimgraph.sources.records import Record


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that can be read."""

    position: int               # in its shard
    identifier: str
    url: str
    published: str
    sha256: str


def survey(shard: Shard, folder: Path) -> None:
    """Write the shard's list of pages, unless it is there."""
    path = folder / f"{shard.key}.pages"
    if path.exists():
        return
    rows, read = [], []
    for position, record in enumerate(shard.records()):
        page = readable(_page(record), shard.settings.corrections)
        rows.append(_row(page))
        if isinstance(page, Page):
            read.append([position, *_kept(page)])
    write(_read(shard, folder), _lines(read))
    write(path, _lines(rows))


def _page(record: Record | Refusal) -> Page | Refusal:
    return record if isinstance(record, Refusal) else page_or_refusal(record)


def _row(page: Page | Refusal) -> list[str]:
    if isinstance(page, Refusal):
        return [page.name, page.what, page.hint]
    return [page.identifier, page.url, page.published, page.sha256]


def _lines(rows: list[list[Any]]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode(errors="replace")


def surveyed(shard: Shard, folder: Path) -> Iterator[Seen | Refusal]:
    """What survey() has written."""
    with (folder / f"{shard.key}.pages").open(encoding="utf-8") as lines:
        for position, line in enumerate(lines):
            row = json.loads(line)
            yield Refusal(*row) if len(row) == 3 else Seen(position, *row)


def pages(shard: Shard, folder: Path, positions: Container[int]) -> Iterator[tuple[int, Page]]:
    """The pages at these positions, which are among those seen: as the survey has read them, or read again where an
    earlier build has used that up. Raises DataError when a file has changed since."""
    try:
        lines = _read(shard, folder).open(encoding="utf-8", newline="\n")
    except FileNotFoundError:
        yield from _again(shard, positions)
        return
    with lines:
        for position, *kept in map(json.loads, lines):
            if position in positions:
                yield position, _restored(*kept)


def forget(shard: Shard, folder: Path) -> None:
    """Remove the pages: the shard is done."""
    _read(shard, folder).unlink(missing_ok=True)


def _again(shard: Shard, positions: Container[int]) -> Iterator[tuple[int, Page]]:
    for position, record in enumerate(shard.records()):
        if position in positions:
            page = _page(record)
            if isinstance(page, Refusal):
                raise DataError(f"{page.name} has changed while it was read", "build again")
            yield position, page


def _read(shard: Shard, folder: Path) -> Path:
    return folder / f"{shard.key}.read"


def _kept(page: Page) -> list[Any]:
    fields = [(field.label, field.value) for field in page.fields]
    return [page.identifier, page.text, page.language, page.kind, page.title, page.body, fields, page.url,
            page.published, page.translations, page.visible]


def _restored(  # noqa: PLR0913, PLR0917 - a page's parts
    identifier: str, text: str, language: str, kind: str, title: list[int], body: list[list[int]],
    fields: list[list[list[int]]], url: str, published: str, translations: list[str], visible: int,
) -> Page:
    told = tuple(Field(Span(*label), Span(*value)) for label, value in fields)
    return Page(identifier, text, language, kind, Span(*title), tuple(Span(*span) for span in body), told, url,
                published, tuple(translations), visible=visible)
