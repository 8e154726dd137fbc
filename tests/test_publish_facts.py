"""The site as told: each fact with its words and data, corrections and suppressions followed, pictures that add up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from conftest import ROOT
from oimgraph import terms
from oimgraph.corrections import NONE, Reject
from oimgraph.corrections.read import read
from oimgraph.graph.dataset import load, stream
from oimgraph.graph.facts import EVIDENCE
from oimgraph.lexicon import LANGUAGES
from oimgraph.pipeline import build
from oimgraph.publish import publish
from oimgraph.publish.mend import rejection
from oimgraph.publish.paths import file_of
from oimgraph.publish.words import words
from oimgraph.shards.plan import Settings
from sites import facts, parsed, select, values

_AGREEMENT = "memorandum-of-understanding-iom-tgo-ministere-de-la-justice-tgo-2019-03-11"
_SPOKEN = [ROOT / "examples" / f"{stem}.txt" for stem in ("en-mongolia-workshop", "es-mozambique-memorando")]
_PAGE = f"id/agreement/{_AGREEMENT}/index.html"


def test_each_resource_has_a_page_in_each_language(site: Path) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in facts():
        if predicate == terms.TYPE and subject.startswith(terms.ID):
            kinds[subject].add(value)
    resources = [iri for iri, own in kinds.items() if not own & EVIDENCE]
    assert len(resources) > 400
    for iri in resources:
        for language in LANGUAGES:
            page = site / "id" / iri.removeprefix(terms.ID) / file_of("", language)
            assert parsed(page).get("lang") == language
            assert select(page, "//h1")[0].text_content().strip()


def test_the_data_beside_a_page_are_those_of_the_dataset(site: Path) -> None:
    iri = f"{terms.ID}agreement/{_AGREEMENT}"
    assertions = {subject for subject, predicate, value in facts() if (predicate, value) == (terms.SUBJECT, iri)}
    excerpts = {value for subject, predicate, value in facts()
                if subject in assertions and predicate == terms.SUPPORTED_BY}
    told = {iri, *assertions, *excerpts}
    wanted = {quad.triple for quad in load(ROOT / "exports") if str(quad.subject)[1:-1] in told}
    folder = (site / _PAGE).parent
    for name, kind in (("index.ttl", ox.RdfFormat.TURTLE), ("index.jsonld", ox.RdfFormat.JSON_LD)):
        assert {quad.triple for quad in ox.parse((folder / name).read_bytes(), format=kind)} == wanted


def test_the_data_beside_a_document_are_its_graph(site: Path) -> None:
    graph = ox.NamedNode(terms.ID + "document/en-mongolia-workshop")
    told = {quad.triple for quad in load(ROOT / "exports") if quad.graph_name == graph}
    file = site / "id" / "document" / "en-mongolia-workshop" / "index.ttl"
    assert {quad.triple for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)} == told


def test_every_fact_shows_its_words_and_leads_to_them(site: Path) -> None:
    page = site / _PAGE
    shown = select(page, "//div[contains(@class, 'fact') and not(contains(@class, 'bare'))]")
    assert len(shown) > 5
    for fact in shown:
        notes = select(fact, ".//a[@class='note']/@href")
        assert notes
        assert select(fact, ".//pre")[0].text.startswith("[[reject]]")
        for note in notes:
            (quote,) = select(page, "//li[@id=$id]", id=note[1:])
            (place,) = (href for href in select(quote, ".//a/@href") if "#char=" in href)
            path, _, at = place.partition("#")
            (span,) = select((page.parent / path).resolve(), "//span[@id=$id]", id=at)
            assert span.text_content() == select(quote, ".//blockquote")[0].text_content()
            assert "https://www.example.int/" in " ".join(select(quote, ".//a/@href"))


def test_every_excerpt_of_a_document_can_be_pointed_at(site: Path) -> None:
    exact = values(terms.EXACT)
    whole = 0
    for iri, text in exact.items():
        document, _, at = iri.removeprefix(terms.ID).partition("#")
        (span,) = select(site / "id" / document / "index.es.html", "//span[@id=$id]", id=at)
        assert text.startswith(span.text_content())         # one that another cuts goes on behind it
        whole += text == span.text_content()
    assert whole > 0.98 * len(exact)


def test_the_lines_that_correct_a_fact_are_read_as_that_fact(tmp_path: Path) -> None:
    stated: dict[tuple[str, str, str], ox.NamedNode | ox.Literal] = {}
    for quad in load(ROOT / "exports"):
        subject = str(quad.subject)[1:-1]
        if not subject.startswith(terms.ID + "assertion/") and "#" not in subject:
            assert isinstance(quad.object, ox.NamedNode | ox.Literal)
            stated[subject, quad.predicate.value, quad.object.value] = quad.object
    rows = [rejection(subject, predicate, value, terms.ID) for (subject, predicate, _), value in stated.items()
            if subject.startswith(terms.ID) and not subject.endswith("/run")]
    (tmp_path / "c.toml").write_text("\n\n".join(rows), encoding="utf-8")
    told = [row for row in read(tmp_path / "c.toml").rows if isinstance(row, Reject)]
    assert len(told) == len(rows) > 1000
    assert {(row.subject, row.predicate, getattr(row.object, "text", row.object)) for row in told} <= set(stated)


def test_a_rejected_fact_is_gone_from_the_next_site(tmp_path: Path) -> None:
    page = ROOT / "examples" / "fr-togo-accord.html"
    build([page], tmp_path / "one")
    publish(stream(tmp_path / "one"), tmp_path / "site")
    lines = next(text for text in select(tmp_path / "site" / _PAGE, "//pre/text()") if "mgo:addresses" in text)
    (tmp_path / "corrections.toml").write_text(lines, encoding="utf-8")
    build([page], tmp_path / "two", Settings(corrections=read(tmp_path / "corrections.toml")))
    publish(stream(tmp_path / "two"), tmp_path / "site")
    text = (tmp_path / "site" / _PAGE).with_name("index.ttl").read_text(encoding="utf-8")
    assert "mgo:addresses" not in text
    assert "mgo:signatory" in text


def _persons() -> set[str]:
    """Names of the persons in the examples."""
    persons = {subject for subject, predicate, value in facts()
               if (predicate, value) == (terms.TYPE, terms.MGO + "Person")}
    return {value for subject, predicate, value in facts() if subject in persons and predicate == terms.LABEL}


def _spoken_name() -> str:
    """A person whom those pages name beside others."""
    text = _SPOKEN[0].read_text(encoding="utf-8")
    return next(name for name in sorted(_persons()) if name in text)


def _holding(folder: Path, names: set[str]) -> list[str]:
    return [f"{path}: {name}" for path in folder.rglob("*") if path.is_file()
            for text in [path.read_text(encoding="utf-8", errors="replace")] for name in names if name in text]


def test_a_dataset_without_people_gives_a_site_without_people(tmp_path: Path) -> None:
    names = _persons()
    assert len(names) > 10
    build(_SPOKEN, tmp_path / "out", Settings(corrections=replace(NONE, people=False)))
    publish(stream(tmp_path / "out"), tmp_path / "site")
    assert not (tmp_path / "site" / "id" / "person").exists()
    assert _holding(tmp_path / "site", names) == []


def test_who_is_suppressed_is_in_no_byte(tmp_path: Path) -> None:
    name = _spoken_name()
    build(_SPOKEN, tmp_path / "out", Settings(corrections=replace(NONE, persons=(name,))))
    publish(stream(tmp_path / "out"), tmp_path / "site")
    assert _holding(tmp_path / "site", {name}) == []
    assert (tmp_path / "site" / "id" / "person").exists()


def test_properties_have_names_in_the_language_of_the_page(site: Path) -> None:
    for language in ("fr", "es"):
        others = {key.partition(":")[2] for key in words(language)["terms"]} - {"date", "source", "type"}
        for page in site.rglob(f"index.{language}.html"):
            named = {dt.text_content().strip() for dt in select(page, "//dl[@class='facts']//dt")}
            assert not named & others, page


def test_each_bar_leads_to_what_it_counts(site: Path) -> None:
    page = site / "pictures" / "index.html"
    bars = select(page, "//section[.//h2[starts-with(@id, 'year-')]]//svg//a")
    assert len(bars) > 5
    for bar in bars:
        (title,) = select(bar, ".//*[local-name()='title']")
        target = (page.parent / bar.get("href")).resolve()
        assert len(select(target, "//ul[@class='rows']/li")) == int(title.text_content().rpartition(": ")[2])


def test_sums_of_money_are_those_of_the_grants_of_one_currency(site: Path) -> None:
    amounts, sums, currencies = values(terms.AMOUNT), values(terms.VALUE), values(terms.CURRENCY)
    page = site / "pictures" / "index.html"
    drawn = 0
    for head in select(page, "//h3[starts-with(@id, 'money-')]"):
        for row in select(head.getnext().getnext(), ".//tbody/tr"):
            listed = (page.parent / select(row, ".//a/@href")[0]).resolve()
            links = select(listed, "//ul[@class='rows']//a/@href")
            own = [amounts[terms.ID + link.partition("/id/")[2].rpartition("/")[0]] for link in links]
            assert {currencies[amount] for amount in own} == {head.text_content()}
            told = select(row, "./td[2]")[0].text_content().replace("\u202f", "")
            assert Decimal(told) == sum(Decimal(sums[amount]) for amount in own)
            drawn += 1
    assert drawn > 3
