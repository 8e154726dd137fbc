"""Workshops, trainings, meetings, campaigns: when, where, by whom, for whom, as part of which project.

An event is published when the page gives it a fact of its own; "des formations" without one is only talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, chains, datatype_of
from oimgraph.mentions.status import scope, status
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "event.named", "event.date", "event.days", "event.place", "event.country", "event.organizer.passive",
    "event.organizer.active", "event.participant", "event.participants", "event.project", "event.project.page",
    "event.subject",
)

_LOCATIVE = re.compile(r"(?<!\w)(?:a|au|aux|in|en|at)\s(?:la\s|el\s|the\s|l')?$")
_STATUSES = ("cancelled", "planned", "ongoing")
_RELATIVE = re.compile(r",?\s(?:that|which|qu'|que)(?:\s|(?<='))")
_REACH = 60                 # characters behind an event in which a relative clause says who holds it
_OBJECT = 20                # characters behind a verb in which its object stands
_HOSTS = ("Organization",)  # "experts of Burundi will gather": a bare country holds no meeting
_IN_YEAR = re.compile(
    r"(?<!\w)(?:in|en|during|durante|au cours de|courant|a lo largo de|throughout)\s(?:el ano\s|l'annee\s)?$"
)


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
    told = status(reading, first.span, scope(reading, first), _STATUSES)
    if told == "completed" and reading.page.kind == "project-page" and not dated:
        told = "planned"        # such pages tell what a project will do
    yield Fact(entity, terms.STATUS, Entity("Concept", f"status/{told}"), "event.named", sentence)


def _circumstances(reading: Reading, entity: Entity, mention: Mention) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    around = scope(reading, mention)
    if reading.title.covers(mention.span):
        return
    yield from _dates(reading, entity, around, sentence)
    yield from _places(reading, entity, around, sentence)
    yield from _count(reading, entity, mention, around)
    yield from _people(reading, entity, mention, around)
    yield from _project(reading, entity, mention)
    if mention.definite is not True or len(reading.by_entity[entity]) == 1:
        for crime in dict.fromkeys(m.entity for m in reading.of_kind("Concept", within=around)):
            if crime.key.startswith("crime/"):
                yield Fact(entity, terms.ADDRESSES, crime, "event.subject", sentence)


def _dates(reading: Reading, entity: Entity, around: Span, sentence: Span) -> Iterator[Fact]:
    free = [m for m in inside(reading.moments, around) if m.end != ".." and not _in_dateline(reading, m.span)]
    days = [m for m in free if len(m.start) != len("2014") or m.start.startswith("--")]
    years = [m for m in free if _IN_YEAR.search(reading.folded[max(0, m.span.start - 24) : m.span.start])]
    for moment in (days or years)[:1]:
        last = reading.words.pattern("events", "date", "end").search(reading.folded, around.start, moment.span.start)
        bound = terms.END if last and not moment.end else terms.START
        yield Fact(entity, bound, Value(moment.start, datatype_of(moment.start)), "event.date", sentence)
        if moment.end:
            yield Fact(entity, terms.END, Value(moment.end, datatype_of(moment.end)), "event.date", sentence)
    for length in inside(reading.quantities, around):
        if length.unit == "day" and length.value <= 60:
            yield Fact(entity, terms.DURATION_DAYS, Value(str(int(length.value)), "integer"), "event.days", sentence)


def _in_dateline(reading: Reading, span: Span) -> bool:
    return bool(reading.dateline and reading.dateline.covers(span))


def _places(reading: Reading, entity: Entity, around: Span, sentence: Span) -> Iterator[Fact]:
    """The first place that the words "in", "at" or "will host" tie to the event; else the countries it is held in."""
    host = reading.words.pattern("events", "organize", "host")
    for place in reading.of_kind("Place", within=around):
        hosting = host.match(reading.folded, place.span.end + 1)
        if (_is_locative(reading, place, around) or hosting) and not _in_dateline(reading, place.span):
            yield Fact(entity, terms.LOCATION, place.entity, "event.place", sentence)
            if country := reading.countries.get(place.entity):
                yield Fact(entity, terms.IN_COUNTRY, Entity("Country", country), "event.country", sentence)
            return
    for chain in chains(reading, around, ("Country", "Organization")):
        if _is_locative(reading, chain[0], around) and all(m.entity.kind == "Country" for m in chain):
            yield Fact(entity, terms.IN_COUNTRY, chain[0].entity, "event.country", sentence)
            return


def _is_locative(reading: Reading, place: Mention, around: Span) -> bool:
    return bool(_LOCATIVE.search(reading.folded[max(around.start, place.span.start - 24) : place.span.start]))


def _count(reading: Reading, entity: Entity, mention: Mention, around: Span) -> Iterator[Fact]:
    """The number of people that stands nearest to the event."""
    people = reading.words.pattern("events", "count", "people")
    counted = [q for q in inside(reading.quantities, around)
               if not q.unit and 2 <= q.value <= 5000
               and any(people.fullmatch(word) for word in _words_behind(reading, q.span))]
    if counted:
        nearest = min(counted, key=lambda q: abs(q.span.start - mention.span.start))
        value = Value(str(int(nearest.value)), "integer")
        yield Fact(entity, terms.PARTICIPANT_COUNT, value, "event.participants", reading.sentence(mention.span))


def _words_behind(reading: Reading, span: Span) -> list[str]:
    """The next three words: "45, policiers", "40 jeunes magistrats"."""
    return [word.strip(".,;:") for word in reading.folded[span.end : span.end + 40].split()[:3]]


def _people(reading: Reading, entity: Entity, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    words, folded = reading.words, reading.folded
    passive = words.pattern("events", "organize", "passive").search(folded, around.start, around.end)
    for organizer in _hosts_after(reading, passive.end(), around.end) if passive else []:
        yield Fact(entity, terms.ORGANIZER, organizer.entity, "event.organizer.passive", sentence)
    for verb in words.pattern("events", "organize", "active").finditer(folded, around.start, around.end):
        relative = _RELATIVE.match(folded, mention.span.end) and verb.start() - mention.span.end <= _REACH
        if relative or (verb.end() <= mention.span.end and len(folded[verb.end() : mention.span.start].split()) <= 6):
            for organizer in chain_before(reading, verb.start(), around.start, _HOSTS):
                yield Fact(entity, terms.ORGANIZER, organizer.entity, "event.organizer.active", sentence)
    for attendee in _attendees(reading, mention, around, sentence):
        yield Fact(entity, terms.ATTENDEE, attendee.entity, "event.participant", sentence)


def _hosts_after(reading: Reading, start: int, limit: int) -> list[Mention]:
    """ "by IOM in coordination with the Ministry": all who hold it."""
    hosts = chain_after(reading, start, limit, _HOSTS)
    end = hosts[-1].span.end if hosts else start
    joined = reading.words.pattern("events", "organize", "together").search(reading.folded, end, min(end + 45, limit))
    beside = re.match(r"\)?,?\s?$", reading.folded[end : joined.start()]) if hosts and joined else None
    return hosts + (chain_after(reading, joined.end(), limit, _HOSTS) if joined and beside else [])


def _attendees(reading: Reading, mention: Mention, around: Span, sentence: Span) -> list[Mention]:
    """The bodies named behind "brought together", or before "took part"; behind it when its subject comes last."""
    words, folded = reading.words, reading.folded
    if gathered := words.pattern("events", "attend", "gather").search(folded, around.start, around.end):
        return _bodies(reading, Span(gathered.end(), sentence.end))
    if attended := words.pattern("events", "attend", "verb").search(folded, around.start, sentence.end):
        if mention.span.end <= attended.start() and around.end < attended.end() + _OBJECT:
            return []                       # "…, and IOM takes part in campaigns": in what comes next
        before = _bodies(reading, Span(around.start, attended.start()))
        return before or _bodies(reading, Span(attended.end(), sentence.end))
    return []


def _bodies(reading: Reading, within: Span) -> list[Mention]:
    """State bodies and others, posts and "officials of" in between; not those inside a longer name or a post."""
    found = reading.of_kind("Organization", within=within)
    offices = [office.post for office in reading.offices]
    return [m for m in found if not any(post.covers(m.span) for post in offices)
            and not any(o.span != m.span and o.span.covers(m.span) for o in found)]


def _project(reading: Reading, entity: Entity, mention: Mention) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    parts = reading.words.pattern("events", "project", "part")
    for link in parts.finditer(reading.folded, sentence.start, sentence.end):
        projects = [m for m in reading.of_kind("Project", within=Span(link.end(), sentence.end))
                    if m.span.start - link.end() < 40]
        for project in projects[:1]:
            yield Fact(entity, terms.PART_OF_PROJECT, project.entity, "event.project", sentence)
            return
