"""Which dates of a figure's words say when it was counted: not those of comparison nor of what was signed or opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.today import dated
from oimgraph.model import Moment, Span

_OPENING = re.compile(r"[,(;:]")
_APPOSED = r"(?:{a}|{the})?[\w-]{3,20} {that}"     # "390,000 had a permit, a scheme that ended in 2018"
_REACH = 45                 # characters before a date in which it is said what the date is for
_LINK = 9                   # characters of ", en el "
_NAMED = ("PolicyInstrument", "LegalInstrument", "Publication", "Organization")


def dates_of(reading: Reading, around: Span, number: Span) -> Iterator[Moment]:
    """The dates of a span that say when something was counted."""
    named = [mention.span for mention in reading.of_kind(*_NAMED, within=reading.sentence(around))]
    for moment in inside(reading.moments, around):
        is_day = dated(reading, moment.start).startswith("--") and len(moment.start) > len("--04")
        is_name = any(name.overlaps(moment.span) for name in named)
        is_issue = reading.dateline is not None and reading.dateline.covers(moment.span)
        if not (is_day or is_name or is_issue or _is_of_another(reading, moment, around, number)):
            yield moment


def is_compared(reading: Reading, date: Span, around: Span) -> bool:
    before = Span(max(around.start, date.start - _REACH), date.start)
    return right_before(reading.words.pattern("figures", "time", "compared"), reading.folded, before)


def _is_of_another(reading: Reading, moment: Moment, around: Span, number: Span) -> bool:
    """Whether it is a year of comparison, or the date on which something was signed, opened or the like."""
    words, folded = reading.words, reading.folded
    if _is_of_disaster(reading, moment, around):
        return False
    compared = not moment.end and is_compared(reading, moment.span, around)       # "from January to May" is a period
    if compared or _is_end(reading, moment, around) or _is_aside(reading, moment, around, number):
        return True
    if _is_opening(reading, moment, number):
        return True
    start = max((m.end() for m in _OPENING.finditer(folded, around.start, moment.span.start)
                 if not _is_within(reading, m, moment)), default=around.start)
    if start <= number.start < moment.span.start:
        return False
    relative = folded[start - 1] == "," and (words.pattern("figures", "link", "tail").match(folded, start + 1)
                                             or words.shape(_APPOSED).match(folded, start + 1))
    if relative and not (moment.span.end <= number.start and "," not in folded[moment.span.end : number.start]):
        return True     # ", qui prend fin en 2014,"; not ", which in 2014 helped 300"
    founding = words.pattern("figures", "time", "founded").search(folded, start, moment.span.start)
    since = words.pattern("figures", "time", "since").search(folded, start, moment.span.start)
    return founding is not None and not (since and since.end() <= founding.start())     # "since it opened in 2015"


def _is_within(reading: Reading, opening: re.Match[str], moment: Moment) -> bool:
    """Whether a comma or a bracket opens no phrase of its own for a date: "published by the Bank (WB) in May",
    "signed in Dakar, on 17 March"."""
    between = reading.folded[opening.end() : moment.span.start]
    closed = opening[0] == "(" and ")" in between
    is_day = moment.start.count("-") > 1
    return closed or (opening[0] == "," and is_day and len(between.split()) <= 1)


def _is_aside(reading: Reading, moment: Moment, around: Span, number: Span) -> bool:
    """ "The Office, which reported the first cases in 2008, has counted 70": a relative clause before the number."""
    tail = reading.words.pattern("figures", "link", "tail")
    relatives = tail.finditer(reading.folded, around.start, moment.span.start)
    opened = any(reading.folded.endswith(", ", around.start, match.start()) for match in relatives)
    return opened and reading.folded.find(", ", moment.span.end, number.start) >= 0


def _is_of_disaster(reading: Reading, moment: Moment, around: Span) -> bool:
    """ "The cyclone, which struck in February, displaced 62,000": people suffered when it did."""
    before = Span(max(around.start, moment.span.start - _REACH), moment.span.start)
    suffered = Span(moment.span.end, around.end)
    return reading.says(before, "figures", "time", "struck") and reading.says(
        suffered, "figures", "verb", "displaced", "deaths")


def _is_opening(reading: Reading, moment: Moment, number: Span) -> bool:
    """ "In March it opened a home, in which 37 people have been helped": a date of what a relative clause goes on to
    tell of."""
    between = Span(moment.span.end, number.start)
    opened = next(reading.matches(between, "figures", "time", "founded"), None)
    relatives = reading.matches(Span(opened.end(), number.start), "figures", "link", "tail") if opened else ()
    return any("," in reading.folded[match.start() - _LINK : match.start()] for match in relatives)


def _is_end(reading: Reading, moment: Moment, around: Span) -> bool:
    """ "Up to 30 June": when counting ended, not when it was done."""
    before = Span(max(around.start, moment.span.start - _REACH), moment.span.start)
    return not moment.end and right_before(reading.words.pattern("figures", "time", "until"), reading.folded, before)
