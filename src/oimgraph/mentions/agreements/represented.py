"""Bodies for which persons sign: "IOM, represented by N, and the Ministry, represented by M, signed"."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.signers import bodies
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_before
from oimgraph.model import Mention


def represented(reading: Reading, frame: Frame) -> Iterator[Mention]:
    """Those said to be represented by somebody, and the bodies of those who sign, each where it is named nearest."""
    for slot in reading.matches(frame.scope, "agreements", "slots", "represented"):
        yield from chain_before(reading, slot.start(), frame.scope.start)[-1:]
    for body in bodies(reading, frame):
        people = (m for m in reading.of_kind("Demonym", within=frame.sentence) if m.entity.key == body.key)
        named = reading.by_entity.get(body) or [Mention(m.span, body) for m in people]      # "the Norwegian Minister"
        yield from sorted(named, key=lambda m: not frame.sentence.covers(m.span))[:1]
