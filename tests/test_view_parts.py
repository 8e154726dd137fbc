"""The view while it arrives: the first picture before the rest; what is done before then is done when all is there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Tab, tab
from oimgraph import terms
from oimgraph.view import render
from oimgraph.view.parts import parts
from oimgraph.view.picture import picture

_COUNT = 2500                   # three parts: the first picture, 2,000 nodes, the last 300
_FAR = 2345                     # a node that no other names: in the last part
_IRI = terms.ID + "thing/{}"
_CLASSES = ("Project", "Event", "Agreement", "Country")


def _quads() -> list[ox.Quad]:
    """Things linked to one or two that came before them; each has a name and a year."""
    page = ox.NamedNode(terms.ID + "document/made")
    facts: list[tuple[int, str, ox.NamedNode | ox.Literal]] = []
    for number in range(_COUNT):
        facts += [
            (number, terms.TYPE, ox.NamedNode(terms.MGO + _CLASSES[number % 4])),
            (number, terms.PREF_LABEL, ox.Literal(f"Thing number {number}", language="en")),
            (number, terms.DATE, ox.Literal(str(2000 + number % 3))),
        ]
        facts += [(number, terms.MGO + "theme", ox.NamedNode(_IRI.format(_other(number, link))))
                  for link in range(1 if number == _FAR else 2) if number]
    return [ox.Quad(ox.NamedNode(_IRI.format(number)), ox.NamedNode(p), o, page) for number, p, o in facts]


def _other(number: int, link: int) -> int:
    """A node that came before, rather one that came early: few hubs, many leaves."""
    return int(number * ((37 * number + 61 * link) % 101 / 101) ** 2)


@pytest.fixture(scope="module")
def page() -> bytes:
    return render(_quads())


@contextmanager
def _held(page: bytes) -> Iterator[tuple[str, threading.Event]]:
    """The address of a page of which only what stands before the second part comes, until the event is set."""
    go_on = threading.Event()
    cut = page.index(b'<script type="application/json">')

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page[:cut])
            go_on.wait()
            self.wfile.write(page[cut:])

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", go_on
        finally:
            go_on.set()
            server.shutdown()


@contextmanager
def _arriving(browser: Browser, page: bytes, fragment: str = "") -> Iterator[tuple[Tab, threading.Event]]:
    """A tab that has read the first part and no more."""
    with _held(page) as (address, go_on), tab(browser, "about:blank") as shown:
        shown.page.goto(address + fragment, wait_until="commit")
        expect(shown.page.locator("main[aria-busy] #legend label").first).to_be_visible()
        yield shown, go_on
        assert shown.errors == []


def _whole(page: Page) -> None:
    expect(page.locator("main:not([aria-busy])")).to_be_visible()


def test_every_part_adds_to_those_before_it() -> None:
    shown = picture(_quads())
    told = list(parts(shown))
    assert [len(part.get("nodes", ())) for part in told] == [200, 0, 2000, 300]
    assert [len(part.get("more", ())) for part in told] == [0, 200, 2000, 300]
    known = 0
    for part in told:
        known += len(part.get("nodes", ()))
        assert all(max(s, o) < known for s, _, o in part.get("edges", ()))
    degrees = [node["degree"] for part in told for node in part.get("nodes", ())]
    assert degrees == sorted(degrees, reverse=True)
    assert sum(degrees) == 2 * sum(len(part.get("edges", ())) for part in told) == 2 * len(shown.edges)


def test_the_picture_comes_with_the_first_part_and_stays(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page) as (shown, go_on):
        seen = shown.page.locator("#count")
        expect(seen).to_have_text(re.compile(r"^200 of 2500 things, \d+ links$"))
        shown.settle()
        first = seen.inner_text(), shown.page.evaluate("[camera.x, camera.y, labels.map(label => label.text)]")
        assert shown.drawn("#canvas canvas") > 0.01
        assert len(first[1][2]) > 20
        go_on.set()
        _whole(shown.page)
        shown.settle()
        assert (seen.inner_text(),
                shown.page.evaluate("[camera.x, camera.y, labels.map(label => label.text)]")) == first
        assert shown.page.locator("[data-choice='year 2001'] ~ .number").inner_text() == "833"


def test_what_is_typed_at_once_is_found_when_all_is_read(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page) as (shown, go_on):
        shown.page.fill("#search", f"thing number {_FAR}")
        shown.page.press("#search", "Enter")
        expect(shown.page.locator("#panel-title")).to_have_text("oimgraph")
        go_on.set()
        expect(shown.page.locator("#panel-title")).to_have_text(f"Thing number {_FAR}")
        expect(shown.page.locator("#panel-title")).to_be_focused()
        assert shown.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('node')") == _IRI.format(_FAR)


def test_an_address_waits_for_its_node(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page, f"#node={_IRI.format(_FAR)}&hops=1&lang=fr") as (shown, go_on):
        expect(shown.page.locator("#search")).to_have_attribute("placeholder", "Chercher")
        expect(shown.page.locator("#count")).to_have_text("")
        go_on.set()
        expect(shown.page.locator("#panel-title")).to_have_text(f"Thing number {_FAR}")
        expect(shown.page.locator("#count")).to_have_text("2 éléments sur 2500, 1 liens")
        expect(shown.page.locator("#hops-1[aria-pressed=true]")).to_be_visible()


def test_a_filter_ticked_at_once_counts_all(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page) as (shown, go_on):
        shown.page.check("[data-choice='cls Project']")
        shown.page.select_option("#language", "es")
        go_on.set()
        expect(shown.page.locator("#count")).to_have_text(re.compile("^625 elementos de 2500"))
        expect(shown.page.locator("[data-choice='cls Project']")).to_be_checked()


def test_keys_and_a_click_on_a_node_are_kept(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page) as (shown, go_on):
        x, y = shown.page.evaluate("(([x, y]) => { const room = box.getBoundingClientRect(); "
                                   "return [x + room.left, y + room.top]; })(toScreen(scene.places.get(0)))")
        shown.page.mouse.click(x, y)
        shown.page.focus("#canvas")
        shown.page.keyboard.press("+")
        scale = shown.page.evaluate("camera.scale")
        shown.page.keyboard.press("Enter")
        go_on.set()
        expect(shown.page.locator("#panel-title")).to_be_focused()
        assert shown.page.evaluate("state.sel") == 0
        assert shown.page.evaluate("camera.scale") == scale
        expect(shown.page.locator("#panel dd").first).to_be_visible()


def test_a_file_asked_for_at_once_holds_all_that_is_seen(browser: Browser, page: bytes) -> None:
    with _arriving(browser, page) as (shown, go_on):
        shown.page.click("#save summary")
        shown.page.click("#turtle")
        with shown.page.expect_download() as saved:
            go_on.set()
        stated = {ox.Triple(*quad.triple) for quad in _quads()}
        told = {ox.Triple(*quad.triple) for quad in ox.parse(path=saved.value.path(), format=ox.RdfFormat.TURTLE)}
        assert len(told) > 600          # of 200 nodes the class, the year and links
        assert told <= stated
