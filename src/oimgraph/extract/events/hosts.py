"""Who holds an event: named behind the passive, before the active verb, in its own name, or together with another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oimgraph import terms
from oimgraph.extract.events.asides import asides
from oimgraph.extract.events.scope import clause, is_verb
from oimgraph.extract.events.subject import HOSTS, subject
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains
from oimgraph.model import Fact, Mention, Span

_WHOM = ",? {whom}"
_PREPOSITION = r"(?<!\w)(?:{for}|{bare-of}|{in}|{to}|{by}|{with})$"
_AND = ", {and}"
_AND_ALSO = r"(?: \([^()]{1,40}\)|\))?,? {and}(?:\w+ )?"
_OF_OTHER = "{of}"
_REACH = 90                 # characters behind an event in which a relative clause says who holds it
_BESIDE = 5                 # characters from a relative pronoun to its subject
_OBJECT = 20                # characters behind a verb in which its object stands
_WORDS = 20                 # between a verb and the event that is its object
_ADJUNCT = re.compile(r"(?:'s)?\s(?:[\w-]+\s){0,2}")
_OWN = " {of}{the}?"
_BY = " {by}"
_THE = " {the}?"
_ARTICLE = 1                # words between a verb and its object before an inverted subject


def organizers(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    found = [
        *(("event.organizer.passive", host) for host in _behind_passive(reading, mention, around)),
        *(("event.organizer.active", host) for host in _before_active(reading, mention, around)),
        *(("event.organizer.of", host) for host in _named_with(reading, mention, around)),
    ]
    told = asides(reading, mention)
    found = [(rule, host) for rule, host in found if not any(aside.covers(host.span) for aside in told)]
    for rule, host in found or (("event.organizer.joint", host) for host in _joint(reading, mention)):
        yield Fact(mention.entity, terms.ORGANIZER, host.entity, rule, sentence)


def _joint(reading: Reading, mention: Mention) -> list[Mention]:
    """ "A joint seminar": of the two that the page is about, IOM being one."""
    near = Span(max(0, mention.span.start - _OBJECT), mention.span.end + _OBJECT)
    if not reading.words.pattern("events", "organize", "joint").search(reading.folded, near.start, near.end):
        return []
    for sentence in reading.sentences[:5]:
        for chain in chains(reading, sentence, HOSTS):
            bodies = {m.entity: m for m in chain}
            if len(bodies) == 2 and any(body.key == "organization/iom" for body in bodies):
                return list(bodies.values())
    return []


def _behind_passive(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "by IOM in coordination with the Ministry": all who hold it; what runs a project named in between does not."""
    words, folded = reading.words, reading.folded
    given = ("given",) if reading.types[mention.entity] == "handover" else ()
    passive_verbs = words.pattern("events", "organize", "passive", *given)
    passives = list(passive_verbs.finditer(folded, around.start, around.end))
    passive = passives[0] if passives else None
    if passive and reading.of_kind("Project", within=Span(mention.span.end, max(mention.span.end, passive.start()))):
        return
    if passive and _opens_another(reading, Span(mention.span.end, max(mention.span.end, passive.start()))):
        return
    hosts = _acting(reading, passive.end(), around.end) if passive else []
    for more in passives[1:]:               # "hosted by X and organized by Y"
        joined = hosts and words.shape(_AND_ALSO).fullmatch(folded, hosts[-1].span.end, more.start())
        hosts += _acting(reading, more.end(), around.end) if joined else []
    yield from hosts
    yield from _right_with(reading, hosts[-1].span.end, around.end) if hosts else ()
    for joined in words.pattern("events", "organize", "together").finditer(folded, around.start, around.end):
        if hosts and joined.start() > hosts[-1].span.end + 3:
            continue
        yield from _acting(reading, joined.end(), around.end)


def _acting(reading: Reading, start: int, limit: int) -> list[Mention]:
    """ "By Qatar, UNHCR and IOM": states act too; "by Mali's police" names none."""
    chain = chain_after(reading, start, limit)
    end = chain[-1].span.end if chain else start
    if reading.words.pattern("events", "organize", "absolute").match(reading.folded, end + 1):
        chain = _before_comma(reading, chain)
    return [m for m in chain if m.entity.kind in HOSTS or not reading.folded.startswith("'", m.span.end)]


def _before_comma(reading: Reading, chain: list[Mention]) -> list[Mention]:
    """ "By IOM and UNODC, Frontex having seconded two experts": those before the last comma."""
    gaps = [reading.fold(Span(one.span.end, two.span.start)) for one, two in pairwise(chain)]
    parted = [number for number, gap in enumerate(gaps, 1) if gap.lstrip(")").startswith(", ") and "(" not in gap]
    return chain[: parted[-1]] if parted else chain


def _opens_another(reading: Reading, between: Span) -> bool:
    """ "A fair in Lima, and the release of a study, carried out by X": what is told behind is told of the study."""
    words = reading.words
    begins = words.pattern("nominals", "determiners"), words.shape(_OF_OTHER)
    return any(pattern.match(reading.folded, match.end()) for match in words.shape(_AND).finditer(
        reading.folded, between.start, between.end) for pattern in begins)


def _before_active(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "IOM held a workshop", "a workshop that IOM held", "IOM trained 30 officers"."""
    folded = reading.folded
    if is_verb(reading, mention):
        trains = reading.words.pattern("events", "organize", "trains")
        if trains.fullmatch(folded, mention.span.start, mention.span.end):
            yield from subject(reading, mention.span.start, clause(reading, mention))
        return
    for verb in reading.words.pattern("events", "organize", "active").finditer(folded, around.start, around.end):
        behind = _whom(reading, Span(mention.span.end, max(mention.span.end, verb.start())))
        ahead = verb.end() <= mention.span.start and len(folded[verb.end() : mention.span.start].split()) <= _WORDS
        yield from behind or (subject(reading, verb.start(), around) if ahead else ())
        if behind:
            yield from _right_with(reading, verb.end(), around.end)
        if ahead:
            yield from _beside(reading, Span(verb.end(), mention.span.start))
            yield from _inverted(reading, Span(verb.end(), mention.span.start), mention, around.end)


def _whom(reading: Reading, between: Span) -> list[Mention]:
    """ "A workshop for clerks that IOM and X held": the subject of the relative clause, up to its verb."""
    for relative in reading.words.shape(_WHOM).finditer(reading.folded, between.start, between.end):
        chain = chain_before(reading, between.end, relative.end(), HOSTS)
        led = reading.words.shape(_PREPOSITION).search(reading.folded, between.start, relative.start() + 1)
        near = chain and chain[0].span.start - relative.end() <= _BESIDE and not led        # "for which X provided"
        if near and relative.start() - between.start <= _REACH:
            return chain
    return []


def _inverted(reading: Reading, between: Span, mention: Mention, limit: int) -> list[Mention]:
    """ "Convocan el encuentro la Fiscalía y la OIM": verb, object, and the subject behind both."""
    if reading.of_kind(*HOSTS, within=between) or len(reading.fold(between).split()) > _ARTICLE:
        return []
    chain = chain_after(reading, mention.span.end, limit, HOSTS)
    gap = reading.folded[mention.span.end : chain[0].span.start] if chain else ""
    return chain if reading.words.shape(_THE).fullmatch(gap) else []


def _right_with(reading: Reading, start: int, limit: int) -> list[Mention]:
    """ "Which IOM runs with the Ministry", "organized by IOM with the Ministry"."""
    joined = reading.words.pattern("events", "organize", "with", "together").match(reading.folded, start + 1)
    return chain_after(reading, joined.end(), limit, HOSTS) if joined else []


def _beside(reading: Reading, between: Span) -> Iterator[Mention]:
    """ "Organise, avec le Ministère, un atelier": who holds it too, told between the verb and its object."""
    for joined in reading.matches(between, "events", "organize", "with"):
        yield from chain_after(reading, joined.end(), between.end, HOSTS)


def _named_with(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "A ten-day IOM course", "IOM's last workshop", "un atelier de l'OIM", "a workshop by IOM and UNODC"."""
    if is_verb(reading, mention) or not _is_noun(reading, mention):
        return
    if by := reading.words.shape(_BY).match(reading.folded, mention.span.end):
        yield from _acting(reading, by.end(), around.end)
    for body in reading.of_kind("Organization", within=around):
        before = _ADJUNCT.fullmatch(reading.folded, body.span.end, mention.span.start)
        behind = body.span.start > mention.span.end and reading.words.shape(_OWN).fullmatch(
            reading.folded, mention.span.end, body.span.start
        )
        international = reading.classes.get(body.entity) == "IntergovernmentalOrganization"
        if international and (behind or (before and reading.page.language == "en")):
            yield body


def _is_noun(reading: Reading, mention: Mention) -> bool:
    """Not "they were represented", by which an event is spoken of without its noun."""
    tables = ("nominals", "event"), ("occasions", "generic")
    return any(reading.words.pattern(*table).match(reading.folded, mention.span.start) for table in tables)
