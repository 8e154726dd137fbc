"""Web archives (WARC, plain or compressed record by record): every answer that a crawler was given.

No record is read further than a page may be long, so an archive that unfolds to gigabytes costs nothing. Parsers of
WARC hand out the beginning of a cut record as if it were whole; the declared length is therefore compared.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from oimgraph.errors import InputError, Refusal
from oimgraph.sources.decode import MAX_BYTES
from oimgraph.sources.records import Record, Records

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_ANSWERS = ("response", "resource")
_SLIPS = (AttributeError, TypeError)    # warcio's own, over records that lack a header it relies on


def warc(path: Path, start: int) -> Records:
    """The position of a record is its first byte in the file. Raises InputError without warcio."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InputError(f"{path.name} needs warcio", "pip install 'oimgraph[warc]'") from None
    at = start
    try:
        with path.open("rb") as file:
            file.seek(start)
            answers = ArchiveIterator(file, no_record_parse=False)
            for answer in answers:
                at = answers.offset             # get_record_offset() would read the record away
                if not answer.rec_type or not answer.rec_headers.get_header("Content-Length"):
                    yield at, _cut(path, at, "a record without type or length")
                elif answer.rec_type in _ANSWERS:
                    yield at, _record(answer, f"{path.name} at byte {at:,}")
            if answers.offset < path.stat().st_size:        # a header that ends nowhere passes for the archive's end
                yield answers.offset, _cut(path, answers.offset, "it ends within a record")
    except (OSError, EOFError, ValueError, zlib.error, ArchiveLoadFailed, *_SLIPS) as error:
        yield at, _cut(path, at, str(error)[:200])


def _cut(path: Path, at: int, why: str) -> Refusal:
    return Refusal(path.name, f"cannot be read after byte {at:,}: {why}", "fetch the archive again")


def _record(answer: Any, name: str) -> Record | Refusal:
    headers, http = answer.rec_headers, answer.http_headers
    address = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    name = address or name
    status = http.get_statuscode() if http else "200"
    kind = ((http or headers).get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if status != "200":
        return Refusal(name, f"the server answered {status[:3]}")
    if kind not in _PAGES:
        return Refusal(name, f"no page: {kind[:60] or 'of no stated type'}")
    if cut := headers.get_header("WARC-Truncated"):
        return Refusal(name, f"cut off by the crawler ({cut[:30]})", "crawl it without a limit")
    data = answer.content_stream().read(MAX_BYTES + 1)
    if len(data) <= MAX_BYTES and _missing(answer):
        return Refusal(name, "shorter than the archive says", "fetch the archive again")
    return Record(name, address or name, data, address if address.startswith("http") else "", crawled=True)


def _missing(answer: Any) -> bool:
    """Whether bytes that the record announces are not there."""
    while answer.raw_stream.read(1 << 16):
        pass
    return bool(answer.raw_stream.limit)
