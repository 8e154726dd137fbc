"""Governments, and countries that a state body's adjective names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.towns import sole_country
from oimgraph.model import Entity, Mention, Span

_TOWN = re.compile(rf"[{UPPER}][\w'’-]{{1,30}}(?: [{UPPER}][\w'’-]{{1,30}}){{0,2}}")
_GENITIVE = " {of}"
_ADJECTIVE = 20             # characters before a government in which its adjective stands
_BETWEEN = " (?:{of-the-republic}|{of}|{the})?"
_JOINED = "(?:,? {and}|, )({of})?({the})?"
_THE = r"\b(?:{the}|{contracted})$"


def governments(reading: Reading, bodies: Iterable[Body]) -> list[Body]:
    """ "Gouvernement du Mexique", "gouvernement mongolien", "Mexican Government": one entity for each state;
    none that is the head of a longer name: "Regional Government of Madrid"."""
    states, taken = reading.of_kind("Country", "Demonym"), [body.span for body in bodies]
    found, of = [], reading.words.shape(_GENITIVE)
    for noun in reading.stated("institutions", "government", "noun"):
        longer = (span for span in taken if span.covers(Span(*noun.span())))
        if any(not of.search(reading.folded, span.start, noun.start()) for span in longer):
            continue
        for state in states:
            span = _with_state(reading, Span(noun.start(), noun.end()), state)
            if span:
                found.append(_body(span, state, reading.text(span)))
                found += _others(reading, noun, span, states)
                break
        else:
            found += _of_region(reading, noun) or _of_page(reading, noun)
    return found


def _of_region(reading: Reading, noun: re.Match[str]) -> list[Body]:
    """ "gobierno de Chiapas", "the Catalan Government": the government of a part of a state."""
    if noun[0] not in reading.words["institutions"]["government"]["one"]:
        return []
    for end, country in _regions(reading, noun):
        span = Span(noun.start(), noun.end()).to(end)
        name = " ".join(reading.text(span).split())
        return [Body(Entity("Organization", fold(name)), span, span, (name,), "GovernmentBody", country)]
    return []


def _regions(reading: Reading, noun: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """The parts of states beside the noun, by their name or their adjective, each with its state."""
    for region in reading.of_kind("Place"):
        country = reading.countries.get(region.entity, "")
        if country and _linked(reading, noun.end(), region.span.start):
            yield region.span, country
    behind = reading.words.shape(" {of}").match(reading.folded, noun.end())
    if (town := _TOWN.match(reading.flat, behind.end()) if behind else None) and (
            country := sole_country(reading, Span(*town.span()))):
        yield Span(*town.span()), country
    before, bare = max(0, noun.start() - _ADJECTIVE), reading.page.language == "en"
    for state in reading.words["institutions"]["parts"]:
        adjectives = reading.words.pattern("institutions", "parts", state)
        if bare:
            near = adjectives.finditer(reading.folded, before, noun.start())
            found = [adjective for adjective in near if adjective.end() + 1 == noun.start()]
        else:
            found = list(filter(None, [adjectives.match(reading.folded, noun.end() + 1)]))
        yield from ((Span(*adjective.span()), state.upper()) for adjective in found)


def _of_page(reading: Reading, noun: re.Match[str]) -> list[Body]:
    """ "The Government" alone, with a capital, is that of the country that the page is about."""
    words = reading.words
    owned = words.shape(" {of}").match(reading.folded, noun.end())
    alone = reading.text(Span(*noun.span()))[0].isupper() and not owned
    before = words.shape(_THE).search(reading.folded, max(0, noun.start() - 8), noun.start())
    named = reading.flat[noun.end() + 1 : noun.end() + 2].isupper()         # "Gobierno Autónomo de"
    if named or not alone or not before or noun[0].endswith("s") or not reading.country:
        return []
    span = Span(*noun.span())
    entity = Entity("Organization", f"government/{reading.country}")
    return [Body(entity, span, span, (reading.text(span),), "GovernmentBody", reading.country)]


def _body(span: Span, state: Mention, name: str) -> Body:
    entity = Entity("Organization", f"government/{state.entity.key}")
    return Body(entity, span, span, (" ".join(name.split()),), "GovernmentBody", state.entity.key)


def _others(reading: Reading, noun: re.Match[str], first: Span, states: list[Mention]) -> list[Body]:
    """The further states of "les gouvernements du Costa Rica et du Panama", each name written out in the singular."""
    found: list[Body] = []
    words, end = reading.words, first.end
    for state in states if noun[0].endswith("s") and first.start == noun.start() else ():
        between = reading.folded[end : state.span.start]
        joined = words.shape(_JOINED).fullmatch(between)
        if joined and state.entity.kind == "Country":
            end = state.span.end
            link = words.shape(" ({bare-of})").match(reading.folded, noun.end())
            of = joined[1] or (link[1] if link else "")
            name = f"{reading.page.text[noun.start() : noun.end() - 1]} {of}{joined[2] or ''}"
            found.append(_body(state.span, state, name + reading.text(state.span)))
    return found


def _with_state(reading: Reading, noun: Span, state: Mention) -> Span | None:
    """The span over both, when the state stands right behind the noun, or (as an adjective) right before it."""
    if _linked(reading, noun.end, state.span.start):
        return noun.to(state.span)
    before = reading.folded[state.span.end : noun.start]
    if state.span.end < noun.start and before in {" ", "'s "} and reading.page.language == "en":
        return noun.to(state.span)
    return None


def _linked(reading: Reading, start: int, end: int) -> bool:
    return start < end and reading.words.shape(_BETWEEN).fullmatch(reading.folded, start, end) is not None


def named_by_adjective(reading: Reading, bodies: Iterable[Body]) -> list[Mention]:
    """A state body's adjective names its country: "Ministère mexicain de l'intérieur"."""
    state = [body.reach for body in bodies if body.cls == "GovernmentBody"]
    state += [m.span for m in reading.of_kind("Organization") if reading.classes.get(m.entity) == "GovernmentBody"]
    return [
        Mention(demonym.span, Entity("Country", demonym.entity.key))
        for demonym in reading.of_kind("Demonym")
        if any(span.covers(demonym.span) or demonym.span.start == span.end + 1 for span in state)
    ]
