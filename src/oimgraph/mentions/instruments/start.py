"""Where the name of an instrument begins: in English what qualifies the noun stands before it."""

from __future__ import annotations

import re

from oimgraph.mentions.instruments.grammar import name_grammar
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_BEFORE = 90                # characters before a noun in which its name begins
_SMALL = re.compile(r"(?:[\w'-]{1,40} ){1,6}$")
_OWNER = re.compile(r"'s? (?=[\w(])")
_WORD = re.compile(r"[\w()'.&-]{1,40} ")


def name_start(reading: Reading, head: Span, floor: int) -> int:
    """In English what qualifies the head stands before it: "Trafficking in Persons Report", "work plan"."""
    rules, text = name_grammar(reading.words.language), reading.page.text
    if not rules.bare:
        return head.start
    floor = max(floor, head.start - _BEFORE)
    if text[head.start].isupper():
        found = rules.capitals.search(reading.cased[floor : head.start])
        start = _without_opening(reading, floor + found.start(), head.start) if found else head.start
        return _with_change(reading, start, floor)
    found = _SMALL.search(reading.folded[floor : head.start])
    return _after_determiner(reading, floor + found.start(), head.start) if found else head.start


def _with_change(reading: Reading, start: int, floor: int) -> int:
    """ "revised Criminal Code": what was changed is another one."""
    changed = reading.words.pattern("instruments", "name", "changed")
    words = [match for match in changed.finditer(reading.folded, floor, start) if match.end() == start - 1]
    return words[-1].start() if words else start


def _without_opening(reading: Reading, start: int, end: int) -> int:
    """Without the article, the owner ("Samoa's") and the issuing body before it."""
    rules = name_grammar("en")
    owner = [match.end() for match in _OWNER.finditer(reading.folded[start:end])]
    start += owner[-1] if owner else 0
    while start < end:
        word = _WORD.match(reading.folded, start)
        first = reading.folded[start : word.end() - 1] if word else ""
        halved = reading.text(Span(start - 1, start)) in ("-", "–", "/")      # "2017–2021 National Strategy"
        inner = rules.inner.match(reading.folded, start + len(first) + 1)
        dated = bool(word) and first.isdigit() and (halved or inner is not None)
        opening = dated or any(pattern.fullmatch(first) for pattern in (rules.determiners, rules.fresh, rules.stop))
        if not word or not (opening or rules.inner.match(reading.folded, start)):
            break
        start = word.end()
    return start


def _after_determiner(reading: Reading, start: int, end: int) -> int:
    """The words from the determiner on; where there is none, those that qualify such nouns as a rule."""
    rules = name_grammar("en")
    words = [(m.start() + start, m[0]) for m in re.finditer(r"[\w'-]+", reading.folded[start:end])]
    kept = end
    for at, word in reversed(words):
        owner = word.endswith(("'s", "s'"))
        if owner or rules.determiners.fullmatch(word) or rules.fresh.fullmatch(word):
            return kept
        if rules.stop.fullmatch(word) or word.endswith("ly"):
            break
        kept = at
    kept = end
    for at, word in reversed(words):
        if not rules.premodifiers.fullmatch(word):
            break
        kept = at
    return kept
