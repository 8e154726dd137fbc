"""A dataset against the shapes: findings, each with a message in the reader's language and the quote it rests on.

Shapes are core SHACL (shapes/*.ttl), checked on all graphs taken as one. What needs the graphs apart, such as "every
fact has an assertion in the same graph", is one query per check over the whole dataset (shapes/integrity.ttl).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Quad, Store

from oimgraph.model import VIOLATION, Finding
from oimgraph.validate.breach import Breach
from oimgraph.validate.checks import run_checks, run_texts
from oimgraph.validate.linear import Unsupported, run_linear
from oimgraph.validate.quotes import document_of, quote_of
from oimgraph.validate.shapes import message, read_shapes, severity

__all__ = ["conforms", "validate"]

ORDER = (VIOLATION, "Warning", "Info")     # a severity of somebody's own comes after them


def validate(
    dataset: Store | Iterable[Quad],
    shapes: Path | None = None,
    *,
    language: str = "en",
    texts: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Every breach of the shapes, worst first.

    `shapes` is a folder of Turtle files (default: the shapes that oimgraph ships), `language` that of the messages
    ("en", "fr", "es"), `texts` maps a document's IRI to its text, when the quotes are to be compared with it.
    """
    quads = dataset if isinstance(dataset, Store) else list(dataset)
    store = quads if isinstance(quads, Store) else _store(quads)
    rules = read_shapes(shapes)
    breaches = {*run_shapes(quads, rules), *run_checks(store, rules), *run_texts(store, texts or {})}
    findings = [_finding(store, rules, breach, language) for breach in sorted(breaches)]
    return sorted(findings, key=lambda finding: (*ORDER, finding.severity).index(finding.severity))


def conforms(findings: Iterable[Finding]) -> bool:
    """Whether nothing breaks the structure; warnings are about what is missing and do not count."""
    return all(finding.severity != VIOLATION for finding in findings)


def run_shapes(dataset: Iterable[Quad], shapes: Store) -> list[Breach]:
    """Core SHACL: in one pass where the shapes allow it, else by pyshacl."""
    try:
        return run_linear(dataset, shapes)
    except Unsupported:
        from oimgraph.validate.core import run_pyshacl

        return run_pyshacl(dataset, shapes)


def _store(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    return store


def _finding(dataset: Store, shapes: Store, breach: Breach, language: str) -> Finding:
    quote = quote_of(dataset, breach.focus, breach.path, breach.value)
    return Finding(
        severity=severity(shapes, breach.shape),
        focus=breach.focus,
        path=breach.path,
        value=breach.value,
        message=message(shapes, breach.shape, language) or breach.component,
        shape=breach.shape,
        component=breach.component,
        document=quote.document or document_of(dataset, breach.focus),
        quote=quote.text,
    )
