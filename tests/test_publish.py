"""The site as files: whole, the same bytes, no broken link, no heavy page, nothing outside its folder."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from conftest import ROOT, SITE_URL
from oimgraph import terms
from oimgraph.cli import app
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load, stream, to_nquads
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish import publish
from oimgraph.publish.index import Index
from oimgraph.publish.paths import Paths
from oimgraph.publish.words import words
from payloads import hostile_dataset
from sites import BUDGET, broken, pages, select

_ESCAPES = (
    "../../../evil", "organization/../../../evil", "a//b", "./x", "x/.", "x/..", "%2e%2e/x", "..", "x" * 300,
    "CON/../x",
    "index.html", "project/index.html", "page-2.html", "project/page-2.fr.html", "a/b/c/d/e/f/g/h", ".ht", "é/ü",
    "person/javascript:x", "organization/A", "organization/a",
)


def test_no_link_is_broken_and_no_page_is_heavy(site: Path) -> None:
    found = pages(site)
    assert len(found) > 1000
    for page in found:
        assert broken(site, page) == [], page
        assert page.stat().st_size <= BUDGET, page
        ids = select(page, "//@id")
        assert len(ids) == len(set(ids)), page


def test_every_page_keeps_to_itself(site: Path) -> None:
    """A policy, no code of its own, nothing loaded from elsewhere, no script in a link."""
    for page in pages(site):
        (policy,) = select(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert select(page, "//meta[@name='referrer']/@content") == ["no-referrer"]
        _is_plain(page)
        loaded = select(page, "//@src | //link[@rel='stylesheet']/@href")
        assert loaded
        assert not [address for address in loaded if ":" in address]


def test_no_script_of_the_site_remembers_or_tells(site: Path) -> None:
    scripts = [path for path in site.rglob("*.js") if path.name != "entries.js"]
    assert [path.name for path in scripts] == ["search.js"]
    ways = re.compile(r"cookie|storage|indexedDB|fetch\(|XMLHttp|sendBeacon|WebSocket|import\(", re.IGNORECASE)
    assert not ways.search(scripts[0].read_text(encoding="utf-8"))


def _is_plain(page: Path) -> None:
    assert not select(page, "//@*[starts-with(name(), 'on')] | //@style | //iframe | //object | //base | //img"), page
    assert not select(page, "//script[not(@src) and not(@type='application/ld+json')]"), page
    assert {urlsplit(href).scheme for href in select(page, "//a/@href")} <= {"", "http", "https"}, page
    for block in select(page, "//script[@type='application/ld+json']/text()"):
        json.loads(block)


def test_the_same_dataset_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    count = publish(reversed(load(ROOT / "exports")), tmp_path / "again", SITE_URL)
    one, other = ({path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
                  for root in (site, tmp_path / "again"))
    assert len(one) == count
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_a_folder_with_other_things_is_left_alone_and_ours_is_replaced(tmp_path: Path) -> None:
    quads = _few()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine")
    with pytest.raises(InputError, match="holds other things"):
        publish(quads, tmp_path / "mine")
    publish(quads, tmp_path / "site")
    (tmp_path / "site" / "id" / "stale.html").write_text("old")
    publish(quads, tmp_path / "site")
    assert not (tmp_path / "site" / "id" / "stale.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "site"]


def test_what_stops_half_way_leaves_the_old_site(tmp_path: Path) -> None:
    publish(_few(), tmp_path / "site")
    before = sorted(path.name for path in (tmp_path / "site").rglob("*"))

    def stopping(_stage: str, _total: int, done: Iterable[object]) -> None:
        next(iter(done))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(_few(), tmp_path / "site", "", stopping)
    assert sorted(path.name for path in (tmp_path / "site").rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def _few() -> list[ox.Quad]:
    """One page of the examples."""
    return [quad for quad in load(ROOT / "exports") if "en-mongolia-workshop" in str(quad.graph_name)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "https://example.org/?q", "https://e.org/ x"])
def test_addresses_that_are_none_are_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="base"):
        publish([], tmp_path / "site", url)
    assert not (tmp_path / "site").exists()


def test_no_key_leads_out_of_the_folder_and_no_two_share_a_page() -> None:
    iris = [terms.ID + key for key in (*_ESCAPES, "a\\..\\b")]
    iris += ["https://elsewhere.example/../x", "javascript:alert(1)", "urn:x"]
    paths = Paths(iris, terms.ID)
    assert set(paths) == set(iris)
    assert len({path.lower() for path in paths.values()}) == len(iris)
    for path in paths.values():
        assert (Path("/site") / path).resolve().is_relative_to("/site/id")
        assert all(len(step) <= 200 for step in path.split("/"))


def test_a_dataset_with_hostile_keys_is_published_inside_its_folder(tmp_path: Path) -> None:
    project, graph = ox.NamedNode(terms.MGO + "Project"), ox.NamedNode(terms.ID + "document/x")
    quads = [ox.Quad(ox.NamedNode(terms.ID + key), ox.NamedNode(terms.TYPE), project, graph) for key in _ESCAPES]
    publish(quads, tmp_path / "deep" / "er" / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]
    assert [path.name for path in (tmp_path / "deep" / "er").iterdir()] == ["site"]


def test_a_hostile_dataset_stays_text(tmp_path: Path) -> None:
    publish(hostile_dataset(), tmp_path / "site")
    for page in pages(tmp_path / "site"):
        _is_plain(page)
        assert broken(tmp_path / "site", page) == [], page


def test_what_much_points_to_stands_on_several_pages(tmp_path: Path) -> None:
    graph, country = ox.NamedNode(terms.ID + "document/x"), ox.NamedNode(terms.ID + "country/TGO")
    quads = [ox.Quad(country, ox.NamedNode(terms.TYPE), ox.NamedNode(terms.MGO + "Country"), graph)]
    for number in range(1000):
        event = ox.NamedNode(f"{terms.ID}event/{number}")
        label = ox.Literal(f"Workshop {number} " + "on data " * 9, language="en")
        quads += [ox.Quad(event, ox.NamedNode(predicate), value, graph) for predicate, value in (
            (terms.TYPE, ox.NamedNode(terms.MGO + "Event")), (terms.LABEL, label), (terms.IN_COUNTRY, country))]
    publish(quads, tmp_path / "site")
    folder = tmp_path / "site" / "id" / "country" / "TGO"
    parts = sorted(folder.glob("*.fr.html"))
    assert len(parts) > 2
    linked = {href for part in parts for href in select(part, "//ul[@class='links']//a/@href")}
    assert len(linked) == 1000
    for page in (*parts, *sorted((tmp_path / "site" / "class" / "Event").glob("*.html"))):
        assert page.stat().st_size <= BUDGET
        assert broken(tmp_path / "site", page) == []


def test_the_index_gives_back_what_it_was_given() -> None:
    quads = load(ROOT / "exports")
    index = Index(reversed(quads))
    assert set(index.quads()) == set(quads)
    assert b"".join(index.lines()) == (ROOT / "exports" / "graph.nq").read_bytes()
    index.close()


def test_a_large_dataset_is_published_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oimgraph.publish.index._WHOLE", 100)
    publish(_few(), tmp_path / "site", SITE_URL)
    downloads = tmp_path / "site" / "downloads"
    held = sorted(path.name for path in downloads.iterdir() if path.suffix != ".html")
    assert held == ["dataset.jsonld", "graph.nq.gz", "void.ttl"]
    for page in (downloads / "index.html", tmp_path / "site" / "questions" / "donors" / "index.fr.html"):
        assert broken(tmp_path / "site", page) == []
    assert b"Mongolia" in (tmp_path / "site" / "view.html").read_bytes()


def test_the_description_names_the_files_that_are_there(site: Path) -> None:
    told = json.loads((site / "downloads" / "dataset.jsonld").read_bytes())
    assert told["@type"] == "Dataset"
    assert len(told["distribution"]) > 6
    for row in told["distribution"]:
        assert (site / "downloads" / row["contentUrl"]["@id"].removeprefix(SITE_URL + "downloads/")).is_file()


def test_the_texts_have_the_same_keys_and_slots() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [shape(inner) for inner in value]
        return sorted(part.partition("}")[0] for part in str(value).split("{")[1:])

    english = shape(words("en"))
    assert [language for language in LANGUAGES if shape(words(language)) != english] == []


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "few.nq").write_bytes(to_nquads(_few()))
    done = CliRunner().invoke(app, ["publish", str(tmp_path / "few.nq"), "--out", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output
    assert "files" in done.output


def test_the_map_knows_the_countries_of_the_register() -> None:
    known = tomllib.loads((ROOT / "src" / "oimgraph" / "publish" / "map.toml").read_text(encoding="utf-8"))["countries"]
    register = (ROOT / "ontology" / "register" / "countries.ttl").read_text(encoding="utf-8")
    codes = {line[8:11] for line in register.splitlines() if line.startswith("country:")}
    assert len(codes - set(known)) < 10
    assert set(known) <= codes


def test_a_dataset_is_read_once_and_in_any_order() -> None:
    index = Index(stream(ROOT / "exports"))
    assert index.base == terms.ID
    assert index.name(terms.ID + "country/TGO", "fr") == ("Togo", "fr")
    assert index.name("https://elsewhere.example/a-b", "fr") == ("a b", "")
    index.close()
