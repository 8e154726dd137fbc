"""The bodies that a page names: their class, what the page calls them, and the country that a state body belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Value

RULES = ("organization.named", "organization.country")


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
        if (country := reading.countries.get(entity)) and cls.key == "GovernmentBody":
            yield Fact(entity, terms.IN_COUNTRY, Entity("Country", country), "organization.country", first)
