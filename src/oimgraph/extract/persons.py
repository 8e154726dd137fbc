"""Office-holders: their name, their post as the page words it, and the body in which it is held."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Value

RULES = ("person.named", "person.post")


def persons(reading: Reading) -> Iterator[Fact]:
    language = reading.page.language
    for entity, labels in reading.labels.items():
        if entity.kind == "Person":
            yield Fact(entity, terms.TYPE, Entity("Class", "Person"), "person.named", labels[0].span)
            for label in labels[:1]:
                yield Fact(entity, terms.LABEL, Value(label.text, language=language), "person.named", label.span)
    for office in reading.offices:
        post = Entity("Post", f"{office.person.key}@{office.post.start}")
        words = " ".join(reading.text(office.post).split())
        yield Fact(post, terms.TYPE, Entity("Class", "Post"), "person.post", office.post)
        yield Fact(post, terms.LABEL, Value(words, language=language), "person.post", office.post)
        yield Fact(office.person, terms.POST, post, "person.post", office.post)
        if office.organization and reading.classes.get(office.organization) != "Fund":      # money is no body
            yield Fact(post, terms.POST_IN, office.organization, "person.post", office.post)
