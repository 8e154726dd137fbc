"""The whole story: pages are cut into shards, read, their facts extracted and linked, merged, validated, written."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from oimgraph.errors import Refusal
from oimgraph.graph.files import claimed, prepare, switched, write
from oimgraph.graph.shared import versions
from oimgraph.graph.table import NAME as EVIDENCE_TABLE
from oimgraph.link.mint import check_base
from oimgraph.report import Report
from oimgraph.shards.catalogue import Catalogue
from oimgraph.shards.check import check_shard, findings_of
from oimgraph.shards.engines import Engine, serial
from oimgraph.shards.gather import gather
from oimgraph.shards.plan import Settings, Shard, plan
from oimgraph.shards.progress import Progress, Sized, silent
from oimgraph.shards.run import Task, run_shard
from oimgraph.shards.survey import survey, surveyed
from oimgraph.shards.whole import findings, look, looks

T = TypeVar("T", bound=Sized)

WHOLE = 500_000             # quads up to which a dataset is validated, drawn and written as a whole, in memory
FILES = ("graph.nq", EVIDENCE_TABLE, "graph.ttl", "graph.jsonld", "view.html", "report.json")
_WORK = ".shards"


def build(
    paths: Sequence[Path],
    out: Path,
    settings: Settings | None = None,
    *,
    engine: Engine = serial,
    keep_shards: bool = False,
    progress: Progress = silent,
) -> Report:
    """Build the graph of all pages below the paths into the folder `out`. Raises InputError for unusable paths.

    What an interrupted build has left of shards is taken over; `keep_shards` leaves them all for the next build.
    """
    settings = replace(settings or Settings(), made_by=" ".join(versions().values()))
    check_base(settings.base)
    work = out / _WORK
    with claimed(out):
        prepare(work)
        with switched(out, FILES) as new:
            report, keys = _build(paths, new, settings, _Crew(work, engine, progress))
        _sweep(work, set(keys) if keep_shards else None)
    return report


def _build(paths: Sequence[Path], out: Path, settings: Settings, crew: _Crew) -> tuple[Report, list[str]]:
    """The files of a build, its report, and the keys of its shards."""
    report = Report()
    with closing(Catalogue()) as catalogue:
        with _timed(report, "survey"):
            _survey(catalogue, report, plan(paths, settings), crew)
        with _timed(report, "extract"):
            keys = _extract(catalogue, crew)
        with _timed(report, "merge"):
            size = gather(crew.work, keys, out / "graph.nq", report, settings)
        if size > WHOLE:
            with _timed(report, "validate"):
                _check(catalogue, crew, size, report)
        else:
            with _timed(report, "validate and draw"):
                _look_at(out, crew, report)
    write(out / "report.json", report.to_json())
    return report, keys


@dataclass(frozen=True, slots=True)
class _Crew:
    """Who works at shards, where, and who watches."""

    work: Path
    engine: Engine
    progress: Progress

    def do(self, stage: str, total: int, task: Callable[[T, Path], None], items: Iterable[T]) -> None:
        """Have the task done for every item; the items stand for so many pages."""
        self.progress(stage, total, self.engine(partial(_do, task, self.work), items))


def _do(task: Callable[[T, Path], None], folder: Path, item: T) -> None:
    """One piece of work, without the search for cycles: ours has none, and to look all of a dataset through again and
    again takes a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        task(item, folder)
    finally:
        if collecting:
            gc.enable()


def _survey(catalogue: Catalogue, report: Report, planned: Iterable[Shard | Refusal], crew: _Crew) -> None:
    """Cut what is given into shards, see which pages they hold, and decide which of these are documents."""
    for found in planned:
        if isinstance(found, Refusal):
            report.refuse(found)
        else:
            catalogue.add_shard(found)
    crew.do("reading", catalogue.given(), survey, catalogue.shards())
    for shard in catalogue.shards():
        for seen in surveyed(shard, crew.work):
            if isinstance(seen, Refusal):
                report.refuse(seen)
            else:
                catalogue.add_page(shard, seen)
    catalogue.decide()
    for name in catalogue.repeated():
        report.refuse(Refusal(name, "a document of this name was given before", "rename one of the two"))


def _extract(catalogue: Catalogue, crew: _Crew) -> list[str]:
    """Every shard's files, and the keys that name them, in the order of shards."""
    crew.do("extracting", catalogue.given(), run_shard, _tasks(catalogue))
    return [task.key for task in _tasks(catalogue)]


def _tasks(catalogue: Catalogue) -> Iterator[Task]:
    return (Task(shard, catalogue.chosen(shard)) for shard in catalogue.shards())


def _check(catalogue: Catalogue, crew: _Crew, size: int, report: Report) -> None:
    """Validate a dataset that memory does not hold, shard by shard."""
    report.notes.append(f"{size:,} quads are more than {WHOLE:,}: validated shard by shard; no graph.ttl, "
                        "graph.jsonld and view.html ('oimgraph export' and 'oimgraph view' make them)")
    crew.do("validating", catalogue.given(), check_shard, _tasks(catalogue))
    for task in _tasks(catalogue):
        report.find(findings_of(crew.work, task.key))


def _look_at(out: Path, crew: _Crew, report: Report) -> None:
    """Validate the dataset and draw it."""
    crew.do("validating and drawing", 0, look, looks(out))
    report.find(findings(crew.work))


def _sweep(work: Path, keep: set[str] | None) -> None:
    """Remove the shards' files, or those that no shard of this build needs."""
    if keep is None:
        shutil.rmtree(work)
        return
    for path in work.iterdir():
        if path.suffix != ".pages" and path.stem not in keep:
            path.unlink()


@contextmanager
def _timed(report: Report, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report.seconds[stage] = time.perf_counter() - start
