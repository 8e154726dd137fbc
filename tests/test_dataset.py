"""Datasets on disk: whole or not there, sorted, and refused with a hint when they are none."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given

from facts import TEXT, agreement, facts, page
from oimgraph.errors import InputError
from oimgraph.export.nquads import trig
from oimgraph.graph.dataset import load, to_nquads
from oimgraph.graph.files import prepare, write, write_lines
from oimgraph.graph.folders import replaced
from oimgraph.graph.quads import quads
from oimgraph.link import link
from oimgraph.model import Fact

DATASET = list(quads(link(page(), agreement()), {}))


@given(facts(len(TEXT)))
def test_lines_are_those_of_pyoxigraph_sorted(found: list[Fact]) -> None:
    dataset = list(quads(link(page(), found), {}))
    written = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert to_nquads(dataset) == b"".join(sorted({line + b"\n" for line in written.split(b"\n") if line}))


def test_a_dataset_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    write(tmp_path / "graph.nq", to_nquads(DATASET))
    write(tmp_path / "graph.trig", trig(DATASET))
    assert set(load(tmp_path)) == set(load(tmp_path / "graph.nq")) == set(load(tmp_path / "graph.trig")) == set(DATASET)


@pytest.mark.parametrize(("name", "content", "what"), [
    ("graph.nq", None, "there is no"),
    ("graph.nq", b"<a> <b> .\n", "cannot read"),
    ("graph.pdf", b"", "no dataset"),
])
def test_what_is_no_dataset_is_refused(tmp_path: Path, name: str, content: bytes | None, what: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=what):
        load(tmp_path / name)


def test_writing_replaces_the_file_and_leaves_no_other(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        write(tmp_path / "graph.nq", data)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("graph.nq", b"new")]


def test_lines_are_counted(tmp_path: Path) -> None:
    assert [write_lines(tmp_path / "lines", lines) for lines in ([], [b"a\n", b"b\n"])] == [0, 2]
    assert (tmp_path / "lines").read_bytes() == b"a\nb\n"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "graph.nq", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write(tmp_path / "graph.nq", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("graph.nq", b"old")]


def test_strays_of_an_interrupted_run_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".graph.nq.4711.partial").write_bytes(b"half")
    (tmp_path / "kept.txt").write_bytes(b"mine")
    prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(InputError, match="cannot use"):
        prepare(tmp_path / "out")


@pytest.mark.parametrize("failing", [False, True])
def test_what_a_killed_run_left_of_a_folder_is_put_right(tmp_path: Path, *, failing: bool) -> None:
    for left in (".site.partial", ".site.old"):
        (tmp_path / left).mkdir()
        (tmp_path / left / left.rpartition(".")[2]).touch()

    def attempt() -> None:
        with replaced(tmp_path / "site", lambda _: True) as place:
            (place / "new").touch()
            if failing:
                raise KeyboardInterrupt

    if failing:
        with pytest.raises(KeyboardInterrupt):
            attempt()
    else:
        attempt()
    held = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert held == {"site", "site/old" if failing else "site/new"}
