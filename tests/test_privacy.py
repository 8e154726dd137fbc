"""Twenty planted contacts, in three languages, at many places and in many forms: none is in any byte that we write."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from conftest import ROOT
from oimgraph.errors import InputError
from oimgraph.export import FORMATS, export
from oimgraph.export.evidence import MODES
from oimgraph.graph.dataset import load, stream
from oimgraph.pipeline import build
from oimgraph.privacy import contacts, masked, shows_contact
from oimgraph.publish import publish
from planted import CANARIES, PLANTED, Canary, plant

LEFT_ALONE = (
    "Budget Amount (USD) 300000.00", "between 2014 and 2016, 1 200 000 people", "le 11 mars 2019, 8 000 personnes",
    "https://www.example.int/news/2019-03-11-accord", "assertion/0012345678abcdef", "from 10:30 to 12:45 (room 204)",
    "Resolución 2006-2010-44", "20/05/2010 - 31/12/2012", "IB.0279", "MX10P0519", "sha256 9d7e0775145712c1004477",
    "the call of 2019 brought 12 proposals", "a 100% share", "document/en-01#char=100,152",
    "https://w3id.org/oimgraph/id/assertion/0017170421873450", "grant/001717042187", "observation/001717042187",
    "100 000 000 USD",
)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_contact(text: str) -> None:
    assert not shows_contact(text)


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.page)
def test_contacts_are_found_in_their_line(canary: Canary) -> None:
    found = contacts(canary.block)
    for told in canary.told:
        assert found.within(f"there was {told} there"), told


def test_percent_encoded_addresses_are_seen() -> None:
    assert shows_contact("https://example.int/?to=" + quote("ana.perez@example.int"))


def test_messages_are_masked() -> None:
    assert masked("ana.perez@example.int.txt cannot be opened") == "[withheld] cannot be opened"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples with every contact planted into one of them, built."""
    folder = tmp_path_factory.mktemp("canaries")
    shutil.copytree(ROOT / "examples", folder / "pages")
    plant(folder / "pages")
    report = build([folder / "pages"], folder / "out")
    assert report.accepted == len(list((ROOT / "examples").iterdir()))
    assert report.withheld, "no canary stood where facts are read"
    return folder / "out"


def test_a_file_whose_name_holds_an_address_is_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "en-mongolia-workshop.txt", tmp_path / "ana.perez@example.int.txt")
    report = build([tmp_path], tmp_path / "out")
    assert [refusal.name for refusal in report.refused] == ["[withheld]"]
    assert "ana.perez" not in (tmp_path / "out" / "report.json").read_text(encoding="utf-8")


def held(path: Path) -> list[str]:
    data = path.read_text(encoding="utf-8", errors="replace")
    return [word for word in PLANTED if word in data]


def test_no_byte_of_a_build(built: Path) -> None:
    for path in sorted(path for path in built.rglob("*") if path.is_file()):
        assert not held(path), path.name


@pytest.mark.parametrize(("name", "evidence"), [
    *((name, "") for name in FORMATS), *(("nquads", mode) for mode in MODES), ("jsonld", "assertions"),
])
def test_no_byte_of_an_export(name: str, evidence: str, built: Path, tmp_path: Path) -> None:
    list(export(load(built), name, tmp_path / "export", evidence))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert not held(path), path.name


def test_no_byte_of_a_site(built: Path, tmp_path: Path) -> None:
    publish(stream(built), tmp_path / "site")
    written = [path for path in sorted((tmp_path / "site").rglob("*")) if path.is_file()]
    assert len(written) > 1000
    for path in written:
        assert not held(path), path.name


@pytest.mark.parametrize("literal", ["write to ana.perez@example.int", "Tel: +258 21 555 077"])
def test_a_dataset_with_contact_data_is_not_read(literal: str, tmp_path: Path) -> None:
    line = f'<https://example.int/a> <http://www.w3.org/ns/oa#exact> "{literal}" <https://example.int/g> .\n'
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="may not be published") as raised:
        load(tmp_path)
    assert literal not in str(raised.value)
