"""What a pronoun takes up: the project or event that the sentences before speak of."""

from __future__ import annotations

from itertools import pairwise

from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

PAID = ("Project", "Event")
PAGE = Entity("Project", "project@page")
SUBJECT = 60                # characters in which a sentence's subject begins
_BACK = 2                   # sentences back in which a pronoun finds what it stands for
_OPENS = 30                 # characters in which a paper begins that a sentence is about
_ARTICLE = 10               # characters before a noun in which its article stands


def topic(reading: Reading, sentence: Span) -> Entity | None:
    """The project or event that the sentence before speaks of: its subject, else the last that it names."""
    number = reading.number(sentence)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        named = reading.of_kind(*PAID, within=earlier) if earlier != reading.title else []
        found = [m for m in named if _agrees(reading, m, sentence)]
        subject = [m for m in found if m.span.start - earlier.start <= SUBJECT]
        if found and _is_of_paper(reading, earlier, found[0]):
            return None
        if found:
            return (_whole(reading, found) or subject or found[-1:])[0].entity
    return None


def _is_of_paper(reading: Reading, sentence: Span, first: Mention) -> bool:
    """ "Under the agreement, IOM will train nurses. Denmark contributes to it": a paper that opens a sentence is its
    subject, where what follows tells an event by its verb only."""
    papers = reading.of_kind("Agreement", "PolicyInstrument", "LegalInstrument", within=sentence)
    opens = papers and papers[0].span.end <= first.span.start and papers[0].span.start - sentence.start <= _OPENS
    verb = reading.words.pattern("nominals", "verb").match(reading.folded, first.span.start, first.span.end)
    return bool(opens) and verb is not None and verb.end() == first.span.end


def topic_project(reading: Reading, sentence: Span) -> Entity | None:
    """The project of the sentence before, where this one names nothing else: "National partners were X and Y"."""
    if reading.of_kind(*PAID, within=sentence):
        return None
    item = topic(reading, sentence)
    return item if item and item.kind == "Project" else None


def _agrees(reading: Reading, mention: Mention, sentence: Span) -> bool:
    """Whether a noun may be what "elle" takes up: it has no article of the other gender."""
    words, start = reading.words, mention.span.start
    article = "".join(reading.folded[max(0, start - _ARTICLE) : start].split()[-1:])
    return not any(
        words.pattern("funding", "topic", opening).match(reading.folded, sentence.start, sentence.end)
        and words.pattern("funding", "topic", other).fullmatch(article)
        for opening, other in (("he", "feminine"), ("she", "masculine"))
    )


def _whole(reading: Reading, found: list[Mention]) -> list[Mention]:
    """The project of which an event is said to be part: "The course is part of a project. It is funded by …"."""
    for event, project in pairwise(found):
        between = Span(event.span.start, project.span.start)     # a verb may be the event: "forma parte de"
        kinds = event.entity.kind, project.entity.kind
        if kinds == PAID[::-1] and reading.says(between, "funding", "topic", "belongs"):
            return [project]
    return []
