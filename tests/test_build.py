"""A build, end to end: the same bytes always, nothing lost, nobody's contact data, broken pages named."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from conftest import ROOT
from oimgraph import terms
from oimgraph.cli import app
from oimgraph.evaluate import evaluate
from oimgraph.evaluate.results import below, results
from oimgraph.extract import extract
from oimgraph.graph.dataset import load
from oimgraph.graph.facts import EVIDENCE
from oimgraph.mentions.reading import Reading
from oimgraph.model import Fact, Page
from oimgraph.pipeline import build
from oimgraph.report import Report
from oimgraph.shards import run as run_module

EXAMPLES = ROOT / "examples"
OUTPUTS = ("graph.nq", "graph.ttl", "graph.jsonld", "view.html")
COMMAND = [sys.executable, "-c", "from oimgraph.cli import main; main()"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    build([EXAMPLES], out)
    return out


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def test_the_same_bytes_in_any_order_place_and_hash_seed(built: Path, tmp_path: Path) -> None:
    pages = sorted(EXAMPLES.iterdir(), reverse=True)
    out = tmp_path / "again"
    done = run("build", *pages, "--out", out, LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="7", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    for name in OUTPUTS:
        assert (out / name).read_bytes() == (built / name).read_bytes(), name


def test_the_same_bytes_a_year_later(tmp_path: Path) -> None:
    """Of pages that are as old as they were, and as new: neither the clock nor a file's time is in an output."""
    if not (clock := shutil.which("faketime")):
        if os.environ.get("CI"):
            pytest.fail("CI needs faketime")
        pytest.skip("faketime sets the clock, and is not installed")
    pages = tmp_path / "pages"
    shutil.copytree(EXAMPLES, pages, copy_function=shutil.copyfile)
    year = [clock, "-f", "+366d"]
    today = subprocess.run([*year, sys.executable, "-c", "import datetime; print(datetime.date.today().year)"],
                           capture_output=True, text=True, check=True)
    assert int(today.stdout) == datetime.now(UTC).year + 1
    for arguments in ([], ["--evidence", "table"]):
        now, later = (tmp_path / f"{when}{len(arguments)}" for when in ("now", "later"))
        for command, folder in (([], now), (year, later)):
            given = [*command, *COMMAND, "build", str(pages), "--out", str(folder), *arguments]
            subprocess.run(given, check=True, capture_output=True)
        names = {path.name for path in now.iterdir()} - {"report.json"}
        assert set(OUTPUTS) <= names
        assert names == {path.name for path in later.iterdir()} - {"report.json"}
        for name in names:
            assert (later / name).read_bytes() == (now / name).read_bytes(), name
        told = [json.loads((folder / "report.json").read_text(encoding="utf-8")) for folder in (now, later)]
        assert [report.pop("seconds") for report in told]
        assert told[0] == told[1]


def test_given_is_accepted_and_refused(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(EXAMPLES, pages)
    (pages / "empty.txt").write_bytes(b"")
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "german.txt").write_text("Die Organisation hat gestern mit der Regierung einen Vertrag geschlossen. " * 9)
    (pages / "navigation.txt").write_text("-\nWho we are\n- Data and Research\n- 2030 Agenda\n")
    (pages / "broken.txt").write_bytes("Réunion à Lomé avec les autorités".encode()[:-1] + b"\xff\xfe\x00\x01")
    (pages / "link.txt").symlink_to(pages / "empty.txt")
    report = build([pages], tmp_path / "out")
    told = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report.given == told["given"] == len(list(EXAMPLES.iterdir())) + 6
    assert told["accepted"] == len(list(EXAMPLES.iterdir()))
    assert len(told["refused"]) == 6
    assert all(row["reason"] for row in told["refused"])


def test_a_thing_of_many_pages_is_counted_once(built: Path) -> None:
    typed = {(quad.subject, quad.object.value) for quad in load(built)
             if quad.predicate.value == terms.TYPE and isinstance(quad.object, NamedNode)}
    ours = [cls for _, cls in typed if cls.startswith(terms.MGO) and cls not in EVIDENCE]
    things = Counter(cls.removeprefix(terms.MGO) for cls in ours)
    told = json.loads((built / "report.json").read_bytes())
    assert told["things by class"] == things
    kind = "IntergovernmentalOrganization"
    assert 0 < things[kind] < told["facts by class"][kind]


def test_a_page_that_a_rule_trips_over_costs_no_other(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, defects: Callable[[Report, Page, Exception], None]
) -> None:
    """A defect of ours is told with its page and its line, and the build ends with a status that is not 0."""
    def trip(reading: Reading) -> list[Fact]:
        if reading.page.identifier == "fr-burundi-vedettes":
            raise IndexError
        return extract(reading)

    monkeypatch.setattr(run_module, "extract", trip)
    monkeypatch.setattr(Report, "fail", defects)
    out = tmp_path / "out"
    assert CliRunner().invoke(app, ["build", str(EXAMPLES), "--out", str(out)]).exit_code == 1
    told, whole = (json.loads((folder / "report.json").read_text(encoding="utf-8")) for folder in (out, built))
    assert told["given"] == whole["given"] == told["accepted"] + 1
    [refused] = told["refused"]
    assert refused["document"] == "fr-burundi-vedettes"
    assert refused["reason"].startswith("oimgraph fails on it: IndexError in test_build.py, line ")
    before, now = _documents(built), _documents(out)
    assert before.pop("fr-burundi-vedettes")
    assert now == before


def _documents(folder: Path) -> dict[str, set[str]]:
    """The quads of each document's graph."""
    found: dict[str, set[str]] = {}
    for line in (folder / "graph.nq").read_text(encoding="utf-8").splitlines():
        graph = line.rsplit(" ", 2)[1]
        if "/id/document/" in graph:
            found.setdefault(graph.rpartition("/")[2].rstrip(">"), set()).add(line)
    return found


def test_two_files_of_one_stem_are_one_and_a_refusal(tmp_path: Path) -> None:
    for name in ("togo.html", "togo.txt"):
        shutil.copy(EXAMPLES / "fr-togo-accord.html", tmp_path / name)
    report = build([tmp_path], tmp_path / "out")
    assert (report.given, report.accepted, [refused.name for refused in report.refused]) == (2, 1, ["togo"])


def test_good_pages_are_unharmed_by_bad_ones(built: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(EXAMPLES, pages)
    (pages / "0.txt").write_bytes(b"\x00" * 100)
    build([pages], tmp_path / "out")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()


def test_no_contact_data_in_any_output(built: Path) -> None:
    """Phone numbers, addresses and names that stand in the contact lines of the pages."""
    contacts = set()
    for page in EXAMPLES.iterdir():
        text = page.read_text(encoding="utf-8")
        contacts |= set(re.findall(r"[\w.+-]+@[\w.-]+\w", text))
        contacts |= set(re.findall(r"\+\d[\d .-]{6,}\d", text))
        contacts |= set(re.findall(r"(?:contacter|contact|contacto con) ([A-Z][\w’'-]+ [A-Z][\w’' -]+?),", text))
    assert len(contacts) > 30
    for name in (*OUTPUTS, "report.json"):
        output = (built / name).read_text(encoding="utf-8")
        assert not [contact for contact in contacts if contact in output], name


def test_the_graph_conforms_and_a_broken_one_is_named_with_its_quote(built: Path, tmp_path: Path) -> None:
    assert run("validate", built).returncode == 0
    graph = (built / "graph.nq").read_text(encoding="utf-8")
    status = "https://w3id.org/oimgraph/scheme/status/signed"
    broken = tmp_path / "broken.nq"
    broken.write_text(graph.replace(status, status + "-wrong"), encoding="utf-8")
    done = run("validate", broken, "--lang", "fr")
    assert done.returncode == 1
    assert "Violation" in done.stderr
    assert "document/" in done.stderr


def test_a_path_that_is_not_there_is_one_line_and_a_hint(tmp_path: Path) -> None:
    done = run("build", tmp_path / "nothing", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2
    assert "hint:" in done.stderr


def test_outputs_stand_whole_and_strays_are_swept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".graph.nq.1.partial").write_text("half")
    build([EXAMPLES / "es-proyecto-fiji-vanuatu.txt"], out)
    assert not list(out.glob(".*"))


def test_no_contact_data_of_the_seeds(shared: Path, tmp_path: Path) -> None:
    build([shared / "seeds"], tmp_path)
    lines = [line for page in (shared / "seeds").iterdir() for line in page.read_text(encoding="utf-8").splitlines()]
    contact = " ".join(line for line in lines if re.search(r"@|Tel|contacter|mailto", line))
    told = set(re.findall(r"[\w.+-]+@[\w.-]+\w|\d{2}[\d .-]{5,}\d|(?<=contacter )\w+ \w+", contact))
    assert len(told) > 8
    for output in tmp_path.iterdir():
        assert not [one for one in told if one in output.read_text(encoding="utf-8")], output.name


def test_the_wheel_holds_all_that_a_build_needs(tmp_path: Path) -> None:
    """Installed apart from the checkout, it builds the same graph."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    wheels, site = tmp_path / "wheels", tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--target", site, *wheels.glob("*.whl")], check=True)
    out = tmp_path / "out"
    done = subprocess.run(
        [*COMMAND, "build", EXAMPLES / "fr-togo-accord.html", "--out", out],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(site)}, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (out / "graph.ttl").stat().st_size > 5000


def test_seeds_reach_their_floor(shared: Path, tmp_path: Path) -> None:
    """The user's five pages, compared with gold."""
    floor = json.loads((ROOT / "tests" / "floor.json").read_text())["seeds"]
    build([shared / "seeds"], tmp_path)
    found = results(evaluate(load(tmp_path), shared / "gold" / "dev", "0*"))
    assert not list(below(floor, found))
