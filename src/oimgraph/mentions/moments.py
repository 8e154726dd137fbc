"""Dates and periods in words. Strict: a missing year is never guessed, an impossible date is no date.

What is relative ("today", "this year") is no date by itself: today.py tells what it means on a page that tells its own.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import cache

from oimgraph.lexicon import Lexicon, lexicon
from oimgraph.model import Moment, Span

_YEAR = r"(?:19[3-9]\d|20[0-9]\d)"


def moments(folded: str, words: Lexicon) -> tuple[Moment, ...]:
    """All dates and periods in the order of the text, the longest reading of each."""
    found = sorted(_candidates(folded, _patterns(words.language)), key=lambda m: (m.span.start, -m.span.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.span.start >= kept[-1].span.end:
            kept.append(moment)
    return tuple(kept)


def _candidates(folded: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[Moment]:
    for name, pattern in patterns.items():
        for match in pattern.finditer(folded):
            dates = _dates(match.groupdict())
            if dates:
                start, end = dates
                if name == "since":
                    end = ".."
                yield Moment(Span(match.start(), match.end()), start, end)


def _dates(parts: dict[str, str | None]) -> tuple[str, str] | None:
    """Start and end, each a partial date; None when the parts make no date."""
    last = _date(parts.get("year2") or parts.get("year"), parts.get("month2") or parts.get("month"), parts.get("day2"))
    first = _date(parts.get("year"), parts.get("month"), parts.get("day"))
    if not parts.get("year") and parts.get("year2"):
        first = _date(parts["year2"], parts.get("month") or parts.get("month2"), parts.get("day"))
    elif not parts.get("month") and parts.get("month2") and (parts.get("day") or not parts.get("year")):
        first = _date(parts.get("year") or parts.get("year2"), parts["month2"], parts.get("day"))
    if not first:
        return None
    ranged = any(parts.get(name) for name in ("day2", "month2", "year2"))
    if ranged and (not last or (len(last) == len(first) and last < first)):
        return None
    return first, (last if ranged else "")


def _date(year: str | None, month: str | None, day: str | None) -> str:
    """ "2014", "2014-08", "2014-08-05", "--08-05", "--08" or "" """
    number = _month(month) if month else 0
    if month and not number:
        return ""
    if day:
        if not number or not 1 <= int(day) <= calendar.monthrange(int(year or 2024), number)[1]:
            return ""
        return f"{year or '-'}-{number:02}-{int(day):02}"
    if not year:
        return f"--{number:02}" if number else ""
    return f"{year}-{number:02}" if number else year


def _month(written: str) -> int:
    return int(written) if written.isdigit() and 1 <= int(written) <= 12 else _months().get(written.rstrip("."), 0)


@cache
def _months() -> dict[str, int]:
    found = {}
    for language in ("fr", "en", "es"):
        for key, terms in lexicon(language)["dates"]["months"].items():
            for term in terms:
                plain = term.replace("\\.?", "")
                for form in (plain.replace("t?", "t"), plain.replace("t?", "")):
                    found[form] = int(key[1:])
    return found


def _one_of(terms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(terms, key=lambda term: (-len(term), term))) + ")"


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words = lexicon(language)["dates"]
    month = _one_of(term for terms in words["months"].values() for term in terms)
    nth = _one_of(words["words"]["ordinal"]) + "?"
    to = rf"\s?{_one_of(words['words']['to'])}\s?"
    on = rf"(?:{_one_of(words['words']['weekday'])}\s)?"
    mid = rf"{_one_of(words['words']['mid'])}?"
    since = rf"{_one_of(words['words']['since'])}\s?"
    within = _one_of(words["words"]["in"])
    of = rf"(?:\s|,\s|\s{_one_of(words['words']['of'])}\s|-)"
    undated = "".join(rf"(?<!\d\s{term}\s)" for term in words["words"]["of"])
    day, day2 = rf"(?P<day>\d{{1,2}}){nth}", rf"(?P<day2>\d{{1,2}}){nth}"
    year, year2 = rf"(?P<year>{_YEAR})", rf"(?P<year2>{_YEAR})"
    mon, mon2 = rf"(?P<month>{month})", rf"(?P<month2>{month})"
    shapes = {
        "day": rf"{day}{of}{mon}(?:{of}{year})?",
        "day range": rf"{day}(?:,\s\d{{1,2}}){{0,3}}{to}{on}{day2}{of}{mon}(?:{of}{year})?",
        "day month range": rf"{day}{of}{mon}(?:{of}{year})?{to}{on}{day2}{of}{mon2}(?:{of}{year2})?",
        "month": rf"(?<!\d\s){undated}{mid}{mon}{of}{year}",
        "month range": rf"{mon}(?:{of}{year})?{to}{mon2}{of}{year2}",
        "month alone": rf"{within}[\s']{mid}{mon}(?!{of}?{_YEAR}|[\s-]\d|{to}{month}{of}{_YEAR})",
        "months alone": rf"(?:{within}|{_one_of(words['words']['from'])})[\s']{mon}{to}{mon2}(?!{of}?{_YEAR}|[\s-]\d)",
        "year until month": rf"{_one_of(words['words']['from'])}\s{year}{to}{mon2}{of}{year2}",
        "slashed": rf"(?<=\()(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/{year})?(?=\))",
        "slashed range": r"(?<=\()(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?\s?[-a]\s?"
        r"(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?=\))",
        "since": rf"{since}(?:{day}{of})?(?:{mon}{of})?{year}",
        "years": rf"{year}\s?[-/]\s?{year2}",
        "years until": rf"{_one_of(words['words']['from'])}\s?{year}{to}{year2}",
        "year": rf"{year}",
    }
    if language == "en":
        shapes |= {
            "us day": rf"{mon}\s{day}(?:,?\s{year})?",
            "us day range": rf"{mon}\s{day}{to}{day2}(?:,?\s{year})?",
            "us month range": rf"{mon}\s{day}{to}{mon2}\s{day2}(?:,?\s{year2})?",
        }
    return {name: re.compile(rf"(?<![\w.,/-])(?:{shape})(?![\w/]|[.,]\d)") for name, shape in shapes.items()}
