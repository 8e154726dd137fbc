"""Who takes part in an event, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from oimgraph import terms
from oimgraph.extract.events.scope import in_series, is_verb
from oimgraph.extract.events.subject import HOSTS
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before, right_before
from oimgraph.model import Fact, Mention, Quantity, Span, Value

_OBJECT = 20                # characters behind a verb in which its object stands
_TAUGHT = 40                # characters before people in which it is told that they teach
_AGENT = 2                  # words from "by" to the people
_WINDOW = 70                # characters behind a number in which it is told what was counted
_OWNED = 36                 # characters before a number in which it is told that a body has so many, or has helped them
_PART = 24                  # characters before a number in which it is told to be part of another
_STOP = r"[.;:()\"\d]|(?<!\w)(?:{for}|{with}|{in}|{to})"
_NAMED_WITHIN = 5           # words from a number to the people
_COUNTED = range(2, 5001)
_ORIGIN = 90                # characters between people and the body they come from
_FROM = r"(?:,? (?!{by})[\w'-]+){0,4}?,? {of}{the}?"
_JOINED = r"(?: [\w'-]+){1,8}?,? {and}(?:{of}|{for}|{to})?"
_RIGHT_TO = r"(?<!\w){to}{the}?$"
_AGAIN = ",? {and}?{of}{the}?"
_HEAD = r" \w+ (?={of})"
_OWNER = re.compile(r"'s\s")
_TO = r"(?: [\w'-]+){0,3}? {to}{the}?(?:[\w' -]{1,40} {of}{the}?)?"
_LEAD = 12                  # characters for a preposition and an article
_IN_ALL = 13                # characters beside a number in which it is told to be that of all
_LED = 3                    # words between "at" and the event
_OPENING = 6                # words that lead to an event at the beginning of a clause
_BULLET = re.compile(r"(?:[-*\u2022\u2013\u2014]|\w{1,3}\))\s")
_INVERTED = 20              # words before a verb whose subject comes last


def attendees(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    for body in [*_gathered(reading, mention, around, sentence), *_deciding(reading, mention, around)]:
        yield Fact(mention.entity, terms.ATTENDEE, body.entity, "event.participant", reading.sentence(body.span))
    for body in [*_members(reading, around), *_recipients(reading, mention, around), *_met(reading, mention, around)]:
        yield Fact(mention.entity, terms.ATTENDEE, body.entity, "event.participant.member", sentence)


def _gathered(reading: Reading, mention: Mention, around: Span, sentence: Span) -> list[Mention]:
    """The bodies named behind "brought together", or before "took part"; behind it when its subject comes last."""
    words, folded = reading.words, reading.folded
    if gathered := words.pattern("events", "attend", "gather").search(folded, around.start, around.end):
        behind = Span(gathered.end(), _end_of_list(reading, gathered.end(), sentence.end))
        return [*_bodies(reading, behind), *_itemized(reading, sentence)]
    if attended := words.pattern("events", "attend", "verb").search(folded, around.start, sentence.end):
        if mention.span.end <= attended.start() and around.end < attended.end() + _OBJECT < sentence.end:
            return []                       # "…, and IOM takes part in campaigns": in what comes next
        relative = words.pattern("events", "clause", "attended").search(folded, mention.span.end, attended.end())
        start = min(relative.end(), attended.start()) if relative else around.start
        if 0 <= attended.start() - mention.span.end <= 1:       # "supported by X, the forum gathered"
            start = attended.start()
        before = _bodies(reading, Span(start, attended.start()))
        inverted = len(folded[start : attended.start()].split()) <= _INVERTED and not words.pattern(
            "events", "count", "people"
        ).search(folded, start, attended.start())
        behind = Span(attended.end(), _end_of_list(reading, attended.end(), sentence.end))
        return before or (_bodies(reading, behind) if inverted else [])
    return []


def _itemized(reading: Reading, sentence: Span) -> list[Mention]:
    """ "Y ont pris part : - des délégués de …; - X et Y": those that the items of the list name."""
    if not reading.fold(sentence).endswith(":"):
        return []
    behind = reading.sentences[reading.number(sentence) + 1 :]
    items = takewhile(lambda item: _BULLET.match(reading.folded, item.start), behind)
    return [body for item in items for body in _bodies(reading, item)]


def _deciding(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    """ "At a meeting in Lima, X and Y agreed to", "X and Y agreed, at a meeting": the two or more who decide there."""
    words, folded = reading.words, reading.folded
    led = list(reading.matches(Span(around.start, mention.span.start), "events", "attend", "at"))
    if is_verb(reading, mention) or not led or len(folded[led[-1].end() : mention.span.start].split()) > _LED:
        return []
    opens = len(folded[around.start : led[-1].end()].split()) <= _OPENING
    within = Span(mention.span.end, around.end) if opens else Span(around.start, led[-1].start())
    decided = words.pattern("events", "attend", "decide").search(folded, within.start, within.end)
    named = chain_before(reading, decided.start(), within.start) if decided else []
    bodies = [m for m in named if m.entity.kind in HOSTS]
    apart = bool(named) and (not opens or folded.rfind(",", mention.span.end, named[0].span.start) >= 0)
    return bodies if apart and len({m.entity for m in named}) > 1 else []


def _end_of_list(reading: Reading, start: int, limit: int) -> int:
    """Where a list ends: before a verb right behind a comma, which goes on about the event, a relative clause, or what
    tells the project that the event is part of."""
    verbs = reading.words.pattern("status", "tense").finditer(reading.folded, start, limit)
    ends = [m.start() for m in verbs if reading.folded.endswith(", ", start, m.start())]
    ends += [m.start() for m in reading.matches(Span(start, limit), "events", "project", "part")]
    including = reading.words.pattern("events", "count", "including")       # "associations, dont la …"
    ends += [m.start() for m in reading.matches(Span(start, limit), "events", "clause", "relative")
             if not including.fullmatch(m[0])]
    return min(ends, default=limit)


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
        if near and not apart and reading.words.shape(_FROM).fullmatch(folded, people.end(), near.span.start):
            yield from chain_after(reading, near.span.start, around.end, HOSTS)
    for origin in reading.words.pattern("events", "attend", "origin").finditer(folded, around.start, around.end):
        yield from _from(reading, origin.end(), around.end)


def _teach(reading: Reading, people: int) -> bool:
    """ "Taught by two experts": who acts in the passive teaches, unless it is to attend."""
    before = max(0, people - _TAUGHT), people
    teaching = list(reading.words.pattern("events", "count", "teaching").finditer(reading.folded, *before))
    attending = list(reading.words.pattern("events", "count", "attending").finditer(reading.folded, *before))
    agent = reading.folded[teaching[-1].end() : people] if teaching else ""
    near = teaching and len(agent.split()) <= _AGENT
    near = near and not reading.words.shape(_STOP).search(agent)        # "run by IOM for 22"
    return bool(near) and not (attending and attending[-1].end() == teaching[-1].end())


def _from(reading: Reading, start: int, limit: int) -> Iterator[Mention]:
    """ "Drawn from Togo's Police and from the Customs", "issus des ministères de la Justice et du Travail"."""
    head = reading.words.shape(_HEAD).match(reading.folded, start)
    if head and any(m.span.start == head.end() for m in reading.of_kind("Organization", within=Span(start, limit))):
        start = head.end()
    for country in reading.of_kind("Country", within=Span(start, limit))[:1]:
        owner = _OWNER.match(reading.folded, country.span.end)
        start = owner.end() if owner and country.span.start - start <= _LEAD else start
    while chain := chain_after(reading, start, limit, HOSTS):
        yield from chain
        again = reading.words.shape(_AGAIN).match(reading.folded, chain[-1].span.end)
        start = again.end() if again else limit


def _met(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    """ "A meeting with the Ministry": not "in cooperation with", nor "organized with"."""
    if reading.types[mention.entity] != "meeting" or is_verb(reading, mention):
        return []
    joint = [m.end() for m in reading.matches(around, "events", "organize", "together", "held_with")]
    behind = Span(mention.span.end, around.end)
    met = [m for m in reading.matches(behind, "events", "organize", "with") if m.end() not in joint]
    return next(filter(None, (chain_after(reading, m.end(), around.end, HOSTS) for m in met)), [])


def _recipients(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    """To whom something is handed over, or who takes it."""
    if reading.types[mention.entity] != "handover":
        return []
    if reading.words.pattern("events", "attend", "receives").match(reading.folded, mention.span.start):
        return chain_before(reading, mention.span.start, around.start, HOSTS)
    behind = reading.of_kind("Organization", within=Span(mention.span.end, around.end))
    to, right_to = map(reading.words.shape, (_TO, _RIGHT_TO))
    start = mention.span.end
    held = [m for m in behind[:1] if to.fullmatch(reading.folded, start, m.span.start)]
    return held or [m for m in behind if right_to.search(reading.folded, start, m.span.start)][:1]


def headcount(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    """The number of people that stands nearest to the event; of several events only when it is that of each, and of a
    launch that a verb tells only when it is said that they were there."""
    launched = reading.types[mention.entity] == "launch" and is_verb(reading, mention)
    if launched and not reading.says(around, "events", "attend", "gather", "verb"):
        return
    if _is_one_of(reading, mention, around) and not reading.says(around, "events", "count", "each"):
        return
    counted = [q for q in inside(reading.quantities, around)
               if _is_people(reading, q) and not _trains(reading, q, mention)]
    counted = [q for q in counted if not _is_part(reading, q)] or counted
    counted = [q for q, before in zip(counted, [None, *counted], strict=False) if not _is_joined(reading, before, q)]
    if counted:
        nearest = min(counted, key=lambda q: abs(q.span.start - mention.span.start))
        value = Value(str(int(nearest.value)), "integer")
        sentence = reading.sentence(mention.span)
        yield Fact(mention.entity, terms.PARTICIPANT_COUNT, value, "event.participants", sentence)


def _trains(reading: Reading, people: Quantity, mention: Mention) -> bool:
    """ "Then 22 officers will train their colleagues": the subject of a verb that is an event of its own teaches."""
    active, passive = (reading.words.pattern("events", "organize", key) for key in ("trains", "passive"))
    acts = is_verb(reading, mention) and active.fullmatch(reading.folded, mention.span.start, mention.span.end)
    done_to = passive.match(reading.folded, mention.span.start)         # "60 officers, trained by IOM"
    return bool(acts) and not done_to and people.span.end < mention.span.start


def _is_one_of(reading: Reading, mention: Mention, around: Span) -> bool:
    """ "Four workshops in X and Y": whether others share the event's noun or verb."""
    plural = reading.words.pattern("occasions", "series", "plural").match(reading.folded, mention.span.start)
    sharing = [m for m in reading.of_kind("Event", within=around) if in_series(reading, m)]
    return in_series(reading, mention) or bool(plural and any(m.entity != mention.entity for m in sharing))


def _is_people(reading: Reading, quantity: Quantity) -> bool:
    """ "45 policiers", "40 jeunes magistrats", "42 central bank and labour ministry officials"."""
    if quantity.unit or _teach(reading, quantity.span.start) or quantity.value not in _COUNTED:
        return False
    if reading.says(Span(max(0, quantity.span.start - _OWNED), quantity.span.start), "events", "count", "owned"):
        return False                        # "the Department, which now has 500 officers in 27 regions"
    end = min(quantity.span.end + _WINDOW, len(reading.folded))
    stop = reading.words.shape(_STOP).search(reading.folded, quantity.span.end, end)
    limit = stop.start() if stop else end
    people = reading.words.pattern("events", "count", "people").search(reading.folded, quantity.span.end, limit)
    if people and len(reading.folded[quantity.span.end : people.start()].split()) <= _NAMED_WITHIN:
        between = Span(quantity.span.end, people.start())
        counted = reading.of_kind("Event", within=Span(quantity.span.end, people.end()))
        others = any(m.span.start < people.start() for m in counted)        # "two meetings of mayors"
        return not others and not reading.says(between, "events", "count", "states")    # "the eleven member states"
    in_all = Span(quantity.span.start - _IN_ALL, quantity.span.end + _IN_ALL)
    before = Span(max(0, quantity.span.start - _WINDOW), quantity.span.start)       # "labour inspectors, 65 in all"
    return reading.says(in_all, "events", "count", "in_all") and reading.says(before, "events", "count", "people")


def _is_joined(reading: Reading, first: Quantity | None, second: Quantity) -> bool:
    """ "25 officers and 10 clerks": neither the second nor the sum is told as the number of all."""
    between = reading.folded[first.span.end : second.span.start] if first else ""
    return bool(reading.words.shape(_JOINED).fullmatch(between))


def _is_part(reading: Reading, quantity: Quantity) -> bool:
    """ "25 officers, including 10 women", "dont six douaniers", "15 of them women"."""
    before = Span(max(0, quantity.span.start - _PART), quantity.span.start)
    behind = reading.words.pattern("events", "count", "of_them").match(reading.folded, quantity.span.end + 1)
    return bool(behind) or right_before(reading.words.pattern("events", "count", "including"), reading.folded, before)
