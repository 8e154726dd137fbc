"""Facts in plain lines, for cases that are data: "agreement1 signatory OIM"."""

from __future__ import annotations

from oimgraph import terms
from oimgraph.model import Entity, Fact, Value

_PLAIN = ("Country", "Concept", "Class")


def lines(facts: list[Fact]) -> set[str]:
    """Each fact as "subject predicate object": named things by their name, others by kind and order."""
    names = _names(facts)
    return {f"{names[f.subject]} {_local(f.predicate)} {_shown(f.object, names)}" for f in facts}


def _names(facts: list[Fact]) -> dict[Entity, str]:
    told = {f.subject: f.object.text for f in reversed(facts)
            if f.predicate in (terms.LABEL, terms.TITLE) and isinstance(f.object, Value)}
    found: dict[Entity, str] = {}
    counts: dict[str, int] = {}
    for entity in (e for f in facts for e in (f.subject, f.object) if isinstance(e, Entity)):
        if entity in found:
            continue
        if entity.kind in _PLAIN:
            found[entity] = entity.key.rpartition("/")[2]
        elif entity in told and entity.kind not in ("Document", "Post"):
            found[entity] = told[entity]
        else:
            counts[entity.kind] = counts.get(entity.kind, 0) + 1
            found[entity] = f"{entity.kind.lower()}{counts[entity.kind]}"
    return found


def _local(predicate: str) -> str:
    return predicate.rpartition("#")[2].rpartition("/")[2]


def _shown(value: Entity | Value, names: dict[Entity, str]) -> str:
    return value.text if isinstance(value, Value) else names[value]
