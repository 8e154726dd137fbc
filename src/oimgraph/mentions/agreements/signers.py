"""Persons who sign: "signed by N, Director of X, and by M, Minister of Y", "firmaron el documento N y M".

They stand behind "by", before an active word of signing, or behind it where the language turns the order; a chain of
persons goes on over posts, bodies and "for X", never over who is only present.
"""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_POST = 160                 # characters between a name and its post
_GAP = 110                  # characters between two who sign
_NEAR = 60                  # characters between them and the word of signing
_FOR = 3                    # characters before "for" in "N signed for X, and M, for Y"
_LEAD = 6                   # characters before "signing" in which "after" stands
_OWNER = 25                 # characters before a post in which its body stands: "IOM's Chief of Mission"
_ADJACENT = 8               # characters of the small words between a verb or "for" and what it governs
_BACK = 2                   # sentences in which "the two men" were named


def signers(reading: Reading, frame: Frame) -> list[Mention]:
    """Those who sign."""
    return [*(_named(reading, frame) or _taken_up(reading, frame)), *_counterpart(reading, frame)]


def bodies(reading: Reading, frame: Frame) -> Iterator[Entity]:
    """The bodies for which those who sign do so, or in which they hold their posts."""
    yield from _signed_for(reading, frame)
    end = 0
    for person in signers(reading, frame):
        held = [office for office in reading.offices if office.person == person.entity and office.organization]
        near = [office for office in held if frame.sentence.covers(office.post)]
        block = _block(reading, person)
        beside = Span(max(end, frame.sentence.start, block.start - _OWNER), block.end)
        named = reading.of_kind("Organization", within=beside) or reading.of_kind("Country", "Demonym", within=beside)
        found = [office.organization for office in near or held if office.organization] or [
            Entity("Country", m.entity.key) if m.entity.kind == "Demonym" else m.entity for m in named]
        yield from found[:1]
        end = block.end


def _named(reading: Reading, frame: Frame) -> list[Mention]:
    return (_agents(reading, frame) or _signatures(reading, frame) or _subjects(reading, frame)
            or _turned(reading, frame))


def _signatures(reading: Reading, frame: Frame) -> list[Mention]:
    """ "The text bears the signatures of N and M"; "said N, Director of X, a signatory of the agreement"."""
    for slot in reading.matches(frame.scope, "agreements", "slots", "signatures"):
        return _chain(reading, slot.end(), frame.sentence.end)
    at = frame.mention.span.start
    for slot in reading.matches(Span(max(frame.sentence.start, at - _NEAR), at), "agreements", "slots", "signatory"):
        if at - slot.end() <= 1:
            return _before(reading, slot.start(), frame.sentence.start)[-1:]
    return []


def _counterpart(reading: Reading, frame: Frame) -> list[Mention]:
    """ "Her counterpart was N", said right after who signs."""
    number = reading.number(frame.sentence) + 1
    for following in reading.sentences[number : number + 1]:
        opening = reading.words.pattern("agreements", "slots", "counterpart").match(reading.folded, following.start)
        if opening and _named(reading, frame):
            return _chain(reading, opening.end(), following.end)[:1]
    return []


def _agents(reading: Reading, frame: Frame) -> list[Mention]:
    """Behind "by", which follows the word of signing, a date or a place aside."""
    at = agent(reading, frame)
    return _chain(reading, at, frame.sentence.end) if at else []


def agent(reading: Reading, frame: Frame) -> int:
    """Where those begin by whom an agreement is signed, a date or a place aside; 0 where it is not said."""
    verb = frame.verb
    if verb is None or frame.voice in ("active", "talks"):
        return 0
    other = reading.words.pattern("agreements", "slots", "other")
    behind = Span(verb.end, min(frame.sentence.end, verb.end + 2 * _NEAR))
    for by in reading.matches(behind, "agreements", "slots", "by"):
        last = reading.folded[verb.end : by.start()].split()[-1:]
        if not last or not other.fullmatch(last[0]):
            return by.end()
    return 0


def _subjects(reading: Reading, frame: Frame) -> list[Mention]:
    """Right before an active word of signing, and those who sign for another: "N signed for X, and M for Y"."""
    verb = frame.verb
    if verb is None or not (frame.voice == "active" or _after(reading, frame, verb)):
        return []
    found = _before(reading, verb.start, frame.sentence.start)
    return found + (_gapped(reading, verb.end, frame.sentence.end) or _met(reading, frame) if found else [])


def _met(reading: Reading, frame: Frame) -> list[Mention]:
    """ "N signed the agreement with M, Minister of Labour": the other one."""
    for slot in reading.matches(Span(frame.mention.span.end, frame.scope.end), "agreements", "slots", "with"):
        return _chain(reading, slot.end(), frame.sentence.end)
    return []


def _after(reading: Reading, frame: Frame, verb: Span) -> bool:
    """ "said N, Minister of Labour, after signing the agreement"."""
    lead = Span(max(frame.sentence.start, verb.start - _LEAD), verb.end)
    return frame.voice == "noun" and reading.says(lead, "agreements", "sign", "gerund")


def _gapped(reading: Reading, at: int, limit: int) -> list[Mention]:
    """ "N signed for the Ministry, and M, Chief of Mission, for IOM": the last of those behind whom "for" stands."""
    slots = [match.start() for match in reading.matches(Span(at, limit), "agreements", "slots", "for")]
    if not slots or slots[0] - at > _FOR:
        return []
    return [person for person in _chain(reading, at, limit)
            if any(0 <= start - _block(reading, person).end <= _FOR for start in slots)]


def _before(reading: Reading, end: int, floor: int) -> list[Mention]:
    """The persons named together right before a place."""
    found: list[Mention] = []
    for person in reversed(reading.of_kind("Person", within=Span(floor, end))):
        block, limit = _block(reading, person), found[0].span.start if found else end
        limit = min(limit, _block(reading, found[0]).start) if found else limit
        if not _joined(reading, Span(min(block.end, limit), limit), _GAP if found else _NEAR):
            break
        found.insert(0, person)
    return found


def _turned(reading: Reading, frame: Frame) -> list[Mention]:
    """Behind an active word of signing, or the agreement right behind it."""
    verb, at = frame.verb, frame.mention.span
    if verb is None or frame.voice != "active" or reading.page.language == "en":
        return []
    start = at.end if frame.leads and at.start - verb.end <= _ADJACENT else verb.end
    return _chain(reading, start, frame.sentence.end)


def _taken_up(reading: Reading, frame: Frame) -> list[Mention]:
    """ "the two ministers": the last two persons named before."""
    if frame.verb is None or not reading.says(frame.sentence, "agreements", "slots", "persons"):
        return []
    first = reading.sentences[max(0, reading.number(frame.sentence) - _BACK)]
    named = reading.of_kind("Person", within=Span(first.start, frame.sentence.start))
    last = list({m.entity: m for m in named}.values())[-2:]
    return last if len(last) == 2 else []


def _chain(reading: Reading, start: int, limit: int) -> list[Mention]:
    """The persons named together from a place on."""
    found: list[Mention] = []
    for person in reading.of_kind("Person", within=Span(start, limit)):
        block = _block(reading, person)
        if found and person.entity == found[-1].entity:
            continue
        if not _joined(reading, Span(start, max(start, block.start)), _GAP if found else _NEAR):
            break
        found.append(person)
        start = max(start, block.end)
    return found


def _block(reading: Reading, person: Mention) -> Span:
    """A name and the post beside it."""
    posts = (office.post for office in reading.offices if office.person == person.entity)
    near = [post for post in posts if post.start - person.span.end < _POST and person.span.start - post.end < _POST]
    return person.span.to(near[0]) if near else person.span


def _joined(reading: Reading, gap: Span, reach: int) -> bool:
    """Whether what stands between two names lets the chain go on."""
    stops = (("agreements", "slots", "presence"), ("persons", "speech", "verbs"))
    return gap.end - gap.start <= reach and not any(reading.says(gap, *stop) for stop in stops)


def _signed_for(reading: Reading, frame: Frame) -> Iterator[Entity]:
    """ "N for Costa Rica and M for Panama": the states and bodies for which they sign."""
    chain = _named(reading, frame)
    if not chain:
        return
    within = Span(chain[0].span.start, frame.sentence.end)
    for slot in reading.matches(within, "agreements", "slots", "for"):
        named = reading.of_kind("Organization", "Country", within=Span(slot.end(), within.end))[:1]
        yield from (m.entity for m in named if m.span.start - slot.end() <= _ADJACENT)
