"""The period of a figure: the date in its own words, else the one that opens or closes its sentence for all numbers.

Dates that belong to something else give none: "fewer than in 2016", "a centre opened in 2016", the year of a law's
name; nor do those whose year the page does not tell, "between January and June". Relative ones follow from a date that
the page states: "the same year" and "the previous year" from that of the figure before, "last year" and "since
January" from the day on which the page was written; else they give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from oimgraph.mentions.figures.counted_when import dates_of, is_compared
from oimgraph.mentions.figures.series import Figure
from oimgraph.mentions.figures.stretches import said_of_all
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.today import dated, year
from oimgraph.model import Moment, Span

_NAME = re.compile(r"\s(?:\w{1,3}[\s'’])?[A-ZÀ-ÖØ-Þ]")
_BREAK = re.compile(r"[.;:]")
_YEAR = re.compile(r"\d{4}")
_MONTH = r" {the}?([^\W\d_]{3,10})(?! {of}?\d)"
_ENDS = re.compile(r"(\d{4})/(\d{4})")
_TO = " {to}[^,;:.\\d]{0,20}"       # "to", "to an estimated"
_WHOLE_YEAR = re.compile(r"(\d{4})-01(?:-01)?/\1-12(?:-31)?")
_BEHIND = 60                # characters behind a number in which its own date stands
_REACH = 45                 # characters before a date in which it is said what the date is for
_ALIKE = {"returns", "people-assisted"}     # one and the same to those who help people home
_ACTS = ("arrests", "convictions", "investigations", "prosecutions", "victims-assisted")
_HAPPENING = ("deaths", "displaced")
_PLACE = 10                 # characters of an article and the beginning of a place
_DATE = 9                   # characters of the small words before a date
_OF = 4                     # characters of " of ", " de "
_LEAD = 30                  # characters before a number or a date that opens a sentence
_UNTOLD = "?"               # there is a date, but the page does not say which

Dated = tuple[Span, str]    # where a period stands, and the period


def periods(reading: Reading, figures: Sequence[Figure]) -> Iterator[str]:
    """The period of each figure in turn, "" where the page states none."""
    told: dict[Span, str] = {}
    last = ""
    for index, figure in enumerate(figures):
        near = _nearest(_dated(reading, figure, told, last), figure.quantity.span)
        whole = (near or _shared(reading, figures, index, told, last) or _going_on(reading, figures, index, told)
                 or _told_of_event(reading, figure))
        period = _end_of(reading, figures, index, whole)
        told[figure.quantity.span] = whole
        last = period if period not in ("", _UNTOLD) and figure.stretch.link != "against" else last
        yield period.replace(_UNTOLD, "")


def _end_of(reading: Reading, figures: Sequence[Figure], index: int, period: str) -> str:
    """ "rose from 2,100 to 29,600 between 2014 and 2018": each of the two numbers is of one end of the period."""
    ends, to = _ENDS.fullmatch(period), reading.words.shape(_TO)
    pairs = [(figures[at].quantity.span, figures[at + 1].quantity.span)
             for at in (index - 1, index) if at >= 0 and at + 1 < len(figures)]
    spans = [pair for pair in pairs if to.fullmatch(reading.folded, pair[0].end, pair[1].start)]
    first = bool(spans) and spans[0][0] == figures[index].quantity.span
    return ends[1 if first else 2] if ends and spans else period


def _nearest(dated: Sequence[Dated], number: Span) -> str:
    """The date close behind the number, else the last before it, else any behind it."""
    behind = [found for found in dated if found[0].start >= number.end]
    before = [found for found in dated if found[0].start < number.start]
    if behind and (not before or behind[0][0].start - number.end <= _BEHIND):
        return behind[0][1]
    return before[-1][1] if before else ""


def _dated(reading: Reading, figure: Figure, told: dict[Span, str], last: str) -> list[Dated]:
    """The dates in the figure's own words, relative ones included, in the order of the text."""
    around, number = figure.stretch.span, figure.quantity.span
    base = told.get(figure.base.quantity.span, "") if figure.base else ""
    before = str(int(base) - 1) if _YEAR.fullmatch(base) else ""
    found = [(m.span, _written(reading, m) or _UNTOLD) for m in dates_of(reading, around, number)]
    if figure.stretch.link == "against":    # "fewer than in 2016, when there were 98,403"
        near = (m for m in reading.moments if 0 <= around.start - m.span.end <= len(", "))
        found += [(m.span, _written(reading, m) or _UNTOLD) for m in near]
    after = str(int(last) + 1) if _YEAR.fullmatch(last) else ""
    relative = {"same": last, "previous": before, "next": after, "this_year": year(reading),
                "last_year": year(reading, ago=1), "this_year_on": _open(year(reading)),
                "since_then": _open(_before(reading, figure)), "relative": ""}
    for key, period in relative.items():
        pattern = reading.words.pattern("figures", "time", key)
        spans = [Span(*match.span()) for match in pattern.finditer(reading.folded, around.start, around.end)]
        found += [(span, period or _UNTOLD) for span in spans if _is_own(reading, span, around, number)]
    found += _since_what(reading, around)
    known = [span for span, period in found if period != _UNTOLD]       # "since" in "has since" tells no more
    return sorted(one for one in found if one[1] != _UNTOLD or not any(span.covers(one[0]) for span in known))


def _before(reading: Reading, figure: Figure) -> str:
    """The last date before a figure, of its sentence or the one before, if that tells its year."""
    number = reading.number(figure.quantity.span)
    around = Span(reading.sentences[max(0, number - 1)].start, figure.quantity.span.start)
    return next((m.start for m in reversed(list(inside(reading.moments, around))) if not m.start.startswith("--")), "")


def _open(start: str) -> str:
    return f"{start}/.." if start else ""


def _shared(reading: Reading, figures: Sequence[Figure], index: int, told: dict[Span, str], last: str) -> str:
    """The period of the whole that the figure is a part of, or of the numbers it is joined to: "41 and 38 in 2014"."""
    figure = figures[index]
    if figure.base and figure.stretch.link == "part":
        return told.get(figure.base.quantity.span, "")
    if figure.stretch.link == "against":
        return ""
    sentence = reading.sentence(figure.quantity.span)
    joined = takewhile(
        lambda f: f.stretch.link in ("and", "part") and sentence.covers(f.quantity.span), figures[index + 1 :])
    for other in joined:
        if other.quantity.unit != figure.quantity.unit:     # "at 1,400, and says that 68 per cent left in 2000"
            continue
        behind = replace(other, stretch=replace(other.stretch, span=said_of_all(reading, other.stretch)))
        if dates := [period for _, period in _dated(reading, behind, told, last) if period != _UNTOLD]:
            return dates[0]
    before = (f for f in figures[:index] if sentence.covers(f.quantity.span) and f.stretch.link != "against")
    first = next(before, None)
    opened = Span(sentence.start, first.quantity.span.start) if first else sentence
    if first is None or (figure.stretch.link == "apart" and not any(inside(reading.moments, opened))):
        return ""
    return told[first.quantity.span]


def _going_on(reading: Reading, figures: Sequence[Figure], index: int, told: dict[Span, str]) -> str:
    """The year of the figure before, when the text goes on to count the same kind of thing and names no other date."""
    figure = figures[index]
    before = [f for f in figures[:index] if f.stretch.link != "against" and not f.quantity.unit]
    if not before or figure.stretch.link not in ("", "apart") or figure.quantity.unit:
        return ""
    last, year = before[-1], told[before[-1].quantity.span]
    kinds = {figure.measure, last.measure}
    alike = kinds <= _ALIKE or (len(kinds) == 1 and figure.measure in _ACTS)
    between = Span(reading.sentence(last.quantity.span).end, figure.quantity.span.start)
    near = sum(between.covers(sentence) for sentence in reading.sentences) <= 1
    since = Span(last.quantity.span.end, figure.quantity.span.start)
    other = (any(moment.start != year for moment in inside(reading.moments, between))
             or reading.says(since, "figures", "time", "this_year", "last_year"))
    return year if alike and near and _YEAR.fullmatch(year) and not other else ""


def _told_of_event(reading: Reading, figure: Figure) -> str:
    """ "In April 2020 the river left its bed. More than 31,000 people lost their homes.": when that happened."""
    sentence = reading.sentence(figure.quantity.span)
    opens = figure.quantity.span.start - sentence.start <= _LEAD
    number = reading.number(sentence)
    if figure.measure not in _HAPPENING or not opens or number <= 0 or any(inside(reading.moments, sentence)):
        return ""
    earlier = reading.sentences[number - 1]
    issue = reading.dateline if reading.dateline and earlier.overlaps(reading.dateline) else Span(0, earlier.start)
    dates = list(inside(reading.moments, Span(issue.end, earlier.end)))
    if len(dates) != 1 or dates[0].end or dates[0].span.start - issue.end > _LEAD:
        return ""
    return _written(reading, dates[0])


def _since_what(reading: Reading, around: Span) -> Iterator[Dated]:
    """ "Since January", "since its creation": a period that begins with no date of its own."""
    for match in reading.words.pattern("figures", "time", "since").finditer(reading.folded, around.start, around.end):
        dates = Span(match.start(), match.end() + _REACH)
        place = Span(match.end(), match.end() + _PLACE)
        places = reading.of_kind("Country", "Place", "Demonym", within=around)
        named = _NAME.match(reading.page.text, match.end()) or any(mention.span.overlaps(place) for mention in places)
        month = _month(reading, match.end())
        if month:
            start = dated(reading, month)
            yield Span(*match.span()), _UNTOLD if start == month else _open(start)
        elif not named and not any(moment.span.overlaps(dates) for moment in inside(reading.moments, around)):
            yield Span(*match.span()), _UNTOLD


def _month(reading: Reading, at: int) -> str:
    """The month right behind a position, without a year: "--01"."""
    word = reading.words.shape(_MONTH).match(reading.folded, at)
    key = reading.words.key("dates", "months", word[1]) if word else ""
    return f"--{key[1:]}" if key else ""


def _is_own(reading: Reading, relative: Span, around: Span, number: Span) -> bool:
    """A relative date says when the number was counted unless it is compared with, or stands in another clause."""
    between = reading.folded[number.end : relative.start]
    dated = any(0 < moment.span.start - relative.end <= _DATE or 0 < relative.start - moment.span.end <= _OF
                for moment in inside(reading.moments, around))      # "between May and July of this year"
    return "," not in between and not dated and not is_compared(reading, relative, around)


def _written(reading: Reading, moment: Moment) -> str:
    """A date with its year, else "". "Depuis sa création, en 2012": since may stand some words before its year."""
    start = dated(reading, moment.start)
    if start.startswith("--"):
        return ""
    if moment.end:
        year = _WHOLE_YEAR.fullmatch(f"{start}/{moment.end}")
        return year[1] if year else f"{start}/{dated(reading, moment.end)}"
    before = Span(max(reading.sentence(moment.span).start, moment.span.start - _REACH), moment.span.start)
    pattern = reading.words.pattern("figures", "time", "since")
    since = any(not _BREAK.search(reading.folded, match.end(), before.end)
                for match in pattern.finditer(reading.folded, before.start, before.end))
    return _open(start) if since else start
