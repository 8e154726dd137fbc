"""Who holds an event, who takes part, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.extract.events.scope import clause, is_verb
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, chains
from oimgraph.model import Fact, Mention, Quantity, Span, Value

_HOSTS = ("Organization",)  # "experts of Burundi will gather": a bare country holds no meeting
_RELATIVE = re.compile(r",?\s(?:that|which|qu'|que)(?:\s|(?<='))")
_REACH = 60                 # characters behind an event in which a relative clause says who holds it
_OBJECT = 20                # characters behind a verb in which its object stands
_WORDS = 20                 # between a verb and the event that is its object
_ADJUNCT = re.compile(r"\s(?:[\w-]+\s)?")
_OWN = re.compile(r"\s(?:de\s|of\s|du\s)(?:la\s|l'|the\s)?")
_TAUGHT = 40                # characters before people in which it is told that they teach
_AGENT = 2                  # words from "by" to the people
_WINDOW = 70                # characters behind a number in which it is told what was counted
_STOP = re.compile(r"[.;:()\"\d]|(?<!\w)(?:pour|para|for|avec|con|with|dans|en|in|to|al)(?!\w)")
_NAMED_WITHIN = 5           # words from a number to the people
_COUNTED = range(2, 5001)
_ORIGIN = 90                # characters between people and the body they come from
_FROM = re.compile(
    r"(?:,?\s[\w'-]+){0,4}?,?\s(?:de|du|des|d'|of|from|del)(?:\s|(?<='))(?:(?:la|le|les|l'|the|los|las|el)(?:\s|(?<=')))?"
)
_RIGHT_TO = re.compile(r"(?<!\w)(?:a|au|aux|al|to)\s(?:(?:la|l'|the|le|les|los|las)\s?)?$")
_AGAIN = re.compile(r",?\s(?:and\s)?from\s(?:the\s)?")
_HEAD = re.compile(r"\s\w+\s(?=de|du|d')")
_OWNER = re.compile(r"'s\s")
_TO = re.compile(
    r"(?:\s[\w'-]+){0,3}?\s(?:a|au|aux|al|to)\s(?:(?:la|le|les|l'|the|los|las)\s?)?"
    r"(?:[\w' -]{1,40}\s(?:de|du|des|del|of)\s(?:(?:la|le|les|l'|the|los|las)\s?)?)?"
)
_GENITIVE = re.compile(r"(?<!\w)(?:de|du|des|d'|del|of|from)\s?(?:(?:la|le|les|l'|the|los|las)\s?)?")
_GENITIVE_BEFORE = re.compile(_GENITIVE.pattern + "$")
_PLURAL_HEAD = re.compile(_GENITIVE.pattern + r"\w+\s$")
_BEFORE = 28                # characters before a body in which its preposition stands
_OPENING = 40               # characters at the start of a clause in which its subject begins
_INVERTED = 12              # words before a verb whose subject comes last


def organizers(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    found = [
        *(("event.organizer.passive", host) for host in _behind_passive(reading, around)),
        *(("event.organizer.active", host) for host in _before_active(reading, mention, around)),
        *(("event.organizer.of", host) for host in _named_with(reading, mention, around)),
    ]
    for rule, host in found or (("event.organizer.joint", host) for host in _joint(reading, mention)):
        yield Fact(mention.entity, terms.ORGANIZER, host.entity, rule, sentence)


def _joint(reading: Reading, mention: Mention) -> list[Mention]:
    """ "A joint seminar": of the two that the page is about, IOM being one."""
    near = Span(max(0, mention.span.start - _OBJECT), mention.span.end + _OBJECT)
    if not reading.words.pattern("events", "organize", "joint").search(reading.folded, near.start, near.end):
        return []
    for sentence in reading.sentences[:5]:
        for chain in chains(reading, sentence, _HOSTS):
            bodies = {m.entity: m for m in chain}
            if len(bodies) == 2 and any(body.key == "organization/iom" for body in bodies):
                return list(bodies.values())
    return []


def _behind_passive(reading: Reading, around: Span) -> Iterator[Mention]:
    """ "by IOM in coordination with the Ministry": all who hold it."""
    words, folded = reading.words, reading.folded
    passive = words.pattern("events", "organize", "passive").search(folded, around.start, around.end)
    hosts = chain_after(reading, passive.end(), around.end, _HOSTS) if passive else []
    yield from hosts
    for joined in words.pattern("events", "organize", "together").finditer(folded, around.start, around.end):
        if hosts and joined.start() > hosts[-1].span.end + 3:
            continue
        yield from chain_after(reading, joined.end(), around.end, _HOSTS)


def _before_active(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "IOM held a workshop", "a workshop that IOM held", "IOM trained 30 officers"."""
    folded = reading.folded
    for verb in reading.words.pattern("events", "organize", "active").finditer(folded, around.start, around.end):
        behind = _RELATIVE.match(folded, mention.span.end) and 0 <= verb.start() - mention.span.end <= _REACH
        ahead = verb.end() <= mention.span.start and len(folded[verb.end() : mention.span.start].split()) <= _WORDS
        if behind or ahead:
            yield from subject(reading, verb.start(), around)
        if ahead:
            yield from _beside(reading, Span(verb.end(), mention.span.start))
    if reading.words.pattern("events", "organize", "trains").fullmatch(folded, mention.span.start, mention.span.end):
        yield from subject(reading, mention.span.start, clause(reading, mention))


def _beside(reading: Reading, between: Span) -> Iterator[Mention]:
    """ "Organise, avec le Ministère, un atelier": who holds it too, told between the verb and its object."""
    for joined in reading.matches(between, "events", "organize", "with"):
        yield from chain_after(reading, joined.end(), between.end, _HOSTS)


def subject(reading: Reading, verb: int, around: Span) -> list[Mention]:
    """Who stands right before a verb; before "and will train" what opens the clause."""
    if beside := chain_before(reading, verb, around.start, _HOSTS):
        return [] if _is_genitive(reading, beside[0]) and not _in_post(reading, beside[0], verb) else beside
    joined = reading.words.pattern("events", "clause", "and").search(reading.folded, max(around.start, verb - 6), verb)
    opening = chains(reading, Span(around.start, verb), _HOSTS)[:1] if joined else []
    return [m for chain in opening if chain[0].span.start - around.start < _OPENING for m in chain]


def _in_post(reading: Reading, body: Mention, verb: int) -> bool:
    """ "The head of the IOM office, NAME, handed": who holds a post acts for the body."""
    return any(office.organization == body.entity and office.post.start <= body.span.start < verb
               for office in reading.offices)


def _is_genitive(reading: Reading, body: Mention) -> bool:
    """ "Trainees of the Police", and of "from the ministries of Justice and Labour" each."""
    before = reading.folded[max(0, body.span.start - _BEFORE) : body.span.start]
    elliptic = _GENITIVE.match(reading.folded, body.span.start)
    return bool((_PLURAL_HEAD if elliptic else _GENITIVE_BEFORE).search(before))


def _named_with(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "A ten-day IOM course", "un atelier de l'OIM"."""
    if is_verb(reading, mention):
        return
    for body in reading.of_kind("Organization", within=around):
        before = _ADJUNCT.fullmatch(reading.folded, body.span.end, mention.span.start)
        behind = body.span.start > mention.span.end and _OWN.fullmatch(
            reading.folded, mention.span.end, body.span.start
        )
        international = reading.classes.get(body.entity) == "IntergovernmentalOrganization"
        if international and (behind or (before and reading.page.language == "en")):
            yield body


def attendees(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    for body in _gathered(reading, mention, around, sentence):
        yield Fact(mention.entity, terms.ATTENDEE, body.entity, "event.participant", sentence)
    for body in [*_members(reading, around), *_recipients(reading, mention, around)]:
        yield Fact(mention.entity, terms.ATTENDEE, body.entity, "event.participant.member", sentence)


def _gathered(reading: Reading, mention: Mention, around: Span, sentence: Span) -> list[Mention]:
    """The bodies named behind "brought together", or before "took part"; behind it when its subject comes last."""
    words, folded = reading.words, reading.folded
    if gathered := words.pattern("events", "attend", "gather").search(folded, around.start, around.end):
        return _bodies(reading, Span(gathered.end(), _next_verb(reading, gathered.end(), sentence.end)))
    if attended := words.pattern("events", "attend", "verb").search(folded, around.start, sentence.end):
        if mention.span.end <= attended.start() and around.end < attended.end() + _OBJECT < sentence.end:
            return []                       # "…, and IOM takes part in campaigns": in what comes next
        relative = words.pattern("events", "clause", "attended").search(folded, mention.span.end, attended.end())
        start = min(relative.end(), attended.start()) if relative else around.start
        before = _bodies(reading, Span(start, attended.start()))
        inverted = len(folded[start : attended.start()].split()) <= _INVERTED and not words.pattern(
            "events", "count", "people"
        ).search(folded, start, attended.start())
        behind = Span(attended.end(), _next_verb(reading, attended.end(), sentence.end))
        return before or (_bodies(reading, behind) if inverted else [])
    return []


def _next_verb(reading: Reading, start: int, limit: int) -> int:
    """Where a list ends: before a verb right behind a comma, which goes on about the event."""
    verbs = reading.words.pattern("status", "tense").finditer(reading.folded, start, limit)
    return next((m.start() for m in verbs if reading.folded[: m.start()].endswith(", ")), limit)


def _bodies(reading: Reading, within: Span) -> list[Mention]:
    """State bodies and others, posts and "officials of" in between; not those inside a longer name or a post."""
    found = reading.of_kind("Organization", within=within)
    offices = [office.post for office in reading.offices]
    return [m for m in found if not any(post.covers(m.span) for post in offices)
            and not any(o.span != m.span and o.span.covers(m.span) for o in found)]


def _members(reading: Reading, around: Span) -> Iterator[Mention]:
    """ "Thirty officers of the Police and of the Customs": whose people take part; not those who teach."""
    folded = reading.folded
    bodies = reading.of_kind("Organization", within=around)
    states = reading.words.pattern("events", "count", "states")
    for people in reading.words.pattern("events", "count", "people").finditer(folded, around.start, around.end):
        near = next((m for m in bodies if 0 < m.span.start - people.end() < _ORIGIN), None)
        apart = _teach(reading, people.start()) or (near and states.search(folded, people.end(), near.span.start))
        if near and not apart and _FROM.fullmatch(folded, people.end(), near.span.start):
            yield from chain_after(reading, near.span.start, around.end, _HOSTS)
    for origin in reading.words.pattern("events", "attend", "origin").finditer(folded, around.start, around.end):
        yield from _from(reading, origin.end(), around.end)


def _teach(reading: Reading, people: int) -> bool:
    """ "Taught by two experts": who acts in the passive teaches, unless it is to attend."""
    before = max(0, people - _TAUGHT), people
    teaching = list(reading.words.pattern("events", "count", "teaching").finditer(reading.folded, *before))
    attending = list(reading.words.pattern("events", "count", "attending").finditer(reading.folded, *before))
    near = teaching and len(reading.folded[teaching[-1].end() : people].split()) <= _AGENT
    return bool(near) and not (attending and attending[-1].end() == teaching[-1].end())


def _from(reading: Reading, start: int, limit: int) -> Iterator[Mention]:
    """ "Drawn from Togo's Police and from the Customs", "issus des ministères de la Justice et du Travail"."""
    head = _HEAD.match(reading.folded, start)
    if head and any(m.span.start == head.end() for m in reading.of_kind("Organization", within=Span(start, limit))):
        start = head.end()
    for country in reading.of_kind("Country", within=Span(start, limit))[:1]:
        owner = _OWNER.match(reading.folded, country.span.end)
        start = owner.end() if owner and country.span.start - start <= len(" the ") else start
    while chain := chain_after(reading, start, limit, _HOSTS):
        yield from chain
        again = _AGAIN.match(reading.folded, chain[-1].span.end)
        start = again.end() if again else limit


def _recipients(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    """To whom something is handed over."""
    if reading.types[mention.entity] != "handover":
        return []
    behind = reading.of_kind("Organization", within=Span(mention.span.end, around.end))
    held = [m for m in behind[:1] if _TO.fullmatch(reading.folded, mention.span.end, m.span.start)]
    return held or [m for m in behind if _RIGHT_TO.search(reading.folded[max(0, m.span.start - 12) : m.span.start])][:1]


def headcount(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """The number of people that stands nearest to the event."""
    counted = [q for q in inside(reading.quantities, around) if _is_people(reading, q)]
    if counted:
        nearest = min(counted, key=lambda q: abs(q.span.start - mention.span.start))
        value = Value(str(int(nearest.value)), "integer")
        sentence = reading.sentence(mention.span)
        yield Fact(mention.entity, terms.PARTICIPANT_COUNT, value, "event.participants", sentence)


def _is_people(reading: Reading, quantity: Quantity) -> bool:
    """ "45 policiers", "40 jeunes magistrats", "42 central bank and labour ministry officials"."""
    if quantity.unit or _teach(reading, quantity.span.start) or quantity.value not in _COUNTED:
        return False
    end = min(quantity.span.end + _WINDOW, len(reading.folded))
    stop = _STOP.search(reading.folded, quantity.span.end, end)
    limit = stop.start() if stop else end
    in_all = Span(quantity.span.start - len("au nombre de "), quantity.span.end + len(" in number"))
    if reading.says(in_all, "events", "count", "in_all"):       # "labour inspectors, 65 in all"
        before = Span(max(0, quantity.span.start - _WINDOW), quantity.span.start)
        return reading.says(before, "events", "count", "people")
    people = reading.words.pattern("events", "count", "people").search(reading.folded, quantity.span.end, limit)
    return people is not None and len(reading.folded[quantity.span.end : people.start()].split()) <= _NAMED_WITHIN
