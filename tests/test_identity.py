"""What two pages have in common: one page twice, one project, one agreement; what they contradict."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from oimgraph import terms
from oimgraph.graph.dataset import load
from oimgraph.link.candidates import Body, Candidate, Deal, of_agreements, of_bodies, of_projects
from oimgraph.link.versions import _address, relations
from oimgraph.pipeline import build
from oimgraph.query import Rows, ask, find, merge
from oimgraph.report import Report
from oimgraph.shards.plan import Settings
from oimgraph.validate import conforms, validate

# the same agreement of bodies that the register knows, told in three languages
TOLD = {
    "en": """News
Global

Agreement on trafficking

Vienna - The International Organization for Migration (IOM) and the United Nations Office on Drugs and Crime (UNODC) \
signed a memorandum of understanding on trafficking in persons on {}.
""",
    "fr": """Communiqué
Global

Accord sur la traite

Vienne - L'Organisation internationale pour les migrations (OIM) et l'Office des Nations Unies contre la drogue et le \
crime (ONUDC) ont signé un mémorandum d'accord sur la traite des personnes le {}.
""",
    "es": """Comunicado
Global

Acuerdo sobre la trata

Viena - La Organización Internacional para las Migraciones (OIM) y la Oficina de las Naciones Unidas contra la Droga y \
el Delito (UNODC) firmaron un memorando de entendimiento sobre la trata de personas el {}.
""",
}
DAYS = {"en": "5 August 2014", "fr": "5 août 2014", "es": "5 de agosto de 2014"}
OTHER_DAYS = {"en": "6 August 2014", "fr": "6 août 2014", "es": "6 de agosto de 2014"}
PAIRS = list(permutations(TOLD, 2))

PROJECTS = {
    "en": "Safer forms in Malawi\n  • Start Date\n    {start}\n  • Project Status\n    Completed\n"
    "  • Budget Amount (USD)\n    {budget}\n  • Projects ID\n    {code}\n  • Benefiting Member States\n    Malawi\n\n"
    "The project helps the police of Malawi to read passports and to write down what they find.\n",
    "fr": "Des formulaires plus sûrs au Malawi\n  • Date de début\n    {start}\n  • Statut du projet\n    Achevé\n"
    "  • Budget Amount (USD)\n    {budget}\n  • Projet ID\n    {code}\n\n"
    "Le projet aide la police du Malawi à lire les passeports et à écrire ce qu'elle y trouve.\n",
    "es": "Formularios más seguros en Malawi\n  • Fecha de inicio\n    {start}\n  • Tipo de proyecto\n    Finalizado\n"
    "  • Budget Amount (USD)\n    {budget}\n  • Proyecto ID\n    {code}\n\n"
    "El proyecto ayuda a la policía de Malawi a leer los pasaportes y a escribir lo que encuentra en ellos.\n",
}


def built(folder: Path, settings: Settings | None = None, **pages: str) -> Path:
    given, out = folder / "pages", folder / "out"
    given.mkdir()
    for name, text in pages.items():
        suffix = "html" if text.startswith("<") else "txt"
        (given / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    report = build([given], out, settings)
    assert report.accepted == len(pages), report.refused
    return out


def triples(out: Path, predicate: str) -> set[tuple[str, str]]:
    found = set()
    for quad in load(out):
        if quad.predicate.value == predicate:
            found.add((quad.subject.value.replace(terms.ID, ""), quad.object.value.replace(terms.ID, "")))  # type: ignore[union-attr]
    return found


def agreements(out: Path) -> set[str]:
    return {subject for subject, cls in triples(out, terms.TYPE) if cls == terms.MGO + "Agreement"}


# ------------------------------------------------------------------------------------------------- agreements

@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_agreement_on_two_pages_is_one_with_the_words_of_both(tmp_path: Path, one: str, other: str) -> None:
    out = built(tmp_path, a=TOLD[one].format(DAYS[one]), b=TOLD[other].format(DAYS[other]))
    (agreement,) = agreements(out)
    documents = {quad.graph_name.value.replace(terms.ID, "") for quad in load(out)  # type: ignore[union-attr]
                 if quad.subject.value.endswith(agreement) and quad.predicate.value == terms.SIGNATORY}  # type: ignore[union-attr]
    assert documents == {"document/a", "document/b"}
    assert {party for subject, party in triples(out, terms.SIGNATORY)} == {"organization/iom", "organization/unodc"}
    assert len({subject for subject, about in triples(out, terms.SUBJECT) if about == agreement}) >= 8, "two of each"


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_another_day_is_another_agreement(tmp_path: Path, one: str, other: str) -> None:
    out = built(tmp_path, a=TOLD[one].format(DAYS[one]), b=TOLD[other].format(OTHER_DAYS[other]))
    assert len(agreements(out)) == 2
    assert not triples(out, terms.CLOSE_MATCH)
    assert not json.loads((out / "report.json").read_text())["candidates"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_without_a_day_two_agreements_are_only_candidates(tmp_path: Path, one: str, other: str) -> None:
    out = built(tmp_path, a=TOLD[one].format(DAYS[one]), b=TOLD[other].format("2014"))
    assert len(agreements(out)) == 2
    (candidate,) = json.loads((out / "report.json").read_text())["candidates"]
    assert {candidate["one"], candidate["other"]} == {terms.ID + iri for iri in agreements(out)}
    assert "day" in candidate["reason"]
    assert not triples(out, terms.CLOSE_MATCH), "off by default"


def test_close_matches_are_said_in_a_graph_of_their_own_when_asked_for(tmp_path: Path) -> None:
    out = built(tmp_path, Settings(close_matches=True), a=TOLD["en"].format(DAYS["en"]), b=TOLD["fr"].format("2014"))
    matches = [quad for quad in load(out) if quad.predicate.value == terms.CLOSE_MATCH]
    assert [str(quad.graph_name) for quad in matches] == [f"<{terms.ID}graph/candidates>"]
    assert conforms(validate(load(out)))


@pytest.mark.parametrize("language", TOLD)
def test_the_register_makes_one_of_a_body_in_three_languages(tmp_path: Path, language: str) -> None:
    out = built(tmp_path, a=TOLD[language].format(DAYS[language]))
    bodies = {subject for subject, cls in triples(out, terms.TYPE) if cls.endswith("Organization")}
    assert bodies >= {"organization/iom", "organization/unodc"}
    assert {party for _, party in triples(out, terms.SIGNATORY)} == {"organization/iom", "organization/unodc"}


# --------------------------------------------------------------------------------------------- pages, projects

@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_project_in_two_languages_is_one_and_its_pages_are_translations(
    tmp_path: Path, one: str, other: str
) -> None:
    told = {"start": "2012", "budget": "80000.00", "code": "IB.0001"}
    out = built(tmp_path, a=PROJECTS[one].format(**told), b=PROJECTS[other].format(**told))
    assert triples(out, terms.TRANSLATION_OF) == {("document/b", "document/a")}
    assert triples(out, terms.PROJECT_ID) == {("project/IB.0001", "IB.0001")}
    assert conforms(validate(load(out)))


@pytest.mark.parametrize("language", PROJECTS)
def test_the_same_page_in_two_dumps_is_a_version(tmp_path: Path, language: str) -> None:
    text = PROJECTS[language].format(start="2012", budget="80000.00", code="IB.0001")
    out = built(tmp_path, a=text, b=text.replace("    ", "  ", 1) + "\n")
    assert triples(out, terms.IS_VERSION_OF) == {("document/b", "document/a")}
    assert not triples(out, terms.TRANSLATION_OF)
    assert conforms(validate(load(out)))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_projects_are_two(tmp_path: Path, one: str, other: str) -> None:
    a, b = ({"start": "2012", "budget": "80000.00", "code": code} for code in ("IB.0001", "IB.0002"))
    out = built(tmp_path, a=PROJECTS[one].format(**a), b=PROJECTS[other].format(**b))
    assert len(triples(out, terms.PROJECT_ID)) == 2
    assert not triples(out, terms.TRANSLATION_OF) | triples(out, terms.IS_VERSION_OF)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_two_pages_contradict_stands_side_by_side_and_is_listed(tmp_path: Path, one: str, other: str) -> None:
    a = PROJECTS[one].format(start="2012", budget="80000.00", code="IB.0001")
    b = PROJECTS[other].format(start="2013", budget="90000.00", code="IB.0001")
    answer = ask(merge(load(built(tmp_path, a=a, b=b))), find("contradictions"))
    assert isinstance(answer, Rows)
    rows = {row["predicate"].rpartition("#")[2].rpartition("/")[2]: row for row in answer.dicts()}
    assert set(rows) == {"startDate", "budget"}
    assert (rows["startDate"]["value"], rows["startDate"]["otherValue"]) == ("2012", "2013")
    assert "2012" in rows["startDate"]["quote"]
    assert "2013" in rows["startDate"]["otherQuote"]


def test_pages_that_agree_contradict_nothing(tmp_path: Path) -> None:
    told = {"start": "2012", "budget": "80000.00", "code": "IB.0001"}
    out = built(tmp_path, None, **{language: text.format(**told) for language, text in PROJECTS.items()})
    assert not ask(merge(load(out)), find("contradictions"))
    assert len(triples(out, terms.TRANSLATION_OF)) == 2


def test_addresses_in_two_languages_tell_translations(tmp_path: Path) -> None:
    head = '<html lang="{}"><head><title>{}</title><link rel="canonical" href="{}">{}</head>'
    page = head + "<body><main><h1>{}</h1><p>{}</p></main></body></html>"
    words = {language: text.split("\n\n", 2)[2].format(DAYS[language]) for language, text in TOLD.items()}
    out = built(
        tmp_path,
        en=page.format("en", "A", "https://x.example/node/7", "", "A", words["en"] * 2),
        fr=page.format("fr", "B", "https://x.example/fr/node/7", "", "B", words["fr"] * 2),
        es=page.format("es", "C", "https://x.example/es/noticia-c",
                       '<link rel="alternate" hreflang="en" href="https://x.example/node/7">', "C", words["es"] * 2),
        other=page.format("fr", "D", "https://x.example/fr/node/8", "", "D", words["fr"] * 3),
    )
    pairs = triples(out, terms.TRANSLATION_OF)
    assert len(pairs) == 2
    assert not any("node-8" in document for pair in pairs for document in pair)


@pytest.mark.parametrize(("one", "other"), [
    ("https://www.iom.int/fr/node/7", "http://iom.int/es/node/7/"), ("https://iom.int/node/7#top", "https://iom.int/en/node/7"),
])
def test_addresses_that_are_one_page(one: str, other: str) -> None:
    assert _address(one) == _address(other) != ""


@pytest.mark.parametrize(("one", "other"), [
    ("https://iom.int/fr/node/7", "https://iom.int/fr/node/8"), ("https://a.int/node/7", "https://b.int/node/7"),
    ("https://iom.int/france", "https://iom.int/ance"), ("https://iom.int/x?id=1", "https://iom.int/x?id=2"),
])
def test_addresses_that_are_two_pages(one: str, other: str) -> None:
    assert _address(one) != _address(other)


@pytest.mark.parametrize("address", ["https://iom.int", "https://iom.int/", "https://iom.int/fr/", "https://iom.int/es"])
def test_a_front_page_is_nobodys_translation(address: str) -> None:
    assert _address(address) == ""


def test_each_page_points_to_the_first_of_its_language_and_this_to_the_first_of_all() -> None:
    rows = [("k", "d", "fr"), ("k", "c", "fr"), ("k", "b", "en"), ("k", "a", "es"), ("other", "a", "es")]
    assert list(relations(rows)) == list(relations(rows[::-1])) == [
        ("b", terms.TRANSLATION_OF, "a"), ("c", terms.TRANSLATION_OF, "a"), ("d", terms.IS_VERSION_OF, "c"),
    ]


# ------------------------------------------------------------------------------------------------- candidates

def body(iri: str, name: str, language: str, country: str = "MLI", *, registered: bool = False) -> Body:
    return Body(iri, ((name, language),), country, registered)


@pytest.mark.parametrize(("one", "other", "reason"), [
    (body("a", "Ministry of Justice", "en"), body("b", "ministère de la Justice", "fr"), "translation"),
    (body("a", "Ministerio del Interior", "es"), body("b", "ministère de l'Intérieur", "fr"), "translation"),
    (body("a", "Immigration Agency", "en"), body("b", "Agencia de Inmigración", "es"), ""),
    (body("a", "Ministry of Health", "en"), body("b", "ministère de l'Intérieur", "fr"), ""),
    (body("a", "Ministry of Justice", "en"), body("b", "ministère de la Justice", "fr", "NER"), ""),
    (body("a", "National Gender Centre", "en"), body("b", "National Gender Center", "en"), "little"),
    (body("a", "Centro de Migración", "es"), body("b", "Centro de Migraciones", "es"), "little"),
    (body("a", "Bureau de la traite", "fr"), body("b", "Bureaux de la traite", "fr"), "little"),
    (body("a", "Ministry of Justice", "en"), body("b", "Ministry of Interior", "en"), ""),
    (body("a", "PGR", "fr"), body("b", "PGR", "es"), "both are called PGR"),
    (body("a", "PGR", "fr"), body("b", "PGR", "es", "MEX"), ""),
    (body("a", "PGR", "fr"), body("b", "PGR", "es", ""), "both are called PGR"),
    (body("a", "PGR", "fr", registered=True), body("b", "PGR", "es", registered=True), ""),
    (body("a", "PGR", "fr", registered=True), body("b", "PGR", "es"), "both are called PGR"),
])
def test_bodies_that_may_be_one(one: Body, other: Body, reason: str) -> None:
    found = list(of_bodies([other, one]))
    assert found == list(of_bodies([one, other]))
    assert [reason in candidate.reason for candidate in found] == ([True] if reason else [])


def test_candidates_stand_in_order_each_with_its_first_reason() -> None:
    both = [Body(iri, (("PGR", "fr"), ("ABC", "fr")), "MLI") for iri in ("b", "a")]
    assert list(of_bodies([*both, body("0", "PGR", "fr")])) == [
        Candidate("0", "a", "both are called PGR"), Candidate("0", "b", "both are called PGR"),
        Candidate("a", "b", "both are called ABC"),
    ]
    deals = [Deal(iri, kind, ("iom", "unodc"), (), "") for kind in ("plan", "mou") for iri in (f"{kind}2", f"{kind}1")]
    assert [(c.one, c.other) for c in of_agreements(deals)] == [("mou1", "mou2"), ("plan1", "plan2")]
    projects = [("MX2", "d"), ("MX2", "c"), ("MX1", "b"), ("MX1", "a")]
    assert [(c.one, c.other) for c in of_projects(projects)] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("Kaito", "Kaita", False), ("Kaitobu", "Kaitoba", False), ("Kaitobumi", "Kaitobuma", True),
    ("Kaitobum", "Kaitobun", False),
])
def test_how_little_names_may_differ(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    """Both share a beginning; 0.88 of their characters are in common from nine letters on."""
    assert bool(list(of_bodies([body("a", one, "fr"), body("b", other, "fr")]))) == alike


@pytest.mark.parametrize(("date", "subjects", "may"), [
    ("2014", ("t",), True), ("", (), True), ("--08-05", ("t",), True), ("2014-08", (), True),
    ("2013", ("t",), False), ("--08-06", ("t",), False), ("2014", ("s",), False), ("2014-08-05", ("t",), False),
])
def test_agreements_that_may_be_one(date: str, subjects: tuple[str, ...], may: bool) -> None:  # noqa: FBT001
    one = Deal("a", "mou", ("iom", "unodc"), ("t",), "2014-08-05")
    assert bool(list(of_agreements([one, Deal("b", "mou", ("iom", "unodc"), subjects, date)]))) == may
    assert not list(of_agreements([one, Deal("b", "mou", ("iom", "un"), subjects, date)]))


def test_candidates_do_not_grow_with_the_square_of_what_two_parties_agree_on() -> None:
    """Of a hundred that may all be one, each is told beside the next."""
    deals = [Deal(f"a{number:02}", "mou", ("iom", "unodc"), (), "") for number in range(100)]
    assert [(c.one, c.other) for c in of_agreements(deals)] == [(f"a{n:02}", f"a{n + 1:02}") for n in range(99)]


def test_projects_with_one_code_may_be_one() -> None:
    assert [c.reason for c in of_projects([("MX1", "b"), ("MX1", "a"), ("MX2", "c")])] == ["both have the code MX1"]


def test_a_long_list_says_that_it_is_cut() -> None:
    report = Report()
    report.candidates = list(of_projects(("X", f"{i:04}") for i in range(150)))
    told = json.loads(report.to_json())
    assert len(told["candidates"]) == 10_000
    assert told["notes"] == ["candidates: the first 10,000 of 11,175 are listed"]
