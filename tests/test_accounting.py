"""No text is lost without a word: what is kept of each page's visible characters, and the alarm when it is little."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from good_pages import KINDS, LANGUAGES, UNSEEN, page
from oimgraph.model import VIOLATION, Finding, characters
from oimgraph.pipeline import build
from oimgraph.report import EXPECTED, LISTED, NAMED, Report
from oimgraph.sources import read

PARAGRAPH = (
    "L’Organisation a ouvert à Lomé, avec les autorités du Togo, un centre qui accueille les personnes de retour et "
    "les aide à trouver un métier dans leur région, avec les communes et les associations des villages."
)
CUT_BY_A_CONTACT = f"Un centre à Lomé\n\n{PARAGRAPH}\n\nContact : bureau de Lomé\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"
OUTSIDE_THE_ARTICLE = (
    f"<html><body><main><h1>Un centre à Lomé</h1><article><p>{PARAGRAPH}</p></article>"
    f"<div>{PARAGRAPH}<br>{PARAGRAPH}</div></main></body></html>"
)


def share(path: Path) -> float:
    page = read(path)
    return page.kept / page.visible


@pytest.mark.parametrize("path", sorted((ROOT / "examples").iterdir()), ids=lambda path: path.stem)
def test_good_pages_are_kept(path: Path) -> None:
    """Contact lines, captions and menus are left out on purpose, and are no loss."""
    assert EXPECTED <= share(path) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_of_each_kind_of_page_all_is_kept_that_a_reader_sees(kind: str, language: str, tmp_path: Path) -> None:
    """Every line of the article is one of the text, in its place and once; nothing else is, and the figure says so."""
    html, lines = page(kind, language)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    found = read(tmp_path / "page.html")
    assert [line for line in found.text.split("\n") if line] == lines
    assert UNSEEN in html
    assert found.language == language
    assert EXPECTED <= found.kept / found.visible <= 1
    assert found.kept >= EXPECTED * characters(*lines)


def test_the_pages_of_the_gold_and_the_seeds_are_kept(shared: Path) -> None:
    paths = [*(shared / "gold" / "dev").glob("*.txt"), *(shared / "seeds").glob("*.txt")]
    assert len(paths) > 80
    assert not {path.name: share(path) for path in paths if not EXPECTED <= share(path) <= 1}


@pytest.mark.parametrize(("name", "text"), [
    ("contact.txt", CUT_BY_A_CONTACT), ("outside.html", OUTSIDE_THE_ARTICLE),
])
def test_a_page_that_loses_much_raises_the_alarm(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    good = ROOT / "examples" / "fr-togo-accord.html"
    report = build([tmp_path / name, good], tmp_path / "out")
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    kept = {row["document"]: row["kept"] / row["visible"] for row in told["characters"]}
    assert kept[name.partition(".")[0]] < 0.5
    assert kept[good.stem] >= EXPECTED
    assert sum(row["visible"] for row in told["characters"]) == told["characters visible"]
    assert sum(row["kept"] for row in told["characters"]) == told["characters kept"]
    alarm, = report.alarms()
    assert alarm in told["notes"]
    assert name.partition(".")[0] in alarm
    assert good.stem not in alarm


def test_no_alarm_over_good_pages(tmp_path: Path) -> None:
    report = build([ROOT / "examples" / "fr-togo-accord.html"], tmp_path)
    assert not list(report.alarms())


def test_the_alarm_names_the_worst_and_counts_all() -> None:
    report = Report(losing=LISTED + 1)
    report.characters = [{"document": f"page-{kept}", "visible": 100, "kept": kept} for kept in range(90, 0, -10)]
    alarm, = report.alarms()
    assert alarm.startswith("10,001 pages")
    assert [f"page-{kept} ({kept}%)" in alarm for kept in range(10, 100, 10)] == [True] * NAMED + [False] * 4


def test_every_violation_is_listed_and_other_findings_up_to_a_size() -> None:
    report = Report()
    report.find([Finding(severity, "f", "p", "", "m", "s", "c") for severity in ("Warning", VIOLATION)] * (LISTED + 5))
    told = json.loads(report.to_json())
    assert told["findings by severity"] == {"Violation": LISTED + 5, "Warning": LISTED + 5}
    listed = [finding["severity"] for finding in told["findings"]]
    assert listed.count("Violation") == LISTED + 5
    assert f"findings: the first {len(listed):,} of {2 * LISTED + 10:,} are listed" in told["notes"]
