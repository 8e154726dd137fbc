"""Who pays, and how much: the frames of payment in a sentence.

A frame opens with a participle and its agent ("financé à hauteur de 45 000 euros par X"), a noun for money and where
it comes from ("grâce à un don de 2 millions de dollars de X"), or a verb with its subject ("X a alloué 2 millions").
Further givers share it: "…, Germany EUR 48 million and Italy EUR 22 million", "et 300 000 dollars par l'Irlande".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.mentions.funding.gapping import behind, beside, listed
from oimgraph.mentions.funding.gifts import contracts, donors, gifts, received, taken_up
from oimgraph.mentions.funding.givers import IOM, giver_chain, gives_money, subjects
from oimgraph.mentions.funding.paying import Payment, led_from, pays_again, shared_out
from oimgraph.mentions.funding.sums import (
    LEAST,
    is_filler,
    sum_before,
    sum_behind,
    sum_worth,
    sums_of,
)
from oimgraph.mentions.reading import Reading, inside, once
from oimgraph.mentions.status import status
from oimgraph.model import Mention, Money, Span

_NEAR = 60                  # characters before words of giving in which it is said that they only ask
_LEAD = 30                  # characters before a subject in which "to which" stands
_ASIDE = r"(?: ?\([^()]{1,20}\))?, {that}[^;:]{3,80}?,(?= {and})"
_BREAK = re.compile(r"[,;:] ")


@once
def payments(reading: Reading, sentence: Span) -> list[Payment]:
    """The payments of a sentence; each sum belongs to the first frame that tells its giver."""
    if not reading.of_kind("Organization", "Country", within=sentence) and not list(inside(reading.money, sentence)):
        return []
    found: list[Payment] = []
    for frame in (contracts, gifts, _passive, _active, behind, beside, listed, donors, taken_up, received):
        for payment in frame(reading, sentence, found):
            small = payment.money is not None and payment.money.amount < LEAST
            if not small and not _is_told(reading, payment, found) and not is_open(reading, payment):
                found.append(payment)
    return found


def _is_told(reading: Reading, payment: Payment, found: list[Payment]) -> bool:
    """Whether another frame has this sum, or the same giver without a sum of its own by the same words."""
    sums = {other.money for other in found if other.money}
    givers = {giver.span for other in found for giver in other.givers}
    if payment.money:
        return payment.money in sums
    again = payment.ahead and pays_again(reading, payment.words, payment.sentence.start)
    called = payment.rule == "funding.donors" and payment.givers[-1].span.end <= payment.words.start
    again = again or called                 # "X, a donor to the project, has given EUR 2 million"
    return {giver.span for giver in payment.givers} <= givers and not again


def is_open(reading: Reading, payment: Payment) -> bool:
    """Whether the money was asked for, refused, or is still hoped for."""
    start = max(payment.sentence.start, payment.words.start - _NEAR)
    breaks = [stop.end() for stop in _BREAK.finditer(reading.folded, start, payment.words.start)]
    start = max([start, *breaks])
    asked = reading.words.pattern("funding", "open", "words").search(reading.folded, start, payment.words.end)
    told = Span(start, payment.words.end)
    needed = reading.says(told, "funding", "open", "needed")
    denied = not needed and status(reading, payment.words, told) == "absent"
    return bool(asked) or denied or status(reading, payment.words) == "cancelled"


def _passive(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "(co)financé par X", "funded to the tune of EUR 2 million by X", "150 000 francs are given by X"."""
    given = reading.words.pattern("funding", "paid", "sum")
    helped = reading.words.pattern("funding", "paid", "help")
    paid = reading.words.pattern("funding", "paid", "item")
    donated = reading.words.pattern("funding", "paid", "donated")
    for participle in reading.matches(sentence, "funding", "paid", "item", "sum", "help"):
        if _is_present(reading, participle):
            continue
        opening, givers = led_from(reading, participle.end(), sentence, "paid", "by")
        if not givers:
            behind = _receiver_end(reading, participle.end(), sentence)
            opening, givers = led_from(reading, behind, sentence, "paid", "by")
        told = Span(participle.start(), opening)
        sums = list(inside(reading.money, told))
        if given.fullmatch(participle[0]):
            sums = sums or sum_before(reading, participle.start(), sentence)
            if donated.fullmatch(participle[0]) or paid.fullmatch(participle[0]):
                sums = sums or sum_worth(reading, participle.start(), sentence)
            if not sums and not any(sum_behind(reading, giver, sentence) for giver in givers):
                continue
        sums = sums or sum_worth(reading, participle.start(), sentence)
        if helped.fullmatch(participle[0]) and not all(gives_money(reading, giver) for giver in givers):
            continue
        frame = Payment((), None, told, sentence, "funding.passive")
        while givers:
            yield from shared_out(reading, givers, sums[:1], frame)
            behind = _past_aside(reading, givers[-1].span.end, sentence)
            opening, givers = led_from(reading, behind, sentence, "paid", "agent")
            sums = []


def _past_aside(reading: Reading, start: int, sentence: Span) -> int:
    """Where a relative clause behind a giver ends: "funded by X, which gives EUR 2 million, and by Y"."""
    aside = reading.words.shape(_ASIDE).match(reading.folded, start, sentence.end)
    return aside.end() if aside else start


def _is_present(reading: Reading, participle: re.Match[str]) -> bool:
    """ "consacre" is a verb in the present, "consacré" a participle: only the accent tells them apart."""
    accented = reading.words.pattern("funding", "paid", "accented").fullmatch(participle[0])
    return bool(accented) and reading.text(Span(*participle.span())).lower() == participle[0]


def _receiver_end(reading: Reading, start: int, sentence: Span) -> int:
    """Where those end who receive, right behind a participle: "made available to IOM by"; its own end without any."""
    opening = reading.words.pattern("funding", "paid", "to").match(reading.folded, start + 1, sentence.end)
    received = giver_chain(reading, opening.end(), sentence.end) if opening else []
    return received[0].span.end if received else start


def _active(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "X a alloué N dollars à Y", "X finance le projet", "los 2 millones que X ha concedido"."""
    pays, helps = (reading.words.pattern("funding", "pays", key) for key in ("item", "help"))
    agents = [payment.words for payment in found if payment.rule == "funding.passive"]
    agents += [body.span for body in reading.of_kind("Organization", within=sentence)]      # "Trust Fund"
    for verb in reading.matches(sentence, "funding", "pays", "item", "sum", "help"):
        span = Span(verb.start(), verb.end())
        if any(agent.overlaps(span) for agent in agents) or reading.folded[span.start - 1 : span.start] == "-":
            continue
        givers = subjects(reading, span, sentence)
        own = reading.says(sentence, "funding", "gift", "own")
        if not givers or (any(giver.entity == IOM for giver in givers) and not own):
            continue
        sums = sums_of(reading, span, givers, sentence)
        frame = Payment((), None, span, sentence, "funding.active", ahead=True)
        helping = bool(helps.fullmatch(verb[0])) and _is_donor_of(reading, givers, span, sentence)
        helping = helping or (not sums and _is_towards(reading, givers, span, sentence))
        if not sums and not pays.fullmatch(verb[0]) and not helping:
            continue
        yield from _split(reading, givers, sums, frame) if sums else shared_out(reading, givers, [], frame)


def _is_donor_of(reading: Reading, givers: list[Mention], verb: Span, sentence: Span) -> bool:
    """ "the Swiss Agency, which has supported the project": a donor whose support goes to a project at once."""
    projects = reading.of_kind("Project", within=Span(verb.end, min(verb.end + _NEAR, sentence.end)))
    near = [p for p in projects[:1] if is_filler(reading, Span(verb.end, p.span.start))]
    return bool(near) and all(gives_money(reading, giver) for giver in givers)


def _is_towards(reading: Reading, givers: list[Mention], verb: Span, sentence: Span) -> bool:
    """ "a project to which the European Union contributes": a relative clause behind what a donor gives to."""
    first = min(verb.start, *(giver.span.start for giver in givers))
    towards = reading.words.pattern("funding", "pays", "towards")
    opening = [m for m in towards.finditer(reading.folded, max(sentence.start, first - _LEAD), first)
               if is_filler(reading, Span(m.end(), first))]
    return bool(opening) and all(gives_money(reading, giver) for giver in givers)


def _split(reading: Reading, givers: list[Mention], sums: list[Money], frame: Payment) -> Iterator[Payment]:
    """ "X and Y gave 2 and 1 million respectively": to each its own; else the first sum is given together."""
    shares = reading.says(frame.sentence, "funding", "gift", "shares")
    if shares and len(givers) == len(sums) > 1:
        for giver, own in zip(givers, sums, strict=True):
            yield Payment((giver,), own, frame.words, frame.sentence, frame.rule, frame.ahead)
        return
    money = sums[0] if sums else None
    yield Payment(tuple(givers), money, frame.words, frame.sentence, frame.rule, frame.ahead)
