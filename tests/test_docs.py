"""What the documents say, works: the README's commands and its Python are run, its links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from serving import served

README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = README + (ROOT / "docs" / "publish.md").read_text(encoding="utf-8")
TOLD = list(dict.fromkeys(re.findall(r"^\$ \.venv/bin/oimgraph (.+)$", RUN, re.MULTILINE)))
COMMANDS = [command for command in TOLD if not command.startswith("serve")]
SERVED = README + (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
SERVING = re.findall(r"^\$ \.venv/bin/oimgraph (serve .+)$", SERVED, re.MULTILINE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout after `make graph`."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("examples", "exports"):
        shutil.copytree(ROOT / name, folder / name)
    assert run(folder, "build examples --out out").returncode == 0
    return folder


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from oimgraph.cli import main; main()"]
    return execute(folder, [*program, *shlex.split(command)])


def execute(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "160", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("command", COMMANDS)
def test_command(command: str, place: Path) -> None:
    done = run(place, command)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "--out" in command or "validate" in command or command.startswith("diff"), "nothing printed"


@pytest.mark.parametrize("command", SERVING)
def test_serving(command: str, place: Path) -> None:
    """On a free port of loopback, whatever the command says."""
    _, dataset, *options = shlex.split(command)
    with served(place / dataset, *options, "--port", "0", "--host", "127.0.0.1") as server:
        assert server.ask("/query").status == 200


def test_the_answer_that_the_readme_opens_with(place: Path) -> None:
    match = re.search(r"^\$ oimgraph (why .+)\n((?:.+\n)+)```", README, re.MULTILINE)
    assert match
    done = run(place, match[1])
    assert done.returncode == 0, done.stderr
    for line in match[2].splitlines():
        assert line.partition("…")[0].rstrip("⟧ ") in done.stdout, line


def test_python(place: Path) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    done = execute(place, [sys.executable, "-c", code])
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links(name: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / link).exists(), link


def test_the_figures_are_those_of_the_floor() -> None:
    """`make floor` writes both."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from gold import FLOOR, told

    assert told(README, json.loads(FLOOR.read_text())) == README
