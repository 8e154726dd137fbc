"""CSV for spreadsheets, in one folder: statements.csv with a row per fact and quote, a table per class with a row per
resource, and csv-metadata.json, which describes every table and column (CSV on the Web)."""

from __future__ import annotations

import csv as writer
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import base_of, short
from oimgraph.graph.facts import Term, by_subject, classes, facts
from oimgraph.graph.why import Reason, reasons

STATEMENTS = "statements.csv"
METADATA = "csv-metadata.json"
SEPARATOR = "|"             # between the values of one cell; a | within a text is written ¦
COLUMNS = (
    "page", "subject_name", "predicate_name", "object_name", "quote", "rule", "confidence", "start", "end",
    "subject", "predicate", "object", "document", "source",
)
_KINDS = {"start": "nonNegativeInteger", "end": "nonNegativeInteger", "confidence": "decimal"} | dict.fromkeys(
    ("subject", "predicate", "document", "source"), "anyURI")
_PLAIN_KINDS = {"integer", "nonNegativeInteger", "decimal", "date", "gYear", "gYearMonth", "gMonthDay", "anyURI"}
_FORMULA = re.compile(r"[=+@]|-(?!(?:\d{1,99}(?:\.\d{1,99})?|-\d\d(?:-\d\d)?)$)")      # also -5+1, not -5 or --08-05

Described = dict[str, dict[str, list[Term]]]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """A property, of texts in one language where `language` is set."""

    predicate: str
    language: str = ""

    @property
    def name(self) -> str:
        local = re.split(r"[#/]", self.predicate)[-1]
        return f"{local}_{self.language.replace('-', '_')}" if self.language else local

    def values(self, told: dict[str, list[Term]]) -> list[Term]:
        return [value for value in told.get(self.predicate, []) if _language(value) == self.language]


def _language(value: Term) -> str:
    return value.language or "" if isinstance(value, ox.Literal) else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """The resources of one class, each with its row."""

    name: str
    columns: tuple[Column, ...]
    described: Described

    def csv(self) -> bytes:
        heads = ["id", *(name for name, _ in self._named())]
        rows = [[iri, *(_joined(column.values(told)) for column in self.columns)]
                for iri, told in sorted(self.described.items())]
        return to_csv(heads, rows)

    def metadata(self) -> Json:
        described = [self._column(name, column) for name, column in self._named()]
        key = {"name": "id", "titles": "id", "datatype": "anyURI", "required": True, "suppressOutput": True}
        schema = {"columns": [key, *described], "primaryKey": "id", "aboutUrl": "{+id}"}
        return {"url": self.name, "tableSchema": schema}

    def _named(self) -> list[tuple[str, Column]]:
        """Two properties with one local name are told apart by their prefix."""
        plain = [column.name for column in self.columns]
        return [(column.name if plain.count(column.name) == 1 else
                 f"{short(column.predicate).partition(':')[0]}_{column.name}", column) for column in self.columns]

    def _column(self, name: str, column: Column) -> Json:
        held = [value for told in self.described.values() for value in column.values(told)]
        told: Json = {"name": name, "titles": name, "propertyUrl": column.predicate, "separator": SEPARATOR}
        if all(isinstance(value, ox.NamedNode) for value in held):
            return told | {"datatype": "anyURI"}
        if column.language:
            return told | {"lang": column.language, "datatype": "string"}
        kinds = {value.datatype.value.removeprefix(terms.XSD) for value in held if isinstance(value, ox.Literal)}
        return told | {"datatype": kinds.pop() if len(kinds) == 1 and kinds <= _PLAIN_KINDS else "string"}


def tables(quads: Iterable[ox.Quad]) -> dict[str, bytes]:
    """The files of the folder, by name. UTF-8 with a byte order mark, as spreadsheets want it; no cell is taken for a
    formula: an apostrophe stands before what would be one."""
    held = list(quads)
    found = _tables(by_subject(facts(held)))
    described = [_statements_metadata(), *(table.metadata() for table in found)]
    dialect = {"encoding": "utf-8", "trim": True}
    whole = {"@context": "http://www.w3.org/ns/csvw", "dialect": dialect, "tables": described}
    return {STATEMENTS: statements(held), **{table.name: table.csv() for table in found},
            METADATA: (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()}


def _tables(described: Described) -> list[_Table]:
    """One per class, in order; what has several classes stands in each table. The vocabulary has none."""
    base = base_of([*described])
    members: dict[str, Described] = {}
    for iri, told in described.items():
        for cls in classes(told) if iri.startswith((base, terms.SCHEME)) else []:
            members.setdefault(cls, {})[iri] = told
    names = {cls: re.split(r"[#/]", cls)[-1] for cls in sorted(members)}
    return [_Table(f"{name}.csv", _columns(members[cls].values()), members[cls]) for cls, name in names.items()]


def _columns(rows: Iterable[dict[str, list[Term]]]) -> tuple[Column, ...]:
    """Names first, then by property and language."""
    found = {Column(predicate, _language(value)) for told in rows
             for predicate, values in told.items() if predicate != terms.TYPE for value in values}
    first = (terms.PREF_LABEL, terms.LABEL, terms.TITLE)
    return tuple(sorted(found, key=lambda c: (first.index(c.predicate) if c.predicate in first else 3, c)))


def statements(quads: Iterable[ox.Quad]) -> bytes:
    """One row per fact and page, with the words that it rests on."""
    return to_csv(COLUMNS, [[str(getattr(reason, column)) for column in COLUMNS] for reason in reasons(quads)])


def _statements_metadata() -> Json:
    about = {field.name: field.name.replace("_", " ") for field in fields(Reason)}
    columns = [{"name": name, "titles": name, "dc:title": about[name], "datatype": _KINDS.get(name, "string")}
               for name in COLUMNS]
    return {"url": STATEMENTS, "tableSchema": {"columns": columns}}


def _joined(values: Sequence[Term]) -> str:
    return SEPARATOR.join(value.value.replace("|", "¦") for value in values)


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table in UTF-8 with a byte order mark, no cell of which is taken for a formula."""
    text = io.StringIO()
    table = writer.writer(text, lineterminator="\r\n")
    table.writerow(heads)
    table.writerows([_cell(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()       # a codec for both would be loaded when a worker can load nothing


def _cell(text: str) -> str:
    """The text on one line; an apostrophe before what a spreadsheet would calculate."""
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line
