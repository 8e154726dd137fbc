"""Sums without a verb of their own: "…, Germany EUR 48 million and Italy EUR 22 million", a list of pledges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oimgraph.mentions.funding.givers import are_bodies, coordinated, giver_chain, opens_aside
from oimgraph.mentions.funding.paying import Payment, only_iom
from oimgraph.mentions.funding.sums import is_filler, is_side_by_side
from oimgraph.mentions.reading import Reading, inside
from oimgraph.model import Span

_BULLET = re.compile(r"[-•*] {0,4}")
_BRACKETS = re.compile(r" ?\([^()]{1,40}\)")
_LED = 30                   # characters before a sum in which "with" or "thanks to" stands
_ITEMS = 12                 # items of a list before one
_GIVING = (("pays", "sum"), ("paid", "sum"), ("gift", "help"), ("gift", "donors"))      # what opens a list of gifts


def behind(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "… y con 4 millones de pesos del Gobierno de …": one more sum with its giver behind, in a sentence of giving."""
    words, folded = reading.words, reading.folded
    trigger = next(reading.matches(sentence, "funding", "paid", "item", "sum"), None)
    receiver = words.pattern("funding", "gift", "receiver")
    for money in inside(reading.money, sentence):
        opening = words.pattern("funding", "gift", "from").match(folded, money.span.end + 1, sentence.end)
        told = opening and not receiver.fullmatch(opening[0])
        givers = giver_chain(reading, opening.end(), sentence.end) if opening and told else []
        agent = opening and words.pattern("funding", "paid", "agent").fullmatch(opening[0])
        given = found or (trigger and trigger.end() <= money.span.start) or (are_bodies(givers) and not agent)
        given = given or (not agent and _is_led(reading, money.span, sentence))
        if opening and givers and not only_iom(givers) and given:
            yield Payment(tuple(givers), money, Span(money.span.start, opening.end()), sentence, "funding.shared")


def _is_led(reading: Reading, money: Span, sentence: Span) -> bool:
    """ "built with USD 250,000 from Norway": a sum that is the means of something, not found on people."""
    near = Span(max(sentence.start, money.start - _LED), money.start)
    leads = reading.matches(near, "funding", "gift", "before")
    led = any(is_filler(reading, Span(lead.end(), near.end)) for lead in leads)
    return led and not reading.says(sentence, "funding", "gift", "found")


def beside(reading: Reading, sentence: Span, found: list[Payment]) -> Iterator[Payment]:
    """ "…, Germany EUR 48 million and Italy EUR 22 million": giver and sum side by side, sharing the verb before."""
    if not any(payment.money for payment in found):
        return
    for before, money in pairwise(inside(reading.money, sentence)):
        between = Span(before.span.end, money.span.start)
        start = reading.folded.rfind(";", between.start, between.end) + 1
        givers = coordinated(reading, reading.of_kind("Country", "Organization", within=between))
        item = giver_chain(reading, start, money.span.start)[-1:] if start else []
        for giver in (*givers[-1:], *item):
            if _is_gapped(reading, Span(giver.span.end, money.span.start)):
                words = between if "," not in reading.fold(between).strip(" ,;") else money.span
                yield Payment((giver,), money, words, sentence, "funding.shared", ahead=True)
                break


def _is_gapped(reading: Reading, between: Span) -> bool:
    """Whether only the verb is missing between a giver and its sum: "Malta the remaining", "X, through Y,"."""
    aside = _BRACKETS.match(reading.folded, between.start, between.end)
    bare = Span(aside.end() if aside else between.start, between.end)
    rest = reading.words.pattern("funding", "gift", "rest").fullmatch(reading.fold(bare).strip())
    comma = reading.folded.startswith(", ", bare.start) and reading.folded.endswith(", ", bare.start, bare.end)
    inserted = comma and opens_aside(reading, bare.start + len(", "), bare.end)
    return bool(rest) or inserted or is_side_by_side(reading, between)


def listed(reading: Reading, sentence: Span, _: list[Payment]) -> Iterator[Payment]:
    """ "Pledges were made: – Germany, through KfW, EUR 28 million for …;": an item of a list that tells of giving."""
    if not _is_introduced(reading, sentence):
        return
    bullet = _BULLET.match(reading.folded, sentence.start)
    for money in list(inside(reading.money, sentence))[:1]:
        givers = giver_chain(reading, bullet.end() if bullet else sentence.start, money.span.start)
        between = Span(givers[-1].span.end, money.span.start) if givers else sentence
        if givers and _is_gapped(reading, between):
            yield Payment(tuple(givers), money, between, sentence, "funding.listed")


def _is_introduced(reading: Reading, item: Span) -> bool:
    """Whether the sentence stands in a list that opens with words of giving and a colon."""
    number = reading.number(item)
    for earlier in reversed(reading.sentences[max(0, number - _ITEMS) : number]):
        if reading.folded[earlier.end - 1] == ":":
            return any(reading.says(earlier, "funding", *key) for key in _GIVING)
        if not _BULLET.match(reading.folded, earlier.start) and reading.folded[earlier.end - 1] != ";":
            return False
    return False
