"""Facts as a network for programs that draw and measure: GraphML (yEd, igraph, NetworkX) and GEXF (Gephi)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import base_of, short
from oimgraph.graph.facts import Term, by_subject, classes, facts

_NAMES = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Described = dict[str, dict[str, list[Term]]]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    iri: str
    label: str                              # in English where there is such a name
    cls: str                                # "mgo:Agreement"; "skos:Concept" for crimes, themes, statuses


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    source: str
    target: str
    label: str                              # "mgo:signatory"


def network(quads: Iterable[ox.Quad]) -> tuple[list[Node], list[Edge]]:
    """What has a class, and the facts between such resources. The vocabulary's own terms are left out."""
    described = by_subject(facts(quads))
    base = base_of([*described])
    shown = {iri for iri, told in described.items() if classes(told) and not iri.startswith(terms.MGO)
             and iri.startswith((base, terms.SCHEME))}
    edges = {Edge(source, value.value, short(predicate)) for source in shown
             for predicate, values in described[source].items() if predicate != terms.TYPE
             for value in values if isinstance(value, ox.NamedNode) and value.value in shown}
    nodes = [Node(iri, _label(iri, described[iri]), short(classes(described[iri])[0])) for iri in sorted(shown)]
    return nodes, sorted(edges)


def _label(iri: str, told: dict[str, list[Term]]) -> str:
    held = [value for predicate in _NAMES for value in told.get(predicate, []) if isinstance(value, ox.Literal)]
    english = [value.value for value in held if value.language == "en"]
    return next(iter([*english, *(value.value for value in held)]), short(iri))


def graphml(quads: Iterable[ox.Quad]) -> bytes:
    nodes, edges = network(quads)
    keys = (("label", "all"), ("class", "node"))
    return _document([
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{name}" for="{where}" attr.name="{name}" attr.type="string"/>' for name, where in keys),
        '<graph edgedefault="directed">',
        *(f"<node id={_quoted(node.iri)}>{_data('label', node.label)}{_data('class', node.cls)}</node>"
          for node in nodes),
        *(f"<edge source={_quoted(edge.source)} target={_quoted(edge.target)}>{_data('label', edge.label)}</edge>"
          for edge in edges),
        "</graph>",
        "</graphml>",
    ])


def _data(key: str, text: str) -> str:
    return f'<data key="{key}">{escape(_NOT_XML.sub("", text))}</data>'


def gexf(quads: Iterable[ox.Quad]) -> bytes:
    nodes, edges = network(quads)
    return _document([
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '<graph defaultedgetype="directed">',
        '<attributes class="node"><attribute id="class" title="class" type="string"/></attributes>',
        "<nodes>",
        *(f"<node id={_quoted(node.iri)} label={_quoted(node.label)}>"
          f'<attvalues><attvalue for="class" value={_quoted(node.cls)}/></attvalues></node>' for node in nodes),
        "</nodes>",
        "<edges>",
        *(f'<edge id="{number}" source={_quoted(edge.source)} target={_quoted(edge.target)}'
          f" label={_quoted(edge.label)}/>" for number, edge in enumerate(edges)),
        "</edges>",
        "</graph>",
        "</gexf>",
    ])


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _document(lines: Iterable[str]) -> bytes:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""]).encode()
