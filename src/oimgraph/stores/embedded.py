"""Oxigraph in a folder: a dataset that is larger than memory likes, to open without reading it.

It holds the graphs and, in the default graph, the triples of all of them, each once: it can be asked at once, by us or
by `oxigraph serve`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from oimgraph.errors import InputError
from oimgraph.stores.sent import Sent

PREFIX = "oxigraph:"        # before a folder's name, where a dataset is expected


def is_folder(path: Path) -> bool:
    """Whether Oxigraph (RocksDB) keeps a store there."""
    return (path / "CURRENT").is_file()


def write(folder: Path, quads: Iterable[ox.Quad]) -> list[Sent]:
    """A new store from these quads in place of what stands there; tells of each graph. Raises InputError.

    It is loaded beside and renamed when whole: a bulk load has no transaction, and must never touch a store in use.
    """
    partial, old = (folder.with_name(f".{folder.name}.{state}") for state in ("partial", "old"))
    if folder.exists() and not is_folder(folder):
        raise InputError(f"{folder} is no store of Oxigraph", "name a folder that is one, or does not exist")
    counts: Counter[str] = Counter()
    try:
        for stray in (partial, old):
            shutil.rmtree(stray, ignore_errors=True)
        _load(partial, quads, counts)
        if folder.exists():
            folder.rename(old)
        partial.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise InputError(f"cannot write {folder}: {error}", "choose another folder, or make room") from None
    return [Sent(graph, counts[graph]) for graph in sorted(counts)]


def _load(folder: Path, quads: Iterable[ox.Quad], counts: Counter[str]) -> None:
    """The store is closed when this returns, as it is the function's own."""
    def twice() -> Iterator[ox.Quad]:
        for quad in quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                counts[quad.graph_name.value] += 1
                yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object)

    folder.parent.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(folder))
    store.bulk_extend(twice())
    store.flush()


def open_folder(folder: Path) -> ox.Store:
    """The store as it stands now, to read; whoever writes to it is not disturbed. Raises InputError."""
    try:
        return ox.Store.read_only(str(folder))
    except OSError as error:
        raise InputError(f"cannot read the store {folder}: {error}", "build it anew") from None


def read(folder: Path) -> Iterator[ox.Quad]:
    """The quads of the named graphs; the default graph holds nothing else."""
    return (quad for quad in open_folder(folder) if isinstance(quad.graph_name, ox.NamedNode))
