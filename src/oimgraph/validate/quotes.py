"""From a fact back to the document and the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from oimgraph import terms
from oimgraph.validate.reading import is_node, node, subjects, values


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The words of a document that a fact rests on; `start` counts code points."""

    document: str
    start: int
    text: str


NO_QUOTE = Quote("", 0, "")


def quote_of(dataset: Store, focus: str, path: str = "", value: str = "") -> Quote:
    """The first quote that shows this fact; without one, a quote that shows something else of the resource."""
    if not is_node(focus):
        return NO_QUOTE
    if values(dataset, focus, terms.EXACT):
        return _read(dataset, focus)
    own = values(dataset, focus, terms.SUPPORTED_BY)
    if own:
        return min(_read(dataset, excerpt) for excerpt in own)
    said = subjects(dataset, terms.SUBJECT, focus) or subjects(dataset, terms.OBJECT, focus)
    ranked = [
        (_rank(dataset, assertion, path, value), _read(dataset, excerpt))
        for assertion in said
        for excerpt in values(dataset, assertion, terms.SUPPORTED_BY)
    ]
    return min(ranked)[1] if ranked else NO_QUOTE


def document_of(dataset: Store, focus: str) -> str:
    """The first document in whose graph the resource is described; "" when only the authority knows it."""
    found = dataset.quads_for_pattern(node(focus), None, None) if is_node(focus) else ()
    graphs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
    return next((graph for graph in sorted(graphs) if terms.DOCUMENT in values(dataset, graph, terms.TYPE)), "")


def _rank(dataset: Store, assertion: str, path: str, value: str) -> int:
    """0 for the very fact, 1 for the same property, 2 for the resource's class, 3 for what else is said of it."""
    predicates = values(dataset, assertion, terms.PREDICATE)
    if path in predicates:
        return 0 if value in values(dataset, assertion, terms.OBJECT) else 1
    return 2 if terms.TYPE in predicates else 3


def _read(dataset: Store, excerpt: str) -> Quote:
    document, start, exact = (next(iter(values(dataset, excerpt, predicate)), "")
                              for predicate in (terms.HAS_SOURCE, terms.EXCERPT_START, terms.EXACT))
    return Quote(document, int(start) if start.isdigit() else 0, exact)
