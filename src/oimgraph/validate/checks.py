"""What only the whole dataset can tell: one query per check, as the shapes give it (sh:select of a mgs:Check)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import QuerySolutions, Store

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.validate.breach import Breach
from oimgraph.validate.guard import check
from oimgraph.validate.reading import node, subjects, text, values
from oimgraph.validate.shapes import MGS, SH

COMPONENT = "SPARQLConstraintComponent"


def run_checks(dataset: Store, shapes: Store) -> Iterator[Breach]:
    """Each check of the shapes, run once over all graphs of the dataset; a query that a shape refers to is no check."""
    for shape in subjects(shapes, SH + "select"):
        if next(shapes.quads_for_pattern(None, None, node(shape)), None):
            continue
        for select in values(shapes, shape, SH + "select"):
            check(select)
            try:
                found = dataset.query(select, prefixes=terms.PREFIXES)
            except SyntaxError as error:
                raise InputError(f"the check {shape} is not SPARQL: {error}", "correct the shapes") from error
            if not isinstance(found, QuerySolutions):
                raise InputError(f"the check {shape} is no SELECT", "correct the shapes")
            names = [variable.value for variable in found.variables]
            for row in found:
                at = {name: text(row[name]) for name in names}
                yield Breach(shape, at["focus"], at.get("path", ""), at.get("value", ""), COMPONENT)


def run_texts(dataset: Store, texts: Mapping[str, str]) -> Iterator[Breach]:
    """Every quote against the text of its document; `texts` is keyed by the document's IRI."""
    for excerpt in subjects(dataset, terms.HAS_SOURCE) if texts else ():
        for document in values(dataset, excerpt, terms.HAS_SOURCE):
            exact, start, end = (next(iter(values(dataset, excerpt, predicate)), "")
                                 for predicate in (terms.EXACT, terms.EXCERPT_START, terms.EXCERPT_END))
            if document in texts and _slice(texts[document], start, end) != exact:
                yield Breach(MGS + "quote-words", excerpt, terms.EXACT, exact, COMPONENT)


def _slice(page: str, start: str, end: str) -> str | None:
    return page[int(start) : int(end)] if start.isdigit() and end.isdigit() else None
