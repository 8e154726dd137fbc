"""Files -> records, by the file's ending. Files that hold many documents are read as a stream."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oimgraph.errors import Refusal
from oimgraph.sources.decode import MAX_BYTES
from oimgraph.sources.records import Record, Records


def records(path: Path, start: int = 0) -> Records:
    """Each record of a file, from the position `start` on, with the position at which reading can begin with it."""
    name = path.name.lower()
    reader = next((reader for suffix, reader in _READERS.items() if name.endswith(suffix)), _whole)
    return reader(path, start)


def _whole(path: Path, _start: int) -> Records:
    """A file that is one document."""
    try:
        with path.open("rb") as file:
            yield 0, Record(path.name, path.stem, file.read(MAX_BYTES + 1))
    except OSError as error:
        yield 0, Refusal(path.name, f"cannot be opened: {error.strerror}")


def _json_lines(path: Path, start: int) -> Records:
    from oimgraph.sources.tables import json_lines

    return json_lines(path, start)


def _parquet(path: Path, start: int) -> Records:
    from oimgraph.sources.tables import parquet

    return parquet(path, start)


def _warc(path: Path, start: int) -> Records:
    from oimgraph.sources.warc import warc

    return warc(path, start)


_READERS: dict[str, Callable[[Path, int], Records]] = {
    ".jsonl": _json_lines, ".ndjson": _json_lines, ".jsonl.gz": _json_lines, ".ndjson.gz": _json_lines,
    ".parquet": _parquet,
    ".warc": _warc, ".warc.gz": _warc,
}
