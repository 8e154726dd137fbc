"""Workers and drivers that are killed: afterwards every document stands exactly once, in the bytes of a quiet build."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import cast
from unittest.mock import patch

import pytest

from conftest import ROOT
from oimgraph import pipeline
from oimgraph.errors import OimgraphError
from oimgraph.pipeline import build
from oimgraph.shards import plan as planning
from oimgraph.shards.engines import Engine, Processes, T, engine

PAGES = sorted((ROOT / "examples").glob("*-m*.txt"))
PER_SHARD = 2               # pages, about
WAIT = 120                  # seconds, on a busy machine

# Builds, and is killed once the engine has handed back three shards of the second stage; others are in flight then.
DRIVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_crew import PAGES, build, cut_small, engine, killed_after, pytest
cut_small(pytest.MonkeyPatch())
build(PAGES, Path(sys.argv[2]), engine=killed_after(3, engine(2, sys.argv[3])))
"""


def cut_small(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(pipeline, "plan", lambda paths, settings: planning.plan(paths, settings, PER_SHARD))


@pytest.fixture(scope="module", autouse=True)
def small_shards() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        cut_small(patched)
        yield


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build that nothing disturbs, in one process."""
    out = tmp_path_factory.mktemp("quiet")
    build(PAGES, out)
    return out


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A Dask cluster of two processes on loopback; its scheduler's HTTP server, which it has anyway, on a free port."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as started:
        yield started.scheduler_address


@pytest.fixture(params=["processes", "cluster"])
def where(request: pytest.FixtureRequest) -> str:
    """The address of a cluster, "" for a pool of processes."""
    return str(request.getfixturevalue("address")) if request.param == "cluster" else ""


def dying(deaths: Path, task: Callable[[T], None], item: T) -> None:
    """The task; whoever comes first to a stage's task is killed when its first file is written and not yet in place."""
    stage = cast("partial[None]", task).args[0].__name__
    try:
        (deaths / stage).touch(exist_ok=False)
    except FileExistsError:
        task(item)
        return
    with patch.object(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
        task(item)


def with_deaths(deaths: Path, work: Engine) -> Engine:
    def run(task: Callable[[T], None], items: Iterable[T]) -> Iterator[T]:
        return work(partial(dying, deaths, task), items)
    return run


def killed_after(number: int, work: Engine) -> Engine:
    """Kills this process in the second stage."""
    stages: list[str] = []

    def run(task: Callable[[T], None], items: Iterable[T]) -> Iterator[T]:
        stages.append("begun")
        for count, item in enumerate(work(task, items), 1):
            if len(stages) == 2 and count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            yield item
    return run


def assert_undisturbed(out: Path, quiet: Path) -> None:
    assert (out / "graph.nq").read_bytes() == (quiet / "graph.nq").read_bytes()
    documents = json.loads((out / "report.json").read_bytes())["documents"]
    assert documents == json.loads((quiet / "report.json").read_bytes())["documents"]
    assert len(documents) == len(set(documents)) == len(PAGES)
    assert {path.name for path in out.rglob(".*")} <= {".shards"}


def test_a_worker_is_killed_in_each_stage(where: str, quiet: Path, tmp_path: Path) -> None:
    deaths, out = tmp_path / "deaths", tmp_path / "out"
    deaths.mkdir()
    build(PAGES, out, engine=with_deaths(deaths, engine(2, where)))
    assert {path.name for path in deaths.iterdir()} == {"survey", "run_shard", "look"}
    assert_undisturbed(out, quiet)


def test_the_driver_is_killed_and_the_next_one_does_the_rest(where: str, quiet: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", DRIVER, str(Path(__file__).parent), str(tmp_path), where]
    # the pipe closes when the last worker of the killed driver has ended: none is left behind
    driver = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=WAIT, check=False)
    assert driver.returncode == -signal.SIGKILL, driver.stdout.decode()
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / ".shards").glob("*.nq")}
    assert len(done) >= 3
    build(PAGES, tmp_path, engine=engine(2, where), keep_shards=True)
    again = {path: path.stat().st_mtime_ns for path in (tmp_path / ".shards").glob("*.nq")}
    assert done.items() <= again.items()
    assert_undisturbed(tmp_path, quiet)


def always_dying(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_workers_that_die_again_and_again_end_the_build() -> None:
    with pytest.raises(OimgraphError, match="workers died 3 times in a row"):
        list(Processes(2)(always_dying, range(9)))
