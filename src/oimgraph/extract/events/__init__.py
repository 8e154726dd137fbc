"""Workshops, trainings, meetings, campaigns: when, where, by whom, for whom, as part of which project.

An event is published when the page gives it a fact of its own; "des formations" without one is only talk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oimgraph import terms
from oimgraph.extract.events.hosts import organizers
from oimgraph.extract.events.scope import agreed_on, is_verb, scope
from oimgraph.extract.events.what import is_called_off, is_one_more, is_only_assigned, kind, projects, subjects, titled
from oimgraph.extract.events.when import dates, lengths
from oimgraph.extract.events.where import countries_beside, places
from oimgraph.extract.events.who import attendees, headcount
from oimgraph.mentions.nouns import is_plural
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.status import told_of
from oimgraph.model import Entity, Fact, Mention, Value

RULES = (
    "event.named", "event.date", "event.date.relative", "event.days", "event.place", "event.country",
    "event.organizer.passive",
    "event.organizer.active", "event.organizer.of", "event.organizer.joint", "event.participant",
    "event.participant.member", "event.participants", "event.project", "event.project.page", "event.subject",
    "event.subject.title",
)

_TELLING = (
    terms.START, terms.END, terms.DURATION_DAYS, terms.LOCATION, terms.PARTICIPANT_COUNT, terms.ORGANIZER,
    terms.ATTENDEE, terms.PART_OF_PROJECT,
)
_PRECISE = (terms.START, terms.END, terms.DURATION_DAYS, terms.PARTICIPANT_COUNT, terms.ATTENDEE)
_SINGLE = (terms.START, terms.END, terms.DURATION_DAYS, terms.PARTICIPANT_COUNT)
_OF_ITS_OWN = (terms.START, terms.LOCATION, terms.IN_COUNTRY, terms.PARTICIPANT_COUNT)
_OPENING = 4                # characters of an article that opens a sentence
_COORDINATED = (terms.LOCATION, terms.IN_COUNTRY)       # "à Berne et à Vienne"


def events(reading: Reading) -> Iterator[Fact]:
    is_first = True
    for entity, mentions, facts in _told(reading):
        yield from kind(reading, entity, mentions, facts)
        yield from _once(_without_hosts(facts))
        if is_first and any(fact.predicate in (*_PRECISE, terms.LOCATION) for fact in facts):
            yield from titled(reading, entity, facts)
            is_first = False


def _told(reading: Reading) -> Iterator[tuple[Entity, list[Mention], list[Fact]]]:
    """Each event of which enough is said, with its mentions and its facts."""
    before: list[Fact] = []
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Event":
            own = list(dict.fromkeys(fact for mention in mentions for fact in _own(reading, mentions, mention)))
            own += _shared(reading, mentions[0], own, before, terms.PART_OF_PROJECT)
            assigned = own or reading.page.kind == "project-page"
            told = _is_told(reading, mentions, own) or (assigned and is_called_off(reading, mentions[0]))
            own += _shared(reading, mentions[0], own, before, terms.ORGANIZER)
            before = own
            if told:
                yield entity, mentions, own


def _own(reading: Reading, mentions: list[Mention], mention: Mention) -> list[Fact]:
    """ "The campaign, launched on Monday, … In May it will be extended to X": where and when it began is not there;
    "over the next four days, 25 officers will" tells of the same."""
    facts = list(_circumstances(reading, mention))
    first = next((m for m in mentions if not reading.title.covers(m.span)), mention)
    if mention.span.start <= first.span.start or not any(fact.predicate in _OF_ITS_OWN for fact in facts):
        return facts
    implied = reading.words.pattern("occasions", "implied").match(reading.folded, mention.span.start)
    later = not implied and told_of(reading, mention.span, scope(reading, mention)) == "planned"
    more = later and told_of(reading, first.span, scope(reading, first)) in ("completed", "ongoing")
    return [fact for fact in facts if not more or fact.predicate not in _OF_ITS_OWN]


def _shared(reading: Reading, mention: Mention, own: list[Fact], before: list[Fact], predicate: str) -> list[Fact]:
    """One more of a kind is part of the project of the one before, and held by those who hold all of them."""
    if not is_one_more(reading, mention) or any(fact.predicate == predicate for fact in own):
        return []
    first = next((m for fact in before for m in reading.by_entity[fact.subject]), None)
    several = first is not None and is_plural(reading, first.span)      # "IOM will give three courses, the first in"
    shared = [replace(fact, subject=mention.entity) for fact in before if fact.predicate == predicate]
    return shared if several else shared[:1] if predicate == terms.PART_OF_PROJECT else []


def _is_told(reading: Reading, mentions: list[Mention], facts: list[Fact]) -> bool:
    """Enough to tell the event from others; for a bare noun ("training") who holds it, or where, is not.

    What is opened somewhere is told, the place of a mere launch is not: "le lancement du plan à Lomé".
    """
    body = [m for m in mentions if not reading.title.covers(m.span)]
    bare = all(m.definite is None for m in body) or all(_is_promised(reading, m) for m in body)
    proper = all(_is_proper(reading, m) for m in body)
    kind_of = reading.types[mentions[0].entity]
    telling = {*_PRECISE} if bare or proper or kind_of == "launch" else {*_TELLING}
    opened = kind_of == "launch" and any(is_verb(reading, m) for m in mentions)
    telling |= {terms.LOCATION} if opened or (proper and not bare) else set()
    telling |= {terms.IN_COUNTRY} if kind_of == "study-visit" else set()
    return any(fact.predicate in telling and not (kind_of == "launch" and _is_year(fact)) for fact in facts)


def _is_promised(reading: Reading, mention: Mention) -> bool:
    """ "Signed an accord under which IOM will train officers": that is what the accord is for, so far."""
    return is_verb(reading, mention) and agreed_on(reading, mention) is not None


def _is_proper(reading: Reading, mention: Mention) -> bool:
    """ "The Inter-agency Roundtable, coordinated by": a capital within a sentence may name a standing body."""
    inside = mention.span.start - reading.sentence(mention.span).start > _OPENING
    noun = reading.words.pattern("nominals", "event").match(reading.folded, mention.span.start)
    return inside and noun is not None and reading.text(mention.span)[0].isupper()


def _is_year(fact: Fact) -> bool:
    """ "The project was launched in 2003": that is told of the project."""
    return fact.predicate == terms.START and isinstance(fact.object, Value) and len(fact.object.text) == len("2003")


def _without_hosts(facts: list[Fact]) -> list[Fact]:
    """Who holds an event is not told once more as taking part."""
    hosts = {fact.object for fact in facts if fact.predicate == terms.ORGANIZER}
    return [fact for fact in facts if fact.predicate != terms.ATTENDEE or fact.object not in hosts]


def _circumstances(reading: Reading, mention: Mention) -> Iterator[Fact]:
    around = scope(reading, mention)
    if is_only_assigned(reading, mention):
        yield from projects(reading, mention)
        return
    yield from subjects(reading, mention, around)
    if reading.title.covers(mention.span):
        return
    whole = not reading.words.pattern("occasions", "part").fullmatch(
        reading.folded, mention.span.start, mention.span.end)
    if whole:
        yield from dates(reading, mention, around)      # what its people and proceedings do may have other ones
        yield from lengths(reading, mention, around)
        yield from places(reading, mention, around) or countries_beside(reading, mention, around)
        yield from organizers(reading, mention, around)
    yield from headcount(reading, mention, around)
    yield from attendees(reading, mention, around)
    yield from projects(reading, mention)


def _once(facts: list[Fact]) -> Iterator[Fact]:
    """One start, one end, one length and one number of participants, and the place where it is first said to be."""
    first: dict[str, Fact] = {}
    for fact in facts:
        told = first.setdefault(fact.predicate, fact)
        again = fact is not told and (
            fact.predicate in _SINGLE or (fact.predicate in _COORDINATED and fact.span != told.span)
        )
        if not again:
            yield fact
