"""Facts as a network for programs that draw and measure: GraphML (yEd, igraph, NetworkX) and GEXF (Gephi)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import base_of, short
from oimgraph.graph.facts import Term, by_subject, classes, facts

_NAMES = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)
_YEARS = (terms.START, terms.END, terms.SIGNED_ON, terms.FUNDING_YEAR, terms.PUBLICATION_YEAR, terms.ADOPTED_ON,
          terms.PERIOD, terms.DATE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Described = dict[str, dict[str, list[Term]]]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    iri: str
    label: str                              # in English where there is such a name
    cls: str                                # "mgo:Agreement"; "skos:Concept" for crimes, themes, statuses
    year: int | None = None                 # the first that its dates name
    value: float | None = None              # of a figure or a sum of money, or how many took part


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    source: str
    target: str
    label: str                              # "mgo:signatory"
    pages: int                              # how many documents state it; 0 for what the register tells


# the attributes of nodes and of edges, with the types that GraphML and GEXF know them by
_NODE = {"class": "string", "year": "int", "value": "double"}
_EDGE = {"pages": "int"}


def network(quads: Iterable[ox.Quad]) -> tuple[list[Node], list[Edge]]:
    """What has a class, and the facts between such resources. The vocabulary's own terms are left out."""
    held = list(quads)
    told_in = _pages(held)
    described = by_subject(facts(held))
    base = base_of([*described])
    shown = {iri for iri, told in described.items() if classes(told) and not iri.startswith(terms.MGO)
             and iri.startswith((base, terms.SCHEME))}
    edges = {Edge(source, value.value, short(predicate), told_in[source, predicate, value.value]) for source in shown
             for predicate, values in described[source].items() if predicate != terms.TYPE
             for value in values if isinstance(value, ox.NamedNode) and value.value in shown}
    return [_node(iri, described[iri]) for iri in sorted(shown)], sorted(edges)


def _node(iri: str, told: dict[str, list[Term]]) -> Node:
    years = [match[0] for predicate in _YEARS for value in told.get(predicate, [])
             if (match := re.match(r"\d{4}", value.value))]
    values = [value.value for predicate in (terms.VALUE, terms.PARTICIPANT_COUNT) for value in told.get(predicate, [])]
    number = next((float(value) for value in values if re.fullmatch(r"-?\d{1,30}(\.\d{1,30})?", value)), None)
    return Node(iri, _label(iri, told), short(classes(told)[0]), int(min(years)) if years else None, number)


def _pages(quads: list[ox.Quad]) -> Counter[tuple[str, str, str]]:
    """How many document graphs state each triple between resources."""
    shared = ("/graph/authority", "/graph/run")
    return Counter((s.value, p.value, o.value) for s, p, o, graph in set(quads)
                   if isinstance(s, ox.NamedNode) and isinstance(o, ox.NamedNode)
                   and isinstance(graph, ox.NamedNode) and not graph.value.endswith(shared))


def _label(iri: str, told: dict[str, list[Term]]) -> str:
    held = [value for predicate in _NAMES for value in told.get(predicate, []) if isinstance(value, ox.Literal)]
    english = [value.value for value in held if value.language == "en"]
    return next(iter([*english, *(value.value for value in held)]), short(iri))


def graphml(quads: Iterable[ox.Quad]) -> bytes:
    nodes, edges = network(quads)
    return _document([
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="label" for="all" attr.name="label" attr.type="string"/>',
        *(f'<key id="{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>'
          for where, names in (("node", _NODE), ("edge", _EDGE)) for name, kind in names.items()),
        '<graph edgedefault="directed">',
        *(f"<node id={_quoted(node.iri)}>{_data({'label': node.label, **_attributes(node)})}</node>" for node in nodes),
        *(f'<edge id="e{number}" source={_quoted(edge.source)} target={_quoted(edge.target)}>'
          f"{_data({'label': edge.label, 'pages': str(edge.pages)})}</edge>" for number, edge in enumerate(edges)),
        "</graph>",
        "</graphml>",
    ])


def _attributes(node: Node) -> dict[str, str]:
    """The node's attributes that it has."""
    told = {"class": node.cls, "year": node.year, "value": node.value}
    return {name: str(value) for name, value in told.items() if value is not None}


def _data(told: dict[str, str]) -> str:
    return "".join(f'<data key="{key}">{escape(_NOT_XML.sub("", text))}</data>' for key, text in told.items())


def gexf(quads: Iterable[ox.Quad]) -> bytes:
    nodes, edges = network(quads)
    return _document([
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '<graph defaultedgetype="directed">',
        *(f'<attributes class="{where}">{_declared(names)}</attributes>'
          for where, names in (("node", _NODE), ("edge", _EDGE))),
        "<nodes>",
        *(f"<node id={_quoted(node.iri)} label={_quoted(node.label)}>{_values(_attributes(node))}</node>"
          for node in nodes),
        "</nodes>",
        "<edges>",
        *(f'<edge id="{number}" source={_quoted(edge.source)} target={_quoted(edge.target)}'
          f" label={_quoted(edge.label)}>{_values({'pages': str(edge.pages)})}</edge>"
          for number, edge in enumerate(edges)),
        "</edges>",
        "</graph>",
        "</gexf>",
    ])


def _declared(names: dict[str, str]) -> str:
    kinds = {"int": "integer"}
    return "".join(f'<attribute id="{name}" title="{name}" type="{kinds.get(kind, kind)}"/>'
                   for name, kind in names.items())


def _values(told: dict[str, str]) -> str:
    held = (f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in told.items())
    return f"<attvalues>{''.join(held)}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _document(lines: Iterable[str]) -> bytes:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""]).encode()
