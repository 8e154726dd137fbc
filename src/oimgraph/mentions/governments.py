"""Governments, and countries that a state body's adjective names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.body import Body
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_OF = r"de la |de l'|del |de los |de las |de |du |des |d'|of the |of |the |los |las |el "
_BETWEEN = re.compile(rf" (?:de la republique (?:de |du )|{_OF})?")
_JOINED = re.compile(rf"(?:,|,? (?:et|and|y|e)) ({_OF})?")
_ARTICLE = re.compile(r"(?:\bthe|\ble|\bau|\bdu|\bel|\bal|\bdel) $")
_LINK = re.compile(r" (?:de|du|d'|des|del|of)")


def governments(reading: Reading) -> list[Body]:
    """ "Gouvernement du Mexique", "gouvernement mongolien", "Mexican Government": one entity for each state."""
    states = reading.of_kind("Country", "Demonym")
    found = []
    for noun in reading.stated("institutions", "government", "noun"):
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
    """ "gobierno de Chiapas": the government of a part of a state."""
    for region in reading.of_kind("Place"):
        country = reading.countries.get(region.entity, "")
        linked = region.span.start > noun.end() and _BETWEEN.fullmatch(reading.folded, noun.end(), region.span.start)
        if linked and country and noun[0] in reading.words["institutions"]["government"]["one"]:
            span = Span(noun.start(), region.span.end)
            name = " ".join(reading.text(span).split())
            return [Body(Entity("Organization", fold(name)), span, span, (name,), "GovernmentBody", country)]
    return []


def _of_page(reading: Reading, noun: re.Match[str]) -> list[Body]:
    """ "The Government" alone, with a capital, is that of the country that the page is about."""
    behind = reading.folded[noun.end() : noun.end() + 4]
    alone = reading.text(Span(*noun.span()))[0].isupper() and not behind.startswith((" of ", " de", " d'", " du "))
    before = _ARTICLE.search(reading.folded, max(0, noun.start() - 8), noun.start())
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
    end = first.end
    for state in states if noun[0].endswith("s") and first.start == noun.start() else ():
        joined = _JOINED.fullmatch(reading.folded, end, state.span.start) if state.span.start > end else None
        if joined and state.entity.kind == "Country":
            end = state.span.end
            link = _LINK.match(reading.folded, noun.end())
            preposition = joined[1] if joined[1] and not joined[1].startswith("the") else (link[0] if link else "")
            article = "the " if joined[1] == "the " else ""
            name = f"{reading.page.text[noun.start() : noun.end() - 1]} {preposition.strip()} {article}"
            found.append(_body(state.span, state, name + reading.text(state.span)))
    return found


def _with_state(reading: Reading, noun: Span, state: Mention) -> Span | None:
    """The span over both, when the state stands right behind the noun, or (as an adjective) right before it."""
    behind = reading.folded[noun.end : state.span.start]
    if noun.end < state.span.start and _BETWEEN.fullmatch(behind):
        return noun.to(state.span)
    before = reading.folded[state.span.end : noun.start]
    if state.span.end < noun.start and before in {" ", "'s "} and reading.page.language == "en":
        return noun.to(state.span)
    return None


def named_by_adjective(reading: Reading, bodies: Iterable[Body]) -> list[Mention]:
    """A state body's adjective names its country: "Ministère mexicain de l'intérieur"."""
    state = [body.reach for body in bodies if body.cls == "GovernmentBody"]
    state += [m.span for m in reading.of_kind("Organization") if reading.classes.get(m.entity) == "GovernmentBody"]
    return [
        Mention(demonym.span, Entity("Country", demonym.entity.key))
        for demonym in reading.of_kind("Demonym")
        if any(span.covers(demonym.span) or demonym.span.start == span.end + 1 for span in state)
    ]
