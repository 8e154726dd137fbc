"""What one document is made of, before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.errors import Refusal


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one document and what its source tells of it."""

    name: str                   # what messages call it
    identifier: str             # the file's stem; in a file of many its id, address or a hash of its bytes
    data: bytes                 # at most MAX_BYTES + 1
    url: str = ""
    published: str = ""         # ISO date
    crawled: bool = False       # from a crawl: nobody has chosen it


Records = Iterator[tuple[int, Record | Refusal]]
