"""From a fact back to the words: found by IRI, prefixed name or any name, and shown in their line."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from facts import IOM, TEXT, agreement, page, stated, typed
from oimgraph import terms
from oimgraph.errors import DataError, InputError
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority
from oimgraph.graph.why import reasons, why
from oimgraph.link import link
from oimgraph.model import Entity, Fact, Span


@pytest.fixture(scope="module")
def dataset() -> list[ox.Quad]:
    """L’OIM is quoted twice: alone, and in its sentence."""
    sentence = Fact(IOM, terms.MEMBER, Entity("Country", "MLI"), "test.sentence", Span(0, len(TEXT)))
    linked = link(page(TEXT, "mali-1", "https://example.org/mali"), [*agreement(), sentence])
    found = list(quads(linked, {"test.stated": "0.9"}))
    return [*found, *authority(found)]


@pytest.mark.parametrize("written", [
    terms.ID + "organization/iom", "organization/iom", "OIM", "oim", "International Organization for Migration",
])
def test_a_resource_is_found_by_iri_or_by_any_name(dataset: list[ox.Quad], written: str) -> None:
    assert {reason.subject for reason in why(dataset, written)} == {terms.ID + "organization/iom"}


@pytest.mark.parametrize("written", [terms.LABEL, "rdfs:label", "label"])
def test_a_property_is_found_by_iri_or_name(dataset: list[ox.Quad], written: str) -> None:
    (reason,) = why(dataset, "OIM", written)
    assert (reason.object, reason.rule, reason.confidence) == ("OIM", "test.stated", "0.9")
    assert (reason.page, reason.source) == ("mali-1", "https://example.org/mali")


def test_the_words_are_marked_in_their_line(dataset: list[ox.Quad]) -> None:
    (reason,) = why(dataset, "OIM", "label")
    assert TEXT[reason.start : reason.end] == reason.quote == "L’OIM"
    assert str(reason).splitlines() == [
        "OIM · rdfs:label · OIM",
        "  page  mali-1 (https://example.org/mali)",
        "  line  ⟦L’OIM⟧ et le Parquet ont signé.",
        "  rule  test.stated, confidence 0.9; characters 0 to 5",
    ]


def test_a_fact_that_two_pages_state_has_two_reasons() -> None:
    facts = [typed(IOM, "Organization"), stated(IOM, terms.LABEL, "OIM")]
    both = [quad for name in ("b", "a") for quad in quads(link(page(TEXT, name), facts), {})]
    assert [reason.page for reason in why(both, "OIM", "label")] == ["a", "b"]


@pytest.mark.parametrize(("subject", "predicate", "hint"), [
    ("Ministère de la Justic", "", "did you mean Ministère de la Justice"),
    ("nothing like it", "", ""),
    ("Mali", "", "register"),
    ("OIM", "mgo:budget", "rdfs:label"),
])
def test_what_is_not_known_is_told_with_a_hint(
    dataset: list[ox.Quad], subject: str, predicate: str, hint: str
) -> None:
    with pytest.raises(InputError) as refusal:
        why(dataset, subject, predicate)
    assert hint in refusal.value.hint


def test_an_excerpt_without_offsets_is_told() -> None:
    found = [quad for quad in quads(link(page(), agreement()), {}) if quad.predicate.value != terms.EXCERPT_START]
    with pytest.raises(DataError, match="has no offsets"):
        reasons(found)


def test_of_several_rules_and_sources_the_first_is_told() -> None:
    name = stated(IOM, terms.LABEL, "OIM")
    both = [typed(IOM, "Organization"), *(replace(name, rule=rule) for rule in ("b.rule", "a.rule", "c.rule"))]
    (reason,) = why(quads(link(page(), both), {}), "OIM", "label")
    assert reason.rule == "a.rule"


def test_a_property_that_no_page_states_is_told_beside_those_that_are_stated() -> None:
    found = [typed(IOM, "Organization"), stated(IOM, terms.LABEL, "OIM"), stated(IOM, terms.ALT_LABEL, "IOM")]
    with pytest.raises(InputError) as raised:
        why(quads(link(page(), found), {}), "OIM", "member")
    assert raised.value.hint == "stated are: rdf:type, rdfs:label, skos:altLabel"
