"""A dataset as a site for any web host, and for reading from a folder: a page for everything it speaks of, in three
languages, with the words that each fact rests on. Nothing runs on a server, and no page asks anyone else for anything.

    index on disk ─▶ resource, document, list, ontology, question, picture pages ─▶ a folder that appears whole
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from oimgraph.errors import DataError
from oimgraph.graph.folders import replaced
from oimgraph.link.mint import check_base
from oimgraph.publish.here import Site
from oimgraph.publish.index import Index
from oimgraph.publish.paths import Paths
from oimgraph.publish.site import TOP, files
from oimgraph.shards.progress import Progress, silent

__all__ = ["publish"]


@dataclass(frozen=True, slots=True)
class _Step:
    pages: int = 1


def publish(quads: Iterable[ox.Quad], out: Path, url: str = "", progress: Progress = silent) -> int:
    """Write the site; returns the number of its files. The folder holds the whole of it or what it held before.

    Raises InputError for an address that is none, and for a folder that holds other things.
    """
    address = check_base(url.rstrip("/") + "/") if url else ""
    with replaced(out, _is_ours) as folder, closing(Index(quads)) as index:
        site = Site(index, Paths((iri for iri, _ in index.resources()), index.base), address)
        written = _Written(folder)
        progress("publishing", len(site.paths), written.each(files(site)))
        return written.count


def _is_ours(folder: Path) -> bool:
    """Whether nothing stands there but what an earlier run wrote."""
    return (folder / "assets" / "search.js").is_file() and all(path.name in TOP for path in folder.iterdir())


class _Written:
    """Writes files below a folder, and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.count = folder.resolve(), 0

    def each(self, found: Iterable[tuple[str, bytes]]) -> Iterator[_Step]:
        """A step for each resource's own page."""
        for name, data in found:
            path = self._folder / name
            if not path.resolve().is_relative_to(self._folder):
                raise DataError(f"{name!a} lies outside the site")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self.count += 1
            if name.startswith(("id/", "scheme/")) and name.endswith("/index.ttl"):
                yield _Step()
