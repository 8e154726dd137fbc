"""Where the pages of a site stand: what a path is made of, and the addresses between pages."""

from __future__ import annotations

import pytest

from oimgraph import terms
from oimgraph.link.mint import digest
from oimgraph.publish.paths import Paths, anchor, class_path, cut, file_of, is_web, link, step

ID, SCHEME = terms.ID, terms.SCHEME


@pytest.mark.parametrize(("iri", "path"), [
    (f"{ID}organization/iom", "id/organization/iom/"), (f"{ID}project/IB.0279", "id/project/IB.0279/"),
    (f"{SCHEME}status/signed", "scheme/status/signed/"), (f"{ID}a", "id/a/"), (f"{ID}a/b/c/d/e/f", "id/a/b/c/d/e/f/"),
    (f"{ID}{'a' * 200}", f"id/{'a' * 200}/"), (f"{ID}reindex/page-x", "id/reindex/page-x/"),
    (f"{ID}indexes/page-1st", "id/indexes/page-1st/"),
])
def test_an_iri_is_its_path(iri: str, path: str) -> None:
    assert Paths([iri], ID)[iri] == path


@pytest.mark.parametrize("iri", [
    "urn:x", "https://elsewhere.example/id/x", ID, f"{ID}a/", f"{ID}a//b", f"{ID}../a", f"{ID}a/..", f"{ID}.a",
    f"{ID}a.", f"{ID}a..b", f"{ID}-a", f"{ID}_a", f"{ID}a b", f"{ID}a%2Fb", f"{ID}a#b", f"{ID}a\n", f"{ID}é",
    f"{ID}a/b/c/d/e/f/g", f"{ID}{'a' * 201}", f"{ID}index", f"{ID}a/index.html", f"{ID}a/Index.fr.html",
    f"{ID}a/page-2", f"{ID}page-22.es.html",
])
def test_what_is_no_path_gets_a_hash(iri: str) -> None:
    assert Paths([iri], ID)[iri] == f"id/other/{digest(iri, 16)}/"


def test_no_two_share_a_page_where_small_letters_are_large_ones() -> None:
    large, small, mixed = (f"{ID}project/{code}" for code in ("IB.0279", "ib.0279", "Ib.0279"))
    paths = Paths([small, mixed, large], ID)
    assert dict(paths) == {large: "id/project/IB.0279/", small: f"id/other/{digest(small, 16)}/",
                           mixed: f"id/other/{digest(mixed, 16)}/"}
    assert len(paths) == 3


@pytest.mark.parametrize(("cls", "path"), [
    (f"{terms.MGO}Project", "class/Project/"), ("https://schema.org/Person", "class/Person/"),
    ("https://e.org/a#b/c", "class/c/"), (f"https://e.org/{'a' * 200}", f"class/{'a' * 200}/"),
])
def test_a_class_has_a_folder(cls: str, path: str) -> None:
    assert class_path(cls) == path


@pytest.mark.parametrize("cls", [
    "https://e.org/", "https://e.org/..", "https://e.org/a b", f"https://e.org/{'a' * 201}",
])
def test_a_class_without_such_a_name_gets_a_hash(cls: str) -> None:
    assert class_path(cls) == f"class/{digest(cls, 16)}/"


@pytest.mark.parametrize(("language", "part", "file"), [
    ("en", 1, "a/index.html"), ("fr", 1, "a/index.fr.html"), ("en", 2, "a/page-2.html"),
    ("es", 12, "a/page-12.es.html"),
])
def test_a_page_has_a_file_for_each_language_and_part(language: str, part: int, file: str) -> None:
    assert file_of("a/", language, part) == file
    assert part > 1 or file_of("a/", language) == file


@pytest.mark.parametrize(("path", "there", "address"), [
    ("", "site.css", "site.css"), ("class/", "site.css", "../site.css"),
    ("id/country/TGO/", "id/a/index.html", "../../../id/a/index.html"),
])
def test_files_are_linked_from_where_the_page_stands(path: str, there: str, address: str) -> None:
    assert link(path, there) == address


def test_a_step_is_made_of_texts() -> None:
    assert step("Côte d’Ivoire", "", "2014") == "cote-d-ivoire-2014"


@pytest.mark.parametrize(("iri", "name"), [
    (f"{terms.MGO}status", "status"), ("https://schema.org/funder", "schema:funder"), ("urn:x", ":urn:x"),
])
def test_a_term_is_told_under_its_name(iri: str, name: str) -> None:
    assert anchor(iri) == name


@pytest.mark.parametrize("address", ["http://e.org", "https://e.org/a?b=c&d#e", "HTTPS://E.ORG/é"])
def test_addresses_that_a_link_may_have(address: str) -> None:
    assert is_web(address)


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://e.org/<b>",
    "https://e.org/ x", "//e.org", "vbscript:x", " https://e.org", "", "https://", "https://e.org\n", 'https://e.org/"x',
    "https://e.org/'x", "https://e.org/`x", "https://e.org/a\\b", "https://e.org/{x}", "xhttps://e.org",
])
def test_addresses_that_no_link_has(address: str) -> None:
    assert not is_web(address)


@pytest.mark.parametrize(("text", "short"), [("abcd", "abcd"), ("abcde", "abc…"), ("ab cde", "ab…"), ("", "")])
def test_a_text_is_cut(text: str, short: str) -> None:
    assert cut(text, 4) == short
