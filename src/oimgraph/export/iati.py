"""Projects as IATI activities 2.03, for the registries and tools of aid transparency.

The standard wants an identifier, a title, a status and a date of each activity. A project of which no page states them
is left out, and `left_out` tells why: nothing is made up to satisfy the schema. docs/exports.md has the whole mapping.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.graph.compact import base_of
from oimgraph.graph.facts import Term, by_subject, classes, facts
from oimgraph.graph.why import reasons

_IOM = "XM-DAC-47066"       # the channel code of IOM in the list of the OECD's Development Assistance Committee
_ORGANISATION_TYPES = {"GovernmentBody": "10", "Country": "10", "IntergovernmentalOrganization": "40"}
_ROLES = {terms.FUNDER: "1", terms.IMPLEMENTED_BY: "4"}
_ACCOUNTABLE = "2"
_DATE_TYPES = {"1": ("1", "3"), "2": ("2", "3"), "4": ("2", "4")}    # status -> planned or actual start and end
_NEEDED = {"a title": (terms.TITLE,), "a project number": (terms.PROJECT_ID, terms.PRIMA_ID)}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Description = dict[str, list[Term]]


def iati(quads: Iterable[ox.Quad]) -> bytes:
    """An IATI activity file. Raises InputError when no project can be told in it."""
    dataset = _Dataset(list(quads))
    told = [iri for iri in dataset.projects if not dataset.lacks(iri)]
    if not told:
        raise InputError("no project has all that IATI wants", f"needed are {', '.join(_NEEDED)}, a status and a year")
    root = ET.Element("iati-activities", {"version": "2.03"})
    for iri in told:
        _activity(root, dataset, iri)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def told_projects(quads: Iterable[ox.Quad]) -> list[str]:
    """The projects that IATI can hold."""
    dataset = _Dataset(list(quads))
    return [iri for iri in dataset.projects if not dataset.lacks(iri)]


def left_out(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    """The projects that IATI cannot hold -> what no page states of them."""
    dataset = _Dataset(list(quads))
    return {iri: lacking for iri in dataset.projects if (lacking := dataset.lacks(iri))}


class _Dataset:
    """The facts by subject, and the words in which pages speak of each resource."""

    def __init__(self, quads: list[ox.Quad]) -> None:
        self.described = by_subject(facts(quads))
        self._base = base_of([*self.described])
        self._reasons = reasons(quads)
        self.projects = [iri for iri, told in sorted(self.described.items()) if terms.MGO + "Project" in classes(told)]

    def of(self, iri: str, *predicates: str) -> list[Term]:
        told = self.described.get(iri, {})
        return [value for predicate in predicates for value in told.get(predicate, [])]

    def first(self, iri: str, *predicates: str) -> str:
        return next((value.value for value in self.of(iri, *predicates)), "")

    def lacks(self, iri: str) -> list[str]:
        """What IATI wants of an activity and no page states."""
        lacking = [what for what, predicates in _NEEDED.items() if not self.of(iri, *predicates)]
        dated = any(_day(value.value, last=False) for value in self.of(iri, terms.START, terms.END))
        found = {"a status that IATI knows": self.notation(iri, terms.STATUS), "a start or an end": dated}
        return lacking + [what for what, given in found.items() if not given]

    def notation(self, iri: str, predicate: str) -> str:
        """The IATI code of the concept that the project has there; of several the first, "" for none."""
        concepts = (value.value for value in self.of(iri, predicate))
        return next((code for concept in concepts if (code := self.first(concept, terms.SKOS + "notation"))), "")

    def names(self, iri: str) -> list[Term]:
        """One name in each language."""
        held = self.of(iri, terms.PREF_LABEL) or self.of(iri, terms.LABEL, terms.TITLE)
        by_language = {value.language or "": value for value in reversed(held) if isinstance(value, ox.Literal)}
        return [by_language[code] for code in sorted(by_language)] or [ox.Literal(iri.removeprefix(self._base))]

    def longest_quote(self, iri: str) -> tuple[str, str]:
        """The longest words that a fact of the resource rests on, on one line, with the page's language."""
        quotes = sorted((-len(reason.quote), reason.quote, reason.document) for reason in self._reasons
                        if reason.subject == iri)
        quote, document = quotes[0][1:] if quotes else ("", "")
        return " ".join(quote.split()), self.first(document, terms.LANGUAGE)

    def pages(self, iri: str) -> list[str]:
        return sorted({reason.document for reason in self._reasons if reason.subject == iri})


def _activity(root: ET.Element, dataset: _Dataset, iri: str) -> None:
    """One project, its parts in the order of the schema."""
    activity = ET.SubElement(root, "iati-activity", {"linked-data-uri": iri})
    ET.SubElement(activity, "iati-identifier").text = f"{_IOM}-{dataset.first(iri, terms.PROJECT_ID, terms.PRIMA_ID)}"
    reporter = {"ref": _IOM, "type": "40", "secondary-reporter": "1"}
    _told(ET.SubElement(activity, "reporting-org", reporter), [ox.Literal("International Organization for Migration")])
    _told(ET.SubElement(activity, "title"), dataset.names(iri))
    _describe(activity, dataset, iri)
    _participants(activity, dataset, iri)
    for number in dataset.of(iri, terms.PRIMA_ID):
        ET.SubElement(activity, "other-identifier", {"ref": number.value, "type": "A1"})
    status = dataset.notation(iri, terms.STATUS)
    ET.SubElement(activity, "activity-status", {"code": status})
    _dates(activity, dataset, iri, status)
    if scope := dataset.notation(iri, terms.COVERAGE):
        ET.SubElement(activity, "activity-scope", {"code": scope})
    _countries(activity, dataset, iri)
    _tags(activity, dataset, iri)
    _budgets(activity, dataset, iri)
    _links(activity, dataset, iri)


def _told(parent: ET.Element, texts: Iterable[Term]) -> None:
    """A narrative for each text, in its language."""
    for text in texts:
        language = text.language if isinstance(text, ox.Literal) else None
        ET.SubElement(parent, "narrative", {_LANG: language} if language else {}).text = _NOT_XML.sub("", text.value)


def _describe(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    quote, language = dataset.longest_quote(iri)
    text = ox.Literal(quote, language=language) if quote and language else dataset.names(iri)[0]
    _told(ET.SubElement(activity, "description", {"type": "1"}), [text])


def _participants(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    """Who pays and who implements; IOM as the accountable body where no page says either, for the number is IOM's."""
    found = [(role, actor.value) for predicate, role in _ROLES.items() for actor in dataset.of(iri, predicate)]
    iom = f"{base_of([*dataset.described])}organization/iom"
    for role, actor in found or [(_ACCOUNTABLE, iom)]:
        kinds = (cls.rpartition("#")[2] for cls in classes(dataset.described.get(actor, {})))
        kind = next((_ORGANISATION_TYPES[cls] for cls in kinds if cls in _ORGANISATION_TYPES), "")
        known = {"ref": _IOM, "crs-channel-code": "47066"} if actor == iom else {}
        told = {"role": role, **({"type": kind} if kind else {}), **known}
        _told(ET.SubElement(activity, "participating-org", told), dataset.names(actor))


def _dates(activity: ET.Element, dataset: _Dataset, iri: str, status: str) -> None:
    """A year or month stands for its first or last day; the narrative keeps what the page states."""
    kinds = _DATE_TYPES.get(status, ("1", "3"))
    for kind, predicate, last in zip(kinds, (terms.START, terms.END), (False, True), strict=True):
        for stated in dataset.of(iri, predicate):
            if day := _day(stated.value, last=last):
                date = ET.SubElement(activity, "activity-date", {"type": kind, "iso-date": day})
                if day != stated.value:
                    ET.SubElement(date, "narrative").text = stated.value


def _day(stated: str, *, last: bool) -> str:
    """The first or last day of a year, of a month, or the day itself; "" for a date without a year."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", stated)
    if not match:
        return ""
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return f"{year:04}-{month:02}-{day:02}"


def _countries(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    """Without percentages: pages do not state any."""
    for country in dataset.of(iri, terms.BENEFICIARY) or dataset.of(iri, terms.IN_COUNTRY):
        if code := dataset.first(country.value, terms.ISO2):
            _told(ET.SubElement(activity, "recipient-country", {"code": code}), dataset.names(country.value))


def _tags(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    """Crimes and themes under our own vocabularies, which IATI calls 99."""
    for concept in dataset.of(iri, terms.ADDRESSES, terms.THEME):
        scheme, _, slug = concept.value.rpartition("/")
        told = {"vocabulary": "99", "vocabulary-uri": scheme, "code": slug}
        _told(ET.SubElement(activity, "tag", told), dataset.names(concept.value))


def _budgets(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    """Sums over the project's period; none where start or end is not stated."""
    start = _day(dataset.first(iri, terms.START), last=False)
    end = _day(dataset.first(iri, terms.END), last=True)
    for money in dataset.of(iri, terms.BUDGET) if start and end else []:
        budget = ET.SubElement(activity, "budget", {"type": "1"})
        ET.SubElement(budget, "period-start", {"iso-date": start})
        ET.SubElement(budget, "period-end", {"iso-date": end})
        told = {"currency": dataset.first(money.value, terms.CURRENCY), "value-date": start}
        ET.SubElement(budget, "value", told).text = dataset.first(money.value, terms.VALUE)


def _links(activity: ET.Element, dataset: _Dataset, iri: str) -> None:
    """The pages that the facts come from, where their address is known."""
    for page in dataset.pages(iri):
        for source in dataset.of(page, terms.SOURCE):
            link = ET.SubElement(activity, "document-link", {"format": "text/html", "url": source.value})
            _told(ET.SubElement(link, "title"), dataset.names(page))
            ET.SubElement(link, "category", {"code": "A12"})     # activity web page
            if language := dataset.first(page, terms.LANGUAGE):
                ET.SubElement(link, "language", {"code": language})
