"""Surveys and statistics as sources: whose they are, and when a text goes on to tell what they found."""

from __future__ import annotations

from oimgraph.mentions.funding.givers import IOM
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import outermost
from oimgraph.model import Entity, Span

_WHOSE = 120                # characters behind a survey in which a relative clause tells whose it is
_BACK = 2                   # sentences in which a survey was spoken of


def surveying(reading: Reading, sentence: Span) -> tuple[Entity, ...]:
    """ "Eurostat data show", "an IOM survey found": whose data the sentence tells, by name or by that of a tool."""
    if not reading.says(sentence, "figures", "source", "data", "tool"):
        return ()
    data = reading.words.pattern("figures", "source", "data")
    for named in outermost(reading.of_kind("Organization", within=sentence)):
        if data.match(reading.folded, named.span.end + 1):
            return (named.entity,)
    return (IOM,) if reading.says(sentence, "figures", "source", "tool") else ()


def goes_on(reading: Reading, sentence: Span) -> bool:
    """ "The same survey also found", "according to the study", "of those interviewed": whether a sentence tells more of
    what a survey found."""
    opened = reading.words.pattern("figures", "source", "before").match(reading.folded, sentence.start, sentence.end)
    more = reading.words.pattern("figures", "source", "more")
    starts = [sentence.start, *([opened.end() + 1] if opened else [])]
    return any(more.match(reading.folded, start, sentence.end) for start in starts)


def conducted(reading: Reading, sentence: Span) -> tuple[Entity, ...]:
    """ "In a survey which UN Women conducted": whose survey a relative clause tells."""
    conducts = reading.words.pattern("figures", "source", "conducts")
    for survey in reading.matches(sentence, "figures", "source", "survey"):
        behind = Span(survey.end(), min(sentence.end, survey.end() + _WHOSE))
        named = outermost(reading.of_kind("Organization", within=behind))
        relative = named and reading.says(Span(behind.start, named[0].span.start), "figures", "link", "that")
        if relative and conducts.match(reading.folded, named[0].span.end + 1):
            return (named[0].entity,)
    return ()


def before(reading: Reading, sentence: Span) -> list[Span]:
    """The sentences right before one, the nearest first."""
    number = reading.number(sentence)
    return list(reversed(reading.sentences[max(0, number - _BACK) : number]))
