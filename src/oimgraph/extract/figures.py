"""Stated figures about people, cases and shares: value, what is counted, period, country and who states it.

A figure whose measure is not told by the words around it is left out, as are those of events, projects and money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.measures import Figure, measured
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after, chain_before
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Quantity, Span, Value

RULES = (
    "figure.noun", "figure.verb", "figure.part", "figure.number-of", "figure.continued", "figure.listed",
    "figure.share", "figure.other", "figure.period",
    "figure.country", "figure.source",
    "figure.subject",
)

_CRIMINAL = (
    "investigations", "prosecutions", "convictions", "arrests", "victims", "victims-assisted", "people-assisted",
)
_PLACED = re.compile(r"(?:^|\W)(?:au|en|aux|in|a) (?:les |the |la |el )?$")
_SPEAKER = 60               # characters behind a quotation in which its speaker is named
_SINCE = re.compile(r"(?:depuis|since|desde)\s[^.;:]*$")
_BEHIND = 60                # characters behind a number in which its own year stands


def figures(reading: Reading) -> Iterator[Fact]:
    for figure in measured(reading):
        yield from _observation(reading, figure)


def _observation(reading: Reading, figure: Figure) -> Iterator[Fact]:
    quantity, rule = figure.quantity, figure.rule
    entity = Entity("Observation", f"observation@{quantity.span.start}")
    sentence = reading.sentence(quantity.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Observation"), rule, sentence)
    yield Fact(entity, terms.VALUE, Value(format(quantity.value.normalize(), "f"), "decimal"), rule, quantity.span)
    yield Fact(entity, terms.MEASURE, Entity("Concept", f"measure/{figure.measure}"), rule, sentence)
    if quantity.unit:
        yield Fact(entity, terms.UNIT, Value(quantity.unit), rule, quantity.span)
    if period := _period(reading, quantity.span):
        yield Fact(entity, terms.PERIOD, Value(period), "figure.period", sentence)
    source = _source(reading, quantity, sentence)
    stater = reading.countries.get(source, "") if source else ""
    if code := figure.country or _country(reading, quantity, sentence) or ("" if quantity.unit else stater):
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", code), "figure.country", sentence)
    if source:
        yield Fact(entity, terms.ATTRIBUTED_TO, source, "figure.source", sentence)
    crimes = {m.entity for m in reading.of_kind("Concept", within=sentence) if m.entity.key.startswith("crime/")}
    if len(crimes) == 1:
        yield Fact(entity, terms.ADDRESSES, crimes.pop(), "figure.subject", sentence)
    elif figure.measure in _CRIMINAL and (titled := _titled_crime(reading)):
        yield Fact(entity, terms.ADDRESSES, titled, "figure.subject", reading.title)


def _country(reading: Reading, quantity: Quantity, sentence: Span) -> str:
    """The only country of the sentence, when the figure is placed in it; the title's, when the sentence names none."""
    if quantity.unit:
        return ""
    if state := _counting(reading, quantity, sentence, "Country"):
        return state.key
    named = {m.entity.key for m in reading.of_kind("Country", within=sentence)}
    if not named:
        return reading.country if _is_titled(reading) else ""
    placed = {m.entity.key for m in reading.of_kind("Country", within=sentence)
              if _PLACED.search(reading.folded[max(0, m.span.start - 8) : m.span.start])}
    return placed.pop() if len(named) == len(placed) == 1 else ""


def _is_titled(reading: Reading) -> bool:
    """Whether the title names the country that the page is about, as a state, a people or a place."""
    found = reading.of_kind("Country", "Demonym", "Place", within=reading.title)
    return any(reading.country in (m.entity.key, reading.countries.get(m.entity)) for m in found)


def _titled_crime(reading: Reading) -> Entity | None:
    """The only crime that the title names."""
    found = {m.entity for m in reading.of_kind("Concept", within=reading.title) if m.entity.key.startswith("crime/")}
    return found.pop() if len(found) == 1 else None


def _period(reading: Reading, span: Span) -> str:
    """The year or period right behind the figure, else the nearest in its clause, else in its sentence."""
    sentence = reading.sentence(span)
    others = (q.span.start for q in inside(reading.quantities, sentence) if q.span.start > span.end)
    following = next(others, sentence.end)
    behind = Span(span.end, min(span.end + _BEHIND, following, sentence.end))
    for around in (behind, clause(reading, span), sentence):
        near = sorted(inside(reading.moments, around), key=lambda m: abs(m.span.start - span.start))
        dated = [m for m in near if not m.start.startswith("--")]
        if dated and not dated[0].end and _is_since(reading, dated[0].span, sentence):
            return f"{dated[0].start}/.."
        if dated:
            return f"{dated[0].start}/{dated[0].end}" if dated[0].end else dated[0].start
    return ""


def _is_since(reading: Reading, moment: Span, sentence: Span) -> bool:
    """ "Depuis sa création, en 2012": since may stand some words before its year."""
    return bool(_SINCE.search(reading.folded, max(sentence.start, moment.start - 30), moment.start))


def _source(reading: Reading, quantity: Quantity, sentence: Span) -> Entity | None:
    """The body after "selon", the subject of "a recensé", or who is quoted with the figure."""
    words, folded = reading.words, reading.folded
    for opening in words.pattern("figures", "source", "before").finditer(folded, sentence.start, sentence.end):
        if bodies := chain_after(reading, opening.end(), sentence.end, ("Organization",)):
            return bodies[0].entity
    counting = _counting(reading, quantity, sentence, "Organization")
    return counting or _speaker(reading, quantity)


def _counting(reading: Reading, quantity: Quantity, sentence: Span, kind: str) -> Entity | None:
    """The subject of the verb of counting before the figure."""
    verbs = reading.words.pattern("figures", "source", "verb")
    for verb in verbs.finditer(reading.folded, sentence.start, quantity.span.start):
        if found := chain_before(reading, verb.start(), sentence.start, (kind,)):
            return found[-1].entity
    return None


def _speaker(reading: Reading, quantity: Quantity) -> Entity | None:
    """ "« … 212 documents … », a indiqué NAME": the person named right behind the quotation."""
    quoted = next((q for q in reading.quotations if q.span.covers(quantity.span)), None)
    if quoted is None:
        return None
    behind = reading.of_kind("Person", within=Span(quoted.span.end, quoted.span.end + _SPEAKER))
    return behind[0].entity if behind else None
