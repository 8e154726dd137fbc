"""The view in a real browser: drawn, quiet, and no taller than its room."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import tab

ROOT = Path(__file__).resolve().parents[1]
_ROOM = "() => ['#canvas', '#canvas canvas'].map(name => document.querySelector(name).getBoundingClientRect().height)"


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The view of the examples."""
    from oimgraph.graph.dataset import load
    from oimgraph.view import render

    file = tmp_path_factory.mktemp("view") / "view.html"
    file.write_bytes(render(load(ROOT / "exports")))
    return file


def test_pixels_are_drawn_and_nothing_is_asked_of_the_network(browser: Browser, view: Path) -> None:
    with tab(browser, view) as shown:
        shown.page.wait_for_timeout(500)
        room, canvas = shown.page.evaluate(_ROOM)
        assert shown.drawn("#canvas canvas") > 0.01
        assert 0 < canvas <= room
        assert shown.requests == []
        assert shown.errors == []
