"""The sides of an agreement that are named together: "between X and Y", "linking X with Y"."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, chain_after
from oimgraph.model import Mention

_LEAD = 45                  # characters before "between" in which "border" stands
_TO_SLOT = 90               # characters between an agreement and its "between"
_APPOSED = r"(?: ?\([^()]{2,20}\))? ?,[^;:.]{3,120},? {and}{the}?"


def between(reading: Reading, frame: Frame, kinds: Sequence[str] = PARTIES) -> list[Mention]:
    """Two or more, and not two sides of a border."""
    scope, at = frame.scope, frame.mention.span
    apart = reading.words.pattern("agreements", "slots", "apart")
    for slot in reading.matches(scope, "agreements", "slots", "between"):
        last = reading.folded[max(scope.start, slot.start() - _LEAD) : slot.start()].split()[-1:]
        sides = last and apart.fullmatch(last[0])
        away = sides or slot.start() - at.end > _TO_SLOT
        chain = [] if away else _listed(reading, slot.end(), scope.end, kinds)
        if len({m.entity for m in chain}) > 1:
            return chain
    return []


def apposed(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands between two explains the first: "IOM, the UN Migration Agency, and the Ministry"."""
    return reading.words.shape(_APPOSED).fullmatch(reading.folded, start, end) is not None


def _listed(reading: Reading, start: int, limit: int, kinds: Sequence[str]) -> list[Mention]:
    """A chain whose first member may be explained: "between IOM, represented by N, and the Ministry"."""
    chain = chain_after(reading, start, limit, kinds)
    if len(chain) == 1 and (to := _to(reading, chain[0].span.end)):
        return chain + chain_after(reading, to, limit, kinds)[:1]
    if len(chain) == 1 and (gap := reading.words.shape(_APPOSED).match(reading.folded, chain[0].span.end, limit)):
        chain += chain_after(reading, gap.end(), limit, kinds)[:1]
    return chain


def _to(reading: Reading, at: int) -> int:
    """Where the other one begins in "which binds X to Y"; 0 where there is none."""
    match = reading.words.pattern("agreements", "slots", "to").match(reading.folded, at + 1)
    return match.end() if match else 0
