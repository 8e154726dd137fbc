"""Lists of resources: the members of a class, what stands behind a bar. What is long goes on over several pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oimgraph.lexicon.fold import fold
from oimgraph.publish.here import Here, Site, render

_ROWS = 300                 # of one page


@dataclass(frozen=True, slots=True)
class Listing:
    """Members under a title, which is a resource's name, or a text of the site with its slots."""

    path: str
    members: Sequence[str]
    about: str = ""                     # IRI of the class
    title: str = ""                     # key of a text
    values: tuple[tuple[str, str], ...] = ()        # slot -> IRI or text

    @property
    def parts(self) -> int:
        return max(1, -(-len(self.members) // _ROWS))


def list_pages(listing: Listing, site: Site, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every page of a list, with its file."""
    for language in languages:
        here = Here(site, listing.path, language)
        named = sorted((fold(here.name(iri).text), iri) for iri in listing.members)
        for part in range(1, listing.parts + 1):
            here = Here(site, listing.path, language, part)
            rows = [iri for _, iri in named[(part - 1) * _ROWS : part * _ROWS]]
            yield here.file, render("list.html", here, listing=listing, rows=rows, title=_title(listing, here),
                                    parts=listing.parts, count=len(listing.members),
                                    described=site.index.described(listing.about) if listing.about else {})


def _title(listing: Listing, here: Here) -> str:
    if not listing.title:
        text = here.name(listing.about).text
        return text[:1].upper() + text[1:]
    continents = here.t["continents"]
    return here.say(listing.title, **{slot: here.name(value).text if ":" in value else continents.get(value, value)
                                      for slot, value in listing.values})
