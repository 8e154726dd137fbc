"""A state that signs, pays, organizes or gives acts through its government, in which its ministers and ambassadors hold
their posts: "financé par le Japon", "Samoa signed", "Mexico has donated two buses", "the Ambassador of Peru"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from oimgraph import terms
from oimgraph.mentions.funding.givers import subjects
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = ("state.acts", "state.gives")

_ACTING = (terms.SIGNATORY, terms.FUNDER, terms.ORGANIZER, terms.PARTNER, terms.IMPLEMENTED_BY, terms.POST_IN)


def states(reading: Reading) -> Iterator[Fact]:
    """The governments of states that are said to give or to ask, whatever it is."""
    found: dict[Entity, Mention] = {}
    for sentence in reading.sentences:
        if sentence != reading.title and reading.of_kind("Country", within=sentence):
            for mention in _giving(reading, sentence):
                found.setdefault(mention.entity, mention)
    for state, mention in found.items():
        yield from _government(Entity("Organization", f"government/{state.key}"), mention, reading, "state.gives")


def _giving(reading: Reading, sentence: Span) -> Iterator[Mention]:
    told = [giver for payment in payments(reading, sentence) for giver in payment.givers]
    for verb in reading.matches(sentence, "funding", "state", "gives"):
        told += subjects(reading, Span(*verb.span()), sentence)
    named = {m.span for m in reading.of_kind("Country", within=sentence)}
    yield from (m for m in told if m.entity.kind == "Country" and m.span in named)


def acting(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, those of acting states said of their governments, each of which is typed and named once."""
    known = {entity for entity in reading.labels if entity.kind == "Organization"}
    for fact in facts:
        state = fact.object
        if fact.rule == "state.gives" and fact.subject in known:
            continue                        # the page names its government, or it was told to act
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
            yield from _government(government, named[0], reading, "state.acts")


def _government(government: Entity, named: Mention, reading: Reading, rule: str) -> Iterator[Fact]:
    yield Fact(government, terms.TYPE, Entity("Class", "GovernmentBody"), rule, named.span)
    name = Value(" ".join(reading.text(named.span).split()), language=reading.page.language)
    yield Fact(government, terms.LABEL, name, rule, named.span)
    yield Fact(government, terms.IN_COUNTRY, named.entity, rule, named.span)
