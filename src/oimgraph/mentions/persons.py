"""Office-holders: a name beside a post, or with a title; never a name alone, never who is merely talked about.

Post first, then the name: "le Ministre Nzeyimana", "Chef de Mission de l'OIM, Anselm Corrigan"; or name, then the
post in apposition: "Christopher Gascon, chef de mission de l'OIM au Mexique".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Office, Span

_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*|[A-Z]\.)"
_PARTICLE = r"(?:de la|de los|de|del|da|dos|van der|van|von|bin|ibn|al|el|ben|y|le|la)"
_NAME = re.compile(rf"{_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{1,4}}")
_APPOSED = re.compile(rf"({_NAME.pattern})\s?,\s(?:le |la |l'|l’|the |el |then |alors |entonces )?$")


@dataclass(frozen=True, slots=True)
class Person:
    entity: Entity
    span: Span              # the name
    post: Span | None


def persons(reading: Reading, rules: Grammar) -> list[Person]:
    """Persons with a post or a title, in the order of the text, each name once per place."""
    found: dict[Span, Person] = {}
    for sentence in reading.sentences:
        for person in _with_posts(reading, sentence, rules):
            found.setdefault(person.span, person)
    return [found[span] for span in sorted(found)]


def _with_posts(reading: Reading, sentence: Span, rules: Grammar) -> Iterator[Person]:
    named = [m.span for m in reading.of_kind("Country", "Organization", within=sentence)]
    nouns = reading.words.pattern("persons", "post", "nouns")
    for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
        post = Span(noun.start(), _post_end(reading, noun.end(), sentence.end, rules))
        name = _before(reading.page.text, noun.start(), sentence.start) or _after(reading, post, sentence.end)
        if name is None or any(other.start <= name.start < other.end for other in named):
            continue
        if name.overlaps(post):
            post = Span(post.start, max(noun.end(), name.start))
        post = Span(post.start, post.start + len(reading.text(post).rstrip(" ,\n")))
        yield Person(Entity("Person", " ".join(reading.fold(name).split())), name, post)


def _post_end(reading: Reading, start: int, limit: int, rules: Grammar) -> int:
    """A post goes on like the name of a body, and by "au Mexique", "in Mozambique"."""
    end = name_end(reading.page.text, reading.folded, start, limit, rules)
    where = re.compile(rf" (?:{'|'.join(reading.words['persons']['post']['prepositions'])}) (?:the |la |el |l')?")
    match = where.match(reading.folded, end)
    country = match and [m for m in reading.of_kind("Country", "Place") if m.span.start == match.end()]
    return country[0].span.end if country else end


def _before(text: str, at: int, floor: int) -> Span | None:
    """The name in "NAME, chef de mission": right before the post and a comma."""
    before = text[max(floor, at - 90) : at].replace("\n", " ")
    match = _APPOSED.search(before)
    if not match:
        return None
    start = at - len(before) + match.start(1)
    return Span(start, start + len(match[1]))


def _after(reading: Reading, post: Span, limit: int) -> Span | None:
    """The name in "le Ministre Kenji Morioka" (taken for a part of the post at first) or "chef de mission, NAME"."""
    flat = reading.page.text[post.start : min(limit, post.end + 70)].replace("\n", " ")
    size = post.end - post.start
    titles = "|".join(reading.words["persons"]["post"]["titles"])
    follows = re.compile(rf"\s?,?\s(?:(?i:{titles})\s)?({_NAME.pattern})(?=[\s,.;:)»”\"]|$)").match(flat, size)
    if follows:
        return Span(post.start + follows.start(1), post.start + follows.end(1))
    inside = [m.start() for m in _NAME.finditer(flat, 0, size) if m.end() == size]
    return Span(post.start + inside[0], post.end) if inside else None


def offices(people: list[Person], reading: Reading) -> tuple[Office, ...]:
    """Who holds which post in which body: the first body named in the post."""
    found = []
    for person in people:
        if person.post is not None:
            held_in = [m.entity for m in reading.of_kind("Organization", within=person.post)]
            found.append(Office(person.entity, person.post, held_in[0] if held_in else None))
    return tuple(found)
