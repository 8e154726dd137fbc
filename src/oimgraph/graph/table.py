"""Evidence as a Parquet table beside a lean graph: a row for each fact, place and rule, as `evidence.Row` has them.

The quads that it stands for are made when the dataset is loaded, so that all that reads a dataset reads both alike.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from oimgraph.errors import InputError
from oimgraph.graph.evidence import Row, lines

NAME = "graph.evidence.parquet"     # beside graph.nq
_GROUP = 50_000                     # rows in memory at a time
_NUMBERS = ("start", "end")


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows, which are in order, as they come. Raises InputError."""
    pa, pq = _arrow()
    schema = pa.schema([(name, pa.int64() if name in _NUMBERS else pa.string()) for name in Row._fields])
    left = iter(rows)
    try:
        with path.open("wb") as file:
            with pq.ParquetWriter(file, schema, compression="zstd") as writer:
                while group := list(islice(left, _GROUP)):
                    columns = map(list, zip(*group, strict=True))
                    writer.write_table(pa.table(dict(zip(Row._fields, columns, strict=True)), schema))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}", "choose another folder, or make room") from None


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a table that write_table() has written, in order. Raises InputError."""
    pa, pq = _arrow()
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_GROUP):
                columns = batch.to_pydict()
                yield from (Row(*row) for row in zip(*(columns[name] for name in Row._fields), strict=True))
    except (OSError, KeyError, pa.ArrowException) as error:
        raise InputError(f"cannot read {path}: {str(error)[:200]}", "build the dataset anew") from None


def evidence_quads(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """The assertions and excerpts that rows in order stand for."""
    left = lines(rows)
    while some := "".join(islice(left, _GROUP)):
        yield from ox.parse(some, format=ox.RdfFormat.N_QUADS)


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError("evidence as a table needs pyarrow", "pip install 'oimgraph[parquet]'") from None
    return pa, pq
