"""What the page says of itself: kind, language, title, the countries, crimes and themes that it names."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Mention, Value

RULES = ("document.page", "document.country", "document.crime", "document.theme")


def documents(reading: Reading) -> Iterator[Fact]:
    page = reading.page
    document = Entity("Document", page.identifier)
    first = page.title
    for predicate, value in (
        (terms.TYPE, Entity("Class", "Document")),
        (terms.TITLE, Value(" ".join(reading.text(first).split()), language=page.language)),
        (terms.DOCUMENT_TYPE, Entity("Concept", f"document-type/{page.kind}")),
        (terms.LANGUAGE, Value(page.language)),
    ):
        yield Fact(document, predicate, value, "document.page", first)
    for country in _first(reading.of_kind("Country")):
        yield Fact(document, terms.IN_COUNTRY, country.entity, "document.country", country.span)
    concepts = reading.of_kind("Concept")
    for crime in _first([m for m in concepts if m.entity.key.startswith("crime/")]):
        yield Fact(document, terms.ADDRESSES, crime.entity, "document.crime", crime.span)
    themes = [m for m in concepts if m.entity.key.startswith("theme/")]
    for theme in _first(themes):
        if _is_subject(reading, theme, themes):
            yield Fact(document, terms.THEME, theme.entity, "document.theme", theme.span)


def _first(mentions: list[Mention]) -> list[Mention]:
    """The first mention of each entity."""
    found: dict[Entity, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.entity, mention)
    return list(found.values())


def _is_subject(reading: Reading, theme: Mention, themes: list[Mention]) -> bool:
    """A theme is a subject of the page when the title names it, or the text does so more than once."""
    return reading.title.covers(theme.span) or sum(m.entity == theme.entity for m in themes) >= 2
