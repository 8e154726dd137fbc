"""A release: the dataset in the formats that people ask for, what it says of itself, and what has changed."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export.description import Told, dcat, schema_org, summary, version_iri
from oimgraph.export.evidence import with_evidence
from oimgraph.export.iati import iati, told_projects
from oimgraph.export.jsonld import jsonld
from oimgraph.export.nquads import nquads, ntriples, trig
from oimgraph.export.tables import STATEMENTS, statements
from oimgraph.export.turtle import to_turtle, turtle
from oimgraph.graph.diff import Difference, diff
from oimgraph.graph.facts import facts
from oimgraph.link.mint import check_base

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def release(quads: Iterable[ox.Quad], told: Told, old: Iterable[ox.Quad] | None = None) -> dict[str, bytes]:
    """The files of a release, by name; with the dataset before it, CHANGES.md as well. Raises InputError for a date or
    an address that is none."""
    if told.issued and not _DATE.fullmatch(told.issued):
        raise InputError(f"{told.issued} is no date", "write it as 2026-11-24")
    if told.url:
        check_base(told.url.rstrip("/") + "/")
    held = list(quads)
    before = list(old) if old is not None else []
    files = _files(held)
    if old is not None:
        told = replace(told, previous=version_iri(before))
        files["CHANGES.md"] = changes(diff(before, held), [*before, *held], told.previous)
    found = summary(held)
    return files | {"void.ttl": dcat(found, files, told), "dataset.jsonld": schema_org(found, files, told)}


def _files(quads: list[ox.Quad]) -> dict[str, bytes]:
    stated = set(facts(quads))
    evidence = (quad.triple for quad in with_evidence(quads, "assertions") if quad.triple not in stated)
    files = {
        "graph.nq": nquads(quads), "dataset.trig": trig(quads), "graph.ttl": turtle(quads),
        "graph.jsonld": jsonld(quads), "evidence.ttl": to_turtle(evidence),
        "graph.nt.gz": gzip.compress(ntriples(quads), mtime=0),
        STATEMENTS: statements(quads),
    }
    return files | {"projects.iati.xml": iati(quads)} if told_projects(quads) else files


def changes(found: Difference, quads: Iterable[ox.Quad], previous: str) -> bytes:
    """What pages state now and did not before, and the other way round, in figures by class and in full."""
    classes = {triple.subject: re.split(r"[#/]", triple.object.value)[-1]
               for triple in facts(quads)
               if triple.predicate.value == terms.TYPE and isinstance(triple.object, ox.NamedNode)}
    gained, lost = (Counter(classes.get(triple.subject, "other") for triple in side)
                    for side in (found.gained, found.lost))
    table = [f"| {cls} | {gained[cls]} | {lost[cls]} |" for cls in sorted(gained | lost)]
    lines = found.lines()
    return "\n".join([
        "# Changes", "", f"Against {previous}: {len(found.gained)} facts gained, {len(found.lost)} lost.", "",
        *(["| class | gained | lost |", "|---|--:|--:|", *table, "", "```diff", *lines, "```", ""] if lines else []),
    ]).encode()
