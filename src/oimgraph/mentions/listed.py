"""Agreements that are introduced together and told one by one: "signed two agreements, one with X and one with Y"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

_BESIDE = 14                # characters beside an agreement in which "similar" stands
_NEAR = 3                   # sentences between those introduced and one of them


def is_elliptic(reading: Reading, mention: Mention) -> bool:
    """Whether a mention has no noun of its own: "the second", "one", "l'autre"; or is like another: "a similar one"."""
    ellipsis = reading.words.pattern("nominals", "ellipsis", "agreement").match(reading.folded, mention.span.start)
    alike = reading.words.pattern("nominals", "alike").search(
        reading.folded, max(0, mention.span.start - _BESIDE), mention.span.end + _BESIDE)
    return bool(ellipsis and ellipsis.end() == mention.span.end) or bool(alike and mention.definite is False)


def introduced(reading: Reading, mention: Mention) -> Mention | None:
    """The plural that introduces an elliptic mention, none but those of its list told in between."""
    if not is_elliptic(reading, mention):
        return None
    first = reading.sentences[max(0, reading.number(mention.span) - _NEAR)]
    for told in reversed(reading.of_kind("Agreements", "Agreement", within=Span(first.start, mention.span.start))):
        if told.entity.kind == "Agreements":
            return told
        if told.definite is False and not is_elliptic(reading, told):
            break
    return None


def governing(reading: Reading, plural: Mention) -> Span | None:
    """The words of signing that govern the plural: before it, else behind."""
    words = [Span(*m.span()) for m in reading.matches(reading.sentence(plural.span), "agreements", "sign", "verb")]
    before = [word for word in words if word.end <= plural.span.start]
    behind = [word for word in words if word.start >= plural.span.end]
    return next(iter(before[-1:] + behind[:1]), None)
