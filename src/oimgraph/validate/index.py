"""The triples of all graphs by property, so that a constraint is asked of all its focus nodes at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from oimgraph import terms
from oimgraph.validate.reading import Term, text

SUBCLASS = NamedNode(terms.RDFS + "subClassOf")


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a property: `one` of each subject, and all of the subjects that have `several`, who are few."""

    one: dict[Term, Term] = field(default_factory=dict)
    several: dict[Term, set[Term]] = field(default_factory=dict)

    def add(self, subject: Term, value: Term) -> None:
        held = self.one.setdefault(subject, value)
        if held is not value and held != value:
            self.several.setdefault(subject, {held}).add(value)

    def of(self, subject: Term) -> set[Term]:
        return self.several.get(subject) or ({self.one[subject]} if subject in self.one else set())

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        """Every subject with each of its values."""
        return ((subject, value) for subject in self.one for value in self.of(subject))

    def among(self, subjects: set[Term]) -> set[Term]:
        """Every value that any of the subjects has."""
        found = {self.one[subject] for subject in subjects & self.one.keys()}
        return found.union(*(self.several[subject] for subject in subjects & self.several.keys()))

    def fewer(self, subjects: set[Term], least: int) -> Iterator[Term]:
        """Those of the subjects that have fewer values."""
        rest = subjects if least > 1 else subjects.difference(self.one)
        return (subject for subject in rest if len(self.of(subject)) < least)

    def more(self, subjects: set[Term], most: int) -> Iterator[Term]:
        """Those of the subjects that have more values."""
        return (subject for subject in subjects & (self.several if most else self.one).keys()
                if len(self.of(subject)) > most)


@dataclass(frozen=True, slots=True)
class Index:
    """`instances` are those of a class and of its subclasses."""

    by_property: dict[str, Values]
    instances: dict[str, set[Term]]

    def along(self, path: tuple[str, ...]) -> Values:
        """The values of a property, or of several taken as one."""
        found = [self.by_property[step] for step in path if step in self.by_property]
        if len(found) == 1:
            return found[0]
        merged = Values()
        for values in found:
            for subject, value in values.pairs():
                merged.add(subject, value)
        return merged


def index_of(quads: Iterable[Quad]) -> Index:
    by_property: defaultdict[str, Values] = defaultdict(Values)
    for quad in quads:
        by_property[quad.predicate.value].add(quad.subject, quad.object)
    told: defaultdict[Term, set[Term]] = defaultdict(set)
    for focus, cls in by_property[terms.TYPE].pairs():
        told[cls].add(focus)
    instances: defaultdict[str, set[Term]] = defaultdict(set)
    for cls, members in told.items():
        for above in _closure(cls, by_property[SUBCLASS.value]):
            instances[text(above)] |= members
    return Index(dict(by_property), dict(instances))


def _closure(cls: Term, above: Values) -> set[Term]:
    """The class and all that stand above it."""
    reached: set[Term] = set()
    open_ = [cls]
    while open_:
        cls = open_.pop()
        if cls not in reached:
            reached.add(cls)
            open_ += above.of(cls)
    return reached
