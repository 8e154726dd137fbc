"""The facts of a dataset by subject, kept on disk: for datasets that memory does not hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox

from oimgraph.graph.facts import Term, by_subject

_IN_MEMORY = 2_000          # descriptions kept at hand
Description = dict[str, list[Term]]


class Held(Mapping[str, Description]):
    """Subject -> predicate -> objects, made from N-Triples lines in order. What is read back must not be changed."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._db = sqlite3.connect("", isolation_level=None)    # on disk, and gone when closed
        self._db.execute("CREATE TABLE held (subject TEXT PRIMARY KEY, lines BLOB) WITHOUT ROWID")
        self._db.execute("BEGIN")
        for subject, group in groupby(lines, lambda line: line.partition(b"> ")[0]):
            self._db.execute("INSERT INTO held VALUES (?, ?)", (subject[1:].decode(), b"".join(group)))
        self._db.execute("COMMIT")
        self._read = lru_cache(_IN_MEMORY)(self._parsed)

    def __getitem__(self, subject: str) -> Description:
        return self._read(subject)

    def _parsed(self, subject: str) -> Description:
        row = self._db.execute("SELECT lines FROM held WHERE subject = ?", (subject,)).fetchone()
        if row is None:
            raise KeyError(subject)
        return _description(row[0])

    def __iter__(self) -> Iterator[str]:
        return (subject for (subject,) in self._db.execute("SELECT subject FROM held ORDER BY subject"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM held").fetchone()[0])

    def close(self) -> None:
        self._db.close()


def _description(lines: bytes) -> Description:
    triples = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    return next(iter(by_subject(triples).values()))
