"""The document's graph: every fact with an assertion, every assertion with the words, nothing without a name."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given

from facts import IOM, TEXT, agreement, facts, page, stated, typed
from oimgraph import terms
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.facts import Term, by_subject
from oimgraph.graph.facts import facts as merged_facts
from oimgraph.graph.labels import labels
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority, run, versions
from oimgraph.link import link
from oimgraph.model import Entity, Fact

OWN = {terms.IDENTIFIER, terms.SHA256, terms.SOURCE, terms.DATE}


def built(found: list[Fact], identifier: str = "one") -> list[ox.Quad]:
    return list(quads(link(page(TEXT, identifier), found), {"test.stated": "0.95"}))


def objects(graph: list[ox.Quad], predicate: str) -> dict[str, str]:
    return {str(quad.subject): quad.object.value for quad in graph
            if quad.predicate.value == predicate and not isinstance(quad.object, ox.Triple)}


@given(facts(len(TEXT)))
def test_an_excerpt_is_the_slice_of_the_text(found: list[Fact]) -> None:
    graph = built(found)
    starts, ends = objects(graph, terms.EXCERPT_START), objects(graph, terms.EXCERPT_END)
    exact = objects(graph, terms.EXACT)
    assert exact.keys() == starts.keys() == ends.keys()
    assert all(TEXT[int(starts[iri]) : int(ends[iri])] == quote for iri, quote in exact.items())


@given(facts(len(TEXT)))
def test_every_fact_has_an_assertion_and_every_assertion_its_fact(found: list[Fact]) -> None:
    graph = built(found)
    parts: dict[ox.NamedNode | ox.BlankNode | ox.Triple, dict[str, object]] = {}
    for quad in graph:
        parts.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    evidence = {s for s, said in parts.items() if terms.SUPPORTED_BY in said or terms.EXACT in said}
    stated = {(q.subject, q.predicate, q.object) for q in graph
              if q.subject not in evidence and q.predicate.value not in OWN}
    asserted = {(said[terms.SUBJECT], said[terms.PREDICATE], said[terms.OBJECT])
                for said in parts.values() if terms.SUPPORTED_BY in said}
    assert stated == asserted


@given(facts(len(TEXT)))
def test_there_are_no_blank_nodes_and_one_graph(found: list[Fact]) -> None:
    for quad in built(found):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
        assert quad.graph_name == ox.NamedNode(terms.ID + "document/one")


def test_offsets_and_confidence_are_numbers() -> None:
    kinds = {(quad.predicate.value, quad.object.datatype.value.removeprefix(terms.XSD)) for quad in built(agreement())
             if isinstance(quad.object, ox.Literal)}
    assert {(terms.EXCERPT_START, "nonNegativeInteger"), (terms.EXCERPT_END, "nonNegativeInteger"),
            (terms.CONFIDENCE, "decimal"), (terms.RULE, "string")} <= kinds
    assert len([kind for predicate, kind in kinds if predicate in (terms.EXCERPT_START, terms.EXCERPT_END)]) == 2


def test_at_most_ten_quads_per_fact_where_facts_share_a_sentence() -> None:
    assert len(built(agreement())) <= 10 * len(agreement())


def test_confidence_stands_where_a_rule_was_measured() -> None:
    graph = built(agreement())
    rules, confidence = objects(graph, terms.RULE), objects(graph, terms.CONFIDENCE)
    assert {rules[iri] for iri in confidence} == {"test.stated"}
    assert set(confidence.values()) == {"0.95"}


def test_of_two_rules_that_agree_on_words_the_better_one_gives_the_confidence() -> None:
    both = [typed(IOM, "IntergovernmentalOrganization"), stated(IOM, terms.LABEL, "OIM")]
    also = replace(both[1], rule="test.typed")
    graph = list(quads(link(page(), [*both, also]), {"test.stated": "0.9", "test.typed": "0.10"}))
    assert set(objects(graph, terms.CONFIDENCE).values()) == {"0.9", "0.10"}
    about, told = objects(graph, terms.PREDICATE), objects(graph, terms.CONFIDENCE)
    assert [told[iri] for iri in told if about[iri] == terms.LABEL] == ["0.9"]


def test_the_document_tells_its_name_its_hash_and_its_address() -> None:
    linked = link(page(TEXT, "Mali 1", "https://example.org/mali"), [])
    told = {quad.predicate.value: str(quad.object) for quad in quads(linked, {})}
    assert told[terms.IDENTIFIER] == '"Mali 1"'
    assert told[terms.SOURCE] == f'"https://example.org/mali"^^<{terms.XSD}anyURI>'
    assert told[terms.SHA256] == f'"{linked.page.sha256}"'


def test_the_order_of_pages_and_facts_does_not_change_a_byte() -> None:
    one, two = built(agreement(), "one"), built(agreement(), "two")
    assert to_nquads([*one, *two]) == to_nquads([*two, *one, *one])


def test_the_authority_tells_of_what_is_in_use_under_the_users_base() -> None:
    base = "https://example.org/id/"
    graph = list(authority(quads(link(page(), [typed(IOM, "IntergovernmentalOrganization")], base), {}), base))
    assert {str(quad.subject) for quad in graph if base in str(quad.subject)} == {f"<{base}organization/iom>"}
    assert {quad.graph_name for quad in graph} == {ox.NamedNode(base + "graph/authority")}
    assert ox.Literal("International Organization for Migration", language="en") in {quad.object for quad in graph}


def test_the_authority_tells_codes_classes_and_what_is_above() -> None:
    project, of = Entity("Project", "p"), Entity("Concept", "coverage/national")
    found = [typed(project), stated(project, terms.COVERAGE, of), stated(project, terms.IN_COUNTRY, MALI)]
    told = {(quad.subject.value, quad.predicate.value): quad.object.value for quad in authority(built(found))
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple)}
    assert told[terms.SCHEME + of.key, terms.SKOS + "notation"] == "4"
    assert told[terms.SCHEME + of.key, terms.SKOS + "inScheme"] == terms.SCHEME + "coverage"
    assert told[terms.SCHEME + of.key, terms.TYPE] == terms.SKOS + "Concept"
    assert [told[terms.ID + "country/MLI", code] for code in (terms.ISO2, terms.ISO3)] == ["ML", "MLI"]


def test_the_run_tells_of_versions_without_a_clock() -> None:
    assert list(run()) == list(run())
    assert len({*versions().values(), hashlib.sha256().hexdigest()}) == 4     # each of other files, none of nothing
    assert all(quad.graph_name == ox.NamedNode(terms.ID + "graph/run") for quad in run())


def told(found: list[Fact]) -> dict[str, dict[str, list[Term]]]:
    return by_subject(merged_facts(built(found)))


def test_what_has_no_name_gets_one_in_three_languages() -> None:
    made = {str(quad.object.language): quad.object.value for quad in labels(told(agreement()))
            if isinstance(quad.object, ox.Literal)}
    assert made == {
        "en": "Memorandum of understanding (Mali): International Organization for Migration, Ministère de la Justice,"
              " 2014-08-05",
        "es": "Memorando de entendimiento (Mali): Ministère de la Justice,"
              " Organización Internacional para las Migraciones, 2014-08-05",
        "fr": "Mémorandum d'accord (Mali): Ministère de la Justice,"
              " Organisation internationale pour les migrations, 2014-08-05",
    }


def test_a_grant_is_named_after_its_sum_and_what_it_pays_even_if_that_has_no_name() -> None:
    grant, money, event = Entity("Grant", "g"), Entity("MonetaryAmount", "g/amount"), Entity("Event", "event@3")
    made = labels(told([
        typed(money), stated(money, terms.VALUE, "1300000.00", "decimal"),
        stated(money, terms.CURRENCY, "USD", "string"),
        typed(event), stated(event, terms.EVENT_TYPE, Entity("Concept", "event-type/workshop")),
        typed(grant), stated(grant, terms.AMOUNT, money), stated(grant, terms.FUNDED_ITEM, event),
    ]))
    assert '"1\u00a0300\u00a0000 USD: Workshop"@en' in {str(quad.object) for quad in made}


@pytest.mark.parametrize(("unit", "names"), [("people", 3), ("mobile", 0)])
def test_no_name_is_made_that_reads_as_a_phone_number(unit: str, names: int) -> None:
    figure = Entity("Observation", "o")
    facts = [typed(figure), stated(figure, terms.VALUE, "215", "integer"), stated(figure, terms.UNIT, unit, "string"),
             stated(figure, terms.PERIOD, "2017-01/2017-11", "string")]
    assert len(list(labels(told(facts)))) == names


def test_what_has_a_name_keeps_it_and_a_project_without_one_gets_no_title() -> None:
    project = Entity("Project", "project@3")
    made = list(labels(told([*agreement(), typed(project)])))
    assert {quad.predicate.value for quad in made} == {terms.LABEL}
    assert {str(quad.subject).split("/")[-2] for quad in made} == {"agreement", "project"}


NAMELESS = Entity("Event", "event@9")
GRANT, MONEY = Entity("Grant", "g"), Entity("MonetaryAmount", "g/amount")
FIGURE, PROJECT = Entity("Observation", "o"), Entity("Project", "p")
PLAN = Entity("PolicyInstrument", "plan")
BODY, MALI = Entity("Organization", "agence"), Entity("Country", "MLI")
NAMED = [typed(BODY), stated(BODY, terms.LABEL, "Agence")]


@pytest.mark.parametrize(("entity", "found", "label"), [
    (NAMELESS, [typed(NAMELESS), stated(NAMELESS, terms.EVENT_TYPE, Entity("Concept", "event-type/workshop")),
                stated(NAMELESS, terms.IN_COUNTRY, MALI), stated(NAMELESS, terms.START, "2014", "gYear")],
     "Workshop: Mali, 2014"),
    (NAMELESS, [typed(NAMELESS), stated(NAMELESS, terms.EVENT_TYPE, Entity("Concept", "event-type/late-round-table"))],
     "Late round table"),
    (NAMELESS, [typed(NAMELESS), *NAMED, stated(NAMELESS, terms.LOCATION, BODY),
                stated(NAMELESS, terms.IN_COUNTRY, MALI)], "Agence"),
    (MONEY, [typed(MONEY), stated(MONEY, terms.VALUE, "1300.50", "decimal"),
             stated(MONEY, terms.CURRENCY, "USD", "string")], "1300.50 USD"),
    (MONEY, [typed(MONEY), stated(MONEY, terms.VALUE, "999.00", "decimal"),
             stated(MONEY, terms.CURRENCY, "EUR", "string")], "999 EUR"),
    (MONEY, [typed(MONEY), stated(MONEY, terms.VALUE, "1000.0", "decimal"),
             stated(MONEY, terms.CURRENCY, "EUR", "string")], "1\u00a0000 EUR"),
    (GRANT, [typed(GRANT), *NAMED, stated(GRANT, terms.FUNDER, IOM), typed(IOM, "IntergovernmentalOrganization"),
             stated(GRANT, terms.RECIPIENT, BODY)], "International Organization for Migration → Agence"),
    (FIGURE, [typed(FIGURE), stated(FIGURE, terms.VALUE, "45000", "integer"), stated(FIGURE, terms.UNIT, "people"),
              stated(FIGURE, terms.IN_COUNTRY, MALI), stated(FIGURE, terms.PERIOD, "2014", "gYear")],
     "45\u00a0000 people (Mali, 2014)"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.IN_COUNTRY, MALI), *NAMED, stated(PROJECT, terms.FUNDER, BODY)],
     "Project: Mali"),
    (PROJECT, [typed(PROJECT), *NAMED, stated(PROJECT, terms.FUNDER, BODY)], "Project: Agence"),
    (PROJECT, [typed(PROJECT)], "Project"),
    (PROJECT, [typed(PROJECT), stated(PROJECT, terms.TITLE, "Retour")], None),
    (PLAN, [typed(PLAN), stated(PLAN, terms.INSTRUMENT_TYPE, Entity("Concept", "instrument-type/strategy")),
            stated(PLAN, terms.IN_COUNTRY, MALI), stated(PLAN, terms.START, "2021", "gYear"),
            stated(PLAN, terms.END, "2030", "gYear")], "Strategy (Mali), 2021-2030"),
    (PLAN, [typed(PLAN)], None),
])
def test_names_that_are_made(entity: Entity, found: list[Fact], label: str | None) -> None:
    subject = link(page(TEXT), found).statements[found.index(typed(entity))].subject
    made = [quad.object.value for quad in labels(told(found)) if quad.subject == ox.NamedNode(subject)
            and isinstance(quad.object, ox.Literal) and quad.object.language == "en"]
    assert made == ([label] if label else [])
