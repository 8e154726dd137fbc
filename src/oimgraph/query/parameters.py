"""What a user sets ("country=MOZ") as a term. It is never pasted into a query: it keeps the rows that have it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from oimgraph import terms
from oimgraph.errors import InputError

_LINE = re.compile(r"#\s*param\s+(\w+)\s*\(([\w-]+)(?:,\s*default\s+([^)]+))?\)\s*:\s*(.+)")
_IRI = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+?|urn:[^\s<>\"{}|\\^`]+?)>?")
_KEY = re.compile(r"[^\s<>\"{}|\\^`:]+")
_ENTITIES = ("country", "organization", "fund", "person", "project", "agreement", "event", "document", "place")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A selected variable that can be set. `kind` says how its value is read:

    country, organization, document, …   the key of a resource: "MOZ", "iom", or with another kind before it, "fund/edf"
    iri                                  an IRI or a prefixed name, "mgo:signatory"
    text                                 a literal of whatever type, "2014"
    anything else                        the slug of a concept in the scheme of that name: "migrant-smuggling"
    """

    name: str
    kind: str
    default: str
    about: str


def read_parameters(text: str) -> tuple[Parameter, ...]:
    """The "# param name (kind, default value): what it is" lines of a query."""
    found = (_LINE.fullmatch(line.strip()) for line in text.splitlines())
    return tuple(Parameter(m[1], m[2], (m[3] or "").strip(), m[4]) for m in found if m)


def bind(parameter: Parameter, value: str, base: str = terms.ID) -> NamedNode | Literal:
    """The term that a value stands for; every kind but text takes a whole IRI as well. Raises InputError."""
    if parameter.kind == "text":
        return Literal(value)
    whole = _IRI.fullmatch(value)
    if whole:
        return NamedNode(whole[1])
    prefix, colon, local = value.partition(":")
    if colon and prefix in terms.PREFIXES and _KEY.fullmatch(local):
        return NamedNode(terms.PREFIXES[prefix] + local)
    if parameter.kind == "iri" or not _KEY.fullmatch(value):
        raise InputError(f"{parameter.name}={value} is not understood", f"{parameter.name}: {parameter.about}")
    if parameter.kind not in _ENTITIES:
        return NamedNode(f"{terms.SCHEME}{parameter.kind}/{value}")
    return NamedNode(base + (value if "/" in value else f"{parameter.kind}/{value}"))
