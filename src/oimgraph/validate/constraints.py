"""The constraints of core SHACL that look at one value: what a shape asks for, as a test of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode

from oimgraph.terms import RDF, XSD
from oimgraph.validate.reading import Term, text
from oimgraph.validate.shapes import SH

Test = Callable[[Term], bool]
Instances = Mapping[str, set[Term]]

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_LEXICAL = {
    "integer": _INTEGER,
    "nonNegativeInteger": re.compile(r"\+?[0-9]+|-0+"),
    "positiveInteger": re.compile(r"\+?0*[1-9][0-9]*"),
    "decimal": _DECIMAL,
    "boolean": re.compile(r"true|false|0|1"),
    "gYear": re.compile(r"-?[0-9]{4,}(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "gYearMonth": re.compile(r"-?[0-9]{4,}-(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "gMonth": re.compile(r"--(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "gMonthDay": re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?"),
}
_NUMBERS = {XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "decimal")}
_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (NamedNode,),
    "Literal": (Literal,),
    "BlankNode": (BlankNode,),
    "IRIOrLiteral": (NamedNode, Literal),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
    "BlankNodeOrLiteral": (BlankNode, Literal),
}


def of_datatype(wanted: str) -> Test:
    """Literals of that datatype whose words are words of the datatype."""
    return lambda term: isinstance(term, Literal) and term.datatype.value == wanted and well_formed(term)


def well_formed(literal: Literal) -> bool:
    """Whether the lexical form belongs to the datatype, as far as the datatype is known here."""
    name = literal.datatype.value.removeprefix(XSD)
    if name == "date":
        return _is_date(literal.value)
    if literal.datatype.value == RDF + "langString":
        return literal.language is not None
    return name not in _LEXICAL or _LEXICAL[name].fullmatch(literal.value) is not None


def _is_date(lexical: str) -> bool:
    try:
        date.fromisoformat(lexical[:10])
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?", lexical) is not None


def of_kind(wanted: str) -> Test:
    kinds = _KINDS[wanted.removeprefix(SH)]
    return lambda term: isinstance(term, kinds)


def of_class(wanted: str, instances: Instances) -> Test:
    members = instances.get(wanted, set())
    return lambda term: term in members


def matching(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda term: not isinstance(term, BlankNode) and compiled.search(text(term)) is not None


def one_of(wanted: frozenset[Term]) -> Test:
    return lambda term: term in wanted


def as_long_as(length: str) -> Test:
    least = int(length)
    return lambda term: not isinstance(term, BlankNode) and len(text(term)) >= least


def from_bound(bound: str) -> Test:
    least = Decimal(bound)
    return lambda term: (number := _number(term)) is not None and number >= least


def up_to_bound(bound: str) -> Test:
    most = Decimal(bound)
    return lambda term: (number := _number(term)) is not None and number <= most


def _number(term: Term) -> Decimal | None:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS and _DECIMAL.fullmatch(term.value):
        return Decimal(term.value)
    return None


BY_NAME: dict[str, Callable[[str], Test]] = {
    "datatype": of_datatype,
    "nodeKind": of_kind,
    "pattern": matching,
    "minLength": as_long_as,
    "minInclusive": from_bound,
    "maxInclusive": up_to_bound,
}
