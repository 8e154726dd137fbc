"""Core SHACL in one pass: values are looked up in an index by property, so the time grows with the graph and no faster.

It knows the constraints that the shipped shapes use and says so of others (`Unsupported`): pyshacl then does the work,
and is the yardstick in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from oimgraph import terms
from oimgraph.validate import constraints
from oimgraph.validate.breach import Breach
from oimgraph.validate.constraints import Test
from oimgraph.validate.reading import Term, node, subjects, text, values
from oimgraph.validate.shapes import SH

_SAID = {SH + name for name in ("name", "description", "message", "severity", "order", "group", "path")}
_COUNTS = {SH + "minCount", SH + "maxCount"}
_NIL = terms.RDF + "nil"


class Unsupported(Exception):
    """A shape uses what this engine does not know; the text names it."""


@dataclass(frozen=True, slots=True)
class Index:
    """The triples of all graphs, by property and subject; instances by class, with those of its subclasses."""

    by_property: dict[str, dict[Term, set[Term]]]
    instances: dict[str, frozenset[Term]]

    def values(self, focus: Term, path: tuple[str, ...]) -> set[Term]:
        found = [held[focus] for step in path if focus in (held := self.by_property.get(step, {}))]
        return found[0] if len(found) == 1 else set().union(*found)


_FOCUS: dict[str, Callable[[Index, Term], Iterable[Term]]] = {
    SH + "targetClass": lambda index, cls: index.instances.get(text(cls), ()),
    SH + "targetNode": lambda _, node: [node],
    SH + "targetSubjectsOf": lambda index, name: index.by_property.get(text(name), {}),
    SH + "targetObjectsOf": lambda index, name: set().union(*index.by_property.get(text(name), {}).values()),
}
_OF_NODE = _SAID | _FOCUS.keys() | {SH + "property", SH + "closed", SH + "ignoredProperties"}


def run_linear(dataset: Iterable[Quad], shapes: Store) -> list[Breach]:
    """The same breaches as pyshacl reports. Raises Unsupported for shapes beyond the constraints known here."""
    index = _index(dataset, shapes)
    found: set[Breach] = set()
    for shape, focuses in _targets(shapes, index).items():
        found.update(_closed(shapes, shape, focuses, index))
        for part in values(shapes, shape, SH + "property"):
            found.update(_property(shapes, part, focuses, index))
    return sorted(found)


def _index(dataset: Iterable[Quad], shapes: Store) -> Index:
    by_property: dict[str, dict[Term, set[Term]]] = {}
    subclass = NamedNode(terms.RDFS + "subClassOf")
    for quad in (*dataset, *shapes.quads_for_pattern(None, subclass, None)):
        by_property.setdefault(quad.predicate.value, {}).setdefault(quad.subject, set()).add(quad.object)
    above = by_property.get(subclass.value, {})
    instances: dict[str, set[Term]] = {}
    for focus, classes in by_property.get(terms.TYPE, {}).items():
        for cls in _closure(classes, above):
            instances.setdefault(text(cls), set()).add(focus)
    return Index(by_property, {cls: frozenset(members) for cls, members in instances.items()})


def _closure(classes: set[Term], above: dict[Term, set[Term]]) -> set[Term]:
    reached: set[Term] = set()
    open_ = list(classes)
    while open_:
        cls = open_.pop()
        if cls not in reached:
            reached.add(cls)
            open_.extend(above.get(cls, ()))
    return reached


def _closed(shapes: Store, shape: str, focuses: set[Term], index: Index) -> Iterator[Breach]:
    """Properties of a closed shape's focus that it does not name."""
    if values(shapes, shape, SH + "closed") != ["true"]:
        return
    ignored = {text(term) for head in _objects(shapes, node(shape), "ignoredProperties")
               for term in _list(shapes, head)}
    allowed = ignored.union(*(_path(shapes, part) for part in values(shapes, shape, SH + "property")))
    for name in index.by_property.keys() - allowed:
        for focus in focuses & index.by_property[name].keys():
            for value in index.by_property[name][focus]:
                yield Breach(shape, text(focus), name, text(value), "ClosedConstraintComponent")


def _property(shapes: Store, part: str, focuses: set[Term], index: Index) -> Iterator[Breach]:
    path = _path(shapes, part)
    joined = "|".join(path)
    tests = _tests(shapes, node(part), index)
    least, most = (next(iter(values(shapes, part, SH + name)), "") for name in ("minCount", "maxCount"))
    for focus in focuses:
        at = part, text(focus), joined
        found = index.values(focus, path)
        if least and len(found) < int(least):
            yield Breach(*at, "", "MinCountConstraintComponent")
        if most and len(found) > int(most):
            yield Breach(*at, "", "MaxCountConstraintComponent")
        for value in found:
            for component, test in tests:
                if not test(value):
                    yield Breach(*at, text(value), component + "ConstraintComponent")


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
    found: dict[str, set[Term]] = {}
    for name, focuses_of in _FOCUS.items():
        for shape in subjects(shapes, name):
            for target in _objects(shapes, node(shape), name.removeprefix(SH)):
                found.setdefault(shape, set()).update(focuses_of(index, target))
    for shape in subjects(shapes, terms.TYPE, terms.RDFS + "Class"):
        if SH + "NodeShape" in values(shapes, shape, terms.TYPE):
            found.setdefault(shape, set()).update(index.instances.get(shape, ()))
    for shape in found:
        for quad in shapes.quads_for_pattern(node(shape), None, None):
            if quad.predicate.value.startswith(SH) and quad.predicate.value not in _OF_NODE:
                raise Unsupported(quad.predicate.value)
    return found
