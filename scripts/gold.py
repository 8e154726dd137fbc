"""Build the gold's pages and score them with the gold's own scorer.

    python scripts/gold.py evaluate ../shared     figures, and exit status 1 when one is below tests/floor.json
    python scripts/gold.py floor ../shared        raise tests/floor.json, and the README's figures, to what is reached
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from oimgraph.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
FLOOR = ROOT / "tests" / "floor.json"
# what must never fall: figures of the scorer's report, for all of the gold and for the seeds alone
TABLES = {"facts": ("precision", "recall", "f1"), "entities": ("precision", "recall", "f1"), "languages": ("f1",)}
ROWS = ("all", "en", "es", "fr")
SHARES = ("class_accuracy", "ontology_conformance", "evidence_exact")
PARTS = {"dev": "*", "seeds": "0*"}


def score(shared: Path, folder: Path, only: str, floor: Any = None) -> tuple[int, Any]:
    """The scorer's exit status and report."""
    found, low = folder / "score.json", folder / "floor.json"
    command = [sys.executable, shared / "gold" / "score.py", folder / "graph.nq", shared / "gold" / "dev",
               "--only", only, "--json", found]
    if floor is not None:
        low.write_text(json.dumps(floor))
        command += ["--floor", low]
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    lines = ran.stdout.splitlines()
    print("\n".join(line for line in lines if line.startswith(("  all", "below", "class", "ontology", "evidence"))))
    if not found.exists():
        sys.exit(ran.stderr or ran.stdout)
    return ran.returncode, json.loads(found.read_text())


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
    ):
        figures = floors[part][table]["all"]
        cells = " | ".join(f"{figures[name]:.3f}" for name in ("precision", "recall", "f1"))
        readme = re.sub(rf"(?m)^\| {row} \|.*$", f"| {row} | {cells} |", readme)
    return readme


def main(command: str, place: str) -> int:
    shared = Path(place)
    floors = json.loads(FLOOR.read_text()) if FLOOR.exists() else {}
    status = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build([*sorted((shared / "gold" / "dev").glob("*.txt")), shared / "seeds"], folder)
        for part, only in PARTS.items():
            print(f"{part}:")
            code, found = score(shared, folder, only, floors.get(part) if command == "evaluate" else None)
            status = max(status, code)
            floors[part] = higher(floors.get(part), kept(found))
    if command == "floor":
        FLOOR.write_text(json.dumps(floors, indent=1) + "\n")
        readme = ROOT / "README.md"
        readme.write_text(told(readme.read_text(encoding="utf-8"), floors), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
