"""IRIs are ASCII, bounded, and keep apart what differs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oimgraph.errors import InputError
from oimgraph.link.mint import check_base, code, document_key, excerpt_iri, is_registered, joined, slug
from oimgraph.model import Span

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(("text", "made"), [
    ("Bureau du procureur général", "bureau-du-procureur-general"),
    ("L’Œuvre", "l-oeuvre"),
    ("  --a__b  ", "a-b"),
])
def test_slugs_are_read_easily(text: str, made: str) -> None:
    assert slug(text) == made


@given(ANY_TEXT)
def test_a_slug_is_bounded_ascii_and_never_empty(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", slug(text))


@given(ANY_TEXT, ANY_TEXT)
def test_texts_without_latin_letters_keep_slugs_of_their_own(one: str, other: str) -> None:
    assert slug("漢字" + one) == slug("漢字" + one)
    assert slug("漢" * 3) != slug("字" * 3)
    assert slug("a" * 200 + one) == slug("a" * 200 + other) or one != other


@given(ANY_TEXT, ANY_TEXT)
def test_two_stems_never_share_a_key_not_even_without_case(one: str, other: str) -> None:
    assert one == other or document_key(one).lower() != document_key(other).lower()


@pytest.mark.parametrize(("stem", "made"), [
    ("000_9d7e0775145712c1", "000_9d7e0775145712c1"),
    ("fr-atelier-dakar", "fr-atelier-dakar"),
])
def test_a_plain_stem_is_the_key(stem: str, made: str) -> None:
    assert document_key(stem) == made


def test_the_same_path_on_two_sites_gives_two_keys() -> None:
    one, other = (document_key("x", f"https://{site}.example.org/fr/news/accord") for site in ("mali", "niger"))
    assert one != other
    assert one.startswith("fr-news-accord-")


def test_a_long_key_is_cut_and_still_told_apart() -> None:
    one, other = joined(*["part"] * 99, "a"), joined(*["part"] * 99, "b")
    assert len(one) < 180
    assert one != other


def test_project_codes_stay_as_printed_and_others_become_slugs() -> None:
    assert code("IB.0279") == "IB.0279"
    assert re.fullmatch(r"[a-z0-9-]+", code("IB 0279/<x>"))


@pytest.mark.parametrize("base", [
    "https://w3id.org/oimgraph/id/", "http://localhost:8080/", "https://example.org/~me/data/",
])
def test_bases_that_serve(base: str) -> None:
    assert check_base(base) == base


@pytest.mark.parametrize("base", [
    "", "example.org/", "https://example.org", "https://example.org/a b/", "javascript:alert(1)/", "https://e.org/é/",
    "https://e.org/?q=/", "https://e.org/#/", "https://e.org/a>/", "https://e.org/a\n/", "file:///tmp/", "https:///x/",
])
def test_bases_that_are_refused(base: str) -> None:
    with pytest.raises(InputError):
        check_base(base)


def test_only_keys_of_the_register_pass_through() -> None:
    assert is_registered("organization/iom")
    assert not is_registered("organization/> <x")
    assert not is_registered("agreement/iom")


def test_an_excerpt_is_a_fragment_of_its_document() -> None:
    assert excerpt_iri("https://e.org/document/a", Span(3, 7)) == "https://e.org/document/a#char=3,7"
