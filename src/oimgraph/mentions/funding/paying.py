"""One who pays, and how much: what all frames of payment have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oimgraph.mentions.funding.givers import IOM, giver_chain
from oimgraph.mentions.funding.sums import is_filler, sum_behind
from oimgraph.mentions.reading import Reading, inside
from oimgraph.model import Mention, Money, Span

WINDOW = 100                # characters between a participle or a noun for money and the giver


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


def led_from(reading: Reading, start: int, sentence: Span, table: str, key: str) -> tuple[int, list[Mention]]:
    """Where the preposition ends that leads to the givers, and these; only small words and sums may stand before it."""
    limit = min(start + WINDOW, sentence.end)
    for opening in reading.words.pattern("funding", table, key).finditer(reading.folded, start, limit):
        if not is_filler(reading, Span(start, opening.start())):
            continue
        if givers := giver_chain(reading, opening.end(), sentence.end):
            return opening.end(), givers
    return start, []


def shared_out(reading: Reading, givers: list[Mention], sums: list[Money], frame: Payment) -> Iterator[Payment]:
    """Each giver with the sum right behind it, or all together with the one that is told."""
    if not sums and (own := _respective(reading, givers, frame)):
        yield from (replace(frame, givers=(giver,), money=one) for giver, one in zip(givers, own, strict=True))
        return
    behind = {giver: sum_behind(reading, giver, frame.sentence) for giver in givers}
    if any(behind.values()) and not sums:
        for giver, money in behind.items():
            yield Payment((giver,), money, frame.words, frame.sentence, frame.rule, frame.ahead)
        return
    money = sums[0] if sums else None
    yield Payment(tuple(givers), money, frame.words, frame.sentence, frame.rule, frame.ahead)


def _respective(reading: Reading, givers: list[Mention], frame: Payment) -> list[Money]:
    """The sums of "by X and Y, with EUR 2 million and EUR 1 million respectively", one for each giver."""
    if not givers[1:] or not reading.says(frame.sentence, "funding", "gift", "shares"):
        return []
    start = givers[-1].span.end
    sums = list(inside(reading.money, Span(start, frame.sentence.end)))[: len(givers)]
    told = len(sums) == len(givers) and is_filler(reading, Span(start, sums[-1].span.start))
    return sums if told else []


def pays_again(reading: Reading, verb: Span, floor: int) -> bool:
    """Whether a verb goes on behind an aside: "X, which has given EUR 2 million, | pays for the course"."""
    comma = reading.folded.rfind(", ", floor, verb.start)
    between = reading.folded[comma + 2 : verb.start].strip() if comma >= 0 else "-"
    return not between or bool(reading.words.pattern("funding", "project", "be").fullmatch(between))


def only_iom(givers: Sequence[Mention]) -> bool:
    return all(giver.entity == IOM for giver in givers)
