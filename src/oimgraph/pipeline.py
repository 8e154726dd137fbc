"""The whole story: pages are read, their facts extracted, linked, and laid down as quads."""

from __future__ import annotations

from functools import cache

from oimgraph import terms
from oimgraph.extract import extract
from oimgraph.graph.authority import names
from oimgraph.link import Linked, link
from oimgraph.mentions import read_page
from oimgraph.mentions.gazetteer import Gazetteer
from oimgraph.model import Page


@cache
def gazetteer(language: str) -> Gazetteer:
    """The ontology's names for pages in a language."""
    return Gazetteer(names(), language)


def linked_page(page: Page, base: str = terms.ID) -> Linked:
    """One page's statements."""
    reading = read_page(page, gazetteer(page.language))
    return link(page, extract(reading), base)
