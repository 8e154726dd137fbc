"""Twenty planted contacts, in three languages, at many places and in many forms: none is in any byte that we write."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from oimgraph.errors import InputError
from oimgraph.export import FORMATS, export
from oimgraph.export.evidence import MODES
from oimgraph.graph.dataset import load, stream
from oimgraph.graph.facts import by_subject
from oimgraph.graph.labels import labels
from oimgraph.graph.quads import quads
from oimgraph.lexicon.confidence import confidence
from oimgraph.pipeline import build
from oimgraph.privacy import contacts, masked, shows_contact
from oimgraph.publish import publish
from oimgraph.shards.run import linked_page
from oimgraph.sources import from_text
from planted import CANARIES, PLANTED, Canary, plant

LEFT_ALONE = (
    "Budget Amount (USD) 300000.00", "between 2014 and 2016, 1 200 000 people", "le 11 mars 2019, 8 000 personnes",
    "https://www.example.int/news/2019-03-11-accord", "assertion/0012345678abcdef", "from 10:30 to 12:45 (room 204)",
    "Resolución 2006-2010-44", "20/05/2010 - 31/12/2012", "IB.0279", "MX10P0519", "sha256 9d7e0775145712c1004477",
    "the call of 2019 brought 12 proposals", "a 100% share", "document/en-01#char=100,152",
    "https://w3id.org/oimgraph/id/assertion/0017170421873450", "grant/001717042187", "observation/001717042187",
    "100 000 000 USD", "Retornos: 15\u00a0008 (2017-01/2017-11)", "12 001, 2004 and 2005, 17 009 2010",
)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_contact(text: str) -> None:
    assert shows_contact(text) == ""


@pytest.mark.parametrize(("text", "kind"), [
    ("write to ana.perez@example.int", "an e-mail address"), ("ana.perez [at] example [dot] int", "an e-mail address"),
    ("Tel: +258 21 555 077", "a phone number"), ("one may call 21 555 07 98", "a phone number"),
    ("Cel.: 099 123 456", "a phone number"), ("ana.perez{arroba}example.int", "an e-mail address"),
    ("room 12 0033 1 23 45 67 89", "a phone number"), ("room 12, 003 312 345 678", "a phone number"),
    ("a share of 100%, and nobody at example.int", ""),
])
def test_the_kind_of_contact_data_is_told(text: str, kind: str) -> None:
    assert shows_contact(text) == kind


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.page)
def test_contacts_are_found_in_their_line(canary: Canary) -> None:
    found = contacts(canary.block)
    for told in canary.told:
        assert found.within(f"there was {told} there"), told


@pytest.mark.parametrize(("page", "named", "others"), [
    pytest.param("Ruanda Obiol signed.\nThe talks went on.", "", ["Ruanda Obiol", "The talks went on."],
                 id="a page without contacts"),
    pytest.param("For more information, please contact:\n\n• Ruanda Obiol\nBelisario Quintana", "Ruanda Obiol",
                 ["Belisario Quintana"], id="the first line below an opening"),
    pytest.param("For more information, please contact:\nRuanda Obiol\nBelisario Quintana", "Ruanda Obiol",
                 ["Belisario Quintana"], id="right below an opening"),
    pytest.param("For more information, please contact:\n\n\nRuanda Obiol", "Ruanda Obiol", [],
                 id="three lines below an opening"),
    pytest.param("For more information, please contact:\n\n\n\nRuanda Obiol", "", ["Ruanda Obiol"],
                 id="too far below an opening"),
    pytest.param("The desk is open. For more information, contact Ruanda Obiol there.", "Ruanda Obiol", [],
                 id="an opening within a line"),
    pytest.param("For more information, see the site.\nRuanda Obiol signed.", "", ["Ruanda Obiol"],
                 id="nothing stands below an opening without a colon"),
    pytest.param("Those who signed:\nRuanda Obiol", "", ["Ruanda Obiol"], id="nothing opens"),
    pytest.param("For more information, please contact:\nThe site, says Ruanda Obiol.", "", ["Ruanda Obiol"],
                 id="a sentence below an opening"),
    pytest.param(f"For more information, please contact:\nRuanda Obiol, {'x' * 106}", "Ruanda Obiol", [],
                 id="a line of 120 letters below an opening"),
    pytest.param(f"For more information, please contact:\nRuanda Obiol, {'x' * 107}", "", ["Ruanda Obiol"],
                 id="a longer line is a sentence"),
    pytest.param("Ruanda Obiol\nA desk\nThe port\nTel: +258 21 555 077", "Ruanda Obiol", [],
                 id="lines above a number"),
    pytest.param("Belisario Quintana\nRuanda Obiol\n" + "\n" * 5 + "Tel: +258 21 555 077", "Ruanda Obiol",
                 ["Belisario Quintana"], id="six lines above a number"),
    pytest.param("Belisario Quintana\nSee the site, for more information:\nRuanda Obiol\nTel: +258 21 555 077",
                 "Ruanda Obiol", ["Belisario Quintana"], id="an opening ends what is above a number"),
    pytest.param(f"Belisario Quintana\n{'x' * 161}\nRuanda Obiol\nTel: +258 21 555 077",
                 "Ruanda Obiol", ["Belisario Quintana"], id="a long line ends what is above a number"),
    pytest.param(f"Belisario Quintana\n{'x' * 160}\nTel: +258 21 555 077",
                 "Belisario Quintana", [], id="a line that is not so long"),
    pytest.param("Those there were Ruanda Obiol.\nTel: +258 21 555 077", "", ["Ruanda Obiol"],
                 id="within a line above a number"),
    pytest.param("Belisario Quintana came, and Teo Rua (rua.t@example.int) asked.", "Teo Rua", ["Belisario Quintana"],
                 id="an address of three letters"),
    pytest.param("Belisario Quintana came, and Bo Xu (bo.xu@example.int) asked.", "Bo Xu", ["Belisario Quintana"],
                 id="an address of short words"),
    pytest.param("Belisario Quintana came, and Bo Xu (bolo@example.int) asked.", "Belisario Quintana", ["Bo Xu"],
                 id="an address that holds one short word"),
    *(pytest.param(f"There were Ruanda Obiol and others; write to press{at}obiol.example.int", "", ["Ruanda Obiol"],
                   id=f"an address{at} what bears the name") for at in ("@", " [at] ")),
    pytest.param("Ruanda Obiol\nA desk\nEmail: press@example.int\nTel: +258 21 555 077", "Ruanda Obiol", [],
                 id="lines above an address that is nobody's"),
    pytest.param("Belisario Quintana signed.\n\nFor more information, contact Ruanda Obiol, Tel: +258 21 555 077",
                 "Ruanda Obiol", ["Belisario Quintana"], id="nothing above a line that names its contact"),
    pytest.param("Ruanda Obiol\nContact: +258 21 555 077", "Ruanda Obiol", [], id="above a line that names nobody"),
    pytest.param("Belisario Quintana, Directeur de la mission\n\n"
                 "Pour toute demande d’interview, veuillez contacter le bureau, Tel : +258 21 555 077",
                 "", ["Belisario Quintana"], id="nobody above an empty line"),
    pytest.param("Contact: Ægir Bjørnsæter", "person/aegir-bjornsaeter", [], id="letters that are two in an IRI"),
    pytest.param("Contact : Cœuré Œuvrard", "person/coeure-oeuvrard", [], id="the same in French"),
    pytest.param("Contact: Željko Šarić", "person/zeljko-saric", [], id="letters of other alphabets"),
    pytest.param("Contact: Ruanda de los Obiol", "person/ruanda-de-los-obiol", [], id="small words within a name"),
    pytest.param("Contact: Ruanda van den Obiol", "person/ruanda-van-den-obiol", [], id="two of the Dutch"),
    pytest.param("Contact: Obiol ould Ruanda", "person/obiol-ould-ruanda", [], id="a small word of Mauritania"),
    pytest.param("Contact: Ruanda Obiol Press Desk", "Ruanda Obiol", [], id="a name ends at a word that is of none"),
    pytest.param("Contact: Ruanda Press-Obiol", "Ruanda Press-Obiol", ["Ruanda Obiol"], id="a name that holds one"),
    pytest.param("Contact: Ruanda  Obiol", "Ruanda Obiol", [], id="two spaces within a name"),
])
def test_whose_name_is_a_contact(page: str, named: str, others: list[str]) -> None:
    found = contacts(page)
    assert bool(found.names) == bool(named)
    assert not named or found.within(named)
    assert [found.within(other) for other in others] == [False] * len(others)


@pytest.mark.parametrize(("line", "text", "shown"), [
    ("Tel: 555 0779", "on 5550-779 they answer", True), ("Tel: 555 0779", "with 555 077 people", False),
    ("Tel: 55 07 79", "with 55 07 79 people", False), ("Tel: 55 07 79 or 555 07 80", "on 5550780", True),
    ("Those 555 0779 people", "those 555 0779 people", False),
])
def test_numbers_of_a_page_are_known_again(line: str, text: str, *, shown: bool) -> None:
    assert contacts(line).within(text) is shown


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


def test_a_page_that_gives_itself_such_an_address_is_refused_and_no_other(tmp_path: Path) -> None:
    for name in ("en-mongolia-workshop.txt", "fr-japon-operations.txt"):
        shutil.copy(ROOT / "examples" / name, tmp_path / name)
    text = (ROOT / "examples" / "en-mongolia-workshop.txt").read_text(encoding="utf-8")
    link = '<link rel="canonical" href="https://example.int/news?to=ana.perez@example.int">'
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    html = f"<!doctype html><html><head>{link}</head><body><article>{paragraphs}</article></body></html>"
    (tmp_path / "saved.html").write_text(html, encoding="utf-8")
    report = build([tmp_path], tmp_path / "out")
    assert [refusal.name for refusal in report.refused] == ["saved.html"]
    assert report.accepted == 2
    assert "ana.perez" not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


NUMBERS = st.one_of(
    st.integers(1, 10**9).map(str), st.integers(1000, 10**8).map(lambda n: f"{n:,}".replace(",", " ")),
    st.integers(1, 999).map(lambda n: f"{n} 00{n % 9 + 1}"), st.integers(2000, 2029).map(lambda n: f"{n}-{n + 1}"),
    st.sampled_from(["2017-01/2017-11", "00 33 1 23 45 67 89", "+41 22 555 01 23", "15 008", "0041 22 5550123"]),
)
TELLING = st.sampled_from([
    "From January to November 2017, {0} migrants returned to Mali and {1} to Niger.",
    "IOM and the Government of Ghana signed agreement {0} of {1} on mobile clinics on 3 May 2017.",
    "Japan gave USD {0} to the project Call {1}, Fax {0}.",
    "A workshop on mobile phones {0} took place in Accra from 3 to 5 May 2017 for {1} officers.",
    "According to the Ministry of the Interior, {0} calls ({1}) were received in 2016.",
    "The hotline tel. {0} received {1} calls in 2017.", "The project GSM {0}-{1} trained {1} officers in Mali.",
])


@given(st.lists(st.tuples(TELLING, NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_whatever_numbers_a_page_holds_its_graph_shows_no_contact(told: list[tuple[str, str, str]]) -> None:
    """No page ends a build of others: what would be refused at the end is left out at the beginning."""
    opening = "The office of IOM in Ghana works with the authorities for migrants who want to return to their homes."
    text = "\n".join(["Migrants in West Africa", "", opening, *(line.format(*numbers) for line, *numbers in told)])
    linked = linked_page(from_text(text + "\n", "page", "page.txt"))
    own = list(quads(linked, confidence()))
    made = labels(by_subject(quad.triple for quad in own))
    for term in {term for quad in (*own, *made) for term in quad.triple}:
        assert not isinstance(term, ox.NamedNode | ox.Literal) or not shows_contact(term.value)


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


@pytest.mark.parametrize(("literal", "kind"), [
    ("write to ana.perez@example.int", "an e-mail address"), ("Tel: +258 21 555 077", "a phone number")])
def test_a_dataset_with_contact_data_is_not_read(literal: str, kind: str, tmp_path: Path) -> None:
    line = f'<https://example.int/a> <http://www.w3.org/ns/oa#exact> "{literal}" <https://example.int/g> .\n'
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=f"holds {kind}, which may not be published") as raised:
        load(tmp_path)
    assert literal not in str(raised.value)
