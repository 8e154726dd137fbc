"""JSON-LD with its context inside: one object per resource, sorted. A reader fetches nothing.

Where assertions are among the triples, each stands inside the resource that it is about, with its words inside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.compact import base_of, relative
from oimgraph.graph.facts import Term, by_subject, classes, facts
from oimgraph.resources import folder

Json = dict[str, Any]
Described = dict[str, dict[str, list[Term]]]
_STRING = terms.XSD + "string"
_ASSERTIONS = "assertions"
_EVIDENCE_CONTEXT = {
    "oa": terms.OA,
    _ASSERTIONS: {"@reverse": "rdf:subject", "@container": "@set"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id", "@container": "@set"},
    "rule": {"@id": "mgo:rule", "@container": "@set"},
    "confidence": {"@id": "mgo:confidence", "@type": "xsd:decimal", "@container": "@set"},
    "supportedBy": {"@id": "mgo:supportedBy", "@type": "@id", "@container": "@set"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id", "@container": "@set"},
    "hasBody": {"@id": "oa:hasBody", "@type": "@id", "@container": "@set"},
    "hasTarget": {"@id": "oa:hasTarget", "@type": "@id", "@container": "@set"},
    "hasSelector": {"@id": "oa:hasSelector", "@type": "@id", "@container": "@set"},
    "exact": {"@id": "oa:exact", "@container": ["@language", "@set"]},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger", "@container": "@set"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger", "@container": "@set"},
}
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The facts of a dataset, merged over its documents."""
    return to_jsonld(facts(quads))


def merged_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of all graphs."""
    return to_jsonld(quad.triple for quad in quads)


def to_jsonld(triples: Iterable[ox.Triple]) -> bytes:
    """These triples, one object per subject, what rests on quotes with its quotes."""
    described = by_subject(triples)
    quoting = any(terms.HAS_SOURCE in told or terms.SUPPORTED_BY in told for told in described.values())
    writer = _Writer(base_of([*described]), described, _EVIDENCE_CONTEXT if quoting else {})
    graph = [writer.resource(subject) for subject in sorted(described) if not writer.nested(subject)]
    whole = {"@context": writer.context(), "@graph": graph}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def shipped_context() -> Json:
    """What stands in ontology/context.jsonld: a flat context of prefixes and of terms for properties."""
    held = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    if not isinstance(held, dict):
        raise DataError("ontology/context.jsonld is not one flat context")
    return held


class _Writer:
    """Terms as JSON-LD. A value stands under its property's short name where the context's definition fits it, else
    written out under the property's prefixed name: nothing is lost where a page says more than the context expects."""

    def __init__(self, base: str, described: Described, more: Json) -> None:
        self._base, self._described = base, described
        self._context = shipped_context() | more
        self._prefixes = {value: name for name, value in self._context.items() if isinstance(value, str)}
        defined = {name: value for name, value in self._context.items() if isinstance(value, dict) and "@id" in value}
        self._terms = {self._expanded(value["@id"]): (name, value) for name, value in defined.items()}
        self._about: dict[str, list[str]] = {}
        for iri, told in sorted(described.items()):
            if self.nested(iri) and terms.SUBJECT in told:
                self._about.setdefault(told[terms.SUBJECT][0].value, []).append(iri)

    def context(self) -> Json:
        return {**self._context, "@base": self._base}

    def nested(self, iri: str) -> bool:
        """An assertion stands in the one resource that it is about; an excerpt in every assertion that it supports."""
        told = self._described[iri]
        if terms.ASSERTION in classes(told):
            about = told.get(terms.SUBJECT, [])
            return len(about) == 1 and about[0].value in self._described and about[0].value != iri
        return terms.EXCERPT in classes(told) and iri in self._quoted

    @cached_property
    def _quoted(self) -> set[str]:
        return {value.value for told in self._described.values() if terms.ASSERTION in classes(told)
                for value in told.get(terms.SUPPORTED_BY, [])}

    def resource(self, iri: str) -> Json:
        written: Json = {"@id": self._iri(iri)}
        inside = self.nested(iri)
        for predicate, values in self._described[iri].items():
            if predicate == terms.TYPE:
                written["@type"] = [self._iri(value.value) for value in values]
            elif predicate == terms.SUPPORTED_BY:
                written["supportedBy"] = [self._excerpt(value) for value in values]
            elif not (inside and predicate == terms.SUBJECT):
                for value in values:
                    self._add(written, predicate, value)
        if iri in self._about:
            written[_ASSERTIONS] = [self.resource(assertion) for assertion in self._about[iri]]
        return {name: written[name] for name in sorted(written)}

    def _excerpt(self, value: Term) -> Json:
        known = isinstance(value, ox.NamedNode) and value.value in self._described and self.nested(value.value)
        return self.resource(value.value) if known else self._full(value)

    def _add(self, written: Json, predicate: str, value: Term) -> None:
        name, definition = self._terms.get(predicate, ("", {}))
        by_language = "@language" in definition.get("@container", [])
        if isinstance(value, ox.Literal) and value.language and name and by_language:
            written.setdefault(name, {}).setdefault(value.language, []).append(value.value)
        elif name and not by_language and definition.get("@type", "") == self._kind(value):
            plain = self._iri(value.value) if isinstance(value, ox.NamedNode) else value.value
            written.setdefault(name, []).append(plain)
        else:
            written.setdefault(self._iri(predicate), []).append(self._full(value))

    def _kind(self, value: Term) -> str | None:
        """What a definition's @type must be for the value to stand as a bare string; "" for none."""
        if isinstance(value, ox.NamedNode):
            return "@id"
        if value.language:
            return None
        return "" if value.datatype.value == _STRING else self._iri(value.datatype.value)

    def _full(self, value: Term) -> Json:
        if isinstance(value, ox.NamedNode):
            return {"@id": self._iri(value.value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        kind = self._kind(value)
        return {"@value": value.value, "@type": kind} if kind else {"@value": value.value}

    def _iri(self, iri: str) -> str:
        """With a prefix of the context, or as seen from the base, or whole."""
        namespace = next((space for space in self._prefixes if iri.startswith(space)), "")
        local = iri.removeprefix(namespace)
        if namespace and _LOCAL.fullmatch(local):
            return f"{self._prefixes[namespace]}:{local}"
        return relative(iri, self._base) or iri

    def _expanded(self, written: str) -> str:
        prefix, _, local = written.partition(":")
        return next((space for space, name in self._prefixes.items() if name == prefix), f"{prefix}:") + local
