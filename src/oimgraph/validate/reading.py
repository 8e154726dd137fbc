"""Small readings of a store of quads: terms as text, and the values of a property."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

Term = NamedNode | BlankNode | Literal | Triple


def text(term: Term | None) -> str:
    """An IRI without brackets, a literal's lexical form, a blank node as "_:name"; "" for what is not bound."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def node(name: str) -> NamedNode | BlankNode:
    """What text() turned into a name."""
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def is_node(name: str) -> bool:
    """Whether node() can read it: of a literal, which shapes may be about, there is nothing to look up."""
    try:
        node(name)
    except ValueError:
        return False
    return True


def values(store: Store, subject: str, predicate: str) -> list[str]:
    """The values of a property over all graphs, as text, sorted."""
    found = store.quads_for_pattern(node(subject), NamedNode(predicate), None)
    return sorted({text(quad.object) for quad in found})


def subjects(store: Store, predicate: str, value: str | None = None) -> list[str]:
    """The resources that have this property (with this value, a resource), sorted."""
    wanted = None if value is None else node(value)
    return sorted({text(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(predicate), wanted)})
