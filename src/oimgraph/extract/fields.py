"""The labelled fields of a project page. Values stand as printed, suspect ones too; a Prima ID gives no country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from oimgraph import terms
from oimgraph.lexicon import LANGUAGES, lexicon
from oimgraph.mentions.funding.sums import sum_facts
from oimgraph.mentions.funding.topic import PAGE
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import datatype_of, outermost
from oimgraph.model import Entity, Fact, Field, Money, Span, Value

RULES = (
    "field.title", "field.start", "field.end", "field.end.suspect", "field.year", "field.status", "field.type",
    "field.type.code", "field.budget", "field.coverage", "field.region", "field.prima", "field.project",
    "field.beneficiary", "field.sheet", "field.fund",
)

_FUND = Entity("Organization", "fund/iom-development-fund")     # pays for the projects whose pages name it

# the theme codes that begin a project's ID: the concepts of scheme/project-type
TYPES = frozenset({"IB", "CT", "LM", "RR", "MA", "PX", "PR", "PO", "NC", "FM", "TC", "SM"})

_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,2})?")
_PRIMA = re.compile(r"[A-Z]{2}\d{2}P\d{4}")
_PROJECT_ID = re.compile(r"([A-Z]{2})\.\d{4}|[A-Z][A-Z0-9]\d-\d{3}")
_BULLET = re.compile(r"[•*-] {0,4}")
_DEFAULT_END = "2024"       # what pages moved to a new site show where no end was known
_SCHEMES = {"status": "status", "coverage": "coverage", "region": "region", "type": "project-type"}
_PREDICATES = {"status": terms.STATUS, "coverage": terms.COVERAGE, "region": terms.REGION, "type": terms.PROJECT_TYPE}


def fields(reading: Reading) -> Iterator[Fact]:
    """Facts about the page's own project; none where a page has no fields."""
    page = reading.page
    if page.kind != "project-page":
        return
    yield Fact(PAGE, terms.TYPE, Entity("Class", "Project"), "field.title", page.title)
    title = " ".join(reading.text(page.title).split())
    yield Fact(PAGE, terms.TITLE, Value(title, language=page.language), "field.title", page.title)
    yield from _sheet(reading)
    yield from _fund(reading)
    named = _named(reading)
    for name, field in named:
        yield from _fact(reading, name, field, {other for other, _ in named})


def _fund(reading: Reading) -> Iterator[Fact]:
    """The Fund whose pages these are pays, where its page names it in full or as "the Fund"."""
    named = [m.span for m in reading.by_entity.get(_FUND, ())]
    matches = (next(reading.matches(s, "funding", "project", "fund"), None)
               for s in reading.sentences if s != reading.title)
    called = [Span(*match.span()) for match in matches if match and _coded(reading)]
    for span in (named or called)[:1]:
        yield Fact(PAGE, terms.FUNDER, _FUND, "field.fund", reading.sentence(span))


def _sheet(reading: Reading) -> Iterator[Fact]:
    """The labels of a country office's project sheet: "Donor: value", or the value on the line below."""
    lines = reading.sentences
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        bullet = _BULLET.match(reading.folded, line.start, line.end)
        start = bullet.end() if bullet else line.start
        for table, name in _LABELS:
            label = reading.words.pattern("page", table, name).match(reading.folded, start, line.end)
            if label and re.match(r" ?:", reading.folded[label.end() : label.end() + 2]):
                yield from _sheet_value(reading, name, Span(label.end(), line.end), line)
            elif label and label.end() == line.end and below:
                yield from _sheet_value(reading, name, below, line.to(below))


# what tells a project's page by itself, and what does not
_LABELS = (
    ("sheet", "donor"), ("sheet", "budget"), ("sheet", "duration"), ("sheet", "partner"),
    ("sheet", "implementer"), ("about", "country"), ("about", "status"), ("about", "coverage"),
    ("about", "code"),
)
_ROLES = {"donor": terms.FUNDER, "partner": terms.PARTNER, "implementer": terms.IMPLEMENTED_BY}


def _sheet_value(reading: Reading, name: str, value: Span, line: Span) -> Iterator[Fact]:
    if name in _ROLES:
        kinds = ("Organization", "Country") if name == "donor" else ("Organization",)
        for actor in outermost(reading.of_kind(*kinds, within=value)):
            yield Fact(PAGE, _ROLES[name], actor.entity, "field.sheet", line)
    elif name == "budget":
        for money in list(inside(reading.money, value))[:1]:
            yield from sum_facts(PAGE, terms.BUDGET, money, "field.sheet", line)
    elif name == "country":
        for state in outermost(reading.of_kind("Country", within=value)):
            yield Fact(PAGE, terms.IN_COUNTRY, state.entity, "field.sheet", line)
    elif name in ("status", "coverage"):
        written = reading.fold(value).strip(" :.")
        if slug := reading.words.key("page", "standing" if name == "status" else "reach", written):
            yield Fact(PAGE, _PREDICATES[name], Entity("Concept", f"{name}/{slug}"), "field.sheet", line)
    elif name == "code" and (code := _PROJECT_ID.search(reading.text(value))):
        yield Fact(PAGE, terms.PROJECT_ID, Value(code[0]), "field.sheet", line)
    elif name == "duration":
        for moment in list(inside(reading.moments, value))[:1]:
            yield Fact(PAGE, terms.START, Value(moment.start, datatype_of(moment.start)), "field.sheet", line)
            if moment.end not in ("", ".."):
                yield Fact(PAGE, terms.END, Value(moment.end, datatype_of(moment.end)), "field.sheet", line)


def _named(reading: Reading) -> list[tuple[str, Field]]:
    """The fields with their names. Of two that are labelled "Tipo de proyecto" the one with a status is the status."""
    found = []
    for field in reading.page.fields:
        name = _name(reading.fold(field.label))
        if name == "type" and _concept(reading, "status", field):
            name = "status"
        if name and field.value.end > field.value.start:
            found.append((name, field))
    return found


def _coded(reading: Reading) -> bool:
    codes = (_PROJECT_ID.fullmatch(reading.text(field.value).strip()) for field in reading.page.fields)
    return any(code and code[1] in TYPES for code in codes)


def is_known_label(label: str) -> bool:
    """Whether any language has the folded label; what no rule knows is listed by `oimgraph rules --unknown`."""
    return bool(_name(label))


@lru_cache(maxsize=1000)
def _name(label: str) -> str:
    """What a folded label stands for in any language, as "start"; "" for a label that nobody knows."""
    return next(filter(None, (lexicon(language).key("page", "fields", label) for language in LANGUAGES)), "")


def _concept(reading: Reading, name: str, field: Field) -> Entity | None:
    """The concept of the field's scheme that its value stands for."""
    scheme = _SCHEMES[name] + "/"
    return next((entity for entity in reading.values.get(field.value, ()) if entity.key.startswith(scheme)), None)


def _fact(reading: Reading, name: str, field: Field, all_names: set[str]) -> Iterator[Fact]:
    span = field.label.to(field.value)
    written, rule = reading.text(field.value).strip(), f"field.{name}"
    if name in _SCHEMES:
        if name == "type" and "project" in all_names and _coded(reading):
            return      # the code letters of the project's ID say it better than the label
        if concept := _concept(reading, name, field):
            yield Fact(PAGE, _PREDICATES[name], concept, rule, span)
    elif name in ("start", "end", "year"):
        if _YEAR.fullmatch(written):
            suspect = name == "end" and written == _DEFAULT_END and "start" not in all_names
            predicate = {"start": terms.START, "end": terms.END, "year": terms.FUNDING_YEAR}[name]
            yield Fact(PAGE, predicate, Value(written, "gYear"), rule + ".suspect" * suspect, span)
    elif name == "budget" and _AMOUNT.fullmatch(written):
        yield from sum_facts(PAGE, terms.BUDGET, Money(span, Decimal(written), "USD"), rule, span)
    elif name == "prima" and _PRIMA.fullmatch(written):
        yield Fact(PAGE, terms.PRIMA_ID, Value(written), rule, span)
    elif name == "project" and (code := _PROJECT_ID.fullmatch(written)):
        yield Fact(PAGE, terms.PROJECT_ID, Value(written), rule, span)
        if code[1] in TYPES:
            theme = Entity("Concept", f"project-type/{code[1]}")
            yield Fact(PAGE, terms.PROJECT_TYPE, theme, "field.type.code", span)
    elif name == "beneficiaries":
        for country in reading.beneficiaries:
            yield Fact(PAGE, terms.BENEFICIARY, country.entity, "field.beneficiary", span)
            yield Fact(PAGE, terms.IN_COUNTRY, country.entity, "field.beneficiary", span)
