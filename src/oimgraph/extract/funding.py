"""Who pays for what: funders of projects and events, and grants, where a giver and a sum stand together.

"Financé par X" pays for the latest project or event before it; "X a versé 2 millions de dollars" makes a grant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before
from oimgraph.mentions.status import status
from oimgraph.model import Entity, Fact, Mention, Money, Span, Value

RULES = ("funding.passive", "funding.active", "funding.grant", "funding.recipient", "funding.item")

_PAID = ("Project", "Event")
_PRONOUN = 2                # words before "financé" that are no more than a pronoun and its verb
_NEAR = 45                  # characters between a giver, a verb and a sum that belong together
_SIDE_BY_SIDE = re.compile(r",? ")


def funding(reading: Reading) -> Iterator[Fact]:
    for sentence in reading.sentences:
        if sentence != reading.title:
            yield from _passive(reading, sentence)
            yield from _active(reading, sentence)
            yield from _behind(reading, sentence)
            yield from _shared(reading, sentence)


def _passive(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "(co)financé par X": of the project or event that stands before, or opens the sentence after."""
    for trigger in reading.words.pattern("funding", "fund", "passive").finditer(
        reading.folded, sentence.start, sentence.end
    ):
        givers = chain_after(reading, trigger.end(), sentence.end)
        before = Span(sentence.start, trigger.start())
        item = _paid_before(reading, before) or _taken_up(reading, before)
        item = item or _paid_after(reading, trigger.end(), sentence)
        if item is None and reading.page.kind == "project-page":
            item = Entity("Project", "project@page")
        for giver in givers:
            if item:
                yield from _paid(item, giver.entity, "funding.passive", sentence)
        for giver, money in _paired(reading, givers, sentence):
            yield from _grant(reading, giver.entity, money, item, sentence)


def _paired(reading: Reading, givers: list[Mention], sentence: Span) -> Iterator[tuple[Mention, Money]]:
    """Each giver with the sum right behind it: "par X, à hauteur de 240 000 dollars"; before another giver."""
    for number, giver in enumerate(givers):
        limit = givers[number + 1].span.start if number + 1 < len(givers) else sentence.end
        for money in list(inside(reading.money, Span(giver.span.end, limit)))[:1]:
            if money.span.start - giver.span.end < _NEAR:
                yield giver, money


def _behind(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "un don de 400 000 dollars du Bureau de …", "USD 2 million by the Government of Japan": the giver behind."""
    words, folded = reading.words, reading.folded
    for money in inside(reading.money, sentence):
        opening = words.pattern("funding", "fund", "from").match(folded, money.span.end + 1)
        givers = chain_after(reading, opening.end(), sentence.end) if opening else []
        gift = words.pattern("funding", "fund", "gift")
        before = gift.search(folded, max(sentence.start, money.span.start - _NEAR), money.span.start)
        if givers and before and givers[0].entity.key != "organization/iom":
            item = _paid_before(reading, Span(sentence.start, money.span.start))
            yield from _grant(reading, givers[0].entity, money, item, sentence)


def _shared(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "…, Germany EUR 48 million and Italy EUR 22 million": giver and sum side by side, sharing the verb before."""
    verb = reading.words.pattern("funding", "fund", "active").search(reading.folded, sentence.start, sentence.end)
    if not verb or status(reading, Span(verb.start(), verb.end())) in ("absent", "cancelled"):
        return
    sums = list(inside(reading.money, Span(verb.end(), sentence.end)))
    for before, money in pairwise(sums):
        for giver in reading.of_kind("Country", "Organization", within=Span(before.span.end, money.span.start)):
            if _SIDE_BY_SIDE.fullmatch(reading.folded, giver.span.end, money.span.start):
                yield from _grant(reading, giver.entity, money, None, sentence)


def _active(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "X a alloué N dollars à Y", "X finance le projet"."""
    for trigger in reading.words.pattern("funding", "fund", "active").finditer(
        reading.folded, sentence.start, sentence.end
    ):
        subject = chain_before(reading, trigger.start(), sentence.start)
        givers = [giver for giver in subject if giver.entity.key != "organization/iom"]
        if not givers or status(reading, Span(trigger.start(), trigger.end())) in ("absent", "cancelled"):
            continue
        item = _paid_after(reading, trigger.end(), sentence)
        sums = [money for money in inside(reading.money, sentence) if money.span.start >= trigger.end()]
        near = [money for money in sums if money.span.start - trigger.end() < _NEAR]
        for giver in givers:
            if item and not near:
                yield from _paid(item, giver.entity, "funding.active", sentence)
        for money in near[:1]:
            yield from _grant(reading, givers[0].entity, money, item, sentence)


def _paid(item: Entity, giver: Entity, rule: str, sentence: Span) -> Iterator[Fact]:
    """Who pays makes a project one of its own, named or not."""
    if item.kind == "Project":
        yield Fact(item, terms.TYPE, Entity("Class", "Project"), rule, sentence)
    yield Fact(item, terms.FUNDER, giver, rule, sentence)


def _paid_before(reading: Reading, span: Span) -> Entity | None:
    """The last project or event before a participle; what a relative clause is about comes first."""
    found = reading.of_kind(*_PAID, within=span)
    return found[-1].entity if found else None


def _taken_up(reading: Reading, before: Span) -> Entity | None:
    """ "Il est financé par …": the last project or event of the sentence before, when the subject is a pronoun."""
    if len(reading.fold(before).split()) > _PRONOUN:
        return None
    number = reading.sentences.index(reading.sentence(Span(before.start, before.start + 1)))
    earlier = reading.sentences[number - 1] if number > 0 else None
    return _paid_before(reading, earlier) if earlier and earlier != reading.title else None


def _paid_after(reading: Reading, start: int, sentence: Span) -> Entity | None:
    found = reading.of_kind(*_PAID, within=Span(start, sentence.end))
    return found[0].entity if found else None


def _grant(reading: Reading, giver: Entity, money: Money, item: Entity | None, sentence: Span) -> Iterator[Fact]:
    entity = Entity("Grant", f"grant@{money.span.start}")
    amount = Entity("MonetaryAmount", f"{entity.key}/amount")
    rule = "funding.grant"
    yield Fact(entity, terms.TYPE, Entity("Class", "Grant"), rule, sentence)
    yield Fact(entity, terms.FUNDER, giver, rule, sentence)
    yield Fact(entity, terms.AMOUNT, amount, rule, sentence)
    yield Fact(amount, terms.TYPE, Entity("Class", "schema:MonetaryAmount"), rule, sentence)
    yield Fact(amount, terms.VALUE, Value(format(money.amount.normalize(), "f"), "decimal"), rule, money.span)
    yield Fact(amount, terms.CURRENCY, Value(money.currency), rule, money.span)
    for recipient in _recipients(reading, money, giver, sentence):
        yield Fact(entity, terms.RECIPIENT, recipient.entity, "funding.recipient", sentence)
    if item:
        yield Fact(entity, terms.FUNDED_ITEM, item, "funding.item", sentence)
        yield from _paid(item, giver, "funding.item", sentence)


def _recipients(reading: Reading, money: Money, giver: Entity, sentence: Span) -> list[Mention]:
    """ "à l'OIM", "to IOM" right behind the sum."""
    opening = reading.words.pattern("funding", "fund", "to").match(reading.folded, money.span.end + 1)
    after = chain_after(reading, opening.end(), sentence.end, ("Organization",)) if opening else []
    return [m for m in after if m.entity != giver][:1]
