"""A document's graph, and the facts that it states about its resources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from oimgraph import terms
from oimgraph.evaluate.dataset import Dataset, Lit, Term, Triple
from oimgraph.evaluate.gold import Node
from oimgraph.evaluate.values import COUNTRY, normal
from oimgraph.evaluate.vocabulary import CLASSES, FROM_ANY_GRAPH, LABELS, MENTIONING, RELATIONS, SUPERCLASS, TABLES, iri


class Page:
    """A document's graph."""

    def __init__(self, data: Dataset, graph: str, document: str) -> None:
        self.data, self.graph, self.document = data, data.graphs[graph], document
        self.resources = {p: kind for p in sorted(self._mentioned()) if (kind := self._kind(p)) in TABLES.values()}
        self.acting: dict[str, int] = {}    # code of a country -> gold organization: the state as donor or party

    def _mentioned(self) -> Iterator[str]:
        """What the graph describes or points to, evidence aside."""
        for subject, description in self.graph.items():
            if not {iri("mgo:Assertion"), iri("mgo:Excerpt")} & set(description.get(terms.TYPE, ())):
                yield subject
                for predicate, objects in description.items():
                    yield from (o for o in objects if isinstance(o, str) and predicate.startswith(MENTIONING))

    def _kind(self, resource: str) -> str:
        if self.code(resource):
            return "Country"
        names = [CLASSES[cls] for cls in self._classes(resource)] or [""]
        return "Organization" if names[0] in {"Actor", *SUPERCLASS} else names[0]

    def _classes(self, resource: str) -> list[str]:
        """Its most specific classes of the vocabulary: those that this graph gives, else any graph."""
        for types in (self.graph.get(resource, {}).get(terms.TYPE, []), self.data.values(resource, terms.TYPE)):
            if found := {cls for one in types for cls in self.data.ancestors(str(one)) if cls in CLASSES}:
                return sorted(cls for cls in found if not any(cls in self.data.ancestors(c) for c in found - {cls}))
        return []

    def code(self, resource: str) -> str:
        return next(iter([*self.data.texts(resource, iri("mgo:iso3")), *COUNTRY.findall(resource)]), "")

    def fits(self, resource: str, node: Node) -> bool:
        """Whether each of its classes is one that gold accepts, or a subclass."""
        accepted, classes = {iri("mgo:" + cls) for cls in node.classes}, self._classes(resource)
        return bool(classes) and all(accepted & self.data.ancestors(cls) for cls in classes)

    @cache
    def labels(self, resource: str) -> frozenset[str]:
        return frozenset(map(normal, self.data.texts(resource, *LABELS))) - {""}

    def shown(self, term: Term) -> str:
        if isinstance(term, Lit):
            return term.value
        return self.code(term) or [*self.data.texts(term, *LABELS), re.split(r"[/#]", term)[-1]][0]

    @cache
    def facts(self, resource: str, kind: str) -> dict[tuple[str, Term], list[Triple]]:
        """(relation, object) -> the triples of the paths that lead there."""
        found: dict[tuple[str, Term], list[Triple]] = defaultdict(list)
        for relation, path in RELATIONS.get(kind, {}).items():
            anywhere = relation in FROM_ANY_GRAPH.get(kind, ())
            trails: list[tuple[list[Triple], Term]] = [([], resource)]
            for step in path:
                trails = [([*triples, (node, step, o)], o) for triples, node in trails if isinstance(node, str)
                          for o in self._objects(node, step, beyond=bool(triples) or anywhere)]
            for triples, term in trails:
                if relation != "unit" or self.shown(term).strip() == "%":
                    found[relation, term] += triples
        return found

    def states(self, triples: list[Triple]) -> bool:
        """Whether the document's own graph holds the triple that the path starts with."""
        return any(o in self.graph.get(s, {}).get(p, []) for s, p, o in triples)

    def stated(self, subject: str, predicate: str) -> list[Triple]:
        """The document's own triples with that subject and predicate."""
        return [(subject, predicate, value) for value in self.graph.get(subject, {}).get(predicate, [])]

    def _objects(self, subject: str, predicate: str, *, beyond: bool) -> list[Term]:
        here = self.graph.get(subject, {}).get(predicate, [])
        return here or (self.data.values(subject, predicate) if beyond else [])
