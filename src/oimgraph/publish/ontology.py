"""The documentation of the ontology, at which its IRIs land, and the list of classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.evidence import Description
from oimgraph.publish.here import Here, Site, render
from oimgraph.publish.paths import anchor
from oimgraph.resources import folder

_KINDS = {"classes": (terms.OWL + "Class",),
          "properties": (terms.OWL + "ObjectProperty", terms.OWL + "DatatypeProperty")}
SHIPPED = {"index.ttl": "mgo.ttl", "alignments.ttl": "alignments.ttl", "context.jsonld": "context.jsonld"}


@dataclass(frozen=True, slots=True)
class Term:
    iri: str
    anchor: str
    about: Description

    def values(self, name: str) -> list[str]:
        """The IRIs of a property of RDFS."""
        return [value.value for value in self.about.get(terms.RDFS + name, [])]

    def definition(self, language: str) -> str:
        return next((value.value for key in (terms.SKOS + "definition", terms.RDFS + "comment")
                     for value in self.about.get(key, [])
                     if isinstance(value, ox.Literal) and value.language == language), "")


def ontology_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The page in each language, and the files themselves."""
    sections = {name: list(_terms(site, kinds)) for name, kinds in _KINDS.items()}
    counts = Counter(cls for _, cls in site.index.resources())
    header = site.index.described(terms.MGO.rstrip("#"))
    schemes = [iri for iri, cls in site.index.resources() if cls == terms.SKOS + "ConceptScheme"]
    for language in LANGUAGES:
        here = Here(site, "ontology/", language)
        told = {key: _in(header, terms.DCTERMS + key, language) for key in ("title", "description")}
        version = _in(header, terms.OWL + "versionInfo", language)
        yield here.file, render("ontology.html", here, sections=sections, counts=counts, schemes=schemes, header=told,
                                version=version).encode()
    for name, shipped in SHIPPED.items():
        yield f"ontology/{name}", (folder("ontology") / shipped).read_bytes()


def class_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Which classes there are, with the number of their members."""
    counts = Counter(cls for _, cls in site.index.resources())
    for language in LANGUAGES:
        here = Here(site, "class/", language)
        rows = sorted(counts.items(), key=lambda row: (not row[0].startswith(terms.MGO), -row[1], row[0]))
        about = {cls: Term(cls, anchor(cls), site.index.described(cls)).definition(language) for cls, _ in rows}
        yield here.file, render("classes.html", here, rows=rows, about=about)


def _terms(site: Site, kinds: tuple[str, ...]) -> Iterator[Term]:
    """Our own terms first, then those of others that we use."""
    found = {iri for iri, kind in site.index.pairs(terms.TYPE) if kind.value in kinds}
    for iri in sorted(found, key=lambda iri: (not iri.startswith(terms.MGO), anchor(iri).lower())):
        yield Term(iri, anchor(iri), site.index.described(iri))


def _in(about: Description, predicate: str, language: str) -> str:
    held = [value for value in about.get(predicate, []) if isinstance(value, ox.Literal)]
    return next((value.value for value in held if value.language in (language, None)), "")
