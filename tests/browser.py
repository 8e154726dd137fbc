"""A real browser for tests: Debian's Chromium, driven by Playwright; what it asks for and complains of is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
_TIMEOUT_MS = 120_000        # only what hangs takes so long, also on a busy computer
_DRAWN = """selector => {
  const canvas = document.querySelector(selector);
  const points = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const same = at => [0, 1, 2, 3].every(part => points[at + part] === points[part]);
  let drawn = 0;
  for (let at = 0; at < points.length; at += 4) drawn += same(at) ? 0 : 1;
  return drawn / (points.length / 4);
}"""


@dataclass
class Tab:
    """A page, what it asked the network for, and what stood on its console that was no mere note."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def drawn(self, canvas: str = "canvas") -> float:
        """The share of a canvas's pixels that are not its background, that of the first pixel."""
        return float(self.page.evaluate(_DRAWN, canvas))

    def settle(self) -> None:
        """Until the page has been painted twice: whatever would run by itself once it is loaded has run by then."""
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Chromium with further flags, if any; a test is skipped where there is none, but fails in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs the Debian package chromium, and it is not installed")
        pytest.skip("chromium (the Debian package) is not installed")
    expect.set_options(timeout=_TIMEOUT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *flags])
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, where: Path | str, fragment: str = "", **context: Any) -> Iterator[Tab]:
    """A file or address in a fresh context (dark or light, language, size, as Playwright's new_context takes them)."""
    opened = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", **context})
    opened.set_default_timeout(_TIMEOUT_MS)
    shown = Tab(opened.new_page())
    address = where.resolve().as_uri() if isinstance(where, Path) else where
    shown.page.on("request", lambda request: _note(shown, request.url, address))
    shown.page.on("console", lambda said: shown.errors.append(said.text) if said.type in {"error", "warning"} else None)
    shown.page.on("pageerror", lambda error: shown.errors.append(str(error)))
    try:
        shown.page.goto(address + fragment)
        yield shown
    finally:
        opened.close()


def _note(shown: Tab, url: str, address: str) -> None:
    if url.partition("#")[0] != address and not url.startswith(("blob:", "data:")):
        shown.requests.append(url)
