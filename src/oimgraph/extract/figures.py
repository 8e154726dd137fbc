"""Stated figures about people, cases and shares: value, what is counted, period, country and who states it.

A figure whose measure is not told by the words around it is left out, as are those of events, projects and money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before
from oimgraph.mentions.status import clause, status
from oimgraph.model import Entity, Fact, Quantity, Span, Value

RULES = (
    "figure.noun", "figure.verb", "figure.part", "figure.continued", "figure.share", "figure.period",
    "figure.country", "figure.source",
    "figure.subject",
)

_CRIMINAL = (
    "investigations", "prosecutions", "convictions", "arrests", "victims", "victims-assisted", "people-assisted",
)
_PLACED = re.compile(r"(?:^|\W)(?:au|en|aux|in|a) (?:les |the |la |el )?$")
_BEHIND = 60                # characters behind a number in which its own year stands
_AFTER = 45                 # characters behind a number in which what it counts must be named


def figures(reading: Reading) -> Iterator[Fact]:
    last: tuple[Span, str] | None = None
    for quantity in reading.quantities:
        if reading.title.covers(quantity.span) or quantity.unit not in ("", "%"):
            continue
        found = _measure(reading, quantity) or _continued(reading, quantity, last)
        if found:
            measure, rule = found
            last = (quantity.span, measure) if not quantity.unit else last
            yield from _observation(reading, quantity, measure, rule)


def _continued(reading: Reading, quantity: Quantity, last: tuple[Span, str] | None) -> tuple[str, str] | None:
    """ "74 victimes en 2010 et 131 en 2011", "contre 87 en 2011": a bare number with a year counts as the last."""
    if quantity.unit or last is None or not reading.sentence(quantity.span).covers(last[0]):
        return None
    dated = any(0 < m.span.start - quantity.span.end <= 5 and not m.end for m in reading.moments)
    before = reading.folded[max(0, quantity.span.start - 16) : quantity.span.start].rstrip()
    links = reading.words.pattern("figures", "part", "against").finditer(before)
    linked = before.endswith(",") or any(link.end() == len(before) for link in links)
    return (last[1], "figure.continued") if dated and linked else None


def _observation(reading: Reading, quantity: Quantity, measure: str, rule: str) -> Iterator[Fact]:
    entity = Entity("Observation", f"observation@{quantity.span.start}")
    sentence = reading.sentence(quantity.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Observation"), rule, sentence)
    yield Fact(entity, terms.VALUE, Value(format(quantity.value.normalize(), "f"), "decimal"), rule, quantity.span)
    yield Fact(entity, terms.MEASURE, Entity("Concept", f"measure/{measure}"), rule, sentence)
    if quantity.unit:
        yield Fact(entity, terms.UNIT, Value(quantity.unit), rule, quantity.span)
    if period := _period(reading, quantity.span):
        yield Fact(entity, terms.PERIOD, Value(period), "figure.period", sentence)
    source = _source(reading, quantity, sentence)
    stater = reading.countries.get(source, "") if source else ""
    if code := _country(reading, quantity, sentence) or ("" if quantity.unit else stater):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "figure.country", sentence)
    if source:
        yield Fact(entity, terms.ATTRIBUTED_TO, source, "figure.source", sentence)
    crimes = {m.entity for m in reading.of_kind("Concept", within=sentence) if m.entity.key.startswith("crime/")}
    if len(crimes) == 1:
        yield Fact(entity, terms.ADDRESSES, crimes.pop(), "figure.subject", sentence)
    elif measure in _CRIMINAL and (titled := _titled_crime(reading)):
        yield Fact(entity, terms.ADDRESSES, titled, "figure.subject", reading.title)


def _country(reading: Reading, quantity: Quantity, sentence: Span) -> str:
    """The only country of the sentence, when the figure is placed in it; the title's, when the sentence names none."""
    if quantity.unit:
        return ""
    named = {m.entity.key for m in reading.of_kind("Country", within=sentence)}
    if not named:
        return reading.country if reading.of_kind("Country", within=reading.title) else ""
    placed = {m.entity.key for m in reading.of_kind("Country", within=sentence)
              if _PLACED.search(reading.folded[max(0, m.span.start - 8) : m.span.start])}
    return placed.pop() if len(named) == len(placed) == 1 else ""


def _titled_crime(reading: Reading) -> Entity | None:
    """The only crime that the title names."""
    found = {m.entity for m in reading.of_kind("Concept", within=reading.title) if m.entity.key.startswith("crime/")}
    return found.pop() if len(found) == 1 else None


def _measure(reading: Reading, quantity: Quantity) -> tuple[str, str] | None:
    """What is counted, and the rule that says so."""
    around = clause(reading, quantity.span)
    if status(reading, quantity.span) in ("planned", "cancelled"):
        return None
    if quantity.unit == "%":
        return "share", "figure.share"
    noun = _noun(reading, quantity.span) or _nationals(reading, quantity.span)
    if noun in ("people", "migrants", "victims"):
        verb = _verb(reading, around)
        if verb == "people-assisted" and noun == "victims":
            verb = "victims-assisted"
        if verb and not (verb == "people-trained" and reading.page.kind == "project-page"):
            return verb, "figure.verb"
    if not noun and (verb := _part(reading, quantity.span)):
        return verb, "figure.part"
    return (noun, "figure.noun") if noun and noun != "people" else None


def _part(reading: Reading, span: Span) -> str:
    """ "dont seules 19 ont été suivies de condamnations": what the verb behind says of a part of the figure before."""
    before = reading.folded[max(0, span.start - 25) : span.start].rstrip()
    opening = [m for m in reading.words.pattern("figures", "part", "of").finditer(before) if m.end() == len(before)]
    sentence = reading.sentence(span)
    earlier = [q for q in inside(reading.quantities, sentence) if q.span.end < span.start and not q.unit]
    behind = Span(span.end, min(span.end + 60, sentence.end))
    return _verb(reading, behind) if opening and earlier else ""


def _noun(reading: Reading, span: Span) -> str:
    """The measure whose noun follows the number first."""
    limit = min(span.end + _AFTER, clause(reading, span).end)
    hits = []
    for measure in reading.words["figures"]["noun"]:
        match = reading.words.pattern("figures", "noun", measure).search(reading.folded, span.end, limit)
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


def _period(reading: Reading, span: Span) -> str:
    """The year or period right behind the figure, else the nearest in its clause, else in its sentence."""
    sentence = reading.sentence(span)
    others = (q.span.start for q in inside(reading.quantities, sentence) if q.span.start > span.end)
    following = next(others, sentence.end)
    behind = Span(span.end, min(span.end + _BEHIND, following, sentence.end))
    for around in (behind, clause(reading, span), sentence):
        near = sorted(inside(reading.moments, around), key=lambda m: abs(m.span.start - span.start))
        dated = [m for m in near if not m.start.startswith("--")]
        if dated:
            return f"{dated[0].start}/{dated[0].end}" if dated[0].end else dated[0].start
    return ""


def _source(reading: Reading, quantity: Quantity, sentence: Span) -> Entity | None:
    """The body after "selon", or the subject of "a recensé"."""
    words, folded = reading.words, reading.folded
    for opening in words.pattern("figures", "source", "before").finditer(folded, sentence.start, sentence.end):
        if bodies := chain_after(reading, opening.end(), sentence.end, ("Organization",)):
            return bodies[0].entity
    for verb in words.pattern("figures", "source", "verb").finditer(folded, sentence.start, quantity.span.start):
        if bodies := chain_before(reading, verb.start(), sentence.start, ("Organization",)):
            return bodies[-1].entity
    return None

