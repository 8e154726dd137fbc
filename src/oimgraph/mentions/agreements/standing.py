"""The state in which an agreement is told to be: signed, planned, absent, cancelled, or only imagined."""

from __future__ import annotations

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.listed import governing, introduced
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause
from oimgraph.model import Mention, Span

_DAY = len("2009-03-04")
_BESIDE = 30                # characters between an agreement and a party right beside it
_BEFORE = 45                # characters before the verb of signing in which it is put off, negated or announced
_BEHIND = 3                 # characters behind it that may be the verb's own ending
_DETERMINER = 15            # characters before a noun in which "no" stands
_WISHED = 90                # characters before both in which somebody recommends or asks for it
_TAIL = 60                  # characters behind an agreement without a verb that may tell its state


def standing(reading: Reading, frame: Frame) -> str:
    """A slug of scheme/status: what the words around the verb of signing say, or those of the agreement."""
    named = Span(max(frame.sentence.start, frame.mention.span.start - _DETERMINER), frame.mention.span.end)
    if reading.says(named, "agreements", "slots", "none"):
        return "absent"
    near = _telling(reading, frame)
    behind = Span(near.end, near.end)
    if frame.voice == "noun" and frame.verb:    # "left for May, the signing"; "the signing, due in May, is put off"
        start = min(near.start, max(frame.scope.start, frame.verb.start - _BEFORE))
        near, behind = Span(start, frame.verb.end), Span(frame.verb.end, max(frame.verb.end, frame.scope.end))
    if reading.says(near.to(behind), "agreements", "standing", "cancelled"):
        return "cancelled"
    if _is_absent(reading, frame, near):
        return "absent"
    ahead = _is_ahead(reading, frame, near) or reading.says(behind, "agreements", "standing", "announced")
    if ahead and frame.verb:                        # "was to be signed in May, but has been put off"
        rest = Span(frame.verb.end, max(frame.verb.end, frame.scope.end))
        return "cancelled" if reading.says(rest, "agreements", "standing", "cancelled") else "planned"
    if ahead or _is_unsigned(reading, frame):
        return "planned"
    together = governed(reading, frame.mention) if frame.verb is None else None
    return standing(reading, together) if together else "signed"


def governed(reading: Reading, mention: Mention) -> Frame | None:
    """The frame of the plural that introduces an agreement: "will sign two agreements. The first, with X, …"."""
    plural = introduced(reading, mention)
    verb = governing(reading, plural) if plural else None
    sentence = reading.sentence(plural.span if plural else mention.span)
    return Frame(plural, sentence, sentence, verb, "active") if plural and verb else None


def _is_unsigned(reading: Reading, frame: Frame) -> bool:
    """ "The accord, initialled in October, has not been signed yet"; "agreed on a text whose signing is due in May"."""
    if frame.verb is None:
        return False
    rest = Span(frame.verb.end, max(frame.verb.end, frame.scope.end))
    return reading.says(rest, "agreements", "standing", "due") or (
        not frame.leads and reading.says(rest, "agreements", "standing", "unsigned"))


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
    """A result that a project's page only lists, without its day: "• the signing of an agreement between X and Y"."""
    start = frame.sentence.start
    opens = frame.verb and frame.verb.start - start <= _DETERMINER
    return bool(reading.page.kind == "project-page" and frame.voice == "noun" and opens and not frame.mention.definite
                and not any(len(m.start) == _DAY for m in inside(reading.moments, frame.sentence)))


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


def is_imagined(reading: Reading, frame: Frame) -> bool:
    """Whether it is only thought of, or asked for where nobody has spoken of it before."""
    return reading.says(_telling(reading, frame), "agreements", "standing", "hypothetical") or (
        not frame.mention.definite and _is_wished(reading, frame))


def _is_wished(reading: Reading, frame: Frame) -> bool:
    """Whether somebody recommends it or asks for it: "IOM calls for", "let X and Y conclude"."""
    at = min(frame.mention.span.start, frame.verb.start if frame.verb else frame.mention.span.start)
    lead = Span(max(clause(reading, frame.mention.span).start, at - _WISHED), at)
    return reading.says(lead, "agreements", "standing", "wished")
