"""The bodies that a page names: their class, what the page calls them, and the country that a state body belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.towns import country_of
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = ("organization.named", "organization.country", "organization.country.page")

_TOWN = re.compile(rf"(?<![\w-])[{UPPER}][\w'’-]{{1,30}}(?: [{UPPER}][\w'’-]{{1,30}}){{0,2}}$")
_OF = " {of}$"
_IN = r"(?<!\w){in}$"
_THEIR = r"(?<!\w){its}$"
_BESIDE = 20                # characters between a people and its counterpart, and between these and the body
_BEHIND = 9                 # characters behind a state that is a heading: "Serbia.", "Bosnia and Herzegovina is next."
_LEAD = 9                   # characters in which "its" stands before a body, or "in the" before a people
_SCENE = 24                 # characters in which "on the part of" stands before a state


def organizations(reading: Reading) -> Iterator[Fact]:
    for entity, labels in reading.labels.items():
        if entity.kind != "Organization":
            continue
        first = min(label.span for label in labels)
        cls = Entity("Class", reading.classes.get(entity, "Organization"))
        yield Fact(entity, terms.TYPE, cls, "organization.named", first)
        for index, label in enumerate(labels):
            predicate = terms.ALT_LABEL if index else terms.LABEL
            value = Value(label.text, language=reading.page.language)
            yield Fact(entity, predicate, value, "organization.named", label.span)
        if cls.key == "GovernmentBody":
            yield from _country(reading, entity, first)


def _country(reading: Reading, entity: Entity, first: Span) -> Iterator[Fact]:
    """The state of a state body: told by its name, by where its clause takes place, by the heading above it, by the
    page, by its sentence."""
    if told := reading.countries.get(entity) or _within(reading, entity):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", told), "organization.country", first)
        return
    sentence = reading.sentence(first)
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    states = [m for m in reading.of_kind("Country", "Demonym", within=sentence) if not _is_language(reading, m)]
    free = [m for m in states if not any(span.covers(m.span) for span in bodies)]
    named = {m.entity.key for m in free}
    before = [m for m in free if m.span.end <= first.start]
    own = [m for m in states if m.span.end <= first.start]         # "the Government of Chile and its Ministry"
    owned = own and _is_owned(reading, own[-1], first)
    where = own if owned else _scenes(reading, before, first)
    if not where and reading.words.pattern("institutions", "adjective", "shared").search(reading.fold(first)):
        return                              # "the Joint Commission": of two states
    code = reading.state_of(where[-1]) if where else _section(reading, sentence) or reading.country
    code = code or (named.pop() if len(named) == 1 else "")
    if code:
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "organization.country.page", sentence)


def _is_owned(reading: Reading, state: Mention, body: Span) -> bool:
    """ "Chile and its Ministry", "Australia, whose Department", "its Bolivian counterpart, the Ministry"."""
    words, between = reading.words, reading.folded[state.span.end : body.start].strip(" ,")
    if words.pattern("funding", "gift", "whose").fullmatch(between):
        return True
    beside = words.pattern("places", "words", "counterpart")
    if state.entity.kind == "Demonym" and beside.search(reading.folded, state.span.start - _BESIDE, body.start):
        return len(between) <= _BESIDE
    return words.shape(_THEIR).search(reading.folded, max(0, body.start - _LEAD), body.start) is not None


def _within(reading: Reading, entity: Entity) -> str:
    """The only state in the names of the body, or of the known body of which it is a part."""
    spans = [m.span for m in reading.by_entity.get(entity, ())]
    codes = {m.entity.key for span in spans for m in reading.of_kind("Country", "Demonym", within=span)}
    parts = (m.entity for span in spans for m in reading.of_kind("Organization", within=span) if m.entity != entity)
    towns = {m.entity for span in spans for m in reading.of_kind("Place", within=span)}
    codes = codes or {reading.countries[part] for part in (*parts, *towns) if part in reading.countries}
    codes = codes or {code for span in spans if (code := _of_town(reading, span))}
    return codes.pop() if len(codes) == 1 else ""


def _of_town(reading: Reading, span: Span) -> str:
    """The country of the page in which the town is with which a name ends: "Universidad de Loja"."""
    town = _TOWN.search(reading.flat, span.start, span.end)
    of = town and reading.words.shape(_OF).search(reading.folded, span.start, town.start())
    return country_of(reading, Span(*town.span())) if town and of else ""


def _scenes(reading: Reading, states: list[Mention], first: Span) -> list[Mention]:
    """The states and towns before a body in which its clause takes place: "In Baku, the State Migration Service"."""
    within = Span(reading.sentence(first).start, first.start)
    towns = [m for m in reading.of_kind("Place", within=within) if m.entity in reading.countries]
    return sorted((m for m in (*states, *towns) if _opens(reading, m)), key=lambda m: m.span)


def _section(reading: Reading, sentence: Span) -> str:
    """The state that a heading names alone, above the sentence or at the beginning of its paragraph: "Serbia. On …"."""
    for above in reversed(reading.sentences[: reading.number(sentence)]):
        named = reading.of_kind("Country", within=above)
        alone = named and named[0].span.start == above.start and above.end - named[0].span.end <= _BEHIND
        if alone and above != reading.title:
            return named[0].entity.key
    return ""


def _opens(reading: Reading, state: Mention) -> bool:
    """Whether a state stands where something takes place: "au Tchad, le ministère", "côté tchadien"."""
    before = Span(max(0, state.span.start - _SCENE), state.span.start)
    return right_before(reading.words.pattern("places", "words", "where"), reading.folded, before)


def _is_language(reading: Reading, state: Mention) -> bool:
    """Whether a people's adjective means its language: "in Spanish"."""
    before = max(0, state.span.start - _LEAD)
    spoken = reading.words.shape(_IN).search(reading.folded, before, state.span.start)
    return state.entity.kind == "Demonym" and spoken is not None
