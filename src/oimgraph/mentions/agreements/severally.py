"""Agreements of one party with several others, told in one plural: "signed separate accords with X and with Y"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.listed import governing
from oimgraph.mentions.agreements.unnamed import signing
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after
from oimgraph.model import Mention, Span

_BESIDE = 20                # characters beside the plural in which "separate" and numbers stand
_BEHIND = 90                # characters between the plural and its "with"


def severally(reading: Reading) -> Iterator[tuple[Frame, list[Mention]]]:
    """A frame for each of the agreements, and its parties: who signs them all, and the partner."""
    for plural in reading.of_kind("Agreements"):
        sentence, verb = reading.sentence(plural.span), governing(reading, plural)
        told = reading.of_kind("Agreement", within=Span(plural.span.end, sentence.end))
        partners = [] if verb is None or told or sentence == reading.title else _partners(reading, plural)
        one = plural._replace(definite=False)
        for partner in partners:
            yield Frame(one, sentence, sentence, verb, "active", "listed"), [*signing(reading, plural), partner]


def _partners(reading: Reading, plural: Mention) -> list[Mention]:
    """Those behind "with", where each has an agreement of its own: the plural says so, "with" is repeated, or there are
    as many as it counts."""
    sentence = reading.sentence(plural.span)
    behind = Span(plural.span.end, min(sentence.end, plural.span.end + _BEHIND))
    for slot in reading.matches(behind, "agreements", "slots", "with"):
        chain = chain_after(reading, slot.end(), sentence.end)
        gaps = [Span(one.span.end, two.span.start) for one, two in pairwise(chain)]
        repeated = gaps and all(reading.says(gap, "agreements", "slots", "with") for gap in gaps)
        counted = _count(reading, plural) == len(chain) and "," in reading.folded[plural.span.end : slot.start()]
        each = _is_each(reading, plural, slot.start())          # the others may be told by names that nobody knows
        return chain if each or (len(chain) > 1 and (repeated or counted)) else []
    return []


def _is_each(reading: Reading, plural: Mention, end: int) -> bool:
    """ "Sendos convenios", "separate agreements", "accords distincts"."""
    before = Span(max(0, plural.span.start - _BESIDE), plural.span.end)
    behind = Span(plural.span.end, end)
    return any(reading.says(beside, "agreements", "slots", "each") for beside in (before, behind))


def _count(reading: Reading, plural: Mention) -> int:
    """The number before the noun, 0 without one: "two agreements", "tres nuevos convenios"."""
    lead = Span(max(0, plural.span.start - _BESIDE), plural.span.end)
    return next((int(quantity.value) for quantity in inside(reading.quantities, lead)), 0)
