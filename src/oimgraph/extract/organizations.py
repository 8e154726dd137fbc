"""The bodies that a page names: their class, what the page calls them, and the country that a state body belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Span, Value

RULES = ("organization.named", "organization.country", "organization.country.page")


def organizations(reading: Reading) -> Iterator[Fact]:
    for entity, labels in reading.labels.items():
        if entity.kind != "Organization":
            continue
        first = min(label.span for label in labels)
        cls = Entity("Class", reading.classes.get(entity, "Organization"))
        yield Fact(entity, terms.TYPE, cls, "organization.named", first)
        for index, label in enumerate(labels):
            predicate = terms.ALT_LABEL if index else terms.LABEL
            value = Value(label.text, language=reading.page.language)
            yield Fact(entity, predicate, value, "organization.named", label.span)
        if cls.key == "GovernmentBody":
            yield from _country(reading, entity, first)


def _country(reading: Reading, entity: Entity, first: Span) -> Iterator[Fact]:
    """The state of a state body: told by its name, else the only one of its sentence, else the page's."""
    if told := reading.countries.get(entity):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", told), "organization.country", first)
        return
    sentence = reading.sentence(first)
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    states = reading.of_kind("Country", "Demonym", within=sentence)
    named = {m.entity.key for m in states if not any(span.covers(m.span) for span in bodies)}
    code = named.pop() if len(named) == 1 else reading.country if not named or reading.country in named else ""
    if code:
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "organization.country.page", sentence)
