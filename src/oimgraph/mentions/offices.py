"""In which body a post is held: one named in it or beside it, one taken up, or the one that such a post is held in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Protocol

from oimgraph.lexicon import any_of, lexicon
from oimgraph.lexicon.fold import fold
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
_STEM = 6                   # letters by which words of one field are known: "régional", "régionale"
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
        named = [o for o in held if not _is_counterpart(reading, o.post)] or held
        told = next((o.organization for o in held if o.organization), None)
        yield from [o for o in named if o.organization] or [replace(named[0], organization=told)]


def _held_in(reading: Reading, name: Span, post: Span) -> Entity | None:
    """The first body named in the post, or behind the name; the one that "its" points to or in whose name one speaks;
    a minister's ministry, else the government."""
    if within := [m for m in reading.of_kind("Organization", within=post) if not _is_host(reading, post, m)]:
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
    if _is_counterpart(reading, post):
        return _government(reading, post)   # "his Malian counterpart" is at no body of his
    if reading.words.shape(_THEIR).search(reading.folded, max(0, post.start - _THE), post.start):
        return _possessed(reading, min(post.start, name.start))
    sentence = reading.sentence(post)
    first = min(post.start, name.start)
    bodies = reading.of_kind("Organization", within=Span(sentence.start, max(sentence.start, first)))
    return (_ministry(reading, post) or _spoken_for(reading, bodies, name, post) or _taken_up(reading, name, post)
            or _namesake(reading, post) or _town_hall(reading, post) or _government(reading, post))


def _is_counterpart(reading: Reading, post: Span) -> bool:
    return reading.words.pattern("places", "words", "counterpart").search(reading.fold(post)) is not None


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


def _town_hall(reading: Reading, post: Span) -> Entity | None:
    """The one town hall on the page that bears the name of the town in the post: "concejala de Cartaya"."""
    words, written = reading.words, reading.fold(post)
    if not words.pattern("persons", "post", "municipal").match(written):
        return None
    town = words.shape(" {of}").split(written)[-1]
    if town == written:
        return _last(reading, post, "halls")            # "the Mayor, Ada Obi"
    halls = {entity for entity, labels in reading.labels.items() if entity.kind == "Organization"
             for label in labels if fold(label.text).endswith(f" {town}")
             and words.pattern("persons", "post", "halls").match(fold(label.text))}
    return halls.pop() if len(halls) == 1 else None


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


def _ministry(reading: Reading, post: Span) -> Entity | None:
    """The one ministry on the page that is called by all the fields of government in the minister's post."""
    words = reading.words
    if not words.pattern("persons", "post", "ministers").search(reading.fold(post)):
        return None
    if words.pattern("persons", "post", "ministers").fullmatch(reading.fold(post)):
        return _last(reading, post, "ministries")       # "the Minister, Ada Obi"
    fields = {match[0] for match in words.pattern("institutions", "chunk", "fields").finditer(reading.fold(post))}
    sure = words.pattern("institutions", "sure")
    named = {
        entity for entity, labels in reading.labels.items() if fields and entity.kind == "Organization"
        for name in (fold(label.text) for label in labels) if sure.search(name) and all(f in name for f in fields)
    }
    states = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=post)}
    if states and any(reading.countries.get(entity) not in (None, "", *states) for entity in named):
        return None                         # the minister of Samoa is at the head of no Jordanian ministry
    return named.pop() if len(named) == 1 else None


def _namesake(reading: Reading, post: Span) -> Entity | None:
    """The one body on the page that is called as the post of its head: "directeur de la santé publique" of the
    "Direction de la santé publique"."""
    written = reading.fold(post)
    heads = [body for head, body in _namesakes(reading.words.language) if head.search(written)]
    if not heads:
        return None
    named_places = " ".join(reading.fold(m.span) for m in reading.of_kind("Country", "Place", "Demonym"))
    places = set(_stems(reading, named_places))
    words = set(_stems(reading, written)) - places
    named = {entity for entity, labels in reading.labels.items() if entity.kind == "Organization"
             for name in (fold(label.text) for label in labels)
             if any(body.search(name) for body in heads)
             and (field := set(_stems(reading, name)) - places) and field == words}
    states = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=post)} or {reading.country}
    named = {entity for entity in named if reading.countries.get(entity) in (None, "", *states)}
    return named.pop() if len(named) == 1 else None


@cache
def _namesakes(language: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    table = lexicon(language)["persons"]["namesakes"]
    return [(any_of({head}), any_of({body})) for head, body in zip(table["posts"], table["bodies"], strict=True)]


def _stems(reading: Reading, name: str) -> Iterator[str]:
    """The words of a name that tell a field, by how they begin; not those that tell a head or a body."""
    common = reading.words.pattern("persons", "namesakes")
    return (word[:_STEM] for word in _WORD.findall(name) if not common.fullmatch(word))


def _last(reading: Reading, post: Span, kind: str) -> Entity | None:
    """The body of this kind that the page has named last before."""
    head = reading.words.pattern("persons", "post", kind)
    before = reading.of_kind("Organization", within=Span(0, post.start))
    return next((m.entity for m in reversed(before)
                 if any(head.match(fold(label.text)) for label in reading.labels.get(m.entity, ()))), None)


def _government(reading: Reading, post: Span) -> Entity | None:
    """A minister serves the state that the post names, else the government of the page's country where it is named; an
    ambassador the state that sends: "Ambassador of Peru to Chile", "the Swiss Ambassador"."""
    words, written = reading.words, reading.fold(post)
    named = reading.of_kind("Country", "Demonym", within=post)
    sent = words.pattern("persons", "post", "envoys").search(written)
    led = words.pattern("persons", "post", "ministers").search(written) or _is_counterpart(reading, post)
    if not sent and not led:
        return None
    named = [m for m in named if not _is_host(reading, post, m)]
    codes = {m.entity.key for m in named} or ({reading.country} if not sent else set())
    if len(codes) != 1:
        return None
    government = Entity("Organization", f"government/{next(iter(codes))}")
    if government in reading.classes:
        return government
    office = words.pattern("persons", "post", "premiers").search(written)       # of his own, not of the state's
    return Entity("Country", codes.pop()) if named and not office else None


def _is_host(reading: Reading, post: Span, named: Mention) -> bool:
    """Whether an envoy is sent there: "Ambassador to Peru", "Ambassadrice au Pérou", "Special Envoy to the OAS"."""
    if not reading.words.pattern("persons", "post", "envoys").search(reading.fold(post)):
        return False
    before = reading.folded[max(post.start, named.span.start - _OWNER) : named.span.start]
    hosts = reading.words.pattern("institutions", "abroad", "host").finditer(before)
    return named.entity.kind != "Demonym" and any(len(before) - host.end() <= _THE for host in hosts)
