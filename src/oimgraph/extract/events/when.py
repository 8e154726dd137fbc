"""When an event begins and ends, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.extract.events.asides import asides
from oimgraph.extract.events.scope import closes
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import datatype_of, right_before
from oimgraph.mentions.today import days_told
from oimgraph.model import Fact, Mention, Moment, Span, Value

_LEAD = 40                  # characters before a year in which it is said to be the time of the event
_PARTICIPLE = 80            # characters before a date in which it is told what happened then
_ADVERBS = 2                # words between the participle and the date
_AGENT = 8                  # and where it is told who acted
_BY = " {by}"
_NEAR = 6                   # words between "ends" and the date
_BESIDE = 1                 # words between "ends" and "today"
_LONGEST = 60               # days: what lasts longer is a project
_RELATIVE = "event.date.relative"
_DAYS = {"day": 1, "week": 7}


def dates(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    told = asides(reading, mention)
    free = [m for m in inside(reading.moments, around)
            if m.end != ".." and not any(aside.covers(m.span) for aside in told)
            and not in_dateline(reading, m.span) and not _is_of_other(reading, m)]
    held = [m for m in free if not _is_first_plan(reading, m)]
    free = held or free
    days = [m for m in free if len(m.start) != len("2014") or m.start.startswith("--")]
    years = [m for m in free if (_is_led(reading, m) or (m.end and reading.folded[m.span.start].isalpha()))
             and not _is_deadline(reading, m)]
    if not free:
        yield from _of_late(reading, mention, around)
    for moment in (days or years)[:1]:
        ends = not moment.end and (_closes_then(reading, mention, moment) or _is_end(reading, moment, around))
        yield _fact(reading, mention, terms.END if ends else terms.START, moment.start)
        if moment.end:
            yield _fact(reading, mention, terms.END, moment.end)


def _is_first_plan(reading: Reading, moment: Moment) -> bool:
    """ "The course, initially planned for March, took place in May"."""
    before = Span(max(0, moment.span.start - _LEAD), moment.span.start)
    return right_before(reading.words.pattern("events", "date", "first_plan"), reading.folded, before)


def _is_led(reading: Reading, moment: Moment) -> bool:
    """ "In 2014", "au premier trimestre de 2014"; not "the 2014 report"."""
    before = Span(max(0, moment.span.start - _LEAD), moment.span.start)
    return right_before(reading.words.pattern("events", "date", "in_year"), reading.folded, before)


def _is_deadline(reading: Reading, moment: Moment) -> bool:
    """ "Will train 40 officers before the end of 2018": by then they are to be trained, no event ends with the year."""
    before = Span(max(0, moment.span.start - _LEAD), moment.span.start)
    return right_before(reading.words.pattern("events", "date", "deadline"), reading.folded, before)


def _closes_then(reading: Reading, mention: Mention, moment: Moment) -> bool:
    """ "At the end of the visit, on 3 May"; "of the visit paid in May" tells when it was."""
    between = Span(mention.span.end, max(mention.span.end, moment.span.start))
    return closes(reading, mention) and not reading.says(between, "events", "date", "held")


def _is_end(reading: Reading, moment: Moment, around: Span) -> bool:
    words, folded = reading.words, reading.folded
    before = list(words.pattern("events", "date", "end").finditer(folded, around.start, moment.span.start + 1))
    near = before and len(folded[before[-1].end() : moment.span.start].split()) <= _NEAR
    return bool(near or words.pattern("events", "date", "last").match(folded, moment.span.end + len(", ")))


def _is_of_other(reading: Reading, moment: Moment) -> bool:
    """ "Adopted in 2012", "signed by both states in May": the date of a law or a body that the clause names."""
    start = max(0, moment.span.start - _PARTICIPLE)
    found = list(reading.words.pattern("events", "date", "other").finditer(reading.folded, start, moment.span.start))
    between = Span(found[-1].end(), moment.span.start) if found else Span(0, 0)
    told = reading.says(between, "events", "date", "held") or reading.says(between, "status", "tense")
    agent = reading.words.shape(_BY).match(reading.folded, between.start)
    near = len(reading.fold(between).split()) <= (_AGENT if agent else _ADVERBS)
    return bool(found) and near and not told


def _of_late(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """ "Today", "yesterday"; "yesterday and today" are beginning and end."""
    told = sorted(days_told(reading, around), key=lambda day: day.start)
    if told:
        first, last = told[0], told[-1]
        ends = closes(reading, mention) or _ends_then(reading, around, first)
        yield _fact(reading, mention, terms.END if ends else terms.START, first.start, _RELATIVE)
        if last.start != first.start:
            yield _fact(reading, mention, terms.END, last.start, _RELATIVE)


def _ends_then(reading: Reading, around: Span, day: Moment) -> bool:
    """ "Concluded today in Lima", "hoy finaliza": the word of ending stands beside the day, not "opened yesterday and
    lasts until Friday"."""
    ends = [Span(*match.span()) for match in reading.matches(around, "events", "date", "end")]
    gaps = (Span(min(end.end, day.span.end), max(end.start, day.span.start)) for end in ends)
    return any(len(reading.fold(gap).split()) <= _BESIDE for gap in gaps)


def _fact(reading: Reading, mention: Mention, bound: str, date: str, rule: str = "event.date") -> Fact:
    return Fact(mention.entity, bound, Value(date, datatype_of(date)), rule, reading.sentence(mention.span))


def in_dateline(reading: Reading, span: Span) -> bool:
    return bool(reading.dateline and reading.dateline.covers(span))


def lengths(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    for length in inside(reading.quantities, around):
        days = int(length.value * _DAYS.get(length.unit, 0))
        often = reading.words.pattern("events", "date", "often").match(reading.folded, length.span.end + 1)
        if 0 < days <= _LONGEST and not often and not length.span.overlaps(mention.span):
            value = Value(str(days), "integer")
            yield Fact(mention.entity, terms.DURATION_DAYS, value, "event.days", reading.sentence(mention.span))
