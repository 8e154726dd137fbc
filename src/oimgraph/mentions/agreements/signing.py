"""The frame around an agreement: the words of signing that belong to it, their voice, and how far they reach.

What stands in the slots of the frame is told in `parties` and `signers`, the agreement's state in `standing`.
"""

from __future__ import annotations

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.listed import governing, introduced
from oimgraph.mentions.agreements.standing import is_imagined
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Mention, Span

_BESIDE = 30                # characters between an agreement and its participle: "convenio que habían firmado"
_OBJECT = 15                # characters between a word of signing and what it governs
_HELD = 60                  # characters between a word of holding or talks and its agreement
_COMPLEMENT = " (?:{to}|{genitive})(?:[\\w-]{1,20} )?"
_DETERMINER = 15            # characters before a noun in which "no" stands


def frame(reading: Reading, mention: Mention) -> Frame | None:
    """The frame around a mention; None where signing is only wished for or imagined."""
    sentence = reading.sentence(mention.span)
    verb = _verb(reading, mention, sentence)
    if verb is None and _completes(reading, mention, sentence):
        return None                         # "a protocol to the accord of 2006" tells of the protocol
    scope = _scope(reading, mention, sentence, verb)
    if verb is None and (borrowed := _listed(reading, mention) or _borrowed(reading, mention, scope)):
        return Frame(mention, sentence, scope, *borrowed)
    found = Frame(mention, sentence, scope, verb, _voice(reading, mention, verb) if verb else "")
    return None if is_imagined(reading, found) else found


def _verb(reading: Reading, mention: Mention, sentence: Span) -> Span | None:
    """The words of signing that go with this agreement: a participle beside it, else what stands before it."""
    words = [Span(*m.span()) for m in reading.matches(sentence, "agreements", "sign", "verb", "noun")
             if not _is_conditional(reading, Span(max(sentence.start, m.start() - _DETERMINER), m.start()))]
    around = _others(reading, mention, sentence)
    others = [m.span for m in around if not _is_complement(reading, mention, m)]        # "the protocol to the accord"
    whole = _completes(reading, mention, sentence)
    rivals = others + _concluded(reading, words, mention)
    free = [word for word in words if not any(_between(other, word, mention.span) for other in rivals)]
    at = mention.span
    own = [word for word in words if at.covers(word) and _is(reading, "noun", word)]
    if own:                 # "cette signature, apposée par …"
        return next((word for word in free if _is(reading, "participle", word)), own[0])
    inside = [word for word in free if word.overlaps(at) and word.end >= at.end]
    governing = [word for word in free if 0 <= at.start - word.end <= _OBJECT]
    beside = [word for word in free if _is_beside(word, at) and not _is(reading, "noun", word)
              and not _parts(reading, Span(at.end, word.start))]
    before = [word for word in free if word.end <= at.start and not any(_is_beside(word, other) for other in others)]
    behind = [word for word in free if word.start >= at.end and not whole]
    talks = [] if before or inside or beside else _talks(reading, mention, sentence)
    return next(iter(inside[:1] + governing[-1:] + beside[:1] + before[-1:] + talks[-1:] + behind[:1]), None)


def _is_complement(reading: Reading, one: Mention, other: Mention) -> bool:
    """ "An additional protocol | to the | agreement of 2006": what is said behind is told of the first."""
    gap = reading.fold(Span(one.span.end, max(one.span.end, other.span.start)))
    return other.definite is True and bool(reading.words.shape(_COMPLEMENT).fullmatch(gap))


def _completes(reading: Reading, mention: Mention, sentence: Span) -> bool:
    return any(_is_complement(reading, other, mention) for other in _others(reading, mention, sentence))


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
    others = [m.span for m in _others(reading, mention, sentence) if not _is_complement(reading, mention, m)]
    before = [span.end for span in others if span.end <= mention.span.start]
    behind = [span.start for span in others if span.start >= mention.span.end]
    start = before[-1] if before and not (verb and verb.end <= before[-1]) else sentence.start
    return Span(start, behind[0] if behind else sentence.end)


def _borrowed(reading: Reading, mention: Mention, scope: Span) -> tuple[Span, str, str] | None:
    """The verb of the agreement before in the sentence, to which "and" joins this one; its voice; and how."""
    sentence = reading.sentence(mention.span)
    earlier = [m for m in _others(reading, mention, sentence) if m.span.end <= scope.start]
    before = Span(scope.start, max(scope.start, mention.span.start))
    joints = [Span(*m.span()) for m in reading.matches(before, "institutions", "chunk", "and")]
    joints = joints or _commas(reading, mention, before)
    governed = ((one, verb) for one in reversed(earlier) if (verb := _verb(reading, one, sentence)))
    first, verb = next(governed if joints else iter(()), (mention, None))
    if verb is None or verb.start > first.span.start:
        return None
    between = Span(joints[-1].end, mention.span.start)
    for joint in joints:        # "and the Ministry of Justice, with X, a letter" names a subject of its own
        if reading.says(Span(joint.end, between.end), "agreements", "slots", "with"):
            return verb, "active", "gapped"
    near = between.end - between.start <= _DETERMINER
    return (verb, _voice(reading, first, verb), "shared") if near else None


def _commas(reading: Reading, mention: Mention, before: Span) -> list[Span]:
    """The comma before one more of a list, which has a party of its own: "a letter with X, a protocol with Y and"."""
    comma = reading.folded.rfind(",", before.start, before.end)
    own = reading.words.pattern("agreements", "slots", "with").match(reading.folded, mention.span.end + 1)
    return [Span(comma, comma + 1)] if own and comma >= 0 and mention.definite is False else []


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
    opens = verb.start == reading.sentence(verb).start              # "Signed in Suva on 2 July by X, the agreement"
    fits = by or opens or verb.start > mention.span.start
    return "participle" if alone and not subject and fits else "active"
