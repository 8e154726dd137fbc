"""Bodies of several states or towns in one plural: "ministères du Travail du Kazakhstan et de la Fédération de Russie",
"the State Border Services of Azerbaijan and Ukraine", "ministerios de Salud de Salta y Jujuy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon import any_of
from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.towns import country_of
from oimgraph.model import Entity, Mention, Span

_RUN = re.compile(rf"(?<![\w'’-])(?:The )?((?:[{UPPER}][\w'’-]{{0,40}} ){{0,3}}[{UPPER}][\w'’-]{{0,40}}) $")
_OF = r"(?<!\w){of}$"
_AND_OF = " {and}({of})"
_THE = 7                    # characters in which "of the " stands before a state


@dataclass(frozen=True, slots=True)
class Part:
    """One of the bodies: what it is called, first written out, and the words that stand for it."""

    span: Span
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    span: Span                  # a complement, "de la Justice"
    joint: str                  # what stands before it: ",", "et", ", et" or nothing
    acronym: str
    linked: bool                # whether a preposition opens it
    end: int                    # with its acronym


def of_states(
    reading: Reading, head: re.Match[str], parts: list[Part], items: list[Item], singular: str, rules: Grammar,
) -> list[Part]:
    """Of complements that are states: "ministères du Travail du Kazakhstan et de la Fédération de Russie"; what stands
    before the states is common to all, and when nothing does, each state must have one such body only."""
    states = [_state(reading, item) for item in items]
    if len(items) < 2 or not all(states[1:]):
        if len(items) > 1 and states[0] and states[0].entity.kind == "Place":
            return []                       # "ministerios de Salud de Salta y Jujuy", when one of them is unknown
        return [] if any(states) and not states[0] and len(items) < 2 else parts
    national = reading.words["institutions"]["elliptic"]["national"]
    if states[0] and states[0].span.end == items[0].span.end and _alone(items[0], states[0]):
        field = _field_before(reading, head, rules)
        if field:
            first = parts[0].names[0][0] if field[0].isupper() else parts[0].names[0][0].lower()
            return [Part(p.span, (f"{field} {first}{p.names[0][1:]}", p.names[-1])) for p in parts]
        return parts if any_of(set(national)).fullmatch(head[0]) else []
    if not states[0] or states[0].span.end != items[0].span.end:
        return parts
    start, end = items[0].span.start, states[0].span.start
    link = reading.words.shape(_OF).search(reading.folded, start, end)
    stem = reading.text(Span(start, link.start() if link else end))
    of = f"{link[0].split()[0]} " if link else ""           # for those that stand without: "de Chile, Perú y Bolivia"
    return [
        Part(part.span, (" ".join(f"{singular} {opening}{part.names[-1]}".split()), part.names[-1]))
        for part, opening in zip(parts, _openings(items, stem, of), strict=False)
    ]


def of_two(reading: Reading, head: re.Match[str], name: Span) -> list[Part]:
    """Of a body that each state has once, in the singular: "la Police des frontières de Pologne et de Hongrie"."""
    if not reading.words.pattern("institutions", "state", "head").fullmatch(head[0]):
        return []
    states = [m.span for m in reading.of_kind("Country", within=name)][-2:]
    if len(states) < 2 or states[1].end != name.end:
        return []
    link = reading.words.shape(_OF).search(reading.folded, name.start, states[0].start)
    joint = reading.words.shape(_AND_OF).fullmatch(reading.folded, states[0].end, states[1].start)
    if not link or not joint:
        return []
    stem = reading.text(Span(name.start, link.start()))
    whole = Span(name.start, states[0].end)
    called = {whole: reading.text(whole), states[1]: stem + reading.text(Span(joint.start(1), states[1].end))}
    return [Part(span, (" ".join(written.split()),)) for span, written in called.items()]


def _openings(items: list[Item], stem: str, of: str) -> Iterator[str]:
    """What stands before each state in its full name; the first has it already."""
    yield ""
    for item in items[1:]:
        yield stem if item.linked else stem + of


def _state(reading: Reading, item: Item) -> Mention | None:
    """The state, or the town or province, with which a complement ends."""
    ends = reading.of_kind("Country", "Place", within=item.span)
    known = next((m for m in ends if m.span.end == item.span.end), None)
    town = not known and not item.linked and country_of(reading, item.span)
    return Mention(item.span, Entity("Place", reading.fold(item.span))) if town else known


def _alone(item: Item, state: Mention) -> bool:
    return state.span.start - item.span.start <= _THE


def _field_before(reading: Reading, head: re.Match[str], rules: Grammar) -> str:
    """In English the field that stands before the head: "the labour ministries of Kenya and Uganda", "State Border
    Services of"."""
    before = reading.flat[max(0, head.start() - 40) : head.start()]
    if rules.bare and reading.flat[head.start()].isupper() and (run := _RUN.search(before)):
        return run[1]
    found = [m for m in rules.fields.finditer(before.lower()) if m.end() == len(before) - 1] if rules.bare else []
    return before[found[0].start() : -1] if found else ""
