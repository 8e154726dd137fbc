"""Bytes -> text: NFC with LF line ends, or a refusal that says why not."""

from __future__ import annotations

import codecs
import re
import unicodedata

from oimgraph.errors import Refusal

MAX_BYTES = 5_000_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def decode(data: bytes, name: str) -> str:
    """The text of a file. Order: byte order mark, strict UTF-8, declared charset, Windows-1252.

    Raises Refusal for files that are empty, too large, binary or in no encoding that can be told.
    """
    if len(data) > MAX_BYTES:
        raise Refusal(name, f"larger than {MAX_BYTES:,} bytes", "split it, or give the article alone")
    if not data.strip():
        raise Refusal(name, "empty file")
    text = _text(data, name)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refusal(name, "half a character (lone surrogate) in the text", "save it as UTF-8") from None
    if len(_CONTROL.findall(text[:10_000])) > len(text[:10_000]) / 100:
        raise Refusal(name, "binary file", "give text or HTML")
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:4096])
        if b"\x00" in data[:10_000]:
            raise Refusal(name, "binary file", "give text or HTML") from None
        return _decoded(data, declared[1].decode("ascii") if declared else "cp1252", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        raise Refusal(name, f"neither UTF-8 nor {encoding}", "save it as UTF-8") from None
