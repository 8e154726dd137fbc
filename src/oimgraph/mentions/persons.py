"""Office-holders: a name beside a post, or with a title; never a name alone, never who is merely talked about.

Post first, then the name: "le Ministre Nzeyimana", "Chef de Mission de l'OIM, Anselm Corrigan"; or name, then the
post in apposition: "Christopher Gascon, chef de mission de l'OIM au Mexique".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon import Lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.model import Entity, Mention, Office, Span

_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zà-öø-ÿ][\w'’-]*|[A-Z]\.)"
_PARTICLE = r"(?:de la|de los|de|del|da|dos|van der|van|von|bin|ibn|al|el|ben|y|le|la)"
_NAME = re.compile(rf"{_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{1,4}}")
_SURNAME = re.compile(rf"{_CAP}(?: {_CAP})?")


@dataclass(frozen=True, slots=True)
class Person:
    entity: Entity
    span: Span              # the name
    post: Span | None


def persons(  # noqa: PLR0913
    text: str, folded: str, sentences: tuple[Span, ...], words: Lexicon, rules: Grammar, known: list[Mention]
) -> list[Person]:
    """Persons with a post or a title, in the order of the text, each name once per place."""
    found: dict[Span, Person] = {}
    for sentence in sentences:
        for person in (*_with_posts(text, folded, sentence, words, rules, known),):
            found.setdefault(person.span, person)
    return [found[span] for span in sorted(found)]


def _with_posts(  # noqa: PLR0913
    text: str, folded: str, sentence: Span, words: Lexicon, rules: Grammar, known: list[Mention]
) -> Iterator[Person]:
    for noun in words.pattern("persons", "post", "nouns").finditer(folded, sentence.start, sentence.end):
        post = Span(noun.start(), _post_end(text, folded, noun.end(), sentence.end, words, rules))
        name = _before(text, noun.start(), sentence.start, words) or _after(text, folded, post, sentence.end, words)
        if name is None:
            continue
        if name.overlaps(post):
            post = Span(post.start, max(noun.end(), name.start))
            post = Span(post.start, post.start + len(post.of(text).rstrip(" ,")))
        if not any(m.span.overlaps(name) and m.entity.kind in ("Country", "Organization") for m in known):
            yield Person(_entity(text, name), name, post)


def _entity(text: str, name: Span) -> Entity:
    return Entity("Person", fold(" ".join(name.of(text).split())))


def _post_end(text: str, folded: str, start: int, limit: int, words: Lexicon, rules: Grammar) -> int:  # noqa: PLR0913
    """A post goes on like the name of a body, and by "au Mexique", "in Mozambique"."""
    end = name_end(text, folded, start, limit, rules)
    where = re.compile(rf" (?:{'|'.join(words['persons']['post']['prepositions'])}) (?:the |la |el |l')?")
    if (match := where.match(folded, end)) and text[match.end() : match.end() + 1].isupper():
        end = name_end(text, folded, match.end(), limit, rules)
    return end


def _before(text: str, at: int, floor: int, words: Lexicon) -> Span | None:
    """The name in "NAME, chef de mission": right before the post and a comma."""
    before = text[max(floor, at - 90) : at]
    match = re.search(rf"({_NAME.pattern})\s?,\s(?:le |la |l'|l’|the |el |then |alors |entonces )?$", before.replace("\n", " "))
    if not match:
        return None
    start = at - len(before) + match.start(1)
    return Span(start, start + len(match[1]))


def _after(text: str, folded: str, post: Span, limit: int, words: Lexicon) -> Span | None:
    """The name in "le Ministre Kenji Morioka" (it may have been taken for a part of the post) or "chef de mission, NAME"."""
    flat = text[post.start : min(limit, post.end + 70)].replace("\n", " ")
    inside = [m for m in _NAME.finditer(flat, 0, post.end - post.start) if m.end() == post.end - post.start]
    titles = "|".join(words["persons"]["post"]["titles"])
    follows = re.compile(rf"\s?,?\s(?:(?i:{titles})\s)?({_NAME.pattern})(?=[\s,.;:)»”\"]|$)").match(flat, post.end - post.start)
    if follows:
        return Span(post.start + follows.start(1), post.start + follows.end(1))
    if inside:
        return Span(post.start + inside[0].start(), post.end)
    return None


def offices(people: list[Person], known: list[Mention]) -> tuple[Office, ...]:
    """Who holds which post in which body: the last body named in the post."""
    found = []
    for person in people:
        if person.post is None:
            continue
        held_in = [m.entity for m in known if m.entity.kind == "Organization" and person.post.covers(m.span)]
        found.append(Office(person.entity, person.post, held_in[0] if held_in else None))
    return tuple(found)
