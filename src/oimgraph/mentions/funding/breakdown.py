"""How money that was given is broken down: "USD 2.5 million will go to Somalia, USD 2 million to Ethiopia"."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.funding.sums import LEAST, is_filler
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import outermost
from oimgraph.model import Mention, Money, Span

_KINDS = ("Country", "Project", "Organization")     # a body gets none, but tells that the sum is not its neighbour's
_BESIDE = ("", ":", "(", ",")
_FAR = 140                  # characters between a project and the verb that says that it receives a sum
_WORDS = 4                  # words between "to finance" and the noun of a project


def shares(reading: Reading, within: Span) -> Iterator[tuple[Mention, Money]]:
    """States and projects with their shares, where a word says that the span speaks of shares.

    The share stands behind who gets it ("Le Soudan recevra 5 millions, Haïti 2,6 millions", "l'Iraq (2 millions)") or
    before ("4,2 millions de dollars sont destinés à l'Afghanistan", "dont 2 millions pour le Mali").
    """
    if not reading.says(within, "funding", "share"):
        return
    sums = list(inside(reading.money, within))
    borders = [within.start, *(money.span.end for money in sums)]
    limits = [*(money.span.start for money in sums[1:]), within.end]
    for money, border, limit in zip(sums, borders, limits, strict=False):
        receiver = _behind(reading, money, limit) or _before(reading, money, border)
        if receiver and money.amount >= LEAST:
            yield receiver, money


def _before(reading: Reading, money: Money, border: int) -> Mention | None:
    """Who is said right before a sum to get it: "Iraq will receive", "Somalia (", "the project will receive"."""
    stretch = Span(border, money.span.start)
    gets = [Span(*match.span()) for match in reading.matches(stretch, "funding", "share", "gets")]
    verb = gets[-1] if gets and is_filler(reading, Span(gets[-1].end, money.span.start)) else None
    for receiver in outermost(reading.of_kind(*_KINDS, within=stretch))[-1:]:
        beside = reading.folded[receiver.span.end : money.span.start].strip() in _BESIDE
        subject = verb and not reading.folded[receiver.span.end : verb.start].strip(" ,")
        if receiver.entity.kind == "Country" and (beside or subject):
            return receiver
    near = Span(max(border, money.span.start - _FAR), money.span.start)
    projects = reading.of_kind("Project", within=near) if verb else []
    return projects[0] if len({project.entity for project in projects}) == 1 else None


def _behind(reading: Reading, money: Money, limit: int) -> Mention | None:
    """Who is said right behind a sum to get it: "will go to Somalia", "à l'Ethiopie", "to finance a project"."""
    behind = Span(money.span.end, limit)
    receivers = outermost(reading.of_kind(*_KINDS, within=behind))[:1]
    leads = list(reading.matches(behind, "funding", "share", "goes", "for"))[:1] if receivers else []
    for receiver, lead in zip(receivers, leads, strict=False):
        between = Span(lead.end(), receiver.span.start)
        adjacent = not reading.folded[behind.start : lead.start()].strip(" ,()") and lead.end() <= receiver.span.start
        words = reading.fold(between)
        near = "," not in words and len(words.split()) <= _WORDS
        if adjacent and (is_filler(reading, between) or (receiver.entity.kind == "Project" and near)):
            goes = reading.words.pattern("funding", "share", "goes").fullmatch(lead[0])
            return receiver if goes or receiver.entity.kind != "Organization" else None
    return None
