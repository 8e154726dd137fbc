"""Who is a party to an agreement, and who only helped: the slots of its frame.

Parties stand "between" and "with", before an active word of signing, behind "by", in the posts of those who sign, or
are taken up: "the two organizations".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oimgraph.mentions.agreements.belonging import belonging
from oimgraph.mentions.agreements.between import apposed, between
from oimgraph.mentions.agreements.circumstances import past
from oimgraph.mentions.agreements.foretold import foretold
from oimgraph.mentions.agreements.frames import Frame, around
from oimgraph.mentions.agreements.generic import generic
from oimgraph.mentions.agreements.listed import is_elliptic
from oimgraph.mentions.agreements.represented import represented
from oimgraph.mentions.agreements.seats import seats
from oimgraph.mentions.agreements.signers import agent
from oimgraph.mentions.agreements.standing import standing
from oimgraph.mentions.agreements.unnamed import (
    both,
    first_subject,
    implied,
    joined,
    lacking,
    negotiating,
    opens,
    pronominal,
    shared,
    through,
)
from oimgraph.mentions.agreements.unnamed_signers import headed
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, chain_after, chain_before, chains, together
from oimgraph.model import Entity, Mention, Span

_OPENING = 12               # characters of a sentence before "the signing of", "by signing"
_AFTER = 2                  # sentences behind an agreement that may tell who eased the talks on it
_LEAD = 45                  # characters before a name in which "in the presence of" stands
_BEHIND = 25                # characters between an agreement, or its participle, and its "with"
_SEALING = 20               # characters before "signing" in which "through the", "à travers la" stand
_POSTS = 90                 # characters in which the posts of those who sign stand
_UNKNOWN = r"(?: ?\([^()]{1,30}\))? {and}{the}?[A-Z][^,;:()]{2,90}(?: ?\([^()]{1,30}\))? ?"
_ASIDE = 25                 # characters between a body and what tells that it is no party
_ADJACENT = 8               # characters of the small words between a verb and what it governs


def parties(reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The parties that a frame names, in the order of trust; `earlier` are those of the agreements before."""
    found = between(reading, frame) or belonging(reading, frame)
    told = frame.verb or frame.mention.definite or is_elliptic(reading, frame.mention)
    exists = reading.says(around(reading, frame), "agreements", "slots", "exists")
    if told or exists or opens(reading, frame) or standing(reading, frame) == "absent":
        found += _with(reading, frame)
    if frame.verb:
        found += [*_acting(reading, frame), *_by(reading, frame)]
    aside = set(_aside(reading, frame))
    found = [m for m in found if m.span not in aside] + pronominal(reading, frame)
    if frame.verb and len({m.entity for m in found}) < 2:
        found += represented(reading, frame)
    if frame.verb and len({m.entity for m in found}) < 2:
        found += headed(reading, frame)
    if len({m.entity for m in found}) < 2:
        found += generic(reading, frame, found)
    if len({m.entity for m in found}) < 2:
        found += seats(reading, frame, earlier)
    if len({m.entity for m in found}) < 2:
        found += (negotiating(reading, frame) or both(reading, frame, earlier) or through(reading, frame)
                  or lacking(reading, frame) or shared(reading, frame, earlier, found))
    found = found or foretold(reading, frame, earlier)
    return list({m.entity: m for m in reversed(found)}.values())[::-1]


def _with(reading: Reading, frame: Frame) -> list[Mention]:
    """ "signed an agreement with X", "the agreement with X": with a verb anywhere in its scope, else close behind."""
    within = frame.scope if frame.verb else Span(frame.mention.span.end, frame.mention.span.end + _BEHIND)
    if frame.borrowed in ("shared", "listed") or is_elliptic(reading, frame.mention):
        within = Span(frame.mention.span.end, frame.scope.end)
    within = Span(within.start, min(within.end, frame.scope.end))
    floor = frame.verb.end if frame.verb and frame.leads else within.start
    slots = reading.matches(within, "agreements", "slots", "with")
    for slot in sorted(slots, key=lambda slot: slot.start() < floor):
        if chain := chain_after(reading, slot.end(), frame.scope.end) or _pronoun(reading, slot.end(), frame):
            return chain
    return []


def _pronoun(reading: Reading, at: int, frame: Frame) -> list[Mention]:
    """ "An agreement is to be signed with it": the body named last before."""
    words = reading.words.pattern("agreements", "slots", "pronoun")
    if not words.match(reading.folded, at + 1):
        return []
    before = Span(frame.sentence.start, frame.mention.span.start)
    return reading.of_kind("Organization", within=before)[-1:]


def _acting(reading: Reading, frame: Frame) -> list[Mention]:
    """Those who sign: before an active verb, behind it where the language turns the order, or named together before."""
    verb, scope = frame.verb, frame.scope
    if verb is None or frame.voice == "passive":
        return []
    if fronted := _fronted(reading, frame, verb) or implied(reading, frame):
        return fronted
    if frame.voice == "noun":
        return _speaking_of(reading, frame, verb) or _sealing(reading, frame, verb)
    if frame.borrowed == "gapped":
        return next(iter(chains(reading, Span(scope.start, frame.mention.span.start))), [])
    return _holder(reading, frame) if frame.voice == "participle" else _subject(reading, frame, verb)


def _subject(reading: Reading, frame: Frame, verb: Span) -> list[Mention]:
    """Of an active word of signing."""
    scope, at = frame.scope, frame.mention.span
    floor = frame.sentence.start if frame.borrowed else scope.start if frame.leads else min(at.end, verb.start)
    floor = max(floor, reading.folded.rfind(";", floor, verb.start) + 1)
    if (first := first_subject(reading, verb, floor)) is not None:
        return first
    before = _apposed(reading, _unattended(reading, chain_before(reading, verb.start, floor), floor), floor)
    turned = [] if before or frame.borrowed else _turned(reading, frame)
    chain = [m for m in before or turned if not any(office.post.covers(m.span) for office in reading.offices)]
    return (chain or together(reading, Span(scope.start, verb.start)) or _telling(reading, frame)
            or _known(reading, frame, verb))


def _known(reading: Reading, frame: Frame, verb: Span) -> list[Mention]:
    """ "IOM and the Guild of Weavers and Dyers signed": the one of two that is known."""
    before = reading.of_kind("Organization", within=Span(frame.scope.start, verb.start))[-1:]
    unknown = reading.words.shape(_UNKNOWN)
    return [m for m in before if unknown.fullmatch(reading.cased, m.span.end, verb.start)]


def _telling(reading: Reading, frame: Frame) -> list[Mention]:
    """Who says that they will sign with another: "the Prosecutor announced that he would sign … with IOM"."""
    verb = frame.verb
    if verb is None or not reading.says(Span(verb.end, frame.scope.end), "agreements", "slots", "with"):
        return []
    before = chains(reading, Span(frame.scope.start, verb.start), ("Organization",))
    return before[-1] if before else []


def _apposed(reading: Reading, chain: list[Mention], floor: int) -> list[Mention]:
    """With the one explained before it: "IOM, the UN Migration Agency, and the Ministry signed"."""
    if len(chain) != 1:
        return chain
    for mention in reversed(reading.of_kind(*PARTIES, within=Span(floor, max(floor, chain[0].span.start)))):
        if apposed(reading, mention.span.end, chain[0].span.start):
            return [mention, *chain]
    return chain


def _turned(reading: Reading, frame: Frame) -> list[Mention]:
    """A subject behind its verb: "firmaron el convenio A y B", "qu'ont signé A et B"."""
    end = frame.verb.end if frame.verb else frame.mention.span.end
    start = frame.mention.span.end if frame.leads and frame.mention.span.start - end <= _ADJACENT else end
    if reading.words.pattern("agreements", "slots", "with").match(reading.folded, start + 1):
        return []
    behind = chain_after(reading, past(reading, start, frame.scope.end), frame.scope.end)
    return chain_after(reading, start, frame.scope.end) or [m for m in behind if m.entity.kind == "Organization"]


def _holder(reading: Reading, frame: Frame) -> list[Mention]:
    """ "The presence of IOM rests on an agreement signed with X": the only body named before."""
    if frame.borrowed:
        return []                           # "one was signed with X, the other with Y"
    before = reading.of_kind("Organization", within=Span(frame.scope.start, frame.mention.span.start))
    end = frame.verb.end if frame.verb else frame.mention.span.end
    behind = reading.says(Span(end, min(frame.scope.end, end + _BEHIND)), "agreements", "slots", "with")
    return before[:1] if behind and len({m.entity for m in before}) == 1 else []


def _unattended(reading: Reading, chain: list[Mention], floor: int) -> list[Mention]:
    """Without a witness: "in the presence of Z, X and Y signed", "X and Y, in the presence of Z, signed"."""
    if not chain:
        return []
    at = chain[0].span.start
    for match in reading.matches(Span(max(floor, at - _LEAD), at), "agreements", "slots", "presence"):
        if at - match.end() <= _LEAD // 2:
            return chain[1:] or chain_before(reading, match.start(), floor)
    return chain


def _fronted(reading: Reading, frame: Frame, verb: Span) -> list[Mention]:
    """ "By signing this agreement, X and Y …", "With the signature of this agreement, X and Y …"."""
    opens = verb.start - frame.sentence.start <= _OPENING and frame.leads
    gerund = reading.says(Span(frame.sentence.start, verb.end), "agreements", "sign", "gerund")
    comma = reading.folded.find(",", frame.mention.span.end, frame.scope.end)
    if not opens or comma < 0 or not (gerund or frame.voice == "noun"):
        return []
    chain = chain_after(reading, comma, frame.scope.end)
    return chain if len(chain) > 1 or _with(reading, frame) else []


def _speaking_of(reading: Reading, frame: Frame, noun: Span) -> list[Mention]:
    """ "X and Y have put off, announced the signing of their agreement"."""
    chain = chain_before(reading, noun.start, frame.scope.start)
    gap = Span(chain[-1].span.end, noun.start) if chain else noun
    told = any(reading.says(gap, "agreements", *key) for key in (("standing", "cancelled"), ("slots", "announces")))
    return chain if told and len(chain) > 1 else []


def _sealing(reading: Reading, frame: Frame, noun: Span) -> list[Mention]:
    """ "X and Y strengthened their cooperation with the signing of a memorandum"."""
    lead = Span(max(frame.scope.start, noun.start - _SEALING), noun.start)
    for slot in reading.matches(lead, "agreements", "slots", "sealing"):
        before = Span(frame.scope.start, slot.start())
        return together(reading, before) or joined(reading, before)
    return []


def _by(reading: Reading, frame: Frame) -> list[Mention]:
    """ "signed by X and Y", "the signing by X of"."""
    at = agent(reading, frame)
    if not at:
        return []
    limit = frame.sentence.end if frame.borrowed == "listed" else frame.scope.end
    posts = Span(at, min(limit, at + _POSTS))         # "by the labour ministers of Colombia and Spain"
    named = chain_after(reading, at, limit)
    return named or ([] if reading.of_kind("Person", within=posts) else together(reading, posts))


def _aside(reading: Reading, frame: Frame) -> Iterator[Span]:
    """Who is said to be no party, or a witness: the last body before these words; who is said to help."""
    for slot in reading.matches(frame.sentence, "agreements", "slots", "helped_by"):
        yield from (m.span for m in chain_after(reading, slot.end(), frame.sentence.end)[:1])
    for key, reach in (("aside", len(reading.folded)), ("eased", _ASIDE)):
        for match in reading.matches(frame.sentence, "agreements", "slots", key):
            named = reading.of_kind("Organization", within=Span(frame.sentence.start, match.start()))
            yield from (m.span for m in named[-1:] if match.start() - m.span.end <= reach)


def helpers(reading: Reading, frame: Frame, known: Iterable[Entity]) -> Iterator[Entity]:
    """Who helped without being a party: "negotiated with the help of X", "talks that X eased"."""
    parties, within, sentence = set(known), around(reading, frame), frame.sentence
    found: list[Mention] = []
    for slot in reading.matches(within, "agreements", "slots", "helped_by"):
        found += chain_after(reading, slot.end(), within.end, ("Organization",))
    for verb in reading.matches(sentence, "agreements", "slots", "helps", "eased"):
        found += chain_before(reading, verb.start(), sentence.start, ("Organization",))
    for later in _next(reading, frame):
        for verb in reading.matches(later, "agreements", "slots", "eased"):
            found += chain_before(reading, verb.start(), later.start, ("Organization",))
    yield from (m.entity for m in found if m.entity not in parties)


def _next(reading: Reading, frame: Frame) -> Iterator[Span]:
    """The two sentences behind that speak of no other agreement: "IOM had accompanied the negotiations"."""
    number = reading.number(frame.sentence)
    for later in reading.sentences[number + 1 : number + 1 + _AFTER]:
        if any(m.entity != frame.mention.entity for m in reading.of_kind("Agreement", within=later)):
            return
        yield later
