"""What only all shards together tell of identity: which documents are one page, and which resources may be one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.held import Description
from oimgraph.graph.shared import known
from oimgraph.link.candidates import Body, Candidate, Deal, of_agreements, of_bodies, of_projects
from oimgraph.link.mint import graph_iri
from oimgraph.link.versions import relations


def versions(work: Path, keys: Sequence[str]) -> Iterator[ox.Quad]:
    """Translations and versions, each in its document's graph. The keys of pages are sorted on disk."""
    with closing(sqlite3.connect("", isolation_level=None)) as db:
        db.execute("CREATE TABLE page (key TEXT, document TEXT, language TEXT)")
        db.execute("BEGIN")
        for key in keys:
            rows = json.loads((work / f"{key}.json").read_bytes())["versions"]
            db.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
        shared = db.execute("SELECT * FROM page WHERE key IN (SELECT key FROM page GROUP BY key HAVING count(*) > 1)")
        for document, predicate, other in relations(tuple(row) for row in shared):
            graph = ox.NamedNode(document)
            yield ox.Quad(graph, ox.NamedNode(predicate), ox.NamedNode(other), graph)


def candidates(facts: Mapping[str, Description], base: str) -> list[Candidate]:
    """Resources that may be one, in order."""
    bodies, deals, codes = [], [], []
    for iri in facts:
        kind = iri.removeprefix(base).partition("/")[0]
        if kind in ("organization", "fund"):
            bodies.append(_body(iri, facts[iri], base))
        elif kind == "agreement" and _iris(facts[iri], terms.SIGNATORY):
            deals.append(_deal(iri, facts[iri]))
        elif kind == "project":
            codes += [(text, iri) for text, _ in _texts(facts[iri], terms.PRIMA_ID)]
    return [*of_agreements(deals), *of_bodies(bodies), *of_projects(codes)]


def close_matches(found: Sequence[Candidate], base: str) -> Iterator[ox.Quad]:
    """The candidates as triples, in a graph of their own."""
    graph = ox.NamedNode(graph_iri(base, "candidates"))
    for one in found:
        yield ox.Quad(ox.NamedNode(one.one), ox.NamedNode(terms.CLOSE_MATCH), ox.NamedNode(one.other), graph)


def _body(iri: str, description: Description, base: str) -> Body:
    names = [name for label in (terms.LABEL, terms.PREF_LABEL, terms.ALT_LABEL) for name in _texts(description, label)]
    country = "".join(_iris(description, terms.IN_COUNTRY)[:1])
    return Body(iri, tuple(sorted(set(names))), country, bool(known([iri], base)))


def _deal(iri: str, description: Description) -> Deal:
    kinds, parties = (tuple(_iris(description, key)) for key in (terms.AGREEMENT_TYPE, terms.SIGNATORY))
    dates = [text for text, _ in _texts(description, terms.SIGNED_ON)]
    return Deal(iri, "".join(kinds[:1]), parties, tuple(_iris(description, terms.ADDRESSES)), "".join(dates[:1]))


def _texts(description: Description, predicate: str) -> list[tuple[str, str]]:
    told = description.get(predicate, [])
    return [(term.value, term.language or "") for term in told if isinstance(term, ox.Literal)]


def _iris(description: Description, predicate: str) -> list[str]:
    return sorted(term.value for term in description.get(predicate, []) if isinstance(term, ox.NamedNode))
