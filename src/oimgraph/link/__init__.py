"""Facts about page-local entities -> statements with IRIs.

Entities of the register keep its IRIs. Others are named after what the page says of them, in the order of `_MINTED`,
so that an agreement's IRI can be made of its parties'. Two bodies are one only if the register or the page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oimgraph import terms
from oimgraph.link.keys import key_of
from oimgraph.link.mint import check_base, digest, document_key
from oimgraph.model import Entity, Fact, Page, Statement, Value

# kinds in the order of minting: what refers to others comes after them
_MINTED = (
    "Organization", "Person", "Place", "Post", "PolicyInstrument", "LegalInstrument", "Publication", "Project",
    "Agreement", "Event", "MonetaryAmount", "Grant", "Observation",
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A page's statements. `left_out` counts facts about entities that no rule gave a class, by rule."""

    page: Page
    document: str
    statements: tuple[Statement, ...]
    left_out: Counter[str]


def link(page: Page, facts: Sequence[Fact], base: str = terms.ID) -> Linked:
    """The statements of a page, in the order of its facts. Raises InputError for an unusable base."""
    document = check_base(base) + "document/" + document_key(page.identifier, page.url)
    typed = {fact.subject for fact in facts if fact.predicate == terms.TYPE}
    kept = [fact for fact in facts if _is_known(fact.subject, typed) and _is_known(fact.object, typed)]
    left_out = Counter(fact.rule for fact in facts) - Counter(fact.rule for fact in kept)
    iris = _iris(page, document, kept, base)
    statements = dict.fromkeys(
        Statement(iris[fact.subject], fact.predicate, _object(fact, iris), fact.rule, fact.span) for fact in kept
    )
    return Linked(page, document, tuple(statements), left_out)


def _is_known(term: Entity | Value, typed: set[Entity]) -> bool:
    """A literal, a country, a concept or class, or an entity that some rule has given a class."""
    return isinstance(term, Value) or term.kind in ("Country", "Concept", "Class") or term in typed


def _object(fact: Fact, iris: dict[Entity, str]) -> str | Value:
    return iris[fact.object] if isinstance(fact.object, Entity) else fact.object


def _iris(page: Page, document: str, facts: Iterable[Fact], base: str) -> dict[Entity, str]:
    """An IRI for each entity; two entities of a page never get the same."""
    about: dict[Entity, list[Fact]] = {}
    for fact in facts:
        about.setdefault(fact.subject, []).append(fact)
        if isinstance(fact.object, Entity):
            about.setdefault(fact.object, [])
    iris = {entity: _fixed(entity, document, base) for entity in about if entity.kind not in _MINTED}
    taken = set(iris.values())
    for kind in _MINTED:
        for entity in (entity for entity in about if entity.kind == kind):
            iri = base + key_of(entity, about[entity], iris, page)
            if iri in taken:
                iri += "-" + digest(f"{document} {entity.key}", 8)
            taken.add(iri)
            iris[entity] = iri
    return iris


def _fixed(entity: Entity, document: str, base: str) -> str:
    match entity.kind:
        case "Document":
            return document
        case "Country":
            return f"{base}country/{entity.key}"
        case "Concept":
            return terms.SCHEME + entity.key
        case "Class":
            prefix, _, name = entity.key.rpartition(":")
            return terms.PREFIXES[prefix or "mgo"] + name
    raise ValueError(f"no IRI is made for entities of the kind {entity.kind}")
