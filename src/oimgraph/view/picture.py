"""Quads -> what the view shows: nodes, the edges between them, and for each node its facts with their quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from oimgraph import terms

LANGUAGES = ("en", "fr", "es")
# what is shown as a fact of its owner rather than as a node
_INLINE = ("Document", "Post", "MonetaryAmount", "Class", "ConceptScheme", "ExtractionRun")
_NODE_SCHEMES = ("crime", "theme")
_EVIDENCE = (terms.ASSERTION, terms.EXCERPT)
_NAMES = (terms.PREF_LABEL, terms.LABEL, terms.TITLE, terms.ALT_LABEL)


@dataclass(frozen=True, slots=True)
class Evidence:
    quote: str
    document: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact of a node: the predicate, the object's IRI or text, and what it rests on."""

    predicate: str
    value: str
    is_node: bool
    evidence: tuple[Evidence, ...]
    term: str                           # as N-Triples write it


@dataclass
class Node:
    iri: str
    cls: str
    type: str                           # IRI of the class
    labels: dict[str, str]              # by language, "" where the name has none
    aliases: tuple[str, ...]
    facts: list[Shown] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)


@dataclass
class Picture:
    nodes: dict[str, Node]
    edges: list[tuple[str, str, str]]   # subject, predicate, object
    labels: dict[str, dict[str, str]]   # of everything that is spoken of, terms included
    pages: dict[str, Page]              # by document


@dataclass(frozen=True, slots=True)
class Page:
    """Where a document stands, its date and language; "" what is not known."""

    url: str
    date: str
    language: str


def picture(quads: Iterable[ox.Quad]) -> Picture:
    """The picture of a dataset, in a fixed order."""
    about: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(set))
    stated: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    written: dict[tuple[str, str, str], str] = {}
    for quad in quads:
        start, property_, value = quad.triple
        if not isinstance(start, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue        # our graphs have neither blank nodes nor quoted triples
        subject, predicate = start.value, property_.value
        about[subject][predicate].add(value)
        if "#" in subject:
            continue        # what the words of a document are, and what is said of them
        if isinstance(graph := quad.graph_name, ox.NamedNode) and "/document/" in (document := graph.value):
            key = subject, predicate, value.value
            stated[key].add(document)
            written[key] = min(written.get(key, term := str(value)), term)
    labels = {iri: _labels(told) for iri, told in sorted(about.items())}
    nodes = {iri: _node(iri, told, labels[iri]) for iri, told in sorted(about.items()) if _is_node(iri, told)}
    edges = _fill(nodes, stated, written, _evidence(about), about)
    linked = {end for s, _, o in edges for end in (s, o)}
    nodes = {iri: node for iri, node in nodes.items() if node.facts or iri in linked}
    kept = [edge for edge in edges if edge[0] in nodes and edge[2] in nodes]
    return Picture(nodes, kept, labels, _pages(about))


def narrowed(whole: Picture, start: Collection[str], depth: int) -> Picture:
    """The part of a picture that is at most so many links away from these nodes."""
    near: dict[str, set[str]] = defaultdict(set)
    for subject, _, value in whole.edges:
        near[subject].add(value)
        near[value].add(subject)
    kept = {iri for iri in start if iri in whole.nodes}
    for _ in range(depth):
        kept |= {other for iri in kept for other in near[iri]}
    nodes = {iri: node for iri, node in whole.nodes.items() if iri in kept}
    edges = [edge for edge in whole.edges if edge[0] in kept and edge[2] in kept]
    return Picture(nodes, edges, whole.labels, whole.pages)


def _pages(about: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]]) -> dict[str, Page]:
    def first(told: dict[str, set[ox.NamedNode | ox.Literal]], predicate: str) -> str:
        return min((term.value for term in told.get(predicate, ())), default="")

    return {iri: Page(first(told, terms.SOURCE), first(told, terms.DATE), first(told, terms.LANGUAGE))
            for iri, told in sorted(about.items()) if ox.NamedNode(terms.DOCUMENT) in told.get(terms.TYPE, ())}


def _cls(told: dict[str, set[ox.NamedNode | ox.Literal]]) -> str:
    types = sorted(term.value for term in told.get(terms.TYPE, ()))
    return types[0].rpartition("#")[2].rpartition("/")[2] if types else ""


def _is_node(iri: str, told: dict[str, set[ox.NamedNode | ox.Literal]]) -> bool:
    cls = _cls(told)
    if cls == "Concept":
        return iri.removeprefix(terms.SCHEME).partition("/")[0] in _NODE_SCHEMES
    typed = any(term.value.startswith(terms.MGO) for term in told.get(terms.TYPE, ()))
    return typed and cls not in _INLINE and not {t.value for t in told[terms.TYPE]} & set(_EVIDENCE)


def _labels(told: dict[str, set[ox.NamedNode | ox.Literal]]) -> dict[str, str]:
    """The best name in each language: the preferred one, else the printed one; the longest of equals."""
    found: dict[str, str] = {}
    for predicate in _NAMES:
        forms = (term for term in told.get(predicate, ()) if isinstance(term, ox.Literal))
        for form in sorted(forms, key=lambda form: (-len(form.value), form.value)):
            found.setdefault(form.language or "", form.value)
    return found


def _node(iri: str, told: dict[str, set[ox.NamedNode | ox.Literal]], labels: dict[str, str]) -> Node:
    names = {term.value for predicate in _NAMES for term in told.get(predicate, ()) if isinstance(term, ox.Literal)}
    scheme = iri.removeprefix(terms.SCHEME).partition("/")[0] if iri.startswith(terms.SCHEME) else ""
    kind = min((term.value for term in told.get(terms.TYPE, ())), default="")
    return Node(iri, scheme.capitalize() or _cls(told), kind, labels, tuple(sorted(names)))


def _evidence(
    about: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]],
) -> dict[tuple[str, str, str], set[Evidence]]:
    found: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for told in about.values():
        if ox.NamedNode(terms.ASSERTION) not in told.get(terms.TYPE, ()):
            continue
        subject, predicate, value = (next(iter(told[p])).value for p in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT))
        for excerpt in told[terms.SUPPORTED_BY]:
            words = about[excerpt.value]
            quote, source = (next(iter(words[p])).value for p in (terms.EXACT, terms.HAS_SOURCE))
            found[subject, predicate, value].add(Evidence(quote, source))
    return found


def _fill(
    nodes: dict[str, Node],
    stated: dict[tuple[str, str, str], set[str]],
    written: dict[tuple[str, str, str], str],
    evidence: dict[tuple[str, str, str], set[Evidence]],
    about: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]],
) -> list[tuple[str, str, str]]:
    """Give each node its facts, what is inline folded into them; return the edges."""
    edges = []
    for (subject, predicate, value), documents in sorted(stated.items()):
        if subject not in nodes or predicate in (terms.TYPE, *_NAMES):
            continue
        told = tuple(sorted(evidence[subject, predicate, value], key=lambda e: (e.document, e.quote)))
        if value in nodes:
            edges.append((subject, predicate, value))
        elif predicate == terms.POST:
            held_in = sorted(term.value for term in about[value].get(terms.POST_IN, ()) if term.value in nodes)
            edges += [(subject, terms.POST_IN, organization) for organization in held_in]
        nodes[subject].documents |= documents
        text = value if value in nodes or value not in about else _inline(about, value)
        term = written[subject, predicate, value]
        nodes[subject].facts.append(Shown(predicate, text, value in nodes, told, term))
        if value in nodes:
            nodes[value].documents |= documents
    return edges


def _inline(about: dict[str, dict[str, set[ox.NamedNode | ox.Literal]]], iri: str) -> str:
    """What an entity without a node says: "chef de mission", "300000 USD"; its IRI where it has labels of its own."""
    told = about[iri]
    if terms.VALUE in told:
        return " ".join(term.value for p in (terms.VALUE, terms.CURRENCY) for term in sorted(told.get(p, ()), key=str))
    return iri
