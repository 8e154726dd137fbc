"""Who holds an event: named behind the passive, before the active verb, in its own name, or together with another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from oimgraph import terms
from oimgraph.extract.events.scope import clause, is_verb
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains, right_before
from oimgraph.model import Fact, Mention, Span

HOSTS = ("Organization",)   # "experts of Burundi will gather": a bare country holds no meeting
_RELATIVE = r"(?: (?!{and})[\w'-]+){0,5},? {whom}"
_AND = ", {and}"
_OF_OTHER = "{of}"
_REACH = 60                 # characters behind an event in which a relative clause says who holds it
_OBJECT = 20                # characters behind a verb in which its object stands
_WORDS = 20                 # between a verb and the event that is its object
_ADJUNCT = re.compile(r"\s(?:[\w-]+\s)?")
_OWN = " {of}{the}?"
_GENITIVE = r"(?<!\w){of}{the}?"
_GENITIVE_BEFORE = _GENITIVE + "$"
_PLURAL_HEAD = _GENITIVE + r"\w+ $"
_BEFORE = 28                # characters before a body in which its preposition stands
_LEAD = 60                  # characters before a body in which the adjunct begins that it belongs to
_ITEM = re.compile(r"[\W\d]{0,6}(?:[ivx]{1,4}\)|[a-z]\))?\s{0,4}")
_LISTED = 1200              # characters from a colon to the last item of its list
_BACK = 2                   # sentences back to the body that a pronoun stands for
_OPENING = 40               # characters at the start of a clause in which its subject begins


def organizers(reading: Reading, mention: Mention, around: Span) -> Iterator[Fact]:
    sentence = reading.sentence(mention.span)
    found = [
        *(("event.organizer.passive", host) for host in _behind_passive(reading, mention, around)),
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
        for chain in chains(reading, sentence, HOSTS):
            bodies = {m.entity: m for m in chain}
            if len(bodies) == 2 and any(body.key == "organization/iom" for body in bodies):
                return list(bodies.values())
    return []


def _behind_passive(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "by IOM in coordination with the Ministry": all who hold it; what runs a project named in between does not."""
    words, folded = reading.words, reading.folded
    passive = words.pattern("events", "organize", "passive").search(folded, around.start, around.end)
    if passive and reading.of_kind("Project", within=Span(mention.span.end, max(mention.span.end, passive.start()))):
        return
    if passive and _opens_another(reading, Span(mention.span.end, max(mention.span.end, passive.start()))):
        return
    hosts = _acting(reading, passive.end(), around.end) if passive else []
    yield from hosts
    yield from _right_with(reading, hosts[-1].span.end, around.end) if hosts else ()
    for joined in words.pattern("events", "organize", "together").finditer(folded, around.start, around.end):
        if hosts and joined.start() > hosts[-1].span.end + 3:
            continue
        yield from _acting(reading, joined.end(), around.end)


def _acting(reading: Reading, start: int, limit: int) -> list[Mention]:
    """ "By Qatar, UNHCR and IOM": states act too; "by Mali's police" names none."""
    chain = chain_after(reading, start, limit)
    return [m for m in chain if m.entity.kind in HOSTS or not reading.folded.startswith("'", m.span.end)]


def _opens_another(reading: Reading, between: Span) -> bool:
    """ "A fair in Lima, and the release of a study, carried out by X": what is told behind is told of the study."""
    words = reading.words
    begins = words.pattern("nominals", "determiners"), words.shape(_OF_OTHER)
    return any(pattern.match(reading.folded, match.end()) for match in words.shape(_AND).finditer(
        reading.folded, between.start, between.end) for pattern in begins)


def _before_active(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "IOM held a workshop", "a workshop that IOM held", "IOM trained 30 officers"."""
    folded, relative = reading.folded, reading.words.shape(_RELATIVE)
    if is_verb(reading, mention):
        trains = reading.words.pattern("events", "organize", "trains")
        if trains.fullmatch(folded, mention.span.start, mention.span.end):
            yield from subject(reading, mention.span.start, clause(reading, mention))
        return
    for verb in reading.words.pattern("events", "organize", "active").finditer(folded, around.start, around.end):
        behind = relative.match(folded, mention.span.end) and 0 <= verb.start() - mention.span.end <= _REACH
        ahead = verb.end() <= mention.span.start and len(folded[verb.end() : mention.span.start].split()) <= _WORDS
        if behind or ahead:
            yield from subject(reading, verb.start(), around)
        if behind:
            yield from _right_with(reading, verb.end(), around.end)
        if ahead:
            yield from _beside(reading, Span(verb.end(), mention.span.start))


def _right_with(reading: Reading, start: int, limit: int) -> list[Mention]:
    """ "Which IOM runs with the Ministry", "organized by IOM with the Ministry"."""
    joined = reading.words.pattern("events", "organize", "with", "together").match(reading.folded, start + 1)
    return chain_after(reading, joined.end(), limit, HOSTS) if joined else []


def _beside(reading: Reading, between: Span) -> Iterator[Mention]:
    """ "Organise, avec le Ministère, un atelier": who holds it too, told between the verb and its object."""
    for joined in reading.matches(between, "events", "organize", "with"):
        yield from chain_after(reading, joined.end(), between.end, HOSTS)


def subject(reading: Reading, verb: int, around: Span, back: int = _BACK) -> list[Mention]:
    """Who stands right before a verb; before "and will train" what opens the clause."""
    beside = chain_before(reading, verb, around.start, HOSTS)
    if beside and not _is_in_other_clause(reading, beside[-1], verb):
        if (adjunct := _adjunct(reading, beside[0], around)) is not None:
            return _beside_adjunct(reading, adjunct, beside, around)
        return [] if _is_genitive(reading, beside[0]) and not _in_post(reading, beside[0], verb) else beside
    joined = reading.words.pattern("events", "clause", "and").search(reading.folded, max(around.start, verb - 6), verb)
    opening = chains(reading, Span(around.start, verb), HOSTS)[:1] if joined else []
    return [m for chain in opening if chain[0].span.start - around.start < _OPENING for m in chain] or _leading(
        reading, verb, around) or _taken_up(reading, verb, back)


def _taken_up(reading: Reading, verb: int, back: int) -> list[Mention]:
    """ "In May, it will hold", "además, impartirá": whoever the sentence before tells to have held or trained."""
    sentence = reading.sentence(Span(verb, verb))
    before = Span(sentence.start, verb)
    alone, several = (right_before(reading.words.pattern("events", "clause", key), reading.folded, before)
                      for key in ("it", "they"))
    number = reading.number(sentence)
    if not back or not number or not (alone or several) or reading.of_kind("Organization", within=before):
        return []
    earlier = reading.sentences[number - 1]
    for other in reading.matches(earlier, "events", "organize", "active", "trains"):
        if found := subject(reading, other.start(), earlier, back - 1):
            return found if (several if len(found) > 1 else alone) else []
    return []


def _is_in_other_clause(reading: Reading, body: Mention, verb: int) -> bool:
    """ "It gave the Police two boats, and in Lima has trained": not the Police."""
    between = Span(body.span.end, verb)
    return any(reading.folded.endswith(", ", between.start, match.start())
               for match in reading.matches(between, "events", "clause", "and"))


def _leading(reading: Reading, verb: int, around: Span) -> list[Mention]:
    """ "IOM will:", before a list whose items begin with their verb."""
    if not _ITEM.fullmatch(reading.folded, around.start, verb):
        return []
    colon = reading.folded.rfind(":", max(0, verb - _LISTED), verb)
    chain = chain_before(reading, colon, reading.sentence(Span(colon, colon)).start, HOSTS) if colon >= 0 else []
    return [] if chain and _is_genitive(reading, chain[0]) else chain


def _adjunct(reading: Reading, first: Mention, around: Span) -> re.Match[str] | None:
    """The preposition that opens the clause, or stands behind a comma, and governs the first of those named."""
    folded, start = reading.folded, max(around.start, first.span.start - _LEAD)
    for match in reading.words.pattern("events", "clause", "adjunct").finditer(folded, start, first.span.start):
        before = folded[around.start : match.start()].rstrip()
        opens = not before or reading.words.pattern("events", "clause", "and").fullmatch(before)
        if (opens or before[-1] in ",)") and "," not in folded[match.end() : first.span.start]:
            return match
    return None


def _beside_adjunct(
    reading: Reading, adjunct: re.Match[str], beside: list[Mention], around: Span
) -> list[Mention]:
    """ "IOM, in partnership with X, held", "with X, IOM held": all; "IOM, with the help of X, held": those that are no
    part of the adjunct."""
    joint = any(chain_after(reading, match.end(), beside[0].span.end, HOSTS) for match in reading.matches(
        Span(adjunct.start(), beside[0].span.start), "events", "organize", "together", "with"))
    leading = chain_before(reading, adjunct.start(), around.start, HOSTS)
    gap = Span(leading[-1].span.end, adjunct.start()) if leading else Span(0, 0)
    seat = [m.span for m in reading.of_kind("Country", "Place", within=gap)]
    if reading.fold(Span(seat[-1].end, gap.end) if seat else gap).strip(" ,()"):
        leading = []
    return [*leading, *(beside if joint else _behind_comma(reading, beside))]


def _behind_comma(reading: Reading, chain: list[Mention]) -> list[Mention]:
    """ "With the help of the EU, the Ministry and IOM": whom the comma sets apart."""
    for number, (one, two) in enumerate(pairwise(chain), 1):
        between = reading.fold(Span(one.span.end, two.span.start))
        if "," in between and not reading.words.pattern("events", "clause", "and").search(between):
            return chain[number:]
    return []


def _in_post(reading: Reading, body: Mention, verb: int) -> bool:
    """ "The head of the IOM office, NAME, handed": who holds a post acts for the body."""
    return any(office.organization == body.entity and office.post.start <= body.span.start < verb
               for office in reading.offices)


def _is_genitive(reading: Reading, body: Mention) -> bool:
    """ "Trainees of the Police", and of "from the ministries of Justice and Labour" each."""
    before = reading.folded[max(0, body.span.start - _BEFORE) : body.span.start]
    elliptic = reading.words.shape(_GENITIVE).match(reading.folded, body.span.start)
    return bool(reading.words.shape(_PLURAL_HEAD if elliptic else _GENITIVE_BEFORE).search(before))


def _named_with(reading: Reading, mention: Mention, around: Span) -> Iterator[Mention]:
    """ "A ten-day IOM course", "un atelier de l'OIM"."""
    if is_verb(reading, mention) or not _is_noun(reading, mention):
        return
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
