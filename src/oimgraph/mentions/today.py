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
    issued = reading.page.published or _dateline(reading)
    return issued if _is_whole(issued) else ""


def _dateline(reading: Reading) -> str:
    """The date of the dateline; "" without one, and where it tells a period."""
    issued = next(inside(reading.moments, reading.dateline), None) if reading.dateline else None
    return issued.start if issued and not issued.end else ""


def _is_whole(day: str) -> bool:
    return len(day) == _DAY and day[0] != "-"


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


def days_told(reading: Reading, within: Span) -> Iterator[Moment]:
    """ "Today", "yesterday" and "tomorrow", by the day of the dateline."""
    issued = _dateline(reading)
    for match in reading.matches(within, "dates", "words", "today") if issued else ():
        yield Moment(Span(*match.span()), issued, relative=True)
    for key, later in (("yesterday", -1), ("tomorrow", 1)) if _is_whole(issued) else ():
        for match in reading.matches(within, "dates", "words", key):
            yield Moment(Span(*match.span()), str(date.fromisoformat(issued) + timedelta(days=later)), relative=True)


def weekdays_told(reading: Reading, within: Span) -> Iterator[Moment]:
    """Weekdays without a date beside them, each as the last such day that the dateline had seen."""
    names = reading.words["dates"]["words"]["weekday"]
    issued = _dateline(reading)
    for match in reading.matches(within, "dates", "words", "weekday") if _is_whole(issued) else ():
        dated = Span(match.start(), match.end() + _BESIDE)
        if not any(m.span.overlaps(dated) for m in reading.moments):
            today = date.fromisoformat(issued)
            ago = (today.weekday() - names.index(match[0])) % _WEEK
            yield Moment(Span(*match.span()), str(today - timedelta(days=ago)), relative=True)
