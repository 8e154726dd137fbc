"""The page of a resource: its names, its facts with the words they rest on, what points to it, and its neighbours.

`resource_page` makes the HTML of what `told` reads; neither knows who asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.facts import Term, classes
from oimgraph.publish.evidence import Description, Quote
from oimgraph.publish.here import Here, data_block, render
from oimgraph.publish.index import NAMES, Index
from oimgraph.publish.linked import schema_org
from oimgraph.publish.neighbours import neighbours

_HIDDEN = (terms.SKOS + "definition", terms.SKOS + "topConceptOf")       # told elsewhere on the page, or twice
_ROOM = 110_000             # bytes of facts, quotes and links on one page
_FACT, _QUOTE, _LINK = 1_100, 900, 300      # what each weighs beside its own words
_SHOWN = 5                  # quotes that a fact shows; it tells how many there are
_FIRST = (terms.TYPE, *NAMES, terms.ALT_LABEL, terms.START, terms.END)
_LAST = (terms.IDENTIFIER, terms.SHA256, terms.SKOS + "inScheme", terms.SKOS + "notation", terms.ISO2, terms.ISO3,
         terms.M49)


@dataclass(frozen=True, slots=True)
class Fact:
    predicate: str
    value: Term
    quotes: tuple[Quote, ...]           # the first few
    places: int                         # how many there are

    @property
    def weight(self) -> int:
        return _FACT + 3 * len(self.value.value)


@dataclass(frozen=True, slots=True)
class Link:
    predicate: str
    subject: str


@dataclass(slots=True)
class Part:
    """What one page holds: quotes are numbered from 1 on."""

    facts: dict[str, list[Fact]] = field(default_factory=dict)      # by property
    links: dict[str, list[str]] = field(default_factory=dict)       # property -> subjects
    quotes: dict[Quote, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resource:
    iri: str
    cls: str                            # the first of its classes, as IRI
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    parts: tuple[Part, ...]


def told(index: Index, iri: str) -> Resource:
    """What a dataset says of a resource."""
    description, quotes = index.described(iri), index.quotes(iri)
    facts = tuple(_facts(description, quotes))
    links = tuple(Link(predicate, subject) for predicate, subject in index.incoming(iri))
    return Resource(iri, next(iter(classes(description)), ""), facts, links, tuple(_parts(facts, links)))


def _facts(description: Description, quotes: dict[tuple[str, Term], list[Quote]]) -> Iterator[Fact]:
    """Names that no page states stand in the page's head alone."""
    for predicate in sorted(description, key=_order):
        for value in description[predicate]:
            words = quotes.get((predicate, value), [])
            if predicate not in _HIDDEN and (words or predicate not in NAMES):
                yield Fact(predicate, value, tuple(words[:_SHOWN]), len(words))


def _order(predicate: str) -> tuple[int, str]:
    if predicate in _FIRST:
        return _FIRST.index(predicate), ""
    return (len(_FIRST) + (predicate in _LAST), predicate)


def _parts(facts: tuple[Fact, ...], links: tuple[Link, ...]) -> Iterator[Part]:
    """As many pages as are needed so that none is too heavy; at least one."""
    part, room = Part(), _ROOM
    items: tuple[Fact | Link, ...] = (*facts, *links)
    for item in items:
        new = [quote for quote in item.quotes if quote not in part.quotes] if isinstance(item, Fact) else []
        weight = item.weight + sum(_QUOTE + len(q.text.encode()) for q in new) if isinstance(item, Fact) else _LINK
        if weight > room and room < _ROOM:
            yield part
            part, room = Part(), _ROOM
        room -= weight
        if isinstance(item, Fact):
            part.facts.setdefault(item.predicate, []).append(item)
            for quote in item.quotes:
                part.quotes.setdefault(quote, len(part.quotes) + 1)
        else:
            part.links.setdefault(item.predicate, []).append(item.subject)
    yield part


def resource_page(resource: Resource, here: Here) -> str:
    """The page, or that part of it that `here` names, in its language."""
    index = here.site.index
    names = index.names(resource.iri)
    shown = here.name(resource.iri)
    also = [(text, tag) for tag, text in sorted(names.items()) if text != shown.text]
    return render(
        "resource.html", here, resource=resource, part=resource.parts[here.part - 1], parts=len(resource.parts),
        title=shown, also=also, picture=neighbours(resource, here) if here.part == 1 else None,
        linked=data_block(schema_org(resource.iri, index.described(resource.iri), here)),
        described=definitions(index.described(resource.iri), here.language),
    )


def definitions(description: Description, language: str) -> list[str]:
    """What a concept means, in the page's language."""
    return [value.value for value in description.get(terms.SKOS + "definition", [])
            if isinstance(value, ox.Literal) and value.language == language]
