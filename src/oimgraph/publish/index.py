"""A dataset on disk, to be asked resource by resource: what is in memory does not grow with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.compact import base_of
from oimgraph.graph.facts import EVIDENCE, Term
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.evidence import Description, Quote, Row, Said, quad, row_of, said, term, triple
from oimgraph.resources import folder

VOCABULARY = terms.MGO.rstrip("#")  # the graph in which ontology and schemes stand beside the dataset
NAMES = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)
_WHOLE = 1_000_000                  # quads that are held at once: for questions, the view and downloads in all formats
_IN_MEMORY = 20_000                 # names kept at hand

_EMPTY = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
          "CREATE TABLE quad (subject TEXT, predicate TEXT, object TEXT, kind TEXT, graph TEXT)", "BEGIN")
_READY = ("CREATE INDEX by_subject ON quad (subject)", "CREATE INDEX by_graph ON quad (graph)",
          "CREATE INDEX by_object ON quad (object, predicate) WHERE kind = ''", "COMMIT")


def _these(iris: Iterable[str]) -> str:
    """Names of ours as SQL's list; what comes from a dataset is always bound."""
    return "(" + ", ".join(f"'{iri}'" for iri in iris) + ")"


_FIELDS = "subject, predicate, object, kind"
_ROWS = f"SELECT DISTINCT {_FIELDS} FROM quad WHERE "
_ABOUT = f"SELECT subject FROM quad WHERE object = :iri AND predicate = '{terms.SUBJECT}' AND kind = ''"
_QUOTED = f"SELECT object FROM quad WHERE predicate = '{terms.SUPPORTED_BY}' AND subject IN "
_EVIDENCE = f"SELECT subject FROM quad WHERE predicate = '{terms.TYPE}' AND object IN {_these(sorted(EVIDENCE))}"
_DOCUMENTS = f"SELECT subject FROM quad WHERE predicate = '{terms.TYPE}' AND object = '{terms.DOCUMENT}'"
_LINKS = "kind = '' AND predicate NOT IN " + _these(
    (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.SUPPORTED_BY, terms.HAS_SOURCE, terms.TYPE))
_NEAR = f"""SELECT object FROM quad WHERE {_LINKS} AND object IN (SELECT subject FROM quad)
    GROUP BY object ORDER BY count(*) DESC, object LIMIT ?"""
_OWN = f"graph <> '{VOCABULARY}'"
_CHOSEN = "SELECT value FROM json_each(:iris)"
_PART = f"""SELECT {_FIELDS}, graph FROM quad WHERE {_OWN} AND (subject IN ({_CHOSEN}) OR subject IN ({_DOCUMENTS})
    OR subject IN (SELECT subject FROM quad WHERE predicate = '{terms.SUBJECT}' AND object IN ({_CHOSEN}))
    OR subject IN ({_QUOTED} (SELECT subject FROM quad WHERE predicate = '{terms.SUBJECT}' AND object IN ({_CHOSEN})))
    OR graph = :shared)"""


class Index:
    """Quads by subject, by object and by graph, in a file that is gone when the index is closed."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        for command in _EMPTY:
            self._db.execute(command)
        self._db.executemany("INSERT INTO quad VALUES (?, ?, ?, ?, ?)", map(_row, chain(quads, _vocabulary())))
        for command in _READY:
            self._db.execute(command)
        self.base = base_of([graph for (graph,) in self._db.execute("SELECT DISTINCT graph FROM quad ORDER BY graph")])
        self.names = lru_cache(_IN_MEMORY)(self._names)
        self.kind = lru_cache(_IN_MEMORY)(self._kind)

    def close(self) -> None:
        self._db.close()

    def _ask(self, asked: str, **values: str) -> Iterator[Row]:
        return self._db.execute(asked, values)

    @cached_property
    def is_small(self) -> bool:
        """Whether memory holds all of it at once."""
        return int(self._db.execute("SELECT count(*) FROM quad").fetchone()[0]) <= _WHOLE

    def resources(self) -> Iterator[tuple[str, str]]:
        """Everything of a class that is no evidence and no term of a vocabulary, and its first class; in order."""
        asked = "SELECT DISTINCT subject, object FROM quad WHERE predicate = :type AND kind = '' ORDER BY 1, 2"
        last = ""
        for iri, cls in self._ask(asked, type=terms.TYPE):
            if iri != last and cls not in EVIDENCE and not cls.startswith((terms.OWL, terms.RDFS)):
                last = iri
                yield iri, cls

    def count(self, cls: str) -> int:
        """The number of resources of a class, evidence as well."""
        asked = "SELECT count(DISTINCT subject) FROM quad WHERE object = ? AND predicate = ? AND kind = ''"
        return int(self._db.execute(asked, (cls, terms.TYPE)).fetchone()[0])

    def near(self, count: int) -> list[str]:
        """The resources that most facts point to, the first ones."""
        return [iri for (iri,) in self._db.execute(_NEAR, (count,))]

    def described(self, iri: str) -> Description:
        """Property -> values, each once, in order."""
        found: Description = {}
        for _, predicate, value, kind in self._ask(_ROWS + "subject = :iri ORDER BY predicate, object, kind", iri=iri):
            found.setdefault(predicate, []).append(term(value, kind))
        return found

    def quotes(self, iri: str) -> dict[tuple[str, Term], list[Quote]]:
        """The words behind each fact (property and value) about a resource."""
        assertions = self._ask(f"{_ROWS} subject IN ({_ABOUT})", iri=iri)
        excerpts = self._ask(f"{_ROWS} subject IN ({_QUOTED} ({_ABOUT}))", iri=iri)
        found: dict[tuple[str, Term], set[Quote]] = {}
        for _, predicate, value, quote in said(assertions, excerpts):
            found.setdefault((predicate, value), set()).add(quote)
        return {fact: sorted(quotes) for fact, quotes in found.items()}

    def said_in(self, document: str) -> Said:
        """Every fact of a document with its words, in the order of the text."""
        rows = list(self._ask(_ROWS + "graph = :iri", iri=document))
        return sorted(said(rows, rows), key=lambda one: (one[3].start, -one[3].end, one[0], one[1], str(one[2])))

    def incoming(self, iri: str) -> list[tuple[str, str]]:
        """Property and subject of every fact that points to a resource."""
        asked = f"SELECT DISTINCT predicate, subject FROM quad WHERE object = :iri AND {_LINKS} ORDER BY 1, 2"
        return [(predicate, subject) for predicate, subject in self._ask(asked, iri=iri)]

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Subject and value of every fact with a property."""
        asked = _ROWS + "predicate = :predicate ORDER BY subject, object, kind"
        return ((row[0], term(row[2], row[3])) for row in self._ask(asked, predicate=predicate))

    def triples(self, iri: str) -> Iterator[ox.Triple]:
        """What is stated of a resource, with its evidence."""
        asked = f"{_ROWS} subject = :iri OR subject IN ({_ABOUT}) OR subject IN ({_QUOTED} ({_ABOUT}))"
        return map(triple, self._ask(asked, iri=iri))

    def graph(self, document: str) -> Iterator[ox.Triple]:
        """Everything that stands in a document's graph."""
        return map(triple, self._ask(_ROWS + "graph = :iri", iri=document))

    def facts(self) -> Iterator[ox.Triple]:
        """What is stated, each fact once, without the evidence."""
        return map(triple, self._ask(f"{_ROWS} {_OWN} AND subject NOT IN ({_EVIDENCE})"))

    def quads(self) -> Iterator[ox.Quad]:
        """The dataset, each quad once, in a fixed order."""
        return map(quad, self._ask(f"SELECT DISTINCT {_FIELDS}, graph FROM quad WHERE {_OWN} ORDER BY 1, 2, 3, 4, 5"))

    def lines(self) -> Iterator[bytes]:
        """The dataset as N-Quads write it, sorted, each line once."""
        self._db.create_function("line", 5, lambda *row: f"{quad(row)} .\n", deterministic=True)
        asked = f"SELECT DISTINCT line({_FIELDS}, graph) AS written FROM quad WHERE {_OWN} ORDER BY written"
        return (line.encode() for (line,) in self._ask(asked))

    def part(self, resources: Iterable[str]) -> Iterator[ox.Quad]:
        """What is said of some resources, with its evidence, the documents and what all graphs share."""
        shared = f"{self.base}graph/authority"
        return map(quad, self._ask(_PART, iris=json.dumps(sorted(resources)), shared=shared))

    def _kind(self, iri: str) -> str:
        """The first class of a resource; "" where it has none."""
        asked = "SELECT min(object) FROM quad WHERE subject = ? AND predicate = ?"
        return self._db.execute(asked, (iri, terms.TYPE)).fetchone()[0] or ""

    def _names(self, iri: str) -> dict[str, str]:
        """The best name in each language, "" where a name has none: the preferred one, else the longest printed."""
        asked = f"{_ROWS} subject = :iri AND predicate IN {_these(NAMES)}"
        held = [(NAMES.index(predicate), -len(value), value, kind[1:] if kind.startswith("@") else "")
                for _, predicate, value, kind in self._ask(asked, iri=iri)]
        found: dict[str, str] = {}
        for *_, text, language in sorted(held):
            found.setdefault(language, text)
        return found

    def name(self, iri: str, language: str) -> tuple[str, str]:
        """A resource's name and the language that it is in: the one asked for, or the next best; else its key."""
        found = self.names(iri)
        for tag in (language, "", *LANGUAGES, *sorted(found)):
            if tag in found:
                return found[tag], tag
        return iri.rstrip("/#").replace("#", "/").rpartition("/")[2].replace("-", " "), ""


def _vocabulary() -> Iterator[ox.Quad]:
    """Ontology and concept schemes, so that their terms have names, meanings and pages as well."""
    root = folder("ontology")
    for path in (root / "mgo.ttl", *sorted(root.glob("schemes/*.ttl"))):
        for stated in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            told = ox.Quad(stated.subject, stated.predicate, stated.object, ox.NamedNode(VOCABULARY))
            if row_of(told) is not None:
                yield told


def _row(stated: ox.Quad) -> Row:
    row = row_of(stated)
    if row is None:
        raise DataError(f"{stated} has a term without an IRI", "give a dataset that 'oimgraph build' wrote")
    return row
