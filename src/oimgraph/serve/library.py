"""What is known of a resource: its facts and what else names it, each with the words that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.query import base, merge
from oimgraph.query.answers import plain
from oimgraph.query.render import label
from oimgraph.resources import folder

Node = ox.NamedNode | ox.BlankNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_OF_EVIDENCE = {terms.SUBJECT, terms.OBJECT, terms.PREDICATE, terms.SUPPORTED_BY, terms.HAS_SOURCE}


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a page; `excerpt` is their IRI, `start` counts code points."""

    document: str
    start: int
    excerpt: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    subject: Node
    predicate: ox.NamedNode
    object: Object
    quotes: tuple[Quote, ...]


class Library:
    """A dataset and the vocabulary that it speaks. The dataset alone can be asked in SPARQL."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.dataset = merge(quads)
        self.base = base(self.dataset)
        self.size = sum(1 for _ in self.dataset.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        self.vocabulary = ox.Store()
        root = folder("ontology")
        for path in [root / "mgo.ttl", root / "alignments.ttl", *sorted((root / "schemes").glob("*.ttl"))]:
            self.vocabulary.extend(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))

    def name(self, iri: str, language: str) -> str:
        return label(self.dataset, iri, language) or label(self.vocabulary, iri, language)

    def facts(self, iri: str) -> list[Statement]:
        """What is said of a resource, by property; nothing where it is not known."""
        shown = self._shown(terms.SUBJECT, iri, terms.PREDICATE, terms.OBJECT)
        found = self._triples(ox.NamedNode(iri), None, None)
        return [Statement(t.subject, t.predicate, t.object, shown.get((t.predicate, t.object), ()))
                for t in sorted(found, key=str) if isinstance(t.subject, Node)]

    def naming(self, iri: str) -> list[Statement]:
        """What is said of others with this resource in it."""
        shown = self._shown(terms.OBJECT, iri, terms.PREDICATE, terms.SUBJECT)
        found = (t for t in self._triples(None, None, ox.NamedNode(iri)) if t.predicate.value not in _OF_EVIDENCE)
        ordered = sorted(found, key=lambda t: (t.predicate.value, str(t.subject)))
        return [Statement(t.subject, t.predicate, t.object, shown.get((t.predicate, t.subject), ()))
                for t in ordered if isinstance(t.subject, Node)]

    def said(self, document: str) -> list[Statement]:
        """What a page says, in the order of its text."""
        excerpts = self._subjects(terms.HAS_SOURCE, ox.NamedNode(document))
        found = [(self._quote(excerpt), assertion)
                 for excerpt in excerpts for assertion in self._subjects(terms.SUPPORTED_BY, excerpt)]
        return [Statement(subject, predicate, value, (quote,))
                for quote, assertion in sorted(found, key=lambda pair: (pair[0], str(pair[1])))
                for subject, predicate, value in [self._stated(assertion)]]

    def description(self, iri: str) -> list[ox.Triple]:
        """The triples about a resource, and those about the assertions that show them and about their excerpts."""
        own = ox.NamedNode(iri)
        told = [own, *self._subjects(terms.SUBJECT, own)]
        excerpts = [excerpt for one in told for excerpt in self._objects(one, terms.SUPPORTED_BY)]
        return sorted({triple for one in (*told, *excerpts) for triple in self._triples(one, None, None)}, key=str)

    def _shown(self, role: str, iri: str, *others: str) -> dict[tuple[Object, ...], tuple[Quote, ...]]:
        """The quotes of the assertions in which the resource plays a role, by what plays the others."""
        found: dict[tuple[Object, ...], set[Quote]] = defaultdict(set)
        for assertion in self._subjects(role, ox.NamedNode(iri)):
            key = tuple(next(iter(self._objects(assertion, other))) for other in others)
            found[key] |= {self._quote(excerpt) for excerpt in self._objects(assertion, terms.SUPPORTED_BY)}
        return {key: tuple(sorted(quotes)) for key, quotes in found.items()}

    def _stated(self, assertion: Node) -> tuple[Node, ox.NamedNode, Object]:
        subject, predicate, value = (next(iter(self._objects(assertion, role)))
                                     for role in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT))
        if not isinstance(subject, Node) or not isinstance(predicate, ox.NamedNode):
            raise TypeError(f"{assertion} states nothing")
        return subject, predicate, value

    def _quote(self, excerpt: Object) -> Quote:
        document, start, text = (min(map(plain, self._objects(excerpt, predicate)), default="")
                                 for predicate in (terms.HAS_SOURCE, terms.EXCERPT_START, terms.EXACT))
        return Quote(document, int(start or 0), getattr(excerpt, "value", ""), text)

    def _subjects(self, predicate: str, value: Object) -> list[Node]:
        found = self._triples(None, ox.NamedNode(predicate), value)
        return [triple.subject for triple in found if isinstance(triple.subject, Node)]

    def _objects(self, subject: Object, predicate: str) -> list[Object]:
        return [triple.object for triple in self._triples(subject, ox.NamedNode(predicate), None)]

    def _triples(self, s: Object | None, p: ox.NamedNode | None, o: Object | None) -> Iterator[ox.Triple]:
        """Those of the dataset, and of the vocabulary what the dataset does not have."""
        if isinstance(s, ox.Literal | ox.Triple):
            return
        everywhere = ox.DefaultGraph()
        for quad in self.dataset.quads_for_pattern(s, p, o, everywhere):
            yield quad.triple
        for quad in self.vocabulary.quads_for_pattern(s, p, o, everywhere):
            if ox.Quad(*quad.triple) not in self.dataset:
                yield quad.triple
