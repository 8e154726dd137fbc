"""Surveys and statistics as sources: whose they are, and when a text goes on to tell what they found."""

from __future__ import annotations

from oimgraph.mentions.givers import IOM
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import outermost
from oimgraph.model import Entity, Span

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
    """ "The same survey also found", "of those interviewed": whether a sentence tells more of what a survey found."""
    return bool(reading.words.pattern("figures", "source", "more").match(reading.folded, sentence.start, sentence.end))


def before(reading: Reading, sentence: Span) -> list[Span]:
    """The sentences right before one, the nearest first."""
    number = reading.number(sentence)
    return list(reversed(reading.sentences[max(0, number - _BACK) : number]))
