"""Relative clauses that tell of something else than the event: when a donor gave, where a project is carried out."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.extract.events.scope import clause
from oimgraph.mentions.reading import Reading, once
from oimgraph.model import Mention, Span

_OTHERS = (
    "Organization", "Country", "Person", "Project", "Agreement", "PolicyInstrument", "LegalInstrument", "Publication",
)
_CLOSED = 3                 # characters of quotation marks and brackets that may close a name, and the comma behind


@once
def asides(reading: Reading, mention: Mention) -> tuple[Span, ...]:
    """ "A course funded by X, which gave … in January", "X, which had given … in January, pays for a course"."""
    around = clause(reading, mention)
    sentence = reading.sentence(mention.span)
    return (*_before(reading, mention, sentence), *_behind(reading, mention, around))


def _before(reading: Reading, mention: Mention, sentence: Span) -> Iterator[Span]:
    """Those that a comma closes before the event."""
    for relative in reading.matches(Span(sentence.start, mention.span.start), "events", "clause", "relative"):
        comma = reading.folded.find(", ", relative.end(), mention.span.start)
        if comma >= 0 and _is_of_other(reading, relative.start(), sentence):
            yield Span(relative.start(), comma)


def _behind(reading: Reading, mention: Mention, around: Span) -> Iterator[Span]:
    """Those behind it, up to a comma with which a verb goes on about the event."""
    for relative in reading.matches(Span(mention.span.end, around.end), "events", "clause", "relative"):
        aside = Span(relative.start(), _resumed(reading, relative.end(), around.end))
        if _is_of_other(reading, relative.start(), around) and not reading.says(aside, "events", "clause", "held"):
            yield aside


def _resumed(reading: Reading, start: int, limit: int) -> int:
    verbs = reading.words.pattern("status", "tense").finditer(reading.folded, start, limit)
    return next((verb.start() for verb in verbs if reading.folded.endswith(", ", start, verb.start())), limit)


def _is_of_other(reading: Reading, relative: int, within: Span) -> bool:
    """Whether a body, a project or the like stands right before the relative clause."""
    named = reading.of_kind(*_OTHERS, within=Span(within.start, relative))
    ends = [m.span.end for m in named]
    ends += [label.span.end for m in named for label in reading.labels.get(m.entity, ())]
    return any(0 < relative - end <= _CLOSED for end in ends)
