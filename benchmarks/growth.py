"""How time and memory grow with the number of pages: prints a table, and draws docs/growth.svg.

    python benchmarks/growth.py [SIZE ...]      default: 1000 10000 100000; the last takes a quarter of an hour

Each size is built from one file of JSON lines by two jobs; peak memory is the system's own figure for the largest of
its processes. A hundred thousand pages need 40 gigabytes of disk (TMPDIR) while they are built.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import pages, write

_PICTURE = Path(__file__).resolve().parents[1] / "docs" / "growth.svg"
_CODE = "import sys; from oimgraph.cli import app; app(sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Built:
    """One build; memory in megabytes."""

    pages: int
    seconds: float
    memory: float
    quads: int
    facts: int

    def __str__(self) -> str:
        return (f"| {self.pages:,} | {self.seconds:.0f} | {self.pages / self.seconds:.0f} | {self.memory:.0f} "
                f"| {self.quads:,} | {self.quads / max(self.facts, 1):.1f} |")


def built(count: int) -> Built:
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "pages.jsonl", Path(name) / "out"
        write(pages(count), source)
        start = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-c", _CODE, "build", str(source), "--out", str(out),
                                  "--jobs", "2"],
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            raise SystemExit(f"the build of {count} pages ended with {status}")
        with (out / "graph.nq").open("rb") as lines:
            quads = sum(1 for _ in lines)
        facts = json.loads((out / "report.json").read_bytes())["facts"]
        return Built(count, seconds, _megabytes(usage), quads, facts)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def draw(found: list[Built]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "oimgraph"
    from matplotlib import pyplot as plt

    sizes = [one.pages for one in found]
    figure, (time_axis, memory_axis) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    for axis, values, title in (
        (time_axis, [one.seconds for one in found], "seconds"), (memory_axis, [one.memory for one in found], "peak MB"),
    ):
        axis.plot(sizes, values, "o-", color="#14507d")
        axis.set(xscale="log", xlabel="pages", title=title)
        axis.grid(visible=True, alpha=0.3)
    time_axis.set_yscale("log")
    memory_axis.set_ylim(0)
    figure.savefig(_PICTURE, metadata={"Date": None})


if __name__ == "__main__":
    made = []
    print("| pages | seconds | pages/s | peak MB | quads | quads a fact |\n|--:|--:|--:|--:|--:|--:|")
    for size in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        made.append(built(size))
        print(made[-1], flush=True)
    draw(made)
