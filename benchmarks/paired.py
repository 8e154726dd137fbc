"""Two ways of doing a thing, timed in turn, so that a change of the machine's pace meets both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Median seconds of both, and the median of the ratios theirs / ours, round by round."""

    ours: float
    theirs: float
    ratio: float


def paired(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5, units: float = 1) -> Pair:
    """Both, in turn, so many rounds after one that does not count. `units` is how much more work ours does."""
    times = [(seconds(ours) / units, seconds(theirs)) for _ in range(rounds + 1)]
    one, other = zip(*times[1:], strict=True)
    return Pair(statistics.median(one), statistics.median(other), statistics.median(b / a for a, b in times[1:]))


def seconds(work: Callable[[], object]) -> float:
    """As timeit does, without the collector of garbage: how long that takes hangs on what else is in memory."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    try:
        work()
    finally:
        gc.enable()
    return time.perf_counter() - start
