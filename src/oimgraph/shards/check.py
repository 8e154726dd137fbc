"""One shard against the shapes, where its files are: a dataset that memory does not hold is validated by the workers.

    KEY.findings   the findings, a line each; written anew each time, for shapes change without the shard
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

import pyoxigraph as ox

from oimgraph.graph.dataset import checked
from oimgraph.graph.files import write
from oimgraph.graph.shared import authority
from oimgraph.model import Finding
from oimgraph.shards.run import Task, quads_of


def check_shard(task: Task, folder: Path) -> None:
    """Write the findings of a shard that run_shard() has written. Raises InputError where contact data stands, as for
    a dataset that is validated as a whole."""
    quads = list(checked(quads_of(folder, task.key), folder))
    quads += authority(quads, task.shard.settings.base)         # that Togo is a country stands in no document's graph
    write_findings(quads, folder, task.key)


def write_findings(quads: Iterable[ox.Quad], folder: Path, key: str) -> None:
    """Validate, and write what is found."""
    from oimgraph.validate import validate  # pyshacl takes a second to import

    rows = (json.dumps(astuple(finding), ensure_ascii=False) for finding in validate(quads))
    write(folder / f"{key}.findings", "".join(f"{row}\n" for row in rows).encode(errors="replace"))


def findings_of(folder: Path, key: str) -> Iterator[Finding]:
    """What write_findings() has written."""
    with (folder / f"{key}.findings").open(encoding="utf-8") as lines:
        yield from (Finding(*json.loads(line)) for line in lines)
