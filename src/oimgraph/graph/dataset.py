"""A dataset on disk: N-Quads in a fixed order; anything that N-Quads or TriG hold can be loaded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from oimgraph.errors import InputError

_FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG, ".nt": ox.RdfFormat.N_TRIPLES}


def to_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Sorted, each once: the same graph gives the same bytes."""
    lines = {f"{quad} .\n" for quad in quads}
    return "".join(sorted(lines)).encode()


def load(path: Path) -> list[ox.Quad]:
    """The quads of a file, or of graph.nq in a folder that build wrote. Raises InputError."""
    file = path / "graph.nq" if path.is_dir() else path
    if file.suffix not in _FORMATS:
        raise InputError(f"{file} is no dataset", "give graph.nq or a folder that 'oimgraph build' wrote")
    try:
        return list(ox.parse(path=str(file), format=_FORMATS[file.suffix]))
    except FileNotFoundError:
        raise InputError(f"there is no {file}", "build one with 'oimgraph build PATH --out DIR'") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"cannot read {file}: {error}") from None
