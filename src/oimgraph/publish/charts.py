"""What is drawn: agreements, projects and events by year, money by donor, crimes by continent, countries on a map. Each
value of a series has the resources behind it; how it is drawn is the templates' matter.

Sums of different currencies are never added; nor is a grant counted whose sum or donor is not one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from oimgraph import terms
from oimgraph.link.mint import digest
from oimgraph.publish.index import Index
from oimgraph.publish.paths import step

YEARS = {"Agreement": (terms.SIGNED_ON,), "Project": (terms.START, terms.FUNDING_YEAR), "Event": (terms.START,)}
_ROLES = (terms.ORIGIN_FOR, terms.TRANSIT_FOR, terms.DESTINATION_FOR)
_DONORS = 12                # bars of a currency
_SPAN = 40                  # years of a picture: the last ones
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: what it is of, how much, and the resources that make it up. `folder` is where they are listed."""

    label: str                          # a year, or the IRI of a donor, crime or country
    value: Decimal
    members: tuple[str, ...]
    folder: str
    group: str = ""                     # a currency, or a continent


@cache
def world() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).resolve().parent / "map.toml").read_text(encoding="utf-8"))


def by_year(index: Index, cls: str) -> list[Bar]:
    """Resources of a class by the first year that pages give them; years between stand there with none."""
    members = {iri for iri, kind in index.pairs(terms.TYPE) if kind.value == terms.MGO + cls}
    first: dict[str, int] = {}
    for predicate in YEARS[cls]:
        for iri, value in index.pairs(predicate):
            if iri in members and (found := re.match(r"(?:19|20)\d\d", value.value)):
                first[iri] = min(first.get(iri, 9999), int(found[0]))
    years: dict[int, list[str]] = defaultdict(list)
    for iri, year in sorted(first.items()):
        years[year].append(iri)
    if not years:
        return []
    span = range(max(min(years), max(years) - _SPAN + 1), max(years) + 1)
    return [Bar(str(year), Decimal(len(years[year])), tuple(years[year]), f"pictures/{cls.lower()}-{year}/")
            for year in span]


def money(index: Index) -> list[Bar]:
    """What donors gave, by currency: the sums of grants that have one donor and, in a currency, one sum."""
    value_of = {iri: _number(value.value) for iri, value in index.pairs(terms.VALUE)}
    currency = {iri: value.value for iri, value in index.pairs(terms.CURRENCY)}
    grants = {iri for iri, kind in index.pairs(terms.TYPE) if kind.value == terms.MGO + "Grant"}
    donors, sums = _values(index.pairs(terms.FUNDER), grants), _values(index.pairs(terms.AMOUNT), grants)
    given: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for grant in sorted(grants):
        amounts = Counter(currency.get(amount, "") for amount in sums[grant])
        for amount in sums[grant]:
            unit, number = currency.get(amount, ""), value_of.get(amount)
            if len(donors[grant]) == 1 and number and amounts[unit] == 1 and _CURRENCY.fullmatch(unit):
                given[unit, donors[grant][0]].append((grant, number))
    bars = [Bar(donor, sum((number for _, number in rows), Decimal()), tuple(grant for grant, _ in rows),
                _folder(donor, "money", unit, donor.removeprefix(index.base)), unit)
            for (unit, donor), rows in given.items()]
    return list(_largest(bars))


def _largest(bars: list[Bar]) -> Iterator[Bar]:
    """The largest of each currency; the currency with most grants first."""
    weight: Counter[str] = Counter()
    for bar in bars:
        weight[bar.group] += len(bar.members)
    for unit in sorted(weight, key=lambda unit: (-weight[unit], unit)):
        own = [bar for bar in bars if bar.group == unit]
        yield from sorted(own, key=lambda bar: (-bar.value, bar.label))[:_DONORS]


def crimes(index: Index) -> list[Bar]:
    """Crimes by continent: what addresses a crime and is about a country there, and the countries' own roles."""
    countries: dict[str, set[str]] = defaultdict(set)
    for iri, country in index.pairs(terms.IN_COUNTRY):
        countries[iri].add(continent(country.value))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, crime in index.pairs(terms.ADDRESSES):
        for place in countries[iri] - {""}:
            found[crime.value, place].add(iri)
    for role in _ROLES:
        for bearer, crime in index.pairs(role):
            if place := continent(bearer):
                found[crime.value, place].add(bearer)
    return [Bar(crime, Decimal(len(members)), tuple(sorted(members)),
                _folder(crime, crime.removeprefix(terms.SCHEME), place), place)
            for (crime, place), members in sorted(found.items()) if crime.startswith(terms.SCHEME + "crime/")]


def countries(index: Index) -> list[Bar]:
    """How many resources are about each country that the map knows; where they are told is the country's own page."""
    about: dict[str, set[str]] = defaultdict(set)
    for predicate in (terms.IN_COUNTRY, terms.BENEFICIARY):
        for iri, country in index.pairs(predicate):
            if _code(country.value) in world()["countries"]:
                about[country.value].add(iri)
    return [Bar(country, Decimal(len(about[country])), tuple(sorted(about[country])), "") for country in sorted(about)]


def continent(country: str) -> str:
    return str(world()["countries"].get(_code(country), (0, 0, ""))[2])


def _folder(iri: str, *parts: str) -> str:
    """Where what stands behind a bar is listed; IRIs whose words are the same are kept apart."""
    return f"pictures/{step(*parts)}-{digest(iri, 6)}/"


def _code(country: str) -> str:
    return country.rpartition("/")[2] if "/country/" in country else ""


def _values(pairs: Iterable[tuple[str, Any]], of: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri, value in pairs:
        if iri in of:
            found[iri].append(value.value)
    return found


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < Decimal(10) ** 15 else None
