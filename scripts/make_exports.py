"""Rebuild exports/: the examples' graph whole, and of the seeds (where they are at hand) the facts without quotes;
and what docs/notebook.ipynb shows of exports/.

    python scripts/make_exports.py exports ../shared
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import run_notebook

from oimgraph.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
WHOLE = ("graph.nq", "graph.ttl", "graph.jsonld", "view.html")
FACTS = ("graph.ttl", "graph.jsonld")


def rebuild(pages: Path, target: Path, names: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = build([pages], Path(folder))
        if report.failed:
            raise SystemExit(str(report.failed))
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(Path(folder) / name, target / name)
    print(f"{target}: {report.accepted} pages, {report.facts} facts")


def main(target: str, shared: str) -> None:
    rebuild(ROOT / "examples", Path(target), WHOLE)
    if Path(target).resolve() == ROOT / "exports":
        run_notebook.main()
    if (Path(shared) / "seeds").is_dir():
        rebuild(Path(shared) / "seeds", Path(target) / "seeds", FACTS)
    else:
        print(f"{shared}/seeds is not there: exports/seeds is left as it is")


if __name__ == "__main__":
    main(*sys.argv[1:])
