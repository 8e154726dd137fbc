"""What must never appear is in no statement and in no quote; what is said beside it stays, on other words."""

from __future__ import annotations

import pytest

from facts import page
from oimgraph import terms
from oimgraph.corrections.suppress import without
from oimgraph.model import Span, Statement, Value

GRACE, WATER, PACT, POST = (terms.ID + key for key in ("person/grace", "organization/water", "agreement/a", "post/b"))
FIRST, LAST = "Grace Phirimba Lo signed for the Ministry of Water", "Lo and the ministry of\nwater met. Phirimba wept"
TEXT = f"{FIRST}, and all was well: PHIRIMBA\nspoke, and Lo with her. {LAST}."


def said(subject: str, predicate: str, told: str | Value, quote: str = TEXT) -> Statement:
    start = TEXT.index(quote)
    return Statement(subject, predicate, told, "test.said", Span(start, start + len(quote)))


IS_PERSON = said(GRACE, terms.TYPE, terms.MGO + "Person", FIRST)
NAMED = said(GRACE, terms.LABEL, Value("Grace Phirimba Lo"), FIRST)
HOLDS = said(GRACE, terms.POST, POST, FIRST)
IS_BODY = said(WATER, terms.TYPE, terms.MGO + "GovernmentBody", FIRST)
BODY_NAMED = said(WATER, terms.LABEL, Value("Ministry of Water"), FIRST)
SIGNS = said(PACT, terms.SIGNATORY, WATER, FIRST)
YEAR = said(PACT, terms.SIGNED_ON, Value("2014", "gYear"), FIRST)
ALL = [IS_PERSON, NAMED, HOLDS, IS_BODY, BODY_NAMED, SIGNS, YEAR]


def left(
    statements: list[Statement], persons: tuple[str, ...] = (), entities: tuple[str, ...] = (), *, people: bool = True
) -> list[tuple[Statement, str]]:
    """What stays, with its quotes."""
    return [(one, one.span.of(TEXT)) for one in without(statements, page(TEXT), persons, entities, people=people)]


def facts_of(found: list[tuple[Statement, str]]) -> list[tuple[str, str, str | Value]]:
    return [(one.subject, one.predicate, one.object) for one, _ in found]


def test_nothing_is_left_out_where_nothing_is_to_be() -> None:
    told = [*ALL, said(PACT, terms.TITLE, Value("A pact: on water"))]
    for persons in ((), ("Nobody Atall",), ("",)):
        assert left(told, persons) == [(one, one.span.of(TEXT)) for one in told]


def test_what_has_no_name_is_gone_as_well() -> None:
    assert [one for one, _ in left(ALL, (), (POST,))] == [one for one in ALL if one != HOLDS]


@pytest.mark.parametrize(("persons", "entities", "people"), [
    (("Grace Phirimba", "Grace Phirimba Lo"), (), True),
    (("Grace Phirimba Lo",), (), True), (("GRACE  PHIRIMBA LO",), (), True), ((), (GRACE,), True),
    ((), (), False),
])
def test_a_person_is_gone_and_what_is_said_beside_the_name_stays(
    persons: tuple[str, ...], entities: tuple[str, ...], *, people: bool
) -> None:
    found = left(ALL, persons, entities, people=people)
    assert facts_of(found) == facts_of([(one, "") for one in (IS_BODY, BODY_NAMED, SIGNS, YEAR)])
    assert {quote for _, quote in found} == {"signed for the Ministry of Water"}


def test_a_body_is_gone_with_its_name_but_not_with_words_of_it() -> None:
    found = left([*ALL, said(PACT, terms.TITLE, Value("Water for all"), FIRST)], (), (WATER,))
    assert [one.predicate for one, _ in found] == [terms.TYPE, terms.LABEL, terms.POST, terms.SIGNED_ON, terms.TITLE]
    assert {quote for _, quote in found} == {"Grace Phirimba Lo signed for the"}


@pytest.mark.parametrize(("told", "stays"), [
    (Value("Grace phirimba lo"), False), (Value("A prize for Grace Phirimba\nLo"), False),
    (Value("Ms Phirimba"), False), (Value("Lo and behold"), True), (Value("Grace"), True),
    (Value("Phirimbas"), True), (Value("the Phirimba-Okuya pact"), False),
    (GRACE, False), (POST, True), (GRACE + "/x", True),
])
def test_what_tells_of_a_suppressed_person(told: str | Value, *, stays: bool) -> None:
    fact = said(PACT, terms.TITLE, told, "all was well")
    assert (fact in dict(left([*ALL, fact], ("Grace Phirimba Lo",)))) is stays


@pytest.mark.parametrize(("quote", "told", "kept"), [
    ("all was well", "", "all was well"),                                       # no name in it
    ("Lo signed for the Ministry of Water", "", "signed for the Ministry of Water"),    # begins within a name
    ("all was well: PHIRIMBA\nspoke", "", "all was well"),                     # the longer part
    ("well: PHIRIMBA\nspoke, and Lo", "", "spoke, and Lo"),                     # a short part of a name is a word
    ("all was well: PHIRIMBA\nspoke", "spoke", "spoke"),                       # what shows the fact, though shorter
    (": PHIRIMBA\n", "", None),                                                 # nothing else
    ("water met. Phirimba wept", "", "water met."), ("met. Phirimba wept", "", "met."),   # the first of equals
])
def test_a_quote_is_cut_to_what_may_be_shown(quote: str, told: str, kept: str | None) -> None:
    fact = said(PACT, terms.TITLE, Value(told) if told else WATER, quote)
    found = left([fact], ("Grace Phirimba Lo",))
    assert [words for _, words in found] == ([] if kept is None else [kept])


@pytest.mark.parametrize(("entities", "people"), [((GRACE,), True), ((), False)])
def test_a_person_who_is_not_named_is_known_by_the_surname(entities: tuple[str, ...], *, people: bool) -> None:
    spoke = said(PACT, terms.STATUS, "urn:x", "PHIRIMBA\nspoke")
    assert left([*ALL, spoke], (), entities, people=people)[-1][1] == "spoke"


@pytest.mark.parametrize(("name", "part", "gone"), [
    ("Jean-Pierre Okuya-Réau", "Réau", True), ("Jean-Pierre Okuya-Réau", "OKUYA", True),
    ("Jean-Pierre Okuya-Réau", "Okuya‑Réau", True), ("Jean-Pierre Okuya-Réau", "Pierre", False),
    ("Teo al-Réau", "Al-Réau", True), ("Teo de la Cruz", "de la", False), ("Teo de la Cruz", "Cruz", True),
    ("Teo Lo", "Lo", False), ("Réau", "Réau", True),
])
def test_parts_of_a_name_that_tell_the_person(name: str, part: str, *, gone: bool) -> None:
    text = f"Then {part} spoke"
    fact = Statement(PACT, terms.TITLE, Value(text), "test.said", Span(0, len(text)))
    assert bool(list(without([fact], page(text), [name], [], people=True))) is not gone


def test_another_of_the_same_surname_keeps_the_name() -> None:
    other = said(terms.ID + "person/teo", terms.LABEL, Value("Teo Phirimba"), "all was well")
    assert (other, "all was well") in left([*ALL, other], ("Grace Phirimba Lo",))
