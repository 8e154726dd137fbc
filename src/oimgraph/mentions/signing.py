"""The frame around an agreement: the words of signing that belong to it, how far they reach, and its parties.

Several agreements may share a sentence, so each has a scope of its own: "signed a declaration that replaces the
agreement concluded by both in 2012".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains
from oimgraph.model import Mention, Office, Span

_BESIDE = 30                # characters between an agreement and its participle: "convenio que habían firmado"
_BACK = 3                   # sentences in which "both parties" were named


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says of an agreement; `verb` is None where only "between" or "with" names the parties."""

    mention: Mention
    sentence: Span
    scope: Span
    verb: Span | None
    parties: tuple[Mention, ...]
    by_noun: bool = False       # "the signature of which was put off"


def frame(reading: Reading, mention: Mention) -> Frame | None:
    """The frame around a mention; None in titles, and where nobody is said to be a party or to sign."""
    sentence = reading.sentence(mention.span)
    if sentence == reading.title:
        return None
    verb = _verb(reading, mention, sentence)
    scope = _scope(reading, mention, sentence, verb)
    noun = reading.words.pattern("agreements", "sign", "noun")
    found = Frame(mention, sentence, scope, verb, (), bool(verb and noun.fullmatch(reading.fold(verb))))
    parties = list(dict.fromkeys(_parties(reading, found)))
    if len({party.entity for party in parties}) < 2:
        parties += _both(reading, found)
    return replace(found, parties=tuple(parties)) if parties or verb else None


def _verb(reading: Reading, mention: Mention, sentence: Span) -> Span | None:
    """The words of signing that go with this agreement: a participle beside it, else what stands before it."""
    pattern = reading.words.pattern("agreements", "sign")
    words = [Span(*m.span()) for m in pattern.finditer(reading.folded, sentence.start, sentence.end)]
    others = [m.span for m in _others(reading, mention, sentence)]
    free = [word for word in words if not any(_between(other, word, mention.span) for other in others)]
    beside = [word for word in free if 0 <= word.start - mention.span.end <= _BESIDE]
    before = [word for word in free if word.end <= mention.span.start]
    behind = [word for word in free if word.start >= mention.span.end]
    return next(iter(beside[:1] + before[-1:] + behind[:1]), None)


def _others(reading: Reading, mention: Mention, sentence: Span) -> list[Mention]:
    return [m for m in reading.of_kind("Agreement", within=sentence) if m.entity != mention.entity]


def _between(other: Span, one: Span, two: Span) -> bool:
    return min(one.end, two.end) <= other.start and other.end <= max(one.start, two.start)


def _scope(reading: Reading, mention: Mention, sentence: Span, verb: Span | None) -> Span:
    """The part of the sentence that speaks of this agreement alone."""
    others = [m.span for m in _others(reading, mention, sentence)]
    before = [span.end for span in others if span.end <= mention.span.start]
    behind = [span.start for span in others if span.start >= mention.span.end]
    start = before[-1] if before and not (verb and verb.end <= before[-1]) else sentence.start
    return Span(start, behind[0] if behind else sentence.end)


def _parties(reading: Reading, frame: Frame) -> Iterator[Mention]:
    """Those "between" whom it stands, "with" whom and "by" whom it is signed, those who sign, in the order of trust."""
    words, folded, scope, verb = reading.words, reading.folded, frame.scope, frame.verb
    for slot in words.pattern("agreements", "slots", "between").finditer(folded, scope.start, scope.end):
        chain = chain_after(reading, slot.end(), scope.end)
        if len(chain) > 1:
            yield from chain
            break
    if verb is None:
        return
    for slot in words.pattern("agreements", "slots", "with").finditer(folded, scope.start, scope.end):
        if chain := chain_after(reading, slot.end(), scope.end):
            yield from chain
            break
    yield from chain_before(reading, verb.start, scope.start) or _subject(reading, Span(scope.start, verb.start))
    if by := words.pattern("agreements", "slots", "by").search(folded, verb.end, scope.end):
        yield from chain_after(reading, by.end(), scope.end)
    for office in signers(reading, frame):
        yield from reading.by_entity.get(office.organization, [])[:1] if office.organization else []


def _subject(reading: Reading, before: Span) -> list[Mention]:
    """Two or more that are named together before the words of signing: "X and Y seized the occasion to sign"."""
    together = [chain for chain in chains(reading, before) if len({m.entity for m in chain}) > 1]
    return together[-1] if together else []


def _both(reading: Reading, frame: Frame) -> list[Mention]:
    """ "the two parties", "ambas": those who were last named together."""
    words = reading.words.pattern("agreements", "slots", "both")
    if not words.search(reading.folded, frame.scope.start, frame.scope.end):
        return []
    number = reading.sentences.index(frame.sentence)
    earlier = reading.sentences[max(0, number - _BACK) : number]
    for span in (Span(frame.sentence.start, frame.mention.span.start), *reversed(earlier)):
        together = _subject(reading, span)
        if together and span != reading.title:
            return together
    return []


def signers(reading: Reading, frame: Frame) -> list[Office]:
    """ "signed by NAME, Director of X, and by NAME, …": persons in posts behind the verb and its "by"."""
    by = reading.words.pattern("agreements", "slots", "by")
    opening = by.match(reading.folded, _next_word(reading, frame.verb.end)) if frame.verb else None
    if not opening:
        return []
    persons = {m.entity for m in reading.of_kind("Person", within=Span(opening.end(), frame.sentence.end))}
    return [office for office in reading.offices if office.person in persons and frame.sentence.covers(office.post)]


def _next_word(reading: Reading, at: int) -> int:
    """Where the words go on after spaces and a date: "was signed in February 2022 by"."""
    moment = next((m for m in reading.moments if 0 <= m.span.start - at <= 12), None)
    at = moment.span.end if moment else at
    return at + 1 if reading.folded[at : at + 1] == " " else at

