"""What stands with the name of an instrument: the number or date of a law, the period of a plan."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from oimgraph.lexicon import lexicon
from oimgraph.mentions.reading import Reading

_YEAR = r"(?:19|20)\d\d"
_DESIGNATIONS = 3           # number, date, year: no law has more


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language)["instruments"]["date"]
    of, number, to = (_one_of(words[key]) for key in ("of", "number", "to"))
    before = _one_of((*words["period"], *words["behind"]))
    return (
        re.compile(     # "006/PR/2018", "001-2015-JUS"
            rf",? (?:{number} ?)?\d{{1,6}}(?:[./-]\d{{1,6}}|[-/][a-z]{{1,4}}(?=[ ,.;)/-])){{0,4}}(?![\w%])"
        ),
        re.compile(rf",? (?:{of} )?(?=\d|[a-z]{{3,10}} \d)"),
        re.compile(rf",? (?:\((?:{before} )?|{before} )?({_YEAR})(?: ?{to} ?({_YEAR}|\d\d(?!\d)))?\)?(?!\w)"),
    )


def _one_of(terms: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(terms, key=lambda term: (-len(term), term))) + ")"


def designation(reading: Reading, at: int, limit: int) -> int:
    """Where the number and date end that begin right here: "n° 2010-023 du 5 mai 2010", "26.364", ", de 2014"."""
    number, of, _ = _patterns(reading.words.language)
    for _ in range(_DESIGNATIONS):
        joined, numbered = of.match(reading.folded, at, limit), number.match(reading.folded, at, limit)
        opened = joined and (joined[0].strip(" ,") or reading.folded[joined.end()].isdigit())   # not "Act since 2009"
        dated = _dated(reading, joined.end()) if joined and opened else 0
        step = max(dated, numbered.end() if numbered else 0)         # "loi 2015-012" bears no date
        if not step:
            break
        at = step
    return at


def _dated(reading: Reading, at: int) -> int:
    """The end of the date with a year that begins here, 0 when none does."""
    index = bisect_left(reading.moments, at, key=lambda moment: moment.span.start)
    moment = reading.moments[index] if index < len(reading.moments) else None
    return moment.span.end if moment and moment.span.start == at and not moment.start.startswith("--") else 0


def period(reading: Reading, at: int, limit: int) -> tuple[str, str, int]:
    """Start and end year of the period that stands right here, and where it ends: "2016-2020", "for 2012 to 2015"."""
    match = _patterns(reading.words.language)[2].match(reading.folded, at, limit)
    if not match or not match[2]:
        return "", "", at
    end = match[2] if len(match[2]) == len(match[1]) else match[1][:2] + match[2]
    return (match[1], end, match.end()) if match[1] <= end else ("", "", at)
