"""No page can hold a pattern up: on the texts that are worst for it, each takes time in proportion to their length."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator

import pytest

from conftest import ROOT
from patterns import attacks, of_lexicon, of_modules

LENGTH = 3_000              # half as much again as the longest sentence
SHORT = 0.003               # seconds; what takes no longer is not worth a second look, and the clock too coarse for it
LONGER = 4                  # times as long a text ...
GROWTH = 9                  # ... may take so many times as long: 4 would be exact, 16 is a square
PATIENCE = 20               # seconds of processor time for one text; then the pattern has run away


class RunawayError(Exception):
    pass


@pytest.fixture
def patience() -> Iterator[None]:
    """The engine looks at signals while it matches, so even a pattern that would take for ever is ended."""
    def give_up(*_: object) -> None:
        raise RunawayError

    before = signal.signal(signal.SIGPROF, give_up)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def seconds(pattern: re.Pattern[str], lead: str, repeated: str, length: int, tries: int = 1) -> float:
    """The shortest of some tries; the text ends with what no pattern expects."""
    text = lead + repeated * (length // len(repeated)) + "\x01"
    best = float(PATIENCE)
    for _ in range(tries):
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        begin = time.thread_time()
        for _found in pattern.finditer(text):
            pass
        best = min(best, time.thread_time() - begin)
    return best


def grows(pattern: re.Pattern[str], lead: str, repeated: str) -> float:
    """How many times as long a text of LONGER times the length takes; 0 where it is too quick to tell."""
    try:
        if seconds(pattern, lead, repeated, LENGTH) < SHORT:
            return 0
        short = seconds(pattern, lead, repeated, LENGTH, 3)
        return seconds(pattern, lead, repeated, LENGTH * LONGER, 2) / short
    except RunawayError:
        return float("inf")


def slow(patterns: dict[tuple[str, int], str]) -> list[str]:
    found = []
    for (written, flags), where in patterns.items():
        pattern = re.compile(written, flags)
        for lead, repeated in attacks(written, flags):
            if (growth := grows(pattern, lead, repeated)) > GROWTH:
                found.append(f"{where}: {growth:.1f} times as long on {lead!r} + {repeated!r} * n: {written[:200]}")
                break
    return found


@pytest.mark.usefixtures("patience")
def test_patterns_of_the_lexicon() -> None:
    patterns = of_lexicon()
    assert len(patterns) > 1000
    assert not slow(patterns)


@pytest.mark.usefixtures("patience")
def test_patterns_of_modules() -> None:
    patterns = of_modules(ROOT / "examples")
    assert {"oimgraph.privacy", "oimgraph.sources.html", "oimgraph.sources.layout"} <= set(patterns.values())
    assert len(patterns) > 200
    assert not slow(patterns)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("written", [r"\s+x", r"(?:a+)+b", r"(?:\w+ ?)*:", r"[^.]*\.x", r"(?:ab?)+(?:ab?)+c"])
def test_a_slow_pattern_is_found(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATIENCE", 1)
    monkeypatch.setitem(globals(), "SHORT", SHORT / 10)        # the quickest of these takes about SHORT
    assert slow({(written, 0): "here"})


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("written", [r"\s{0,9}x", r"(?<!a)a++b", r"plain", r"(?:(?<!\w)\w{1,9} ){0,3}x"])
def test_a_linear_pattern_is_not(written: str) -> None:
    assert not slow({(written, 0): "here"})
