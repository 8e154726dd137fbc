"""What those who write rules ask: `oimgraph rules`, with pages, and for what no rule knew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from oimgraph import terms
from oimgraph.cli import app
from oimgraph.errors import InputError
from oimgraph.extract import RULES
from oimgraph.model import Value
from oimgraph.rules import facts_of, table, unknown

# a page in each language: a field that nobody knows, a body that "zorbed" another, a signing without parties
PROJECT = """Improving Border Posts in Ghana

  • Start Date
    2014

  • Project Weather
    Rainy

  • Projects ID
    IB.0333

IOM will train border guards at three posts in Ghana. The project began with an assessment of the posts and their staff.
"""
NEWS = {
    "en": "IOM zorbed the Ministry of Justice of Ghana in Accra. A text was signed. Migrants were its subject.",
    "fr": "L’OIM a zorbé le Ministère de la Justice du Togo à Lomé. Un texte a été signé. Il traite des migrants.",
    "es": "La OIM zorbó al Ministerio de Justicia de Chile en Arica. Se firmó un texto. Trata de los migrantes.",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "project.txt").write_text(PROJECT, "utf-8")
    for language, text in NEWS.items():
        (tmp_path / f"news-{language}.txt").write_text(f"News\nGlobal\n\nA title\n\n{text}\n", "utf-8")
    return tmp_path


def test_every_rule_stands_in_the_table_with_cases_and_facts() -> None:
    rows = table([ROOT / "examples"], ROOT / "tests" / "cases" / "facts")
    assert [row.rule for row in rows] == list(RULES)
    assert all(row.cases for row in rows)
    signatory = next(row for row in rows if row.rule == "agreement.signatory")
    assert signatory.facts > 10
    assert 0 < signatory.right <= signatory.judged
    assert 0 < float(signatory.confidence) < signatory.right / signatory.judged


def test_without_pages_and_cases_no_rule_has_fired() -> None:
    assert not any(row.facts or row.cases for row in table([]))


def test_labels_triggers_and_words_that_no_rule_knew(pages: Path) -> None:
    found = {(row.kind, row.language, row.words) for row in unknown([pages])}
    assert ("label", "en", "project weather") in found
    assert not any(words in ("start date", "projects id") for _, _, words in found)
    assert ("word", "en", "zorbed") in found
    assert {language for kind, language, _ in found if kind == "trigger"} == {"en", "es", "fr"}


def test_what_a_rule_knew_is_not_listed(tmp_path: Path) -> None:
    text = "Title\n\nIOM and the Ministry of Justice of Ghana signed a cooperation agreement on 3 May 2018 in Accra.\n"
    (tmp_path / "page.txt").write_text(text, "utf-8")
    assert unknown([tmp_path]) == []


def test_the_command(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app(["rules"], standalone_mode=False)
    told = capsys.readouterr().out
    assert all(rule in told for rule in RULES)
    app(["rules", "--unknown", str(pages), "--json"], standalone_mode=False)
    assert {"kind", "language", "words", "count", "document"} == set(json.loads(capsys.readouterr().out)[0])
    app(["rules", "--unknown", str(pages)], standalone_mode=False)
    assert "project weather" in capsys.readouterr().out
    with pytest.raises(InputError, match="needs pages"):
        app(["rules", "--unknown"], standalone_mode=False)


def test_a_period_whose_year_is_not_printed_beside_it_has_a_rule_of_its_own() -> None:
    text = ("Nairobi, 4 October 2022 - In 2021 the police identified 120 victims of trafficking. "
            "This year 85 victims of trafficking were identified.")
    told = {fact.object.text: fact.rule for fact in facts_of(text, "en")
            if fact.predicate == terms.PERIOD and isinstance(fact.object, Value)}
    assert told == {"2021": "figure.period", "2022": "figure.period.inferred"}
