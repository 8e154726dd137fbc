"""The loader of the lexicon: terms as they are matched, and what is no term."""

from __future__ import annotations

from pathlib import Path

import pytest

from oimgraph.errors import DataError
from oimgraph.lexicon import _read, any_of, lexicon


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
