"""How a web host gives people a page and programs the data behind it, at the same address: recipes for Apache and
nginx, and the redirects that a w3id.org folder needs (docs/publish.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from oimgraph import terms
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.here import Site
from oimgraph.publish.paths import FIRST

_HERE = Path(__file__).resolve().parent / "recipes"
_W3ID = "https://w3id.org/"


def recipes(site: Site) -> Iterator[tuple[str, bytes]]:
    """.htaccess works where it stands; the others are to be put where they belong. Redirects need to know where to."""
    files = {".htaccess": "apache.conf", "negotiation/nginx.conf": "nginx.conf"}
    if site.url and site.index.base.startswith(_W3ID) and terms.MGO.startswith(_W3ID):
        files["negotiation/w3id.htaccess"] = "w3id.conf"
    others = [code for code in LANGUAGES if code != FIRST]
    slots = {"LANGUAGES": "|".join(others), "URL": site.url,
             "NGINX_LANGUAGES": "\n".join(f'    "~*^\\s*{code}\\b" ".{code}";' for code in others)}
    for name, recipe in files.items():
        text = (_HERE / recipe).read_text(encoding="utf-8")
        yield name, re.sub(r"\{\{(\w+)\}\}", lambda found: slots[found[1]], text).encode()
