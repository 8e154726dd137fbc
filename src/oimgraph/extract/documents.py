"""What the page says of itself: kind, language, title, the countries, crimes and themes that it names."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Mention, Value

RULES = ("document.page", "document.country", "document.crime", "document.theme", "document.theme.type")

# the themes that the types of projects speak of
_THEMES = {
    "IB": "border-management", "LM": "labour-migration", "RR": "return-and-reintegration", "MA": "migration-health",
    "NC": "climate-and-environment",
}
# those of which a lead speaks when they are what a page is about; borders, work and data are named in passing as well
_OF_PEOPLE = frozenset(
    f"theme/{slug}" for slug in ("displacement", "humanitarian-assistance", "irregular-migration", "migration-health",
                                 "return-and-reintegration", "victim-protection")
)


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
    for country in _first([*reading.of_kind("Country"), *reading.beneficiaries]):
        yield Fact(document, terms.IN_COUNTRY, country.entity, "document.country", country.span)
    concepts = reading.of_kind("Concept")
    # what stands in the names of bodies alone is no subject
    bodies = [m.span for m in reading.of_kind("Organization")]
    free = [m for m in concepts if not any(span.covers(m.span) for span in bodies)]
    for crime in _first([m for m in free if m.entity.key.startswith("crime/")]):
        yield Fact(document, terms.ADDRESSES, crime.entity, "document.crime", crime.span)
    for theme in _first([m for m in free if m.entity.key.startswith("theme/")]):
        if _is_subject(reading, theme, concepts):
            yield Fact(document, terms.THEME, theme.entity, "document.theme", theme.span)
    yield from _of_type(reading, document)


def _of_type(reading: Reading, document: Entity) -> Iterator[Fact]:
    """The theme of a project's type, as the page's field words it: "Immigration et frontières"."""
    for value, concepts in reading.values.items():
        types = {concept.key.rpartition("/")[2] for concept in concepts if concept.key.startswith("project-type/")}
        if len(types) == 1 and (slug := _THEMES.get(types.pop())):
            yield Fact(document, terms.THEME, Entity("Concept", f"theme/{slug}"), "document.theme.type", value)


def _first(mentions: list[Mention]) -> list[Mention]:
    """The first mention of each entity."""
    found: dict[Entity, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.entity, mention)
    return list(found.values())


def _is_subject(reading: Reading, theme: Mention, concepts: list[Mention]) -> bool:
    """A theme is a subject of the page when the title names it, the text does so more than once, an agreement is about
    it, or the lead speaks of people in that plight."""
    same = [m for m in concepts if m.entity == theme.entity]
    named = [m.span for m in reading.of_kind("PolicyInstrument", "LegalInstrument")]
    free = [m for m in same if not any(name.covers(m.span) for name in named)]
    agreed = {reading.sentence(m.span) for m in reading.of_kind("Agreement")}
    lead = reading.number(theme.span) == reading.number(reading.title) + 1 and theme.entity.key in _OF_PEOPLE
    told = reading.title.covers(theme.span) or len(same) > 1 or (lead and theme in free)
    return told or any(reading.sentence(m.span) in agreed for m in free)
