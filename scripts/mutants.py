"""Mutation testing: small faults put into the code one at a time, each of which some test should notice.

Of each package in tests/mutants.toml a sample of faults is tried, the same until that code changes: in a copy of the
checkout, against the tests that the file names for the module. Faults that change nothing that can be observed stand
there as equivalent, each with its reason, and are not counted. Exit status 1 when too few are noticed.

    python scripts/mutants.py [PACKAGE ...]
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from faults import Mutant, mutants

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "oimgraph"
TABLE = ROOT / "tests" / "mutants.toml"
JOBS = os.cpu_count() or 1
ENDS = ("noticed", "too slow", "survived", "equivalent")
FLOOR = 80                  # per cent that tests must notice
_PATIENCE, _GRACE = 4, 30   # a mutant may take so many times what the tests take, and so many seconds more


class Checkout:
    """A copy of what is tracked, in which one module at a time has a fault."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        listing = ["git", "ls-files", "-z"]
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, names.split("\0")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)

    def passes(self, tests: Sequence[str], seconds: float | None = None) -> bool | None:
        """Whether all tests pass; None where they take too long."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
                   "--hypothesis-seed=0", *(f"tests/{test}" for test in tests)]
        environment = os.environ | {"PYTHONPATH": str(self._folder / "src")}
        running = subprocess.Popen(command, cwd=self._folder, env=environment, start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return running.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)      # with all that the tests have started
            running.wait()

    def tried(self, mutant: Mutant, tests: Sequence[str], seconds: float) -> str:
        file = self._folder / "src" / "oimgraph" / mutant.module
        sound, compiled = file.read_bytes(), Path(cache_from_source(str(file)))
        file.write_text(mutant.text, encoding="utf-8")
        try:
            return {True: "survived", False: "noticed", None: "too slow"}[self.passes(tests, seconds)]
        finally:
            file.write_bytes(sound)
            compiled.unlink(missing_ok=True)        # it may look younger than the next fault


@dataclass(frozen=True, slots=True)
class Table:
    """tests/mutants.toml."""

    sample: int                                     # mutants of a package
    tests: Mapping[str, Sequence[str]]              # of a module, the most telling first
    equivalent: Mapping[tuple[str, str], str]       # module and name -> reason

    @classmethod
    def read(cls) -> Table:
        told = tomllib.loads(TABLE.read_text(encoding="utf-8"))
        return cls(told["sample"], told["tests"],
                   {(one["module"], one["mutant"]): one["reason"] for one in told["equivalent"]})

    def drawn(self, packages: Sequence[str]) -> list[Mutant]:
        """The sample: by hash, so that a change of one function leaves the faults of the others as they are."""
        found: dict[str, list[Mutant]] = {}
        for module in self.tests:
            for mutant in mutants(module, (SOURCE / module).read_text(encoding="utf-8")):
                found.setdefault(mutant.package, []).append(mutant)
        return [mutant for package, own in found.items() if not packages or package in packages
                for mutant in sorted(own, key=lambda one: one.rank)[: self.sample]]


def campaign(table: Table, drawn: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it, as it is known. Raises SystemExit where tests fail without a fault."""
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(JOBS) as pool:
        free: SimpleQueue[Checkout] = SimpleQueue()
        for number in range(JOBS):
            free.put(Checkout(Path(place, str(number))))

        def lent(work: Callable[[Checkout], T]) -> T:
            checkout = free.get()
            try:
                return work(checkout)
            finally:
                free.put(checkout)

        def tried(mutant: Mutant) -> tuple[Mutant, str]:
            if (mutant.module, mutant.name) in table.equivalent:
                return mutant, "equivalent"
            tests = tuple(table.tests[mutant.module])
            return mutant, lent(lambda checkout: checkout.tried(mutant, tests, limits[tests]))

        asked = list({tuple(table.tests[mutant.module]) for mutant in drawn})
        limits = dict(zip(asked, pool.map(lambda tests: lent(partial(_limit, tests)), asked), strict=True))
        for done in as_completed([pool.submit(tried, mutant) for mutant in drawn]):
            yield done.result()


def _limit(tests: Sequence[str], checkout: Checkout) -> float:
    """The seconds that a mutant may take."""
    started = time.monotonic()
    if not checkout.passes(tests):
        raise SystemExit(f"tests fail without any fault: {' '.join(tests)}")
    return _PATIENCE * (time.monotonic() - started) + _GRACE


def told(ends: Iterable[tuple[Mutant, str]]) -> tuple[str, float]:
    """A table of what became of the mutants of each package, and the share that was noticed, in per cent."""
    counts: dict[str, Counter[str]] = {}
    for mutant, end in ends:
        counts.setdefault(mutant.package, Counter())[end] += 1
    rows = [(package, counts[package]) for package in sorted(counts)]
    rows.append(("all", sum(counts.values(), Counter())))
    cells = [[package, *(str(count[end]) for end in ENDS), f"{_score(count):.0f} %"] for package, count in rows]
    head = [["package", *ENDS, "score"], ["---"] * (len(ENDS) + 2)]
    return "\n".join(f"| {' | '.join(row)} |" for row in head + cells), _score(rows[-1][1])


def _score(count: Counter[str]) -> float:
    counted = count.total() - count["equivalent"]
    return 100 * (count["noticed"] + count["too slow"]) / counted if counted else 100.0


def main(packages: Sequence[str]) -> int:
    table = Table.read()
    ends = []
    for mutant, end in campaign(table, table.drawn(packages)):
        ends.append((mutant, end))
        if end == "survived":
            print(f"survived: {mutant.module}:{mutant.line} {mutant.name}", flush=True)
    text, score = told(ends)
    print(f"\n{text}")
    return int(score < FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
