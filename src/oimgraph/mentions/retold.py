"""Whether a verb, or the noun behind it, tells once more of an event that the sentence has told already."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Mention, Span

_NAMED = 3                  # words between "in" and "courses"
_RELATIVE = 30              # characters before a verb in which its relative pronoun stands
_BULLET = re.compile(r"(?:[-*\u2022\u2013\u2014\u2212]|\w{1,3}[.)])\s")


def told_twice(reading: Reading, mention: Mention, found: list[Mention]) -> Mention | None:
    """ "It will open in Lima and bring together 40 judges", "The course, run by X, trained 22 officers": the verb
    speaks of the event that is its subject."""
    if found and _is_given_again(reading, found[-1], mention):
        return mention._replace(entity=found[-1].entity)
    if not found or reading.sentence(found[-1].span) != reading.sentence(mention.span):
        return None
    verb = reading.words.pattern("nominals", "verb", "meeting").match(reading.folded, mention.span.start)
    taught = reading.words.pattern("nominals", "verb", "training").match(reading.folded, mention.span.start)
    between = Span(found[-1].span.end, max(found[-1].span.end, mention.span.start))
    there = taught and reading.says(between, "events", "clause", "attended")        # "a course in which they learn"
    told = taught and (_is_for(reading, between, mention) or _opens(reading, found[-1]))
    given = _is_giver_told(reading, found[-1], between, mention)
    same = verb or there or told or given or _is_where_taught(reading, found[-1], mention)
    return mention._replace(entity=found[-1].entity) if same else None


def _is_for(reading: Reading, between: Span, verb: Mention) -> bool:
    """ "A course to train 30 officers", "l'atelier a permis de former": what the event before is for, or has done."""
    serves = reading.words.pattern("events", "clause", "serves")
    opens = serves.match(reading.folded, verb.span.start) and not reading.says(between, "status", "tense")
    opens = opens and not reading.says(between, "events", "clause", "and")
    return bool(opens) or right_before(serves, reading.folded, between)


def _is_giver_told(reading: Reading, last: Mention, between: Span, verb: Mention) -> bool:
    """ "The Guard has received ten scanners, which IOM handed over": the relative clause tells who gave them."""
    handed = reading.words.pattern("nominals", "verb", "handover").match(reading.folded, verb.span.start)
    near = Span(max(between.start, between.end - _RELATIVE), between.end)
    return handed is not None and reading.types.get(last.entity) == "handover" and reading.says(
        near, "events", "clause", "relative")


def _is_given_again(reading: Reading, last: Mention, mention: Mention) -> bool:
    """ "The Police took delivery of a boat. The vessel was handed over in Lima": what is given is known already."""
    again = reading.words.pattern("occasions", "again", "handover").match(reading.folded, mention.span.start)
    sentence = reading.sentence(mention.span)
    near = again and reading.number(mention.span) - reading.number(last.span) == 1
    near = near and not reading.title.covers(last.span)
    known = near and reading.words.pattern("nominals", "determiners", "definite").match(reading.folded, sentence.start)
    return bool(known) and reading.types.get(last.entity) == "handover"


def _is_where_taught(reading: Reading, verb: Mention, noun: Mention) -> bool:
    """ "Train 30 officers in three courses": what the verb tells takes place there."""
    between = Span(verb.span.end, noun.span.start)
    taught = reading.words.pattern("nominals", "verb", "training").match(reading.folded, verb.span.start)
    ends = [match.start() for match in reading.matches(between, "events", "clause", "and")]
    apart = ";" in reading.fold(between) or any(reading.folded.endswith(", ", between.start, end) for end in ends)
    apart = apart or reading.says(between, "events", "organize", "active")
    found = list(reading.matches(between, "occasions", "taught", "in")) if taught and not apart else []
    return bool(found) and len(reading.folded[found[-1].end() : between.end].split()) <= _NAMED


def _opens(reading: Reading, mention: Mention) -> bool:
    """Whether the sentence begins with the event, as a subject does; "in the course" leads to another one."""
    if reading.words.pattern("nominals", "verb").match(reading.folded, mention.span.start):
        return False                        # "the centre handed over two boats and has trained 30 officers"
    start = reading.sentence(mention.span).start
    bullet = _BULLET.match(reading.folded, start)
    start = bullet.end() if bullet else start
    determiner = reading.words.pattern("nominals", "determiners").match(reading.folded, start)
    near = determiner and len(reading.folded[determiner.end() : mention.span.start].split()) <= 2
    return mention.span.start == start or bool(near)
