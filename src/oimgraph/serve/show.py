"""Terms and statements as people read them: names in their language, and where a link leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import short
from oimgraph.query.answers import Term, plain
from oimgraph.serve.library import Library, Quote, Statement

_KEY = 40                   # a longer IRI beside a name says no more than the link
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Cell:
    """A term: what to read, where it leads ("" for nowhere), its short IRI, the language of a text."""

    text: str
    href: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of a page, with links to where they stand there and to the page itself."""

    text: str
    href: str
    page: Cell


@dataclass(frozen=True, slots=True)
class Fact:
    subject: Cell
    predicate: Cell
    object: Cell
    quotes: tuple[Shown, ...]


class Reader:
    """Someone who reads one language."""

    def __init__(self, library: Library, language: str) -> None:
        self._library, self.language = library, language

    def cell(self, term: Term | None) -> Cell:
        if isinstance(term, ox.NamedNode):
            name, own = self._library.name(term.value, self.language), short(term.value, self._library.base)
            return Cell(name or own, self.href(term.value), own if name and len(own) <= _KEY else "")
        text = plain(term)
        return Cell(text, text if text.startswith(_WEB) else "", "",
                    term.language or "" if isinstance(term, ox.Literal) else "")

    def href(self, iri: str) -> str:
        """Where a link to the resource leads: into this server for what is ours, to the web for other addresses."""
        for namespace, path in ((self._library.base, "/id/"), (terms.SCHEME, "/scheme/"), (terms.MGO, "/ontology#")):
            if iri.startswith(namespace):
                return path + iri.removeprefix(namespace)
        return iri if iri.startswith(_WEB) else ""

    def facts(self, statements: Iterable[Statement]) -> list[Fact]:
        return [Fact(self.cell(one.subject), self.cell(one.predicate), self.cell(one.object), self._quotes(one.quotes))
                for one in statements]

    def _quotes(self, quotes: Sequence[Quote]) -> tuple[Shown, ...]:
        return tuple(Shown(quote.text, self.href(quote.excerpt), self.cell(ox.NamedNode(quote.document)))
                     for quote in quotes if quote.document)
