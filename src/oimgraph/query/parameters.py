"""What a user sets ("country=MOZ") as a term. It is never pasted into a query: it keeps the rows that have it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.query.answers import Term, plain

_LINE = re.compile(r"#\s*param\s+(\w+)\s*\(([\w-]+)(?: (\w+))?(?:,\s*default\s+([^)]+))?\)\s*:\s*(.+)")
_IRI = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+?|urn:[^\s<>\"{}|\\^`]+?)>?")
_KEY = re.compile(r"[^\s<>\"{}|\\^`:]+")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_BOUNDS = ("since", "until")
_ENTITIES = ("country", "organization", "fund", "person", "project", "agreement", "event", "document", "place")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A selected variable that can be set, or a bound of one. `kind` says how its value is read:

    country, organization, document, …   the key of a resource: "MOZ", "iom", or with another kind before it, "fund/edf"
    iri                                  an IRI or a prefixed name, "mgo:signatory"
    text                                 a literal of whatever type, "2014"
    since, until                         a bound of the dates in `column`, as far as both are known: "2010", "2010-05"
    anything else                        the slug of a concept in the scheme of that name: "migrant-smuggling"
    """

    name: str
    kind: str
    default: str
    about: str
    column: str = ""                # the variable, where it is not called as the parameter is


@dataclass(frozen=True, slots=True)
class Condition:
    """What a value asks of a column: its very term (of a literal the lexical form), or a date on one side of it."""

    column: str
    kind: str
    term: NamedNode | Literal

    def holds(self, cell: Term | None) -> bool:
        text, bound = plain(cell), self.term.value
        if self.kind in _BOUNDS:
            known = min(len(text), len(bound))
            first, last = (text, bound) if self.kind == "until" else (bound, text)
            return known > 0 and first[:known] <= last[:known]
        return isinstance(cell, NamedNode) == isinstance(self.term, NamedNode) and text == bound


def read_parameters(text: str) -> tuple[Parameter, ...]:
    """The "# param name (kind, default value): what it is" lines of a query."""
    found = (_LINE.fullmatch(line.strip()) for line in text.splitlines())
    return tuple(Parameter(m[1], m[2], (m[4] or "").strip(), m[5], m[3] or m[1]) for m in found if m)


def condition(parameter: Parameter, value: str, base: str = terms.ID) -> Condition:
    """Raises InputError for a value that is not understood."""
    if parameter.kind not in _BOUNDS:
        return Condition(parameter.column, parameter.kind, bind(parameter, value, base))
    if not _DATE.fullmatch(value):
        raise InputError(f"{parameter.name}={value} is no date", "write a year, a month or a day: 2010, 2010-05")
    return Condition(parameter.column, parameter.kind, Literal(value))


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
