"""Tables of documents, as web corpora have them: JSON lines and Parquet with the columns text, url, date, language, id.

A date with a time of day is when a page was crawled, not when it was published, so it is not taken over.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from oimgraph.errors import InputError, Refusal
from oimgraph.sources.decode import MAX_BYTES
from oimgraph.sources.records import Record, Records

_COLUMNS = ("id", "text", "url", "date", "language")
_MAX_LINE = 8 * MAX_BYTES       # bytes of a line; escapes make text longer
_OURS = re.compile(r"(?:fr|fra|fre|en|eng|es|spa)(?:[_-].{0,20})?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,500}")
_BATCH = 64                     # rows in memory at a time


def json_lines(path: Path, start: int) -> Records:
    """The position of a line is its first byte's; in a compressed file that of the uncompressed bytes."""
    at = start
    try:
        with _opened(path) as file:
            file.seek(start)
            while line := file.readline(_MAX_LINE):
                if line.strip():
                    yield at, _from_line(line, f"{path.name} at byte {at:,}", path.name.partition(".")[0])
                at += len(line)
    except (OSError, EOFError, zlib.error) as error:
        yield at, Refusal(path.name, f"cannot be read on: {error}", "fetch the file again")


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _from_line(line: bytes, name: str, stem: str) -> Record | Refusal:
    if not line.endswith(b"\n") and len(line) == _MAX_LINE:
        return Refusal(name, f"a line of more than {_MAX_LINE:,} bytes", "one document per line")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Refusal(name, "a line that is no JSON", "one JSON object per line")
    return record(row, name, stem) if isinstance(row, dict) else Refusal(name, "a line that is no JSON object")


def parquet(path: Path, start: int) -> Records:
    """The position of a row is its number. Raises InputError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(f"{path.name} needs pyarrow", "pip install 'oimgraph[parquet]'") from None
    try:
        with pq.ParquetFile(path, memory_map=True) as file:
            for number, row in _rows(file, start):
                yield number, record(row, f"{path.name} row {number:,}", path.stem)
    except (OSError, pa.ArrowException) as error:
        yield start, Refusal(path.name, f"cannot be read: {str(error)[:200]}", "give a whole Parquet file")


def _rows(file: Any, start: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows from `start` on, with their numbers; row groups before it are not touched."""
    columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
    first = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if first + size > start:
            number = first
            for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
                if number + len(batch) > start:
                    rows = batch.slice(max(start - number, 0)).to_pylist()
                    yield from enumerate(rows, max(start, number))
                number += len(batch)
        first += size


def record(row: Mapping[str, Any], name: str, stem: str) -> Record | Refusal:
    """One row. What its columns hold decides nothing but what they say: the language is told from the text itself."""
    text, language = row.get("text"), row.get("language")
    if not isinstance(text, str) or not text.strip():
        return Refusal(name, "no text", "the column 'text' holds the page")
    if isinstance(language, str) and language and not _OURS.fullmatch(language):
        return Refusal(name, "not in French, English or Spanish")
    url = row.get("url")
    url = url if isinstance(url, str) and _ADDRESS.fullmatch(url) else ""
    try:
        data = text.encode()[: MAX_BYTES + 1]
    except UnicodeEncodeError:
        return Refusal(name, "half a character (lone surrogate) in the text", "write the file again, as UTF-8")
    identifier = row.get("id") or url or f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}"
    return Record(name, " ".join(str(identifier).split())[:500], data, url, _published(row.get("date")), crawled=True)


def _published(value: object) -> str:
    """A plain ISO date, else "". """
    try:
        return date.fromisoformat(str(value)).isoformat() if len(str(value)) == len("2014-08-05") else ""
    except ValueError:
        return ""
