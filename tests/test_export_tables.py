"""CSV on the Web: the metadata describes every table, every fact stands in one, the folder is whole or not there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from conftest import ROOT
from facts import IOM, TEXT, agreement, facts, page, stated, typed
from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export import export
from oimgraph.export.tables import METADATA, STATEMENTS, tables
from oimgraph.graph.dataset import load
from oimgraph.graph.facts import by_subject
from oimgraph.graph.facts import facts as facts_of
from oimgraph.graph.quads import quads
from oimgraph.link import link
from oimgraph.model import Fact


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def described(files: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """Table -> its columns, as the metadata tells them."""
    return {table["url"]: table["tableSchema"]["columns"] for table in json.loads(files[METADATA])["tables"]}


def cells(files: dict[str, bytes]) -> set[tuple[str, str, str]]:
    """Subject, property and value of every cell, read by the metadata alone."""
    return {(row["id"], column["propertyUrl"], value)
            for name, columns in described(files).items() if name != STATEMENTS
            for row in read(files[name]) for column in columns if "propertyUrl" in column
            for value in row[column["name"]].split(column["separator"]) if row[column["name"]]}


def test_the_metadata_describes_the_examples() -> None:
    files = tables(load(ROOT / "exports"))
    assert set(described(files)) == set(files) - {METADATA}
    for name, columns in described(files).items():
        assert list(read(files[name])[0]) == [column["name"] for column in columns]
    keys = [row["id"] for row in read(files["Agreement.csv"])]
    assert len(keys) == len(set(keys)) > 3
    kinds = {column["name"]: column for column in described(files)["Agreement.csv"]}
    assert kinds["signatory"]["datatype"] == "anyURI"
    assert kinds["label_fr"]["lang"] == "fr"


def test_every_fact_of_a_classified_resource_is_a_cell() -> None:
    dataset = load(ROOT / "exports")
    wanted = {(subject, predicate, " ".join(value.value.split()))
              for subject, told in by_subject(facts_of(dataset)).items()
              if terms.TYPE in told and not subject.startswith(terms.MGO)
              for predicate, values in told.items() if predicate != terms.TYPE for value in values}
    found = {(s, p, v.removeprefix("'")) for s, p, v in cells(tables(dataset))}
    assert {(s, p, v.removeprefix("'")) for s, p, v in wanted} == found


@given(facts(len(TEXT)))
def test_bytes_do_not_depend_on_the_order(found: list[Fact]) -> None:
    dataset = list(quads(link(page(), found), {}))
    assert tables(dataset) == tables([*reversed(dataset), *dataset])


@pytest.mark.parametrize("text", ["=1+1", "@x", "+1+1", "-1+1", "-=1", "--1", "a | b"])
def test_cells_are_texts(text: str) -> None:
    dataset = list(quads(link(page(), [typed(IOM, "Organization"), stated(IOM, terms.ALT_LABEL, text)]), {}))
    (row,) = read(tables(dataset)["Organization.csv"])
    assert row["altLabel_fr"] in (f"'{text}", text.replace("|", "¦"))
    assert row["altLabel_fr"][0] in "'a"


def test_a_folder_is_replaced_whole_or_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = list(quads(link(page(), agreement()), {}))
    out = tmp_path / "csv"
    list(export(dataset, "csv", out))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert before == tables(dataset)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("oimgraph.graph.files.os.fsync", fail)
        with pytest.raises(InputError, match="No space"):
            list(export([], "csv", out))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    list(export([], "csv", out))
    assert {path.name for path in out.iterdir()} == {STATEMENTS, METADATA}
    mine = tmp_path / "mine"
    mine.mkdir()
    list(export([], "csv", mine))
    (mine / METADATA).rename(mine / "mine.csv")
    with pytest.raises(InputError, match="other things"):
        list(export(dataset, "csv", mine))
    assert {path.name for path in mine.iterdir()} == {STATEMENTS, "mine.csv"}
    (out / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="other things"):
        list(export(dataset, "csv", out))
    assert sorted(tmp_path.iterdir()) == [out, mine]
