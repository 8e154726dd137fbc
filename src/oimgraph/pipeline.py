"""The whole story: pages are read, their facts extracted, linked, and laid down as quads."""

from __future__ import annotations

from functools import cache

from oimgraph import terms
from oimgraph.extract import extract
from oimgraph.graph.authority import names
from oimgraph.lexicon import LANGUAGES
from oimgraph.link import Linked, link
from oimgraph.mentions import read_page
from oimgraph.mentions.gazetteer import Gazetteer
from oimgraph.model import Page


@cache
def gazetteers() -> dict[str, Gazetteer]:
    """The ontology's names, for pages in each language."""
    return {language: Gazetteer(names(), language) for language in LANGUAGES}


def linked_page(page: Page, base: str = terms.ID) -> Linked:
    """One page's statements."""
    return link(page, extract(read_page(page, gazetteers())), base)
