"""What each constraint of the fast engine lets through, term by term."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from oimgraph import terms
from oimgraph.validate.constraints import BY_NAME, well_formed
from oimgraph.validate.reading import Term
from oimgraph.validate.shapes import SH


def literal(lexical: str, datatype: str = "string") -> Literal:
    return Literal(lexical, datatype=NamedNode(terms.XSD + datatype))


IRI, BLANK, FRENCH = NamedNode("https://e.org/a"), BlankNode("b"), Literal("été", language="fr")


@pytest.mark.parametrize(("lexical", "datatype", "good"), [
    ("--08-05", "gMonthDay", True), ("--13-05", "gMonthDay", False), ("2014-08", "gYearMonth", True),
    ("2014-13", "gYearMonth", False), ("2014", "gYear", True), ("14", "gYear", False), ("2016-02-29", "date", True),
    ("2014-02-29", "date", False), ("20140805", "date", False), ("+4", "integer", True), ("4.0", "integer", False),
    ("-4", "nonNegativeInteger", False), ("-0", "nonNegativeInteger", True), ("+4", "nonNegativeInteger", True),
    ("0", "positiveInteger", False), ("+007", "positiveInteger", True), ("-1", "positiveInteger", False),
    ("-4", "integer", True), ("", "integer", False), ("4 ", "integer", False), ("", "decimal", False),
    ("-4.", "decimal", True), ("+4.5", "decimal", True), ("4,5", "decimal", False), (".", "decimal", False),
    ("true", "boolean", True), ("1", "boolean", True), ("0", "boolean", True), ("false", "boolean", True),
    ("yes", "boolean", False), ("-2014", "gYear", True), ("2014Z", "gYear", True), ("2014+01:00", "gYear", True),
    ("12014-12", "gYearMonth", True), ("2014-08Z", "gYearMonth", True), ("2014-00", "gYearMonth", False),
    ("--12", "gMonth", True), ("--00", "gMonth", False), ("--1", "gMonth", False), ("--08-32", "gMonthDay", False),
    ("--08-31Z", "gMonthDay", True), ("--08-00", "gMonthDay", False), ("2016-02-29Z", "date", True),
    ("2016-02-29-05:00", "date", True), ("2016-02-29T00:00", "date", False),
    ("2016-2-29", "date", False),
    (".5", "decimal", True), ("1e3", "decimal", False), ("any", "token", True),
])
def test_words_of_a_datatype(lexical: str, datatype: str, good: bool) -> None:  # noqa: FBT001 - what is expected
    assert well_formed(literal(lexical, datatype)) is good


@pytest.mark.parametrize(("name", "wanted", "good", "bad"), [
    ("nodeKind", SH + "IRI", [IRI], [BLANK, FRENCH]),
    ("nodeKind", SH + "Literal", [FRENCH], [IRI, BLANK]),
    ("nodeKind", SH + "BlankNode", [BLANK], [IRI, FRENCH]),
    ("nodeKind", SH + "IRIOrLiteral", [IRI, FRENCH], [BLANK]),
    ("nodeKind", SH + "BlankNodeOrIRI", [BLANK, IRI], [FRENCH]),
    ("nodeKind", SH + "BlankNodeOrLiteral", [BLANK, FRENCH], [IRI]),
    ("datatype", terms.XSD + "gYear", [literal("2014", "gYear")], [literal("2014"), literal("20", "gYear"), IRI]),
    ("datatype", terms.RDF + "langString", [FRENCH], [literal("été"), BLANK]),
    ("pattern", "^h.*a$", [IRI, literal("ha")], [BLANK, literal("hat"), literal("aha!")]),
    ("pattern", "a", [IRI, literal("hat")], [literal("b"), BLANK]),
    ("minLength", "3", [FRENCH, IRI], [literal("ab"), BLANK]),
    ("minInclusive", "2", [literal("2", "integer"), literal("2.0", "decimal")],
     [literal("1.99", "decimal"), literal("3"), literal("x", "integer"), literal("3x", "integer"), IRI]),
    ("maxInclusive", "2",
     [literal("2", "positiveInteger"), literal("-7", "decimal"), literal("0", "nonNegativeInteger")],
     [literal("2.01", "decimal"), literal("1"), literal("", "decimal"), BLANK]),
])
def test_what_a_constraint_lets_through(name: str, wanted: str, good: list[Term], bad: list[Term]) -> None:
    test = BY_NAME[name](wanted)
    assert [term for term in [*good, *bad] if test(term)] == good
