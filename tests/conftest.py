"""What all tests share: the folder beside the project that holds the gold and the seeds, and a browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from browser import chromium
from oimgraph.graph.dataset import stream
from oimgraph.model import Page
from oimgraph.publish import publish
from oimgraph.report import Report

# tests are not timed: a busy computer fails none of them
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("campaign", parent=settings.get_profile("default"), max_examples=1000)     # `make torture`
settings.load_profile("default")

# a shell lets a job in the background ignore Ctrl-C, and the processes that tests start and interrupt would do so too
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
SITE_URL = "https://graph.example.org/data/"
SHARED = Path(os.environ.get("OIMGRAPH_SHARED", ROOT.parent / "shared"))


def pytest_sessionfinish() -> None:
    """Save what `make coverage` measures: xdist kills a worker that takes long to end, and its figures with it."""
    if measured := coverage.Coverage.current():
        measured.stop()
        measured.save()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; a test that needs it is skipped without it, but never in CI."""
    if not (SHARED / "gold").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI needs the shared folder, and {SHARED} is not it")
        pytest.skip("the shared folder with the gold and the seeds is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def defects() -> Iterator[Callable[[Report, Page, Exception], None]]:
    """A page that oimgraph fails on is refused where people build, but fails here; gives what is done for people."""
    told = Report.fail

    def fail(_report: Report, _page: Page, error: Exception) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Report, "fail", fail)
        yield told


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a process; see tests/browser.py."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the examples."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(stream(ROOT / "exports"), folder, SITE_URL)
    return folder
