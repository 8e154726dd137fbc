"""Parties that a common noun takes up: "The Red Cross runs a shelter. The organization signed an agreement with"."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chains
from oimgraph.model import Mention, Span

_OPENING = 12               # characters of a sentence before its subject
_NEAR = 12                  # characters between "the organization" and its verb


def generic(reading: Reading, frame: Frame, found: Sequence[Mention]) -> list[Mention]:
    """The subject of the sentence before, should it be no party yet and this one begin with "the organization"."""
    verb, start = frame.verb, frame.sentence.start
    number = reading.number(frame.sentence)
    if verb is None or frame.voice not in ("active", "talks") or not found or number < 1:
        return []
    noun = reading.words.pattern("agreements", "slots", "body").match(reading.folded, start)
    before = reading.sentences[number - 1]
    if noun is None or verb.start - noun.end() > _NEAR or before == reading.title:
        return []
    named = next(iter(chains(reading, Span(before.start, start), ("Organization",))), [])
    known = {m.entity for m in found}
    return [m for m in named if len(named) == 1 and m.span.start - before.start <= _OPENING and m.entity not in known]
