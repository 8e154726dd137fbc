"""The loader of the lexicon: terms as they are matched, and what is no term."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from oimgraph.errors import DataError
from oimgraph.lexicon import LANGUAGES, _read, any_of, lexicon

CODE = sorted(path for room in ("mentions", "extract") for path in (ROOT / "src" / "oimgraph" / room).rglob("*.py"))
SMALL = {word for language in LANGUAGES for terms in lexicon(language)["grammar"]["word"].values()
         for term in terms for word in re.findall(r"[a-z]{2,}", term)}
NO_WORD = re.compile(r"\[[^\]]*\]|\(\?P<\w+>|\\[a-zA-Z]|\{[^{}]*\}")       # what in a pattern is no word of a text


def read(tmp_path: Path, terms: str) -> tuple[str, ...]:
    file = tmp_path / "words.toml"
    file.write_text(f"[table]\nkey = {terms}\n", encoding="utf-8")
    return _read(file)["table"]["key"]


@pytest.mark.parametrize(("written", "term"), [
    ("a signé", "a signe"), ("accord*", r"accord\w*"), ("(?:de )*la", "(?:de ){0,8}la"),
    ("(?:de )+la", "(?:de ){1,8}la"),
    ("=Été", "Été"), (r"\d{4}", r"\d{4}"),
])
def test_terms_as_they_are_matched(tmp_path: Path, written: str, term: str) -> None:
    assert read(tmp_path, f"['{written}']") == (term,)


@pytest.mark.parametrize(("terms", "fault"), [
    ("['(a)']", "capturing group"), ("['(a']", "unterminated"), (r"['\W']", "upper-case escape"),
    ("[' ']", "not a term"), ("[1]", "not a term"), ("1", "words.toml"), ("[", "words.toml"),
])
def test_what_is_no_term_is_told_with_its_file(tmp_path: Path, terms: str, fault: str) -> None:
    with pytest.raises(DataError, match=r"/words\.toml: ") as raised:
        read(tmp_path, terms)
    assert fault in raised.value.what


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(DataError, match="no lexicon for the language 'de'"):
        lexicon("de")


def test_terms_are_matched_as_whole_words_the_longest_first() -> None:
    pattern = any_of({"a", "a b"})
    assert [match[0] for match in pattern.finditer("a b ab a")] == ["a b", "a"]
    assert not any_of(set()).search("")


@pytest.mark.parametrize(("language", "text"), [
    ("en", ", and the "), ("fr", " et l'"), ("fr", ", et "), ("es", " e "), ("es", ", y la "),
])
def test_small_words_of_a_language_stand_in_braces(language: str, text: str) -> None:
    joined = lexicon(language).shape(",? {and}{the}?")
    assert joined.fullmatch(text)
    assert lexicon(language).shape(",? {and}{the}?") is joined
    assert not joined.fullmatch(text.rstrip(" '"))


def test_a_small_word_that_the_language_lacks_is_nowhere() -> None:
    assert not lexicon("en").shape("{contracted}").search("au du al del ")
    with pytest.raises(KeyError):
        lexicon("en").shape("{no-such-word}")


def _patterns(tree: ast.Module) -> Iterator[str]:
    """The texts in code that look like patterns, docstrings aside."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said \
                and re.search(r"[|\\?{]", node.value):
            yield node.value


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_patterns_in_code_hold_no_words_of_a_language(path: Path) -> None:
    for pattern in _patterns(ast.parse(path.read_text(encoding="utf-8"))):
        words = set(re.findall(r"(?<![\w{-])[a-z]{2,}(?![\w}])", NO_WORD.sub(" ", pattern)))
        assert not words & SMALL, pattern


def test_each_small_word_is_named_in_a_pattern() -> None:
    named = {key for path in CODE for pattern in _patterns(ast.parse(path.read_text(encoding="utf-8")))
             for key in re.findall(r"\{([a-z-]+)\}", pattern)}
    assert not set(lexicon("en")["grammar"]["word"]) - named
