"""A published site as tests read it: parsed pages, what a path selects, links that lead nowhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from conftest import ROOT
from oimgraph.graph.dataset import load

BUDGET = 200_000            # bytes of a page
VIEW = "view.html"          # which has tests of its own


@cache
def facts() -> tuple[tuple[str, str, str], ...]:
    """Subject, property and value of every quad of the examples."""
    return tuple((_text(quad.subject), quad.predicate.value, _text(quad.object)) for quad in load(ROOT / "exports"))


def values(predicate: str) -> dict[str, str]:
    """Subject -> a value of the property."""
    return {subject: value for subject, own, value in facts() if own == predicate}


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


@cache
def parsed(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes())


def select(of: Path | html.HtmlElement, path: str, **named: str) -> list[Any]:
    """What an XPath selects."""
    selected = (parsed(of) if isinstance(of, Path) else of).xpath(path, **named)
    assert isinstance(selected, list)
    return selected


def pages(folder: Path) -> list[Path]:
    """All pages but the view."""
    return [page for page in sorted(folder.rglob("*.html")) if page.name != VIEW]


@cache
def anchors(page: Path) -> frozenset[str]:
    return frozenset(select(page, "//@id"))


def broken(folder: Path, page: Path) -> list[str]:
    """The links of a page that lead to no file of the site, or to no place on it."""
    found = []
    for href in select(page, "//@href | //@src"):
        told = urlsplit(href)
        if told.scheme in {"http", "https"} or href == "data:,":
            continue
        target = (page.parent / unquote(told.path)).resolve() if told.path else page.resolve()
        inside = target.is_relative_to(folder.resolve()) and target.is_file()
        place = told.fragment if target.suffix == ".html" and target.name != VIEW else ""
        if not inside or (place and unquote(place) not in anchors(target)):
            found.append(href)
    return found
