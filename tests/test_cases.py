"""Cases are data: tests/cases/facts/*.toml, one file per extractor and shelf.

Shelves: real (how pages put it), made-up (each construction), negative (what must not be said), known-failing (what
we cannot do yet; a surprise is an event). `expect` must be among the facts, nothing of `reject` may be.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from oimgraph.extract import RULES
from oimgraph.rules import facts_of
from reading import lines

FOLDER = Path(__file__).parent / "cases" / "facts"


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            failing = case["shelf"] == "known-failing"
            marks = [pytest.mark.xfail(strict=True, reason="known to fail")] if failing else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['language']} {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    facts = facts_of(case["text"], case["language"], whole=case.get("whole", False))
    found = lines(facts)
    missing = [line for line in case.get("expect", []) if line not in found]
    wrong = [line for line in found if any(_matches(line, rejected) for rejected in case.get("reject", []))]
    shown = "\n  ".join(sorted(found))
    assert not missing, f"missing {missing}; found:\n  {shown}"
    assert not wrong, f"wrong {wrong}"


def _matches(line: str, rejected: str) -> bool:
    """A rejected line may end in "*": nothing that begins so may be found."""
    return line.startswith(rejected[:-1]) if rejected.endswith("*") else line == rejected


def test_every_rule_has_a_case() -> None:
    """The rules that some case makes fire are all the rules there are."""
    fired = set()
    for param in cases():
        case = param.values[0]
        fired |= {fact.rule for fact in facts_of(case["text"], case["language"], whole=case.get("whole", False))}
    assert fired == set(RULES), f"no case: {sorted(set(RULES) - fired)}; not declared: {sorted(fired - set(RULES))}"


def test_negative_cases_exist_for_every_file() -> None:
    for path in FOLDER.glob("*.toml"):
        shelves = {case["shelf"] for case in tomllib.loads(path.read_text("utf-8"))["case"]}
        assert "negative" in shelves, f"{path.name} has no negative case"


def test_each_construction_has_a_case_in_each_language() -> None:
    told: dict[str, set[str]] = {}
    for case in tomllib.loads((FOLDER / "constructions.toml").read_text("utf-8"))["case"]:
        told.setdefault(case["name"], set()).add(case["language"])
    assert {name: languages for name, languages in told.items() if languages != {"en", "fr", "es"}} == {}
