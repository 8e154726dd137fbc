"""Posts: how far their words reach, and in which body they are held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.letters import UPPER
from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Office, Span

_OF = re.compile(r"\s?,\s(?:de la |de l'|du |d'|des |de los |del |de |of the |of |from the |from )")
_PLACE = re.compile(rf"[{UPPER}][\w'’-]{{1,40}}(?: [{UPPER}][\w'’-]{{1,40}})?(?= ?[,.;»”\"])")
_LEAD = 90                  # characters from a post to the body in which it is held
_SMALL = re.compile(r"(?: (?:[^\W\dA-Z_][\w'’-]*)){0,6} (?:de la|de l['’]|del|du|des|d['’]|of|of the|at|at the) ?")
_LEADS_ON = re.compile(r",? ?(?:the |la |le |el |l')?")
_OF_END = re.compile(r"(?<!\w)(?:de la|de l'|del|du|des|d'|of|of the|at|at the) ?$")
_REST = re.compile(r"(?: [^\W\d_][\w'-]*){1,6}(?= ?[,.;:\"]|$)")


class Holder(Protocol):
    @property
    def entity(self) -> Entity: ...
    @property
    def span(self) -> Span: ...
    @property
    def post(self) -> Span | None: ...


def post_start(reading: Reading, at: int) -> int:
    """In English the body may stand before the post: "IOM Viet Nam Chief of Mission"."""
    if reading.page.language != "en":
        return at
    before: dict[int, int] = {}
    for mention in reading.of_kind("Country", "Demonym", "Organization"):
        before[mention.span.end] = min(mention.span.start, before.get(mention.span.end, at))
    while True:
        end = at - len("'s ") if reading.folded.startswith("'s ", at - 3) else at - 1
        start = before.get(end)
        if start is None or start >= at:
            return at
        at = start


def post_end(reading: Reading, start: int, limit: int, rules: Grammar) -> int:
    """A post goes on like the name of a body, by "par intérim", and by "au Mexique", "pour l'Afrique de l'Ouest"."""
    words, folded = reading.words, reading.folded
    suffixes, units = (words.pattern("persons", "post", key) for key in ("suffixes", "units"))
    end = start
    while True:
        reached = end
        end = name_end(reading.page.text, folded, end, limit, rules)
        bodies = reading.of_kind("Organization", within=Span(start, limit))
        inner = (m.span.end for m in bodies if m.span.start <= end + 1)
        end = max(end, *inner, end)
        if suffix := suffixes.match(folded, end + 1, limit):
            end = suffix.end()
        owned = end + (len("'s ") if folded.startswith("'s ", end) else 1)
        if unit := units.match(folded, owned, limit):
            end = unit.end()
        end = _through(reading, end, limit)
        end = _where(reading, end, limit)
        if end == reached:
            return _rest(reading, end, limit, rules)


def _through(reading: Reading, end: int, limit: int) -> int:
    """The end of the body that small words lead to: "jefe de la oficina | de terreno de la OIM"."""
    body = next((m.span for m in reading.of_kind("Organization", within=Span(end, min(limit, end + _LEAD)))), None)
    between = _SMALL.fullmatch(reading.flat, end, body.start) if body else None
    if not body or not between:
        return end
    stops = reading.words.pattern("persons", "post", "stops")
    return end if stops.search(_OF_END.sub("", reading.fold(Span(end, body.start)))) else body.end


def _where(reading: Reading, end: int, limit: int) -> int:
    """The end of "in Mozambique", "para Centroamérica y el Caribe" behind a post."""
    words, folded = reading.words, reading.folded
    articles = r"(?:the |la |las |los |el |les? |l'|du |de l'|de la )?"
    opening = re.compile(rf" (?:{'|'.join(words['persons']['post']['prepositions'])}) ?{articles}")
    joint = re.compile(rf",? ?(?:(?:et|and|y|e) )?(?:en |in |au |aux )?{articles}")
    found = opening.match(folded, end, limit)
    regions = words.pattern("persons", "post", "regions").finditer(folded, max(0, end - 60), end)
    if not found and any(region.end() == end for region in regions):
        found = joint.match(folded, end, limit)
    reached = end
    for _ in range(4):
        stop = _area(reading, found.end(), limit) if found and found.end() > found.start() else 0
        if not stop:
            break
        reached = stop
        found = joint.match(folded, stop, limit)
    return reached


def _area(reading: Reading, at: int, limit: int) -> int:
    """The end of the state, place, body or part of the world that stands here; 0 when none does."""
    named = [m.span.end for m in reading.of_kind("Country", "Place", "Organization") if m.span.start == at]
    region = reading.words.pattern("persons", "post", "regions").match(reading.folded, at, limit)
    place = _PLACE.match(reading.flat, at, limit)
    return max([region.end() if region else 0, place.end() if place and not named and not region else 0, *named])


def _rest(reading: Reading, end: int, limit: int, rules: Grammar) -> int:
    """What is left of the post up to its comma, when no verb or pronoun stands there: "des pays | membres"; behind a
    capital a verb may follow, since the word may be a name."""
    rest = _REST.match(reading.folded, end, limit)
    if not rest or reading.flat[reading.flat.rfind(" ", 0, end) + 1].isupper():
        return end
    stops = reading.words.pattern("persons", "post", "stops")
    written = reading.text(Span(*rest.span()))
    small = not any(word[0].isupper() for word in written.split())
    known = rules.stop & set(rest[0].split())
    return rest.end() if small and not known and not stops.search(rest[0]) and rest.end() < limit else end


def offices(people: Iterable[Holder], reading: Reading) -> tuple[Office, ...]:
    """Who holds which post in which body; of several posts at one place, those in a body say more than a rank."""
    found: dict[Span, list[Office]] = {}
    for person in people:
        if person.post is not None:
            office = Office(person.entity, person.post, _held_in(reading, person.span, person.post))
            found.setdefault(person.span, []).append(office)
    return tuple(office for held in found.values() for office in ([o for o in held if o.organization] or held[:1]))


def _held_in(reading: Reading, name: Span, post: Span) -> Entity | None:
    """The first body named in the post, or behind the name; the one that "its" points to or in whose name one speaks;
    a minister's ministry, else the government."""
    if within := reading.of_kind("Organization", within=post):
        return within[0].entity
    if behind := _OF.match(reading.folded, max(name.end, post.end if post.end < name.start else 0)):
        following = [m.entity for m in reading.of_kind("Organization") if m.span.start == behind.end()]
        if following:
            return following[0]
    sentence = reading.sentence(post)
    first = min(post.start, name.start)
    bodies = reading.of_kind("Organization", within=Span(sentence.start, max(sentence.start, first)))
    opening = reading.folded[max(0, post.start - 6) : post.start].split()
    if opening and reading.words.pattern("persons", "post", "possessive").fullmatch(opening[-1]):
        return bodies[0].entity if len({m.entity for m in bodies}) == 1 else None
    return _ministry(reading, post) or _spoken_for(reading, bodies, name, post) or _government(reading, post)


def _spoken_for(reading: Reading, bodies: list[Mention], name: Span, post: Span) -> Entity | None:
    """The body in whose name a person speaks: "Por parte de la OIM, la Oficial", "NAME, Director, on behalf of X"."""
    behalf = reading.words.pattern("persons", "post", "behalf")
    first = min(name.start, post.start)
    behind = re.compile(r",? ").match(reading.folded, max(name.end, post.end))
    if behind and (words := behalf.match(reading.folded, behind.end())):
        near = range(words.end(), words.end() + len(" de la ") + 1)
        if following := [m.entity for m in reading.of_kind("Organization") if m.span.start in near]:
            return following[0]
    for body in reversed(bodies):
        before = reading.folded[max(0, body.span.start - 40) : body.span.start]
        spoken = [m for m in behalf.finditer(before) if len(before) - m.end() <= len(" de la ")]
        if spoken and _LEADS_ON.fullmatch(reading.folded, body.span.end, max(body.span.end, first)):
            return body.entity
    return None


def _ministry(reading: Reading, post: Span) -> Entity | None:
    """The one ministry on the page that is called by all the fields of government in the minister's post."""
    words = reading.words
    if not words.pattern("persons", "post", "ministers").search(reading.fold(post)):
        return None
    fields = {match[0] for match in words.pattern("institutions", "chunk", "fields").finditer(reading.fold(post))}
    sure = words.pattern("institutions", "sure")
    named = {
        entity for entity, labels in reading.labels.items() if fields and entity.kind == "Organization"
        for name in (fold(label.text) for label in labels) if sure.search(name) and all(f in name for f in fields)
    }
    return named.pop() if len(named) == 1 else None


def _government(reading: Reading, post: Span) -> Entity | None:
    """A minister serves the government that the page names: that of the post's country, else of the page's."""
    if not reading.words.pattern("persons", "post", "ministers").search(reading.fold(post)):
        return None
    states = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=post)} or {reading.country}
    government = Entity("Organization", f"government/{states.pop()}") if len(states) == 1 else None
    return government if government in reading.classes else None
