"""Entities get IRIs: the register's, or such as the page's words make, and never one for two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from facts import IOM, MALI, TEXT, agreement, facts, page, stated, typed
from oimgraph import terms
from oimgraph.errors import DataError, InputError
from oimgraph.link import link
from oimgraph.model import Entity, Fact, Span, Value
from oimgraph.rules import facts_of

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


def test_a_sum_that_two_own_is_named_after_whoever_stands_first_on_the_page() -> None:
    owners = [Entity("Project", "b"), Entity("Project", "a")]
    amount = Entity("MonetaryAmount", "m")
    told = [typed(amount, "schema:MonetaryAmount"), *(typed(owner, "Project") for owner in owners)]
    told += [Fact(owner, terms.BUDGET, amount, "test.link", Span(at, at + 1)) for at, owner in enumerate(owners)]
    assert iri_of(amount, told) == iri_of(amount, [*reversed(told)]) == f"{iri_of(owners[0], told)}/budget"


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


@pytest.mark.parametrize(("language", "texts", "name"), [
    ("en", ["Kenya's Ministry of Health met IOM.", "The Ministry of Health of Kenya met IOM.",
            "The Kenyan Ministry of Health met IOM."], "ken-ministry-of-health"),
    ("fr", ["Le Ministère kényan de la Santé a reçu l’OIM.", "Le Ministère de la Santé du Kenya a reçu l’OIM."],
     "ken-ministere-de-la-sante"),
    ("es", ["El Ministerio de Salud de Kenia recibió a la OIM.", "El Ministerio keniano de Salud recibió a la OIM."],
     "ken-ministerio-de-salud"),
])
def test_a_ministry_is_one_however_pages_tell_its_state(language: str, texts: list[str], name: str) -> None:
    for number, text in enumerate(texts):
        linked = link(page(text, f"page{number}"), facts_of(text, language))
        bodies = {s.subject for s in linked.statements if s.object == terms.MGO + "GovernmentBody"}
        assert bodies == {f"{terms.ID}organization/{name}"}


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


PERSON = Entity("Person", "Awa Traoré")
GRANT, SUM = Entity("Grant", "grant@1"), Entity("MonetaryAmount", "grant@1/amount")
FUND, FRENCH = Entity("Organization", "fonds"), Entity("Organization", "government/FRA")
POST, BUREAU = Entity("Post", "chef"), Entity("Organization", "bureau de la traite")
PROJECT, PLAN = Entity("Project", "project@page"), Entity("PolicyInstrument", "plan")
REPORT, EVENT = Entity("Publication", "rapport"), Entity("Event", "event@1")


@pytest.mark.parametrize(("entity", "told", "made"), [
    (PERSON, [typed(PERSON)], "person/awa-traore"),
    (FRENCH, [typed(FRENCH)], "organization/fra-government"),
    (FUND, [typed(FUND, "Fund"), stated(FUND, terms.LABEL, "Fonds vert")], "fund/fonds-vert"),
    (FUND, [typed(FUND, "Fund"), typed(FUND, "GovernmentBody")], "organization/fonds-0daba2e1"),
    (FUND, [typed(FUND, "GovernmentBody"), stated(FUND, terms.IN_COUNTRY, MALI)], "organization/mli-fonds"),
    (PLAN, [typed(PLAN), stated(PLAN, terms.IN_COUNTRY, MALI)], "instrument/mli-plan"),
    (PLAN, [typed(PLAN)], "instrument/plan-d3fd6a64"),
    (PLAN, [typed(PLAN), *(stated(PLAN, terms.IN_COUNTRY, country) for country in (MALI, Entity("Country", "NER")))],
     "instrument/plan-d3fd6a64"),
    (REPORT, [typed(REPORT), stated(REPORT, terms.PUBLICATION_YEAR, "2014", "gYear")], "publication/rapport-2014"),
    (REPORT, [typed(REPORT)], "publication/rapport"),
    (POST, [typed(BUREAU, "Organization"), typed(POST), stated(POST, terms.POST_IN, BUREAU),
            stated(POST, terms.POST_IN, IOM), typed(IOM, "Organization")], "post/bureau-de-la-traite-chef"),
    (POST, [typed(POST)], "post/chef-4d122bae"),
    (PROJECT, [typed(PROJECT)], "project/8f824989"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.TITLE, "Retour")], "project/retour"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.TITLE, "Retour"), stated(PROJECT, terms.START, "2014-08", "x")],
     "project/retour-2014"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.TITLE, "Retour"), stated(PROJECT, terms.START, "2014", "x"),
               stated(PROJECT, terms.FUNDING_YEAR, "2013", "gYear")], "project/retour-2013"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.PRIMA_ID, "P 1"), stated(PROJECT, terms.PROJECT_ID, "IB.1")],
     "project/IB.1"),
    (EVENT, [typed(EVENT), stated(EVENT, terms.START, "2014-08", "gYearMonth")], "event/2014-08-e7267448"),
    (GRANT, [typed(GRANT), stated(GRANT, terms.FUNDER, IOM), typed(IOM, "Organization")], "grant/13086f741a29"),
    (SUM, [typed(SUM), stated(SUM, terms.VALUE, "5", "decimal"), stated(SUM, terms.CURRENCY, "USD", "string")],
     "amount/usd-5-557c028a"),
    (SUM, [typed(SUM), stated(SUM, terms.VALUE, "5", "decimal"), typed(GRANT), stated(GRANT, terms.AMOUNT, SUM)],
     "grant/67c7aa1b8636/amount-5"),
])
def test_what_an_iri_is_made_of(entity: Entity, told: list[Fact], made: str) -> None:
    assert iri_of(entity, told) == terms.ID + made


@pytest.mark.parametrize(("entity", "iri"), [
    (Entity("Concept", "status/signed"), terms.SCHEME + "status/signed"), (MALI, terms.ID + "country/MLI"),
    (Entity("Class", "Agreement"), terms.MGO + "Agreement"), (Entity("Class", "skos:Concept"), terms.SKOS + "Concept"),
    (Entity("Organization", "fund/iom-fund"), terms.ID + "fund/iom-fund"),
])
def test_what_the_page_does_not_name_has_one_iri_everywhere(entity: Entity, iri: str) -> None:
    linked = link(page(), [typed(IOM, "Organization"), typed(entity, "Agreement"), stated(IOM, terms.THEME, entity)])
    assert linked.statements[1].subject == linked.statements[2].object == iri


def test_the_page_itself_is_a_document() -> None:
    linked = link(page(), [typed(Entity("Document", "page"), "Document")])
    assert linked.statements[0].subject == linked.document == terms.ID + "document/one"


@pytest.mark.parametrize("entity", [
    Entity("Country", "ML"), Entity("Country", "MLIX"), Entity("Concept", "signed"),
    Entity("Concept", "status/signed/x"), Entity("Concept", "Status/signed"),
    Entity("Class", "agreement"), Entity("Class", "mgo:Agreement>"),
    Entity("Alien", "organization/x y"), Entity("Alien", "alien/x"),
])
def test_a_key_that_no_rule_may_make_is_an_error(entity: Entity) -> None:
    with pytest.raises(DataError, match=f"no IRI can be made for {entity.kind}"):
        link(page(), [typed(entity, "Agreement")])


def test_labels_lose_what_nobody_sees() -> None:
    linked = link(page(), [typed(IOM, "Organization"), stated(IOM, terms.LABEL, "\u202eO\u00adIM\u200b  au\nMali")])
    assert linked.statements[1].object == Value("OIM au Mali", language="fr")
