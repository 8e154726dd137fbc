"""In which body a post is held by what it is alone: a minister's ministry, the namesake of a director's post, a mayor's
town hall, an envoy's state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from oimgraph.lexicon import any_of, lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_WORD = re.compile(r"[^\W\d_][\w-]{2,30}")
_STEM = 6                   # letters by which words of one field are known: "régional", "régionale"
_HOST = 40                  # characters before a state in which "to the" makes it an envoy's host
_THE = 7                    # characters in which "de la " stands before a name


def ministry(reading: Reading, post: Span) -> Entity | None:
    """The one ministry on the page that is called by all the fields of government in the minister's post."""
    words, written = reading.words, reading.fold(post)
    ministers, sure = words.pattern("persons", "post", "ministers"), words.pattern("institutions", "sure")
    if ministers.fullmatch(written):
        return _last(reading, post, "ministries")       # "the Minister, Ada Obi"
    fields = {match[0] for match in words.pattern("institutions", "chunk", "fields").finditer(written)}
    if not fields or not ministers.search(written):
        return None
    return _only(reading, post, (
        body for body, name in _called(reading) if sure.search(name) and all(field in name for field in fields)))


def namesake(reading: Reading, post: Span) -> Entity | None:
    """The one body on the page that is called as the post of its head: "directeur de la santé publique" of the
    "Direction de la santé publique"."""
    written = reading.fold(post)
    kinds = [body for head, body in _pairs(reading.words.language, "namesakes") if head.search(written)]
    if not kinds:
        return None
    named_places = " ".join(reading.fold(m.span) for m in reading.of_kind("Country", "Place", "Demonym"))
    places = _stems(reading, named_places)
    field = _stems(reading, written) - places
    return _only(reading, post, (
        body for body, name in _called(reading)
        if field and any(kind.search(name) for kind in kinds) and _stems(reading, name) - places == field))


def sole(reading: Reading, post: Span) -> Entity | None:
    """The one body on the page that such a post always heads: "the Ombudsman" of the "Office of the Ombudsman"."""
    kinds = [body for head, body in _pairs(reading.words.language, "sole") if head.match(reading.fold(post))]
    return _only(reading, post, (
        body for body, name in _called(reading) if any(kind.match(name) for kind in kinds)))


def _called(reading: Reading) -> Iterator[tuple[Entity, str]]:
    """All bodies of the page, each by every name that the page has for it."""
    return ((entity, fold(label.text)) for entity, labels in reading.labels.items() if entity.kind == "Organization"
            for label in labels)


def _only(reading: Reading, post: Span, bodies: Iterable[Entity]) -> Entity | None:
    """The only one of these bodies that is no other state's than the page's; none where the post names its state and
    one of them is another's: the minister of Samoa is at the head of no Jordanian ministry."""
    told = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=post)}
    states, found = told or {reading.country} - {""}, set(bodies)
    own = {body for body in found if not states or reading.countries.get(body, "") in ("", *states)}
    return own.pop() if len(own) == 1 and (own == found or not told) else None


@cache
def _pairs(language: str, table: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    both = lexicon(language)["persons"][table]
    return [(any_of({head}), any_of({body})) for head, body in zip(both["posts"], both["bodies"], strict=True)]


def _stems(reading: Reading, name: str) -> set[str]:
    """The words of a name that tell a field, by how they begin; not those that tell a head or a body."""
    common = reading.words.pattern("persons", "namesakes")
    return {word[:_STEM] for word in _WORD.findall(name) if not common.fullmatch(word)}


def town_hall(reading: Reading, post: Span) -> Entity | None:
    """The one town hall on the page that bears the name of the town in the post: "concejala de Cartaya"."""
    words, written = reading.words, reading.fold(post)
    if not words.pattern("persons", "post", "municipal").match(written):
        return None
    town = words.shape(" {of}").split(written)[-1]
    if town == written:
        return _last(reading, post, "halls")            # "the Mayor, Ada Obi"
    hall = words.pattern("persons", "post", "halls")
    halls = {body for body, name in _called(reading) if name.endswith(f" {town}") and hall.match(name)}
    return halls.pop() if len(halls) == 1 else None


def _last(reading: Reading, post: Span, kind: str) -> Entity | None:
    """The body of this kind that the page has named last before."""
    head = reading.words.pattern("persons", "post", kind)
    before = reading.of_kind("Organization", within=Span(0, post.start))
    return next((m.entity for m in reversed(before)
                 if any(head.match(fold(label.text)) for label in reading.labels.get(m.entity, ()))), None)


def government(reading: Reading, post: Span) -> Entity | None:
    """A minister serves the state that the post names, else the government of the page's country where it is named; an
    ambassador the state that sends: "Ambassador of Peru to Chile", "the Swiss Ambassador"."""
    words, written = reading.words, reading.fold(post)
    named = reading.of_kind("Country", "Demonym", within=post)
    sent = words.pattern("persons", "post", "envoys").search(written)
    led = words.pattern("persons", "post", "ministers").search(written) or is_counterpart(reading, post)
    if not sent and not led:
        return None
    named = [m for m in named if not is_host(reading, post, m)]
    codes = {m.entity.key for m in named} or ({reading.country} if not sent else set())
    if len(codes) != 1:
        return None
    government = Entity("Organization", f"government/{next(iter(codes))}")
    if government in reading.classes:
        return government
    office = words.pattern("persons", "post", "premiers").search(written)       # of his own, not of the state's
    return Entity("Country", codes.pop()) if named and not office else None


def is_counterpart(reading: Reading, post: Span) -> bool:
    return reading.words.pattern("places", "words", "counterpart").search(reading.fold(post)) is not None


def is_host(reading: Reading, post: Span, named: Mention) -> bool:
    """Whether an envoy is sent there: "Ambassador to Peru", "Ambassadrice au Pérou", "Special Envoy to the OAS"."""
    if not reading.words.pattern("persons", "post", "envoys").search(reading.fold(post)):
        return False
    before = reading.folded[max(post.start, named.span.start - _HOST) : named.span.start]
    hosts = reading.words.pattern("institutions", "abroad", "host").finditer(before)
    return named.entity.kind != "Demonym" and any(len(before) - host.end() <= _THE for host in hosts)
