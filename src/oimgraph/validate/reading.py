"""Small readings of a store of quads: terms as text, and the values of a property."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

Term = NamedNode | BlankNode | Literal | Triple


def text(term: Term | None) -> str:
    """An IRI without brackets, a literal's lexical form; "" for what is not bound."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def values(store: Store, subject: str, predicate: str) -> list[str]:
    """The values of a property over all graphs, as text, sorted."""
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    return sorted({text(quad.object) for quad in found})


def subjects(store: Store, predicate: str, value: str | None = None) -> list[str]:
    """The resources that have this property (with this value, an IRI), sorted."""
    wanted = None if value is None else NamedNode(value)
    return sorted({text(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(predicate), wanted)})
