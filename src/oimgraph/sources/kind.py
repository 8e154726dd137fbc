"""What kind of page this is: facts are extracted from some kinds only."""

from __future__ import annotations

import re
from functools import cache

from oimgraph.lexicon import LANGUAGES, any_of, lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.sources.layout import WRAPPED, Layout, unmarked

_DATED_TEASER = re.compile(
    r"^[ \t]{0,8}(?:\d{1,2} \w{3,12},? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})[ \t]{0,4}$", re.MULTILINE
)
_DATELINE = re.compile(r"[^\n.!?;:]{2,90}?(?:\.?\s?[-–—−]\s|\.-\s)")


def kind_of(layout: Layout, text: str) -> str:
    """A slug of scheme/document-type."""
    lines = [fold(line.strip()) for line in text[layout.title.start :].split("\n")]
    listed = [unmarked(line) for line in lines]
    if layout.fields or _count(listed, "sheet") + _labels(listed) >= 2:
        return "project-page"
    if any(_word("kinds", "statement").search(word) for word in layout.header) or _word("kinds", "titled").search(
        fold(" ".join(layout.title.of(text).split()))
    ):
        return "statement"
    if any(_word("kinds", "story").search(word) for word in layout.header) or _count(lines[:4], "byline"):
        return "story"
    if len(_DATED_TEASER.findall(text)) >= 5 or _is_information(layout, text, lines):
        return "information-page"
    return "press-release"


@cache
def _word(table: str, key: str) -> re.Pattern[str]:
    return any_of({term for code in LANGUAGES for term in lexicon(code)["page"][table][key]})


def _count(lines: list[str], opening: str) -> int:
    pattern = _word("opens", opening)
    return sum(bool(pattern.match(line)) for line in lines)


def _labels(lines: list[str]) -> int:
    """Labels of a project sheet that stand alone, with their values on the line below."""
    return sum(bool(_sheet().fullmatch(line)) for line in lines)


@cache
def _sheet() -> re.Pattern[str]:
    return any_of({term for code in LANGUAGES for terms in lexicon(code)["page"]["sheet"].values() for term in terms})


def _is_information(layout: Layout, text: str, lines: list[str]) -> bool:
    """A page that explains: no dateline, several headings between its paragraphs, nobody to contact about news."""
    first = layout.body[0].of(text) if layout.body else ""
    headings = [line for line in lines[1:] if 1 < len(line.split()) <= 9 and line[-1].isalpha()]
    wrapped = max(map(len, lines[1:]), default=0) <= WRAPPED        # hard-wrapped pages end every line without a stop
    contact = _count(lines, "contact")
    return not _DATELINE.match(first) and not contact and not wrapped and len(headings) >= 2
