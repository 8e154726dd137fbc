"""Parties that no sentence ties to the agreement itself, since it is clear who they are: those of whom the page has
just said that they work together."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.unnamed import is_seat
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chains
from oimgraph.model import Mention, Span

_OPENING = 12               # characters of a sentence before its subject


def foretold(reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]]) -> list[Mention]:
    """ "IOM and the University join hands. A cooperation agreement was signed on Tuesday": two who act together in the
    sentence before, or in the headline, where the first agreement of the page is told without a party."""
    first = next(m for m in reading.by_entity[frame.mention.entity] if not reading.title.covers(m.span))
    if earlier or frame.verb is None or frame.voice not in ("passive", "participle") or frame.mention != first:
        return []
    number = reading.number(frame.sentence)
    before = reading.sentences[max(0, number - 1) : number]
    return next((named for span in (*before, reading.title) if (named := _acting(reading, span))), [])


def _acting(reading: Reading, sentence: Span) -> list[Mention]:
    """The subject of a sentence, should it be two bodies or states, and nobody else be named in it."""
    named = chains(reading, sentence)
    alone = len(named) == 1 and len({m.entity for m in named[0]}) > 1 and not is_seat(reading, named[0])
    return named[0] if alone and named[0][0].span.start - sentence.start <= _OPENING else []
