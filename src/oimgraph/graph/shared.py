"""The graphs that pages share: what is known of the entities and concepts in use, and how the run was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from oimgraph import __version__, terms
from oimgraph.graph.authority import descriptions
from oimgraph.link.mint import graph_iri
from oimgraph.resources import folder

_PACKAGE = Path(__file__).resolve().parents[1]
_TOLD = {
    terms.TYPE, terms.PREF_LABEL, terms.ALT_LABEL, terms.IN_COUNTRY, terms.PART_OF, terms.ISO2, terms.ISO3, terms.M49,
    terms.SKOS + "inScheme", terms.SKOS + "notation", terms.SKOS + "broader", terms.INSTRUMENT_TYPE, terms.LABEL,
    terms.RDFS + "subClassOf",
}


def authority(quads: Iterable[ox.Quad], base: str = terms.ID) -> Iterator[ox.Quad]:
    """What the register and the schemes say of every IRI that the quads speak of."""
    used = {term.value for quad in quads for term in quad.triple if isinstance(term, ox.NamedNode)}
    return authority_of(known(used, base), base)


def known(iris: Iterable[str], base: str) -> set[str]:
    """Those of the IRIs of which register, schemes or ontology say something."""
    return {iri for iri in iris if registered(iri, base) in descriptions()}


def authority_of(used: set[str], base: str) -> Iterator[ox.Quad]:
    """What the register and the schemes say of these IRIs and of the bodies that they are parts of."""
    graph = ox.NamedNode(graph_iri(base, "authority"))
    for iri in sorted(used | _parents(used, base)):
        for predicate, objects in descriptions().get(registered(iri, base), {}).items():
            if predicate in _TOLD:
                for value in objects:
                    yield ox.Quad(ox.NamedNode(iri), ox.NamedNode(predicate), _based(value, base), graph)


def _parents(used: set[str], base: str) -> set[str]:
    """The bodies that those in use are parts of, and theirs."""
    found: set[str] = set()
    queue = sorted(used)
    while queue:
        parts = descriptions().get(registered(queue.pop(), base), {}).get(terms.PART_OF, [])
        new = {_based(part, base).value for part in parts} - used - found
        found |= new
        queue += sorted(new)
    return found


def registered(iri: str, base: str) -> str:
    """The IRI under which the register holds it, whatever base the user has chosen."""
    return terms.ID + iri.removeprefix(base) if iri.startswith(base) else iri


def _based(value: ox.NamedNode | ox.Literal, base: str) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.NamedNode) and value.value.startswith(terms.ID):
        return ox.NamedNode(base + value.value.removeprefix(terms.ID))
    return value


def run(base: str = terms.ID, corrections: Iterable[tuple[str, str]] = ()) -> Iterator[ox.Quad]:
    """Versions and hashes of what made the graph, and what people decided: no clock, so that the same input gives the
    same bytes."""
    graph = ox.NamedNode(graph_iri(base, "run"))
    subject = ox.NamedNode(base + "run")
    yield ox.Quad(subject, ox.NamedNode(terms.TYPE), ox.NamedNode(terms.MGO + "ExtractionRun"), graph)
    yield ox.Quad(subject, ox.NamedNode(terms.OWL + "versionInfo"), ox.Literal(__version__), graph)
    for predicate, value in (*versions().items(), *corrections):
        yield ox.Quad(subject, ox.NamedNode(predicate), ox.Literal(value), graph)


@cache
def versions() -> dict[str, str]:
    """Hashes of what decides on facts: ontology, code, lexicon."""
    return {
        terms.MGO + "ontologyHash": hash_of(folder("ontology"), "*.ttl"),
        terms.MGO + "codeHash": hash_of(_PACKAGE, "*.py"),
        terms.MGO + "lexiconHash": hash_of(_PACKAGE / "lexicon", "*.toml"),
    }


def hash_of(root: Path, pattern: str) -> str:
    """SHA-256 over names and contents of the files below a folder, in order of name."""
    total = hashlib.sha256()
    for path in sorted(root.rglob(pattern)):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
