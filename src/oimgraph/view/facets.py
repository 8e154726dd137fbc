"""What nodes are filtered by, beside their class: crime, country, year, language of the pages that speak of them."""

from __future__ import annotations

import re

from oimgraph import terms
from oimgraph.view.picture import Node, Picture

_YEAR = re.compile(r"((?:19|20)\d\d)(?:-\d\d){0,2}")
_CRIME = terms.SCHEME + "crime/"


def facets(node: Node, shown: Picture) -> dict[str, list[str]]:
    """The values of each filter, sorted: IRIs of crimes and countries, years, language codes."""
    values = {node.iri, *(fact.value for fact in node.facts)}
    pages = (shown.pages[document] for document in node.documents if document in shown.pages)
    return {
        "crime": sorted(value for value in values if value.startswith(_CRIME)),
        "country": sorted(value for value in values if value in shown.nodes and shown.nodes[value].cls == "Country"),
        "year": sorted({found[1] for value in values if (found := _YEAR.fullmatch(value))}),
        "source": sorted({page.language for page in pages if page.language}),
    }
