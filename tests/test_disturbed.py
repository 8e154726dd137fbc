"""Whatever pages say, each is read or refused, nothing is built that the shapes forbid, and no page ends the build of
the others. Some in every run, `make torture` six thousand (OIMGRAPH_DISTURBED)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import disturbed
from oimgraph.graph.dataset import load
from oimgraph.pipeline import build

PAGES = int(os.environ.get("OIMGRAPH_DISTURBED", "40"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_built_of_nonsense_holds(seed: int, tmp_path: Path) -> None:
    disturbed.write(tmp_path / "pages.jsonl", seed, PAGES)
    report = build([tmp_path / "pages.jsonl"], tmp_path / "out")
    assert report.given == PAGES == report.accepted + len(report.refused)
    assert report.accepted > PAGES * 0.8
    assert not [finding for finding in report.findings if finding.severity == "Violation"]
    assert load(tmp_path / "out")               # which is refused where contact data stands
