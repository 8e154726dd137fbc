"""Core SHACL in one pass: values are looked up in an index by property, so the time grows with the graph and no faster.

It knows the constraints that the shipped shapes use and says so of others (`Unsupported`): pyshacl then does the work,
and is the yardstick in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from oimgraph import terms
from oimgraph.validate import constraints
from oimgraph.validate.breach import Breach
from oimgraph.validate.constraints import Test
from oimgraph.validate.index import SUBCLASS, Index, index_of
from oimgraph.validate.reading import Term, node, subjects, text, values
from oimgraph.validate.shapes import SH

_SAID = {SH + name for name in ("name", "description", "message", "severity", "order", "group", "path")}
_COUNTS = {SH + "minCount", SH + "maxCount"}
_NIL = terms.RDF + "nil"


class Unsupported(Exception):
    """A shape uses what this engine does not know; the text names it."""


_FOCUS: dict[str, Callable[[Index, Term], Iterable[Term]]] = {
    SH + "targetClass": lambda index, cls: index.instances.get(text(cls), ()),
    SH + "targetNode": lambda _, node: [node],
    SH + "targetSubjectsOf": lambda index, name: index.along((text(name),)).one,
    SH + "targetObjectsOf": lambda index, name: (value for _, value in index.along((text(name),)).pairs()),
}
_OF_NODE = _SAID | _FOCUS.keys() | {SH + "property", SH + "closed", SH + "ignoredProperties"}


def run_linear(dataset: Iterable[Quad], shapes: Store) -> list[Breach]:
    """The same breaches as pyshacl reports. Raises Unsupported for shapes beyond the constraints known here."""
    index = index_of((*dataset, *shapes.quads_for_pattern(None, SUBCLASS, None)))
    found: set[Breach] = set()
    for shape, focuses in _targets(shapes, index).items():
        found.update(_closed(shapes, shape, focuses, index))
        for part in values(shapes, shape, SH + "property"):
            found.update(_property(shapes, part, focuses, index))
    return sorted(found)


def _closed(shapes: Store, shape: str, focuses: set[Term], index: Index) -> Iterator[Breach]:
    """Properties of a closed shape's focus that it does not name."""
    if values(shapes, shape, SH + "closed") != ["true"]:
        return
    ignored = {text(term) for head in _objects(shapes, node(shape), "ignoredProperties")
               for term in _list(shapes, head)}
    allowed = ignored.union(*(_path(shapes, part) for part in values(shapes, shape, SH + "property")))
    for name in index.by_property.keys() - allowed:
        held = index.by_property[name]
        for focus in focuses & held.one.keys():
            for value in held.of(focus):
                yield Breach(shape, text(focus), name, text(value), "ClosedConstraintComponent")


def _property(shapes: Store, part: str, focuses: set[Term], index: Index) -> Iterator[Breach]:
    """Values that many focus nodes share are tested once."""
    path = _path(shapes, part)
    joined, held = "|".join(path), index.along(path)
    least, most = (next(iter(values(shapes, part, SH + name)), "") for name in ("minCount", "maxCount"))
    for focus in held.fewer(focuses, int(least)) if least else ():
        yield Breach(part, text(focus), joined, "", "MinCountConstraintComponent")
    for focus in held.more(focuses, int(most)) if most else ():
        yield Breach(part, text(focus), joined, "", "MaxCountConstraintComponent")
    found = held.among(focuses)
    for component, test in _tests(shapes, node(part), index):
        wrong = {value for value in found if not test(value)}
        for focus in focuses if wrong else ():
            for value in held.of(focus) & wrong:
                yield Breach(part, text(focus), joined, text(value), component + "ConstraintComponent")


def _tests(shapes: Store, shape: Term, index: Index) -> list[tuple[str, Test]]:
    """What the shape asks of each value, under the name of the constraint."""
    tests: list[tuple[str, Test]] = []
    if not isinstance(shape, NamedNode | BlankNode):
        raise Unsupported("a shape that is a literal")
    for quad in shapes.quads_for_pattern(shape, None, None):
        name, value = quad.predicate.value, quad.object
        if name.startswith(SH) and name not in _SAID | _COUNTS:
            local = name.removeprefix(SH)
            tests.append((local[0].upper() + local[1:], _test(shapes, local, value, index)))
    return tests


def _test(shapes: Store, name: str, value: Term, index: Index) -> Test:
    if name == "class":
        return constraints.of_class(text(value), index.instances)
    if name == "in":
        return constraints.one_of(frozenset(_list(shapes, value)))
    if name == "or":
        choices = [[test for _, test in _tests(shapes, choice, index)] for choice in _list(shapes, value)]
        return lambda term: any(all(test(term) for test in choice) for choice in choices)
    try:
        return constraints.BY_NAME[name](text(value))
    except (KeyError, ValueError, ArithmeticError, re.error):
        raise Unsupported(f"sh:{name} {text(value)}") from None


def _path(shapes: Store, part: str) -> tuple[str, ...]:
    """The properties of a path: one, or the branches of an alternative path."""
    branches = [term for path in _objects(shapes, node(part), "path")
                for term in ([path] if isinstance(path, NamedNode) else _alternatives(shapes, path))]
    if not branches or not all(isinstance(branch, NamedNode) for branch in branches):
        raise Unsupported("a path that is neither a property nor an alternative of properties")
    return tuple(text(branch) for branch in branches)


def _alternatives(shapes: Store, path: Term) -> list[Term]:
    return [term for head in _objects(shapes, path, "alternativePath") for term in _list(shapes, head)]


def _list(shapes: Store, head: Term) -> list[Term]:
    items = []
    while text(head) != _NIL:
        first, rest = (_objects(shapes, head, name, terms.RDF) for name in ("first", "rest"))
        if len(first) != 1 or len(rest) != 1:
            raise Unsupported("a list that is none")
        items += first
        head = rest[0]
    return items


def _objects(shapes: Store, subject: Term, name: str, namespace: str = SH) -> list[Term]:
    if not isinstance(subject, NamedNode | BlankNode):
        return []
    return [quad.object for quad in shapes.quads_for_pattern(subject, NamedNode(namespace + name), None)]


def _targets(shapes: Store, index: Index) -> dict[str, set[Term]]:
    """The focus nodes of each node shape that has a target. Raises Unsupported."""
    if subjects(shapes, SH + "parameter"):
        raise Unsupported("constraints that the shapes themselves define")
    found: dict[str, set[Term]] = {}
    for name, focuses_of in _FOCUS.items():
        for shape in subjects(shapes, name):
            for target in _objects(shapes, node(shape), name.removeprefix(SH)):
                found.setdefault(shape, set()).update(focuses_of(index, target))
    for shape in subjects(shapes, terms.TYPE, terms.RDFS + "Class"):
        if any(quad.predicate.value.startswith(SH) for quad in shapes.quads_for_pattern(node(shape), None, None)):
            found.setdefault(shape, set()).update(index.instances.get(shape, ()))
    for shape in found:
        for quad in shapes.quads_for_pattern(node(shape), None, None):
            if quad.predicate.value.startswith(SH) and quad.predicate.value not in _OF_NODE:
                raise Unsupported(quad.predicate.value)
    return found
