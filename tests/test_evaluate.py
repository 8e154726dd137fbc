"""Comparison with gold: the same figures as the gold's own scorer, and each rule judged by what it said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from oimgraph.cli import app
from oimgraph.errors import DataError, InputError
from oimgraph.evaluate import evaluate
from oimgraph.evaluate.results import below, results, table
from oimgraph.evaluate.score import Score
from oimgraph.graph.dataset import load
from oimgraph.lexicon import confidence as trust
from oimgraph.lexicon.confidence import Measured
from oimgraph.pipeline import build

GOLD = ROOT / "tests" / "cases" / "evaluate"
WRONG = """
[[person]]
names = ["Nobody Named"]

[[organization]]
id = "moon"
names = ["Ministry of the Moon"]
class = "GovernmentBody"
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("evaluated")
    build(sorted(GOLD.glob("*.txt")), out)
    return out


def judged(dataset: Path, gold: Path = GOLD) -> Score:
    return evaluate(load(dataset), gold)


def test_the_figures_are_those_of_the_golds_own_scorer(shared: Path, tmp_path: Path) -> None:
    """All of gold/dev, to the digit, details included."""
    build([*sorted((shared / "gold" / "dev").glob("*.txt")), shared / "seeds"], tmp_path)
    arguments = [shared / "gold" / "score.py", tmp_path / "graph.nq", shared / "gold" / "dev", "--details", "--json"]
    command = [sys.executable, *map(str, arguments), str(tmp_path / "theirs")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    score = evaluate(load(tmp_path), shared / "gold" / "dev")
    assert json.loads(json.dumps(results(score))) == json.loads((tmp_path / "theirs").read_text())
    assert [*table(score), *("\t".join(cells) for cells in sorted(score.details))] == done.stdout.splitlines()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_what_gold_has_is_right_and_what_it_lacks_is_wrong(dataset: Path, language: str) -> None:
    whole = results(evaluate(load(dataset), GOLD, language))
    assert (whole["facts"]["all"]["false"], whole["facts"]["all"]["missed"]) == (0, 0)
    assert whole["entities"]["all"]["hit"] == 2
    assert whole["evidence_exact"] == 1


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_fact_that_gold_does_not_know_counts_against_its_rule(dataset: Path, tmp_path: Path, language: str) -> None:
    text = (GOLD / f"{language}.toml").read_text(encoding="utf-8")
    assert 'status = "signed"' in text
    (tmp_path / f"{language}.toml").write_text(text.replace('status = "signed"', 'status = "planned"'), "utf-8")
    right, wrong = (judged(dataset, folder).rules.counts["agreement.signed"] for folder in (GOLD, tmp_path))
    assert right[False] == 0
    assert wrong[False] == 1
    assert results(judged(dataset, tmp_path))["facts"]["all"]["false"] == 1


def test_what_gold_has_and_no_page_says_is_missed(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text((GOLD / "en.toml").read_text(encoding="utf-8") + WRONG, "utf-8")
    found = results(judged(dataset, tmp_path))
    assert found["entities"]["all"]["missed"] == 2
    assert list(below({"entities": {"all": {"recall": 1.0}}}, found))
    assert not list(below({"entities": {"all": {"recall": 0.5}}}, found))


def test_entities_that_gold_does_not_know_count_against_the_rule_that_named_them(dataset: Path, tmp_path: Path) -> None:
    text = (GOLD / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "en.toml").write_text(text.replace("Ministry of Justice", "Ministry of Nothing"), "utf-8")
    assert judged(dataset, tmp_path).rules.counts["organization.named"][False] >= 1
    assert judged(dataset).rules.counts["organization.named"][False] == 0


@pytest.mark.parametrize(("text", "word"), [
    ('language = "en"\n[[organization]]\nclass = "Ministry"\nnames = ["x"]', "unknown class"),
    ("[[event]]\nwhat = 1", "unknown table or field"),
    ('[[agreement]]\nstatus = "done"', "unknown concept"),
    ("not toml", "case.toml"),
])
def test_gold_with_an_error_is_refused(dataset: Path, tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "case.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=word):
        judged(dataset, tmp_path)


def test_a_folder_without_gold_is_refused(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold case"):
        judged(dataset, tmp_path)


def test_confidence_is_modest_where_little_was_judged() -> None:
    """Known values of Wilson's interval."""
    assert Measured(1, 1).confidence == "0.21"
    assert Measured(10, 10).confidence == "0.72"
    assert Measured(180, 180).confidence == "0.98"
    assert Measured(95, 100).confidence == "0.89"
    assert Measured(0, 5).confidence == "0.00"


@pytest.mark.parametrize(("right", "judged"), [(2, 1), (-1, 1), (0, 0)])
def test_counts_that_cannot_be_are_an_error(right: int, judged: int) -> None:
    with pytest.raises(DataError):
        Measured(right, judged)


def test_what_was_measured_is_written_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"b.rule": Measured(1, 3), "a.rule": Measured(3, 3)}
    monkeypatch.setattr(trust, "FILE", tmp_path / "confidence.toml")
    trust.FILE.write_text(trust.written(rows), encoding="utf-8")
    assert trust.measured.__wrapped__() == rows
    trust.FILE.write_text("[a]\nright = 1", encoding="utf-8")
    with pytest.raises(DataError, match="confidence"):
        trust.measured.__wrapped__()


def test_the_command(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: object) -> tuple[int, str, str]:
        done = app(list(map(str, arguments)), standalone_mode=False)
        said = capsys.readouterr()
        return done or 0, said.out, said.err

    floor = tmp_path / "floor.json"
    floor.write_text('{"facts": {"all": {"f1": 0.99}}, "class_accuracy": 2}')
    assert json.loads(run("evaluate", dataset, GOLD, "--json")[1])["facts"]["all"]["f1"] == 1
    code, out, err = run("evaluate", dataset, GOLD, "--floor", floor)
    assert (code, err) == (1, "below its floor: class_accuracy is 1.0, not 2\n")
    assert "evidence exact" in out
    with pytest.raises(InputError, match="cannot read"):
        run("evaluate", dataset, GOLD, "--floor", tmp_path / "none.json")
