"""What people have decided, for every build: facts accepted and rejected, entities merged, split and suppressed.

A page's statements go through five steps, in this order:

    split       an entity gets another IRI on the pages that mean another thing by it
    merge       an entity is another one: its IRI gives way, also where it begins that of a part (a budget)
    reject      a fact is wrong
    accept      a fact is right, on words of a page that no rule understood
    suppress    what must never appear again: persons by name, anything by IRI; with them every quote of the name

Every row counts its uses; `name(row)` is what the run's provenance calls it. Nothing here depends on other pages, so
that shards can be built alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph import terms
from oimgraph.corrections.suppress import without
from oimgraph.errors import Refusal
from oimgraph.link import Linked
from oimgraph.model import Page, Span, Statement, Value

ACCEPTED = "correction.accept"


@dataclass(frozen=True, slots=True)
class Reject:
    """A fact that is wrong, wherever it is stated."""

    subject: str
    predicate: str
    object: str | Value


@dataclass(frozen=True, slots=True)
class Accept:
    """A fact that these words of a document state."""

    subject: str
    predicate: str
    object: str | Value
    document: str               # identifier or address of a page
    quote: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One entity is another."""

    entity: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """On these pages an IRI means something else."""

    entity: str
    into: str
    documents: tuple[str, ...]


Row = Reject | Accept | Merge | Split


@dataclass(frozen=True, slots=True)
class Corrections:
    """All decisions; persons are suppressed by name, entities by IRI. Nothing decided is `NONE`."""

    rows: tuple[Row, ...] = ()
    persons: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    people: bool = True         # whether persons are kept at all

    def of(self, kind: type[Row]) -> Iterator[Row]:
        return (row for row in self.rows if isinstance(row, kind))


NONE = Corrections()


def name(row: Row) -> str:
    """One line for provenance and messages."""
    match row:
        case Merge(entity, into):
            return f"merge {entity} into {into}"
        case Split(entity, into):
            return f"split {entity}: {into}"
        case Reject(subject, predicate, value) | Accept(subject, predicate, value):
            shown = value.text if isinstance(value, Value) else value
            return f"{type(row).__name__.lower()} {subject} {predicate} {shown}"


def readable(page: Page | Refusal, corrections: Corrections) -> Page | Refusal:
    """The page, unless it is to be left out."""
    if isinstance(page, Refusal) or _names(page).isdisjoint(corrections.documents):
        return page
    return Refusal(page.identifier, "suppressed by the corrections file")


def unused(corrections: Corrections, used: Counter[str]) -> list[str]:
    """What has no target: rows that nothing fits, and entities that nothing else speaks of to merge into."""
    idle = [name(row) for row in corrections.rows if not used[name(row)]]
    return idle + [_into(row.into) for row in corrections.rows if isinstance(row, Merge) and not used[_into(row.into)]]


def applied(corrections: Corrections, used: Counter[str]) -> list[tuple[str, str]]:
    """What provenance says of the decisions: predicate and text; of what is suppressed no name, only how much."""
    if corrections == NONE:
        return []
    lines = [f"{name(row)} ({used[name(row)]})" for row in corrections.rows]
    for kind in ("persons", "entities", "documents"):
        count = len(getattr(corrections, kind))
        lines += [f"suppress {kind} ({count})"] if count else []
    lines += [] if corrections.people else ["suppress all persons"]
    told = [(terms.CORRECTIONS_HASH, hashlib.sha256(repr(corrections).encode()).hexdigest())]
    return told + [(terms.CORRECTION, line) for line in lines]


def _into(iri: str) -> str:
    return f"merge into {iri}"


def correct(linked: Linked, corrections: Corrections) -> tuple[Linked, Counter[str]]:
    """The page's statements as people want them, and how often each row was used."""
    used: Counter[str] = Counter()
    statements = list(linked.statements)
    spoken = {iri for s in statements for iri in (s.subject, s.object)}
    used.update(_into(row.into) for row in corrections.rows if isinstance(row, Merge) and row.into in spoken)
    for row in [*corrections.of(Split), *corrections.of(Merge)]:
        statements = _renamed(statements, row, linked.page, used)
    for row in corrections.of(Reject):
        statements = _without_rejected(statements, row, used)
    for row in corrections.of(Accept):
        statements += _accepted(statements, row, linked, used)
    kept = without(statements, linked.page, corrections.persons, corrections.entities, people=corrections.people)
    return replace(linked, statements=tuple(dict.fromkeys(kept))), used


def _names(page: Page) -> set[str]:
    """What a corrections file may call a page."""
    told = {page.identifier, page.url, page.key}
    return (told | {name for copy in page.copies for name in (copy.identifier, copy.url)}) - {""}


def _renamed(statements: list[Statement], row: Row, page: Page, used: Counter[str]) -> list[Statement]:
    if not isinstance(row, Split | Merge) or (isinstance(row, Split) and _names(page).isdisjoint(row.documents)):
        return statements
    old, new = row.entity, row.into

    def named(iri: str) -> str:
        return new + iri.removeprefix(old) if iri == old or iri.startswith(old + "/") else iri

    found = [replace(s, subject=named(s.subject), object=s.object if isinstance(s.object, Value) else named(s.object))
             for s in statements]
    changed = sum(before != after for before, after in zip(statements, found, strict=True))
    used.update({name(row): changed} if changed else {})
    return found


def _without_rejected(statements: list[Statement], row: Row, used: Counter[str]) -> list[Statement]:
    if not isinstance(row, Reject):
        return statements
    wanted = (row.subject, row.predicate, row.object)
    kept = [s for s in statements if (s.subject, s.predicate, s.object) != wanted]
    used.update({name(row): len(statements) - len(kept)} if len(kept) < len(statements) else {})
    return kept


def _accepted(statements: list[Statement], row: Row, linked: Linked, used: Counter[str]) -> Iterator[Statement]:
    """The fact, where the page has the words and speaks of the subject."""
    if not isinstance(row, Accept) or row.document not in _names(linked.page):
        return
    start = linked.page.text.find(row.quote)
    if start >= 0 and any(s.subject == row.subject for s in statements):
        used[name(row)] += 1
        yield Statement(row.subject, row.predicate, row.object, ACCEPTED, Span(start, start + len(row.quote)))
