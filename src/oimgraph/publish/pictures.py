"""The page of pictures, and the lists behind their bars and dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.charts import YEARS, Bar, by_year, countries, crimes, money
from oimgraph.publish.drawing import Drawing, columns, earth, land, radius, rows, table
from oimgraph.publish.here import Here, Site, render
from oimgraph.publish.lists import Listing, list_pages

Drawn = tuple[list[Bar], Drawing]


def picture_pages(site: Site) -> Iterator[tuple[str, str]]:
    years = {cls: _drawn(by_year(site.index, cls), columns) for cls in YEARS}
    given = money(site.index)
    currencies = {unit: _drawn(list(bars), rows) for unit, bars in groupby(given, lambda bar: bar.group)}
    crime, places = crimes(site.index), _drawn(countries(site.index), earth)
    for language in LANGUAGES:
        here = Here(site, "pictures/", language)
        yield here.file, render("pictures.html", here, years=years, currencies=currencies, places=places, land=land(),
                                crimes=table(crime), continents=sorted({bar.group for bar in crime}),
                                radius=lambda bar: radius(bar, crime, 15))
    for cls, (bars, _) in years.items():
        yield from _lists(site, bars, f"pictures.{cls.lower()}_of", "year")
    yield from _lists(site, given, "pictures.money_of", "donor", "currency")
    yield from _lists(site, crime, "pictures.crime_of", "crime", "continent")


def _drawn(bars: list[Bar], draw: Callable[[list[Bar]], Drawing]) -> Drawn:
    return bars, draw(bars)


def _lists(site: Site, bars: list[Bar], title: str, label: str, group: str = "") -> Iterator[tuple[str, str]]:
    """What each bar stands for."""
    for bar in bars:
        if bar.members:
            values = ((label, bar.label), *(((group, bar.group),) if group else ()))
            yield from list_pages(Listing(bar.folder, bar.members, title=title, values=values), site, LANGUAGES)
