"""Every shipped query answers its question on an invented corpus; answers can be written in every format."""

from __future__ import annotations

import json
import tomllib
from io import StringIO
from pathlib import Path
from traceback import walk_tb
from typing import Any

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from oimgraph.cli import main
from oimgraph.errors import InputError, TooMuch
from oimgraph.query import Parameter, Question, Rows, Scope, Triples, ask, find, merge, questions, with_quotes
from oimgraph.query.answers import plain
from oimgraph.query.parameters import bind
from oimgraph.query.render import compact, render
from oimgraph.validate.guard import check

CASES = Path(__file__).parent / "cases" / "queries"
ANSWERS = tomllib.loads((CASES / "expected.toml").read_text(encoding="utf-8"))["answer"]
SIGNED = "SELECT ?a ?who { ?a mgo:signatory ?who FILTER STRENDS(STR(?a), 'patrols') } ORDER BY ?who"


@pytest.fixture(scope="module")
def graph() -> Store:
    return merge(parse(path=CASES / "graph.trig", format=RdfFormat.TRIG))


def select(graph: Store, text: str, **values: str) -> Rows:
    answer = ask(graph, find(text), values)
    assert isinstance(answer, Rows)
    return answer


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: f"{case['query']} {case.get('with', '')}")
def test_every_query_answers_its_question(graph: Store, case: dict[str, Any]) -> None:
    answer = select(graph, case["query"], **case.get("with", {}))
    assert [[compact(plain(cell)) for cell in row] for row in answer.rows] == case["rows"]


def test_every_query_has_an_answer_that_is_not_empty() -> None:
    assert {question.name for question in questions()} == {case["query"] for case in ANSWERS if case["rows"]}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_query_says_its_question_in_three_languages(graph: Store, question: Question) -> None:
    titles = {question.title(language) for language in ("en", "fr", "es")}
    assert len(titles) == 3
    assert all("?" in title for title in titles)
    assert question.parameters
    columns = select(graph, question.name).columns
    assert {parameter.column for parameter in question.parameters} <= set(columns)


def test_a_quote_and_its_page_stand_beside_the_row(graph: Store) -> None:
    rows = with_quotes(graph, select(graph, SIGNED))
    assert rows.columns == ("a", "who", "evidence", "page")
    assert [(row[2], row[3]) for row in rows.rows] == [
        (Literal("Both police forces signed a memorandum."), NamedNode("https://w3id.org/oimgraph/id/document/patrol-en")),
    ] * 2
    assert with_quotes(graph, select(graph, "SELECT (1 AS ?n) {}")).rows[0][1:] == (None, None)
    assert with_quotes(graph, select(graph, "projects")).rows[0][-1] is None


def test_formats_are_those_of_sparql(graph: Store) -> None:
    rows = select(graph, SIGNED)
    assert render(rows, "csv").splitlines()[0] == "a,who"
    assert render(rows, "tsv").splitlines()[0] == "?a\t?who"
    assert len(json.loads(render(rows, "json"))["results"]["bindings"]) == 2
    again = parse_query_results(render(rows, "xml").encode(), format=QueryResultsFormat.XML)
    assert "results" in str(again) or again is not None
    assert [row["who"] for row in rows.dicts()] == [
        "https://w3id.org/oimgraph/id/organization/mwi-police", "https://w3id.org/oimgraph/id/organization/zmb-police",
    ]


def test_literals_keep_language_and_type(graph: Store) -> None:
    rows = select(graph, "SELECT ?x { VALUES ?x { 'a'@fr 2.5 'b' <urn:x> UNDEF } }")
    bindings = json.loads(render(rows, "json"))["results"]["bindings"]
    assert bindings[0]["x"] == {"type": "literal", "value": "a", "xml:lang": "fr"}
    assert bindings[1]["x"]["datatype"].endswith("#decimal")
    assert bindings[3]["x"] == {"type": "uri", "value": "urn:x"}
    assert bindings[4] == {}
    assert rows.dicts()[4] == {"x": ""}


@pytest.mark.parametrize(("language", "name"), [
    ("en", "International Organization for Migration"),
    ("fr", "Organisation internationale pour les migrations"),
    ("es", "Organización Internacional para las Migraciones"),
])
def test_a_table_shows_labels_in_the_readers_language(graph: Store, language: str, name: str) -> None:
    table = render(select(graph, "agreements-of"), "table", graph, language, width=300)
    assert name in table
    assert "organization/iom" in table
    assert "https://" not in table


@pytest.mark.parametrize("width", [60, 100, 160])
def test_a_table_keeps_its_width_and_cuts_nothing(graph: Store, width: int) -> None:
    rows = select(graph, SIGNED)
    table = render(rows, "table", graph, "en", width)
    assert max(map(len, table.splitlines())) <= width
    assert "…" not in table
    shown = "".join(line.split("│")[2].strip() for line in table.splitlines() if "│" in line)
    for row in rows.dicts():
        assert compact(row["who"]) in shown


def test_a_graph_as_an_answer(graph: Store) -> None:
    answer = ask(graph, find("CONSTRUCT { ?b mgo:signed ?a } WHERE { ?a mgo:signatory ?b }"))
    assert isinstance(answer, Triples)
    assert len(answer) == 4
    turtle = render(answer, "turtle")
    assert "mgo:signed" in turtle
    read = {str(quad.triple) for quad in parse(render(answer, "jsonld").encode(), format=RdfFormat.JSON_LD)}
    assert read == {str(triple) for triple in answer.triples}
    assert render(answer, "csv").startswith("subject,predicate,object")


def test_a_graph_in_xml_can_be_read_back_or_is_refused(graph: Store) -> None:
    answer = ask(graph, find("CONSTRUCT WHERE { ?a mgo:signatory ?b }"))
    assert isinstance(answer, Triples)
    read = {quad.triple for quad in parse(render(answer, "rdfxml").encode(), format=RdfFormat.RDF_XML)}
    assert read == set(answer.triples)
    assert len(render(answer, "ntriples").splitlines()) == 4
    for text in ("CONSTRUCT { <urn:s> <urn:1> 1 } {}", "CONSTRUCT { <urn:s> rdfs:label '\\u0001' } {}"):
        with pytest.raises(InputError, match="XML"):
            render(ask(graph, find(text)), "rdfxml")
    with pytest.raises(InputError, match="XML"):
        render(ask(graph, find("SELECT ('\\u0001' AS ?x) {}")), "xml")


def test_a_refusal_keeps_nothing_of_the_engine_that_only_its_own_thread_may_drop(graph: Store) -> None:
    with pytest.raises(InputError, match="XML cannot hold") as told:
        render(ask(graph, find("SELECT ('\\u0001' AS ?x) {}")), "xml")
    held = [value for frame, _ in walk_tb(told.tb) for value in frame.f_locals.values()]
    assert not [value for value in held if isinstance(value, QuerySolutions)]


def test_dates_may_be_bounded() -> None:
    held = "VALUES ?d { '2009' '2010' '2010-05' '2011-01-31' UNDEF }"
    text = f"# param from (since d): x\n# param to (until d): x\nSELECT ?d {{ {held} }}"

    def dates(**bounds: str) -> list[str]:
        return [row["d"] for row in select(Store(), text, **bounds).dicts()]

    assert dates() == ["2009", "2010", "2010-05", "2011-01-31", ""]
    assert dates(**{"from": "2010"}) == ["2010", "2010-05", "2011-01-31"]
    assert dates(to="2010") == ["2009", "2010", "2010-05"]
    assert dates(**{"from": "2010-06", "to": "2011"}) == ["2010", "2011-01-31"]
    with pytest.raises(InputError, match="no date"):
        dates(to="May")


def test_an_answer_may_be_bounded(graph: Store) -> None:
    text = "SELECT ?n { VALUES ?n { 1 2 3 } }"
    assert ask(graph, find(text), most=3) == ask(graph, find(text))
    for larger in (text, "CONSTRUCT { ?n mgo:x ?m } { VALUES ?m { 1 2 3 } BIND(mgo:y AS ?n) }"):
        with pytest.raises(TooMuch, match="more than 2"):
            ask(graph, find(larger), most=2)


def test_some_graphs_of_a_dataset_may_be_asked() -> None:
    names = [NamedNode(f"https://example.org/{name}") for name in "abc"]
    dataset = merge(Quad(names[0], names[0], Literal(value), name)
                    for value, name in ((1, names[0]), (1, names[1]), (2, names[2])))

    some = "FROM <https://example.org/a>"

    def told(text: str, default: list[NamedNode], named: list[NamedNode]) -> list[dict[str, str]]:
        answer = ask(dataset, find(text), scope=Scope(tuple(default), tuple(named)))
        assert isinstance(answer, Rows)
        return answer.dicts()

    assert told("SELECT ?o { ?s ?p ?o }", names[:2], []) == [{"o": "1"}]
    assert told("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", [], names[2:]) == [{"g": names[2].value}]
    assert told(f"SELECT ?g {some} {{ GRAPH ?g {{ ?s ?p ?o }} }}", [], names[2:]) == [{"g": names[2].value}]
    assert told("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", [NamedNode("urn:x")], []) == []


@pytest.mark.parametrize(("text", "word"), [("ASK { ?a a mgo:Grant }", "yes\n"), ("ASK { ?a a mgo:None }", "no\n")])
def test_yes_and_no(graph: Store, text: str, word: str) -> None:
    answer = ask(graph, find(text))
    assert render(answer) == word
    assert json.loads(render(answer, "json"))["boolean"] is (word == "yes\n")
    with pytest.raises(InputError, match="csv"):
        render(answer, "csv")


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { # '\n service silent ?x { ?s ?p ?o } }",
    "SELECT nothing",
    "SELECT * " + "{" * 50_000 + "}" * 50_000,
    "SELECT * { FILTER " + "(" * 101 + "1" + ")" * 101 + " }",
    "ASK { } INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "SELECT * { SERVICESILENT<http://x.example/>{?s ?p ?o} }",
    "SELECT * { SERVICEmgo:x{?s ?p ?o} }",
    "SELECT * { SERVICESILENTmgo:x{?s ?p ?o} }",
    "SELECT * { ?a ?b ?c FILTER(?c<2)SERVICE#>\n<http://x.example/>{?s ?p ?o} }",
    "SELECT * { ?a ?b ?c FILTER(?c<2)SERVICE SILENT#>\n<http://x.example/>{?s ?p ?o} }",
    "SELECT * { #\rSERVICE <http://x.example/> {?s ?p ?o} }",
    "SELECT * { BIND(<http://x/\\u0041#a> AS ?x) SERVICE <http://x.example/> {?s ?p ?o} }",
    'SELECT * { BIND("""a"b""" AS ?z) FILTER("a" != "") SERVICE <http://x.example/> {?s ?p ?o} } # "',
    "SELECT * FROM <urn:a> FROM <urn:b> { ?s ?p ?o }",
    "LOAD <http://x.example/>",
])
def test_what_is_no_query_of_this_dataset_is_refused(graph: Store, text: str) -> None:
    with pytest.raises(InputError):
        ask(graph, find(text))


@pytest.mark.parametrize("pair", ["()", "{}", "[]"])
def test_a_query_may_be_nested_so_deep_and_no_deeper(pair: str) -> None:
    check(f"ASK {pair[0] * 100} # {pair[0]}\n{pair[1] * 100} {pair} '{pair[0]}'")
    with pytest.raises(InputError, match="nested more than 100"):
        check(f"ASK {pair[0] * 101}{pair[1] * 101}")


def test_the_word_service_may_stand_in_texts_names_and_comments(graph: Store) -> None:
    words = "'the service' \"\"\"a \"service\" {{{\"\"\" <urn:service> <http://x/service/1#a> mgo:service"
    text = f"# service (((\nSELECT ?service {{ VALUES ?service {{ {words} }} }}"
    assert len(select(graph, text)) == 5


@pytest.mark.parametrize(("name", "values"), [
    ("agreements", {"nothing": "x"}),
    ("agreements", {"country": "MO Z"}),
    ("agreements", {"country": "<urn:x> . ?s ?p ?o"}),
    ("facts", {"predicate": "signatory"}),
    ("SELECT ?x {}", {"x": "y"}),
    ("# param y (text): not selected\nSELECT ?x {}", {"y": "y"}),
    ("# param x (text): not selected\nASK {}", {"x": "y"}),
])
def test_parameters_that_cannot_be_used(graph: Store, name: str, values: dict[str, str]) -> None:
    with pytest.raises(InputError):
        ask(graph, find(name), values)


@pytest.mark.parametrize(("kind", "value", "term"), [
    ("country", "MOZ", "https://ndalo.example/country/MOZ"),
    ("organization", "fund/edf", "https://ndalo.example/fund/edf"),
    ("crime", "forced-labour", "https://w3id.org/oimgraph/scheme/crime/forced-labour"),
    ("country", "<urn:x:y>", "urn:x:y"),
    ("iri", "schema:funder", "https://schema.org/funder"),
    ("project", "IB.0279", "https://ndalo.example/project/IB.0279"),
])
def test_values_become_terms(kind: str, value: str, term: str) -> None:
    assert bind(Parameter("x", kind, "", ""), value, "https://ndalo.example/") == NamedNode(term)


def test_questions_are_found_by_name_file_or_text(tmp_path: Path) -> None:
    file = tmp_path / "my select.rq"
    file.write_text("# Mine?\nSELECT * { ?s ?p ?o }", encoding="utf-8")
    assert find(str(file)).title("fr") == "Mine?"
    assert find("SELECT * {}").title() == "query"
    with pytest.raises(InputError, match="cannot read"):
        find(str(tmp_path / "absent.rq"))
    with pytest.raises(InputError, match="no query nothing"):
        find("nothing")
    (tmp_path / "bytes.rq").write_bytes(b"\xff")
    with pytest.raises(InputError):
        find(str(tmp_path / "bytes.rq"))


def test_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = str(CASES / "graph.trig")

    def run(*arguments: str) -> tuple[str, str]:
        monkeypatch.setattr("sys.argv", ["oimgraph", "query", *arguments])
        with pytest.raises(SystemExit):
            main()
        said = capsys.readouterr()
        return said.out, said.err

    assert "agreements-of: Quels accords une organisation" in run("--lang", "fr")[0]
    listed, _ = run("--list")
    for question in questions():
        assert f"{question.name}: {question.title()}\n" in listed
        for parameter in question.parameters:
            assert f"--set {parameter.name}=…  {parameter.about}" in listed
    assert run("agreements", "--list")[0].count(": ") == 1
    built, _ = run("CONSTRUCT WHERE { ?a mgo:signatory ?b }", "--graph", dataset, "--format", "turtle")
    assert len(list(parse(built.encode(), format=RdfFormat.TURTLE))) == 4
    out, _ = run("agreements", "--graph", dataset, "--set", "status=signed", "--evidence", "--format", "csv")
    assert out.count("Both police forces signed a memorandum.") == 2
    monkeypatch.setattr("sys.stdin", StringIO("ASK {}"))
    assert run("-", "--graph", dataset)[0] == "yes\n"
    assert "country=MOZ" in run("agreements", "--graph", dataset, "--set", "country")[1]


def test_values_and_iris_are_read_under_the_base_of_the_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    text = (CASES / "graph.trig").read_text(encoding="utf-8")
    own = tmp_path / "graph.trig"
    own.write_text(text.replace("https://w3id.org/oimgraph/id/", "https://ndalo.example/kb/"), encoding="utf-8")
    dataset = merge(parse(path=own, format=RdfFormat.TRIG))
    monkeypatch.setattr("sys.argv", ["oimgraph", "query", "agreements", "--graph", str(own), "--set", "country=MWI",
                                     "--format", "csv"])
    with pytest.raises(SystemExit):
        main()
    assert "https://ndalo.example/kb/agreement/" in capsys.readouterr().out
    assert len(select(dataset, "SELECT ?x { BIND(<country/MOZ> AS ?x) }")) == 1
