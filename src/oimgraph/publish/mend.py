"""The lines of a corrections file that would take a fact out (docs/corrections.md), ready to copy."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.facts import Term

_LOCAL = re.compile(r"[a-z][a-z-]{0,30}/[A-Za-z0-9._/-]{1,300}")
_TERM = re.compile(r"[A-Za-z][\w/-]{0,100}", re.ASCII)


def rejection(subject: str, predicate: str, value: Term, base: str) -> str:
    """A row that rejects the fact wherever it is stated."""
    told = _iri(value.value, base) if isinstance(value, ox.NamedNode) else _literal(value)
    rows = {"subject": _iri(subject, base), "predicate": _iri(predicate, base), "object": told, "note": _text("")}
    return "\n".join(["[[reject]]", *(f"{key} = {written}" for key, written in rows.items())])


def _iri(iri: str, base: str) -> str:
    """From the base on, with a prefix, or whole."""
    rest = iri.removeprefix(base)
    if rest != iri and _LOCAL.fullmatch(rest):
        return _text(rest)
    spaces = {**terms.PREFIXES, "scheme": terms.SCHEME}
    prefix = next((prefix for prefix, space in spaces.items() if iri.startswith(space)), "")
    local = iri.removeprefix(spaces.get(prefix, ""))
    return _text(f"{prefix}:{local}" if prefix and _TERM.fullmatch(local) else iri)


def _literal(value: ox.Literal) -> str:
    kind = value.datatype.value.removeprefix(terms.XSD)
    told = {"value": value.value}
    if value.language:
        told["language"] = value.language
    elif kind != "string":
        told["datatype"] = kind
    return "{ " + ", ".join(f"{key} = {_text(text)}" for key, text in told.items()) + " }"


def _text(text: str) -> str:
    """A basic string of TOML: JSON's escapes are TOML's as well, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
