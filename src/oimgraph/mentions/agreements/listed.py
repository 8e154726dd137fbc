"""Agreements that are introduced together and told one by one: "signed two agreements, one with X and one with Y"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Mention, Span

_BESIDE = 14                # characters beside an agreement in which "similar" stands
_LEAD = 45                  # characters before an agreement in which "the first text, a" stands
_NEAR = 3                   # sentences between those introduced and one of them
_LONG = 6                   # the same for one that is counted: "the third, a letter with"


def is_elliptic(reading: Reading, mention: Mention) -> bool:
    """Whether a mention has no noun of its own: "the second", "one", "l'autre"; is like another: "a similar one"; or is
    told to be one of several."""
    if is_listed(reading, mention) or itemised(reading, mention):
        return True
    ellipsis = reading.words.pattern("nominals", "ellipsis", "agreement").match(reading.folded, mention.span.start)
    alike = reading.words.pattern("nominals", "alike").search(
        reading.folded, max(0, mention.span.start - _BESIDE), mention.span.end + _BESIDE)
    return bool(ellipsis and ellipsis.end() == mention.span.end) or bool(alike and mention.definite is False)


def is_listed(reading: Reading, mention: Mention) -> bool:
    """ "The first, a memorandum with X"; "a third agreement, with X"."""
    lead = Span(max(reading.sentence(mention.span).start, mention.span.start - _LEAD), mention.span.start)
    return mention.definite is False and right_before(
        reading.words.pattern("nominals", "listed"), reading.folded, lead)


def itemised(reading: Reading, mention: Mention) -> Mention | None:
    """The plural before a colon that leads to a list: "signed two texts: a protocol with X, …", or one in its lines."""
    sentence, number = reading.sentence(mention.span), reading.number(mention.span)
    first = reading.sentences[max(0, number - _LONG)]
    plural = next(iter(reading.of_kind("Agreements", within=Span(first.start, mention.span.start))[-1:]), None)
    colon = reading.folded.find(":", plural.span.end, mention.span.start) if plural else -1
    if plural is None or colon < 0 or reading.sentence(Span(colon, colon)) != reading.sentence(plural.span):
        return None
    opens = mention.span.start - sentence.start <= _BESIDE and colon + 1 >= reading.sentence(plural.span).end
    return plural if opens or reading.sentence(plural.span) == sentence else None


def introduced(reading: Reading, mention: Mention) -> Mention | None:
    """The plural that introduces an elliptic mention, none but those of its list told in between."""
    if not is_elliptic(reading, mention):
        return None
    if plural := itemised(reading, mention):
        return plural
    ordinal = reading.words.pattern("agreements", "slots", "ordinal").fullmatch(reading.fold(mention.span))
    one = bool(ordinal) or is_listed(reading, mention)
    first = reading.sentences[max(0, reading.number(mention.span) - (_LONG if one else _NEAR))]
    for told in reversed(reading.of_kind("Agreements", "Agreement", within=Span(first.start, mention.span.start))):
        if told.entity.kind == "Agreements":
            return told
        if told.definite is False and not one and not is_elliptic(reading, told):
            break
    return None


def governing(reading: Reading, plural: Mention) -> Span | None:
    """The words of signing that govern the plural: before it, else behind."""
    words = [Span(*m.span()) for m in reading.matches(reading.sentence(plural.span), "agreements", "sign", "verb")]
    before = [word for word in words if word.end <= plural.span.start]
    behind = [word for word in words if word.start >= plural.span.end]
    return next(iter(before[-1:] + behind[:1]), None)
