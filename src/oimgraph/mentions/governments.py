"""Governments, acronyms that a page has taught, and countries that a state body's adjective names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oimgraph.mentions.institutions import Body
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_BETWEEN = re.compile(r" (?:de la republique (?:de |du )|de la |de l'|del |de los |de |du |des |d'|of the |of |the )?")
_JOINED = re.compile(r"(?:,|,? (?:et|and|y|e)) (du |de la |de l'|de |des |d'|del |of the |of |the )?")
_LINK = re.compile(r" (?:de|du|d'|des|del|of)")
_TOKEN = re.compile(r"(?<![\w&-])[A-Z][A-Za-z&]*[A-Z](?![\w&-])")


def governments(reading: Reading) -> list[Body]:
    """ "Gouvernement du Mexique", "gouvernement mongolien", "Mexican Government": one entity for each state."""
    nouns = reading.words.pattern("institutions", "government", "noun")
    states = reading.of_kind("Country", "Demonym")
    found = []
    for sentence in reading.sentences:
        for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
            for state in states:
                span = _with_state(reading, Span(noun.start(), noun.end()), state)
                if span:
                    found.append(_body(span, state, reading.text(span)))
                    found += _others(reading, noun, span, states)
                    break
    return found


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


def acronyms(reading: Reading, bodies: Iterable[Body]) -> list[Body]:
    """Later mentions of bodies by the acronym that the page has given them, misspelt with swapped letters or not."""
    taught = {name: body for body in bodies for name in body.names[1:] if name.isupper() or _TOKEN.fullmatch(name)}
    taken = [m.span for m in reading.of_kind("Organization", "Country")] + [body.reach for body in bodies]
    found = []
    for token in _TOKEN.finditer(reading.page.text):
        span = Span(token.start(), token.end())
        body = taught.get(token[0]) or _swapped(token[0], taught)
        inside_sentence = reading.sentence(span) != span and reading.sentence(span).covers(span)
        if body and inside_sentence and not any(span.overlaps(other) for other in taken):
            found.append(Body(body.entity, span, span, (token[0],), body.cls, body.country))
    return found


def _swapped(written: str, taught: dict[str, Body]) -> Body | None:
    """The body whose acronym has the same letters, two neighbours swapped: the page's own misspelling."""
    for acronym, body in taught.items():
        pairs = [i for i, (a, b) in enumerate(zip(acronym, written, strict=False)) if a != b]
        same = len(acronym) == len(written) >= 4 and sorted(acronym) == sorted(written)
        if same and len(pairs) == 2 and pairs[1] == pairs[0] + 1:
            return body
    return None


def named_by_adjective(reading: Reading, bodies: Iterable[Body]) -> list[Mention]:
    """A state body's adjective names its country: "Ministère mexicain de l'intérieur"."""
    state = [body.reach for body in bodies if body.cls == "GovernmentBody"]
    state += [m.span for m in reading.of_kind("Organization") if reading.classes.get(m.entity) == "GovernmentBody"]
    return [
        Mention(demonym.span, Entity("Country", demonym.entity.key))
        for demonym in reading.of_kind("Demonym")
        if any(span.covers(demonym.span) for span in state)
    ]
