"""Several events that one noun tells, each by its place: "workshops in Lima, Cusco and Puno"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Entity, Mention, Span

_LISTED = 130               # characters behind "workshops" in which the list of their places begins
_TOLD_AS_ONE = 4            # places in such a list from which on it tells one round, in all of them
_AREA = 30                  # characters before a place in which it is said to be a part of a country
_BETWEEN = r"(?: ?[,(] ?[\w' -]{2,30}\)?)?,? {and}?(?:[\w-]+ )?{in}?"


def places_of_series(reading: Reading, noun: Mention) -> list[Mention]:
    """ "Workshops in Lima, Cusco and Puno", "Lima and Cusco will host workshops": one for each place behind the first,
    told by the place alone; where many are listed, they are the places of one round of workshops."""
    if not reading.words.pattern("occasions", "series", "plural").match(reading.folded, noun.span.start):
        return []
    sentence = reading.sentence(noun.span)
    places = reading.of_kind("Place", within=Span(noun.span.end, sentence.end)) or _hosts(reading, noun, sentence)
    if not places or places[0].span.start - noun.span.end > _LISTED or _are_areas(reading, places[0]):
        return []
    end = places[0].span.end
    listed: list[Mention] = []
    for place in places[1:]:
        if not reading.words.shape(_BETWEEN).fullmatch(reading.folded, end, place.span.start):
            break
        listed.append(Mention(place.span, Entity("Event", f"event@{place.span.start}"), definite=False))
        end = place.span.end
    return listed if len(listed) < _TOLD_AS_ONE - 1 else []


def _hosts(reading: Reading, noun: Mention, sentence: Span) -> list[Mention]:
    """The places named just before a plural noun: "se impartirán en Salta y Jujuy dos cursos"."""
    near = Span(max(sentence.start, noun.span.start - _LISTED), noun.span.start)
    return [place for place in reading.of_kind("Place", within=near)
            if not (reading.dateline and reading.dateline.covers(place.span))]


def _are_areas(reading: Reading, first: Mention) -> bool:
    """ "Consultations in eight villages of the provinces of X and Y": no two for each."""
    before = Span(max(0, first.span.start - _AREA), first.span.start)
    return right_before(reading.words.pattern("occasions", "series", "areas"), reading.folded, before)
