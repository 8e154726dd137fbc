"""Entities get IRIs: the register's, or such as the page's words make, and never one for two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from facts import IOM, MALI, TEXT, agreement, facts, page, stated, typed
from oimgraph import terms
from oimgraph.errors import DataError, InputError
from oimgraph.link import link
from oimgraph.model import Entity, Fact, Value

SAFE = re.compile(r"https://w3id\.org/oimgraph/[A-Za-z0-9._/-]{1,300}")
OBJECT = re.compile(r"https://[\w./#-]{1,300}", re.ASCII)


def iri_of(entity: Entity, found: list[Fact], identifier: str = "one") -> str:
    """The IRI that an entity of these facts gets."""
    linked = link(page(TEXT, identifier), found)
    return next(s.subject for s, f in zip(linked.statements, dict.fromkeys(found), strict=True) if f.subject == entity)


@given(facts(len(TEXT)))
def test_two_entities_of_a_page_never_share_an_iri(found: list[Fact]) -> None:
    entities = {fact.subject for fact in found}
    iris = {iri for entity in entities for iri in {s.subject for s in link(page(TEXT), found).statements}}
    assert len(iris) == len(entities)


@given(facts(len(TEXT)))
def test_iris_are_plain_ascii_whatever_the_page_says(found: list[Fact]) -> None:
    for statement in link(page(TEXT), found).statements:
        assert SAFE.fullmatch(statement.subject)
        assert isinstance(statement.object, Value) or OBJECT.fullmatch(statement.object)


@given(facts(len(TEXT)))
def test_the_order_of_entities_does_not_change_their_iris(found: list[Fact]) -> None:
    """Facts about one entity keep their order; which entity comes first does not matter."""
    by_subject = sorted(found, key=lambda fact: (fact.subject.key, fact.subject.kind))
    assert set(link(page(TEXT), found).statements) == set(link(page(TEXT), by_subject).statements)


def test_entities_of_the_register_keep_its_iris_under_any_base() -> None:
    linked = link(page(), [typed(IOM, "IntergovernmentalOrganization")], "https://example.org/id/")
    assert linked.statements[0].subject == "https://example.org/id/organization/iom"
    assert linked.document == "https://example.org/id/document/one"


def test_a_base_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(InputError):
        link(page(), [], "example")


def test_a_class_that_no_vocabulary_holds_is_an_error_of_the_rule() -> None:
    with pytest.raises(DataError):
        link(page(), [typed(IOM, "nowhere:Thing")])


def test_facts_about_what_nobody_typed_are_counted_not_published() -> None:
    event = Entity("Event", "event@3")
    linked = link(page(), [stated(event, terms.IN_COUNTRY, MALI), stated(MALI, terms.LABEL, "Mali")])
    assert [s.predicate for s in linked.statements] == [terms.LABEL]
    assert linked.left_out == {"test.stated": 1}


def test_a_ministry_is_named_with_its_country_and_stays_with_its_page_without() -> None:
    ministry = Entity("Organization", "ministere")
    named = [typed(ministry), stated(ministry, terms.LABEL, "Ministère de la Justice")]
    national = [*named, stated(ministry, terms.IN_COUNTRY, MALI)]
    assert iri_of(ministry, national).endswith("/organization/mli-ministere-de-la-justice")
    assert iri_of(ministry, national, "two") == iri_of(ministry, national)
    assert iri_of(ministry, named, "two") != iri_of(ministry, named)


def test_an_agreement_with_parties_and_day_is_one_on_two_pages() -> None:
    made = Entity("Agreement", "agreement@1")
    iri = iri_of(made, agreement())
    assert iri == (terms.ID + "agreement/memorandum-of-understanding-iom-mli-ministere-de-la-justice-mli-2014-08-05")
    assert iri_of(made, agreement(), "two") == iri


@pytest.mark.parametrize("date", ["2014", "2014-08", "--08-05"])
def test_an_agreement_without_its_day_stays_with_its_page(date: str) -> None:
    made, found = Entity("Agreement", "agreement@1"), agreement(date=date)
    assert iri_of(made, found) != iri_of(made, found, "two")


def test_an_event_is_one_on_two_pages_by_kind_city_and_day() -> None:
    event, city = Entity("Event", "event@1"), Entity("Place", "bamako")
    workshop = Entity("Concept", "event-type/workshop")
    bare = [
        typed(city), stated(city, terms.LABEL, "Bamako"), stated(city, terms.IN_COUNTRY, MALI), typed(event),
        stated(event, terms.EVENT_TYPE, workshop), stated(event, terms.IN_COUNTRY, MALI),
        stated(event, terms.START, "2014-08-05", "date"),
    ]
    placed = [*bare, stated(event, terms.LOCATION, city)]
    assert iri_of(event, placed).endswith("/event/workshop-mli-bamako-2014-08-05")
    assert iri_of(event, placed) == iri_of(event, placed, "two")
    assert iri_of(event, bare) != iri_of(event, bare, "two")


def test_a_budget_stands_beside_its_project() -> None:
    project, money = Entity("Project", "project@page"), Entity("MonetaryAmount", "project@page/budget")
    found = [
        typed(money), stated(money, terms.VALUE, "300000.00", "decimal"),
        stated(money, terms.CURRENCY, "USD", "string"),
        typed(project), stated(project, terms.PROJECT_ID, "IB.0279", "string"), stated(project, terms.BUDGET, money),
    ]
    assert iri_of(project, found) == terms.ID + "project/IB.0279"
    assert iri_of(money, found) == terms.ID + "project/IB.0279/budget-usd-300000-00"


def test_labels_lose_what_nobody_sees() -> None:
    linked = link(page(), [typed(IOM, "Organization"), stated(IOM, terms.LABEL, "\u202eO\u00adIM\u200b  au\nMali")])
    assert linked.statements[1].object == Value("OIM au Mali", language="fr")
