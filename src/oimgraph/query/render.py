"""An answer as text: a table for people, or a standard format for machines."""

from __future__ import annotations

import json
import re
from io import StringIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.query.answers import Answer, Rows, Term, Triples, plain

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
_NAME = re.compile(r"[^\W\d][\w.-]*$")          # what RDF/XML makes of a property: an element
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORMATS = ("table", *_RESULTS, *_GRAPHS)
_LABELS = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)


def render(
    answer: Answer, to: str = "table", dataset: Store | None = None, language: str = "en", width: int = 120
) -> str:
    """The answer in one of FORMATS. In a table the dataset's labels stand beside the IRIs, in the language if it has
    them, and `width` is in columns of the terminal. Raises InputError for a format that cannot hold the answer."""
    if to in _GRAPHS and isinstance(answer, Triples):
        prefixes = terms.PREFIXES if to == "turtle" else None
        written = (serialize(answer.triples, format=_GRAPHS[to], prefixes=prefixes) or b"").decode()
        return _readable(written, answer) if to == "rdfxml" else written
    rows = Rows(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in answer.triples)) \
        if isinstance(answer, Triples) else answer
    if to == "table":
        return _table(rows, dataset or Store(), language, width)
    if to not in _RESULTS or (isinstance(rows, bool) and to in ("csv", "tsv")):
        fitting = "table, json, xml" if isinstance(rows, bool) else "table, csv, tsv, json, xml"
        raise InputError(f"this answer cannot be written as {to}", f"choose one of: {fitting}")
    written = _standard(rows, _RESULTS[to])
    return _readable(written) if to == "xml" else written


def _standard(rows: Rows | bool, to: QueryResultsFormat) -> str:  # noqa: FBT001 - the answer itself
    """What the engine writes of it. Its results end with this call: an exception that kept them could be cleared away
    by another thread, which they do not bear."""
    results = parse_query_results(json.dumps(_json(rows)), format=QueryResultsFormat.JSON)
    return (results.serialize(format=to) or b"").decode()


def _readable(written: str, answer: Triples | None = None) -> str:
    """The XML itself. Raises InputError where other readers would refuse it, which the writer does not look after."""
    named = all(_NAME.search(triple.predicate.value) for triple in (answer.triples if answer else ()))
    if _NO_XML.search(written) or not named:
        raise InputError("XML cannot hold this answer", "it has control characters, or properties that do not end in a "
                         "name: choose another format")
    return written


def compact(iri: str) -> str:
    """The IRI under a prefix, or without what all our resources and concepts begin with."""
    for prefix, namespace in sorted(terms.PREFIXES.items()):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(terms.ID).removeprefix(terms.SCHEME)


def label(dataset: Store, iri: str, language: str) -> str:
    """The name of a resource in that language, else without language or in English, else in any; "" without a name."""
    found = [
        (order, [language, "", "en"].index(tag) if tag in (language, "", "en") else 3, quad.object.value)
        for order, predicate in enumerate(_LABELS)
        for quad in dataset.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        if isinstance(quad.object, Literal)
        for tag in [quad.object.language or ""]
    ]
    return min(found)[2] if found else ""


def _table(rows: Rows | bool, dataset: Store, language: str, width: int) -> str:  # noqa: FBT001 - the answer itself
    from rich.console import Console
    from rich.table import Column, Table

    if isinstance(rows, bool):
        return "yes\n" if rows else "no\n"
    table = Table(*(Column(name, overflow="fold") for name in rows.columns))  # nothing is cut: a key can be copied
    for row in rows.rows:
        table.add_row(*(_cell(cell, dataset, language) for cell in row))
    out = StringIO()
    Console(file=out, width=width, markup=False, highlight=False, emoji=False).print(table)
    return out.getvalue()


def _cell(term: Term | None, dataset: Store, language: str) -> str:
    if not isinstance(term, NamedNode):
        return plain(term)
    name = label(dataset, term.value, language)
    return f"{name}\n{compact(term.value)}" if name else compact(term.value)


def _json(rows: Rows | bool) -> dict[str, object]:  # noqa: FBT001 - the answer itself
    """SPARQL's own JSON, from which the standard writers go on."""
    if isinstance(rows, bool):
        return {"head": {}, "boolean": rows}
    bindings = [{name: _term(cell) for name, cell in zip(rows.columns, row, strict=True) if cell is not None}
                for row in rows.rows]
    return {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}


def _term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
