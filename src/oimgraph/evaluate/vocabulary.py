"""The words of gold: its tables and relations, what values they take, and the terms of the graph they stand for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from oimgraph import terms
from oimgraph.graph.authority import descriptions

TABLES = {"organization": "Organization", "person": "Person", "place": "Place", "policy": "PolicyInstrument",
          "law": "LegalInstrument", "publication": "Publication", "project": "Project", "agreement": "Agreement",
          "event": "Event", "grant": "Grant", "observation": "Observation", "country_role": "Country"}
KINDS = list(TABLES.values())[:-1]      # in the order of alignment: what refers to others comes after them
ENTITIES = KINDS[:7]                    # what is counted as an entity
SUPERCLASS = {"Organization": "Actor", "Fund": "Actor", "IntergovernmentalOrganization": "Organization",
              "GovernmentBody": "Organization", "CivilSocietyOrganization": "Organization"}
SCHEME_OF_TYPE = {"Document": "document-type", "Agreement": "agreement-type", "Project": "project-type",
                  "Event": "event-type", "PolicyInstrument": "instrument-type", "LegalInstrument": "instrument-type"}
VALUES = {"text": "title post", "code": "language project_id prima_id currency unit",
          "date": "start end year signed_on period", "number": "budget amount value days participant_count",
          "country": "countries country beneficiaries", "place": "place signed_in", "theme": "themes",
          "crime": "crimes addresses origin_for transit_for destination_for"}
VALUE_OF = {name: value for value, names in VALUES.items() for name in names.split()}
FROM_ANY_GRAPH = {"Organization": {"country"}}              # of known bodies a register may say it
PLAIN_KEYS = {"Document": {"document", "origin", "text"}, "Organization": {"class"},
              "Place": {"country"}, "Country": {"country"}}      # keys of gold that are no relations

PREFIXES = {**terms.PREFIXES, "id": terms.ID, "scheme": terms.SCHEME}


@cache
def iri(name: str) -> str:
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local


_RELATIONS = tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))
RELATIONS = {kind: {name: tuple(map(iri, path.split("/"))) for name, path in relations.items()}
             for kind, relations in _RELATIONS.items()}
CLASSES = {iri(f"mgo:{name}"): name
           for name in ("Document", "Actor", *TABLES.values(), *SUPERCLASS, "Assertion", "Excerpt")}
OPEN_NAMESPACES = ("http://www.w3.org/", "http://schema.org/", "http://purl.org/dc/",
                   *(base for prefix, base in PREFIXES.items() if prefix not in ("mgo", "id", "scheme")))
MENTIONING = (terms.DCTERMS, terms.MGO, terms.SCHEMA)
LABELS = (terms.LABEL, terms.PREF_LABEL, terms.ALT_LABEL, terms.TITLE)


@cache
def concepts() -> dict[str, frozenset[str]]:
    """Scheme -> slugs of its concepts."""
    found: dict[str, set[str]] = {}
    for known in descriptions():
        scheme, _, slug = known.removeprefix(terms.SCHEME).partition("/")
        if known.startswith(terms.SCHEME) and slug:
            found.setdefault(scheme, set()).add(slug)
    return {scheme: frozenset(slugs) for scheme, slugs in found.items()}


@cache
def country_codes() -> frozenset[str]:
    return frozenset(known[-3:] for known in descriptions() if known.startswith(iri("id:country/")))


@cache
def known_terms() -> frozenset[str]:
    """Classes and properties of our ontology."""
    return frozenset(known for known in descriptions() if known.startswith(terms.MGO))


def value_of(kind: str, relation: str) -> str:
    """What a relation takes: a key of VALUES, a concept scheme, or "node"."""
    if relation == "type":
        return SCHEME_OF_TYPE[kind]
    return VALUE_OF.get(relation) or (relation if relation in concepts() else "node")
