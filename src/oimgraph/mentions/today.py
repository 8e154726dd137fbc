"""What relative dates mean on a page that tells when it was written: "this year", "in May", "today", "on Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from oimgraph.mentions.reading import Reading, inside
from oimgraph.model import Moment, Span

_DAY = len("2022-10-03")
_WEEK = 7
_BESIDE = 3                 # characters between a weekday and its date: "Friday (6/5)"


def written_on(reading: Reading) -> str:
    """The day on which the page was written, by its data or its dateline; "" where neither tells the year."""
    if reading.page.published or not reading.dateline:
        return reading.page.published
    return next((m.start for m in inside(reading.moments, reading.dateline) if len(m.start) == _DAY and not m.end
                 and m.start[0] != "-"), "")


def year(reading: Reading, ago: int = 0) -> str:
    """The year in which the page was written, or one so many years before; "" where it does not tell."""
    today = written_on(reading)
    return str(int(today[:4]) - ago) if today else ""


def dated(reading: Reading, day: str) -> str:
    """A month or a day without a year ("--05", "--05-31") as the last such that was not yet to come; else as it is."""
    today = written_on(reading)
    if not today or not day.startswith("--"):
        return day
    ago = day[2:] > today[5 : 5 + len(day) - 2]
    return f"{int(today[:4]) - ago}-{day[2:]}"


def relative_days(reading: Reading, within: Span) -> Iterator[Moment]:
    """ "Today", "yesterday" and bare weekdays, each as the last such day that a dated dateline had seen."""
    issued = next(inside(reading.moments, reading.dateline), None) if reading.dateline else None
    if issued is None or issued.end:
        return
    for match in reading.matches(within, "events", "date", "today"):
        yield Moment(Span(*match.span()), issued.start)
    if len(issued.start) == _DAY and issued.start[0] != "-":
        today = date.fromisoformat(issued.start)
        for match in reading.matches(within, "events", "date", "yesterday"):
            yield Moment(Span(*match.span()), str(today - timedelta(days=1)))
        yield from _weekdays(reading, within, today)


def is_relative(reading: Reading, day: Moment) -> bool:
    """Whether a whole day is told by the page's own, as by "yesterday" and "on Friday": the words hold no figure."""
    return not day.start.startswith("--") and not any(map(str.isdigit, reading.fold(day.span)))


def _weekdays(reading: Reading, within: Span, today: date) -> Iterator[Moment]:
    """Weekdays without a date beside them."""
    names = reading.words["dates"]["words"]["weekday"]
    for match in reading.matches(within, "dates", "words", "weekday"):
        dated = Span(match.start(), match.end() + _BESIDE)
        if not any(m.span.overlaps(dated) for m in reading.moments):
            ago = (today.weekday() - names.index(match[0])) % _WEEK
            yield Moment(Span(*match.span()), str(today - timedelta(days=ago)))
