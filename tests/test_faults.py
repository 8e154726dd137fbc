"""Whatever interrupts a build, its folder holds the old state or the new one; the next build leaves no strays."""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load
from oimgraph.graph.files import claimed, current, switched
from oimgraph.pipeline import FILES, build

COMMAND = [sys.executable, "-c", "from oimgraph.cli import main; main()"]
KILLS = int(os.environ.get("OIMGRAPH_KILLS", "10"))         # 200 in `make torture`
WAIT = 120                  # seconds; only what hangs takes so long
PAGES = ("fr-togo-accord.html", "es-proyecto-fiji-vanuatu.txt")
_PR_CAPBSET_DROP = 24
State = dict[str, bytes]

# Builds, and stands still once the new dataset is written and not yet in place.
HELD = """
import signal
from oimgraph import pipeline
from oimgraph.cli import main

look_at = pipeline._look_at

def held(*given):
    look_at(*given)
    print("held", flush=True)
    signal.pause()

pipeline._look_at = held
main()
"""


def started(pages: Path, out: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    environment = dict(os.environ)
    if limit:
        environment.pop("COVERAGE_PROCESS_CONFIG", None)    # where there is no room, there is none for its figures
    return subprocess.Popen([*COMMAND, "build", pages, "--out", out], stdout=subprocess.DEVNULL, env=environment,
                            stderr=subprocess.PIPE, preexec_fn=limit)  # noqa: PLW1509 - one thread here


def state(out: Path) -> State:
    """What a folder holds for a reader; report.json tells seconds, and is compared by its being there."""
    assert current(out, "report.json").is_file()
    held = {name: current(out, name) for name in FILES if name != "report.json"}
    return {name: path.read_bytes() for name, path in held.items() if path.is_file()}


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, State, State, float]:
    """A folder of two pages; the state of a build of the first, the state of a build of both, and what that takes."""
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    shutil.copy(ROOT / "examples" / PAGES[0], pages)
    build([pages], out)
    old = state(out)
    shutil.copy(ROOT / "examples" / PAGES[1], pages)
    begin = time.monotonic()
    running = started(pages, out)
    running.communicate(timeout=WAIT)
    assert running.returncode == 0
    return pages, old, state(out), time.monotonic() - begin


@pytest.fixture
def out(states: tuple[Path, State, State, float], tmp_path: Path) -> Path:
    """A folder in the old state."""
    for name, data in {**states[1], "report.json": b"{}\n"}.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def strays(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()} - set(FILES)


def test_killed_at_any_moment(states: tuple[Path, State, State, float], out: Path) -> None:
    pages, old, new, seconds = states
    moments = random.Random(9)  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        running = started(pages, out)
        time.sleep(moments.random() * seconds)
        running.kill()
        running.communicate(timeout=WAIT)
        assert running.returncode in {0, -signal.SIGKILL}
        assert state(out) in (old, new)
        assert load(out)
    build([pages], out)
    assert state(out) == new
    assert not strays(out)


def test_interrupted_by_the_user(states: tuple[Path, State, State, float], out: Path) -> None:
    command = [sys.executable, "-c", HELD, "build", str(states[0]), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        try:
            assert running.stdout
            assert running.stdout.readline() == b"held\n"
            assert (out / ".new" / "graph.nq").exists()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=WAIT)
        finally:
            running.kill()                              # if it is held still
    assert running.returncode not in {0, -signal.SIGKILL}
    assert state(out) == states[1]
    assert not (out / ".new").exists()


@pytest.mark.parametrize("size", [1_000, 30_000])
def test_no_room(states: tuple[Path, State, State, float], out: Path, size: int) -> None:
    """Files may not grow beyond a size, as on a disk that is full."""
    running = started(states[0], out, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    told = running.communicate(timeout=WAIT)[1].decode()
    assert running.returncode == 2
    assert "make room" in told
    assert "Traceback" not in told
    assert state(out) == states[1]
    build([states[0]], out)
    assert not strays(out)


@pytest.mark.parametrize("step", ["mkdir", "rename", "replace", "touch"])
def test_a_disk_that_fails_in_the_switch(
    step: str, states: tuple[Path, State, State, float], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, old, new, _ = states

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def attempt() -> None:
        with claimed(out), switched(out, FILES) as place:
            for name, data in list(new.items())[:-1] if step == "touch" else new.items():
                (place / name).write_bytes(data)
            monkeypatch.setattr(Path, step, failing)

    if step == "mkdir":
        (out / ".new").write_text("a file where the folder would be")
    with pytest.raises(InputError, match=r"cannot use"):
        attempt()
    monkeypatch.undo()
    if step == "replace":                               # it holds already; the next build moves it into place
        assert {name: current(out, name).read_bytes() for name in new} == new
    else:
        assert {name: (out / name).read_bytes() for name in old} == old
    if step == "mkdir":
        (out / ".new").unlink()
    with claimed(out):
        assert not strays(out)


def test_what_the_new_state_lacks_is_gone(out: Path) -> None:
    with claimed(out), switched(out, FILES) as place:
        (place / "graph.nq").write_bytes(b"")
    assert [path.name for path in out.iterdir()] == ["graph.nq"]


def test_a_switch_that_was_cut_off_is_ended_by_the_next_build(out: Path) -> None:
    ready = out / ".ready"
    ready.mkdir()
    (ready / "graph.ttl").write_bytes(b"new")
    (ready / "view.html.gone").touch()
    assert current(out, "graph.ttl").read_bytes() == b"new"
    with claimed(out):
        assert (out / "graph.ttl").read_bytes() == b"new"
        assert not (out / "view.html").exists()
        assert not strays(out)


def test_of_two_builds_into_one_folder_the_second_is_turned_away(
    states: tuple[Path, State, State, float], out: Path
) -> None:
    with claimed(out):
        running = started(states[0], out)
        told = running.communicate(timeout=WAIT)[1].decode()
    assert running.returncode == 2
    assert "another build" in told
    assert state(out) == states[1]


def _as_any_user() -> None:
    """Without what lets root write into any folder and read any file (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            if ctypes.CDLL(None, use_errno=True).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "root cannot be bound")


def test_a_folder_that_cannot_be_written(states: tuple[Path, State, State, float], out: Path) -> None:
    out.chmod(0o555)
    running = started(states[0], out, _as_any_user)
    told = running.communicate(timeout=WAIT)[1].decode()
    out.chmod(0o755)
    assert running.returncode == 2
    assert "cannot use" in told
    assert "Traceback" not in told
    assert state(out) == states[1]


def test_a_page_that_cannot_be_read_is_refused_and_harms_no_other(
    states: tuple[Path, State, State, float], out: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages = tmp_path_factory.mktemp("unreadable")
    shutil.copytree(states[0], pages, dirs_exist_ok=True)
    (pages / "closed").mkdir()
    for closed in (pages / "closed.txt", pages / "closed" / "page.txt"):
        shutil.copy(ROOT / "examples" / "en-mongolia-workshop.txt", closed)
    (pages / "closed.txt").chmod(0)
    (pages / "closed").chmod(0)
    running = started(pages, out, _as_any_user)
    told = running.communicate(timeout=WAIT)[1].decode()
    (pages / "closed").chmod(0o755)
    assert running.returncode == 0, told
    refused = json.loads((out / "report.json").read_bytes())["refused"]
    assert {row["document"].rpartition("/")[2]: "cannot be opened" in row["reason"] for row in refused} == {
        "closed": True, "closed.txt": True}
    assert state(out)["graph.nq"] == states[2]["graph.nq"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError, match="cannot use"):
        build([ROOT / "examples" / PAGES[1]], tmp_path / "out")
