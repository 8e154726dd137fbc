"""What a project page lists as its expected results: there the present tense speaks of what is to come."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_ITEM = re.compile(r"(?:[-•*]|\(?(?:\d{1,2}|[ivx]{1,5}|[a-z])[.)]) ?")
_ITEMS = 20                 # of a list, at most


def is_expected(reading: Reading, span: Span) -> bool:
    """Whether it stands in a list below "Expected outcomes:"."""
    number = reading.number(span)
    for sentence in reversed(reading.sentences[max(0, number - _ITEMS) : number + 1]):
        if not _ITEM.match(reading.folded, sentence.start):
            return reading.folded[sentence.end - 1] == ":" and reading.says(sentence, "enactment", "draft", "expected")
    return False
