"""Parties that an agreement belongs to: "IOM's accord with X", "X and Y are parties to it", "signatories to it are"."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, chain_after, chain_before
from oimgraph.model import Mention, Span

_LEAD = 60                  # characters before an agreement in which "the signatories to" stand
_DETERMINER = 6             # characters of the article between these words and the agreement
_GENITIVE = " {genitive}"
_POSSESSIVE = 30            # characters between an owner and its agreement: "'s new framework"


def belonging(reading: Reading, frame: Frame) -> list[Mention]:
    """Two or more, in whichever of these ways they are told."""
    return next((named for named in _told(reading, frame) if len({m.entity for m in named}) > 1), [])


def _told(reading: Reading, frame: Frame) -> Iterator[list[Mention]]:
    scope, at = frame.scope, frame.mention.span
    lead = Span(max(scope.start, at.start - _LEAD), at.start)
    for slot in reading.matches(lead, "agreements", "slots", "parties"):
        if at.start - slot.end() <= _DETERMINER:
            before = chain_before(reading, slot.start(), scope.start)
            gap = Span(before[-1].span.end, slot.start()) if before else Span(at.start, at.start)
            yield [] if reading.says(gap, "agreements", "standing", "absent") else before
            being = reading.words.pattern("agreements", "slots", "being").match(reading.folded, at.end + 1)
            yield chain_after(reading, being.end() if being else at.end, scope.end)
    for slot in reading.matches(Span(scope.start, at.start), "agreements", "slots", "tied"):
        yield chain_before(reading, slot.start(), scope.start) + chain_after(reading, slot.end(), at.start)
    for owner in _owners(reading, frame):
        end = max(owner.span.end, at.end)
        beside = reading.words.pattern("agreements", "slots", "with").match(reading.folded, end + 1)
        yield [owner, *chain_after(reading, beside.end(), scope.end)] if beside else []


def _owners(reading: Reading, frame: Frame) -> list[Mention]:
    """ "IOM's | agreement", "l'accord de | l'OIM"."""
    scope, at = frame.scope, frame.mention.span
    if reading.words.shape(_GENITIVE).match(reading.folded, at.end):
        return chain_after(reading, at.end, scope.end)[:1]
    before = reading.of_kind(*PARTIES, within=Span(scope.start, at.start))[-1:]
    return [m for m in before if at.start - m.span.end <= _POSSESSIVE and reading.folded.startswith("'s ", m.span.end)]
