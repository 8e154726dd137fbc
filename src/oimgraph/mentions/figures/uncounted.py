"""Numbers that are no figures: planned, parts and bounds of others, room there is, people who were only asked."""

from __future__ import annotations

import re

from oimgraph.mentions.figures.counted import noun_of
from oimgraph.mentions.figures.stretches import Stretch
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.status import clause, status
from oimgraph.model import Quantity, Span

_BORDER = re.compile(r", | -|- ")
_AROUND = 45                # characters on either side of a number in which words make it a part of another
_CLOSE = 25                 # characters before it in which "the years" stands
_VERB = 40                  # characters before a number in which a verb of counting speaks of it
_GOAL = 80                  # characters before a number in which it is told to be a goal
_JOINT = 16                 # characters between that verb and the number: "and some", "près de"


def is_figure(reading: Reading, stretch: Stretch) -> bool:
    """Not what is planned or called off, unless a verb right before the number says that it was counted."""
    number = stretch.quantity
    if _is_fraction(reading, number) or _is_difference(reading, number) or _is_name(reading, number):
        return False
    if number.unit == "%" and _is_of_cost(reading, number.span):
        return False
    if _is_room(reading, stretch) or _is_range(reading, number) or _is_audience(reading, stretch):
        return False
    if _is_aimed(reading, stretch) or _is_expected(reading, stretch):
        return False
    around = _own_clause(reading, stretch)
    return is_counted(reading, stretch) or status(reading, number.span, around) not in ("planned", "cancelled")


def _own_clause(reading: Reading, stretch: Stretch) -> Span:
    """The words between commas or dashes around the number, where they tell what was done; else the clause."""
    number, wider = stretch.quantity.span, clause(reading, stretch.quantity.span)
    start = max((m.end() for m in _BORDER.finditer(reading.folded, wider.start, number.start)), default=wider.start)
    end = _BORDER.search(reading.folded, number.end, wider.end)
    own = Span(start, end.start() if end else wider.end)
    telling = reading.says(own, "figures", "verb") or reading.says(own, "status", "tense", "completed")
    return own if telling else wider


def is_counted(reading: Reading, stretch: Stretch) -> bool:
    """Whether a verb of counting or doing stands right before the number."""
    number = stretch.quantity.span
    counting = reading.words.pattern("figures", "source", "verb", "did")
    matches = counting.finditer(reading.folded, max(stretch.span.start, number.start - _VERB), number.start)
    return any(match.end() >= number.start - _JOINT for match in matches)


def _is_aimed(reading: Reading, stretch: Stretch) -> bool:
    """ "aims to reach 4,000 returnees", "needs 3 million dollars to help 40,000 people": no count but a goal."""
    number, own = stretch.quantity.span, clause(reading, stretch.quantity.span)
    before = Span(max(own.start, stretch.span.start, number.start - _GOAL), number.start)
    suffering = Span(number.end, own.end)
    return reading.says(before, "figures", "gap", "aim") and not reading.says(
        suffering, "figures", "verb", "displaced", "deaths")


def _is_expected(reading: Reading, stretch: Stretch) -> bool:
    """ "40 judges and doctors were expected": who was asked to an event."""
    return reading.says(Span(stretch.quantity.span.end, stretch.span.end), "figures", "gap", "expected")


def _is_name(reading: Reading, quantity: Quantity) -> bool:
    """ "les années 80", "Law No. 28": no count."""
    span = quantity.span
    before = Span(max(0, span.start - _CLOSE), span.start)
    round_ = quantity.value < 100 and quantity.value % 10 == 0
    keys = ("decade", "numbered") if round_ else ("numbered",)
    return right_before(reading.words.pattern("figures", "gap", *keys), reading.folded, before)


def _is_fraction(reading: Reading, quantity: Quantity) -> bool:
    """ "quatre migrants sur dix", "one in five": no counts."""
    span = quantity.span
    pattern = reading.words.pattern("figures", "part", "in_ten")
    found = pattern.finditer(reading.folded, max(0, span.start - _AROUND), span.end + _AROUND)
    return any(match.start() < span.end and span.start < match.end() for match in found)


def _is_difference(reading: Reading, quantity: Quantity) -> bool:
    """ "3 000 de plus qu'un an auparavant": no count of its own."""
    more = reading.words.pattern("figures", "part", "more")
    return not quantity.unit and bool(more.match(reading.folded, quantity.span.end + 1))


def _is_range(reading: Reading, quantity: Quantity) -> bool:
    """ "between 200 and 300": two bounds, no count."""
    before = Span(max(0, quantity.span.start - _AROUND), quantity.span.start)
    return right_before(reading.words.pattern("figures", "part", "range"), reading.folded, before)


def _is_audience(reading: Reading, stretch: Stretch) -> bool:
    """ "at which 110 people took part", "ont assisté à la projection": who was there, not who was counted."""
    number, own = stretch.quantity.span, clause(reading, stretch.quantity.span)
    around = Span(max(own.start, stretch.span.start, number.start - _AROUND), min(own.end, number.end + _AROUND))
    return not stretch.quantity.unit and reading.says(around, "figures", "gap", "attended")


def _is_of_cost(reading: Reading, number: Span) -> bool:
    """ "funded by the European Union (60 per cent)", "pays 80 per cent of the costs": who pays how much."""
    sentence = reading.sentence(number)
    if not payments(reading, sentence):
        return False
    costs = reading.words.pattern("funding", "project", "share").match(reading.folded, number.end + 1, sentence.end)
    return bool(costs) or reading.folded[number.start - 1 : number.start] == "("


def _is_room(reading: Reading, stretch: Stretch) -> bool:
    """ "can house up to 45 victims", "emploie 8 000 personnes": what there is room or work for, or who was asked."""
    number = stretch.quantity.span
    before = Span(max(reading.sentence(number).start, number.start - _AROUND), number.start)
    if right_before(reading.words.pattern("figures", "gap", "employs"), reading.folded, before):
        return noun_of(reading, stretch.quantity.span) != "migrants"
    if right_before(reading.words.pattern("figures", "gap", "one_of"), reading.folded, before):
        return not _is_told_of_all(reading, stretch)
    return right_before(reading.words.pattern("figures", "gap", "capacity", "sample"), reading.folded, before)


def _is_told_of_all(reading: Reading, stretch: Stretch) -> bool:
    """ "She is one of the 3,200 people whom the project has helped": what a relative clause tells of them all."""
    behind = Span(stretch.quantity.span.end, stretch.span.end)
    relatives = reading.matches(behind, "figures", "link", "that", "tail")
    return any(reading.says(Span(that.end(), behind.end), "figures", "verb") for that in relatives)
