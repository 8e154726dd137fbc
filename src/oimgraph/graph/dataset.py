"""A dataset: N-Quads in a fixed order; anything that N-Quads or TriG or a store hold can be loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise, starmap
from operator import lt
from pathlib import Path

import pyoxigraph as ox

from oimgraph.errors import InputError
from oimgraph.graph import table
from oimgraph.graph.files import current
from oimgraph.privacy import masked, shows_contact
from oimgraph.stores import embedded

_FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG, ".nt": ox.RdfFormat.N_TRIPLES}


def to_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Sorted, each once: the same graph gives the same bytes."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    if all(starmap(lt, pairwise(BytesIO(written)))):     # as a dataset that was built comes
        return written
    return b"".join(sorted(set(written.splitlines(keepends=True))))


def load(where: str | Path) -> list[ox.Quad]:
    """The quads of a file, of graph.nq in a folder that build wrote, or of a store: "oxigraph:DIR", or the address of a
    server's SPARQL queries. Raises InputError, StoreError."""
    return list(stream(where))


def stream(where: str | Path) -> Iterator[ox.Quad]:
    """What load() gives, one by one. Raises InputError too where contact data stands."""
    return checked(unchecked(where), where)


def checked(quads: Iterable[ox.Quad], where: str | Path) -> Iterator[ox.Quad]:
    """The quads as they come. Raises InputError where contact data stands: none may reach an output."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode | ox.Literal) and (kind := shows_contact(term.value)):
                raise InputError(f"{where} holds {kind}, which may not be published",
                                 "build the dataset anew with 'oimgraph build', which leaves contact data out")
        yield quad


def unchecked(where: str | Path) -> Iterator[ox.Quad]:
    """The quads as they are held, for one who has them checked beside; of a server all is asked for before the first
    is given."""
    written = str(where)
    if written.startswith(("http://", "https://")):
        from oimgraph.stores.client import Client
        from oimgraph.stores.read import read

        with Client(written) as client:
            return iter(read(client))
    path = Path(written.removeprefix(embedded.PREFIX))
    if written.startswith(embedded.PREFIX) or embedded.is_folder(path):
        return embedded.read(path)
    if path.is_dir():
        return _with_evidence(current(path, "graph.nq"), current(path, table.NAME))
    return _with_evidence(path, path.with_name(table.NAME) if path.name == "graph.nq" else None)


def _with_evidence(file: Path, rows: Path | None) -> Iterator[ox.Quad]:
    yield from _parse(file)
    if rows and rows.is_file():
        yield from table.evidence_quads(table.read_table(rows))


def _parse(file: Path) -> Iterator[ox.Quad]:
    if file.suffix not in _FORMATS:
        raise InputError(f"{file} is no dataset", "give graph.nq or a folder that 'oimgraph build' wrote")
    try:
        yield from ox.parse(path=str(file), format=_FORMATS[file.suffix])
    except FileNotFoundError:
        raise InputError(f"there is no {file}", "build one with 'oimgraph build PATH --out DIR'") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"cannot read {file}: {masked(str(error))}") from None
