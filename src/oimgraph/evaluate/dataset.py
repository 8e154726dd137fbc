"""A dataset as it is compared: its graphs, and what is looked up across them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.evaluate.vocabulary import CLASSES, SUPERCLASS, iri


class Lit(NamedTuple):
    value: str
    tag: str                            # language or datatype


Term = str | Lit                        # an IRI or blank node is a plain string
Triple = tuple[str, str, Term]
Description = dict[str, list[Term]]     # of a subject in a graph: predicate -> objects


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Lit(term.value, term.language or term.datatype.value)
    return getattr(term, "value", str(term))


class Dataset:
    """The graphs of a file, with what is looked up across them: documents, superclasses, evidence."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.graphs: dict[str, dict[str, Description]] = defaultdict(dict)
        for quad in quads:
            named = (quad.subject, quad.predicate, quad.graph_name)
            subject, predicate, graph = (getattr(term, "value", str(term)) for term in named)
            self.graphs[graph].setdefault(subject, {}).setdefault(predicate, []).append(_term(quad.object))
        self.subjects: dict[str, list[Description]] = defaultdict(list)
        self.pages: dict[str, list[tuple[int, str, str]]] = defaultdict(list)     # name or stem -> graph, document
        self.assertions: dict[tuple[Term, ...], list[str]] = defaultdict(list)    # triple -> those about it
        self.declared: set[str] = set()
        for name, graph in self.graphs.items():
            for subject, description in graph.items():
                self.subjects[subject].append(description)
                self._note(name, subject, description)

    def _note(self, graph: str, subject: str, description: Description) -> None:
        types = description.get(terms.TYPE, [])
        if iri("mgo:Document") in types:
            for identifier in description.get(iri("dcterms:identifier"), []):
                file = PurePosixPath(identifier.value if isinstance(identifier, Lit) else identifier)
                for key in {file.name, file.stem}:
                    self.pages[key].append((-len(self.graphs[graph]), graph, subject))
        if iri("mgo:Assertion") in types:
            parts = (description.get(iri(f"rdf:{part}"), [""])[0] for part in ("subject", "predicate", "object"))
            self.assertions[tuple(parts)].append(subject)
        if any(re.search(r"[/#]\w*(Class|Property)$", str(cls)) for cls in types):
            self.declared.add(subject)

    @cache
    def values(self, subject: str, predicate: str) -> list[Term]:
        """What any graph says, in a fixed order."""
        told = self.subjects.get(subject, ())
        return sorted({o for description in told for o in description.get(predicate, ())}, key=repr)

    @cache
    def texts(self, subject: str, *predicates: str) -> list[str]:
        return [o.value for predicate in predicates for o in self.values(subject, predicate) if isinstance(o, Lit)]

    @cache
    def ancestors(self, cls: str) -> frozenset[str]:
        """A class with its superclasses, those the dataset declares and those of SUPERCLASS."""
        found, queue = {cls}, [cls]
        while queue:
            parents = {str(parent) for parent in self.values(queue[0], iri("rdfs:subClassOf"))}
            if (short := CLASSES.get(queue.pop(0))) in SUPERCLASS:
                parents.add(iri("mgo:" + SUPERCLASS[short]))
            queue += sorted(parents - found)
            found |= parents
        return frozenset(found)

    @cache
    def excerpts(self, triple: Triple) -> dict[Term, set[str]]:
        """What supports a triple, by source ("" where none is given)."""
        found: dict[Term, set[str]] = defaultdict(set)
        for assertion in self.assertions.get(triple, ()):
            for excerpt in map(str, self.values(assertion, iri("mgo:supportedBy"))):
                for source in self.values(excerpt, iri("oa:hasSource")) or [""]:
                    found[source].add(excerpt)
        return found

    def evidenced(self, triples: list[Triple], document: str, text: str) -> bool:
        return any(self._is_exact(excerpt, text) for triple in triples for source in (document, "")
                   for excerpt in self.excerpts(triple).get(source, ()))

    def _is_exact(self, excerpt: str, text: str) -> bool:
        try:
            exact, start, end = (self.texts(excerpt, iri(f"oa:{name}"))[0] for name in ("exact", "start", "end"))
            quoted = text[int(start):int(end)]
        except (IndexError, ValueError):
            return False
        return iri("mgo:Excerpt") in self.values(excerpt, terms.TYPE) and exact == quoted != ""

    def rules(self, triple: Triple, document: str) -> set[str]:
        """The rules by which the document states it."""
        assertions = [a for a in self.assertions.get(triple, ()) for x in self.values(a, terms.SUPPORTED_BY)
                      if document in self.values(str(x), terms.HAS_SOURCE)]
        return {rule for assertion in assertions for rule in self.texts(assertion, terms.RULE)}
