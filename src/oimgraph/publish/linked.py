"""A resource in the words of schema.org, for the head of its page: what search engines read. The full data stand beside
the page as Turtle and JSON-LD."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.authority import descriptions
from oimgraph.graph.facts import Term
from oimgraph.publish.here import Here
from oimgraph.resources import folder

_CLOSE = (terms.CLOSE_MATCH, terms.RDFS + "subClassOf")


@cache
def types() -> dict[str, str]:
    """Class -> class of schema.org, as the alignments say; of a class without one, that of the class above it."""
    found = {q.subject.value: q.object.value.removeprefix(terms.SCHEMA)
             for q in ox.parse(path=str(folder("ontology") / "alignments.ttl"), format=ox.RdfFormat.TURTLE)
             if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.NamedNode)
             and q.predicate.value in _CLOSE and q.object.value.startswith(terms.SCHEMA)}
    for iri, told in sorted(descriptions().items()):
        above = [value.value for value in told.get(terms.RDFS + "subClassOf", [])]
        if iri not in found and (known := next((found[cls] for cls in above if cls in found), "")):
            found[iri] = known
    return found


def schema_org(iri: str, described: dict[str, list[Term]], here: Here) -> dict[str, Any]:
    """Type, names and what schema.org has a property for."""
    kinds = [value.value for value in described.get(terms.TYPE, [])]
    kind = next((types()[cls] for cls in kinds if cls in types()), "")
    kind = kind or ("MonetaryAmount" if terms.SCHEMA + "MonetaryAmount" in kinds else
                    "WebPage" if terms.DOCUMENT in kinds else
                    "DefinedTerm" if terms.SKOS + "Concept" in kinds else "Thing")
    names = [{"@value": text, **({"@language": tag} if tag else {})} for tag, text in
             sorted(here.site.index.names(iri).items())]
    told: dict[str, Any] = {"@context": {"@vocab": terms.SCHEMA}, "@id": iri, "@type": kind, "name": names}
    for predicate, values in described.items():
        if predicate.startswith(terms.SCHEMA):
            told[predicate.removeprefix(terms.SCHEMA)] = [
                {"@id": value.value} if isinstance(value, ox.NamedNode) else value.value for value in values]
    if source := here.source(iri):
        told["url"] = {"@id": source}
    return told
