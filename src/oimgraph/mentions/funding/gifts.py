"""Money told by a noun: "a grant of EUR 2 million from X", "whose contribution of", "the main donor", "donors are"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from oimgraph.mentions.funding.givers import IOM, coordinated, giver_chain, gives_money, subjects
from oimgraph.mentions.funding.paying import WINDOW, Payment, led_from, only_iom, shared_out
from oimgraph.mentions.funding.sums import is_filler, sum_behind, sum_beside, sum_worth
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, chains, right_before
from oimgraph.model import Entity, Mention, Money, Span

_ADJECTIVE = 30             # characters between a noun for money and its sum, an adjective in between
_COLON = re.compile(r":")
_ACTS = r"[^;:]{0,120}, {the}?"
_FOR_ITS = r"(?<!\w)(?:{for}|{by})(?:{its})(?:[\w-]+ ){0,2}$"
_LED = 16                   # characters before a giver in which "using" or "with" leads to its money


def gifts(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "un don de 400 000 dollars du Bureau de …", "with financial support from X", "a USD 2 million grant from X"."""
    words, folded = reading.words, reading.folded
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    money, received = words.pattern("funding", "gift", "money"), words.pattern("funding", "gift", "received")
    for noun in words.pattern("funding", "gift", "money", "help", "received").finditer(
        folded, sentence.start, sentence.end
    ):
        if any(body.start <= noun.start() < body.end for body in bodies):
            continue
        opening, givers = led_from(reading, _aim_end(reading, noun.end(), sentence), sentence, "gift", "from")
        if not givers and not received.fullmatch(noun[0]):
            own = Span(*noun.span())
            opening, givers = noun.end(), _national(reading, own, sentence) or _thanked(reading, own, sentence)
        if not givers or only_iom(givers):
            continue
        told = Span(noun.start(), opening)
        sums = list(inside(reading.money, told)) or sum_beside(reading, noun.start(), sentence)
        if opening == noun.end():
            beside = [m for m in inside(reading.money, sentence) if 0 < m.span.start - opening <= _ADJECTIVE]
            sums = sums or beside or sum_beside(reading, givers[0].span.start, sentence)
        sums = sums or sum_worth(reading, noun.start(), sentence)
        if not sums and (sums := _amounting(reading, max(opening, givers[-1].span.end), sentence)):
            told = Span(told.start, sums[0].span.start)
        telling = bool(money.fullmatch(noun[0]))
        apart = any(sum_behind(reading, giver, sentence) for giver in givers)
        if telling or sums or apart or gives_money(reading, givers[0]):
            yield from shared_out(reading, givers, sums[:1], Payment((), None, told, sentence, "funding.gift"))


def _amounting(reading: Reading, start: int, sentence: Span) -> list[Money]:
    """ "Norway's contribution (to the project) amounts to EUR 2 million": what a gift is said to come to."""
    behind = _aim_end(reading, start, sentence)
    amounts = reading.words.pattern("funding", "gift", "amounts").match(reading.folded, behind + 1, sentence.end)
    sums = list(inside(reading.money, Span(amounts.end(), sentence.end)))[:1] if amounts else []
    return [m for m in sums if amounts and is_filler(reading, Span(amounts.end(), m.span.start))]


def contracts(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "The Bank and IOM signed a grant agreement of EUR 2 million": IOM's party to it gives."""
    for noun in reading.matches(sentence, "funding", "gift", "contract"):
        span = Span(*noun.span())
        near = [m for m in inside(reading.money, sentence) if 0 < m.span.start - span.end <= WINDOW]
        sums = sum_beside(reading, span.start, sentence) or [
            m for m in near[:1] if is_filler(reading, Span(span.end, m.span.start))]
        if sums and (giver := _party(reading, span, sentence)):
            yield Payment((giver,), sums[0], span, sentence, "funding.gift")


def _party(reading: Reading, contract: Span, sentence: Span) -> Mention | None:
    """Who signs with IOM: "X and IOM signed a | grant agreement", "IOM signed a | grant agreement with X"."""
    told = chains(reading, Span(sentence.start, contract.start))
    parties = told[-1] if told else []
    for lead in reading.words.shape("{with}|{between}").finditer(reading.folded, contract.end, sentence.end):
        parties = parties if len(parties) > 1 else [*parties, *chain_after(reading, lead.end(), sentence.end)]
    others = [m for m in parties if m.entity != IOM]
    return others[0] if len(others) == 1 and len(parties) == 2 else None


def taken_up(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "I thank X and Y. Their contributions, of EUR 2 million and EUR 1 million respectively, …": of those named
    together in the sentence before; one sum is given by all, several are one for each."""
    number = reading.number(sentence)
    for noun in reading.matches(sentence, "funding", "gift", "money", "help"):
        lead = Span(max(sentence.start, noun.start() - _LED), noun.start())
        own = right_before(reading.words.pattern("funding", "gift", "their"), reading.folded, lead)
        sums = [m for m in inside(reading.money, sentence) if m.span.start > noun.end()] if own else []
        if not sums or number < 1 or not is_filler(reading, Span(noun.end(), sums[-1].span.start)):
            continue
        named = chains(reading, reading.sentences[number - 1])
        frame = Payment((), None, Span(*noun.span()), sentence, "funding.gift")
        if named and len(sums) in (1, len(named[-1])) and not only_iom(named[-1]):
            groups = [tuple(named[-1])] if len(sums) == 1 else [(giver,) for giver in named[-1]]
            yield from (replace(frame, givers=givers, money=money) for givers, money in zip(groups, sums, strict=True))


def received(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "for which it has received EUR 640,000": what IOM or others received; by whom is not said."""
    for verb in reading.matches(sentence, "funding", "gift", "received"):
        sums = [m for m in inside(reading.money, sentence) if 0 < m.span.start - verb.end() <= _ADJECTIVE]
        told = sums and is_filler(reading, Span(verb.end(), sums[0].span.start))
        if told and taker_of(reading, Span(*verb.span()), sums[0], sentence):
            yield Payment((), sums[0], Span(*verb.span()), sentence, "funding.received")


def taker_of(reading: Reading, verb: Span, money: Money, sentence: Span) -> Mention | None:
    """The subject of receiving: IOM, or a body that has the sum to do something ("received USD 15,000 to rebuild")."""
    if _is_own(reading, verb, sentence):
        return reading.by_entity[IOM][0]
    to_do = reading.words.pattern("funding", "gift", "purpose").match(reading.folded, money.span.end + 1, sentence.end)
    named = chain_before(reading, verb.start, sentence.start, ("Organization",)) if to_do else []
    return named[0] if len(named) == 1 else None


def _is_own(reading: Reading, verb: Span, sentence: Span) -> bool:
    """Whether IOM is the subject of a verb, by its name or by a pronoun behind it."""
    lead = Span(max(sentence.start, verb.start - _LED), verb.start)
    pronoun = right_before(reading.words.pattern("funding", "gift", "we"), reading.folded, lead)
    bodies = reading.of_kind("Organization", "Country", within=Span(sentence.start, verb.start))
    subject = {m.entity for m in subjects(reading, verb, sentence)}
    return subject == {IOM} or (pronoun and [m.entity for m in bodies] == [IOM])


def getter_of(reading: Reading, payment: Payment) -> Mention | None:
    """Who has a gift: "IOM has received contributions from X", "With a grant from X, IOM has built"."""
    sentence, noun = payment.sentence, payment.words.start
    for verb in reading.matches(Span(max(sentence.start, noun - _ADJECTIVE), noun), "funding", "gift", "received"):
        if subject := chain_before(reading, verb.start(), sentence.start, ("Organization",)):
            return subject[-1]
    told = [giver.span.end for giver in payment.givers] + ([payment.money.span.end] if payment.money else [])
    behind = reading.of_kind("Organization", within=Span(max(told), sentence.end))
    acts = reading.words.shape(_ACTS)
    actors = [m for m in behind if m.entity == IOM and acts.fullmatch(reading.folded, max(told), m.span.start)]
    leads = reading.words.pattern("funding", "gift", "before").match(reading.folded, sentence.start, payment.words.end)
    return actors[0] if leads and actors else None


def _aim_end(reading: Reading, start: int, sentence: Span) -> int:
    """Where that ends which money is for, when it stands right behind its noun: "funding for the course came from"."""
    opening = reading.words.pattern("funding", "gift", "to").match(reading.folded, start + 1, sentence.end)
    aims = reading.of_kind("Project", "Event", within=Span(opening.end(), sentence.end)) if opening else []
    near = [aim for aim in aims[:1] if opening and is_filler(reading, Span(opening.end(), aim.span.start))]
    return near[0].span.end if near else start


def _national(reading: Reading, noun: Span, sentence: Span) -> list[Mention]:
    """ "un complément suisse de 150 000 francs", "the EU contribution of", "using USAID funds": the giver beside it."""
    sums = [m for m in inside(reading.money, sentence) if 0 < m.span.start - noun.end <= _ADJECTIVE]
    led = reading.words.pattern("funding", "gift", "before")
    for giver in reading.of_kind("Demonym", "Organization", "Country", within=sentence):
        behind = giver.entity.kind == "Demonym" and giver.span.start - noun.end == 1
        gap = reading.folded[giver.span.end : noun.start] if giver.span.end < noun.start else ""
        if _is_whose(reading, Span(giver.span.end, noun.start), sums) and gap:
            return [giver]
        before = gap in (" ", "'s ") or _owns_sum(reading, Span(giver.span.end, noun.start))
        first = min(giver.span.start, noun.start)
        told = sums or gap[2:].strip() or led.search(reading.folded, max(sentence.start, first - _LED), first)
        told = told or sum_beside(reading, first, sentence) or _amounting(reading, noun.end, sentence)
        if (behind and told) or (before and reading.page.language == "en" and told):
            state = giver.entity.kind == "Demonym"
            return [Mention(giver.span, Entity("Country", giver.entity.key)) if state else giver]
    return []


def _thanked(reading: Reading, noun: Span, sentence: Span) -> list[Mention]:
    """ "IOM thanks X for its contribution of EUR 2 million"."""
    floor = max(sentence.start, noun.start - _ADJECTIVE)
    lead = reading.words.shape(_FOR_ITS).search(reading.folded, floor, noun.start)
    named = chain_before(reading, lead.start(), sentence.start) if lead else []
    beside = named and lead and not reading.folded[named[-1].span.end : lead.start()].strip(" )")
    return named[-1:] if beside else []


def _owns_sum(reading: Reading, between: Span) -> bool:
    """ "Japan's USD 2 million grant": a sum between a giver and the noun."""
    held = list(inside(reading.money, between))[:1] if between.start < between.end else []
    own = bool(held) and reading.folded[between.start : held[0].span.start] in ("'s ", "' ")
    return own and is_filler(reading, Span(held[0].span.end, between.end))


def _is_whose(reading: Reading, between: Span, sums: list[Money]) -> bool:
    """Whether "whose" leads from a giver to the noun: "X, whose contribution of EUR 2 million", "X, whose EUR 2 million
    donation"."""
    whose = reading.words.pattern("funding", "gift", "whose")
    held = list(inside(reading.money, between))
    end = held[0].span.start if held else between.end
    return bool(sums or held) and whose.fullmatch(reading.folded[between.start : end].strip(" ,")) is not None


def donors(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "Donors to the project include Japan and Denmark", "Bailleurs : l'Union européenne et le Canada"."""
    donors = reading.words.pattern("funding", "gift", "donors").search(reading.folded, sentence.start, sentence.end)
    if not donors:
        return
    yield from _called_donor(reading, Span(*donors.span()), sentence)
    limit = min(donors.end() + WINDOW, sentence.end)
    links = (reading.words.pattern("funding", "gift", "are"), _COLON)
    for link in chain.from_iterable(link.finditer(reading.folded, donors.end(), limit) for link in links):
        if givers := giver_chain(reading, link.end(), sentence.end):
            told = Span(donors.start(), link.end())
            yield from shared_out(reading, givers, [], Payment((), None, told, sentence, "funding.donors", ahead=True))
            return


def _called_donor(reading: Reading, donor: Span, sentence: Span) -> Iterator[Payment]:
    """ "Germany is the main donor to the programme, with EUR 12 million"."""
    givers = coordinated(reading, chain_before(reading, donor.start, sentence.start), last=True)
    copula = reading.words.pattern("funding", "gift", "copula")
    if givers and copula.fullmatch(reading.folded[givers[-1].span.end : donor.start].strip(" ,")):
        behind = Span(donor.end, sentence.end)
        led = [lead.end() for lead in reading.matches(behind, "funding", "gift", "with")]
        sums = [m for m in inside(reading.money, behind) if any(0 <= m.span.start - end <= _LED for end in led)]
        yield Payment(tuple(givers), sums[0] if sums else None, donor, sentence, "funding.donors", ahead=True)
