"""IRIs are ASCII, bounded, and keep apart what differs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oimgraph.errors import InputError
from oimgraph.link.mint import (
    assertion_iri,
    check_base,
    code,
    document_key,
    excerpt_iri,
    graph_iri,
    is_registered,
    joined,
    slug,
)
from oimgraph.model import Span
from oimgraph.privacy import shows_contact

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(("text", "made"), [
    ("Bureau du procureur général", "bureau-du-procureur-general"),
    ("L’Œuvre", "l-oeuvre"),
    ("  --a__b  ", "a-b"),
])
def test_slugs_are_read_easily(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(("made", "expected"), [
    (slug("a" * 90), "a" * 90),
    (slug("a" * 91), "a" * 90 + "-9b9fe7f0"),
    (slug("a" * 89 + " b"), "a" * 89 + "-f445aa4b"),
    (slug("漢字"), "c6d297713595"),
    (joined("a" * 160), "a" * 160),
    (joined("b" * 159, "c"), "b" * 159 + "-3e282875"),
    (joined("a", "", "b"), "a-b"),
    (code("A" * 40), "A" * 40),
    (code("A" * 41), "a" * 41 + "-b7824416"),
    (code("IB 0279"), "ib-0279-912b1391"),
    (code("-IB"), "ib-83bac8b8"),
    (document_key("Mali 1"), "mali-1-3146be07"),
    (document_key("a" * 90), "a" * 90),
    (document_key("a" * 91), "a" * 90 + "-9b9fe7f0-9b9fe7f0"),
    (document_key("_a"), "a-34fb7160"),
    (document_key("x", "https://a.example.org/fr/news/accord"), "fr-news-accord-62f9d5b1"),
    (assertion_iri("https://e.org/", "<s>", "<p>", "<o>", "e"), "https://e.org/assertion/7257bda0b238ee01"),
    (graph_iri("https://e.org/", "run"), "https://e.org/graph/run"),
])
def test_what_is_made_never_changes(made: str, expected: str) -> None:
    """IRIs are promises: others link to them."""
    assert made == expected


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


@pytest.mark.parametrize(("url", "made"), [
    ("https://www.example.int/en/en-page-0080000", "en-en-page-0080000-df2f2b0b"),      # the hash begins with 19375832
    ("https://www.example.int/en/page_0041227179111", "be8a4006aa7a"),                  # a number once the "_" is gone
])
def test_no_hash_makes_a_phone_number_of_an_address(url: str, made: str) -> None:
    """No dataset may hold one: the whole build would end on it."""
    assert document_key("x", url) == made


@given(st.text("0012 3_-./aé", max_size=30))
def test_no_key_of_a_document_is_a_phone_number(path: str) -> None:
    url = f"https://www.example.org/{path}"
    assert shows_contact(url) or not shows_contact(document_key("x", url))
    assert shows_contact(path) or not shows_contact(document_key(path))


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
    "https://w3id.org/oimgraph/id/", "http://localhost:8080/", "https://example.org/~me/data/", "https://e.org/",
    "https://e.org/" + "a/" * 9, "https://e.org/" + "a" * 100 + "/", f"https://{'e' * 200}/", "http://e.org:65535/",
])
def test_bases_that_serve(base: str) -> None:
    assert check_base(base) == base


@pytest.mark.parametrize("base", [
    "", "example.org/", "https://example.org", "https://example.org/a b/", "javascript:alert(1)/", "https://e.org/é/",
    "https://e.org/?q=/", "https://e.org/#/", "https://e.org/a>/", "https://e.org/a\n/", "file:///tmp/", "https:///x/",
    "https://e.org/" + "a/" * 10, "https://e.org/" + "a" * 101 + "/", f"https://{'e' * 201}/", "http://e.org:655350/",
    "HTTPS://e.org/x/<", "https://e.org:/", "https://٣.org/",
])
def test_bases_that_are_refused(base: str) -> None:
    with pytest.raises(InputError):
        check_base(base)


def test_only_keys_of_the_register_pass_through() -> None:
    for key in ("organization/iom", "fund/iom", "place/a", "instrument/b-1", "publication/c"):
        assert is_registered(key)
    assert is_registered("organization/" + "a" * 100)
    assert not is_registered("organization/" + "a" * 101)
    assert not is_registered("organization/> <x")
    assert not is_registered("organization/iom>")
    assert not is_registered("agreement/iom")


def test_an_excerpt_is_a_fragment_of_its_document() -> None:
    assert excerpt_iri("https://e.org/document/a", Span(3, 7)) == "https://e.org/document/a#char=3,7"
