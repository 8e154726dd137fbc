"""Which pages a shard holds: one line for each record, with what tells whether two pages are one document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oimgraph.corrections import Corrections, readable
from oimgraph.errors import Refusal
from oimgraph.graph.files import write
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
    if not path.exists():
        rows = [json.dumps(_row(record, shard.settings.corrections), ensure_ascii=False) for record in shard.records()]
        write(path, "".join(f"{row}\n" for row in rows).encode(errors="replace"))


def _row(record: Record | Refusal, corrections: Corrections) -> list[str]:
    page = record if isinstance(record, Refusal) else readable(page_or_refusal(record), corrections)
    if isinstance(page, Refusal):
        return [page.name, page.what, page.hint]
    return [page.identifier, page.url, page.published, page.sha256]


def surveyed(shard: Shard, folder: Path) -> Iterator[Seen | Refusal]:
    """What survey() has written."""
    with (folder / f"{shard.key}.pages").open(encoding="utf-8") as lines:
        for position, line in enumerate(lines):
            row = json.loads(line)
            yield Refusal(*row) if len(row) == 3 else Seen(position, *row)
