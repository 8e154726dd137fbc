"""Counts as figures, a table, and their comparison with a floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from oimgraph.evaluate.score import Score

SHARES = {"class_accuracy": "class accuracy", "ontology_conformance": "ontology conformance",
          "evidence_exact": "evidence exact"}


def figures(count: Counter[str]) -> dict[str, float]:
    def ratio(part: int, whole: int) -> float:
        return round(part / whole, 4) if whole else 1.0
    hit, false, missed = count["hit"], count["false"], count["missed"]
    return {"precision": ratio(hit, hit + false), "recall": ratio(hit, hit + missed),
            "f1": ratio(2 * hit, 2 * hit + false + missed), "hit": hit, "false": false, "missed": missed}


def results(score: Score) -> dict[str, Any]:
    """All figures, as --json prints them and a floor asks for them."""
    found: dict[str, Any] = {
        section: {name: figures(names[name]) for name in sorted(names, key=lambda n: (n != "all", n))}
        for section, names in score.counts.items() if section != "shares"
    }
    shares = {name: figures(score.counts["shares"][name])["recall"] for name in SHARES}
    return found | shares | {"missing_documents": score.missing}


def table(score: Score) -> Iterator[str]:
    """The figures as lines for people."""
    found = results(score)
    for section in score.SECTIONS[:-1]:
        yield f"{section:<46}     P      R     F1    hit  false missed"
        for name, row in found[section].items():
            yield (f"  {name:<42}{row['precision']:7.3f}{row['recall']:7.3f}{row['f1']:7.3f}"
                   f"{row['hit']:7}{row['false']:7}{row['missed']:7}")
    for name, label in SHARES.items():
        count = score.counts["shares"][name]
        yield f"{label}: {count['hit']}/{count.total()} ({found[name]:.3f})"
    yield from (f"missing document: {name}" for name in score.missing)


def below(floor: Any, actual: Any, path: str = "") -> Iterator[str]:
    """Each figure that is lower than its floor, or not there."""
    if isinstance(floor, dict):
        for name, part in floor.items():
            yield from below(part, actual.get(name) if isinstance(actual, dict) else None, f"{path}.{name}".lstrip("."))
    elif not isinstance(actual, int | float) or actual < floor:
        yield f"below its floor: {path} is {actual}, not {floor}"
