"""Workshops, trainings, meetings, campaigns: when, where, by whom, for whom, as part of which project.

An event is published when the page gives it a fact of its own; "des formations" without one is only talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, datatype_of
from oimgraph.mentions.status import clause, status
from oimgraph.model import Entity, Fact, Mention, Moment, Span, Value

RULES = (
    "event.named", "event.date", "event.days", "event.place", "event.country", "event.organizer.passive",
    "event.organizer.active", "event.participant", "event.participants", "event.project", "event.project.page",
    "event.subject",
)

_LOCATIVE = re.compile(r"(?:a|in|en|at|celebrado en|tenue a|held in)\s(?:la\s|el\s|the\s|l')?$")


def events(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Event":
            own = list(dict.fromkeys(fact for mention in mentions for fact in _circumstances(reading, entity, mention)))
            if _telling(own):
                dated = any(fact.predicate == terms.START for fact in own)
                yield from _event(reading, entity, mentions, dated=dated)
                yield from _once(own)


_TELLING = (
    terms.START, terms.DURATION_DAYS, terms.LOCATION, terms.PARTICIPANT_COUNT, terms.ORGANIZER, terms.PART_OF_PROJECT,
)


def _telling(facts: list[Fact]) -> bool:
    """Enough to tell the event from others: a date, a length, a place, a number, or who holds it."""
    return any(fact.predicate in _TELLING for fact in facts)


def _once(facts: list[Fact]) -> Iterator[Fact]:
    """An event has one start, one end, one length, one place and one number of participants: the first stated."""
    single = {terms.START, terms.END, terms.DURATION_DAYS, terms.LOCATION, terms.PARTICIPANT_COUNT, terms.IN_COUNTRY}
    seen: set[str] = set()
    for fact in facts:
        if fact.predicate not in single or fact.predicate not in seen:
            yield fact
        seen.add(fact.predicate)


def _event(reading: Reading, entity: Entity, mentions: list[Mention], *, dated: bool) -> Iterator[Fact]:
    first = next((m for m in mentions if not reading.title.covers(m.span)), mentions[0])
    sentence = reading.sentence(first.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Event"), "event.named", sentence)
    kind = Entity("Concept", f"event-type/{reading.types[entity]}")
    yield Fact(entity, terms.EVENT_TYPE, kind, "event.named", first.span)
    if reading.page.kind == "project-page":
        yield Fact(entity, terms.PART_OF_PROJECT, Entity("Project", "project@page"), "event.project.page", sentence)
    told = status(reading, first.span)
    if told == "completed" and reading.page.kind == "project-page" and not dated:
        told = "planned"        # such pages tell what a project will do
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{told}"), "event.named", sentence)


def _circumstances(reading: Reading, entity: Entity, mention: Mention) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    around = clause(reading, mention.span)
    if reading.title.covers(mention.span):
        return
    yield from _dates(reading, entity, around, sentence)
    yield from _places(reading, entity, around, sentence)
    yield from _count(reading, entity, around, sentence)
    yield from _people(reading, entity, mention, around)
    yield from _project(reading, entity, mention)
    if mention.definite is not True or len(reading.by_entity[entity]) == 1:
        for crime in dict.fromkeys(m.entity for m in reading.of_kind("Concept", within=around)):
            if crime.key.startswith("crime/"):
                yield Fact(entity, terms.ADDRESSES, crime, "event.subject", sentence)


def _dates(reading: Reading, entity: Entity, around: Span, sentence: Span) -> Iterator[Fact]:
    dated = [m for m in inside(reading.moments, around) if _is_day(m) and not _in_dateline(reading, m.span)]
    for moment in dated[:1]:
        yield Fact(entity, terms.START, Value(moment.start, datatype_of(moment.start)), "event.date", sentence)
        if moment.end:
            yield Fact(entity, terms.END, Value(moment.end, datatype_of(moment.end)), "event.date", sentence)
    for length in inside(reading.quantities, around):
        if length.unit in ("day", "week") and length.value <= 60:
            days = int(length.value) * (7 if length.unit == "week" else 1)
            if length.unit == "day":
                yield Fact(entity, terms.DURATION_DAYS, Value(str(days), "integer"), "event.days", sentence)


def _is_day(moment: Moment) -> bool:
    return moment.end != ".." and len(moment.start) >= 7


def _in_dateline(reading: Reading, span: Span) -> bool:
    return bool(reading.dateline and reading.dateline.covers(span))


def _places(reading: Reading, entity: Entity, around: Span, sentence: Span) -> Iterator[Fact]:
    for place in reading.of_kind("Place", within=around):
        before = reading.folded[max(around.start, place.span.start - 24) : place.span.start]
        if _LOCATIVE.search(before) and not _in_dateline(reading, place.span):
            yield Fact(entity, terms.LOCATION, place.entity, "event.place", sentence)
            if country := reading.countries.get(place.entity):
                yield Fact(entity, terms.IN_COUNTRY, Entity("Country", country), "event.country", sentence)
            return


def _count(reading: Reading, entity: Entity, around: Span, sentence: Span) -> Iterator[Fact]:
    people = reading.words.pattern("events", "count", "people")
    for quantity in inside(reading.quantities, around):
        following = re.compile(r"(?: \w+){0,2}? ").match(reading.folded, quantity.span.end)
        if quantity.unit or quantity.value < 2 or quantity.value > 5000 or not following:
            continue
        words = reading.folded[quantity.span.end : quantity.span.end + 40].split()[:3]
        if any(people.fullmatch(word.strip(".,;")) for word in words):
            value = Value(str(int(quantity.value)), "integer")
            yield Fact(entity, terms.PARTICIPANT_COUNT, value, "event.participants", sentence)
            return


def _people(reading: Reading, entity: Entity, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    words, folded = reading.words, reading.folded
    passive = words.pattern("events", "organize", "passive").search(folded, mention.span.end, around.end)
    for organizer in chain_after(reading, passive.end(), around.end) if passive else []:
        yield Fact(entity, terms.ORGANIZER, organizer.entity, "event.organizer.passive", sentence)
    for verb in words.pattern("events", "organize", "active").finditer(folded, around.start, mention.span.start):
        if len(folded[verb.end() : mention.span.start].split()) <= 6:
            for organizer in chain_before(reading, verb.start(), around.start):
                yield Fact(entity, terms.ORGANIZER, organizer.entity, "event.organizer.active", sentence)
    attending = words.pattern("events", "attend", "verb").search(folded, around.start, sentence.end)
    if attending:
        for organization in _bodies_after(reading, attending.end(), sentence.end):
            yield Fact(entity, terms.ATTENDEE, organization.entity, "event.participant", sentence)


def _bodies_after(reading: Reading, start: int, limit: int) -> list[Mention]:
    """State bodies and others listed after a verb of attendance, posts and "officials of" in between."""
    following = reading.of_kind("Organization", within=Span(start, limit))
    offices = [office.post for office in reading.offices]
    return [m for m in following if not any(post.covers(m.span) for post in offices)
            and not any(o.span != m.span and o.span.covers(m.span) for o in following)]


def _project(reading: Reading, entity: Entity, mention: Mention) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    parts = reading.words.pattern("events", "project", "part")
    for link in parts.finditer(reading.folded, sentence.start, sentence.end):
        projects = [m for m in reading.of_kind("Project", within=Span(link.end(), sentence.end))
                    if m.span.start - link.end() < 40]
        for project in projects[:1]:
            yield Fact(entity, terms.PART_OF_PROJECT, project.entity, "event.project", sentence)
            return
