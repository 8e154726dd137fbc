"""Twenty planted contacts, and a server of what was built of those pages: none is in any byte that it sends or logs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from conftest import ROOT
from oimgraph import terms
from oimgraph.graph.dataset import load
from oimgraph.lexicon import LANGUAGES
from oimgraph.pipeline import build
from oimgraph.query import questions
from planted import CANARIES, PLANTED, plant
from serving import WAIT, Answer, Served, served

TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
RESOURCES = re.compile(f"{re.escape(terms.ID.removesuffix('id/'))}((?:id/(?!assertion/|graph/)|scheme/)[^#]+)")
OWN = [canary.told[0] for canary in CANARIES]           # what somebody may look for


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canaries")
    shutil.copytree(ROOT / "examples", folder / "pages")
    plant(folder / "pages")
    assert build([folder / "pages"], folder / "out").withheld, "no canary stood where facts are read"
    return folder / "out"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Served]:
    with served(built, "--rows", "1000000", "--seconds", str(WAIT)) as running:
        yield running


def assert_silent(answer: Answer, status: int = 200) -> None:
    assert answer.status == status, answer.text
    assert answer.body
    assert not [word for word in PLANTED if word in answer.text]


@pytest.mark.parametrize("media", TABLES)
def test_no_byte_of_any_row(server: Served, built: Path, media: str) -> None:
    got = server.sparql("SELECT DISTINCT ?x { { ?x ?p ?o } UNION { ?s ?p ?x } }", media)
    assert_silent(got)
    assert got.media == media
    assert all(quad.subject.value in got.text for quad in load(built) if isinstance(quad.subject, ox.NamedNode))


@pytest.mark.parametrize("media", GRAPHS)
def test_no_byte_of_any_triple(server: Served, media: str) -> None:
    got = server.sparql("CONSTRUCT WHERE { ?s ?p ?o }", media)
    assert_silent(got)
    assert got.media == media
    assert len(got.body) > 1_000_000


def test_no_byte_of_a_resource(server: Served, built: Path) -> None:
    """Each has a page; documents and persons, which contacts are of, in each format: the triples of all stand above."""
    paths = sorted({found[1] for quad in load(built) for term in (quad.subject, quad.object)
                    if (found := RESOURCES.fullmatch(getattr(term, "value", "")))})
    assert len(paths) > 400
    assert sum(path.startswith("id/document/") for path in paths) == len(list((ROOT / "examples").iterdir()))
    for path in paths:
        assert_silent(server.ask(f"/{quote(path)}.html"))
        for suffix in (".ttl", ".jsonld") if path.startswith(("id/document/", "id/person/")) else ():
            assert_silent(server.ask(f"/{quote(path)}{suffix}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_byte_of_an_answered_question(server: Served, language: str) -> None:
    for question in questions():
        asked = urlencode({"question": question.name, "quotes": 1, "lang": language})
        assert_silent(server.ask(f"/query?{asked}"))
        assert_silent(server.ask(f"/query.csv?{asked}"))


@pytest.mark.parametrize("path", ["/query", "/view", "/sparql", "/ontology.html", "/ontology.ttl", "/ontology.jsonld"])
def test_no_byte_of_another_page(server: Served, path: str) -> None:
    assert_silent(server.ask(path))


def test_who_looks_for_a_contact_finds_nothing_and_leaves_no_trace(built: Path) -> None:
    """A refusal may say again what was asked; what the log says, nobody asked for."""
    with served(built) as asked:
        for word in OWN:
            found = f'SELECT ?s ?o {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{word}") || CONTAINS(STR(?s), "{word}")) }}'
            assert asked.sparql(found).rows == []
            assert asked.sparql(f"SELECT {word}").status == 400
            assert asked.ask(f"/query?{urlencode({'query': found})}").status == 200
            assert asked.ask(f"/query?{urlencode({'question': 'agreements', 'country': word})}").status in {200, 400}
            for kind in ("person", "organization"):
                assert asked.ask(f"/id/{kind}/{quote(word, safe='')}.html").status == 404
            assert asked.ask(f"/{quote(word)}", User_Agent=word, Referer=f"https://{quote(word)}/").status == 404
    log = "".join(asked.log)
    assert log.count("GET /sparql 200") == len(OWN)
    assert not [word for word in {*PLANTED, *map(quote, PLANTED)} if word in log]


def test_a_dataset_with_a_contact_is_not_served(tmp_path: Path) -> None:
    literal = "write to ana.perez@example.int"
    line = f'<https://example.int/a> <http://www.w3.org/ns/oa#exact> "{literal}" <https://example.int/g> .\n'
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    with pytest.raises(AssertionError, match="may not be published") as told, served(tmp_path):
        pytest.fail("it is served")
    assert "ana.perez" not in str(told.value)
