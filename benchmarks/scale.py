"""How fast pages become a graph, beside others who read the same: prints the tables of docs/scale.md.

    python benchmarks/scale.py [PAGES]       default: 1,000; some six minutes on two quiet cores

Ratios are of one run, in turns, medians. spaCy and its French model are asked for names alone, and have nothing to
write; without them (`make bench` installs them) their row is left out, and says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import rdflib
from corpus import Made, crawl, pages, write
from paired import Pair, paired
from selectolax.lexbor import LexborHTMLParser

from oimgraph.export.turtle import to_turtle
from oimgraph.graph.dataset import load, to_nquads
from oimgraph.graph.evidence import lines, rows
from oimgraph.graph.facts import facts
from oimgraph.graph.quads import Writer
from oimgraph.lexicon.confidence import confidence
from oimgraph.model import Page
from oimgraph.pipeline import build
from oimgraph.shards.engines import Engine, engine, serial
from oimgraph.shards.run import linked_page
from oimgraph.sources import page_or_refusal
from oimgraph.sources.records import Record
from oimgraph.validate.core import run_pyshacl
from oimgraph.validate.linear import run_linear
from oimgraph.validate.shapes import read_shapes

_SPACY_PAGES = 40
_CRAWLED = 20_000
_HTML_PAGES = 200
_RDFLIB_PAGES = 100
_SHACL_QUADS = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    ours: str
    theirs: str
    ratio: float
    goal: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.ours} | {self.theirs} | {self.ratio:.1f} | {self.goal} |"


def against_names(folder: Path, count: int, out: Path) -> Iterator[Row]:
    """Pages a second from files to a validated graph on disk, against spaCy's names of the same pages: of pages that
    are all about migration, and of a crawl, whose other pages the sieve turns away."""
    try:
        import spacy

        model = spacy.load("fr_core_news_sm", exclude=["tagger", "parser", "morphologizer", "lemmatizer", "senter",
                                                      "attribute_ruler"])
    except (ImportError, OSError):
        print("| spaCy is not installed | | | | |")
        return

    def row(what: str, given: Path, made: Path, number: int, some: Iterable[Made]) -> Row:
        texts = [page.text for page in islice(some, _SPACY_PAGES)]
        pair = paired(lambda: _fresh(given, made), lambda: [model(text) for text in texts], 3, number / len(texts))
        return Row(what, _rate(len(texts), pair.ours), _rate(len(texts), pair.theirs), pair.ratio, ">= 50")

    yield row("pages to a validated graph, one process, against spaCy's names", folder, out, count, pages(count))
    crawled, made = out.with_name("crawl.jsonl"), out.with_name("crawled")
    write(crawl(_CRAWLED), crawled)
    yield row("the same of a crawl, one page in a thousand about migration", crawled, made, _CRAWLED, crawl(_CRAWLED))


def _fresh(folder: Path, out: Path, work: Engine = serial) -> None:
    shutil.rmtree(out, ignore_errors=True)
    build([folder], out, engine=work)


def _rate(count: float, seconds: float) -> str:
    return f"{count / seconds:.0f} pages/s"


def against_parsing(_folder: Path, _count: int, _out: Path) -> Iterator[Row]:
    """HTML to quads as lines, against a bare lexbor parse of the same bytes."""
    held = [Record(page.identifier, page.identifier, page.html.encode()) for page in pages(_HTML_PAGES)]
    pair = paired(lambda: [_quads(record) for record in held], lambda: [LexborHTMLParser(r.data) for r in held])
    yield Row("HTML pages to quads, against a bare lexbor parse", _rate(len(held), pair.ours),
              _rate(len(held), pair.theirs), 1 / pair.ratio, "<= 2")


def _quads(record: Record) -> int:
    page = page_or_refusal(record)
    if not isinstance(page, Page):
        return 0
    linked = linked_page(page)
    return len([*Writer().lines(linked), *lines(rows(linked, confidence()))])


def against_rdflib(_folder: Path, _count: int, out: Path) -> Iterator[Row]:
    """Turtle and N-Quads out and in, of a dataset that rdflib can hold."""
    quads = load(_few(out))
    told = facts(quads)
    graph = rdflib.Graph().parse(data="".join(f"{fact} .\n" for fact in told), format="nt")
    yield _times("facts to Turtle, against rdflib", paired(lambda: to_turtle(told), graph.serialize, 3), ">= 20")
    data = to_nquads(quads)
    everything = rdflib.Dataset()
    everything.parse(data=data, format="nquads")
    writing = paired(lambda: to_nquads(quads), lambda: everything.serialize(format="nquads"), 3)
    yield _times("a dataset to N-Quads, against rdflib", writing, ">= 20")
    reading = paired(lambda: list(ox.parse(data, format=ox.RdfFormat.N_QUADS)),
                     lambda: rdflib.Dataset().parse(data=data, format="nquads"), 3)
    yield _times("a dataset from N-Quads, against rdflib", reading, ">= 10")


def _few(out: Path) -> Path:
    """A dataset of a few pages, built once."""
    folder, few = out.with_name("few-pages"), out.with_name("few")
    if not few.exists():
        write(pages(_RDFLIB_PAGES), folder)
        _fresh(folder, few)
    return few


def _times(what: str, pair: Pair, goal: str) -> Row:
    return Row(what, f"{pair.ours:.2f} s", f"{pair.theirs:.2f} s", pair.ratio, goal)


def against_pyshacl(_folder: Path, _count: int, out: Path) -> Iterator[Row]:
    """The shipped shapes on so many quads by both engines, which find the same; and how the time of ours grows."""
    shapes, quads = read_shapes(None), sorted(load(out), key=lambda quad: str(quad.graph_name))     # whole documents
    part = quads[:_SHACL_QUADS]
    if run_linear(part, shapes) != run_pyshacl(part, shapes):
        raise SystemExit("the two engines of validation do not agree")
    pair = paired(lambda: run_linear(part, shapes), lambda: run_pyshacl(part, shapes), 3)
    yield _times(f"validation of {len(part):,} quads, against pyshacl", pair, ">= 10")
    more = quads[: 4 * len(part)]
    times = len(more) / len(part)
    grown = paired(lambda: run_linear(part, shapes), lambda: run_linear(more, shapes), 3)
    yield _times(f"the same, against {times:.1f} times the quads", grown, f"{times:.1f}: linear")


def two_jobs(folder: Path, count: int, out: Path) -> Iterator[Row]:
    """Both warm: the processes, like this one, have read the lexicons in the round that does not count."""
    two = engine(2)
    pair = paired(lambda: _fresh(folder, out, two), lambda: _fresh(folder, out), 3)
    yield Row("two processes, against one", _rate(count, pair.ours), _rate(count, pair.theirs), pair.ratio, ">= 1.8")


def bulk_load(_folder: Path, _count: int, out: Path) -> Iterator[Row]:
    """The folder of Oxigraph that `oimgraph load` makes, against the server's own bulk loader on the same file. Ours
    looks each quad through for contact data, and holds it once more in the default graph."""
    from oimgraph.stores import put

    few = _few(out)
    loader = Path(sys.executable).with_name("oxigraph")

    def ours() -> None:
        with tempfile.TemporaryDirectory() as name:
            list(put(load(few), f"oxigraph:{name}/store"))

    def theirs() -> None:
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([loader, "load", "--location", f"{name}/store", "--file", few / "graph.nq"], check=True,
                           stderr=subprocess.DEVNULL)

    yield _times("a folder of Oxigraph, against `oxigraph load`", paired(ours, theirs, 3), "")


_ALL: tuple[Callable[[Path, int, Path], Iterator[Row]], ...] = (
    against_names, against_parsing, against_rdflib, against_pyshacl, bulk_load, two_jobs,
)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "pages", Path(name) / "out"
        write(pages(count), folder)
        _fresh(folder, out)
        print("| what | oimgraph | the other | ratio | goal |\n|---|--:|--:|--:|--:|")
        for measure in _ALL:
            for row in measure(folder, count, out):
                print(row, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
