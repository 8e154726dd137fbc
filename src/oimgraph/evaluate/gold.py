"""Gold cases: TOML files beside the pages' texts, written by hand, as nodes with facts."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from oimgraph.errors import InputError
from oimgraph.evaluate.values import Key, literal_key, normal
from oimgraph.evaluate.vocabulary import (
    ENTITIES,
    PLAIN_KEYS,
    RELATIONS,
    SUPERCLASS,
    TABLES,
    concepts,
    country_codes,
    value_of,
)


class Fact(NamedTuple):
    relation: str
    accepted: frozenset[Key]
    optional: bool
    shown: str


@dataclass
class Node:
    """Something that gold describes: the document, an entity, a nameless node, a country's roles."""
    kind: str                           # the class whose relations it has
    label: str = ""
    classes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    is_entity: bool = False             # counted as one: named, of the right kind, not optional
    optional: bool = False
    code: str = ""                      # of a country
    facts: list[Fact] = field(default_factory=list)


def alternatives(value: Any) -> list[Any]:
    return value["any"] if isinstance(value, dict) and isinstance(value.get("any"), list) else [value]


def readings(value: Any) -> list[list[Any]]:
    """The facts in a gold value, each as the list of its accepted readings."""
    return [alternatives(item) for item in (value if isinstance(value, list) else [value])]


def forms(value: Any) -> list[str]:
    return [str(form) for reading in readings(value) for form in reading if str(form)]


class Case:
    """One gold file, expanded to nodes and facts; what is wrong in it is listed in `errors`."""

    def __init__(self, path: Path) -> None:
        self.path, self.nodes, self.errors = path, list[Node](), list[str]()
        self._ids: dict[str, int] = {}
        data: dict[str, Any] = {}
        try:
            data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        except (OSError, ValueError) as error:
            self._wrong("file", error)
        self.name, self.language = str(data.get("document", path.stem)), str(data.get("language", "?"))
        self.text_path = path.parent / str(data.get("text", f"{self.name}.txt"))
        text = self.text_path.read_bytes().decode("utf-8", "replace") if self.text_path.is_file() else None
        self.text = None if text is None else unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        rows = [("document", "Document", {key: value for key, value in data.items() if key not in TABLES})]
        for table, kind in TABLES.items():
            for number, row in enumerate(data.get(table, []), 1):
                if isinstance(row, dict):
                    rows.append((f"{table} {row.get('id', number)}", kind, row))
                else:
                    self._wrong(table, f"write [[{table}]]")
        for where, kind, row in rows:
            self.nodes.append(self._node(where, kind, row))
        for node, (where, _, row) in zip(list(self.nodes), rows, strict=True):
            self._expand(node, where, row)

    def _wrong(self, where: str, what: object) -> None:
        self.errors.append(f"{self.path}: {where}: {what}")

    def _node(self, where: str, kind: str, row: dict[str, Any]) -> Node:
        """A row's node, still without facts, so that other rows can refer to it."""
        if not isinstance(row.setdefault("optional", {}), dict):
            self._wrong(where, "optional: not a table")
            row["optional"] = {}
        optional, whole = row["optional"], bool(row["optional"].get("entity", False))
        plain = PLAIN_KEYS.get(kind, set()) | ({"names"} if kind != "Document" else set())
        known = set(RELATIONS.get(kind, {})) | plain
        for key in sorted(set(row["optional"]) - known - {"entity"}):
            self._wrong(where, f"optional: unknown field {key!r}")
        for key in sorted(set(row) - known - {"id", "optional"}):
            self._wrong(where, f"unknown table or field {key!r}")
        classes = frozenset(alternatives(row.get("class", kind)))
        for name in sorted(classes - {kind} - (set(SUPERCLASS) if kind == "Organization" else set())):
            self._wrong(where, f"class: unknown class {name!r}")
        named = forms(row.get("names", [])) + (forms(row.get("title", [])) if kind == "Project" else [])
        maybe = forms(optional.get("names", []))
        maybe += forms(optional.get("title", [])) if kind == "Project" and whole else []
        if not named and kind in ("Organization", "Person", "Place"):
            self._wrong(where, "names: missing")
        codes = forms(row.get("country", [])) if "country" in PLAIN_KEYS.get(kind, ()) else []
        if not set(codes) <= country_codes() or (kind == "Country" and len(codes) != 1):
            self._wrong(where, f"country: not a country code: {codes}")
        if kind == "Country" and any(node.code in codes for node in self.nodes):
            self._wrong(where, f"country: {codes[0]} has two tables")
        if self._ids.setdefault(row.get("id", where), len(self.nodes)) != len(self.nodes):
            self._wrong(where, "id: used twice")
        names = frozenset(map(normal, named + maybe)) - {""}
        is_entity = kind in ENTITIES and bool(named) and not whole
        code = codes[0] if kind == "Country" and codes else ""
        return Node(kind, (named + maybe + [where])[0], classes, names, is_entity, whole, code)

    def _expand(self, node: Node, where: str, row: dict[str, Any]) -> None:
        """Turn a row's fields into facts."""
        for fields, optional in ((row, node.optional), (row["optional"], True)):
            for relation in RELATIONS.get(node.kind, {}):
                if relation in fields:
                    self._add(node, where, relation, fields[relation], optional=optional)
        if node.kind == "Project" and "names" in row and "title" not in row:
            self._add(node, where, "title", row["names"], optional=True)

    def _add(self, node: Node, where: str, relation: str, value: Any, *, optional: bool) -> None:
        kind, facts = value_of(node.kind, relation), readings(value)
        if kind == "text" and all(len(reading) == 1 for reading in facts):
            facts = [forms(value)]      # a plain list of texts: accepted forms of one
        for reading in filter(None, facts):
            try:
                accepted = frozenset(self._key(kind, item, optional=optional or len(reading) > 1) for item in reading)
            except ValueError as error:
                self._wrong(where, f"{relation}: {error}")
            else:
                if relation != "unit" or ("code", "%") in accepted:
                    node.facts.append(Fact(relation, accepted, optional, "|".join(map(str, reading))))

    def _key(self, kind: str, item: object, *, optional: bool) -> Key:
        name = str(item)
        if isinstance(item, dict | list):
            raise ValueError(f"not a value: {name}")  # noqa: TRY004 - it is listed as an error of the case
        if kind in concepts():
            if name not in concepts()[kind]:
                raise ValueError(f"unknown concept {name!r} of scheme {kind}")
            return "concept", f"{kind}/{name}"
        if kind in ("node", "place") and name in self._ids:
            return "node", str(self._ids[name])
        if kind in ("node", "place", "country") and name in country_codes():
            return "country", name
        if kind == "place":
            return "node", str(self._place(name, optional=optional))
        if kind in ("node", "country"):
            raise ValueError(f"unknown {'country code' if kind == 'country' else 'id'} {name!r}")
        return literal_key(kind, item)

    def _place(self, name: str, *, optional: bool) -> int:
        """The place of that name; one without a table of its own becomes a node too."""
        for index, node in enumerate(self.nodes):
            if node.kind == "Place" and normal(name) in node.names:
                return index
        names = frozenset({normal(name)})
        self.nodes.append(Node("Place", name, frozenset({"Place"}), names, not optional, optional))
        return len(self.nodes) - 1


def read_gold(folder: Path, only: str = "*") -> list[Case]:
    """The cases below a folder whose name fits. Raises InputError where there are none or one has an error."""
    cases = [Case(path) for path in sorted(folder.rglob("*.toml"))]
    cases = [case for case in cases if fnmatchcase(case.name, only) or fnmatchcase(case.path.stem, only)]
    errors = [error for case in cases for error in case.errors]
    if errors:
        raise InputError(f"{errors[0]} (of {len(errors)} errors in the gold)", "correct the gold case")
    if not cases:
        raise InputError(f"no gold case {only} in {folder}", "a gold case is NAME.toml beside NAME.txt")
    return cases
