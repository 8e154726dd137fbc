"""Who pays, and how much: the frames of payment in a sentence.

A frame opens with a participle and its agent ("financé à hauteur de 45 000 euros par X"), a noun for money and where
it comes from ("grâce à un don de 2 millions de dollars de X"), or a verb with its subject ("X a alloué 2 millions").
Further givers share it: "…, Germany EUR 48 million and Italy EUR 22 million", "et 300 000 dollars par l'Irlande".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from oimgraph.mentions.givers import IOM, coordinated, giver_chain, gives_money, subjects
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import status
from oimgraph.mentions.sums import is_filler, is_side_by_side, sum_before, sum_behind, sum_beside, sums_of
from oimgraph.model import Entity, Mention, Money, Span

_WINDOW = 100               # characters between a participle or a noun for money and the giver
_NEAR = 60                  # characters before words of giving in which it is said that they only ask
_ADJECTIVE = 30             # characters between a noun for money and its sum, an adjective in between
_LED = 16                   # characters before a giver in which "using" or "with" leads to its money
_BREAK = re.compile(r"[,;:] ")


@dataclass(frozen=True, slots=True)
class Payment:
    """Givers who pay together, the sum when it is told, and the words that tell it; `rule` says how they do.

    `ahead` tells that what is paid for is looked for behind the words first ("X finances the project").
    """

    givers: tuple[Mention, ...]
    money: Money | None
    words: Span
    sentence: Span
    rule: str
    ahead: bool = False


def payments(reading: Reading, sentence: Span) -> list[Payment]:
    """The payments of a sentence; each sum belongs to the first frame that tells its giver."""
    if not reading.of_kind("Organization", "Country", within=sentence) and not list(inside(reading.money, sentence)):
        return []
    found: list[Payment] = []
    for frame in (_gifts, _passive, _active, _behind, _beside, _listed):
        for payment in frame(reading, sentence, found):
            if not _is_told(payment, found) and not is_open(reading, payment):
                found.append(payment)
    return found


def _is_told(payment: Payment, found: list[Payment]) -> bool:
    """Whether another frame has this sum, or the same giver without a sum of its own by the same words."""
    sums = {other.money for other in found if other.money}
    givers = {giver.span for other in found for giver in other.givers}
    if payment.money:
        return payment.money in sums
    return {giver.span for giver in payment.givers} <= givers


def is_open(reading: Reading, payment: Payment) -> bool:
    """Whether the money was asked for, refused, or is still hoped for."""
    start = max(payment.sentence.start, payment.words.start - _NEAR)
    breaks = [stop.end() for stop in _BREAK.finditer(reading.folded, start, payment.words.start)]
    start = max([start, *breaks])
    asked = reading.words.pattern("funding", "open", "words").search(reading.folded, start, payment.words.end)
    return bool(asked) or status(reading, payment.words) in ("absent", "cancelled")


def _gifts(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "un don de 400 000 dollars du Bureau de …", "with financial support from X", "a USD 2 million grant from X"."""
    words, folded = reading.words, reading.folded
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    money, received = words.pattern("funding", "gift", "money"), words.pattern("funding", "gift", "received")
    for noun in words.pattern("funding", "gift", "money", "help", "received").finditer(
        folded, sentence.start, sentence.end
    ):
        if any(body.start <= noun.start() < body.end for body in bodies):
            continue
        opening, givers = _from(reading, noun.end(), sentence, "gift", "from")
        if not givers and not received.fullmatch(noun[0]):
            opening, givers = noun.end(), _national(reading, Span(noun.start(), noun.end()), sentence)
        if not givers or _only_iom(givers):
            continue
        told = Span(noun.start(), opening)
        sums = list(inside(reading.money, told)) or sum_beside(reading, noun.start(), sentence)
        if opening == noun.end():
            beside = [m for m in inside(reading.money, sentence) if 0 < m.span.start - opening <= _ADJECTIVE]
            sums = sums or beside
        telling = bool(money.fullmatch(noun[0]))
        if telling or sums or gives_money(reading, givers[0]):
            yield from _shares(reading, givers, sums[:1], Payment((), None, told, sentence, "funding.gift"))


def _national(reading: Reading, noun: Span, sentence: Span) -> list[Mention]:
    """ "un complément suisse de 150 000 francs", "the EU contribution of", "using USAID funds": the giver beside it."""
    sums = [m for m in inside(reading.money, sentence) if 0 < m.span.start - noun.end <= _ADJECTIVE]
    led = reading.words.pattern("funding", "gift", "before")
    for giver in reading.of_kind("Demonym", "Organization", "Country", within=sentence):
        behind = giver.entity.kind == "Demonym" and giver.span.start - noun.end == 1
        before = giver.span.end < noun.start and reading.folded[giver.span.end : noun.start] in (" ", "'s ")
        told = sums or led.search(reading.folded, max(sentence.start, giver.span.start - _LED), giver.span.start)
        if (behind and sums) or (before and reading.page.language == "en" and told):
            state = giver.entity.kind == "Demonym"
            return [Mention(giver.span, Entity("Country", giver.entity.key)) if state else giver]
    return []


def _passive(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "(co)financé par X", "funded to the tune of EUR 2 million by X", "150 000 francs are given by X"."""
    given = reading.words.pattern("funding", "paid", "sum")
    helped = reading.words.pattern("funding", "paid", "help")
    for participle in reading.words.pattern("funding", "paid", "item", "sum", "help").finditer(
        reading.folded, sentence.start, sentence.end
    ):
        opening, givers = _from(reading, participle.end(), sentence, "paid", "by")
        told = Span(participle.start(), opening)
        sums = list(inside(reading.money, told))
        if given.fullmatch(participle[0]):
            sums = sums or sum_before(reading, participle.start(), sentence)
            if not sums and not any(sum_behind(reading, giver, sentence) for giver in givers):
                continue
        if helped.fullmatch(participle[0]) and not all(gives_money(reading, giver) for giver in givers):
            continue
        frame = Payment((), None, told, sentence, "funding.passive")
        while givers:
            yield from _shares(reading, givers, sums[:1], frame)
            opening, givers = _from(reading, givers[-1].span.end, sentence, "paid", "agent")
            sums = []


def _from(reading: Reading, start: int, sentence: Span, table: str, key: str) -> tuple[int, list[Mention]]:
    """Where the preposition ends that leads to the givers, and these; only small words and sums may stand before it."""
    limit = min(start + _WINDOW, sentence.end)
    for opening in reading.words.pattern("funding", table, key).finditer(reading.folded, start, limit):
        if not is_filler(reading, Span(start, opening.start())):
            continue
        if givers := giver_chain(reading, opening.end(), sentence.end):
            return opening.end(), givers
    return start, []


def _shares(reading: Reading, givers: list[Mention], sums: list[Money], frame: Payment) -> Iterator[Payment]:
    """Each giver with the sum right behind it, or all together with the one that is told."""
    behind = {giver: sum_behind(reading, giver, frame.sentence) for giver in givers}
    if any(behind.values()) and not sums:
        for giver, money in behind.items():
            yield Payment((giver,), money, frame.words, frame.sentence, frame.rule, frame.ahead)
        return
    money = sums[0] if sums else None
    yield Payment(tuple(givers), money, frame.words, frame.sentence, frame.rule, frame.ahead)


def _active(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "X a alloué N dollars à Y", "X finance le projet", "los 2 millones que X ha concedido"."""
    pays = reading.words.pattern("funding", "pays", "item")
    agents = [payment.words for payment in found if payment.rule == "funding.passive"]
    for verb in reading.words.pattern("funding", "pays", "item", "sum").finditer(
        reading.folded, sentence.start, sentence.end
    ):
        span = Span(verb.start(), verb.end())
        if any(agent.overlaps(span) for agent in agents) or reading.folded[span.start - 1 : span.start] == "-":
            continue
        givers = subjects(reading, span, sentence)
        own = reading.words.pattern("funding", "gift", "own").search(reading.folded, sentence.start, sentence.end)
        if not givers or (any(giver.entity == IOM for giver in givers) and not own):
            continue
        sums = sums_of(reading, span, givers, sentence)
        if not sums and not pays.fullmatch(verb[0]):
            continue
        yield from _split(reading, givers, sums, Payment((), None, span, sentence, "funding.active", ahead=True))


def _split(reading: Reading, givers: list[Mention], sums: list[Money], frame: Payment) -> Iterator[Payment]:
    """ "X and Y gave 2 and 1 million respectively": to each its own; else the first sum is given together."""
    shares = reading.words.pattern("funding", "gift", "shares").search(
        reading.folded, frame.sentence.start, frame.sentence.end
    )
    if shares and len(givers) == len(sums) > 1:
        for giver, own in zip(givers, sums, strict=True):
            yield Payment((giver,), own, frame.words, frame.sentence, frame.rule, frame.ahead)
        return
    money = sums[0] if sums else None
    yield Payment(tuple(givers), money, frame.words, frame.sentence, frame.rule, frame.ahead)


def _behind(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "… y con 4 millones de pesos del Gobierno de …": one more sum with its giver behind, in a sentence of giving."""
    words, folded = reading.words, reading.folded
    trigger = words.pattern("funding", "paid", "item", "sum").search(folded, sentence.start, sentence.end)
    for money in inside(reading.money, sentence):
        opening = words.pattern("funding", "gift", "from").match(folded, money.span.end + 1, sentence.end)
        givers = giver_chain(reading, opening.end(), sentence.end) if opening else []
        if opening and givers and not _only_iom(givers) and (found or (trigger and trigger.end() <= money.span.start)):
            yield Payment(tuple(givers), money, Span(money.span.start, opening.end()), sentence, "funding.shared")


def _beside(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "…, Germany EUR 48 million and Italy EUR 22 million": giver and sum side by side, sharing the verb before."""
    if not any(payment.money for payment in found):
        return
    sums = list(inside(reading.money, sentence))
    for before, money in pairwise(sums):
        between = Span(before.span.end, money.span.start)
        givers = coordinated(reading, reading.of_kind("Country", "Organization", within=between))
        if givers and is_side_by_side(reading, Span(givers[-1].span.end, money.span.start)):
            yield Payment((givers[-1],), money, between, sentence, "funding.shared", ahead=True)


def _listed(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "Donors to the project include Japan and Denmark", "Bailleurs : l'Union européenne et le Canada"."""
    donors = reading.words.pattern("funding", "gift", "donors").search(reading.folded, sentence.start, sentence.end)
    if not donors:
        return
    limit = min(donors.end() + _WINDOW, sentence.end)
    for link in reading.words.pattern("funding", "gift", "are").finditer(reading.folded, donors.end(), limit):
        if givers := giver_chain(reading, link.end(), sentence.end):
            told = Span(donors.start(), link.end())
            yield Payment(tuple(givers), None, told, sentence, "funding.donors", ahead=True)
            return


def _only_iom(givers: list[Mention]) -> bool:
    return all(giver.entity == IOM for giver in givers)
