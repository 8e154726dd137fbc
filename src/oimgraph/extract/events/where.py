"""Where an event is held: the place that a preposition, a host or the event's own name ties to it, and its country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.extract.events.asides import asides
from oimgraph.extract.events.scope import in_series
from oimgraph.extract.events.when import in_dateline
from oimgraph.mentions.places import division_start
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chains, right_before
from oimgraph.model import Entity, Fact, Mention, Span, Value

_LOCATIVE = r"(?<!\w){in}{the}?(?:\w+ {bare-of})?$"
_IN_DIVISION = r"(?<!\w)(?:{in}|{across}){the}?(?:(?!{of}|{with}|{by})[\w'-]+ ){0,3}(?:\w+ {of}{the}?)?$"
_FOR = r" {for}(?:[\w-]+ ){0,4}"
_TO = r"(?<!\w)(?:{to}|{in}){the}?$"
_TO_VENUE = r"(?<!\w)(?:{to}|{in}){the}?(?:[\w'-]+ (?:{of}|{in}){the}?)?$"
_OF = " {bare-of}"
_OF_ITS_OWN = r" (?:[\w-]+ )?{bare-of}"     # "la réunion ministérielle de Lima"
_ARTICLE = " {the}?"
_BRACKET = re.compile(r"(?:\s[\w-]+){0,3}\s\(")
_AND = "(?:, (?!{inside}){in}?|,? (?:{and}|{as-well-as}){in}?){the}?{bare-of}?"   # "in X, in the province of Y" is one
_LISTED = 130               # characters behind "workshops" in which the list of their places begins
_APPOSED = r" ?[(,] ?{in}?{the}?"
_SIGNED = 60                # characters before a place in which the agreement is named that was signed there
_POSTED = 120               # characters before a place in which it is told that people serve or live there
_BEFORE = 30                # characters before a place in which its preposition stands
_LEAD = 8                   # characters for a preposition and an article


def places(reading: Reading, mention: Mention, around: Span) -> list[Fact]:
    """The first place tied to the event, with those coordinated to it; those of the capital, when only it is told."""
    sentence = reading.sentence(mention.span)
    held, named = _held(reading, mention, around), []
    if not held:
        held = _capital(reading, around)
        named = [fact for place in held for fact in _named(reading, place)]
    facts = [*named, *(Fact(mention.entity, terms.LOCATION, place.entity, "event.place", sentence) for place in held)]
    states = dict.fromkeys(filter(None, (_state(reading, place) for place in held)))
    return facts + [
        Fact(mention.entity, terms.IN_COUNTRY, Entity("Country", code), "event.country", sentence) for code in states
    ]


def _held(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    if in_series(reading, mention):
        return reading.of_kind("Place", within=mention.span)
    apart = [*asides(reading, mention), *(office.post for office in reading.offices)]
    found = [m for m in reading.of_kind("Place", within=around) if not in_dateline(reading, m.span)
             and not _is_of_signing(reading, m) and not _is_post(reading, m, around)
             and not any(span.covers(m.span) for span in apart)]
    for number, place in enumerate(found):
        if _is_tied(reading, place, mention, around):
            return [place, *_coordinated(reading, place, found[number + 1 :])]
    return []


def _is_of_signing(reading: Reading, place: Mention) -> bool:
    """ "Under this accord, signed in Rabat, IOM will train …"."""
    accords = reading.of_kind("Agreement", within=Span(max(0, place.span.start - _SIGNED), place.span.start))
    since = Span(accords[-1].span.end, place.span.start) if accords else Span(0, 0)
    return reading.says(since, "agreements", "sign", "participle") and not reading.of_kind("Event", within=since)


def _is_post(reading: Reading, place: Mention, around: Span) -> bool:
    """ "Officers stationed at the ports of X and Y are attending …": where they serve, before any verb."""
    start = max(around.start, place.span.start - _POSTED)
    posted = list(reading.words.pattern("events", "place", "posted").finditer(reading.folded, start, place.span.start))
    since = Span(posted[-1].end(), place.span.start) if posted else Span(0, 0)
    return bool(posted) and not reading.says(since, "status", "tense") and not reading.of_kind("Event", within=since)


def _is_goal(reading: Reading, place: Mention, mention: Mention, around: Span) -> bool:
    """Where a study visit leads: "a visit to X", "travel to X on a visit"; "bring officers to X for a seminar"."""
    words = reading.words
    between = reading.folded[place.span.end : mention.span.start] if place.span.end < mention.span.start else ""
    lead = reading.folded[max(0, place.span.start - _LEAD) : place.span.start]
    if words.shape(_FOR).fullmatch(between) and words.shape(_TO).search(lead):
        return True
    if reading.types[mention.entity] != "study-visit":
        return False
    before = reading.folded[max(around.start, place.span.start - _BEFORE) : place.span.start]
    led = words.pattern("events", "place", "goal").search(before)
    behind = 0 <= place.span.start - mention.span.end <= _LEAD
    visited = 0 < place.span.start - mention.span.end < _LISTED and words.shape(_TO_VENUE).search(before)
    return behind or bool(visited or (led and led.end() >= len(before.rstrip())))


def _is_tied(reading: Reading, place: Mention, mention: Mention, around: Span) -> bool:
    behind = Span(mention.span.end, max(mention.span.end, place.span.start))
    return bool(
        _is_locative(reading, place, around)
        or reading.words.shape(_OF if reading.page.language == "en" else _OF_ITS_OWN).fullmatch(
            reading.folded, behind.start, behind.end)
        or _BRACKET.fullmatch(reading.folded, behind.start, behind.end)
        or _hosts(reading, place, around)
        or _is_goal(reading, place, mention, around)
        or _is_reached(reading, place, around, reading.types[mention.entity])
        or _opens_series(reading, place, mention, around)
    )


def _hosts(reading: Reading, place: Mention, around: Span) -> bool:
    """ "Lima will host a forum", "une réunion qu’accueillera Lima"."""
    host = reading.words.pattern("events", "organize", "host")
    hosted = host.search(reading.folded, max(around.start, place.span.start - _BEFORE), place.span.start)
    before = hosted is not None and bool(reading.words.shape(_ARTICLE).fullmatch(
        reading.folded, hosted.end(), place.span.start))
    return before or host.match(reading.folded, place.span.end + 1) is not None


def _is_reached(reading: Reading, place: Mention, around: Span, kind: str) -> bool:
    """ "The campaign covers the provinces of X and Y", "recorre la provincia de X una campaña"."""
    if kind != "campaign":
        return False
    start = division_start(reading, Span(around.start, place.span.start))
    reached = reading.words.pattern("events", "place", "reach").finditer(reading.folded, around.start, start)
    return any(reading.words.shape(_ARTICLE).fullmatch(reading.folded, verb.end(), start) for verb in reached)


def _opens_series(reading: Reading, place: Mention, mention: Mention, around: Span) -> bool:
    """Whether a place is the first of a series: "workshops in Lima and Cusco", "Lima and Cusco will host workshops"."""
    listed = [m for m in reading.of_kind("Event", within=Span(place.span.end, around.end)) if in_series(reading, m)]
    if place.span.start > mention.span.end:
        return bool(listed) and place.span.start - mention.span.end < _LISTED
    opening = not reading.of_kind("Event", within=Span(reading.sentence(place.span).start, place.span.start))
    return opening and any(m.span.end < mention.span.start and reading.words.shape(_AND).fullmatch(
        reading.folded, place.span.end, m.span.start) for m in listed)


def _coordinated(reading: Reading, first: Mention, rest: list[Mention]) -> list[Mention]:
    """ "à Berne et à Vienne", unless the second is told as an event of its own."""
    found = [first]
    for place in rest:
        alone = any(m.span == place.span for m in reading.of_kind("Event", within=place.span))
        if alone or not reading.words.shape(_AND).fullmatch(reading.folded, found[-1].span.end, place.span.start):
            break
        found.append(place)
    return found[1:]


def _state(reading: Reading, place: Mention) -> str:
    """The country of a place as the page has it, "à Douala, au Cameroun", or the register, should the page name it."""
    known = reading.countries.get(place.entity, "")
    named = reading.words.pattern("places", "words", "city").match(reading.folded, place.span.start)
    if known and (named or any(m.entity.key == known for m in reading.of_kind("Country", "Demonym"))):
        return known
    opening = reading.words.shape(_APPOSED).match(reading.folded, place.span.end)
    after = [m for m in reading.of_kind("Country") if opening and m.span.start == opening.end()]
    return after[0].entity.key if after else ""


def _capital(reading: Reading, around: Span) -> list[Mention]:
    """ "Dans la capitale mongole": the dateline's place, when it lies in that country; "in this city" it is."""
    if reading.dateline and reading.says(around, "events", "place", "here"):
        return reading.of_kind("Place", within=reading.dateline)[:1]
    capital = reading.words.pattern("events", "place", "capital").search(reading.folded, around.start, around.end)
    issued = reading.of_kind("Place", within=reading.dateline) if reading.dateline and capital else []
    named = {m.entity.key for m in reading.of_kind("Demonym", "Country", within=around)} or {reading.country}
    return issued if len(issued) == 1 and reading.countries.get(issued[0].entity) in (*named, None) else []


def _named(reading: Reading, place: Mention) -> Iterator[Fact]:
    """A place of the dateline alone is published only because something is held there."""
    yield Fact(place.entity, terms.TYPE, Entity("Class", "Place"), "event.place", place.span)
    name = Value(" ".join(reading.text(place.span).split()), language=reading.page.language)
    yield Fact(place.entity, terms.LABEL, name, "event.place", place.span)


def countries_beside(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """Where no place is told, the countries that the event is held in, or "throughout the country" the page's."""
    sentence = reading.sentence(mention.span)
    for chain in chains(reading, around, ("Country", "Organization")):
        tied = _is_locative(reading, chain[0], around) or _is_goal(reading, chain[0], mention, around)
        if tied and all(m.entity.kind == "Country" for m in chain):
            rest = reading.of_kind("Country", within=Span(chain[0].span.end, around.end))
            for country in [chain[0], *_coordinated(reading, chain[0], rest)]:
                yield Fact(mention.entity, terms.IN_COUNTRY, country.entity, "event.country", sentence)
            return
    whole = reading.words.pattern("events", "place", "country").search(reading.folded, around.start, around.end)
    if whole and reading.country:
        yield Fact(mention.entity, terms.IN_COUNTRY, Entity("Country", reading.country), "event.country", sentence)


def _is_locative(reading: Reading, place: Mention, around: Span) -> bool:
    """ "In Lima", "dans la province de", "in the northern town of", "in five villages of the provinces of", "at the
    Police Academy of"."""
    bodies = [m.span for m in reading.of_kind("Organization", within=around) if m.span.covers(place.span)]
    start = bodies[0].start if bodies and bodies[0].end == place.span.end else place.span.start
    before = Span(max(around.start, start - _BEFORE), start)
    planned = right_before(reading.words.pattern("events", "place", "planned"), reading.folded, before)
    if planned or reading.words.shape(_LOCATIVE).search(reading.fold(before)):
        return True
    divided = division_start(reading, Span(around.start, start))
    led = max(around.start, divided - _BEFORE), divided
    return divided < start and bool(reading.words.shape(_IN_DIVISION).search(reading.folded, *led))
