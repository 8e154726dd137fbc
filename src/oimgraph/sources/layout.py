"""Where a text dump's title, fields and body stand. Only spans are drawn; the text itself is never altered.

Dialects (any may lack any part): navigation that ends at "- 2030 Agenda", or header words, then the title; on project
pages a block of label/value lines; the body; contact lines, from which on nothing belongs to the page's statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from oimgraph.lexicon import LANGUAGES, any_of, lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.model import Field, Span, characters

WRAPPED = 80                # characters of the longest line of a page whose lines are cut to a width
_TITLE_LEAST, _TITLE_WIDTH = 20, 400    # characters; a line that is longer is a page without line breaks
_TITLE_END = re.compile(r" {2}| - |[.!?] ")
_LABEL_WORDS = 8            # no label of a field is longer
_CONTACT_WIDTH = 160        # no name, post or address below a contact line is longer; prose is
_MARKER = re.compile(r"-?\s?2030 agenda")
_BULLET = re.compile(r"\s{0,8}[•*-]\s{0,4}")
_MARKS = frozenset("-•*")       # alone on their line they open a field of a list
_CONTACT_DATA = re.compile(
    r"[\w.+-]@[\w-]|mailto:|\btel(?:efono|ephone)?\b\.?\s{0,2}(?:direct)?\s{0,2}:|\+\d[\d\s().-]{7,20}"
)
_RESIDUE = re.compile(r"\"{2}\s{0,3}(?:target|title|class|style|href)=|</?[a-z]{1,12}>|^[\"'<>/=\s]{1,20}$")
_DATE_LINE = re.compile(
    r"\d{1,2}[ /.-](?:\w{3,12}|\d{1,2})(?: de)?,?[ /.-](?:de )?\d{4}"
    r"|\w{3,12} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|date publish:? ?.{0,40}"
)


@dataclass(frozen=True, slots=True)
class Layout:
    title: Span
    body: tuple[Span, ...]
    fields: tuple[Field, ...]
    header: tuple[str, ...]     # header words, folded: they tell the kind
    dated: str                  # the line that holds the date of publication, "" without one
    visible: int                # characters of the page's own words; as many should be kept


@dataclass(frozen=True, slots=True)
class Line:
    span: Span                  # without the white space around it
    folded: str


def lay_out(text: str) -> Layout | None:
    """The layout of a dump; None when nothing stands after the navigation."""
    lines = _lines(text)
    start = _navigation(lines)
    header: list[str] = []
    while start < len(lines) and (not lines[start].folded or _is(lines[start], "line", "header")):
        header += [lines[start].folded] if lines[start].folded else []
        start += 1
    if start == len(lines):
        return None
    lines[start : start + 1] = _parted(lines[start])
    last = start + _runs_on(lines[start:])
    fields, after = _fields(lines, last + 1)
    contact = _contact(lines, after)
    kept, dated = _body(lines[:contact], after)
    visible = characters(*(line.span.of(text) for line in _own(lines, start, contact)))
    return Layout(lines[start].span.to(lines[last].span), tuple(kept), tuple(fields), tuple(header), dated, visible)


def _parted(line: Line) -> list[Line]:
    """A line that is too long for a title, as what may be one and the rest: a page without line breaks."""
    if len(line.folded) <= _TITLE_WIDTH:
        return [line]
    opening = line.folded[:_TITLE_WIDTH]
    end = _TITLE_END.search(opening, _TITLE_LEAST)
    cut = end.end() if end else opening.rfind(" ") + 1 or _TITLE_WIDTH
    title, rest, at = opening[:cut].rstrip(), line.folded[cut:].lstrip(), line.span
    title = title.removesuffix(" -")
    return [Line(Span(at.start, at.start + len(title)), title), Line(Span(at.end - len(rest), at.end), rest)]


def _runs_on(lines: list[Line]) -> bool:
    """Whether the title goes on in the second line: it fills its line, where a page's lines are cut to a width, and the
    second line ends before its own would be full, without a stop."""
    width = max((len(line.folded) for line in lines[1:]), default=0)
    if len(lines) < 3 or width > WRAPPED or not lines[1].folded or lines[1].folded[-1] in ".:!?":
        return False
    return _is_full(lines[0], lines[1], width) and not _is_full(lines[1], lines[2], width)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    word = following.folded.partition(" ")[0]
    return bool(word) and len(line.folded) + 1 + len(word) > width


def _navigation(lines: list[Line]) -> int:
    """The line behind the navigation: the marker that ends it; of a menu without one the last entry."""
    marked = [number for number, line in enumerate(lines, 1) if _MARKER.fullmatch(line.folded)]
    menu = (number for number, line in enumerate(lines, 1) if _is_menu(line))
    opened = bool(lines) and lines[0].folded == "-"
    return marked[-1] if marked else max(menu, default=0) if opened else 0


def _is_menu(line: Line) -> bool:
    return _BULLET.match(line.folded) is not None and _is(Line(line.span, unmarked(line.folded)), "line", "menu")


def _lines(text: str) -> list[Line]:
    found, offset = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        begin = offset + (len(raw) - len(raw.lstrip()) if stripped else 0)
        found.append(Line(Span(begin, begin + len(stripped)), fold(stripped)))
        offset += len(raw) + 1
    return found


def _is(line: Line, table: str, key: str) -> bool:
    return bool(_pattern(table, key).fullmatch(line.folded))


def _opens(line: Line, key: str) -> bool:
    return bool(_pattern("opens", key).match(line.folded))


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    """The words of all languages: pages mix them."""
    return any_of({term for code in LANGUAGES for term in lexicon(code)["page"][table][key]})


def _label(line: Line) -> str:
    """The words of a field label, without its bullet; "" when the line is no known label."""
    words = unmarked(line.folded)
    return words if _field_labels().fullmatch(words) else ""


def unmarked(line: str) -> str:
    """A folded line without its bullet."""
    return _BULLET.sub("", line, count=1)


def _unknown_label(lines: list[Line], index: int) -> str:
    """The words of a label that nobody knows: marked like the others, with a value and then a known label behind it."""
    line, behind = lines[index], lines[index + 1 : index + 5]
    marked = _BULLET.match(line.folded) or lines[index - 1].folded in _MARKS
    if not marked or len(behind) < 2 or not behind[0].folded or len(line.folded.split()) > _LABEL_WORDS:
        return ""
    following = next((other for other in behind[1:] if other.folded and other.folded not in _MARKS), None)
    return unmarked(line.folded) if following and _label(following) else ""


@cache
def _field_labels() -> re.Pattern[str]:
    return any_of({term for code in LANGUAGES for terms in lexicon(code)["page"]["fields"].values() for term in terms})


def _fields(lines: list[Line], start: int) -> tuple[list[Field], int]:
    """The block of labels and values, and the line after it. A label that is followed by another has no value."""
    fields: list[Field] = []
    index = after = start
    while index < len(lines):
        line = lines[index]
        if not line.folded or line.folded in _MARKS:
            index += 1
        elif label := _label(line) or (fields and _unknown_label(lines, index)):
            value = lines[index + 1] if index + 1 < len(lines) else None
            has_value = value is not None and value.folded not in _MARKS and bool(value.folded) and not _label(value)
            index += 2 if has_value else 1
            end = line.span.end
            fields.append(Field(Span(end - len(label), end), value.span if value and has_value else Span(end, end)))
            after = index
        else:
            break
    return fields, after


def _contact(lines: list[Line], start: int) -> int:
    """The line from which on contact lines stand; the number of lines when there are none."""
    return next((i for i in range(start, len(lines)) if _opens(lines[i], "contact")), len(lines))


def _body(lines: list[Line], start: int) -> tuple[list[Span], str]:
    """Runs of lines that belong to the body, cut where a line does not, and the dated line above it."""
    spans: list[Span] = []
    dated, joined = "", False
    for index, line in enumerate(lines[start:], start):
        if not line.folded:
            continue
        above = not spans
        if above and _DATE_LINE.fullmatch(line.folded):
            dated, joined = line.folded, False
        elif _is_foreign(line) or (above and _is_tag(lines, index)):
            joined = False
        elif joined:
            spans[-1] = spans[-1].to(line.span)
        else:
            spans.append(line.span)
            joined = True
    return spans, dated


def _own(lines: list[Line], start: int, contact: int) -> Iterator[Line]:
    """The lines that are the page's own words: a long one below the contact line is, whether it was kept or not."""
    for index, line in enumerate(lines[start:], start):
        if index != contact and (index < contact or len(line.folded) > _CONTACT_WIDTH) and not _is_foreign(line):
            yield line


@lru_cache(1 << 10)          # asked twice of each line
def _is_foreign(line: Line) -> bool:
    """Contact data, boilerplate, captions and left-over markup: not words of the page itself."""
    return bool(
        line.folded in _MARKS
        or _CONTACT_DATA.search(line.folded)
        or _RESIDUE.search(line.folded)
        or _opens(line, "boilerplate")
        or _is(line, "line", "caption")
        or _is(line, "opens", "byline")
    )


def _is_tag(lines: list[Line], index: int) -> bool:
    """A topic line under the title: a few words alone between blank lines, without a full stop or colon."""
    words = lines[index].folded
    alone = not lines[index - 1].folded and index + 1 < len(lines) and not lines[index + 1].folded
    return alone and len(words.split()) <= 5 and words[-1].isalpha() and ":" not in words

