"""The pages in a real browser: asked, shared by address, read by keyboard, safe from what data say, accessible."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser import tab
from conftest import ROOT
from oimgraph import terms
from oimgraph.graph.dataset import to_nquads
from oimgraph.query import questions
from payloads import PAYLOADS
from serving import Served, served

TOGO = "query?question=agreements&country=TGO&quotes=1"
HOSTILE = [                 # beside the payloads that all pages are tried with
    *PAYLOADS, "{{ 7*7 }}<script>ran()</script>", "</textarea><script>ran()</script>", "</title><script>ran()</script>",
    '" onmouseover=ran() autofocus onfocus=ran() x="', "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
]
RAN = "window.hit = false; window.ran = () => { window.hit = true; };"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(ROOT / "exports") as running:
        yield running


def test_a_question_is_asked_with_its_parameters(browser: Browser, server: Served, tmp_path: Path) -> None:
    with tab(browser, server.address) as shown:
        page = shown.page
        assert page.url.endswith("/query")
        assert page.locator(".questions a").count() == len(questions())
        page.click(f"text={next(q for q in questions() if q.name == 'agreements').title()}")
        page.wait_for_url(re.compile("question=agreements"))
        whole = page.locator("tbody tr").count()
        page.fill("label:has-text('country') + input", "TGO")
        page.check("form.fields >> text=Show quotes")
        page.click("form.fields button")
        page.wait_for_url(re.compile("country=TGO"))
        assert 0 < page.locator("tbody tr").count() < whole
        assert page.locator("tbody blockquote").first.inner_text().startswith("Lomé")
        with page.expect_download() as saved:
            page.click("text=CSV")
        file = tmp_path / "answer.csv"
        saved.value.save_as(file)
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        assert len(rows) == page.locator("tbody tr").count()
        address, told = page.url, page.inner_text("main")
        assert shown.errors == []
        assert all(url.startswith(server.address) for url in shown.requests)
    with tab(browser, address) as again:
        assert again.page.inner_text("main") == told


def test_an_answer_leads_to_resources_and_quotes(browser: Browser, server: Served) -> None:
    with tab(browser, server.address + TOGO) as shown:
        page = shown.page
        page.locator("tbody td a").first.click()
        page.wait_for_url(re.compile("/id/agreement/"))
        name = page.inner_text("h1")
        quoted = page.locator("blockquote").first.inner_text().splitlines()[0]
        page.locator("blockquote footer a").first.click()
        page.wait_for_url(re.compile("#char="))
        expect(page.locator("tr:target")).to_contain_text(quoted)
        page.go_back()
        page.click("text=Show in the view")
        expect(page.locator("#panel-title")).to_have_text(name)
        expect(page.locator("#panel blockquote").first).to_be_visible()
        assert shown.errors == []


def test_own_sparql_and_what_is_wrong_with_it(browser: Browser, server: Served) -> None:
    with tab(browser, server.address + "query") as shown:
        page = shown.page
        _run(page, "SELECT ?p ?title { ?p a mgo:Project ; dcterms:title ?title }")
        assert page.locator("tbody tr").count() > 0
        _run(page, "SELECT ?p {")
        assert "not SPARQL" in page.inner_text("[role=alert]")
        assert page.input_value("textarea") == "SELECT ?p {"
        _run(page, "SELECT ?p {\n  ?p a mgo:Project mgo:Event\n}")
        assert page.inner_text(".problem pre") == "  ?p a mgo:Project mgo:Event"
        assert "mgo:Event".endswith(page.inner_text(".problem mark"))      # as far as the engine came
        _run(page, "ASK { ?p a mgo:Project }")
        assert page.inner_text(".verdict") == "Yes"
        _run(page, "CONSTRUCT WHERE { ?a mgo:signatory ?b }")
        assert "mgo:signatory" in page.inner_text("pre")


def _run(page: Page, text: str) -> None:
    """One's own query, and its answer: the page whose address has this query."""
    page.fill("textarea", text)
    page.click(".own button")
    sent = [text.replace("\n", "\r\n")]        # as forms do
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("query") == sent)


def test_a_question_of_a_page_is_asked_by_keyboard(browser: Browser, server: Served) -> None:
    with tab(browser, server.address + "query?question=agreements") as shown:
        page = shown.page
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.focus("label:has-text('country') + input")
        page.keyboard.type("TGO")
        page.keyboard.press("Enter")
        page.wait_for_url("**country=TGO**")
        assert page.locator("tbody tr").count() > 0
        page.focus(".wide")
        expect(page.locator(".wide[role=region]")).to_be_focused()


def test_long_answers_say_what_is_not_shown(browser: Browser, server: Served) -> None:
    text = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1200"
    with tab(browser, f"{server.address}query?query={quote(text)}") as shown:
        assert shown.page.locator("tbody tr").count() == 500
        assert "1200 rows: 500 shown here" in shown.page.inner_text("main")


@pytest.mark.parametrize(("path", "scheme"), [
    ("query?lang=en", "light"), (TOGO + "&lang=fr", "light"), (TOGO, "dark"), ("query?query=SELECT", "dark"),
    ("query?query=ASK%7B%7D&lang=es", "light"), ("id/organization/iom.html?lang=es", "light"),
    ("id/document/fr-news-le-togo-et-loim-unissent-leurs-efforts-contre-la-traite-b9178dc0.html", "dark"),
    ("scheme/crime/forced-labour.html", "light"), ("ontology?lang=fr", "light"), ("id/country/none.html", "dark"),
])
def test_no_breach_of_accessibility_rules(browser: Browser, server: Served, path: str, scheme: str) -> None:
    with tab(browser, server.address + path, color_scheme=scheme) as shown:
        found = Axe().run(shown.page)
        assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("path", ["query", TOGO, "id/organization/iom.html", "ontology"])
def test_narrow_screens_need_no_sideways_scrolling(browser: Browser, server: Served, path: str) -> None:
    with tab(browser, server.address + path, viewport={"width": 320, "height": 640}) as shown:
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_texts_are_never_run(browser: Browser, policy: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of a test
    file = tmp_path / "graph.nq"
    file.write_bytes(to_nquads(_hostile()))
    text, every = quote("".join(HOSTILE)), "SELECT ?s ?o { ?s ?p ?o }"
    paths = ["id/thing/a.html", "id/document/a.html", f"query?quotes=1&query={quote(every)}", f"query?query={text}",
             f"query?question=agreements&country={text}&lang={text}", f"id/{text}.html", f"scheme/{text}.html"]
    with served(file) as server:
        for path in paths:
            with tab(browser, server.address + "style.css", bypass_csp=not policy) as shown:
                shown.page.add_init_script(RAN)
                shown.page.goto(server.address + path)
                shown.settle()
                assert shown.page.evaluate("window.hit === false"), path
                assert shown.page.locator("a[href^=javascript]").count() == 0
                assert shown.page.locator("script, iframe, img, svg, base").count() == 0
                assert all(url.startswith(server.address) for url in shown.requests)


@pytest.mark.parametrize("payload", ["<img src=x onerror=ran()>", "<svg onload=ran()>", "<script>ran()</script>"])
def test_what_would_be_run_is_noticed(browser: Browser, payload: str, tmp_path: Path) -> None:
    """The watch itself: a page that takes a payload for markup."""
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{payload}", encoding="utf-8")
    with tab(browser, tmp_path / "page.html") as shown:
        shown.page.add_init_script(RAN)
        shown.page.reload()
        shown.settle()
        assert shown.page.evaluate("window.hit")


def _hostile() -> Iterator[ox.Quad]:
    """A thing and a page that have each payload in every text and, where it can be, in an IRI."""
    node, page, says, script = (ox.NamedNode(iri) for iri in (
        f"{terms.ID}thing/a", f"{terms.ID}document/a", f"{terms.ID}assertion/a", "javascript:ran()"))
    words = ox.NamedNode(page.value + "#e")
    facts: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (node, terms.TYPE, ox.NamedNode(terms.MGO + "Project")), (node, terms.SOURCE, script),
        (page, terms.TYPE, ox.NamedNode(terms.DOCUMENT)), (says, terms.TYPE, ox.NamedNode(terms.ASSERTION)),
        (says, terms.SUBJECT, node), (says, terms.PREDICATE, ox.NamedNode(terms.LABEL)),
        (says, terms.SUPPORTED_BY, words),
        (words, terms.HAS_SOURCE, page), (words, terms.EXCERPT_START, ox.Literal(0)),
    ]
    for told in map(ox.Literal, HOSTILE):
        facts += [(node, terms.LABEL, told), (node, script.value, told)]
        facts += [(says, terms.OBJECT, told), (words, terms.EXACT, told)]
        facts += [(page, name, told) for name in (terms.TITLE, terms.SOURCE, terms.DATE, terms.LANGUAGE)]
    return (ox.Quad(subject, ox.NamedNode(predicate), value, page) for subject, predicate, value in facts)
