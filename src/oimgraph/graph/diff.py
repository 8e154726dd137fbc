"""What two builds state differently. Evidence, the run and what the register tells are left aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import short
from oimgraph.graph.facts import facts


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of the pages that only the old, or only the new dataset has; in order."""

    lost: tuple[ox.Triple, ...]
    gained: tuple[ox.Triple, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.gained)

    def lines(self) -> list[str]:
        """One line per fact, subject by subject: "- organization/iom mgo:inCountry country/MEX"."""
        marked = [("-", triple) for triple in self.lost] + [("+", triple) for triple in self.gained]
        ordered = sorted(marked, key=lambda row: (str(row[1].subject), str(row[1].predicate), row[0], str(row[1])))
        return [f"{sign} {' '.join(map(_shown, triple))}" for sign, triple in ordered]


def diff(old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Difference:
    """Lexical forms are compared: 1.0 and 1.00 are two values."""
    before, after = set(_stated(old)), set(_stated(new))
    return Difference(tuple(sorted(before - after, key=str)), tuple(sorted(after - before, key=str)))


def _stated(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The facts of the document graphs."""
    shared = ("/graph/authority>", "/graph/run>")
    return facts(quad for quad in quads if not str(quad.graph_name).endswith(shared))


def _shown(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    if isinstance(term, ox.Literal) and not term.language:
        kind = term.datatype.value.removeprefix(terms.XSD)
        return str(ox.Literal(term.value)) + ("" if kind == "string" else f" ({kind})")
    return str(term)
