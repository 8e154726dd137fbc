"""Builds in parts give the bytes of a build in one; what is interrupted is taken up again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from oimgraph import pipeline, terms
from oimgraph.errors import DataError, InputError
from oimgraph.graph.dataset import load
from oimgraph.link import Linked
from oimgraph.model import Value
from oimgraph.pipeline import build
from oimgraph.shards import plan as planning
from oimgraph.shards import run as running
from oimgraph.shards.engines import Processes, serial
from oimgraph.shards.merge import merge
from oimgraph.shards.plan import Settings, Shard, plan
from oimgraph.shards.survey import forget, pages, survey
from oimgraph.validate import conforms

EXAMPLES = ROOT / "examples"
PAGE = EXAMPLES / "fr-togo-accord.html"
OUTPUTS = ("graph.nq", "graph.ttl", "graph.jsonld", "view.html")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    build([EXAMPLES], out)
    return out


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """About three pages a shard."""
    monkeypatch.setattr(pipeline, "plan", lambda paths, settings: planning.plan(paths, settings, 3))


def shards(*paths: Path, size: int = 3) -> list[Shard]:
    return [shard for shard in plan(paths, Settings(), size) if isinstance(shard, Shard)]


def test_evidence_does_not_drown_the_graph(built: Path) -> None:
    """Excerpts are shared: ten quads for each fact at most, its evidence included, in the graphs of documents."""
    told = json.loads((built / "report.json").read_bytes())
    quads = sum("/document/" in str(quad.graph_name) for quad in load(built))
    assert 8 * told["facts"] < quads <= 10 * told["facts"]


@pytest.mark.usefixtures("small_shards")
def test_two_processes_and_small_shards_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    assert len(shards(EXAMPLES)) > 3
    build([EXAMPLES], tmp_path, engine=Processes(2))
    for name in OUTPUTS:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name
    assert not list(tmp_path.glob(".*"))


def test_a_page_more_alters_one_shard(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(EXAMPLES, pages)
    before = {shard.key for shard in shards(pages)}
    (pages / "en-zz.txt").write_text("A new page on migration.\n")
    after = {shard.key for shard in shards(pages)}
    assert len(after - before) in (1, 2)            # two, should the new page end a shard
    assert len(before & after) >= len(before) - 1


@pytest.mark.usefixtures("small_shards")
def test_only_what_changed_is_done_again_and_removed_pages_leave(built: Path, tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    shutil.copytree(EXAMPLES, pages)
    build([pages], out, keep_shards=True)
    times = {path: path.stat().st_mtime_ns for path in (out / ".shards").glob("*.nq")}
    removed = pages / "fr-togo-accord.html"
    page = removed.read_bytes()
    removed.unlink()
    build([pages], out, keep_shards=True)
    kept = {path for path in (out / ".shards").glob("*.nq") if times.get(path) == path.stat().st_mtime_ns}
    assert len(times) - len(kept) == 1
    assert b"fr-togo-accord" not in (out / "graph.nq").read_bytes()
    removed.write_bytes(page)
    build([pages], out)
    assert (out / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()


def test_pages_are_kept_as_they_were_read_until_their_shard_is_done(tmp_path: Path) -> None:
    for shard in shards(EXAMPLES):
        survey(shard, tmp_path)
        kept = dict(pages(shard, tmp_path, range(shard.pages)))
        forget(shard, tmp_path)
        assert kept
        assert kept == dict(pages(shard, tmp_path, range(shard.pages)))
        assert kept.keys() - {0} == dict(pages(shard, tmp_path, range(1, shard.pages))).keys()
    build([EXAMPLES], tmp_path / "out", keep_shards=True)
    assert not list((tmp_path / "out" / ".shards").glob("*.read"))


def test_a_page_that_nobody_kept_must_be_what_was_surveyed(tmp_path: Path) -> None:
    page = tmp_path / PAGE.name
    shutil.copy(PAGE, page)
    [shard] = shards(page)
    survey(shard, tmp_path)
    page.write_bytes(b"")
    assert dict(pages(shard, tmp_path, {0}))
    forget(shard, tmp_path)
    with pytest.raises(DataError, match="has changed while it was read"):
        list(pages(shard, tmp_path, {0}))


def test_many_files_merge_in_rounds(tmp_path: Path) -> None:
    files = []
    for number in range(230):
        files.append(tmp_path / f"{number}.lines")
        files[-1].write_bytes(b"".join(sorted(b"%03d\n" % (number * factor % 500) for factor in (1, 3, 7))))
    count = merge(files, tmp_path / "all")
    whole = sorted({line for path in files for line in path.read_bytes().splitlines(keepends=True)})
    assert (tmp_path / "all").read_bytes() == b"".join(whole)
    assert count == len(whole)
    assert not list(tmp_path.glob("*.round"))


@pytest.mark.usefixtures("small_shards")
def test_what_memory_does_not_hold_is_validated_by_the_workers(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each shard is seen with what the register says of its resources; only a title may stand in another shard."""
    monkeypatch.setattr(pipeline, "WHOLE", 100)
    reports = [build([EXAMPLES], tmp_path / name, engine=made)
               for name, made in (("one", serial), ("two", Processes(2)))]
    assert reports[0].findings == reports[1].findings
    assert any("validated shard by shard" in note for note in reports[0].notes)
    told = {(f["shape"], f["focus"]) for f in json.loads((built / "report.json").read_bytes())["findings"]}
    found = {(finding.shape, finding.focus) for finding in reports[0].findings}
    assert told <= found
    assert {shape.rpartition("#")[2] for shape, _ in found - told} <= {"Project-named"}
    assert conforms(reports[0].findings)
    assert (tmp_path / "one" / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()
    assert not (tmp_path / "one" / "graph.ttl").exists()


@pytest.mark.parametrize("whole", [0, 500_000])
def test_nothing_of_a_build_is_kept_that_holds_contact_data(
    whole: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the gate before it ever let any through: in a dataset of any size."""
    def leaking(linked: Linked) -> Linked:
        first = linked.statements[0]
        leak = replace(first, predicate=terms.LABEL, object=Value("Tel. +228 22 55 01 18", language="en"))
        return replace(linked, statements=(*linked.statements, leak))

    monkeypatch.setattr(running, "withhold", leaking)
    monkeypatch.setattr(pipeline, "WHOLE", whole)
    with pytest.raises(InputError, match="holds a phone number, which may not be published"):
        build([PAGE], tmp_path / "out")
    assert not list((tmp_path / "out").glob("graph*"))
