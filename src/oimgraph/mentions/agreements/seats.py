"""Capitals that stand for the governments of their states: "Sarajevo and Podgorica signed", "entre Alger et Rabat"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oimgraph.mentions.agreements.between import between
from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.unnamed import negotiating
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, is_state, right_before
from oimgraph.model import Entity, Mention, Span

_KINDS = ("Place", "Country", "Organization")
_LEAD = 12                  # characters before a capital in which "in the", "of" stand
_LOCATED = r"\b(?:{in}|{inside}|{on}|{to}|{of}){the}?"


def seats(reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The states whose capitals are named together in the place of the parties, or one of them beside "with" where the
    agreement told before is one of states."""
    for chain in _chains(reading, frame):
        named = [state for member in chain if (state := _state(reading, member))]
        if len(named) == len(chain) and len({m.entity for m in named}) > 1:
            return named
    return _other(reading, frame) if earlier and all(is_state(m.entity) for m in earlier[-1]) else []


def _chains(reading: Reading, frame: Frame) -> Iterator[list[Mention]]:
    yield between(reading, frame, _KINDS)
    yield negotiating(reading, frame, _KINDS)
    if frame.verb and frame.voice in ("active", "participle", "talks"):
        chain = chain_before(reading, frame.verb.start, frame.scope.start, _KINDS)
        if chain and not _is_located(reading, chain[0].span):
            yield chain


def _other(reading: Reading, frame: Frame) -> list[Mention]:
    """ "A similar agreement with Belgrade"."""
    behind = Span(frame.mention.span.end, frame.scope.end)
    for slot in reading.matches(behind, "agreements", "slots", "with"):
        chain = chain_after(reading, slot.end(), frame.scope.end, _KINDS)
        return [state for member in chain[:1] if (state := _state(reading, member))]
    return []


def _state(reading: Reading, member: Mention) -> Mention | None:
    """The state itself, or that of which a capital speaks."""
    if is_state(member.entity):
        return member
    capital = member.entity.kind == "Place" and reading.types.get(member.entity) == "capital"
    return Mention(member.span, Entity("Country", reading.countries[member.entity])) if capital else None


def _is_located(reading: Reading, name: Span) -> bool:
    """Whether something is, comes from or belongs there: "the mayors of Lima and Quito signed"."""
    lead = Span(max(0, name.start - _LEAD), name.start)
    shape = reading.words.shape(_LOCATED)
    return any(match.end() == name.start for match in shape.finditer(reading.folded, lead.start, lead.end)) or (
        right_before(reading.words.pattern("agreements", "slots", "at"), reading.folded, lead))
