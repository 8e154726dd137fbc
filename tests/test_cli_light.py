"""The command line answers before any heavy library is loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from conftest import ROOT

HEAVY = ("rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "pandas", "pyarrow", "distributed", "selectolax",
         "starlette", "uvicorn", "jinja2")


def loaded(arguments: list[str], names: tuple[str, ...]) -> str:
    """Which of these libraries a command has imported when it ends."""
    code = (f"import sys; from oimgraph.cli import main; sys.argv = ['oimgraph', *{arguments}]\n"
            f"try: main()\nexcept SystemExit: print('loaded:', [name for name in {names} if name in sys.modules])")
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    return done.stdout.rpartition("loaded: ")[2].strip()


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--help"], ["export", "--help"], ["release", "--help"],
                                       ["serve", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(arguments, HEAVY) == "[]"


def test_a_question_needs_no_rdflib() -> None:
    assert loaded(["query", "agreements", "--graph", "exports"], ("rdflib", "pyshacl", "networkx", "pyoxigraph")) == (
        "['pyoxigraph']")
