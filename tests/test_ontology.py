"""The ontology, its schemes and its register: complete in three languages, true to the contract, fit to publish."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import ROOT
from oimgraph import terms
from oimgraph.extract.fields import TYPES

ONTOLOGY = "https://w3id.org/oimgraph/ontology"
FOLDER = ROOT / "ontology"
LANGUAGES = {"en", "fr", "es"}
OWL_KINDS = {terms.OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty")}

Told = dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]


def read(*paths: Path) -> Told:
    found: Told = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            found[quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)][
                quad.predicate.value
            ].append(quad.object)
    return found


MGO = read(FOLDER / "mgo.ttl")
TERMS = {iri: told for iri, told in MGO.items() if {str(term).strip("<>") for term in told[terms.TYPE]} & OWL_KINDS}
SCHEMES = read(*sorted((FOLDER / "schemes").glob("*.ttl")))
CONCEPTS = {iri: told for iri, told in SCHEMES.items() if iri.count("/") > terms.SCHEME.count("/")}


def languages(values: list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]) -> list[str]:
    return sorted(value.language or "" for value in values if isinstance(value, ox.Literal))


@pytest.mark.parametrize("iri", sorted(TERMS))
def test_each_term_is_explained_in_three_languages(iri: str) -> None:
    told = TERMS[iri]
    assert languages(told[terms.LABEL]) == sorted(LANGUAGES)
    assert languages(told[terms.SKOS + "definition"]) == sorted(LANGUAGES)
    assert [term.value for term in told[terms.RDFS + "isDefinedBy"] if isinstance(term, ox.NamedNode)] == [ONTOLOGY]
    assert len(told[terms.RDFS + "domain"]) <= 1, "several domains mean their intersection"
    assert len(told[terms.RDFS + "range"]) <= 1
    assert iri.startswith(terms.MGO)


def test_names_are_consistent() -> None:
    """Classes begin with a capital, properties do not; no two terms share a label in a language."""
    labels: Counter[tuple[str, str]] = Counter()
    for iri, told in TERMS.items():
        is_class = ox.NamedNode(terms.OWL + "Class") in told[terms.TYPE]
        assert iri.removeprefix(terms.MGO)[0].isupper() == is_class, iri
        if is_class:
            labels.update((str(value), "") for value in told[terms.LABEL])
    assert max(labels.values()) == 1


def test_terms_are_connected_and_within_the_ontology() -> None:
    """What a term refers to in our namespace is defined; each class is used by a property or a hierarchy."""
    referred = {
        str(term).strip("<>")
        for told in TERMS.values()
        for predicate in ("domain", "range", "subClassOf")
        for term in told[terms.RDFS + predicate]
        if str(term).startswith("<" + terms.MGO)
    }
    assert referred <= set(TERMS)


def test_top_classes_are_disjoint() -> None:
    text = (FOLDER / "mgo.ttl").read_text(encoding="utf-8")
    members = re.search(r"owl:members \(([^)]+)\)", text)
    assert members
    tops = {iri.removeprefix(terms.MGO) for iri, told in TERMS.items()
            if ox.NamedNode(terms.OWL + "Class") in told[terms.TYPE] and not told[terms.RDFS + "subClassOf"]}
    assert tops == {name.removeprefix("mgo:") for name in members[1].split()}


def test_no_inverse_properties() -> None:
    assert "owl:inverseOf" not in (FOLDER / "mgo.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("check", "predicate"), [
    ("FIND1", "http://purl.org/vocab/vann/preferredNamespacePrefix"),
    ("OM1 title", terms.TITLE),
    ("OM1 description", terms.DCTERMS + "description"),
    ("OM1 and OM4.1 license", terms.DCTERMS + "license"),
    ("VER1", terms.OWL + "versionIRI"),
    ("OM1 creator, OM5.1", terms.DCTERMS + "creator"),
    ("OM1 namespace", "http://purl.org/vocab/vann/preferredNamespaceUri"),
    ("OM2 version", terms.OWL + "versionInfo"),
    ("OM2 and OM5.1 created", terms.DCTERMS + "created"),
    ("OM2 citation", terms.DCTERMS + "bibliographicCitation"),
    ("OM3 publisher, OM5.2", terms.DCTERMS + "publisher"),
    ("OM3 status", "http://purl.org/ontology/bibo/status"),
    ("OM3 source", terms.DCTERMS + "source"),
    ("OM3 issued, OM5.2", terms.DCTERMS + "issued"),
])
def test_foops(check: str, predicate: str) -> None:
    """The checks of FOOPS! that can be made without the web."""
    assert MGO[ONTOLOGY][predicate], check


def test_foops_identity_and_reuse() -> None:
    """HTTP1, PURL1, URI2, VER1, VOC1 and VOC2."""
    (version,) = MGO[ONTOLOGY][terms.OWL + "versionIRI"]
    assert ONTOLOGY.startswith("https://w3id.org/")
    assert isinstance(version, ox.NamedNode)
    assert version.value.startswith(ONTOLOGY + "/")
    reused = {predicate.rsplit("#", 1)[0].rsplit("/", 1)[0] for told in MGO.values() for predicate in told}
    assert len(reused) >= 5


def test_code_uses_only_declared_terms() -> None:
    used = {value for name, value in vars(terms).items() if isinstance(value, str) and value.startswith(terms.MGO)}
    assert used - {terms.MGO} <= set(TERMS)


def test_the_codes_of_project_ids_are_the_concepts_of_their_scheme() -> None:
    assert {iri.rpartition("/")[2] for iri in CONCEPTS if "/project-type/" in iri} == TYPES


def test_contract(shared: Path) -> None:
    """Every term and concept that readers rely on."""
    text = (shared / "contract" / "vocabulary.toml").read_text(encoding="utf-8")
    contract = tomllib.loads(text)
    assert {terms.MGO + name for name in re.findall(r"\bmgo:(\w+)", text)} <= set(TERMS)
    expected = {f"{terms.SCHEME}{scheme}/{slug}" for scheme, slugs in contract["concepts"].items() for slug in slugs}
    assert expected == set(CONCEPTS)


@pytest.mark.parametrize("iri", sorted(CONCEPTS))
def test_each_concept_is_explained_in_three_languages(iri: str) -> None:
    told = CONCEPTS[iri]
    assert languages(told[terms.PREF_LABEL]) == sorted(LANGUAGES)
    assert languages(told[terms.SKOS + "definition"]) == sorted(LANGUAGES)
    assert told[terms.SKOS + "inScheme"] == [ox.NamedNode(iri.rsplit("/", 1)[0])]
    assert bool(told[terms.SKOS + "notation"]) == bool(told[terms.DCTERMS + "source"]), "a code without its source"


def test_no_two_concepts_of_a_scheme_share_a_form_or_a_code() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    forms = (terms.PREF_LABEL, terms.ALT_LABEL, terms.HIDDEN_LABEL, terms.SKOS + "notation")
    shared = {"sex trafficking"}        # trafficking for sexual exploitation names both
    for iri, told in CONCEPTS.items():
        for value in (value for form in forms for value in told[form] if isinstance(value, ox.Literal)):
            key = (iri.rsplit("/", 1)[0], value.value.lower(), value.language or "")
            assert value.value in shared or seen.setdefault(key, iri) == iri, key


def test_alignments_speak_of_our_terms_only() -> None:
    subjects = {iri for iri in read(FOLDER / "alignments.ttl") if iri.startswith(terms.MGO)}
    assert subjects <= set(TERMS)


def test_countries_are_all_of_iso_3166_1() -> None:
    countries = read(FOLDER / "register" / "countries.ttl")
    assert len(countries) == 250
    for iri, told in countries.items():
        (iso3,) = told[terms.ISO3]
        assert isinstance(iso3, ox.Literal)
        assert iri == terms.ID + "country/" + iso3.value
        assert languages(told[terms.PREF_LABEL]) == sorted(LANGUAGES)
        assert len(told[terms.ISO2]) == 1
        assert told[terms.M49] or iso3.value == "XKX"
    named = sum(bool(told[terms.DEMONYM]) for told in countries.values())
    assert named >= 150


def test_organizations_are_many_and_named_in_three_languages() -> None:
    bodies = read(FOLDER / "register" / "organizations.ttl")
    assert len(bodies) >= 250
    for iri, told in bodies.items():
        assert languages(told[terms.PREF_LABEL]) == sorted(LANGUAGES), iri
        (cls,) = told[terms.TYPE]
        assert isinstance(cls, ox.NamedNode)
        assert cls.value in TERMS
        assert iri.startswith(terms.ID + ("fund/" if cls.value.endswith("#Fund") else "organization/"))
        assert bool(told[terms.IN_COUNTRY]) == cls.value.endswith("GovernmentBody"), iri
        assert all(part.value in bodies for part in told[terms.PART_OF] if isinstance(part, ox.NamedNode)), iri


def test_the_context_types_every_relation() -> None:
    """In JSON-LD each of our relations between things leads to an IRI, and there are no scoped contexts."""
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    rows = [value for value in context.values() if isinstance(value, dict)]
    typed = {terms.MGO + row["@id"].removeprefix("mgo:") for row in rows if row.get("@type") == "@id"}
    relations = {iri for iri, told in TERMS.items() if ox.NamedNode(terms.OWL + "ObjectProperty") in told[terms.TYPE]}
    assert relations - {terms.SUPPORTED_BY} <= typed
    assert not [row for row in rows if "@context" in row]
