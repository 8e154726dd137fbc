"""Mutation testing itself: which faults are made, and that those are told apart which tests notice."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import faults
import mutants

CODE = '''"""Not this."""


def larger(text: str, most: int = 3, *, strict: bool = False) -> bool | None:
    """Nor this."""
    if not text:
        raise ValueError("nor this", 7)
    while strict:
        continue
    text.strip(f"nor {1}")
    return len(text) >= most and text.startswith("nor")


def nothing() -> None:
    return None
'''
MADE = {
    "larger: 3 -> (4)", "larger: False -> True", "larger: not text -> (text)", "larger: strict -> (not (strict))",
    "larger: continue -> break", 'larger: text.strip(f"nor {1}") -> pass',
    'larger: return len(text) >= most and text.startswith("nor") -> return None',
    """larger: len(text) >= most and text.startswith("nor") -> (len(text) >= most or text.startswith('nor'))""",
    """larger: "nor" -> 'XXnor'""",
    "larger: len(text) >= most -> (len(text) > most)", "larger: text.startswith -> text.endswith",
}


def test_faults_are_put_where_they_can_be_observed() -> None:
    made = list(faults.mutants("x.py", CODE))
    assert {mutant.name for mutant in made} == MADE
    for mutant in made:
        lines = zip(CODE.splitlines(), mutant.text.splitlines(), strict=True)
        assert [number for number, (old, new) in enumerate(lines, 1) if old != new] == [mutant.line]
        ast.parse(mutant.text)


def test_two_faults_of_one_function_have_two_names() -> None:
    names = [mutant.name for mutant in faults.mutants("x.py", "a = [1, 1]")]
    assert names == ["module: 1 -> (2)", "module: 1 -> (2) (2)"]


def test_letters_of_several_bytes_move_nothing() -> None:
    texts = [mutant.text for mutant in faults.mutants("x.py", "é = ü == 'é' # ß")]
    assert texts == ["é = (ü != 'é') # ß", "é = ü == 'XXé' # ß"]


def test_the_table_names_what_is_there() -> None:
    table = mutants.Table.read()
    there = {(module, mutant.name) for module in table.tests
             for mutant in faults.mutants(module, (mutants.SOURCE / module).read_text(encoding="utf-8"))}
    assert set(table.equivalent) <= there
    assert all(table.equivalent.values())
    assert all((ROOT / "tests" / test).is_file() for tests in table.tests.values() for test in tests)
    for package in ("link", "graph", "export", "validate", "corrections"):
        modules = {f"{package}/{path.name}" for path in (mutants.SOURCE / package).glob("*.py") if path.stat().st_size}
        assert modules <= table.tests.keys()


def test_what_tests_notice_is_told_from_what_they_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, test = tmp_path / "src" / "oimgraph" / "x.py", tmp_path / "tests" / "test_x.py"
    for path, text in ((module, "LIMIT = 3\nOTHER = 5\nSAME = 7\n"),
                       (test, "from oimgraph.x import LIMIT\n\ndef test():\n    assert LIMIT == 3\n")):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "src" / "oimgraph" / "__init__.py").touch()
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    table = mutants.Table(9, {"x.py": ["test_x.py"]}, {("x.py", "module: 7 -> (8)"): "nobody reads it"})
    drawn = list(faults.mutants("x.py", module.read_text(encoding="utf-8")))
    ends = {mutant.name: end for mutant, end in mutants.campaign(table, drawn)}
    assert ends == {"module: 3 -> (4)": "noticed", "module: 5 -> (6)": "survived", "module: 7 -> (8)": "equivalent"}


def test_the_score_leaves_out_what_is_equivalent() -> None:
    (mutant,) = faults.mutants("link/x.py", "a = 1")
    text, score = mutants.told([(mutant, end) for end in ("noticed", "too slow", "survived", "equivalent", "noticed")])
    assert score == 75
    assert text.endswith("| all | 2 | 1 | 1 | 1 | 75 % |")
