"""Facts about page-local entities -> statements with IRIs.

Entities of the register keep its IRIs. Others are named after what the page says of them, in the order of `KEYS`, so
that an agreement's IRI can be made of its parties'. Two bodies are one only if the register or the page says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.link.keys import KEYS, Known
from oimgraph.link.mint import check_base, digest, document_key, is_registered, joined, slug
from oimgraph.model import Entity, Fact, Page, Span, Statement, Value

_AMOUNT = "MonetaryAmount"
_OWNS = {terms.BUDGET: "budget", terms.AMOUNT: "amount"}
_COUNTRY = re.compile(r"[A-Z]{3}")
_CONCEPT = re.compile(r"[a-z-]{1,40}/[A-Za-z0-9-]{1,80}")
_CLASS = re.compile(r"(?:([a-z]{2,9}):)?([A-Z][A-Za-z]{1,60})")


@dataclass(frozen=True, slots=True)
class Linked:
    """A page's statements. `left_out` counts facts about entities that no rule gave a class, by rule; `withheld` those
    that show contact data."""

    page: Page
    document: str
    statements: tuple[Statement, ...]
    left_out: Counter[str]
    withheld: int = 0


def link(page: Page, facts: Sequence[Fact], base: str = terms.ID) -> Linked:
    """The statements of a page, in the order of its facts. Raises InputError for an unusable base."""
    document = check_base(base) + "document/" + (page.key or document_key(page.identifier, page.url))
    typed = {fact.subject for fact in facts if fact.predicate == terms.TYPE}
    kept = [fact for fact in facts if _is_known(fact.subject, typed) and _is_known(fact.object, typed)]
    left_out = Counter(fact.rule for fact in facts) - Counter(fact.rule for fact in kept)
    iris = _iris(document, kept, base)
    statements = dict.fromkeys(
        Statement(iris[fact.subject], fact.predicate, _object(fact, iris), fact.rule, fact.span) for fact in kept
    )
    return Linked(page, document, tuple(statements), left_out)


def _is_known(term: Entity | Value, typed: set[Entity]) -> bool:
    """A literal, a country, a concept or class, or an entity that some rule has given a class."""
    return isinstance(term, Value) or term.kind in ("Country", "Concept", "Class") or term in typed


def _object(fact: Fact, iris: dict[Entity, str]) -> str | Value:
    return iris[fact.object] if isinstance(fact.object, Entity) else _readable(fact.object)


def _readable(value: Value) -> Value:
    """Texts without the characters that nobody sees: soft hyphens, zero-width spaces, changes of direction."""
    if not value.language:
        return value
    seen = value.text
    if not seen.isprintable():
        seen = "".join(character for character in seen if unicodedata.category(character) != "Cf")
    return replace(value, text=" ".join(unicodedata.normalize("NFC", seen).split()))


def _iris(document: str, facts: Sequence[Fact], base: str) -> dict[Entity, str]:
    """An IRI for each entity. Two that the page tells apart never get the same, unless the register has them as one."""
    about: dict[Entity, list[Fact]] = {}
    for fact in facts:
        about.setdefault(fact.subject, []).append(fact)
        if isinstance(fact.object, Entity):
            about.setdefault(fact.object, [])
    iris = {entity: _fixed(entity, document, base) for entity in about
            if entity.kind not in {*KEYS, _AMOUNT} or is_registered(entity.key)}
    for kind in KEYS:
        found = [entity for entity in about if entity.kind == kind and entity not in iris]
        _add(iris, {entity: base + KEYS[kind](Known(entity, about[entity], iris, document)) for entity in found})
    amounts = [entity for entity in about if entity.kind == _AMOUNT]
    owning = sorted((fact for fact in facts if fact.predicate in _OWNS), key=_place, reverse=True)
    owners = {fact.object: fact for fact in owning}
    _add(iris, {entity: _amount(Known(entity, about[entity], iris, document), owners.get(entity), iris, base)
                for entity in amounts})
    return iris


def _place(fact: Fact) -> tuple[Span, str, str, str]:
    """Where a fact stands on the page, whatever order the rules told it in."""
    return fact.span, fact.subject.kind, fact.subject.key, fact.predicate


def _add(iris: dict[Entity, str], made: dict[Entity, str]) -> None:
    """Of several that would get one IRI each gets a hash, for nobody knows which of them another page means."""
    times = Counter([*made.values(), *set(iris.values())])
    for entity, iri in made.items():
        iris[entity] = iri if times[iri] == 1 else f"{iri}-{digest(f'{iri} {entity.kind} {entity.key}', 8)}"


def _amount(of: Known, owner: Fact | None, iris: dict[Entity, str], base: str) -> str:
    """Beside its owner; with its value, for two pages may differ on a budget."""
    currency, value = of.text(terms.CURRENCY), of.text(terms.VALUE)
    told = [slug(part) for part in (currency, value) if part]
    if owner is None or owner.subject not in iris:
        return f"{base}amount/{joined(*told, of.local())}"
    return f"{iris[owner.subject]}/{joined(_OWNS[owner.predicate], *told)}"


def _fixed(entity: Entity, document: str, base: str) -> str:
    """The IRI of what is not named by the page. Raises DataError for a key that no rule may make."""
    if entity.kind == "Document":
        return document
    if entity.kind == "Country" and _COUNTRY.fullmatch(entity.key):
        return f"{base}country/{entity.key}"
    if entity.kind == "Concept" and _CONCEPT.fullmatch(entity.key):
        return terms.SCHEME + entity.key
    if entity.kind == "Class" and (written := _CLASS.fullmatch(entity.key)) and (written[1] or "mgo") in terms.PREFIXES:
        return terms.PREFIXES[written[1] or "mgo"] + written[2]
    if is_registered(entity.key):
        return base + entity.key
    raise DataError(f"no IRI can be made for {entity.kind} {entity.key!a}", "the rule that made it is wrong")
