"""Build the gold's pages and compare them with gold: the shared one, of it the seeds, our own in tests/gold, and
those in tests/gold-unseen, which nobody who writes rules may open: they tell what oimgraph gives on further pages.

    python scripts/gold.py evaluate ../shared     figures, and exit status 1 when one is below tests/floor.json
    python scripts/gold.py floor ../shared        raise tests/floor.json, and the README's figures, to what is reached
    python scripts/gold.py confidence ../shared   measure every rule: src/oimgraph/lexicon/confidence.toml
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from oimgraph.evaluate import evaluate
from oimgraph.evaluate.results import below, results
from oimgraph.evaluate.results import table as lines_of
from oimgraph.evaluate.score import Score
from oimgraph.graph.dataset import load
from oimgraph.lexicon.confidence import FILE, Measured, written
from oimgraph.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
FLOOR = ROOT / "tests" / "floor.json"
# what must never fall: figures of the report, for all of the gold and for the seeds alone
TABLES = {"facts": ("precision", "recall", "f1"), "entities": ("precision", "recall", "f1"), "languages": ("f1",)}
ROWS = ("all", "en", "es", "fr")
SHARES = ("class_accuracy", "ontology_conformance", "evidence_exact")
OWN = ROOT / "tests" / "gold"
UNSEEN = ROOT / "tests" / "gold-unseen"


def scores(shared: Path) -> dict[str, Score]:
    """Each part of the gold beside the dataset of its pages."""
    dev = shared / "gold" / "dev"
    given = _dataset([*sorted(dev.glob("*.txt")), shared / "seeds"])
    ours = {folder.name: evaluate(_dataset(sorted(folder.glob("*.txt"))), folder) for folder in (OWN, UNSEEN)}
    return {"dev": evaluate(given, dev), "seeds": evaluate(given, dev, "0*"), "own": ours["gold"],
            "unseen": ours["gold-unseen"]}


def _dataset(pages: list[Path]) -> list[Quad]:
    with tempfile.TemporaryDirectory() as name:
        if failed := build(pages, Path(name)).failed:
            raise SystemExit(str(failed))
        return load(name)


def measured(judged: Iterable[Score]) -> str:
    """The file of the rules' figures."""
    counts: dict[str, Counter[bool]] = {}
    for score in judged:
        for rule, count in score.rules.counts.items():
            counts.setdefault(rule, Counter()).update(count)
    return written({rule: Measured(count[True], count.total()) for rule, count in counts.items()})


def show(judged: Score) -> None:
    told = ("  all", "class", "ontology", "evidence")
    print("\n".join(line for line in lines_of(judged) if line.startswith(told)))


def kept(found: Any) -> Any:
    """The figures that the floor holds, cut to three places."""
    def cut(value: float) -> float:
        return int(value * 1000) / 1000
    shares = {name: cut(found[name]) for name in SHARES}
    return shares | {
        table: {row: {name: cut(found[table][row][name]) for name in names} for row in ROWS if row in found[table]}
        for table, names in TABLES.items()
    }


def higher(old: Any, new: Any) -> Any:
    """Figure by figure the higher of two: a floor never sinks."""
    if isinstance(new, dict):
        return {name: higher(old.get(name), part) if isinstance(old, dict) else part for name, part in new.items()}
    return max(old, new) if isinstance(old, int | float) else new


def told(readme: str, floors: Any) -> str:
    """The README with the floors' figures in its table."""
    for row, part, table in (
        ("facts, the five real pages", "seeds", "facts"),
        ("facts, all pages", "dev", "facts"),
        ("named entities, all pages", "dev", "entities"),
        ("facts, further pages", "own", "facts"),
        ("facts, pages that nobody had looked at", "unseen", "facts"),
    ):
        figures = floors[part][table]["all"]
        cells = " | ".join(f"{figures[name]:.3f}" for name in ("precision", "recall", "f1"))
        readme = re.sub(rf"(?m)^\| {row} \|.*$", f"| {row} | {cells} |", readme)
    return readme


def main(command: str, place: str) -> int:
    found = scores(Path(place))
    if command == "confidence":
        FILE.write_text(measured([found["dev"], found["own"]]), encoding="utf-8")
        return 0
    floors = json.loads(FLOOR.read_text()) if FLOOR.exists() else {}
    failures: list[str] = []
    for part, judged in found.items():
        print(f"{part}:")
        show(judged)
        if command == "evaluate":
            failures += below(floors.get(part, {}), results(judged), part)
        floors[part] = higher(floors.get(part), kept(results(judged)))
    print(*failures, sep="\n")
    if command == "floor":
        FLOOR.write_text(json.dumps(floors, indent=1) + "\n")
        readme = ROOT / "README.md"
        readme.write_text(told(readme.read_text(encoding="utf-8"), floors), encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
