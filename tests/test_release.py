"""A release describes itself: counts that are the graph's, checksums that are the files', the dataset before it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from conftest import ROOT
from facts import agreement, page
from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export.description import DCAT, VOID, Told, ontology, version_iri
from oimgraph.export.release import release
from oimgraph.graph.dataset import load
from oimgraph.graph.facts import facts as facts_of
from oimgraph.graph.quads import quads
from oimgraph.link import link

TOLD = Told("1.2", "2026-11-24", "https://example.org/data")
URL, SUM, SIZE = map(rdflib.Variable, ("url", "sum", "size"))
SPDX_QUERY = """SELECT ?url ?sum ?size WHERE { ?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:byteSize ?size ;
    spdx:checksum/spdx:checksumValue ?sum ; dcat:mediaType ?type }"""


@pytest.fixture(scope="module")
def built() -> list[ox.Quad]:
    return load(ROOT / "exports")


@pytest.fixture(scope="module")
def files(built: list[ox.Quad]) -> dict[str, bytes]:
    return release(built, TOLD, [quad for quad in built if "togo" not in str(quad.graph_name)])


def test_each_file_stands_there_with_its_checksum_and_size(files: dict[str, bytes]) -> None:
    graph = rdflib.Graph().parse(data=files["void.ttl"], format="turtle")
    rows = graph.query(SPDX_QUERY).bindings
    found = {(str(row[URL]).rpartition("/")[2], str(row[SUM]), str(row[SIZE])) for row in rows}
    described = set(files) - {"void.ttl", "dataset.jsonld"}
    assert found == {(name, hashlib.sha256(files[name]).hexdigest(), str(len(files[name]))) for name in described}
    told = json.loads(files["dataset.jsonld"])
    assert {"@type": "Place", "@id": terms.ID + "country/TGO", "name": "Togo"} in told["spatialCoverage"]
    assert {one["name"]: one["sha256"] for one in told["distribution"]} == {name: sum_ for name, sum_, _ in found}


def test_counts_are_those_of_the_graph(files: dict[str, bytes], built: list[ox.Quad]) -> None:
    store = ox.Store()
    store.load(files["void.ttl"], format=ox.RdfFormat.TURTLE)
    told = facts_of(built)
    (described,) = (quad.subject for quad in store.quads_for_pattern(None, None, ox.NamedNode(DCAT + "Dataset")))
    assert described == ox.NamedNode(version_iri(built))

    def values(name: str) -> list[str]:
        found = store.quads_for_pattern(described, ox.NamedNode(name), None)
        return [getattr(quad.object, "value", "") for quad in found]

    assert values(VOID + "triples") == [str(len(told))]
    assert values(VOID + "documents") == [str(len(list((ROOT / "examples").iterdir())))]
    assert values(VOID + "distinctSubjects") == [str(len({triple.subject for triple in told}))]
    assert len(values(VOID + "propertyPartition")) == len({triple.predicate for triple in told})
    assert values(terms.DCTERMS + "conformsTo") == [ontology()[0]]
    assert values(DCAT + "version") == ["1.2"]
    assert values(terms.DCTERMS + "issued") == ["2026-11-24"]
    assert len(values(terms.DCTERMS + "language")) == 3
    assert terms.ID + "country/TGO" in values(terms.DCTERMS + "spatial")
    assert values(DCAT + "previousVersion")[0].startswith(terms.ID + "dataset/")
    rows = store.query("SELECT ?class ?n { ?p void:class ?class ; void:entities ?n }", prefixes={"void": VOID})
    assert isinstance(rows, ox.QuerySolutions)
    partitions = {str(row["class"]): row["n"].value for row in rows}
    agreements = sum(triple.object == ox.NamedNode(terms.MGO + "Agreement") for triple in told)
    assert partitions[f"<{terms.MGO}Agreement>"] == str(agreements)


def test_facts_and_evidence_together_are_the_dataset(files: dict[str, bytes], built: list[ox.Quad]) -> None:
    parts = [{quad.triple for quad in ox.parse(files[name], format=ox.RdfFormat.TURTLE)}
             for name in ("graph.ttl", "evidence.ttl")]
    assert parts[0].isdisjoint(parts[1])
    assert parts[0] | parts[1] == {quad.triple for quad in built}
    packed = ox.parse(gzip.decompress(files["graph.nt.gz"]), format=ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in packed} == parts[0]


def test_changes_are_told_in_facts(files: dict[str, bytes]) -> None:
    told = files["CHANGES.md"].decode()
    assert "facts gained, 0 lost" in told
    assert "| Agreement | " in told
    assert "+ agreement/memorandum-of-understanding-iom-tgo" in told


def test_bytes_are_the_same_each_time_and_no_clock_is_read(built: list[ox.Quad]) -> None:
    small = list(quads(link(page(), agreement()), {}))
    once = release(small, Told())
    assert once == release(reversed(small), Told())
    assert b"issued" not in once["void.ttl"]
    assert "CHANGES.md" not in once
    assert "projects.iati.xml" not in once
    assert release(small, Told(), small)["CHANGES.md"].count(b"\n") == 3
    assert version_iri(small) != version_iri(built)


@pytest.mark.parametrize("told", [Told(issued="yesterday"), Told(issued="2026-13-01"), Told(url="ftp:x")])
def test_what_is_no_date_or_address_is_refused(told: Told) -> None:
    with pytest.raises(InputError):
        release([], told)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from oimgraph.cli import main

    arguments = ["release", str(ROOT / "exports"), "--out", str(tmp_path / "r"), "--previous", str(ROOT / "exports")]
    monkeypatch.setattr("sys.argv", ["oimgraph", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert not left.value.code
    assert "void.ttl" in capsys.readouterr().err
    assert (tmp_path / "r" / "void.ttl").is_file()
