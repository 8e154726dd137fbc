"""In which body a post is held: one named in it or beside it, one taken up, or the one that the post alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.officials.ex_officio import (
    government,
    is_counterpart,
    is_host,
    ministry,
    namesake,
    sole,
    town_hall,
)
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Office, Span

_OF = "(?: ?,)? {of}"
_LEADS_ON = ",? ?{it-is}?{the}?"
_SET_OFF = " ?, {the}?"
_CLOSED = re.compile(r"[ \t]{0,3}(?:[.;:)\n\"”»]|$)")
_BEHIND = re.compile(r",? ")
_PART = re.compile(r"[,;.:\"]")
_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_THEIR = r"(?<!\w){its}$"
_COMPLEMENT = " (?:{of}|{for})"
_NEAR = 30                  # characters in which a noun takes up a body, behind a post or a name
_THE = 7                    # characters in which "de la " or "their " stands before a name
_OWNER = 40                 # characters before a post in which "the ministry's" stands


class Holder(Protocol):
    @property
    def entity(self) -> Entity: ...
    @property
    def span(self) -> Span: ...
    @property
    def post(self) -> Span | None: ...


def offices(people: Iterable[Holder], reading: Reading) -> Iterator[Office]:
    """Who holds which post in which body; of several posts at one place, those in a body say more than a rank, and any
    more than being somebody's counterpart."""
    found: dict[Span, list[Office]] = {}
    for person in people:
        if person.post is not None:
            office = Office(person.entity, person.post, _held_in(reading, person.span, person.post))
            found.setdefault(person.span, []).append(office)
    for held in found.values():
        named = [o for o in held if not is_counterpart(reading, o.post)] or held
        told = next((o.organization for o in held if o.organization), None)
        yield from [o for o in named if o.organization] or [replace(named[0], organization=told)]


def _held_in(reading: Reading, name: Span, post: Span) -> Entity | None:
    """The first body named in the post, or behind the name; the one that "its" points to or in whose name one speaks;
    a minister's ministry, else the government."""
    if within := [m for m in reading.of_kind("Organization", within=post) if not is_host(reading, post, m)]:
        seats = {match.end() for match in reading.matches(post, "persons", "post", "seat")}
        seated = [m for m in within if seats & {m.span.start, m.span.start - 1}]
        return (seated or within)[0].entity             # "Director of Community Policing at the Ministry"
    of = reading.words.shape(_OF)
    if behind := of.match(reading.folded, max(name.end, post.end if post.end < name.start else 0)):
        following = [m.entity for m in reading.of_kind("Organization") if m.span.start == behind.end()]
        if following:
            return following[0]
    if beside := name.end <= post.start and _beside(reading, post):
        return beside
    if is_counterpart(reading, post):
        return government(reading, post)   # "his Malian counterpart" is at no body of his
    if reading.words.shape(_THEIR).search(reading.folded, max(0, post.start - _THE), post.start):
        return _possessed(reading, min(post.start, name.start))
    sentence = reading.sentence(post)
    first = min(post.start, name.start)
    bodies = reading.of_kind("Organization", within=Span(sentence.start, max(sentence.start, first)))
    return (ministry(reading, post) or _spoken_for(reading, bodies, name, post) or _taken_up(reading, name, post)
            or namesake(reading, post) or sole(reading, post) or town_hall(reading, post) or government(reading, post))


def _beside(reading: Reading, post: Span) -> Entity | None:
    """The body that closes what is said of a person: "Ada Obi, Chief of Mission, IOM Samoa"."""
    joint = reading.words.shape(_SET_OFF).match(reading.folded, post.end)
    body = next((m for m in reading.of_kind("Organization") if joint and m.span.start == joint.end()), None)
    if not body:
        return None
    places = reading.of_kind("Country", "Place")
    end = next((m.span.end for m in places if m.span.start == body.span.end + 1), body.span.end)
    return body.entity if _CLOSED.match(reading.page.text, end) else None


def _possessed(reading: Reading, at: int) -> Entity | None:
    """The only body named before "its director" in the sentence, else in the one before."""
    number = reading.number(Span(at, at))
    for sentence in reversed(reading.sentences[max(0, number - 1) : number + 1]):
        within = Span(sentence.start, max(sentence.start, min(at, sentence.end)))
        if bodies := {m.entity for m in reading.of_kind("Organization", within=within)}:
            return bodies.pop() if len(bodies) == 1 else None
    return None


def _taken_up(reading: Reading, name: Span, post: Span) -> Entity | None:
    """The body that a noun takes up: "Director at the ministry", "Colonel N of the Ukrainian service", "the
    Commission's director"."""
    sentence = reading.sentence(post)
    end = min(sentence.end, max(post.end, name.end) + _NEAR)
    start = max(sentence.start, min(post.start, name.start) - _OWNER)
    at = [lead for lead in reading.matches(Span(post.start, end), "persons", "post", "at")
          if lead.start() <= post.end + 1 or lead.start() == name.end + 1]
    for lead in (*at, *reading.matches(Span(start, post.start), "persons", "post", "owner")):
        limit = _PART.search(reading.folded, lead.end(), min(sentence.end, lead.end() + _NEAR))
        for word in _WORD.finditer(reading.folded, lead.end(), limit.start() if limit else lead.end() + _NEAR):
            if body := _headed(reading, word[0], Span(lead.end(), word.end())):
                return body
    return None


def _headed(reading: Reading, noun: str, said: Span) -> Entity | None:
    """The body named last before with this head, of the state that is said with it."""
    if not reading.words.pattern("institutions", "head").fullmatch(noun):
        return None
    complement = reading.words.shape(_COMPLEMENT)
    states = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=said)}
    for mention in reversed(reading.of_kind("Organization", within=Span(0, said.start))):
        names = (fold(label.text) for label in reading.labels.get(mention.entity, ()))
        own = any(noun in complement.split(name)[0].split() for name in names)
        if own and states <= {reading.countries.get(mention.entity, "")}:
            return mention.entity
    return None


def _spoken_for(reading: Reading, bodies: list[Mention], name: Span, post: Span) -> Entity | None:
    """The body in whose name a person speaks: "Por parte de la OIM, la Oficial", "NAME, Director, on behalf of X"."""
    behalf, leads_on = reading.words.pattern("persons", "post", "behalf"), reading.words.shape(_LEADS_ON)
    first = min(name.start, post.start)
    behind = _BEHIND.match(reading.folded, max(name.end, post.end))
    signs = behind and reading.words.pattern("agreements", "sign", "verb").match(reading.folded, behind.end())
    at = signs.end() + 1 if signs else behind.end() if behind else 0        # "Ada Obi signed for the Ministry"
    if words := behalf.match(reading.folded, at) if behind else None:
        near = range(words.end(), words.end() + _THE + 1)
        if following := [m.entity for m in reading.of_kind("Organization") if m.span.start in near]:
            return following[0]
    for body in reversed(bodies):
        before = reading.folded[max(0, body.span.start - 40) : body.span.start]
        spoken = [m for m in behalf.finditer(before) if len(before) - m.end() <= _THE]
        if spoken and leads_on.fullmatch(reading.folded, body.span.end, max(body.span.end, first)):
            return body.entity
    return None
