"""What those who write rules ask: how often each rule fires and how often it is right, and what no rule knew."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from oimgraph.errors import Refusal
from oimgraph.extract import RULES, extract, left_open
from oimgraph.extract.fields import is_known_label
from oimgraph.lexicon import lexicon
from oimgraph.lexicon.confidence import measured
from oimgraph.mentions import read_page
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import outermost
from oimgraph.model import Fact, Page, Span
from oimgraph.shards.run import gazetteers
from oimgraph.sources import from_text, page_or_refusal
from oimgraph.sources.files import walk
from oimgraph.sources.readers import records

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMING = ("document", "organization", "person", "place", "state")      # what these say, tells no frame
_APART = 80                 # characters between two actors, of which a verb might speak


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: the cases in which it fires, its facts on the pages that were tried, and on the gold how many were
    judged and right, with the lower bound of its precision ("" for a rule that was never judged)."""

    rule: str
    cases: tuple[str, ...]
    facts: int
    judged: int
    right: int
    confidence: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What no rule knew: a label of a field, a trigger without a fact, or a word between two actors of a sentence
    without a fact; how often it stood on the pages, and on which first."""

    kind: str
    language: str
    words: str
    count: int
    document: str


def table(paths: Sequence[Path], cases: Path | None = None) -> list[Row]:
    """Every rule, in the order in which they are tried. `cases` is a folder of cases as tests/cases/facts."""
    fired = Counter(fact.rule for _, facts in _read(paths) for fact in facts)
    shown = _cases(cases) if cases else {}
    figures = measured()
    rows = []
    for rule in RULES:
        found = figures.get(rule)
        figure = (found.judged, found.right, found.confidence) if found else (0, 0, "")
        rows.append(Row(rule, tuple(shown.get(rule, ())), fired[rule], *figure))
    return rows


def facts_of(text: str, language: str = "", *, whole: bool = False) -> list[Fact]:
    """The facts of a press release's body in a language, or of a whole page with its title and fields."""
    body = Page("case", text, language, "press-release", Span(0, 0), (Span(0, len(text)),))
    return extract(read_page(from_text(text, "case", "case") if whole else body, gazetteers()))


def _cases(folder: Path) -> dict[str, list[str]]:
    """Rule -> names of the cases in which it fires."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            facts = facts_of(case["text"], case["language"], whole=case.get("whole", False))
            for rule in {fact.rule for fact in facts}:
                found.setdefault(rule, []).append(f"{path.stem}: {case['language']} {case['name']}")
    return found


def unknown(paths: Sequence[Path], most: int = 40) -> list[Unknown]:
    """What no rule knew on the pages below the paths, the most frequent first; of each kind at most so many."""
    counts: dict[tuple[str, str, str], list[str]] = {}
    for reading, facts in _read(paths):
        for kind, words in _unknown(reading, facts):
            counts.setdefault((kind, reading.page.language, words), []).append(reading.page.identifier)
    rows = [Unknown(*key, len(pages), pages[0]) for key, pages in counts.items()]
    rows.sort(key=lambda row: (row.kind, -row.count, row.language, row.words))
    return [row for kind in ("label", "trigger", "word") for row in [r for r in rows if r.kind == kind][:most]]


def _read(paths: Sequence[Path]) -> Iterator[tuple[Reading, list[Fact]]]:
    """All pages that can be read; `oimgraph build` tells which cannot, and why."""
    for path in walk(paths):
        for _, record in () if isinstance(path, Refusal) else records(path):
            page = record if isinstance(record, Refusal) else page_or_refusal(record)
            if isinstance(page, Page):
                reading = read_page(page, gazetteers())
                yield reading, extract(reading)


def _unknown(reading: Reading, facts: list[Fact]) -> Iterator[tuple[str, str]]:
    for field in reading.page.fields:
        if not is_known_label(label := reading.fold(field.label)):
            yield "label", " ".join(label.split())
    for _, word in left_open(reading, facts):
        yield "trigger", word
    told = {reading.sentence(fact.span) for fact in facts if fact.rule.partition(".")[0] not in _NAMING}
    for sentence in reading.sentences:
        if sentence not in told and sentence != reading.title:
            yield from (("word", word) for word in sorted(_between(reading, sentence)))


def _between(reading: Reading, sentence: Span) -> set[str]:
    """The words between two bodies or states of a sentence: one of them may be a verb that the lexicon lacks."""
    actors: Iterable[Span] = [m.span for m in outermost(reading.of_kind("Organization", "Country", within=sentence))]
    gaps = [reading.folded[one.end : other.start] for one, other in pairwise(actors)]
    words = {word for gap in gaps if len(gap) <= _APART for word in _WORD.findall(gap)}
    return words - _known_words(reading.page.language)


@cache
def _known_words(language: str) -> frozenset[str]:
    """Every word that a term of the language's lexicon holds."""
    words = lexicon(language)
    terms = (term for file in words.files for table in words[file].values() for key in table.values() for term in key)
    return frozenset(word for term in terms for word in _WORD.findall(term))
