"""A state that signs, pays or organizes acts through its government: "financé par le Japon", "Samoa signed"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Mention, Value

RULES = ("state.acts",)

_ACTING = (terms.SIGNATORY, terms.FUNDER, terms.ORGANIZER, terms.PARTNER, terms.IMPLEMENTED_BY)


def acting(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, those of acting states said of their governments, each of which is typed and named once."""
    known = {entity for entity in reading.labels if entity.kind == "Organization"}
    for fact in facts:
        state = fact.object
        if fact.predicate not in _ACTING or not isinstance(state, Entity) or state.kind != "Country":
            yield fact
            continue
        government = Entity("Organization", f"government/{state.key}")
        mentions = reading.by_entity.get(state, [])
        named = [m for m in mentions if fact.span.covers(m.span)] or mentions[:1]       # "the two countries signed"
        if not named and government not in known:
            yield fact                      # "a Swiss grant": only an adjective, no name for its government
            continue
        yield replace(fact, object=government)
        if named and government not in known:
            known.add(government)
            yield from _government(reading, government, named[0])


def _government(reading: Reading, government: Entity, named: Mention) -> Iterator[Fact]:
    rule = RULES[0]
    yield Fact(government, terms.TYPE, Entity("Class", "GovernmentBody"), rule, named.span)
    name = Value(" ".join(reading.text(named.span).split()), language=reading.page.language)
    yield Fact(government, terms.LABEL, name, rule, named.span)
    yield Fact(government, terms.IN_COUNTRY, named.entity, rule, named.span)
