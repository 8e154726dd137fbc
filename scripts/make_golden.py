"""Rewrite tests/golden/: the facts of each example page as sorted lines. The diff is the review.

    python scripts/make_golden.py
"""

from __future__ import annotations

from pathlib import Path

from oimgraph.shards.run import linked_page
from oimgraph.sources import read

ROOT = Path(__file__).resolve().parents[1]


def lines(page: Path) -> str:
    """One fact a line: subject, predicate, object, rule, offsets."""
    found = []
    for fact in linked_page(read(page)).statements:
        value = fact.object if isinstance(fact.object, str) else f'"{fact.object.text}"'
        found.append(f"{fact.subject} {fact.predicate} {value} # {fact.rule} {fact.span.start}-{fact.span.end}\n")
    return "".join(sorted(found))


def main() -> None:
    folder = ROOT / "tests" / "golden"
    folder.mkdir(exist_ok=True)
    for page in sorted((ROOT / "examples").iterdir()):
        (folder / f"{page.stem}.txt").write_text(lines(page), encoding="utf-8")


if __name__ == "__main__":
    main()
