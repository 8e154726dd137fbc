"""Which documents are one page: in another language (mgo:translationOf), or read twice (dcterms:isVersionOf).

Pages that share a key are one: an address that one of them has and another names as its translation, an address that
differs in the language alone (/fr/node/7, /node/7), the code of the only project of a project page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from oimgraph import terms
from oimgraph.link import Linked
from oimgraph.model import Value

_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#]+)(?:/(?:en|fr|es)(?=[/?#]|$))?(/[^#/?][^#]*?)?/?(?:#.*)?")

Row = tuple[str, str, str]                  # key, document, language


def keys(linked: Linked) -> list[Row]:
    """The keys of a page's document."""
    page = linked.page
    addresses = {page.url, *page.translations, *(copy.url for copy in page.copies)} - {""}
    told = {f"address {_address(url)}" for url in addresses if _address(url)}
    told |= {f"project {code}" for code in _codes(linked)}
    return [(key, linked.document, page.language) for key in sorted(told)]


def _address(url: str) -> str:
    """Host and path without the language; "" for a front page, which every site has."""
    found = _ADDRESS.fullmatch(url)
    return f"{found[1].lower()}{found[2]}" if found and found[2] else ""


def _codes(linked: Linked) -> set[str]:
    """The codes of a project page that tells of one project."""
    codes = [s for s in linked.statements if s.predicate in (terms.PROJECT_ID, terms.PRIMA_ID)]
    if linked.page.kind != "project-page" or len({s.subject for s in codes}) != 1:
        return set()
    return {s.object.text for s in codes if isinstance(s.object, Value)}


def relations(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """Rows in order -> document, property, document: each points to the first of its language, these to the first."""
    for _, group in groupby(sorted(rows), lambda row: row[0]):
        pages = sorted({(document, language) for _, document, language in group})
        first: dict[str, str] = {}
        for document, language in pages:
            first.setdefault(language, document)
            if first[language] != document:
                yield document, terms.IS_VERSION_OF, first[language]
            elif document != pages[0][0]:
                yield document, terms.TRANSLATION_OF, pages[0][0]
