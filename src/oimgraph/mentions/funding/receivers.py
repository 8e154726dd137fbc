"""Who receives a sum that was given, and the states in which it is spent."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.funding.gifts import getter_of, taker_of
from oimgraph.mentions.funding.givers import IOM, giver_chain
from oimgraph.mentions.funding.paying import Payment
from oimgraph.mentions.funding.sums import is_filler
from oimgraph.mentions.projects.aims import led_states
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before
from oimgraph.model import Mention, Money, Span

_CLAUSE = "[;:.]|, (?!{in})"
_COMMA = 2
_OBJECT = 40                # characters between a verb and its sum in which the receiver may stand


def receivers(reading: Reading, payment: Payment, money: Money) -> list[Mention]:
    """ "à l'OIM", "to IOM", "awarded IOM EUR 2 million": bodies, or states, that receive the sum."""
    givers, named = {giver.entity for giver in payment.givers}, [giver.span for giver in payment.givers]
    end = _end(payment, money)
    starts = (money.span.end, end, *([payment.words.end] if payment.rule == "funding.active" else []))
    for start in dict.fromkeys(starts):
        found = _getting(reading, payment, money) or _receivers(reading, start, money, payment.sentence)
        received = [m for m in found if m.entity not in givers and not any(one.covers(m.span) for one in named)]
        if received:
            return received[:1] + _further(reading, received, payment.sentence)
    return []


def _end(payment: Payment, money: Money) -> int:
    """Where all ends that tells of who gives how much."""
    return max(money.span.end, payment.words.end, *(giver.span.end for giver in payment.givers), 0)


def spent_in(reading: Reading, payment: Payment, money: Money) -> list[Mention]:
    """The states, but those that give, in which a sum is said to be spent behind it."""
    givers = {giver.entity for giver in payment.givers}
    home = {reading.countries.get(giver) for giver in givers} | {giver.key for giver in givers}
    states = _countries(reading, Span(_end(payment, money), payment.sentence.end))
    return [spent for spent in states if spent.entity.key not in home]


def taken_up_by(reading: Reading, sentence: Span) -> tuple[list[Mention], list[Mention]]:
    """Bodies that receive and states that profit by money of which a sentence goes on to tell: "The funds will enable
    IOM to rebuild clinics in Nepal"."""
    opening = reading.words.pattern("funding", "gift", "spends").match(reading.folded, sentence.start, sentence.end)
    if not opening:
        return [], []
    near = Span(opening.start(), min(sentence.end, opening.end() + _OBJECT))
    leads = reading.matches(near, "funding", "gift", "receiver")
    bodies = [m for lead in leads for m in chain_after(reading, lead.end(), sentence.end, ("Organization",))]
    return bodies[:1], list(_countries(reading, Span(opening.end(), sentence.end)))


def _getting(reading: Reading, payment: Payment, money: Money) -> list[Mention]:
    """The subject of receiving: "IOM has received EUR 4 million from X", "IOM was awarded USD 2 million by X"."""
    words, opening = reading.words, payment.words.start
    if words.pattern("funding", "gift", "contract").match(reading.folded, opening, payment.words.end):
        return reading.by_entity.get(IOM, [])[:1]
    if payment.rule == "funding.received":
        taker = taker_of(reading, payment.words, money, payment.sentence)
        return [taker] if taker else []
    if payment.rule in ("funding.gift", "funding.shared") and (getter := getter_of(reading, payment)):
        return [getter]
    gets = words.pattern("funding", "gift", "received").match(reading.folded, opening)
    endowed = words.pattern("funding", "paid", "endowed").match(reading.folded, opening)
    if not gets and not (endowed and payment.rule == "funding.passive" and money.span.start > opening):
        return []
    subject = chain_before(reading, opening, payment.sentence.start, ("Organization",))
    return subject[-1:]


def _further(reading: Reading, received: list[Mention], sentence: Span) -> list[Mention]:
    """ "to IOM and to the Red Cross": a second receiver with its own preposition."""
    link = reading.words.pattern("figures", "link", "and")
    joined = received and link.match(reading.folded, received[0].span.end + 1)
    opening = joined and reading.words.pattern("funding", "gift", "receiver").match(reading.folded, joined.end() + 1)
    chain = giver_chain(reading, opening.end(), sentence.end) if opening else []
    return [mention for mention in chain[:1] if mention.entity.kind == received[0].entity.kind]


def _receivers(reading: Reading, start: int, money: Money, sentence: Span) -> list[Mention]:
    """Those behind a preposition or, before the sum, right behind the verb."""
    limit = min(start + _OBJECT, sentence.end)
    patterns = (reading.words.pattern("funding", "gift", key) for key in ("receiver", "work"))
    noun = reading.words.pattern("funding", "gift", "money", "help")
    further = reading.words.shape(r"(?<!\w){and}$")
    for opening in (match for pattern in patterns for match in pattern.finditer(reading.folded, start, limit)):
        between = Span(start, opening.start())
        if further.search(reading.fold(between)):
            continue                        # "thanks to Japan, which gave EUR 2 million, and to Australia"
        beside = _is_handed(reading, between) or noun.fullmatch(reading.fold(between).strip())
        if beside and (found := giver_chain(reading, opening.end(), sentence.end)):
            return found
    return chain_after(reading, start, money.span.start) if start < money.span.start <= start + _OBJECT else []


def _is_handed(reading: Reading, between: Span) -> bool:
    """Whether nothing but small words and a participle stands between a sum and who gets it: "was handed to"."""
    words = [Span(*given.span()) for given in reading.matches(between, "funding", "paid", "sum")]
    edges = [(given.start, given.end) for given in words] or [(between.end, between.end)]
    return any(is_filler(reading, Span(between.start, start)) and is_filler(reading, Span(end, between.end))
               for start, end in edges)


def _countries(reading: Reading, behind: Span) -> Iterator[Mention]:
    """ "N dollars to IOM's work in Chad", "N dollars that will benefit Chad": where it is spent, in the same clause."""
    start = min(behind.start + _COMMA, behind.end)              # a comma may close what tells of the sum itself
    stop = reading.words.shape(_CLAUSE).search(reading.folded, start, behind.end)
    clause = Span(behind.start, stop.start() if stop else behind.end)
    for opening in reading.words.pattern("funding", "gift", "in").finditer(reading.folded, clause.start, clause.end):
        yield from chain_after(reading, opening.end(), behind.end, ("Country",))
    for verb in reading.matches(clause, "funding", "project", "covers"):
        yield from chain_after(reading, verb.end(), behind.end, ("Country",))
    yield from (state for chain in led_states(reading, clause) for state in chain)
