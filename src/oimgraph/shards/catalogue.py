"""All pages of a build, on disk: which of them are one document, and under which key. Memory does not grow with them.

Pages with the same text are one document with several sources; of copies the one with an address speaks for all. Where
two texts would get one key, each gets a hash of its own. A second page under one name is refused.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.link.mint import document_key, joined
from oimgraph.model import Copy
from oimgraph.shards.plan import Shard
from oimgraph.shards.survey import Seen

_TABLES = """
CREATE TABLE shard (number INTEGER PRIMARY KEY, pickled BLOB, size INTEGER);
CREATE TABLE page (
    number INTEGER PRIMARY KEY, shard INTEGER, position INTEGER, identifier TEXT, url TEXT, published TEXT, sha256 TEXT,
    key TEXT, repeated INTEGER DEFAULT 0, first INTEGER
);
"""
_RANK = "url = '', url, identifier, published"
_DECIDE = f"""
UPDATE page SET repeated = 1 WHERE number IN (
    SELECT number FROM (SELECT number, row_number() OVER (PARTITION BY identifier ORDER BY number) AS nth FROM page)
    WHERE nth > 1);
CREATE TEMP TABLE best AS
    SELECT number, first_value(number) OVER (PARTITION BY sha256 ORDER BY {_RANK}, number) AS first
    FROM page WHERE NOT repeated;
CREATE UNIQUE INDEX temp.best_number ON best (number);
UPDATE page SET first = (SELECT first FROM best WHERE best.number = page.number);
CREATE INDEX page_shard ON page (shard);
CREATE INDEX page_first ON page (first);
CREATE TEMP TABLE crowded AS
    SELECT key FROM page WHERE first = number GROUP BY key HAVING count(*) > 1;
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page that stands for a document: where it is in its shard, the document's key, other pages with its text."""

    position: int
    key: str
    copies: tuple[Copy, ...]


class Catalogue:
    """Filled shard by shard; then decide(), then ask."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)    # on disk, and gone when closed
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def add_shard(self, shard: Shard) -> None:
        self._db.execute("INSERT INTO shard VALUES (?, ?, ?)", (shard.number, pickle.dumps(shard), shard.pages))

    def add_page(self, shard: Shard, page: Seen) -> None:
        key = document_key(page.identifier, page.url)
        row = (shard.number << 24 | page.position, shard.number, page.position, page.identifier, page.url,
               page.published, page.sha256, key)
        self._db.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, NULL)", row)

    def decide(self) -> None:
        """Once all pages are known."""
        self._db.execute("COMMIT")
        self._db.executescript(_DECIDE)

    def given(self) -> int:
        """Records in all shards."""
        return int(self._db.execute("SELECT coalesce(sum(size), 0) FROM shard").fetchone()[0])

    def shards(self) -> Iterator[Shard]:
        """In the order of their numbers."""
        for (pickled,) in self._db.execute("SELECT pickled FROM shard ORDER BY number"):
            yield pickle.loads(pickled)  # noqa: S301 - what add_shard() has put there

    def chosen(self, shard: Shard) -> tuple[Chosen, ...]:
        """The shard's documents, in the order of their positions."""
        rows = self._db.execute(
            "SELECT number, position, CASE WHEN key IN (SELECT key FROM crowded) THEN key ELSE '' END, key, sha256 "
            "FROM page WHERE shard = ? AND first = number ORDER BY number", (shard.number,)).fetchall()
        return tuple(
            Chosen(position, joined(crowded, sha256[:8]) if crowded else key, self._copies(number))
            for number, position, crowded, key, sha256 in rows
        )

    def _copies(self, number: int) -> tuple[Copy, ...]:
        rows = self._db.execute(
            f"SELECT identifier, url FROM page WHERE first = ? AND number <> first ORDER BY {_RANK}, number",  # noqa: S608
            (number,))
        return tuple(Copy(*row) for row in rows)

    def repeated(self) -> Iterator[str]:
        """The names of pages whose name was given before, in order."""
        for (name,) in self._db.execute("SELECT identifier FROM page WHERE repeated ORDER BY number"):
            yield name
