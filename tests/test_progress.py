"""Long work tells how far it is, how fast it goes and what time remains; where nobody looks, it keeps silent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

import pytest

from oimgraph.shards.progress import on_terminal


@dataclass(frozen=True)
class Done:
    pages: int


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Stands still but for what work takes."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def work(self, *sizes: int) -> Iterator[Done]:
        """Ten pages take a second."""
        for size in sizes:
            self.now += size / 10
            yield Done(size)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("rich.console.monotonic", clock)
    for name, value in (("TERM", "xterm"), ("COLUMNS", "100")):
        monkeypatch.setenv(name, value)
    return clock


def drawn(monkeypatch: pytest.MonkeyPatch, total: int, done: Iterator[Done]) -> str:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    on_terminal("extracting", total, done)
    return terminal.getvalue()


def test_pages_rate_and_remaining_time(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    told = drawn(monkeypatch, 1000, clock.work(10, 20, 10, 60))
    assert "extracting" in told
    for part in ("100/1000", "10 pages/s", "0:01:30"):
        assert part in told


def test_a_faster_stretch_changes_the_rate(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    def work() -> Iterator[Done]:
        yield from clock.work(10, 10)
        for done in clock.work(*[10] * 9):
            clock.now -= 0.5
            yield done

    told = drawn(monkeypatch, 500, work())
    assert "110/500" in told
    assert "18 pages/s" in told             # a hundred pages in five and a half seconds, from the first on
    assert "0:00:22" in told


def test_what_is_done_stays_at_its_rate(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    told = drawn(monkeypatch, 30, clock.work(10, 10, 10))
    assert "30/30" in told
    assert "10 pages/s" in told
    assert "0:00:00" in told


def test_without_a_terminal_work_is_done_in_silence(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    left = clock.work(10, 20)
    on_terminal("extracting", 30, left)
    assert not written.getvalue()
    assert next(left, None) is None
