"""One shard, from its pages to sorted lines. Free of any engine: call it here, in a pool, on a cluster or in Spark.

    KEY.nq         the quads of its documents' graphs          KEY.facts   their facts alone, as triples
    KEY.evidence   of a lean build the rows of evidence, which are then no quads
    KEY.json       what the report tells of it, and which entries of the register it speaks of
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.corrections import correct
from oimgraph.errors import DataError
from oimgraph.extract import extract, left_open
from oimgraph.graph import evidence
from oimgraph.graph.authority import names
from oimgraph.graph.files import write
from oimgraph.graph.quads import Writer
from oimgraph.graph.shared import known
from oimgraph.graph.table import evidence_quads
from oimgraph.lexicon import LANGUAGES
from oimgraph.lexicon.confidence import confidence
from oimgraph.link import Linked, link
from oimgraph.link.versions import Row, keys
from oimgraph.link.withhold import withhold
from oimgraph.mentions import read_page
from oimgraph.mentions.gazetteer import Gazetteer
from oimgraph.model import Page
from oimgraph.report import Report
from oimgraph.shards.catalogue import Chosen
from oimgraph.shards.plan import Settings, Shard
from oimgraph.shards.survey import forget, pages


@dataclass(frozen=True, slots=True)
class Task:
    """A shard, and which of its pages are documents."""

    shard: Shard
    chosen: tuple[Chosen, ...]

    @property
    def pages(self) -> int:
        return self.shard.pages

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.shard.key} {self.chosen}".encode(errors="replace")).hexdigest()[:32]


def run_shard(task: Task, folder: Path) -> None:
    """Write the shard's files, unless they are there. The quads come last: with them the shard is done."""
    done = folder / f"{task.key}.nq"
    if done.exists():
        return
    settings, report, lines = task.shard.settings, Report(), set[str]()
    writer = Writer()
    alike: list[Row] = []
    resting: list[bytes] = []
    for page in _documents(task, folder):
        try:
            linked = _linked(page, settings, report)
        except (DataError, MemoryError):        # not the page's: the data we ship, the machine
            raise
        except Exception as error:      # noqa: BLE001 - whatever a rule trips over, the other pages are not lost
            report.fail(page, error)
            continue
        alike += keys(linked)
        lines.update(writer.lines(linked))
        rows = evidence.rows(linked, confidence())
        if settings.lean:
            resting += (row.line() for row in rows)
        else:
            lines.update(evidence.lines(rows))
    told = report.to_part() | {"known": sorted(known(writer.iris, settings.base)), "versions": alike}
    if settings.lean:
        write(folder / f"{task.key}.evidence", b"".join(sorted(resting)))
    write(folder / f"{task.key}.json", json.dumps(told, ensure_ascii=False).encode(errors="replace"))
    write(folder / f"{task.key}.facts", "".join(sorted(writer.facts)).encode())
    write(done, "".join(sorted(lines)).encode())
    forget(task.shard, folder)


def quads_of(folder: Path, key: str) -> list[ox.Quad]:
    """The quads of a shard's documents, those of its evidence included."""
    found = list(ox.parse(path=str(folder / f"{key}.nq"), format=ox.RdfFormat.N_QUADS))
    resting = folder / f"{key}.evidence"
    if resting.exists():
        with resting.open("rb") as lines:
            found += evidence_quads(map(evidence.row_of, lines))
    return found


def _documents(task: Task, folder: Path) -> Iterator[Page]:
    """The pages that are documents."""
    chosen = {one.position: one for one in task.chosen}
    for position, page in pages(task.shard, folder, chosen) if chosen else ():
        yield replace(page, key=chosen[position].key, copies=chosen[position].copies)


def _linked(page: Page, settings: Settings, report: Report) -> Linked:
    """A page's statements, and in the report what they are."""
    reading = read_page(page, gazetteers())
    found = extract(reading)
    corrected, used = correct(link(page, found, settings.base), settings.corrections)
    linked, open_sentences = withhold(corrected), list(left_open(reading, found))
    report.accept(linked)
    report.corrections.update(used)
    report.leave_open(page, open_sentences)
    return linked


def linked_page(page: Page, base: str = terms.ID) -> Linked:
    """One page's statements."""
    return withhold(link(page, extract(read_page(page, gazetteers())), base))


@cache
def gazetteers() -> dict[str, Gazetteer]:
    """The ontology's names, for pages in each language."""
    return {language: Gazetteer(names(), language) for language in LANGUAGES}
