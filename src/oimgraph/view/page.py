"""The view's HTML: our template, style and script, and the data as escaped JSON.

The part that the first picture needs stands before the script; the others follow it, so that a browser draws while it
still reads them, each read by the call beside it.
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

from oimgraph.errors import InputError
from oimgraph.view.parts import parts
from oimgraph.view.picture import narrowed, picture

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("words", "read", "model", "canvas", "panel", "save", "input", "main")
_READ = "read()"
_PART = f'<script type="application/json">{{}}</script>\n<script>{_READ}</script>\n'


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
    policy = f"default-src 'none'; img-src data: blob:; style-src {_hash(style)}; "
    policy += f"script-src {_hash(script)} {_hash(_READ)}; base-uri 'none'; form-action 'none'"
    counts = Counter(node.cls for node in shown.nodes.values())
    first, *rest = map(_json, parts(shown))
    filled = {
        "language": language, "policy": policy, "style": style, "script": script,
        "first": first, "rest": "".join(map(_PART.format, rest)),
        "summary": html.escape(", ".join(f"{count} {cls}" for cls, count in counts.most_common())),
    }
    page = (_HERE / "view.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], page).encode()


def _json(value: Any) -> str:
    """JSON that can stand in a page: no "<" that could end the block."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
