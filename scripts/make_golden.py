"""Rewrite tests/golden/, the facts of each example page as sorted lines, and tests/cases/exports/, a small dataset in
every format that it can leave in. The diff is the review.

    python scripts/make_golden.py
"""

from __future__ import annotations

from pathlib import Path

from oimgraph.export import FILES
from oimgraph.export.description import Told
from oimgraph.export.release import release
from oimgraph.export.tables import tables
from oimgraph.graph.dataset import load
from oimgraph.shards.run import linked_page
from oimgraph.sources import read

ROOT = Path(__file__).resolve().parents[1]
EXPORTS = ROOT / "tests" / "cases" / "exports"
TOLD = Told("1.2", "2026-11-24", "https://example.org/data/")


def lines(page: Path) -> str:
    """One fact a line: subject, predicate, object, rule, offsets."""
    found = []
    for fact in linked_page(read(page)).statements:
        value = fact.object if isinstance(fact.object, str) else f'"{fact.object.text}"'
        found.append(f"{fact.subject} {fact.predicate} {value} # {fact.rule} {fact.span.start}-{fact.span.end}\n")
    return "".join(sorted(found))


def exports() -> dict[str, bytes]:
    """The small dataset in every format, by name of file; as a release, after one that had no page two."""
    dataset = load(EXPORTS / "given.trig")
    before = [quad for quad in dataset if "two" not in str(quad.graph_name)]
    made = {f"graph.{name}": write(dataset) for name, write in FILES.items() if name != "iati"}
    files = made | tables(dataset) | release(dataset, TOLD, before)
    return {name: data for name, data in files.items() if not name.endswith(".gz")}


def main() -> None:
    folder = ROOT / "tests" / "golden"
    folder.mkdir(exist_ok=True)
    for page in sorted((ROOT / "examples").iterdir()):
        (folder / f"{page.stem}.txt").write_text(lines(page), encoding="utf-8")
    for name, data in exports().items():
        (EXPORTS / name).write_bytes(data)


if __name__ == "__main__":
    main()
