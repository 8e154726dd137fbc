"""Parties that stand in no slot of an agreement's frame: both of those named before, the first party of the agreement
told before, the subject that a language leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.agreements.frames import Frame, around
from oimgraph.mentions.agreements.listed import governing, introduced, is_elliptic, is_listed
from oimgraph.mentions.agreements.standing import standing
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, chain_after, chain_before, chains, is_state, outermost, together
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Mention, Span

_OPENING = 12               # characters of a sentence, or before a word of signing, in which "with" stands
_BACK = 3                   # sentences in which "both parties" were named
_TOLD = 90                  # characters behind an agreement without a verb in which "the two" stand
_LEAD = 45                  # characters of a sentence in which its subject is named
_FAR = 150                  # characters behind an agreement in which those who talk on it are named
_STEM = 4                   # letters that a plural noun shares at least with its singular
_WITH = "{with}{the}?"
_ENDING = 3                 # letters of a plural noun that may be its ending
_BEHIND = 25                # characters before an agreement in which "in a", "through a" stand


def implied(reading: Reading, frame: Frame) -> list[Mention]:
    """ "Con Malawi negocia un convenio": a verb without a subject goes on with that of the sentence before."""
    start, number = frame.sentence.start, reading.number(frame.sentence)
    opening = reading.words.pattern("agreements", "slots", "with").match(reading.folded, start)
    if not opening or number < 1 or reading.page.language != "es":
        return []
    beside = chain_after(reading, opening.end(), frame.scope.end)
    if beside != outermost(reading.of_kind(*PARTIES, within=frame.scope)):
        return []
    before = reading.sentences[number - 1]
    named = chains(reading, Span(before.start, min(before.end, before.start + 2 * _LEAD)))
    if reading.words.pattern("agreements", "slots", "with").match(reading.folded, before.start):
        return next(iter(named[1:2]), [])
    return named[0] if named and named[0][0].span.start - before.start <= _OPENING else []


def first_subject(reading: Reading, verb: Span, floor: int) -> list[Mention] | None:
    """ "X has accords with A and B, and negotiates another": A and B, right before the verb, go with the one before,
    whose subject is X; None where a verb has its own."""
    chain = chain_before(reading, verb.start, floor)
    if not chain or not reading.says(Span(chain[-1].span.end, verb.start), "institutions", "chunk", "and"):
        return None
    at = chain[0].span.start
    led = reading.words.shape(_WITH).finditer(reading.folded, max(floor, at - _OPENING), at)
    if not any(match.end() == at for match in led):
        return None
    for others in reversed(chains(reading, Span(floor, max(floor, at - _OPENING)))):
        told = reading.of_kind("Agreement", "Agreements", within=Span(others[-1].span.end, at))
        apart = not told or "," in reading.folded[others[-1].span.end : told[0].span.start]
        return [] if apart or _is_other_side(reading, others[0]) else others
    return []


def both(reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]]) -> list[Mention]:
    """ "The two parties", "ambas": those named together before, here, in an agreement told before, or just before."""
    end = frame.mention.span.end
    within = frame.scope if frame.verb else Span(end, min(frame.scope.end, end + _TOLD))
    if alike := next(reading.matches(within, "agreements", "slots", "both_alike"), None):
        named = _two_alike(reading, frame, Span(*alike.span()))
        return named or _before(reading, frame, earlier, states=False)
    both = next(reading.matches(within, "agreements", "slots", "both"), None)
    if both is None:
        return []
    if here := together(reading, Span(frame.sentence.start, frame.mention.span.start)):
        return here
    if told := {m.entity: m for m in reading.of_kind("Organization", within=Span(frame.sentence.start, both.start()))}:
        apart = len(told) == 2 and max(m.span.end for m in told.values()) <= frame.mention.span.start
        return list(told.values()) if apart else []
    states = reading.says(Span(*both.span()), "agreements", "slots", "states")
    return _before(reading, frame, earlier, states=states) or (_two_states(reading, both.start()) if states else [])


def _before(
    reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]], *, states: bool
) -> list[Mention]:
    """Those of the agreement told before, or those named together in the sentences before."""
    number = reading.number(frame.sentence)
    recent = [span for span in reading.sentences[max(0, number - _BACK) : number] if span != reading.title]
    before = [*map(list, earlier[-1:]), *(together(reading, span) for span in reversed(recent))]
    own = (named for named in before if named and not _is_other_side(reading, named[0])
           and not is_seat(reading, named))
    return next((named for named in own if not states or all(is_state(m.entity) for m in named)), [])


def _two_states(reading: Reading, end: int) -> list[Mention]:
    """The only two states of which the page has spoken so far, by name or by their people."""
    bodies = [m.span for m in reading.of_kind("Organization", within=Span(0, end))]
    told = [m for m in reading.of_kind("Country", "Demonym", within=Span(0, end))
            if not any(body.covers(m.span) for body in bodies) and reading.number(m.span) >= 0]
    named = {m.entity.key: Mention(m.span, Entity("Country", m.entity.key)) for m in reversed(told)}
    alone = len(named) == 2 and not is_seat(reading, told) and not any(_is_other_side(reading, m) for m in told)
    return [*named.values()][::-1] if alone else []


def _two_alike(reading: Reading, frame: Frame, both: Span) -> list[Mention]:
    """ "The two institutes": the only two bodies whose names have the noun, in the sentences just before or so far."""
    noun = reading.fold(both).split()[-1]
    stem = noun[: max(_STEM, len(noun) - _ENDING)]
    foreign = reading.says(both, "agreements", "slots", "foreign")
    near = reading.sentences[max(0, reading.number(frame.sentence) - _BACK)].start
    for start in (near, 0):
        told = reading.of_kind("Organization", within=Span(start, both.start))
        named = {m.entity: m for m in told if any(word.startswith(stem) for word in _named(reading, m))
                 or (foreign and reading.says(m.span, "agreements", "slots", "foreign_affairs"))}
        if len(named) == 2:
            return list(named.values())
    return []


def _named(reading: Reading, body: Mention) -> list[str]:
    """The words of all names that the page has for a body."""
    return fold(" ".join(label.text for label in reading.labels.get(body.entity, ()))).split()


def _is_other_side(reading: Reading, party: Mention) -> bool:
    """ "Signed with Serbia and Montenegro": they are not the two who sign."""
    lead = Span(max(0, party.span.start - _OPENING), party.span.start)
    return reading.says(lead, "agreements", "slots", "with")


def is_seat(reading: Reading, named: Sequence[Mention]) -> bool:
    """ "Réunion (France)": the second is only where the first lies."""
    return len(named) > 1 and reading.folded[named[0].span.end : named[1].span.start].strip() == "("


def pronominal(reading: Reading, frame: Frame) -> list[Mention]:
    """ "The agreement that the latter signed with Y": the body named last before; "that it signed": the only one."""
    between = Span(frame.mention.span.end, max(frame.mention.span.end, frame.verb.start if frame.verb else 0))
    before = reading.of_kind("Organization", within=Span(frame.sentence.start, frame.mention.span.start))
    if reading.says(between, "agreements", "slots", "latter"):
        return before[-1:]
    alone = len({m.entity for m in before}) == 1
    return before[:1] if alone and reading.says(between, "agreements", "slots", "own") else []


def negotiating(reading: Reading, frame: Frame, kinds: Sequence[str] = PARTIES) -> list[Mention]:
    """ "A treaty negotiated by X and Y"; "the memorandum that X and Y are negotiating": both who talk on it."""
    behind = Span(frame.mention.span.end, min(frame.scope.end, frame.mention.span.end + _FAR))
    talks = [chain_after(reading, slot.end(), frame.scope.end, kinds)
             for slot in reading.matches(behind, "agreements", "slots", "negotiated_by")]
    talks += [chain_before(reading, verb.start(), behind.start, kinds)
              for verb in reading.matches(behind, "agreements", "slots", "negotiating")]
    return next((named for named in talks if len({m.entity for m in named}) > 1), [])


def through(reading: Reading, frame: Frame) -> list[Mention]:
    """ "X and Y agreed, in a memorandum signed in May, to …": those named together before; "Under an agreement with X,
    Y will …": the subject behind it."""
    slot = _by_virtue(reading, frame)
    if slot is None or frame.voice not in ("participle", ""):
        return []
    if opens(reading, frame):
        named = _subject_behind(reading, frame)
        return named if frame.verb or not frame.mention.definite or len(named) > 1 else []
    before = Span(frame.scope.start, slot.start)
    agreed = frame.verb or reading.says(before, "agreements", "slots", "agree")
    return (together(reading, before) if agreed else []) or joined(reading, before)


def joined(reading: Reading, within: Span) -> list[Mention]:
    """ "X has joined hands with Y", in or with what they sign."""
    for slot in reading.matches(within, "agreements", "slots", "joins"):
        sides = [chain_before(reading, slot.start(), within.start), chain_after(reading, slot.end(), within.end)]
        return [party for side in sides for party in side] if all(sides) else []
    return []


def opens(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence begins with an agreement by virtue of which something is done: "Under an agreement with"."""
    slot = _by_virtue(reading, frame)
    return slot is not None and slot.start - frame.sentence.start <= _OPENING


def _by_virtue(reading: Reading, frame: Frame) -> Span | None:
    """ "Under the", "in a", close before an agreement."""
    at = frame.mention.span.start
    lead = Span(max(frame.scope.start, at - _BEHIND), at)
    return next((Span(*slot.span()) for slot in reading.matches(lead, "agreements", "slots", "through")), None)


def _subject_behind(reading: Reading, frame: Frame) -> list[Mention]:
    """Those named right behind a comma that ends what is said of the agreement."""
    comma = reading.folded.find(",", frame.mention.span.end, frame.scope.end)
    while comma >= 0:
        if chain := chain_after(reading, comma, frame.scope.end):
            return chain
        comma = reading.folded.find(",", comma + 1, frame.scope.end)
    return []


def shared(
    reading: Reading, frame: Frame, earlier: Sequence[Sequence[Mention]], found: Sequence[Mention]
) -> list[Mention]:
    """ "One with Peru was signed in Lima": between the first party of the agreement before and Peru."""
    if not found or not is_elliptic(reading, frame.mention):
        return []
    if plural := introduced(reading, frame.mention):
        return signing(reading, plural)
    if not earlier or is_listed(reading, frame.mention):
        return []
    if is_state(found[0].entity):
        states = [party for named in earlier for party in named if is_state(party.entity)]
        return sorted(states, key=lambda party: _is_other_side(reading, party))[:1]
    own = (party for party in earlier[-1] if not _is_other_side(reading, party))
    return sorted(own, key=lambda party: is_state(party.entity))[:1]


def signing(reading: Reading, plural: Mention) -> list[Mention]:
    """Who signs those that are introduced together: "IOM has signed two agreements. The first, with X, …"."""
    verb, sentence = governing(reading, plural), reading.sentence(plural.span)
    if not verb:
        return []
    by = reading.words.pattern("agreements", "slots", "by").match(reading.folded, verb.end + 1)
    if by:
        return chain_after(reading, by.end(), sentence.end)
    return chain_before(reading, verb.start, clause(reading, verb).start)       # "Peru: two accords signed"


def lacking(reading: Reading, frame: Frame) -> list[Mention]:
    """ "X has no accord with Y"; "neither accord nor protocol governs the cooperation of X and Y"."""
    if frame.verb or standing(reading, frame) != "absent":
        return []
    at = frame.mention.span.start
    opening = Span(frame.sentence.start, min(at, frame.sentence.start + _OPENING))
    fronted = [chain_after(reading, slot.end(), at) for slot in reading.matches(opening, "agreements", "slots", "with")]
    subject = [chain_before(reading, lack.start(), frame.scope.start)
               for lack in reading.matches(Span(frame.scope.start, at), "agreements", "slots", "lacks")]
    for slot in reading.matches(Span(frame.scope.start, at), "agreements", "slots", "which"):
        return reading.of_kind(*PARTIES, within=Span(frame.scope.start, slot.start()))[-1:]
    if lacking := [party for chain in fronted[:1] + subject[:1] for party in chain]:
        return lacking                      # "With Pakistan, however, there is no accord"
    return together(reading, Span(frame.mention.span.end, around(reading, frame).end), ("Organization",))
