"""The corrections file: TOML, checked row by row.

    [[reject]]                                  [[merge]]
    subject = "agreement/…"                     entity = "organization/…"
    predicate = "mgo:signatory"                 into = "organization/iom"
    object = "organization/iom"
                                                [[split]]
    [[accept]]                                  entity = "person/…"
    subject = "project/IB.0279"                 into = "person/…-2"
    predicate = "schema:startDate"              documents = ["stem"]
    object = { value = "2014", datatype = "gYear" }
    document = "stem"                           [suppress]
    quote = "words of the page"                 persons = ["A Name"]   entities = ["person/…"]   documents = ["stem"]

IRIs may be written from the base on ("organization/iom") or with a prefix ("mgo:status"). Every row may have a note.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oimgraph import terms
from oimgraph.corrections import Accept, Corrections, Merge, Reject, Row, Split
from oimgraph.errors import InputError
from oimgraph.model import Value

_KEYS = {
    "reject": ("subject", "predicate", "object"),
    "accept": ("subject", "predicate", "object", "document", "quote"),
    "merge": ("entity", "into"),
    "split": ("entity", "into", "documents"),
}
_SUPPRESS = ("persons", "entities", "documents")
_DATATYPES = ("string", "date", "gYear", "gYearMonth", "gMonth", "gMonthDay", "integer", "decimal", "boolean", "anyURI")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,500}")
_LOCAL = re.compile(r"[a-z][a-z-]{0,30}/[A-Za-z0-9._/-]{1,300}")
_PREFIXED = re.compile(r"([a-z]{2,9}):([A-Za-z][\w/-]{0,100})")


def read(path: Path, base: str = terms.ID) -> Corrections:
    """The decisions that a file holds. Raises InputError, with the row, for a file that is not such."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {error}", "it must be TOML, see docs/corrections.md") from None
    unknown = sorted(set(tables) - {*_KEYS, "suppress"})
    if unknown:
        raise InputError(f"{path}: there is no table {unknown[0]}", f"write one of {', '.join([*_KEYS, 'suppress'])}")
    rows: list[Row] = []
    for kind, keys in _KEYS.items():
        for number, row in enumerate(_list(tables.get(kind, []), f"{path}: [[{kind}]]"), 1):
            rows.append(_row(kind, keys, row, _Reader(f"{path}: {kind} {number}", base)))
    hidden = tables.get("suppress", {})
    where = _Reader(f"{path}: suppress", base)
    where.only(hidden, _SUPPRESS, needed=())
    entities = tuple(where.iri(one, "entities") for one in where.texts(hidden, "entities"))
    return Corrections(tuple(rows), where.texts(hidden, "persons"), entities, where.texts(hidden, "documents"))


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"{where}: not a list of tables", "write the name in double brackets")
    return value


def _row(kind: str, keys: tuple[str, ...], row: Any, reader: _Reader) -> Row:
    reader.only(row, (*keys, "note"), needed=keys)
    if kind in ("merge", "split"):
        entity, into = reader.iri(row["entity"], "entity"), reader.iri(row["into"], "into")
        if entity == into:
            raise InputError(f"{reader.where}: entity and into are the same", "give two IRIs")
        return Merge(entity, into) if kind == "merge" else Split(entity, into, reader.texts(row, "documents"))
    subject, predicate = (reader.iri(row[key], key) for key in ("subject", "predicate"))
    fact = (subject, predicate, reader.term(row["object"]))
    if kind == "reject":
        return Reject(*fact)
    if fact[1] not in vars(terms).values():
        raise InputError(f"{reader.where}: there is no property {row['predicate']}", "as in mgo:status")
    return Accept(*fact, reader.text(row["document"], "document"), reader.text(row["quote"], "quote"))


class _Reader:
    """Reads values of one row; what is wrong is told with the row."""

    def __init__(self, where: str, base: str) -> None:
        self.where, self._base = where, base

    def only(self, row: Any, keys: tuple[str, ...], needed: tuple[str, ...]) -> None:
        if not isinstance(row, Mapping):
            raise InputError(f"{self.where}: not a table", "see docs/corrections.md")
        for key in sorted(set(row) - set(keys)):
            raise InputError(f"{self.where}: unknown key {key}", f"write {', '.join(keys)}")
        for key in needed:
            if key not in row:
                raise InputError(f"{self.where}: {key} is missing", f"write {', '.join(needed)}")

    def text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{self.where}: {key} is not a text", "write it in quotation marks")
        return unicodedata.normalize("NFC", value)

    def texts(self, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(self.text(one, key) for one in _list(row.get(key, []), f"{self.where}: {key}"))

    def iri(self, value: Any, key: str) -> str:
        text = self.text(value, key)
        if _IRI.fullmatch(text):
            return text
        if (prefixed := _PREFIXED.fullmatch(text)) and prefixed[1] in {*terms.PREFIXES, "scheme"}:
            return {**terms.PREFIXES, "scheme": terms.SCHEME}[prefixed[1]] + prefixed[2]
        if _LOCAL.fullmatch(text):
            return (terms.SCHEME + text.removeprefix("scheme/")) if text.startswith("scheme/") else self._base + text
        raise InputError(f"{self.where}: {key} {text!a} is no IRI", "as in organization/iom, mgo:status or https://…")

    def term(self, value: Any) -> str | Value:
        """An IRI, or a literal written as a table."""
        if not isinstance(value, Mapping):
            return self.iri(value, "object")
        self.only(value, ("value", "language", "datatype"), needed=("value",))
        language = self.text(value["language"], "language") if "language" in value else ""
        datatype = self.text(value["datatype"], "datatype") if "datatype" in value else "string"
        if datatype not in _DATATYPES:
            raise InputError(f"{self.where}: there is no datatype {datatype}", f"write {', '.join(_DATATYPES)}")
        return Value(self.text(value["value"], "value"), datatype, language)
