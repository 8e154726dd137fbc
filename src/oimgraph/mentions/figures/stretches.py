"""Which part of a sentence speaks of which number, where it has several: "74 victims in 2010 | and 131 in 2011"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import right_before
from oimgraph.model import Quantity, Span

_HARD = re.compile(r"[;:]")
_HEAD = re.compile(r";")
_COMMA = re.compile(r"[,(]")
_INSERTED = re.compile(r"[^,;:(]{0,25}, [^,;:(]{1,45}, ")     # "98,300 people, most of them Ethiopians, who"
_FEE = 40                   # characters before a sum in which it is told to be an average
_NEAR = 4                   # words between "against" and the number that it brings in


@dataclass(frozen=True, slots=True)
class Stretch:
    """A number and the words that speak of it alone.

    `link` is how it is joined to the number before it: "against" (74, compared with 131), "part" (80, of which 19),
    "and" (74 and 131), "apart" (74; 131 or 74 after 131 had), or "" for the first of its sentence.
    """

    quantity: Quantity
    span: Span
    link: str


def stretches(reading: Reading) -> Iterator[list[Stretch]]:
    """The numbers of each sentence of the body, lengths of time and sums of money that someone gives aside."""
    counts = sorted([*(q for q in reading.quantities if q.unit in ("", "%")), *_flows(reading)], key=lambda q: q.span)
    for sentence, numbers in groupby(counts, key=lambda count: reading.sentence(count.span)):
        if sentence != reading.title:
            yield list(_cut(reading, list(numbers), sentence))


def between_semicolons(reading: Reading, span: Span) -> Span:
    """The part of the sentence around a span that semicolons set apart."""
    sentence = reading.sentence(span)
    start = _after_last(_HEAD, reading.folded, sentence.start, span.start)
    end = reading.folded.find(";", span.end, sentence.end)
    return Span(start, sentence.end if end < 0 else end)


def said_of_all(reading: Reading, stretch: Stretch) -> Span:
    """The words behind a number that may be said of those before it as well: of a part, those behind the comma that
    closes it ("355 victims, 121 of whom had come back, were given support in 2018")."""
    start = stretch.quantity.span.end
    if stretch.link == "part":
        start = (reading.folded.find(", ", start, stretch.span.end) + 1) or stretch.span.end
    return Span(start, stretch.span.end)


def _flows(reading: Reading) -> Iterator[Quantity]:
    """Sums of money that describe the world, such as what migrants send home or pay on average: their currency is
    their unit."""
    if not reading.money:
        return
    average = reading.words.pattern("figures", "flow", "average")
    for sentence in reading.telling("figures", "flow"):
        flows = reading.says(sentence, "figures", "flow", "money")
        for money in inside(reading.money, sentence):
            before = Span(max(sentence.start, money.span.start - _FEE), money.span.start)
            if flows or right_before(average, reading.folded, before):
                yield Quantity(money.span, money.amount, money.currency)


def _cut(reading: Reading, numbers: list[Quantity], sentence: Span) -> Iterator[Stretch]:
    start, link = _after_last(_HEAD, reading.folded, sentence.start, numbers[0].span.start), ""
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        if following is None:
            tail = _tail(reading, number.span.end, sentence.end)
            yield Stretch(number, Span(start, sentence.end if tail is None else tail), link)
        else:
            border, joined = _border(reading, number.span.end, following)
            if joined == "and" and number is numbers[0] and _is_whole(reading, number, following, sentence):
                joined = "part"
            yield Stretch(number, Span(start, border), link)
            start, link = border, joined


def _is_whole(reading: Reading, number: Quantity, following: Quantity, sentence: Span) -> bool:
    """ "Of the 640 families assisted, 210 …": the first number is what the one behind a comma is a part of."""
    opening = reading.words.pattern("figures", "link", "whole").match(reading.folded, sentence.start)
    near = opening and len(reading.folded[opening.end() : number.span.start].split()) <= _NEAR
    return bool(near) and reading.folded[number.span.end : following.span.start].count(", ") == 1


def _after_last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((match.end() for match in pattern.finditer(text, start, end)), default=start)


def _border(reading: Reading, start: int, following: Quantity) -> tuple[int, str]:
    """Where the words about the next number begin, and how they are joined to those before."""
    words, folded, end = reading.words, reading.folded, following.span.start
    other = next(words.pattern("figures", "link", "other_time").finditer(folded, start, end), None)
    if other and not folded.endswith(", ", start, other.start()):
        return other.start(), "apart"
    for key, link in (("against", "against"), ("while", "against"), ("part", "part")):
        for match in words.pattern("figures", "link", key).finditer(folded, start, end):
            between = folded[match.end() : end]
            if key == "while" or (key == "part" and ", " not in between) or (
                key == "against" and len(between.split()) <= _NEAR and "," not in between):
                return match.start(), link
    behind = words.pattern("figures", "link", "of_them").match(folded, following.span.end + 1)
    if (tail := _tail(reading, start, end)) is not None:
        return tail, "part" if behind else "apart"
    joints = list(words.pattern("figures", "link", "and").finditer(folded, start, end))
    strong = [match.start() for match in joints if folded[: match.start()].rstrip().endswith(",")]
    weak = [match.start() for match in (*joints, *_COMMA.finditer(folded, start, end))]
    border = max(strong or weak or [end])
    return border, "part" if behind else "and"


def _tail(reading: Reading, start: int, end: int) -> int | None:
    """Where what is said of a number gives way to another clause: a semicolon, a colon, ", who"."""
    hard = _HARD.search(reading.folded, start, end)
    relatives = reading.words.pattern("figures", "link", "tail").finditer(reading.folded, start, end)
    found = [match.start() for match in relatives if reading.folded[start : match.start()].endswith(", ")
             and not _INSERTED.fullmatch(reading.folded, start, match.start())]
    return min([*found, *([hard.start()] if hard else [])], default=None)
