"""What people decide holds on every build: facts, entities, names that must not appear; idle rows are errors."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from oimgraph import terms
from oimgraph.corrections import NONE, Accept, Corrections, Merge, Reject, Split
from oimgraph.corrections.read import read
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load
from oimgraph.model import Value
from oimgraph.pipeline import build
from oimgraph.shards.plan import Settings
from oimgraph.validate import conforms, validate

PAGES = {
    "en-paper": "News\nGlobal\n\nIOM and Malawi sign a memorandum\n\n"
    "Lilongwe - The International Organization for Migration (IOM) and the Ministry of Justice of Malawi signed a "
    "memorandum of understanding. “This is a good day,” said Grace Phirimba, Minister of Justice of Malawi. "
    "The ceremony was short, Phirimba said.\n",
    "es-papel": "Comunicado\nGlobal\n\nLa OIM y Honduras firman un memorando\n\n"
    "Tegucigalpa - La Organización Internacional para las Migraciones (OIM) y el Ministerio de Justicia de Honduras "
    "firmaron un memorando de entendimiento. “Es un buen día”, señaló Rosa Quintanosa, Ministra de Justicia "
    "de Honduras.\n",
    "fr-papier": "Communiqué\nGlobal\n\nL'OIM et le Bénin signent un mémorandum\n\n"
    "Cotonou - L'Organisation internationale pour les migrations (OIM) et le ministère de la Justice du Bénin ont "
    "signé un mémorandum d'accord. « C'est un bon jour », a déclaré Aline Dossoubé, ministre de la Justice du Bénin.\n",
}
NAMES = {"en-paper": "Grace Phirimba", "es-papel": "Rosa Quintanosa", "fr-papier": "Aline Dossoubé"}
BODIES = {"en-paper": "mwi-ministry-of-justice", "es-papel": "hnd-ministerio-de-justicia",
          "fr-papier": "ben-ministere-de-la-justice"}
IOM = "organization/iom"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain")
    build([pages], out)
    return out


def built(pages: Path, out: Path, toml: str, base: str = terms.ID) -> Path:
    file = out.with_name(f"{out.name}.toml")
    file.write_text(toml, encoding="utf-8")
    build([pages], out, Settings(base, corrections=read(file, base)))
    return out


def facts(out: Path) -> set[str]:
    """All triples, in short."""
    return {" ".join(map(str, quad.triple)).replace(terms.ID, "").replace(terms.MGO, "mgo:") for quad in load(out)}


def of(out: Path, *words: str) -> list[str]:
    return sorted(fact for fact in facts(out) if all(word in fact for word in words))


def agreement(out: Path, page: str) -> str:
    iso = BODIES[page][:3]
    found = {match[1] for fact in facts(out) if (match := re.match(rf"<(agreement/[^>]*{iso}[^>]*)>", fact))}
    assert len(found) == 1, found
    return found.pop()


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_say_what_these_tests_correct(plain: Path, page: str) -> None:
    assert of(plain, f"<{agreement(plain, page)}>", "mgo:signatory", f"organization/{BODIES[page]}>")
    assert of(plain, "Person>", "<person/")
    assert NAMES[page] in (plain / "graph.nq").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_rejected_fact_is_gone_with_its_evidence_and_told_in_the_run(
    pages: Path, plain: Path, tmp_path: Path, page: str
) -> None:
    subject = agreement(plain, page)
    out = built(pages, tmp_path / "out", f"""
        [[reject]]
        subject = "{subject}"
        predicate = "mgo:signatory"
        object = "{IOM}"
        note = "only a witness"
    """)
    assert not of(out, f"<{subject}> <mgo:signatory> <{IOM}>")
    assert len(facts(plain) - facts(out)) > 3, "the assertion goes with the fact"
    run = of(out, "<run>", "mgo:correction>", "reject", subject)
    assert len(run) == 1
    assert "(1)" in run[0]
    assert json.loads((out / "report.json").read_text())["corrections"]
    again = built(pages, tmp_path / "again", (tmp_path / "out.toml").read_text())
    assert (again / "graph.nq").read_bytes() == (out / "graph.nq").read_bytes()


@pytest.mark.parametrize(("page", "quote"), [
    ("en-paper", "The ceremony was short"), ("es-papel", "Es un buen día"), ("fr-papier", "C'est un bon jour"),
])
def test_an_accepted_fact_stands_on_the_words_given(
    pages: Path, plain: Path, tmp_path: Path, page: str, quote: str
) -> None:
    toml = f"""
        [[accept]]
        subject = "{agreement(plain, page)}"
        predicate = "mgo:signedOn"
        object = {{ value = "2014-08-05", datatype = "date" }}
        document = "{page}"
        quote = "{quote}"
    """
    out = built(pages, tmp_path / "out", toml)
    assert of(out, f"<{agreement(out, page)}> <mgo:signedOn>", "2014-08-05")
    assert of(out, "correction.accept")
    assert of(out, "exact>", quote)
    with pytest.raises(InputError, match=r"no target.*accept"):
        built(pages, tmp_path / "wrong", toml.replace(quote, "words that no page has"))
    with pytest.raises(InputError, match=r"no target.*accept"):
        built(pages, tmp_path / "wrong", toml.replace("agreement/", "agreement/x"))
    with pytest.raises(InputError, match="no property"):
        built(pages, tmp_path / "wrong", toml.replace("signedOn", "signdOn"))


def test_merged_bodies_are_one_resource_with_the_evidence_of_all_pages(pages: Path, tmp_path: Path) -> None:
    first, *others = BODIES.values()
    rows = "".join(f'[[merge]]\nentity = "organization/{one}"\ninto = "organization/{first}"\n' for one in others)
    out = built(pages, tmp_path / "out", rows)
    for one in others:
        assert not of(out, f"organization/{one}>")
    assert len(of(out, "<mgo:signatory>", f"<organization/{first}>")) >= 3
    assert len(of(out, "mgo:correction>", "merge")) == 2


def test_a_split_entity_is_two(pages: Path, tmp_path: Path) -> None:
    out = built(pages, tmp_path / "out", f"""
        [[split]]
        entity = "{IOM}"
        into = "organization/iom-as-in-benin"
        documents = ["fr-papier"]
    """)
    assert len(of(out, "<mgo:signatory> <organization/iom-as-in-benin>")) == 1
    assert len(of(out, f"<mgo:signatory> <{IOM}>")) == 2


@pytest.mark.parametrize("page", PAGES)
def test_a_suppressed_person_is_in_no_output_and_the_facts_beside_the_name_stay(
    pages: Path, tmp_path: Path, page: str
) -> None:
    name = NAMES[page]
    out = built(pages, tmp_path / "out", f'[suppress]\npersons = ["{name.upper()}"]')
    for file in out.iterdir():
        text = file.read_text(encoding="utf-8")
        for part in (name, name.split()[1], name.split()[1].lower()):
            assert part not in text, (file.name, part)
    assert of(out, f"<{agreement(out, page)}>", "mgo:signatory", BODIES[page])
    assert [one for one in NAMES.values() if one in (out / "graph.nq").read_text(encoding="utf-8")] == \
        [one for one in NAMES.values() if one != name]
    assert conforms(validate(load(out)))


@pytest.mark.parametrize("page", PAGES)
def test_what_is_suppressed_by_iri_goes_with_its_names(pages: Path, tmp_path: Path, page: str) -> None:
    out = built(pages, tmp_path / "out", f'[suppress]\nentities = ["organization/{BODIES[page]}"]')
    assert not of(out, f"organization/{BODIES[page]}>")


def test_a_suppressed_document_is_refused_by_name(pages: Path, tmp_path: Path) -> None:
    out = built(pages, tmp_path / "out", '[suppress]\ndocuments = ["fr-papier"]')
    told = json.loads((out / "report.json").read_text())
    assert (told["given"], told["accepted"]) == (3, 2)
    assert told["refused"] == [{"document": "fr-papier", "reason": "suppressed by the corrections file", "hint": ""}]
    assert NAMES["fr-papier"] not in (out / "graph.nq").read_text(encoding="utf-8")


def test_a_list_of_names_that_no_page_has_is_no_error(pages: Path, plain: Path, tmp_path: Path) -> None:
    out = built(pages, tmp_path / "out", '[suppress]\npersons = ["Nobody Atall"]')
    assert all(fact.startswith("<run>") or "mgo:correction" in fact for fact in facts(out) ^ facts(plain))
    assert "Atall" not in (out / "graph.nq").read_text(encoding="utf-8")


def test_without_people_posts_and_bodies_stay(pages: Path, plain: Path, tmp_path: Path) -> None:
    build([pages], tmp_path, Settings(corrections=replace(NONE, people=False)))
    for file in tmp_path.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not [name for name in NAMES.values() if name in text or name.split()[1] in text], file.name
    assert not of(tmp_path, "<person/")
    posts = [fact for fact in of(plain, "<post/", "label>") if fact.startswith("<post/")]
    assert len(posts) == 3
    assert set(posts) <= facts(tmp_path)
    assert len(of(tmp_path, "<mgo:signatory>")) == len(of(plain, "<mgo:signatory>"))
    assert of(tmp_path, "<run>", "suppress all persons")


WHOLE = """
    [[reject]]
    subject = "agreement/a"
    predicate = "mgo:signatory"
    object = "https://example.org/x"
    note = "by letter"
    [[accept]]
    subject = "project/IB.1"
    predicate = "schema:startDate"
    object = { value = "2014", datatype = "gYear" }
    document = "stem"
    quote = "de\u0301but"
    [[accept]]
    subject = "project/IB.1"
    predicate = "dcterms:title"
    object = { value = "Retour", language = "fr" }
    document = "stem"
    quote = "q"
    [[merge]]
    entity = "person/a"
    into = "person/b"
    [[split]]
    entity = "scheme/status/signed"
    into = "scheme:status/planned"
    documents = ["one", "two"]
    [suppress]
    persons = ["A Name"]
    entities = ["person/c"]
    documents = ["three"]
"""


@pytest.mark.parametrize("base", [terms.ID, "https://example.org/id/"])
def test_a_file_is_read_as_it_is_written(tmp_path: Path, base: str) -> None:
    (tmp_path / "c.toml").write_text(WHOLE, encoding="utf-8")
    project, status = f"{base}project/IB.1", terms.SCHEME + "status/"
    assert read(tmp_path / "c.toml", base) == Corrections(
        (
            Reject(f"{base}agreement/a", terms.SIGNATORY, "https://example.org/x"),
            Accept(project, terms.START, Value("2014", "gYear"), "stem", "d\u00e9but"),
            Accept(project, terms.TITLE, Value("Retour", "string", "fr"), "stem", "q"),
            Merge(f"{base}person/a", f"{base}person/b"),
            Split(status + "signed", status + "planned", ("one", "two")),
        ),
        ("A Name",), (f"{base}person/c",), ("three",),
    )


@pytest.mark.parametrize(("toml", "word"), [
    ("[[reject]]", "subject is missing"),
    ('[[reject]]\nsubject = "a b"\npredicate = "mgo:status"\nobject = "x/y"', "is no IRI"),
    ('[[reject]]\nsubject = "x/y"\npredicate = "mgo:a"\nobject = { value = "1", datatype = "int" }', "no datatype"),
    *((f'[[reject]]\nsubject = "{iri}"\npredicate = "mgo:a"\nobject = "x/y"', "subject .* is no IRI") for iri in (
        "mgo:a.b", "no-prefix:a", "mgo:1", "X/y", "x/y z", "ftp://e.org/a", "https://e.org/<a>", "/x/y", "x")),
    *((f'[[reject]]\nsubject = "x/y"\npredicate = "mgo:a"\nobject = {{ {told} }}', word) for told, word in (
        ("value = 1", "value is not a text"), ('value = "a", language = 1', "language is not a text"),
        ('value = "a", datatype = 1', "datatype is not a text"), ('language = "fr"', "value is missing"),
        ('value = "a", lang = "fr"', "unknown key lang"))),
    *((f'[[accept]]\nsubject = "x/y"\npredicate = "mgo:status"\nobject = "x/y"\n{told}', word) for told, word in (
        ('document = 1\nquote = "a"', "document is not a text"), ('document = "a"\nquote = " "', "quote is not a text"),
        ('document = "a"', "quote is missing"))),
    ('[[split]]\nentity = "x/y"\ninto = "x/z"\ndocuments = "a"', "documents: not a list"),
    ('[[split]]\nentity = "x/y"\ninto = 1\ndocuments = ["a"]', "into is not a text"),
    ("[suppress]\nentities = [1]", "entities is not a text"),
    ("[suppress]\ndocuments = [1]", "documents is not a text"),
    ("[suppress]\npersons = 1", "persons: not a list"), ("[[merge]]\n[[merge]]", "merge 1: entity is missing"),
    ("".join(f"[{table}]\n" for table in "hgfedcba"), "no table a"),
    ('[[merge]]\nentity = "x/y"\ninto = "x/y"', "the same"),
    ('[[merge]]\nentity = "x/y"\ninto = "x/z"\nwho = "me"', "unknown key who"),
    ('[merge]\nentity = "x/y"', "not a list"),
    ("[[remove]]", "no table remove"),
    ("[suppress]\nnames = []", "unknown key names"),
    ("[suppress]\npersons = [1]", "not a text"),
    ("suppress = 1", "not a table"),
    ("nothing", "cannot read"),
])
def test_a_file_that_is_wrong_is_one_line(tmp_path: Path, toml: str, word: str) -> None:
    (tmp_path / "c.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(InputError, match=rf"(?<!\w){word}"):
        read(tmp_path / "c.toml")


@pytest.mark.parametrize("toml", [
    '[[merge]]\nentity = "organization/nowhere"\ninto = "organization/iom"',
    '[[merge]]\nentity = "organization/iom"\ninto = "organization/nowhere"',
    '[[split]]\nentity = "organization/iom"\ninto = "organization/other"\ndocuments = ["nowhere"]',
    '[[reject]]\nsubject = "organization/iom"\npredicate = "mgo:status"\nobject = "scheme/status/signed"',
])
def test_a_target_that_no_page_has_is_an_error(pages: Path, tmp_path: Path, toml: str) -> None:
    with pytest.raises(InputError, match="1 corrections have no target"):
        built(pages, tmp_path / "out", toml)
    assert not (tmp_path / "out" / "graph.nq").exists()


def test_iris_may_be_written_in_full_and_from_any_base(pages: Path, tmp_path: Path) -> None:
    base = "https://example.org/id/"
    toml = f'[[split]]\nentity = "organization/iom"\ninto = "{base}organization/other"\ndocuments = ["fr-papier"]'
    out = built(pages, tmp_path / "out", toml, base)
    assert any("<https://example.org/id/organization/other>" in fact for fact in facts(out))
