"""The frame around an agreement: the words of signing that belong to it, their voice, and how far they reach.

Several agreements may share a sentence, so each has a scope of its own: "signed a declaration that replaces the
agreement concluded by both in 2012". What stands in the slots of the frame is told in `parties` and `signers`.
"""

from __future__ import annotations

from dataclasses import dataclass

from oimgraph.mentions.listed import governing, introduced
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.status import clause
from oimgraph.model import Mention, Span

_BESIDE = 30                # characters between an agreement and its participle: "convenio que habían firmado"
_OBJECT = 15                # characters between a word of signing and what it governs
_BEFORE = 45                # characters before the verb of signing in which it is put off, negated or announced
_BEHIND = 3                 # characters behind it that may be the verb's own ending
_HELD = 60                  # characters between a word of holding or talks and its agreement
_DETERMINER = 15            # characters before a noun in which "no" stands
_WISHED = 90                # characters before both in which somebody recommends or asks for it
_TAIL = 60                  # characters behind an agreement without a verb that may tell its state


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says of an agreement; `verb` is None where only "between" or "with" names the parties.

    voice     "active", "passive", "participle" ("signed with X"), "noun" ("the signing of"), "talks" ("X and Y are
              negotiating an agreement"), or "" without a verb
    borrowed  the verb is that of the agreement before: "shared" in "X signed a protocol with A and a letter with B",
              "gapped" in "X signed a protocol with A, and Y, with B, a letter", else ""; or that of all of them:
              "listed" in "X signed two protocols, one with A and one with B"
    """

    mention: Mention
    sentence: Span
    scope: Span
    verb: Span | None
    voice: str = ""
    borrowed: str = ""

    @property
    def leads(self) -> bool:
        """Whether the word of signing stands before the agreement."""
        return bool(self.verb and self.verb.start < self.mention.span.start)


def frame(reading: Reading, mention: Mention) -> Frame | None:
    """The frame around a mention; None where signing is only wished for or imagined."""
    sentence = reading.sentence(mention.span)
    verb = _verb(reading, mention, sentence)
    scope = _scope(reading, mention, sentence, verb)
    if verb is None and (borrowed := _listed(reading, mention) or _borrowed(reading, mention, scope)):
        return Frame(mention, sentence, scope, *borrowed)
    found = Frame(mention, sentence, scope, verb, _voice(reading, mention, verb) if verb else "")
    return None if _is_imagined(reading, found) else found


def _verb(reading: Reading, mention: Mention, sentence: Span) -> Span | None:
    """The words of signing that go with this agreement: a participle beside it, else what stands before it."""
    words = [Span(*m.span()) for m in reading.matches(sentence, "agreements", "sign", "verb", "noun")
             if not _is_conditional(reading, Span(max(sentence.start, m.start() - _DETERMINER), m.start()))]
    others = [m.span for m in _others(reading, mention, sentence)]
    rivals = others + _concluded(reading, words, mention)
    free = [word for word in words if not any(_between(other, word, mention.span) for other in rivals)]
    at = mention.span
    own = [word for word in words if at.covers(word) and _is(reading, "noun", word)]
    if own:                 # "cette signature, apposée par …"
        return next((word for word in free if _is(reading, "participle", word)), own[0])
    inside = [word for word in free if word.overlaps(at) and word.end >= at.end]
    beside = [word for word in free if _is_beside(word, at) and not _is(reading, "noun", word)
              and not _parts(reading, Span(at.end, word.start))]
    before = [word for word in free if word.end <= at.start and not any(_is_beside(word, other) for other in others)]
    behind = [word for word in free if word.start >= at.end]
    talks = [] if before or inside or beside else _talks(reading, mention, sentence)
    return next(iter(inside[:1] + beside[:1] + before[-1:] + talks[-1:] + behind[:1]), None)


def _is_conditional(reading: Reading, before: Span) -> bool:
    """Whether what follows tells nothing: "a labour agreement, which, if | concluded, would be the first"."""
    return right_before(reading.words.pattern("agreements", "standing", "condition"), reading.folded, before)


def _parts(reading: Reading, gap: Span) -> bool:
    """Whether something else begins in between: a clause, another word for the agreement."""
    return ";" in reading.fold(gap) or ":" in reading.fold(gap) or bool(reading.of_kind("Agreement", within=gap))


def _is(reading: Reading, key: str, word: Span) -> bool:
    """Whether a word of signing is of this kind; what follows it may count."""
    match = reading.words.pattern("agreements", "sign", key).match(reading.folded, word.start)
    return bool(match and match.end() == word.end)


def _is_beside(word: Span, other: Span) -> bool:
    return 0 <= word.start - other.end <= _BESIDE


def _talks(reading: Reading, mention: Mention, sentence: Span) -> list[Span]:
    """Words of negotiating or holding an agreement before one that no word of signing governs."""
    words = (Span(*m.span()) for m in reading.matches(sentence, "agreements", "sign", "negotiate", "hold"))
    return [word for word in words if word.end <= mention.span.start <= word.end + _HELD]


def _concluded(reading: Reading, words: list[Span], mention: Mention) -> list[Span]:
    """Events and projects that a word of signing governs itself: "concluded a workshop on the agreement"."""
    found = [m.span for m in reading.of_kind("Event", "Project", within=reading.sentence(mention.span))]
    return [span for span in found if any(0 <= span.start - word.end <= _OBJECT for word in words)]


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


def _borrowed(reading: Reading, mention: Mention, scope: Span) -> tuple[Span, str, str] | None:
    """The verb of the agreement before in the sentence, to which "and" joins this one; its voice; and how."""
    sentence = reading.sentence(mention.span)
    earlier = [m for m in _others(reading, mention, sentence) if m.span.end <= scope.start]
    before = Span(scope.start, max(scope.start, mention.span.start))
    joints = list(reading.matches(before, "institutions", "chunk", "and"))
    verb = _verb(reading, earlier[-1], sentence) if earlier and joints else None
    if verb is None or verb.start > earlier[-1].span.start:
        return None
    between = Span(joints[-1].end(), mention.span.start)
    for joint in joints:        # "and the Ministry of Justice, with X, a letter" names a subject of its own
        if reading.says(Span(joint.end(), between.end), "agreements", "slots", "with"):
            return verb, "active", "gapped"
    near = between.end - between.start <= _DETERMINER
    return (verb, _voice(reading, earlier[-1], verb), "shared") if near else None


def _listed(reading: Reading, mention: Mention) -> tuple[Span, str, str] | None:
    """The verb of the plural that introduces this agreement in the same sentence."""
    plural = introduced(reading, mention)
    if not plural or reading.sentence(plural.span) != reading.sentence(mention.span):
        return None
    verb = governing(reading, plural)
    return (verb, _voice(reading, plural, verb), "listed") if verb else None


def _voice(reading: Reading, mention: Mention, verb: Span) -> str:
    for key, voice in (("noun", "noun"), ("negotiate", "talks"), ("hold", "active")):
        if _is(reading, key, verb):
            return voice
    if reading.says(verb, "agreements", "sign", "passive"):
        return "passive"
    alone = _is(reading, "participle", verb)
    between = Span(mention.span.end, max(mention.span.end, verb.start))
    subject = reading.of_kind("Organization", "Country", "Person", within=between)
    by = reading.words.pattern("agreements", "slots", "by").match(reading.folded, verb.end + 1)
    return "participle" if alone and not subject and (by or verb.start > mention.span.start) else "active"


def around(reading: Reading, frame: Frame) -> Span:
    """The clause around an agreement and its word of signing, as far as it speaks of it alone."""
    spans = [clause(reading, frame.mention.span), *([clause(reading, frame.verb)] if frame.verb else [])]
    start = max(min(span.start for span in spans), frame.scope.start)
    return Span(start, max(start, min(max(span.end for span in spans), frame.scope.end)))


def standing(reading: Reading, frame: Frame) -> str:
    """A slug of scheme/status: what the words around the verb of signing say, or those of the agreement."""
    named = Span(max(frame.sentence.start, frame.mention.span.start - _DETERMINER), frame.mention.span.end)
    if reading.says(named, "agreements", "slots", "none"):
        return "absent"
    near = _telling(reading, frame)
    behind = Span(near.end, near.end)
    if frame.voice == "noun" and frame.verb:        # "the signing, due in May, was put off"
        near, behind = Span(near.start, frame.verb.end), Span(frame.verb.end, max(frame.verb.end, frame.scope.end))
    if reading.says(near.to(behind), "agreements", "standing", "cancelled"):
        return "cancelled"
    if _is_absent(reading, frame, near):
        return "absent"
    ahead = _is_ahead(reading, frame, near) or reading.says(behind, "agreements", "standing", "announced")
    return "planned" if ahead else "signed"


def _is_absent(reading: Reading, frame: Frame, near: Span) -> bool:
    """Without a word of signing only what says that there is none: "the agreement covers no minors" does not."""
    if frame.verb:
        return reading.says(near, "agreements", "standing", "absent")
    before = Span(near.start, frame.mention.span.end)
    return (reading.says(before, "agreements", "standing", "absent")
            or reading.says(near, "agreements", "standing", "missing"))


def _is_ahead(reading: Reading, frame: Frame, near: Span) -> bool:
    """Whether it is still talked about, wished for, listed as a result to come, or said to be signed one day."""
    if frame.voice == "talks" or _is_expected(reading, frame) or _is_wished(reading, frame):
        return True
    if frame.verb:
        return reading.says(near, "agreements", "standing", "planned")
    rest = Span(frame.mention.span.end, frame.sentence.end)
    return (reading.says(rest, "agreements", "standing", "negotiated")
            or reading.says(near, "agreements", "standing", "pending"))


def _is_expected(reading: Reading, frame: Frame) -> bool:
    """A result that a project's page only lists: "• the signing of an agreement between X and Y"."""
    start = frame.sentence.start
    opens = frame.verb and frame.verb.start - start <= _DETERMINER
    return bool(reading.page.kind == "project-page" and frame.voice == "noun" and opens and not frame.mention.definite)


def _telling(reading: Reading, frame: Frame) -> Span:
    """Where the state of an agreement is told: around its verb, else around itself; not past a comma before it."""
    verb, whole = frame.verb, clause(reading, frame.verb or frame.mention.span)
    if verb and frame.borrowed != "gapped":
        start = max(whole.start, verb.start - _BEFORE)
        if not frame.leads and frame.voice in ("participle", "active"):
            start = max(start, min(frame.mention.span.end, verb.start))
        start = max(start, reading.folded.rfind(",", start, verb.start))
        return Span(start, min(verb.end + _BEHIND, frame.sentence.end))
    named = _with_parties(reading, frame, whole)
    return Span(max(whole.start, named.start - _BEFORE), min(whole.end, named.end + _TAIL))


def _with_parties(reading: Reading, frame: Frame, whole: Span) -> Span:
    """An agreement and the parties right beside it: "talks between X and Y on an agreement", "an accord with X"."""
    reach = frame.mention.span
    named = [m.span for m in reading.of_kind("Organization", "Country", within=whole)]
    before, behind = ([s for s in named if s.end <= reach.start], [s for s in named if s.start >= reach.end])
    for span in (*reversed(before), *behind):
        if max(reach.start - span.end, span.start - reach.end) <= _BESIDE:
            reach = reach.to(span)
    return reach


def _is_imagined(reading: Reading, frame: Frame) -> bool:
    """Whether it is only thought of, or asked for where nobody has spoken of it before."""
    return reading.says(_telling(reading, frame), "agreements", "standing", "hypothetical") or (
        not frame.mention.definite and _is_wished(reading, frame))


def _is_wished(reading: Reading, frame: Frame) -> bool:
    """Whether somebody recommends it or asks for it: "IOM calls for", "let X and Y conclude"."""
    at = min(frame.mention.span.start, frame.verb.start if frame.verb else frame.mention.span.start)
    lead = Span(max(clause(reading, frame.mention.span).start, at - _WISHED), at)
    return reading.says(lead, "agreements", "standing", "wished")
