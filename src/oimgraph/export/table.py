"""CSV for spreadsheets: one row per fact and page, with the words that it rests on."""

from __future__ import annotations

import csv as writer
import io
import re
from collections.abc import Iterable

import pyoxigraph as ox

from oimgraph.graph.why import Reason, reasons

COLUMNS = (
    "page", "subject_name", "predicate_name", "object_name", "quote", "rule", "confidence", "start", "end",
    "subject", "predicate", "object", "document", "source",
)
_FORMULA = re.compile(r"[=+@\t\r]|-(?!-?\d)")


def csv(quads: Iterable[ox.Quad]) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets want it. No cell is taken for a formula."""
    text = io.StringIO()
    table = writer.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(_row(reason) for reason in reasons(quads))
    return text.getvalue().encode("utf-8-sig")


def _row(reason: Reason) -> list[str]:
    return [_cell(str(getattr(reason, column))) for column in COLUMNS]


def _cell(text: str) -> str:
    """The text on one line; an apostrophe before what a spreadsheet would calculate."""
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line
