"""The words around a number that tell what it counts: the noun behind it, the verb beside it, the noun before it."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.status import clause
from oimgraph.mentions.stretches import Stretch
from oimgraph.model import Quantity, Span

_AFTER = 45                 # characters behind a number in which what it counts must be named
_BEFORE = 45                # characters before it in which the noun of an act stands
_CLOSE = 25                 # characters before it in which a verb is right beside it
_STOP = re.compile(r"\s?(?:[,;.)]|$)")
_WORD = re.compile(r"[\w'-]+")
_ACTS = ("returns", "arrests", "convictions", "deaths", "displaced", "prosecutions")


def noun_of(reading: Reading, span: Span, table: str = "noun") -> str:
    """The measure whose noun follows the number first."""
    limit = min(span.end + _AFTER, clause(reading, span).end)
    hits = []
    for measure in reading.words["figures"][table]:
        match = reading.words.pattern("figures", table, measure).search(reading.folded, span.end, limit)
        if match and _is_near(reading, reading.folded[span.end : match.start()]):
            hits.append((match.start(), -match.end(), measure))
    return min(hits)[2] if hits else ""


def _is_near(reading: Reading, between: str) -> bool:
    """At most two words, no others than adjectives and the like, stand between a number and its noun."""
    words = between.split()
    never = reading.words.pattern("figures", "gap", "never")
    return len(words) <= 2 and all(_WORD.fullmatch(word) and not never.fullmatch(word) for word in words)


def nationals(reading: Reading, span: Span) -> str:
    """ "270,000 Afghans", "409 253 Bangladais": people on the move, told by their nationality."""
    named = reading.of_kind("Demonym", within=Span(span.end, span.end + 22))
    near = [m for m in named if len(reading.folded[span.end : m.span.start].split()) <= 1]
    return "migrants" if near and reading.fold(near[0].span).endswith("s") else ""


def is_bare(reading: Reading, span: Span) -> bool:
    """Whether no noun follows the number: "131 en 2011", "(5,655)"."""
    words = reading.words.pattern("figures", "gap", "bare")
    return bool(_STOP.match(reading.folded, span.end) or words.match(reading.folded, span.end + 1))


def verb_in(reading: Reading, around: Span, number: Span) -> str:
    """The measure of the first verb behind the number, else of the last before it."""
    if not reading.words.pattern("figures", "verb").search(reading.folded, around.start, around.end):
        return ""
    found = []
    for measure in reading.words["figures"]["verb"]:
        matches = reading.words.pattern("figures", "verb", measure).finditer(reading.folded, around.start, around.end)
        found += [(match.start(), measure) for match in matches]
    behind = [hit for hit in found if hit[0] >= number.end]
    return min(behind)[1] if behind else max(found)[1]


def verb_behind(reading: Reading, span: Span) -> str:
    """ "56 people were prosecuted and 23 convicted": the measure of the verb right behind a number."""
    found = ((measure, reading.words.pattern("figures", "verb", measure).match(reading.folded, span.end + 1))
             for measure in reading.words["figures"]["verb"])
    return next((measure for measure, match in found if match), "")


def act_of(reading: Reading, stretch: Stretch) -> str:
    """ "the return of 376 people", "l'arrestation de douze passeurs": the noun right before the number."""
    start = stretch.quantity.span.start
    opening = reading.words.pattern("figures", "part", "of_number")
    before = Span(max(stretch.span.start, start - _BEFORE), start)
    for measure in _ACTS:
        pattern = reading.words.pattern("figures", "noun", measure)
        for noun in pattern.finditer(reading.folded, before.start, before.end):
            if opening.fullmatch(reading.folded[noun.end() : before.end].strip()):
                return measure
    return ""


def acted_on(reading: Reading, stretch: Stretch) -> str:
    """ "l'OIM en a aidé 2 774": the verb right before a number that no noun follows."""
    start = stretch.quantity.span.start
    before = Span(max(stretch.span.start, start - _CLOSE), start)
    for measure in reading.words["figures"]["verb"]:
        if right_before(reading.words.pattern("figures", "verb", measure), reading.folded, before):
            return measure
    return ""


def number_of(reading: Reading, span: Span) -> str:
    """ "Le nombre de victimes prises en charge a triplé : 58 en 2009"; "évaluait à 40 000 le nombre d'enfants"."""
    sentence = reading.sentence(span)
    behind = reading.words.pattern("figures", "part", "at").match(reading.folded, span.end + 1, sentence.end)
    opening = behind or reading.words.pattern("figures", "part", "number").search(
        reading.folded, sentence.start, sentence.end)
    if not opening or not (behind or is_bare(reading, span)):
        return ""
    noun = noun_of(reading, Span(opening.start(), opening.end()))
    after = Span(opening.end(), sentence.end if behind else max(opening.end(), span.start))
    verb = verb_in(reading, after, after) if noun in ("people", "victims") else ""
    if noun == "victims" and verb == "people-assisted":
        return "victims-assisted"
    return verb or ("other" if noun == "people" else noun)


def is_fraction(reading: Reading, quantity: Quantity) -> bool:
    """ "quatre migrants sur dix", "one in five": no counts."""
    span = quantity.span
    pattern = reading.words.pattern("figures", "part", "in_ten")
    found = pattern.finditer(reading.folded, max(0, span.start - _BEFORE), span.end + _AFTER)
    return any(match.start() < span.end and span.start < match.end() for match in found)


def is_difference(reading: Reading, quantity: Quantity) -> bool:
    """ "3 000 de plus qu'un an auparavant": no count of its own."""
    more = reading.words.pattern("figures", "part", "more")
    return not quantity.unit and bool(more.match(reading.folded, quantity.span.end + 1))


def is_room(reading: Reading, stretch: Stretch) -> bool:
    """ "can house up to 45 victims", "emploie 8 000 personnes": what there is room or work for, not what happened."""
    before = Span(stretch.span.start, stretch.quantity.span.start)
    return right_before(reading.words.pattern("figures", "gap", "capacity"), reading.folded, before)
