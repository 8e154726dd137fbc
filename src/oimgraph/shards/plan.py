"""Paths -> shards. The cuts hang on the documents' names, so that a page more or less moves none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oimgraph import terms
from oimgraph.corrections import NONE, Corrections
from oimgraph.errors import Refusal
from oimgraph.sources.files import walk
from oimgraph.sources.readers import records
from oimgraph.sources.records import Record

SIZE = 64                       # documents of a shard, in the mean; about a second of work


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen that changes results, and the versions of what works at them."""

    base: str = terms.ID
    made_by: str = ""
    corrections: Corrections = NONE
    close_matches: bool = False         # whether what may be one is said in the graph too
    lean: bool = False                  # whether evidence is kept apart, as a table


@dataclass(frozen=True, slots=True)
class Part:
    """Some successive records of a file: from a position on, so many."""

    path: Path
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Shard:
    """Some documents. `key` is a hash of settings and contents: what has the same key has the same result."""

    number: int
    key: str
    parts: tuple[Part, ...]
    settings: Settings

    @property
    def pages(self) -> int:
        return sum(part.count for part in self.parts)

    def records(self) -> Iterator[Record | Refusal]:
        for part in self.parts:
            found = records(part.path, part.start)
            for _, (_, record) in zip(range(part.count), found, strict=False):
                yield record


def plan(paths: Sequence[Path], settings: Settings, size: int = SIZE) -> Iterator[Shard | Refusal]:
    """The shards of all that stands below the paths, and what is no file. Raises InputError for a missing path."""
    cut = _Cut(settings, size)
    for path in walk(paths):
        if isinstance(path, Refusal):
            yield path
            continue
        for at, record in records(path):
            cut.add(path, at, record)
            if cut.is_full():
                yield cut.shard()
    if cut.parts:
        yield cut.shard()


class _Cut:
    """The shard that is being filled."""

    def __init__(self, settings: Settings, size: int) -> None:
        self._settings, self._size, self._number = settings, size, 0
        self._begin()

    def _begin(self) -> None:
        self.parts: list[Part] = []
        self._given, self._ends = 0, False
        self._hash = hashlib.sha256(repr(self._settings).encode())

    def add(self, path: Path, at: int, record: Record | Refusal) -> None:
        told = _told(record)
        self._hash.update(b"".join(len(part).to_bytes(8, "big") + part for part in told))
        self._ends = int.from_bytes(hashlib.sha256(told[0]).digest()[:4], "big") % self._size == 0
        self._given += 1
        if self.parts and self.parts[-1].path == path:
            last = self.parts[-1]
            self.parts[-1] = Part(path, last.start, last.count + 1)
        else:
            self.parts.append(Part(path, at, 1))

    def is_full(self) -> bool:
        return self._ends or self._given >= 4 * self._size

    def shard(self) -> Shard:
        made = Shard(self._number, self._hash.hexdigest()[:32], tuple(self.parts), self._settings)
        self._number += 1
        self._begin()
        return made


def _told(record: Record | Refusal) -> tuple[bytes, ...]:
    """All that a record says, its identifier first."""
    if isinstance(record, Refusal):
        return record.name.encode(errors="replace"), record.what.encode(), record.hint.encode()
    texts = (record.identifier, record.name, record.url, record.published, str(record.crawled))
    return (*(text.encode(errors="replace") for text in texts), record.data)
