"""When and where an agreement is signed: the date and the place that go with the word of signing in its frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from oimgraph.mentions.agreements.frames import Frame, around
from oimgraph.mentions.agreements.standing import governed, standing
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.today import days_told, weekdays_told
from oimgraph.model import Mention, Moment, Span

_LEAD = 25                  # characters before a date or place in which "until" or "in" stands
_FAR = 130                  # characters between the word of signing and its date or place
_ASIDE = 20                 # characters between what goes with the word of signing and its place
_ADJACENT = 8               # characters of the small words between a verb and the state where it happens
_COMMA = 5                  # characters before a place in which "," and "in" stand
_BESIDE = 12                # characters between an agreement or a law and its date
_RELATIVE = " {that}"
_WORD = re.compile(r"[^\W\d_]+'?|;|:")
T = TypeVar("T", Mention, Moment)


def moment(reading: Reading, frame: Frame) -> Moment | None:
    """The day of signing, or that of all those that this agreement is introduced with."""
    return _moment(reading, frame) or next((m for together in _together(reading, frame)
                                            if (m := _moment(reading, together))), None)


def _together(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """The frame of the plural that introduced a signed agreement in a sentence before."""
    together = governed(reading, frame.mention)
    if together and together.sentence != frame.sentence and standing(reading, frame) == "signed":
        yield together


def _moment(reading: Reading, frame: Frame) -> Moment | None:
    """Nearest behind the word of signing, else before it; "the agreement of 3 May 2010"."""
    own = [m for m in inside(reading.moments, frame.sentence) if _is_own(reading, frame.mention, m)]
    if own:
        return own[0]
    if since := _since(reading, frame):
        return since
    if frame.verb is None:
        return next((m for m in inside(reading.moments, frame.scope) if not m.end
                     and m.span.start > frame.mention.span.end and _led(reading, "back", m.span)), None)
    within = around(reading, frame)
    if frame.borrowed == "listed":
        within = Span(frame.sentence.start, max(frame.verb.end, frame.scope.end))
    elif frame.borrowed:        # "signed one with X in 1998 and another with Y in 2002"
        within = Span(frame.mention.span.end, max(frame.mention.span.end, within.end))
    laws = [m.span for m in reading.of_kind("LegalInstrument", "PolicyInstrument", within=frame.sentence)
            if not m.span.overlaps(frame.mention.span)]
    others = [m for m in reading.of_kind("Agreement", within=frame.sentence) if m.entity != frame.mention.entity]
    free = [m for m in [*inside(reading.moments, within), *_relative(reading, frame, within)]
            if not m.end and not _led(reading, "until", m.span) and not _in_dateline(reading, m.span)
            and not (m.span.end <= frame.verb.start and _led(reading, "dated", m.span))
            and not (_is_relative(reading, frame) and m.span.end <= frame.mention.span.start)
            and not any(_is_own(reading, other, m) for other in others)
            and not any(law.start <= m.span.start <= law.end + _BESIDE for law in laws)]
    free.sort(key=lambda m: m.span.start)
    return _nearest(frame.mention.span if frame.borrowed in ("shared", "gapped") else frame.verb, free)


def _relative(reading: Reading, frame: Frame, within: Span) -> list[Moment]:
    """ "Signed yesterday", "signed on Friday"; what is still to be signed may be so on a Friday to come."""
    planned = standing(reading, frame) == "planned"
    return [] if planned else [*days_told(reading, within), *weekdays_told(reading, within)]


def _is_own(reading: Reading, mention: Mention, moment: Moment) -> bool:
    """ "The agreement of 3 May 2010"."""
    gap = reading.folded[mention.span.end : moment.span.start]
    dated = reading.words.pattern("agreements", "slots", "dated")
    return not moment.end and bool(gap and len(gap) <= _BESIDE and dated.fullmatch(gap.strip()))


def _since(reading: Reading, frame: Frame) -> Moment | None:
    """ "An agreement has bound X to Y since 1996": where nothing is told of signing, it is as old as the bond."""
    within = around(reading, frame)
    if frame.voice not in ("", "active") or not reading.says(within, "agreements", "slots", "binding"):
        return None
    signed = frame.verb and reading.says(frame.verb, "agreements", "sign", "verb")
    return None if signed else next((m for m in inside(reading.moments, within) if m.end == ".."), None)


def place(reading: Reading, frame: Frame) -> Mention | None:
    """The place of signing, or that of all those that this agreement is introduced with."""
    return _place(reading, frame) or next((m for together in _together(reading, frame)
                                           if (m := _place(reading, together))), None)


def _place(reading: Reading, frame: Frame) -> Mention | None:
    """Led by "in", nearest behind the word of signing, else before it."""
    if frame.verb is None or frame.borrowed in ("shared", "gapped"):
        return None
    within = around(reading, frame) if not frame.borrowed else Span(frame.sentence.start, frame.verb.end + _FAR)
    named = [m.span for m in reading.of_kind("Organization", within=frame.sentence)]
    named.append(Span(frame.mention.span.end, max(frame.mention.span.end, frame.verb.start)))  # "an office in X"
    if _is_relative(reading, frame):
        named.append(Span(within.start, frame.mention.span.start))
    free = [m for m in reading.of_kind("Place", within=within) if _led(reading, "at", m.span)
            and not _in_dateline(reading, m.span) and not any(span.covers(m.span) for span in named)]
    beside = Span(frame.verb.end, frame.verb.end + _ADJACENT)
    states = [m for m in reading.of_kind("Country", within=within)          # "firmado en Panamá"
              if beside.start < m.span.start <= beside.end and _led(reading, "at", m.span)]
    return _nearest(frame.verb, [m for m in free if _is_of_signing(reading, frame, m.span)] or states)


def _is_relative(reading: Reading, frame: Frame) -> bool:
    """ "Met in Lima on 3 May to review the accord | they signed in 1997": what stands before goes with another verb."""
    if frame.verb is None or frame.leads:
        return False
    gap = Span(frame.mention.span.end, max(frame.mention.span.end, frame.verb.start))
    return frame.voice == "active" or reading.says(gap, "agreements", "slots", "both")


def _is_of_signing(reading: Reading, frame: Frame, span: Span) -> bool:
    """Whether a place stands beside the word of signing, beside what goes with it, or between commas: not "signed an
    agreement with X that opens a centre in"."""
    if any(0 <= span.start - office.post.end <= _ADJACENT for office in reading.offices):
        return False                        # "the Chief of Mission in"
    if frame.verb is None or span.start < frame.verb.end:
        return True
    day = moment(reading, frame)
    if day and 0 <= day.span.start - span.end <= _ADJACENT:
        return True                         # "on the return of migrants in Lima on 3 May 2010"
    at = max(frame.verb.end, frame.mention.span.end)
    relative = reading.words.shape(_RELATIVE).search(reading.folded, at, span.start)
    within = Span(frame.verb.start, relative.start() if relative else span.start)
    told = [frame.verb, frame.mention.span, *(m.span for m in inside(reading.moments, within)),
            *(m.span for m in reading.of_kind("Organization", "Country", "Person", within=within)
              if _is_aside(reading, Span(m.span.end, span.start))),
            *(Span(*m.span()) for m in reading.matches(within, "agreements", "slots", "both")),
            *(Span(*m.span()) for m in reading.matches(within, "dates", "words", "weekday"))]
    end = max(beside.end for beside in told if beside.end <= span.start)
    return span.start - end <= _ASIDE or "," in reading.folded[span.start - _COMMA : span.start]


def past(reading: Reading, start: int, limit: int) -> int:
    """Where a turned subject begins behind the dates and places of signing: "firmaron ayer (14/05), en Lima, X y Y"."""
    if reading.page.language == "en":
        return start
    named = reading.of_kind("Organization", within=Span(start, min(limit, start + _FAR)))
    if not named:
        return start
    gap = Span(start, named[0].span.start)
    told = [m.span for m in inside(reading.moments, gap)]
    told += [m.span for m in reading.of_kind("Place", "Country", within=gap)]
    at = start
    for aside in sorted([*told, Span(gap.end, gap.end)]):
        if not _is_aside(reading, Span(at, max(at, aside.start))):
            return start
        at = max(at, aside.end)
    return gap.end


def _is_aside(reading: Reading, gap: Span) -> bool:
    """Whether only small words, weekdays and words as "yesterday" stand here."""
    asides = [reading.words.pattern(*key) for key in (("agreements", "slots", "while"), ("dates", "words", "weekday"))]
    return all(any(aside.fullmatch(word) for aside in asides) for word in _WORD.findall(reading.fold(gap)))


def _nearest(verb: Span, items: Sequence[T]) -> T | None:
    behind = [item for item in items if verb.start <= item.span.start <= verb.end + _FAR]
    before = [item for item in items if 0 <= verb.start - item.span.end <= _FAR]
    return next(iter(behind[:1] + before[-1:]), None)


def _led(reading: Reading, key: str, span: Span) -> bool:
    """Whether these words of a slot stand right before: "until", "in"."""
    lead = Span(max(0, span.start - _LEAD), span.start)
    return any(lead.end - match.end() <= 1 for match in reading.matches(lead, "agreements", "slots", key))


def _in_dateline(reading: Reading, span: Span) -> bool:
    return bool(reading.dateline and reading.dateline.covers(span))
