"""What the sieve passes over holds no match: on real pages, on texts made of terms, and for any pattern at all."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oimgraph.lexicon import LANGUAGES, Lexicon, any_of, lexicon
from oimgraph.lexicon.needles import needles
from oimgraph.mentions import read_page
from oimgraph.model import Span
from oimgraph.shards.run import gazetteers
from oimgraph.sources import read

HERE = Path(__file__).parent
PAGES = [*sorted((HERE / "gold").glob("*.txt"))[::6], *sorted((HERE.parent / "examples").glob("*.txt"))]


@pytest.mark.parametrize(("pattern", "told"), [
    ("(?:was |were )?signed|inked", {"signed", "inked"}),
    ("agree(?:d|ment)s?", {"agreed", "agreement"}),
    (r"\w+ of the (?:accord|treaty)", {" of the accord", " of the treaty"}),
    ("gr[ae]y", {"gray", "grey"}),
    ("(?<=no )(?:longer)+(?= valid)", {"longer"}),
    (r"\d+|any", set()),
    ("(?:maybe)?", set()),
    ("(?i)signed", set()),
    ("", set()),
])
def test_needles(pattern: str, told: set[str]) -> None:
    assert needles(pattern) == told


def keys(words: Lexicon) -> list[tuple[str, ...]]:
    tables = [(file, table) for file in words.files for table in words[file]]
    return [*tables, *((*table, key) for table in tables for key in words[table[0]][table[1]])]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_the_same_with_and_without_the_sieve(path: Path) -> None:
    reading = read_page(read(path), gazetteers())
    passed_over = 0
    for key in keys(reading.words):
        pattern = reading.words.pattern(*key)
        every = [m.span() for s in reading.sentences for m in pattern.finditer(reading.folded, s.start, s.end)]
        assert [match.span() for match in reading.stated(*key)] == every, key
        assert [match.span() for s in reading.sentences for match in reading.matches(s, *key)] == every, key
        assert any(reading.says(sentence, *key) for sentence in reading.sentences) == bool(every), key
        for half in (Span(s.start, (s.start + s.end) // 2) for s in reading.sentences):
            assert reading.says(half, *key) == bool(pattern.search(reading.folded, half.start, half.end)), key
        passed_over += len(reading.sentences) - len(reading.telling(*key))
    assert passed_over > len(keys(reading.words)) * len(reading.sentences) / 2


@cache
def terms() -> list[str]:
    return sorted({term for language in LANGUAGES for key in keys(lexicon(language))
                   for term in lexicon(language)[key[0]][key[1]].get(key[-1], ()) if needles(term)})


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_a_term_matches_holds_a_needle(data: st.DataObject) -> None:
    term = data.draw(st.sampled_from(terms()))
    text = data.draw(st.from_regex(term))
    for match in re.finditer(term, text):
        assert any(needle in match[0] for needle in needles(term))


literal = st.text("abc ", min_size=1, max_size=3)
part = st.recursive(
    literal | st.sampled_from(["[ab]", "[^a]", r"\w", ".", r"\b", "(?=a)", "(?<!b)", "[a-c]"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,3}", "*?"]))
        .map(lambda two: f"(?:{two[0]}){two[1]}"),
    ), max_leaves=12)


@settings(max_examples=500, deadline=None)
@given(st.sets(part, min_size=1, max_size=3), st.text("abcd ", max_size=24))
def test_any_pattern_finds_nothing_without_its_needles(parts: set[str], text: str) -> None:
    pattern = any_of(parts)
    needed = needles(pattern.pattern)
    for match in pattern.finditer(text):
        assert not needed or any(needle in match[0] for needle in needed)
