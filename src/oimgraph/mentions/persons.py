"""Office-holders: a name beside a post, or with a title; never a name alone, never who is merely talked about.

Post first, then the name: "le Ministre Nzeyimana", "Chef de Mission de l'OIM, Anselm Corrigan"; or name, then the
post in apposition: "Christopher Gascon, chef de mission de l'OIM au Mexique".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Office, Span

_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*|[A-Z][a-z]?\.)"
_PARTICLE = r"(?:de la|de los|de|del|da|dos|van der|van|von|bin|ibn|al|el|ben|y|le|la)"
_NAME = re.compile(rf"{_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{1,4}}")
_APPOSED = re.compile(rf"({_NAME.pattern})\s?,\s(?P<opening>[\w'’ ]{{0,16}})$")
_OF = re.compile(r"\s?,\s(?:de la |de l'|du |d'|des |de los |del |de |of the |of |from the |from )")


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
        post = Span(_post_start(reading, noun.start()), _post_end(reading, noun.end(), sentence.end, rules))
        name = _before(reading, post.start, sentence.start) or _after(reading, post, sentence.end)
        name = name and _without_common_words(reading, name)
        if name is None or any(other.start <= name.start < other.end for other in named):
            continue
        if name.overlaps(post):
            post = Span(post.start, max(noun.end(), name.start))
        post = Span(post.start, post.start + len(reading.text(post).rstrip(" ,\n")))
        yield Person(Entity("Person", " ".join(reading.fold(name).split())), name, post)


def _post_start(reading: Reading, at: int) -> int:
    """In English the body may stand before the post: "IOM Viet Nam Chief of Mission"."""
    if reading.page.language != "en":
        return at
    before: dict[int, int] = {}
    for mention in reading.of_kind("Country", "Demonym", "Organization"):
        before[mention.span.end] = min(mention.span.start, before.get(mention.span.end, at))
    while (start := before.get(at - 1)) is not None and reading.folded[at - 1] == " ":
        at = start
    return at


def _without_common_words(reading: Reading, name: Span) -> Span | None:
    """The name behind capitalised words that name posts and their fields: "Interior Minister Daud Rahmanzai"."""
    common, start = reading.words.pattern("persons", "name", "never"), name.start
    for word in re.finditer(r"[\w'-]+", reading.folded[name.start : name.end]):
        if common.fullmatch(word[0]):
            start = name.start + word.end()
    start += len(reading.text(Span(start, name.end))) - len(reading.text(Span(start, name.end)).lstrip())
    rest = Span(start, name.end)
    return rest if " " in reading.text(rest).strip() and _NAME.fullmatch(" ".join(reading.text(rest).split())) else None


def _post_end(reading: Reading, start: int, limit: int, rules: Grammar) -> int:
    """A post goes on like the name of a body, and by "au Mexique", "in Mozambique"."""
    end = name_end(reading.page.text, reading.folded, start, limit, rules)
    where = re.compile(rf" (?:{'|'.join(reading.words['persons']['post']['prepositions'])}) (?:the |la |el |l')?")
    match = where.match(reading.folded, end)
    kinds = ("Country", "Place", "Organization")
    country = match and [m for m in reading.of_kind(*kinds) if m.span.start == match.end()]
    return country[0].span.end if country else end


def _before(reading: Reading, at: int, floor: int) -> Span | None:
    """The name in "NAME, chef de mission": right before the post and a comma."""
    before = reading.page.text[max(floor, at - 90) : at].replace("\n", " ")
    match = _APPOSED.search(before)
    openings = reading.words.pattern("persons", "post", "openings")
    if not match or not (openings.fullmatch(opening := fold(match["opening"]).strip()) or not opening):
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
    """Who holds which post in which body."""
    return tuple(Office(p.entity, p.post, _held_in(reading, p, p.post)) for p in people if p.post is not None)


def _held_in(reading: Reading, person: Person, post: Span) -> Entity | None:
    """The first body named in the post, or behind the name; the one that "its" points to; a minister's government."""
    if within := reading.of_kind("Organization", within=post):
        return within[0].entity
    if behind := _OF.match(reading.folded, max(person.span.end, post.end if post.end < person.span.start else 0)):
        following = [m.entity for m in reading.of_kind("Organization") if m.span.start == behind.end()]
        if following:
            return following[0]
    opening = reading.folded[max(0, post.start - 6) : post.start].split()
    if opening and reading.words.pattern("persons", "post", "possessive").fullmatch(opening[-1]):
        sentence = reading.sentence(post)
        owners = reading.of_kind("Organization", within=Span(sentence.start, max(sentence.start, post.start)))
        return owners[0].entity if len({m.entity for m in owners}) == 1 else None
    return _government(reading, post)


def _government(reading: Reading, post: Span) -> Entity | None:
    """A minister serves the government that the page names: that of the post's country, else of the page's."""
    if not reading.words.pattern("persons", "post", "ministers").match(reading.folded, post.start):
        return None
    states = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=post)} or {reading.country}
    government = Entity("Organization", f"government/{states.pop()}") if len(states) == 1 else None
    return government if government in reading.classes else None
