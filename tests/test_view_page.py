"""The view in a real browser: drawn, quiet, searched, kept by its address, reached by keyboard, safe, accessible."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from typer.testing import CliRunner

from browser import tab
from oimgraph import Graph, terms
from oimgraph.cli import app
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load
from oimgraph.view import render
from payloads import PAYLOADS, hostile_dataset

ROOT = Path(__file__).resolve().parents[1]
_ROOM = "() => ['#canvas', '#canvas canvas'].map(name => document.querySelector(name).getBoundingClientRect().height)"
_OVERLAPS = """() => labels.some((a, i) => labels.some((b, j) => i < j && a.box[0] < b.box[2] && b.box[0] < a.box[2]
  && a.box[1] < b.box[3] && b.box[1] < a.box[3]))"""
_ARROWS = {"ArrowRight": (0, 1), "ArrowLeft": (0, -1), "ArrowDown": (1, 1), "ArrowUp": (1, -1)}     # axis, sign


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The view of the examples."""
    file = tmp_path_factory.mktemp("view") / "view.html"
    file.write_bytes(render(load(ROOT / "exports")))
    return file


def _find(page: Page, text: str) -> None:
    """The first node found by that text, chosen."""
    page.fill("#search", text)
    expect(page.locator("#results li").first).to_be_visible()
    page.press("#search", "Enter")
    expect(page.locator("#panel-title")).to_be_focused()


def test_pixels_are_drawn_and_nothing_is_asked_of_the_network(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        shown.settle()
        room, canvas = shown.page.evaluate(_ROOM)
        assert shown.drawn("#canvas canvas") > 0.01
        assert 0 < canvas <= room
        assert shown.page.evaluate("labels.length") > 20
        assert not shown.page.evaluate(_OVERLAPS)
        assert shown.requests == []
        assert shown.errors == []


@pytest.mark.parametrize("typed", ["ministere de la justice du togo", "MINISTÈRE DE LA JUSTICE DU TOGO"])
def test_search_knows_no_accents_and_shows_quotes(browser: Browser, view: Path, typed: str) -> None:
    with tab(browser, view) as shown:
        _find(shown.page, typed)
        expect(shown.page.locator("#panel-title")).to_have_text("Ministère de la Justice du Togo")
        expect(shown.page.locator("#panel blockquote").first).to_be_visible()


@pytest.mark.parametrize("typed", ["Organisation internationale", "oim", "Organización Internacional"])
def test_search_finds_other_languages_and_aliases(browser: Browser, view: Path, typed: str) -> None:
    with tab(browser, view) as shown:
        _find(shown.page, typed)
        expect(shown.page.locator("#panel-title")).to_have_text("International Organization for Migration")


def test_filters_narrow_what_is_shown(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        label = shown.page.locator("#legend label", has=shown.page.locator("[data-choice='cls Agreement']"))
        label.click()
        count = int(label.locator(".number").inner_text())
        expect(shown.page.locator("#count")).to_have_text(re.compile(rf"^{count} of \d+ things"))
        assert shown.page.evaluate("scene.ids.length") == count > 0


@pytest.mark.parametrize(("language", "kinds"), [
    ("fr", ["accord", "pays", "thème"]), ("es", ["acuerdo", "país", "tema"]),
])
def test_kinds_are_named_and_counted(browser: Browser, view: Path, language: str, kinds: list[str]) -> None:
    with tab(browser, view, f"#lang={language}") as shown:
        for cls, kind in zip(("Agreement", "Country", "Theme"), kinds, strict=True):
            name = shown.page.locator(f"[data-choice='cls {cls}'] ~ span:not(.number)")
            expect(name).to_have_text(kind)
            number = shown.page.locator(f"[data-choice='cls {cls}'] ~ .number")
            expect(number).to_have_text(re.compile(r"^\d+$"))
        nav, room = shown.page.evaluate("(nav => [nav.scrollWidth, nav.clientWidth])(document.querySelector('nav'))")
        assert nav == room


def test_path_between_two_nodes_is_told_in_words(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        _find(shown.page, "ministere de la justice du togo")
        shown.page.click("#path")
        _find(shown.page, "Mozambique")
        expect(shown.page.locator("#panel-title")).to_have_text("Mozambique")
        steps = shown.page.locator(".path li").all_inner_texts()
        assert len(steps) >= 2
        assert steps[-1].endswith("Mozambique")


def test_address_keeps_all_and_back_leads_back(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        _find(shown.page, "Togo")
        shown.page.click("#hops-2")
        shown.page.select_option("#language", "es")
        expect(shown.page.locator("html")).to_have_attribute("lang", "es")
        fragment = shown.page.evaluate("location.hash")
        seen = shown.page.evaluate("[scene.ids, document.querySelector('#panel').textContent]")
        shown.page.go_back()
        expect(shown.page.locator("html")).to_have_attribute("lang", "en")
    with tab(browser, view, fragment) as again:
        expect(again.page.locator("#panel-title")).to_have_text("Togo")
        assert again.page.evaluate("[scene.ids, document.querySelector('#panel').textContent]") == seen


@pytest.mark.parametrize("kind", ["png", "svg", "csv", "turtle"])
def test_what_is_seen_can_be_saved(browser: Browser, view: Path, kind: str, tmp_path: Path) -> None:
    with tab(browser, view, "#lang=fr") as shown:
        shown.page.click("#save summary")
        with shown.page.expect_download() as saved:
            shown.page.click(f"#{kind}")
        file = tmp_path / kind
        saved.value.save_as(file)
        facts = shown.page.evaluate("visibleFacts().length")
    text = file.read_bytes()
    if kind == "png":
        assert text.startswith(b"\x89PNG")
    elif kind == "svg":
        assert text.count(b"<title>") > 100
    elif kind == "csv":
        assert text.count(b"\r\n") > facts
    else:
        stated = {ox.Triple(*quad.triple) for quad in load(ROOT / "exports")}
        told = {ox.Triple(*quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
        assert len(told) > facts
        assert told <= stated


def test_everything_by_keyboard(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        page = shown.page
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()
        page.keyboard.type("togo")
        expect(page.locator("#results li").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#panel-title")).to_have_text("Togo")
        page.focus("#canvas")
        moved = [_moved(page, key) for key in _ARROWS]
        assert any(moved)
        scale = page.evaluate("camera.scale")
        page.keyboard.press("+")
        assert page.evaluate("camera.scale") > scale
        page.keyboard.press("Enter")
        expect(page.locator("#panel-title")).to_be_focused()
        page.focus("#canvas")
        page.keyboard.press("Escape")
        expect(page.locator("#panel-title")).to_have_text("oimgraph")
        assert page.evaluate("state.sel") == -1


def _moved(page: Page, key: str) -> bool:
    """Whether the key chose another node: one that lies in its direction."""
    chosen = "[state.sel, scene.places.get(state.sel)]"
    node, place = page.evaluate(chosen)
    page.keyboard.press(key)
    then, there = page.evaluate(chosen)
    axis, sign = _ARROWS[key]
    assert then == node or (there[axis] - place[axis]) * sign > 0
    return bool(then != node)


def test_table_twin_shows_what_the_picture_shows(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        _find(shown.page, "togo")
        shown.page.click("#hops-1")
        shown.page.click("#table-toggle")
        expect(shown.page.locator("#table")).to_be_visible()
        facts = shown.page.evaluate("visibleFacts().length")
        assert facts > 0
        expect(shown.page.locator("#table tbody tr")).to_have_count(facts)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_breach_of_accessibility_rules(browser: Browser, view: Path, theme: str, language: str) -> None:
    with tab(browser, view, f"#lang={language}&theme={theme}") as shown:
        _find(shown.page, "togo")
        shown.page.click("#hops-1")
        expect(shown.page.locator("#hops-1[aria-pressed=true]")).to_be_visible()
        found = Axe().run(shown.page)
        assert found.response["violations"] == [], found.generate_report()


def test_narrow_screens_need_no_sideways_scrolling(browser: Browser, view: Path) -> None:
    with tab(browser, view, viewport={"width": 320, "height": 640}) as shown:
        shown.settle()
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert shown.drawn("#canvas canvas") > 0.005


@pytest.mark.parametrize("policy", [True, False], ids=["policy", "no policy"])
def test_texts_are_never_run(browser: Browser, policy: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of a test
    page = render(hostile_dataset()).decode()
    assert page.count("</script>") == 4         # the first part, the script, the other part and its call
    page = page.replace("<head>", "<head><script>function ran() { window.hit = true; }</script>")
    file = tmp_path / "hostile.html"
    file.write_text(page if policy else re.sub(r"<meta http-equiv[^>]*>", "", page), encoding="utf-8")
    with tab(browser, file) as shown:
        for number in range(len(PAYLOADS)):
            shown.page.evaluate(f"choose({number})")
        shown.page.evaluate("state.table = true; change(true)")
        shown.settle()
        assert shown.page.evaluate("scene.ids.length") == len(PAYLOADS)
        assert shown.page.evaluate("window.hit === undefined")
        assert shown.page.locator("a:not([href^=http])").count() == 0
        assert shown.requests == []


def test_same_graph_same_bytes_and_a_part_of_it() -> None:
    quads = load(ROOT / "exports")
    assert render(quads) == render(reversed(quads))
    part = render(quads, "en", [terms.ID + "country/TGO"], 1).decode()
    told = json.loads(re.findall(r'id="first">(.*?)</script>', part)[0])
    assert 1 < len(told["nodes"]) < 40


def test_notebooks_show_it_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    shown = Graph.load(ROOT / "exports").view([terms.ID + "country/TGO"], depth=1)
    file = tmp_path / "cell.html"
    file.write_text(f"<!DOCTYPE html>{shown._repr_html_()}", encoding="utf-8")
    with tab(browser, file) as cell:
        frame = cell.page.frame_locator("iframe")
        frame.locator("#search").fill("togo")
        frame.locator("#search").press("Enter")
        expect(frame.locator("#panel-title")).to_have_text("Togo")
        assert [error for error in cell.errors if "frame" not in error.lower()] == []


def test_the_command_shows_a_query_or_what_is_near(tmp_path: Path) -> None:
    for number, options in enumerate((["--query", "agreements"], ["--focus", "country/TGO", "--depth", "1"], [])):
        file = tmp_path / f"{number}.html"
        done = CliRunner().invoke(app, ["view", str(ROOT / "exports"), "--out", str(file), *options])
        assert done.exit_code == 0, done.output
    sizes = [(tmp_path / f"{number}.html").stat().st_size for number in range(3)]
    assert sizes[0] < sizes[2] > sizes[1]
    with pytest.raises(InputError, match="nothing of this"):
        render(load(ROOT / "exports"), "en", ["https://example.org/none"])
