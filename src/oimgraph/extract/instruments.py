"""Plans, strategies, laws, treaties and publications: name, type, status, country, subject, years."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, datatype_of
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "instrument.named", "instrument.type", "instrument.status", "instrument.country", "instrument.subject",
    "instrument.years", "publication.named", "publication.year", "publication.subject", "publication.issuer",
)

_KINDS = ("PolicyInstrument", "LegalInstrument")
_ISSUED = 60                # characters behind a publication in which "published by" stands
_INTERNATIONAL = ("convention", "protocol", "regional-process", "compact")


def instruments(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind in _KINDS:
            yield from _instrument(reading, entity, mentions)
        elif entity.kind == "Publication":
            yield from _publication(reading, entity, mentions)


def _instrument(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    first = mentions[0].span
    yield Fact(entity, terms.TYPE, Entity("Class", entity.kind), "instrument.named", first)
    yield from _labels(reading, entity, "instrument.named")
    if kind := reading.types.get(entity):
        concept = Entity("Concept", f"instrument-type/{kind}")
        yield Fact(entity, terms.INSTRUMENT_TYPE, concept, "instrument.type", first)
    sentence = reading.sentence(first)
    if told := _status(reading, entity, first):
        yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{told}"), "instrument.status", sentence)
    if country := _country(reading, entity, first):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", country), "instrument.country", sentence)
    yield from _subject(reading, entity, first, "instrument.subject")
    for predicate, year in zip((terms.START, terms.END), reading.years.get(entity, ()), strict=False):
        if year:
            yield Fact(entity, predicate, Value(year, datatype_of(year)), "instrument.years", sentence)


def _publication(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    first = mentions[0].span
    yield Fact(entity, terms.TYPE, Entity("Class", "Publication"), "publication.named", first)
    yield from _labels(reading, entity, "publication.named")
    if year := next(iter(reading.years.get(entity, ())), ""):
        yield Fact(entity, terms.PUBLICATION_YEAR, Value(year, "gYear"), "publication.year", first)
    for body in reading.of_kind("Organization", within=first)[:1]:
        yield Fact(entity, terms.ISSUED_BY, body.entity, "publication.issuer", first)
    sentence = reading.sentence(first)
    behind = Span(first.end, min(first.end + _ISSUED, sentence.end))
    issued = reading.words.pattern("instruments", "words", "issued").search(reading.folded, behind.start, behind.end)
    for body in chain_after(reading, issued.end(), sentence.end, ("Organization",)) if issued else []:
        yield Fact(entity, terms.ISSUED_BY, body.entity, "publication.issuer", sentence)
    yield from _subject(reading, entity, first, "publication.subject")


def _labels(reading: Reading, entity: Entity, rule: str) -> Iterator[Fact]:
    for index, label in enumerate(reading.labels.get(entity, ())):
        value = Value(label.text, language=reading.page.language)
        yield Fact(entity, terms.ALT_LABEL if index else terms.LABEL, value, rule, label.span)


def _status(reading: Reading, entity: Entity, span: Span) -> str:
    """Absent, planned, completed (at its end); else in force, when the clause or a proper name says so."""
    around = clause(reading, span)
    if reading.types.get(entity) in _INTERNATIONAL:
        absent = reading.words.pattern("instruments", "words", "absent")
        return "" if absent.search(reading.folded, around.start, around.end) else "in-force"
    for slug, key in (("absent", "absent"), ("completed", "ended"), ("planned", "drafted")):
        if reading.words.pattern("instruments", "words", key).search(reading.folded, around.start, around.end):
            return slug
    if entity.kind == "LegalInstrument":
        return "in-force"                   # a law that a page cites without more is one
    told = reading.words.pattern("instruments", "words", "in-force").search(reading.folded, around.start, around.end)
    return "in-force" if told or reading.text(span)[0].isupper() else ""


def _country(reading: Reading, entity: Entity, span: Span) -> str:
    """The country in the name, else the only one of the sentence; treaties belong to no country."""
    if entity.key.startswith("instrument/") or reading.types.get(entity) in _INTERNATIONAL:
        return ""
    for around in (span, reading.sentence(span)):
        codes = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=around)}
        if len(codes) == 1:
            return codes.pop()
    national = reading.words.pattern("institutions", "adjective", "national").search(reading.fold(span))
    law = entity.kind == "LegalInstrument" and not reading.of_kind("Country", within=reading.sentence(span))
    return reading.country if law or (national and entity.kind == "PolicyInstrument") else ""


def _subject(reading: Reading, entity: Entity, span: Span, rule: str) -> Iterator[Fact]:
    crimes = (m for m in reading.of_kind("Concept", within=span) if m.entity.key.startswith("crime/"))
    for crime in crimes:
        yield Fact(entity, terms.ADDRESSES, crime.entity, rule, span)
