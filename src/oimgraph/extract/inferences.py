"""Dates that a page does not state but leaves no choice about: kept apart from what it states, marked by their rule.

"Wednesday (10/01)" on a page that names 2017 at the latest: of 2017 and 2018 only one has a Wednesday on that day. The
stated date stays --01-10; the whole date is said with a property of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import status
from oimgraph.model import Fact, Moment, Span, Value

RULES = ("date.inferred",)

_PREDICATES = (terms.START, terms.SIGNED_ON)
_BESIDE = 16                # characters between a weekday and its date: "mardi dernier, le 5 juin"
_JOINED = re.compile(r"(?!\w)[^.;:\d]*")
_NEAR = timedelta(days=182)     # a page tells of days that are nearer to it than to the same day of another year


def inferred(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """For each day and month without a year: the only date that it can be."""
    for fact in facts:
        stated = fact.object if fact.predicate in _PREDICATES else None
        if not isinstance(stated, Value) or stated.datatype != "gMonthDay":
            continue
        moment = next((m for m in inside(reading.moments, fact.span) if m.start == stated.text), None)
        if moment and (day := _only(reading, moment)):
            weekday = _weekday(reading, moment)
            span = moment.span if weekday is None else weekday[1].to(moment.span)
            yield Fact(fact.subject, terms.INFERRED_DATE, Value(day.isoformat(), "date"), RULES[0], span)


def _only(reading: Reading, moment: Moment) -> date | None:
    """The date, if just one fits its weekday and the page's own date, or else the years that the page names."""
    weekday, published = _weekday(reading, moment), reading.page.published
    if published:
        own = date.fromisoformat(published)
        days = [day for day in _days(moment, own.year - 1, own.year + 1) if abs(day - own) < _NEAR]
    elif weekday and (latest := _latest(reading)):
        days = [day for day in _days(moment, int(latest[:4]), int(latest[:4]) + 1) if day.isoformat() >= latest]
    else:
        return None
    fitting = [day for day in days if weekday is None or day.weekday() == weekday[0]]
    return fitting[0] if len(fitting) == 1 else None


def _days(moment: Moment, first: int, last: int) -> Iterator[date]:
    """The day and month in these years; 29 February only in leap years."""
    month, day = int(moment.start[2:4]), int(moment.start[5:])
    for year in range(first, last + 1):
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _weekday(reading: Reading, moment: Moment) -> tuple[int, Span] | None:
    """The day of the week right before a date, 0 for Monday, and where it stands."""
    start, folded = moment.span.start, reading.folded
    found = None
    for number, name in enumerate(reading.words["dates"]["words"]["weekday"]):
        at = folded.rfind(name, max(0, start - _BESIDE - len(name)), start)
        between = folded[at + len(name) : start]
        if at >= 0 and not folded[at - 1 : at].isalnum() and _JOINED.fullmatch(between):
            found = (number, Span(at, at + len(name)))
    return found


def _latest(reading: Reading) -> str:
    """The latest date that the page tells of as past: years of plans and of what is yet to come tell nothing."""
    plans = [mention.span for mention in reading.of_kind("PolicyInstrument")]
    told = [
        moment.start
        for moment in reading.moments
        if moment.start[0] != "-" and not any(plan.overlaps(moment.span) for plan in plans)
        and status(reading, moment.span) != "planned"
    ]
    return max(told, default="")
