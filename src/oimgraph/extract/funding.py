"""Who pays for what: funders of projects and events, and grants, where a giver and a sum stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from oimgraph import terms
from oimgraph.mentions.funding.breakdown import shares
from oimgraph.mentions.funding.paid import has_aim, paid_item
from oimgraph.mentions.funding.paying import Payment
from oimgraph.mentions.funding.payments import is_open, payments
from oimgraph.mentions.funding.receivers import receivers, spent_in, taken_up_by
from oimgraph.mentions.funding.sums import sum_facts
from oimgraph.mentions.funding.topic import PAGE
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Money, Span

RULES = (
    "funding.gift", "funding.received", "funding.passive", "funding.active", "funding.shared", "funding.donors",
    "funding.compound", "funding.recipient", "funding.country", "funding.share", "funding.item", "funding.listed",
)

_HEAD = re.compile(r"[-‐‑ ](?P<head>[a-z]+)")
_BACK = 3                   # sentences back in which the grant, or a share of it, was told that is broken down
_OBJECT = 40                # characters between a verb and its sum in which the receiver may stand


def funding(reading: Reading) -> Iterator[Fact]:
    ledger = _Ledger()
    for sentence in reading.sentences:
        yield from _compound(reading, sentence, ledger)
        told = payments(reading, sentence)
        for payment in told:
            if sentence != reading.title:
                yield from _facts(reading, payment, ledger)
            elif not payment.money and (item := paid_item(reading, payment)):
                yield from _given(reading, item, payment, ledger)
        if not told:
            yield from _spent(reading, sentence, ledger)
        if last := ledger.last:
            yield from _broken_down(reading, sentence, last, told, ledger)


@dataclass(slots=True)
class _Ledger:
    """What the page has told so far: its grants by amount and currency, who pays for what, the last grant."""

    grants: dict[tuple[str, str], Entity] = field(default_factory=dict)
    paid: dict[Entity, Entity] = field(default_factory=dict)
    last: Payment | None = None
    item: Entity | None = None

    def shared(self, payment: Payment) -> Entity | None:
        """What a sum is for that shares the verb of the one before: "Italy added EUR 5 million to it, Spain 2"."""
        same = self.last and self.last.sentence == payment.sentence and payment.rule == "funding.shared"
        return self.item if same else None


def _ago(reading: Reading, earlier: Span, sentence: Span) -> int:
    return reading.number(sentence) - reading.number(earlier)


def _compound(reading: Reading, sentence: Span, ledger: _Ledger) -> Iterator[Fact]:
    """ "the EU-funded programme", in titles too."""
    heads = reading.words.pattern("funding", "paid", "head")
    for giver in reading.of_kind("Organization", "Country", "Demonym", within=sentence):
        head = _HEAD.match(reading.folded, giver.span.end, sentence.end)
        if not head or not heads.fullmatch(head["head"]):
            continue
        behind = reading.of_kind("Project", "Event", within=Span(head.end(), sentence.end))
        near = [m for m in behind if len(reading.folded[head.end() : m.span.start].split()) <= 3]
        state = Entity("Country", giver.entity.key) if giver.entity.kind == "Demonym" else giver.entity
        for item in near[:1]:
            ledger.paid.setdefault(state, item.entity)
            yield from _paid(reading, item.entity, state, "funding.compound", sentence)


def _facts(reading: Reading, payment: Payment, ledger: _Ledger) -> Iterator[Fact]:
    """What is paid for has its funders; a sum makes a grant, once, however often the page tells it."""
    apart = payment.money is not None and has_aim(reading, payment, payment.money)
    item = paid_item(reading, payment) or (None if apart else ledger.shared(payment))
    if item:
        yield from _given(reading, item, payment, ledger)
    elif payment.money and payment.givers and not apart:
        item = ledger.paid.get(payment.givers[0].entity)        # what the page has said that this giver pays for
    if payment.money:
        ledger.last, ledger.item = payment, item
        yield from _grant(ledger, payment, payment.money, item)
        yield from _receiving(reading, ledger.grants[_key(payment.money)], payment, payment.money)


def _given(reading: Reading, item: Entity, payment: Payment, ledger: _Ledger) -> Iterator[Fact]:
    for giver in payment.givers:
        ledger.paid.setdefault(giver.entity, item)
        yield from _paid(reading, item, giver.entity, payment.rule, payment.sentence)
        for project in _through(reading, giver, payment.sentence):
            yield from _paid(reading, project, giver.entity, payment.rule, payment.sentence)


def _through(reading: Reading, giver: Mention, sentence: Span) -> list[Entity]:
    """ "financé par X, par le biais de son programme « … »": X pays for that programme too."""
    for project in reading.of_kind("Project", within=Span(giver.span.end, sentence.end))[:1]:
        between = Span(giver.span.end, project.span.start)
        through = reading.words.pattern("funding", "gift", "through").search(
            reading.folded, between.start, between.end
        )
        near = through and between.end - between.start <= _OBJECT + len(through[0])
        if near and project.entity != PAGE:
            return [project.entity]
    return []


def _broken_down(
    reading: Reading, sentence: Span, last: Payment, told: list[Payment], ledger: _Ledger
) -> Iterator[Fact]:
    """ "Le Soudan recevra 5 millions, Haïti 2,6 millions": shares of what was given before, for states and projects.

    In the sentence that tells the gift they stand behind its sum; further on no one else is said to give.
    """
    same = last.money is not None and last.sentence == sentence
    others = [payment for payment in told if payment is not last]
    if others or (not same and _ago(reading, last.sentence, sentence) > _BACK):
        return
    start = last.money.span.end if same and last.money else sentence.start
    for receiver, money in shares(reading, Span(start, sentence.end)):
        share = replace(last, money=money, words=money.span, sentence=sentence)
        if is_open(reading, share) or reading.says(clause(reading, money.span), "funding", "open", "words"):
            continue
        ledger.last = replace(share, money=last.money)
        yield from _share(reading, receiver, money, share, ledger)


def _share(reading: Reading, receiver: Mention, money: Money, share: Payment, ledger: _Ledger) -> Iterator[Fact]:
    project = receiver.entity if receiver.entity.kind == "Project" else None
    if project:
        yield from _given(reading, project, share, ledger)
    yield from _grant(ledger, share, money, project)
    if receiver.entity.kind == "Organization":
        grant = ledger.grants[_key(money)]
        yield Fact(grant, terms.RECIPIENT, receiver.entity, "funding.recipient", share.sentence)
        return
    states = reading.of_kind("Country", within=share.sentence) if project else [receiver]
    if len({state.entity for state in states}) == 1:
        grant = ledger.grants[_key(money)]
        yield Fact(grant, terms.IN_COUNTRY, states[0].entity, "funding.share", share.sentence)


def _paid(reading: Reading, item: Entity, giver: Entity, rule: str, sentence: Span) -> Iterator[Fact]:
    """Who pays makes a project or event one that the page tells of, named or not."""
    yield Fact(item, terms.TYPE, Entity("Class", item.kind), rule, sentence)
    if item.kind == "Event":
        kind = Entity("Concept", f"event-type/{reading.types[item]}")
        yield Fact(item, terms.EVENT_TYPE, kind, rule, sentence)
    yield Fact(item, terms.FUNDER, giver, rule, sentence)


def _key(money: Money) -> tuple[str, str]:
    return format(money.amount.normalize(), "f"), money.currency


def _grant(ledger: _Ledger, payment: Payment, money: Money, item: Entity | None) -> Iterator[Fact]:
    grant = ledger.grants.setdefault(_key(money), Entity("Grant", f"grant@{money.span.start}"))
    rule, sentence = payment.rule, payment.sentence
    yield Fact(grant, terms.TYPE, Entity("Class", "Grant"), rule, sentence)
    for giver in payment.givers:
        yield Fact(grant, terms.FUNDER, giver.entity, rule, sentence)
    yield from sum_facts(grant, terms.AMOUNT, money, rule, sentence)
    if item:
        yield Fact(grant, terms.FUNDED_ITEM, item, "funding.item", sentence)


def _receiving(reading: Reading, grant: Entity, payment: Payment, money: Money) -> Iterator[Fact]:
    """Who receives the sum, and the states in which it is spent; a state that receives it is one of these."""
    for receiver in receivers(reading, payment, money):
        state = receiver.entity.kind == "Country"
        predicate, rule = (terms.IN_COUNTRY, "funding.country") if state else (terms.RECIPIENT, "funding.recipient")
        yield Fact(grant, predicate, receiver.entity, rule, payment.sentence)
    for spent in spent_in(reading, payment, money):
        yield Fact(grant, terms.IN_COUNTRY, spent.entity, "funding.country", payment.sentence)


def _spent(reading: Reading, sentence: Span, ledger: _Ledger) -> Iterator[Fact]:
    """ "The funds will enable IOM to rebuild clinics in Nepal": of what the sentence before has told."""
    earlier = reading.sentences[max(0, reading.number(sentence) - 1)]
    grants = [ledger.grants.get(_key(payment.money)) for payment in payments(reading, earlier) if payment.money]
    bodies, states = taken_up_by(reading, sentence) if grants and earlier not in (sentence, reading.title) else ([], [])
    for grant in dict.fromkeys(filter(None, grants)):
        for body in bodies:
            yield Fact(grant, terms.RECIPIENT, body.entity, "funding.recipient", sentence)
        for state in states:
            yield Fact(grant, terms.IN_COUNTRY, state.entity, "funding.country", sentence)
