"""What the ontology knows by name: countries, organizations, places, instruments, crimes, themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.model import Entity, Name
from oimgraph.resources import folder

_FORMS = {terms.PREF_LABEL: "name", terms.ALT_LABEL: "name", terms.HIDDEN_LABEL: "name", terms.DEMONYM: "adjective"}

Description = dict[str, list[ox.NamedNode | ox.Literal]]


@cache
def descriptions() -> dict[str, Description]:
    """Everything that the ontology, the register and the concept schemes say, by subject and predicate."""
    found: dict[str, Description] = {}
    root = folder("ontology")
    for path in [root / "mgo.ttl", *sorted(root.glob("register/*.ttl")), *sorted(root.glob("schemes/*.ttl"))]:
        for triple in _parse(path):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return found


def _parse(path: Path) -> Iterator[ox.Quad]:
    return ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


@cache
def names() -> tuple[Name, ...]:
    """Every form under which something of the register or a concept is known, in a fixed order."""
    return tuple(name for iri, description in sorted(descriptions().items()) for name in _names(iri, description))


def _names(iri: str, description: Description) -> Iterator[Name]:
    entity, cls = _entity(iri, description)
    if entity is None:
        return
    countries = [term.value for term in description.get(terms.IN_COUNTRY, [])]
    country = countries[0].rsplit("/", 1)[-1] if countries else ""
    kind = _type(description)
    for predicate, use in _FORMS.items():
        for form in description.get(predicate, []):
            language = (form.language or "") if isinstance(form, ox.Literal) else ""
            yield Name(form.value, language, entity, cls, country, use, kind)


def _type(description: Description) -> str:
    """The slug of an instrument's type; "capital" of a capital."""
    types = [term.value.rsplit("/", 1)[-1] for term in description.get(terms.INSTRUMENT_TYPE, [])]
    return "capital" if terms.CAPITAL_OF in description else next(iter(types), "")


def _entity(iri: str, description: Description) -> tuple[Entity | None, str]:
    """The entity that an IRI of the register or of a scheme stands for, and its class (of a concept: the scheme)."""
    if iri.startswith(terms.SCHEME):
        scheme, _, slug = iri.removeprefix(terms.SCHEME).partition("/")
        return (Entity("Concept", f"{scheme}/{slug}") if slug else None), scheme
    types = [term.value for term in description.get(terms.TYPE, [])]
    classes = [iri.removeprefix(terms.MGO) for iri in types if iri.startswith(terms.MGO)]
    if not classes:
        return None, ""
    key = iri.removeprefix(terms.ID)
    kind = "Organization" if key.startswith(("organization/", "fund/")) else classes[0]
    return Entity(kind, key.removeprefix("country/")), classes[0]
