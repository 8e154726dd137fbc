"""What a number on a page counts: told by the noun behind it, the verb beside it, or the figure before it.

A number whose measure no word tells is left out, as are those of events, projects and money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause, status
from oimgraph.model import Quantity, Span

_AFTER = 45                 # characters behind a number in which what it counts must be named
_MANY = 20                  # smaller numbers of people are told of groups, not of the world
_BARE = re.compile(r"\s?(?:[,;.)]|$)|\s(?:et|y|and|en|in|de|desde|from|depuis|por|dans|au|aux|sur|lo|la)\b")
_BESIDE = re.compile(r"\s?[(:]?\s?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the slug of its measure, the rule that told it, and the country right before it, as in a list."""

    quantity: Quantity
    measure: str
    rule: str
    country: str = ""


def measured(reading: Reading) -> Iterator[Figure]:
    """The figures of the body in the order of the text."""
    last: Figure | None = None
    for quantity in reading.quantities:
        if reading.title.covers(quantity.span) or quantity.unit not in ("", "%"):
            continue
        if status(reading, quantity.span) in ("planned", "cancelled"):
            continue
        found = _told(reading, quantity) or _continued(reading, quantity, last)
        if found:
            last = found if not quantity.unit else last
            yield found


def _told(reading: Reading, quantity: Quantity) -> Figure | None:
    """By the words around the number alone."""
    if quantity.unit == "%":
        return Figure(quantity, "share", "figure.share")
    noun = _noun(reading, quantity.span) or _nationals(reading, quantity.span)
    around = clause(reading, quantity.span)
    if noun in ("people", "migrants", "victims"):
        verb = _verb(reading, around)
        if verb == "people-assisted" and noun == "victims":
            verb = "victims-assisted"
        if verb and not (verb == "people-trained" and reading.page.kind == "project-page"):
            return Figure(quantity, verb, "figure.verb")
    if noun == "people" or (not noun and _is_stated(reading, quantity)):
        return Figure(quantity, "other", "figure.other") if _is_of_the_world(reading, quantity) else None
    verb = _part(reading, quantity.span) or _acted_on(reading, quantity.span)
    rules = {"figure.noun": noun, "figure.part": verb, "figure.number-of": _number_of(reading, quantity.span)}
    return next((Figure(quantity, measure, rule) for rule, measure in rules.items() if measure), None)


def _is_stated(reading: Reading, quantity: Quantity) -> bool:
    """Whether it counts papers, calls, boats and the like."""
    return _noun(reading, quantity.span, "thing") == "other"


def _is_of_the_world(reading: Reading, quantity: Quantity) -> bool:
    """Many, in a sentence that dates the number or says who counted, and speaks of no event."""
    sentence = reading.sentence(quantity.span)
    if quantity.value < _MANY or reading.of_kind("Event", within=sentence):
        return False
    sourced = reading.words.pattern("figures", "source").search(reading.folded, sentence.start, sentence.end)
    return bool(sourced) or any(not m.start.startswith("--") for m in inside(reading.moments, sentence))


def _continued(reading: Reading, quantity: Quantity, last: Figure | None) -> Figure | None:
    """A bare number that counts what the last one did: "131 en 2011", "the Bahamas (741)", "Albanie 7 108"."""
    if last is None or quantity.unit or not _BARE.match(reading.folded, quantity.span.end):
        return None
    sentence = reading.sentence(quantity.span)
    here = sentence.covers(last.quantity.span)
    before_it = reading.of_kind("Country", within=Span(sentence.start, quantity.span.start))
    listed = [m for m in before_it if _BESIDE.fullmatch(reading.folded, m.span.end, quantity.span.start)]
    if listed and quantity.value >= _MANY and (here or _follows(reading, last.quantity.span, sentence)):
        return Figure(quantity, last.measure, "figure.listed", listed[-1].entity.key)
    dated = any(0 < m.span.start - quantity.span.end <= 5 and not m.end for m in reading.moments)
    before = reading.folded[max(0, quantity.span.start - 16) : quantity.span.start].rstrip()
    links = reading.words.pattern("figures", "part", "against").finditer(before)
    linked = before.endswith(",") or any(link.end() == len(before) for link in links)
    joined = linked and (dated or (quantity.value >= _MANY and quantity.value < last.quantity.value))
    return Figure(quantity, last.measure, "figure.continued") if here and joined else None


def _follows(reading: Reading, before: Span, sentence: Span) -> bool:
    """Whether a sentence comes right behind the one of a span."""
    return 0 <= reading.sentences.index(sentence) - reading.sentences.index(reading.sentence(before)) <= 1


def _acted_on(reading: Reading, span: Span) -> str:
    """ "l'OIM en a aidé 2 774": the verb right before a number that no noun follows."""
    before = Span(max(reading.sentence(span).start, span.start - 25), span.start)
    for measure in reading.words["figures"]["verb"]:
        pattern = reading.words.pattern("figures", "verb", measure)
        if any(span.start - m.end() <= 1 for m in pattern.finditer(reading.folded, before.start, before.end)):
            return measure
    return ""


def _number_of(reading: Reading, span: Span) -> str:
    """ "Le nombre de victimes prises en charge a triplé : 58 en 2009": the noun of "the number of", with its verb."""
    sentence = reading.sentence(span)
    opening = reading.words.pattern("figures", "part", "number").search(reading.folded, sentence.start, sentence.end)
    if not opening or not _BARE.match(reading.folded, span.end):
        return ""
    noun = _noun(reading, Span(opening.start(), opening.end()))
    verb = _verb(reading, Span(opening.end(), max(opening.end(), span.start))) if noun in ("people", "victims") else ""
    if noun == "victims" and verb == "people-assisted":
        return "victims-assisted"
    return verb or ("other" if noun == "people" else noun)


def _part(reading: Reading, span: Span) -> str:
    """ "dont seules 19 ont été suivies de condamnations": what the verb behind says of a part of the figure before."""
    before = reading.folded[max(0, span.start - 25) : span.start].rstrip()
    opening = [m for m in reading.words.pattern("figures", "part", "of").finditer(before) if m.end() == len(before)]
    if not opening:
        return ""
    sentence = reading.sentence(span)
    earlier = any(q.span.end < span.start and not q.unit for q in inside(reading.quantities, sentence))
    return _verb(reading, Span(span.end, min(span.end + 60, sentence.end))) if earlier else ""


def _noun(reading: Reading, span: Span, table: str = "noun") -> str:
    """The measure whose noun follows the number first."""
    limit = min(span.end + _AFTER, clause(reading, span).end)
    hits = []
    for measure in reading.words["figures"][table]:
        match = reading.words.pattern("figures", table, measure).search(reading.folded, span.end, limit)
        if match and len(reading.folded[span.end : match.start()].split()) <= 2:
            hits.append((match.start(), -match.end(), measure))
    return min(hits)[2] if hits else ""


def _nationals(reading: Reading, span: Span) -> str:
    """ "270,000 Afghans", "409 253 Bangladais": people on the move, told by their nationality."""
    named = reading.of_kind("Demonym", within=Span(span.end, span.end + 22))
    near = [m for m in named if len(reading.folded[span.end : m.span.start].split()) <= 1]
    return "migrants" if near and reading.fold(near[0].span).endswith("s") else ""


def _verb(reading: Reading, around: Span) -> str:
    for measure in reading.words["figures"]["verb"]:
        if reading.words.pattern("figures", "verb", measure).search(reading.folded, around.start, around.end):
            return measure
    return ""
