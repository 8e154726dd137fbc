"""The view's HTML: our template, style and script, vis-network as pyvis ships it, the data as escaped JSON.

pyvis's own page loads from the network and runs what is in titles, so only its data model and library are used.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from oimgraph.view.layout import positions
from oimgraph.view.picture import Node, Picture, picture

_HERE = Path(__file__).resolve().parent
_VIS = Path("templates") / "lib" / "vis-9.1.2" / "vis-network.min.js"

COLOURS = {
    "IntergovernmentalOrganization": "#1d4e89", "GovernmentBody": "#2a9d8f", "CivilSocietyOrganization": "#8ab17d",
    "Organization": "#6c8ead", "Fund": "#e9a23b", "Person": "#b56576", "Country": "#577590", "Place": "#90a4ae",
    "Agreement": "#c1121f", "PolicyInstrument": "#7b2cbf", "LegalInstrument": "#5a189a", "Publication": "#9d8189",
    "Project": "#f4a261", "Event": "#e76f51", "Grant": "#d4a017", "Observation": "#adb5bd", "Crime": "#343a40",
    "Theme": "#6c757d",
}


def render(quads: Iterable[ox.Quad], language: str = "en") -> bytes:
    """The whole page, UTF-8. It holds everything that it shows and asks the network for nothing."""
    shown = picture(quads)
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("view.css", "view.js"))
    library = _library()
    policy = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src "
    policy += f"{_hash(library)} {_hash(script)}"
    page = (_HERE / "view.html").read_text(encoding="utf-8")
    for name, text in (
        ("language", language), ("policy", policy), ("style", style), ("data", _json(data(shown))),
        ("library", library), ("script", script),
    ):
        page = page.replace("{{" + name + "}}", text, 1)
    return page.encode()


def data(shown: Picture) -> dict[str, Any]:
    """What the script reads: nodes with place and facts, edges, labels of terms and documents."""
    network = _network(shown)
    places = positions(shown.nodes, shown.edges)
    index = {iri: number for number, iri in enumerate(shown.nodes)}
    spoken = {fact.predicate for node in shown.nodes.values() for fact in node.facts}
    spoken |= {fact.value for node in shown.nodes.values() for fact in node.facts if fact.value in shown.labels}
    spoken |= {e.document for node in shown.nodes.values() for fact in node.facts for e in fact.evidence}
    return {
        "nodes": [_row(node, places[iri], index) for iri, node in shown.nodes.items()],
        "edges": [[edge["from"], edge["title"], edge["to"]] for edge in network.edges],
        "labels": {iri: shown.labels[iri] for iri in sorted(spoken) if iri in shown.labels},
        "colours": COLOURS,
    }


def _network(shown: Picture) -> Any:
    """The graph as pyvis models it; its lists are filled directly, since its own calls look through them each time."""
    from pyvis.network import Network

    network = Network(directed=True)
    index = {iri: number for number, iri in enumerate(shown.nodes)}
    network.node_ids = list(index.values())
    network.edges = [{"from": index[s], "to": index[o], "title": p} for s, p, o in shown.edges]
    return network


def _row(node: Node, place: tuple[int, int], index: dict[str, int]) -> dict[str, Any]:
    facts = [[f.predicate, index[f.value] if f.is_node else f.value, [[e.quote, e.document] for e in f.evidence]]
             for f in node.facts]
    return {"iri": node.iri, "cls": node.cls, "labels": node.labels, "names": node.aliases, "x": place[0],
            "y": place[1], "facts": facts}


def _json(value: Any) -> str:
    """JSON that can stand in a page: no "<" that could end the block."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def _library() -> str:
    import pyvis

    return (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8").replace("</script", "<\\/script")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


