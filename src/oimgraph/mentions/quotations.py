"""Quoted speech: what stands between quotation marks, when it is longer than a name."""

from __future__ import annotations

import re

from oimgraph.model import Quotation, Span

_MIN_WORDS = 5
_QUOTED = re.compile(r"«([^«»]{1,1500})»|“([^“”]{1,1500})”|\"([^\"\n]{1,1500})\"")


def quotations(text: str) -> tuple[Quotation, ...]:
    """Quotations of at least five words, in the order of the text. Shorter ones are titles or emphasis."""
    found = []
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if len(text[start:end].split()) >= _MIN_WORDS:
            found.append(Quotation(Span(start, end)))
    return tuple(found)
