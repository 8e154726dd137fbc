"""The view's HTML: our template, style and script, and the data as escaped JSON.

pyvis's own page loads from the network and runs what is in titles, so only its model of a network is used.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.view.facets import facets
from oimgraph.view.layout import positions
from oimgraph.view.picture import Node, Picture, Shown, narrowed, picture

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("words", "model", "canvas", "panel", "save", "input", "main")
_WHOLE, _BEST = 500, 200           # nodes up to which the graph opens whole; else so many of the best connected

COLOURS = {
    "IntergovernmentalOrganization": "#2f6fb5", "GovernmentBody": "#2a9d8f", "CivilSocietyOrganization": "#8ab17d",
    "Organization": "#6c8ead", "Fund": "#e9a23b", "Person": "#b56576", "Country": "#577590", "Place": "#90a4ae",
    "Agreement": "#c1121f", "PolicyInstrument": "#7b2cbf", "LegalInstrument": "#9d6bd6", "Publication": "#9d8189",
    "Project": "#f4a261", "Event": "#e76f51", "Grant": "#d4a017", "Observation": "#adb5bd", "Crime": "#d6336c",
    "Theme": "#6c757d",
}


def render(quads: Iterable[ox.Quad], language: str = "en", start: Collection[str] = (), depth: int = 0) -> bytes:
    """The whole page, UTF-8. It holds everything that it shows and asks the network for nothing; where nodes to start
    from are given, it shows what is at most `depth` links away from them. Raises InputError: none of them is there."""
    shown = picture(quads)
    if start:
        shown = narrowed(shown, start, depth)
        if not shown.nodes:
            raise InputError("nothing of this is in the graph's view",
                             "give the IRI of a thing, or a query that names some")
    style = (_HERE / "view.css").read_text(encoding="utf-8")
    script = "".join((_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    policy = f"default-src 'none'; img-src data: blob:; style-src {_hash(style)}; script-src {_hash(script)}; "
    policy += "base-uri 'none'; form-action 'none'"
    counts = Counter(node.cls for node in shown.nodes.values())
    parts = {
        "language": language, "policy": policy, "style": style, "data": _json(data(shown)), "script": script,
        "summary": html.escape(", ".join(f"{count} {cls}" for cls, count in counts.most_common())),
    }
    page = (_HERE / "view.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], page).encode()


def data(shown: Picture) -> dict[str, Any]:
    """What the script reads: nodes with place and facts, edges, labels of terms and documents."""
    network = _network(shown)
    places = positions(shown.nodes, shown.edges)
    index = {iri: number for number, iri in enumerate(shown.nodes)}
    spoken = {terms.MGO + node.cls for node in shown.nodes.values()}
    spoken |= {fact.predicate for node in shown.nodes.values() for fact in node.facts}
    spoken |= {predicate for _, predicate, _ in shown.edges}
    spoken |= {fact.value for node in shown.nodes.values() for fact in node.facts if fact.value in shown.labels}
    spoken |= {e.document for node in shown.nodes.values() for fact in node.facts for e in fact.evidence}
    return {
        "nodes": [_row(node, places[iri], index) | facets(node, shown) for iri, node in shown.nodes.items()],
        "edges": [[edge["from"], edge["title"], edge["to"]] for edge in network.edges],
        "labels": {iri: shown.labels[iri] for iri in sorted(spoken) if iri in shown.labels},
        "documents": {iri: {"url": page.url, "date": page.date, "lang": page.language}
                      for iri, page in shown.pages.items() if iri in spoken},
        "overview": _overview(shown, index),
        "colours": COLOURS,
    }


def _overview(shown: Picture, index: dict[str, int]) -> list[list[int]]:
    """The best connected nodes and their places, for a graph too large to be read whole; else nothing."""
    if len(shown.nodes) <= _WHOLE:
        return []
    degree = Counter(end for s, _, o in shown.edges for end in (s, o))
    best = set(sorted(shown.nodes, key=lambda iri: (-degree[iri], iri))[:_BEST])
    places = positions(best, [edge for edge in shown.edges if edge[0] in best and edge[2] in best])
    return [[index[iri], *places[iri]] for iri in sorted(best)]


def _network(shown: Picture) -> Any:
    """The graph as pyvis models it; its lists are filled directly, since its own calls look through them each time."""
    from pyvis.network import Network

    network = Network(directed=True)
    index = {iri: number for number, iri in enumerate(shown.nodes)}
    network.node_ids = list(index.values())
    network.edges = [{"from": index[s], "to": index[o], "title": p} for s, p, o in shown.edges]
    return network


def _row(node: Node, place: tuple[int, int], index: dict[str, int]) -> dict[str, Any]:
    facts = [_fact(fact, index) for fact in node.facts]
    return {"iri": node.iri, "cls": node.cls, "type": node.type, "labels": node.labels, "names": node.aliases,
            "x": place[0], "y": place[1], "facts": facts}


def _fact(fact: Shown, index: dict[str, int]) -> list[Any]:
    """Predicate, object (a number is a node), evidence, and the object as N-Triples write it, where it is no node."""
    evidence = [[e.quote, e.document] for e in fact.evidence]
    if fact.is_node and fact.value in index:
        return [fact.predicate, index[fact.value], evidence]
    return [fact.predicate, fact.value, evidence, fact.term]


def _json(value: Any) -> str:
    """JSON that can stand in a page: no "<" that could end the block."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


