"""JSON-LD with its context inside: one flat object per resource, sorted. A reader fetches nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.compact import base_of, relative
from oimgraph.graph.facts import Term, by_subject, facts
from oimgraph.resources import folder

Json = dict[str, Any]
_STRING = terms.XSD + "string"
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """The facts of a dataset, merged over its documents."""
    return to_jsonld(facts(quads))


def to_jsonld(triples: Iterable[ox.Triple]) -> bytes:
    """These triples, one object per subject."""
    described = by_subject(triples)
    writer = _Writer(base_of([*described]))
    graph = [writer.resource(subject, described[subject]) for subject in sorted(described)]
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

    def __init__(self, base: str) -> None:
        self._base = base
        context = shipped_context()
        self._prefixes = {value: name for name, value in context.items() if isinstance(value, str)}
        defined = {name: value for name, value in context.items() if isinstance(value, dict)}
        self._terms = {self._expanded(value["@id"]): (name, value) for name, value in defined.items()}

    def context(self) -> Json:
        return {**shipped_context(), "@base": self._base}

    def resource(self, iri: str, description: dict[str, list[Term]]) -> Json:
        written: Json = {"@id": self._iri(iri)}
        for predicate, values in description.items():
            if predicate == terms.TYPE:
                written["@type"] = [self._iri(value.value) for value in values]
                continue
            for value in values:
                self._add(written, predicate, value)
        return {name: written[name] for name in sorted(written)}

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
