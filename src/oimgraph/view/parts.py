"""What the page's script reads, in parts: first what the first picture needs, then everything else, slice by slice.

Nodes are told by number, the best connected first, so that a part only adds to what came before it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oimgraph import terms
from oimgraph.view.colours import COLOURS
from oimgraph.view.facets import facets
from oimgraph.view.layout import positions
from oimgraph.view.picture import Node, Picture, Shown

_WHOLE, _BEST = 500, 200           # nodes up to which the graph opens whole; else so many of the best connected
_SLICE = 2000                      # nodes of a later part: a browser draws and answers between two


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The number by which each node, term (predicate or class) and document is told."""

    nodes: dict[str, int]
    terms: dict[str, int]
    documents: dict[str, int]


def parts(shown: Picture) -> Iterator[dict[str, Any]]:
    """The first picture; then the facts of its nodes, all labels and documents; then the other nodes."""
    degree = Counter(end for s, _, o in shown.edges for end in (s, o))
    numbers = _numbers(shown, degree)
    order = list(numbers.nodes)
    first = len(order) if len(order) <= _WHOLE else _BEST
    places = positions(shown.nodes, shown.edges)
    heads = [_head(shown.nodes[iri], places[iri], degree[iri]) for iri in order]
    edges = _edges(shown, numbers, first)
    classes = Counter(node.cls for node in shown.nodes.values())
    kinds = {terms.MGO + cls for cls in classes}
    yield {"nodes": heads[:first], "edges": edges[0], "labels": _labels(shown, kinds), "total": len(order),
           "overview": _overview(shown, order[:first]), "classes": sorted(classes.items()), "colours": COLOURS,
           "terms": list(numbers.terms)}
    yield {"more": [_more(shown.nodes[iri], shown, numbers) for iri in order[:first]],
           "labels": _labels(shown, _spoken(shown)), "documents": _documents(shown, numbers)}
    for number, start in enumerate(range(first, len(order), _SLICE), 1):
        end = start + _SLICE
        yield {"nodes": heads[start:end], "edges": edges[number],
               "more": [_more(shown.nodes[iri], shown, numbers) for iri in order[start:end]]}


def _numbers(shown: Picture, degree: Counter[str]) -> _Numbers:
    said = {node.type for node in shown.nodes.values()} | {predicate for _, predicate, _ in shown.edges}
    said |= {fact.predicate for node in shown.nodes.values() for fact in node.facts}
    quoted = {e.document for node in shown.nodes.values() for fact in node.facts for e in fact.evidence}
    best = sorted(shown.nodes, key=lambda iri: (-degree[iri], iri))
    nodes, spoken, documents = ({iri: number for number, iri in enumerate(iris)}
                                for iris in (best, sorted(said), sorted(quoted)))
    return _Numbers(nodes, spoken, documents)


def _edges(shown: Picture, numbers: _Numbers, first: int) -> dict[int, list[list[int]]]:
    """The links by slice: each in the first where both its ends are known."""
    slices = defaultdict(list)
    for edge in _network(shown, numbers).edges:
        last = max(edge["from"], edge["to"])
        number = 0 if last < first else 1 + (last - first) // _SLICE
        slices[number].append([edge["from"], numbers.terms[edge["title"]], edge["to"]])
    return slices


def _network(shown: Picture, numbers: _Numbers) -> Any:
    """The graph as pyvis models it; its lists are filled directly, since its own calls look through them each time."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.node_ids = list(numbers.nodes.values())
    network.edges = [{"from": numbers.nodes[s], "to": numbers.nodes[o], "title": p} for s, p, o in shown.edges]
    return network


def _overview(shown: Picture, best: list[str]) -> list[tuple[int, int]]:
    """Places of the best connected nodes, for a graph too large to be read whole; else nothing."""
    if len(best) == len(shown.nodes):
        return []
    among = set(best)
    places = positions(best, [edge for edge in shown.edges if edge[0] in among and edge[2] in among])
    return [places[iri] for iri in best]


def _spoken(shown: Picture) -> set[str]:
    """What the page calls by a label beside nodes and classes: predicates, documents, values that are no node."""
    facts = [fact for node in shown.nodes.values() for fact in node.facts]
    return ({predicate for _, predicate, _ in shown.edges} | {fact.predicate for fact in facts}
            | {fact.value for fact in facts if fact.value not in shown.nodes}
            | {e.document for fact in facts for e in fact.evidence})


def _labels(shown: Picture, iris: set[str]) -> dict[str, dict[str, str]]:
    return {iri: shown.labels[iri] for iri in sorted(iris) if iri in shown.labels}


def _documents(shown: Picture, numbers: _Numbers) -> list[dict[str, str]]:
    pages = ((iri, shown.pages.get(iri)) for iri in numbers.documents)
    return [{"iri": iri} | ({"url": page.url, "date": page.date, "lang": page.language} if page else {})
            for iri, page in pages]


def _head(node: Node, place: tuple[int, int], degree: int) -> dict[str, Any]:
    """What the picture needs of a node."""
    return {"iri": node.iri, "cls": node.cls, "labels": node.labels, "x": place[0], "y": place[1], "degree": degree}


def _more(node: Node, shown: Picture, numbers: _Numbers) -> dict[str, Any]:
    """What reading, search, filters and files need of it beside."""
    facts = [_fact(fact, numbers) for fact in node.facts]
    return {"type": numbers.terms[node.type], "names": node.aliases, "facts": facts} | facets(node, shown)


def _fact(fact: Shown, numbers: _Numbers) -> list[Any]:
    """Predicate, object (a number is a node), evidence, and the object as N-Triples write it, where it is no node."""
    evidence = [[e.quote, numbers.documents[e.document]] for e in fact.evidence]
    if fact.is_node and fact.value in numbers.nodes:
        return [numbers.terms[fact.predicate], numbers.nodes[fact.value], evidence]
    return [numbers.terms[fact.predicate], fact.value, evidence, fact.term]
