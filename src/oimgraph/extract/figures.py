"""Stated figures about people, cases and shares: value, what is counted, period, country and who states it.

A figure whose measure is not told by the words around it is left out, as are those of events, projects and money.
A part of another figure ("80, of which 19") and what is compared with it share its country, source and crime.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from oimgraph import terms
from oimgraph.mentions.figures.attribution import cited, has_same_subject, names_another, stated_by
from oimgraph.mentions.figures.measures import measured
from oimgraph.mentions.figures.periods import periods
from oimgraph.mentions.figures.series import Figure
from oimgraph.mentions.figures.stretches import between_semicolons
from oimgraph.mentions.figures.surveys import before, goes_on
from oimgraph.mentions.figures.whereabouts import counted_in, of_page
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Span, Value

RULES = (
    "figure.noun", "figure.verb", "figure.part", "figure.act", "figure.number-of", "figure.continued", "figure.listed",
    "figure.share", "figure.flow", "figure.other",
    "figure.period", "figure.period.inferred", "figure.country", "figure.source", "figure.subject",
)

_CRIMINAL = (
    "investigations", "prosecutions", "convictions", "arrests", "victims", "victims-assisted", "people-assisted",
)
_YEARS = re.compile(r"(?<![-\d])\d{4}")
_DEPENDENT = ("part", "against")
_NEAR = 3                   # sentences in which a text goes on from one figure to the next
_BUT = ", {but}"
_JOINT = 12                 # characters of "and some", "et quelque"


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What figures that depend on each other share."""

    country: str = ""
    sources: tuple[Entity, ...] = ()
    crimes: tuple[tuple[Entity, Span], ...] = ()


def figures(reading: Reading) -> Iterator[Fact]:
    found = list(measured(reading))
    told: dict[Span, _Circumstances] = {}
    for figure, period in zip(found, periods(reading, found), strict=True):
        base = figure.base if _depends(reading, figure) else None
        shared = told[base.quantity.span] if base else _Circumstances()
        own = names_another(reading, figure)
        sources = stated_by(reading, figure) or (() if own else shared.sources) or _gone_on(reading, figure, told)
        alone = figure.quantity.unit or has_same_subject(reading, figure)
        if alone and not sources:               # "X counted 400; 12 per cent were women"
            sources = next((one.sources for number, one in reversed(told.items())
                            if reading.sentence(number) == reading.sentence(figure.quantity.span)), ())
        alike = (sources == shared.sources or not shared.sources) and not _is_of_others(reading, figure)
        country = counted_in(reading, figure, sources) or (shared.country if alike else "")
        again = figure.rule == "figure.continued" and not figure.base       # of the figure before, in another sentence
        if again and not country:
            country = next((one.country for one in reversed(told.values())), "")
        elif not country and not _is_abroad(reading, figure, told):
            country = of_page(reading, figure, sources)
        here = _Circumstances(country, sources, _crimes(reading, figure, shared))
        told[figure.quantity.span] = here
        yield from _observation(reading, figure, period, here)


def _is_of_others(reading: Reading, figure: Figure) -> bool:
    """Whether a figure that is only joined to the one before has a state or a people of its own."""
    own = reading.of_kind("Country", "Demonym", within=figure.stretch.span)
    return figure.stretch.link == "and" and not figure.quantity.unit and bool(own)


def _is_abroad(reading: Reading, figure: Figure, told: dict[Span, _Circumstances]) -> bool:
    """Whether the text goes on from a figure of another country than the one that the page is about."""
    number = reading.number(figure.quantity.span)
    near = (here.country for other, here in reversed(told.items()) if number - reading.number(other) <= _NEAR)
    return next(filter(None, near), reading.country) != reading.country


def _gone_on(reading: Reading, figure: Figure, told: dict[Span, _Circumstances]) -> tuple[Entity, ...]:
    """ "It also found that 17 per cent …": the source of the figure before, or whose survey was spoken of."""
    sentence = reading.sentence(figure.quantity.span)
    if not goes_on(reading, sentence):
        return ()
    for earlier in before(reading, sentence):
        stated = [here.sources for number, here in told.items() if earlier.covers(number) and here.sources]
        if found := stated[-1] if stated else cited(reading, earlier):
            return found
    return ()


def _depends(reading: Reading, figure: Figure) -> bool:
    """A part, what is compared, and what is joined by "and" alone: "394 cases were found and 496 people held"."""
    opening = reading.folded[figure.stretch.span.start : figure.quantity.span.start]
    return figure.stretch.link in _DEPENDENT or (figure.stretch.link == "and" and len(opening) <= _JOINT)


def _crimes(reading: Reading, figure: Figure, shared: _Circumstances) -> tuple[tuple[Entity, Span], ...]:
    """The only crime (or those joined) of the figure's own words, of its whole, else of the sentence or the title."""
    around = _unadded(reading, figure, figure.stretch.span)
    criminal = figure.measure in _CRIMINAL
    if not criminal and not figure.base:                    # of a clause of its own
        near = clause(reading, figure.quantity.span)
        around = Span(max(around.start, near.start), min(around.end, near.end))
    if own := _joined_crimes(reading, around):
        return own
    lent = shared.crimes if figure.stretch.link in _DEPENDENT or figure.quantity.unit else ()
    if lent or not criminal:
        return lent
    part = between_semicolons(reading, figure.quantity.span)
    wider = _unadded(reading, figure, Span(reading.sentence(part).start, part.end))
    named = _joined_crimes(reading, wider, in_names=True)       # "the Anti-Trafficking Unit arrested 30"
    return _joined_crimes(reading, wider) or (named if len(named) == 1 else _joined_crimes(reading, reading.title))


def _unadded(reading: Reading, figure: Figure, around: Span) -> Span:
    """The words about a figure up to those that add another statement: "and that", "y muchas", "212 of them"."""
    behind = Span(min(figure.quantity.span.end + 1, around.end), around.end)
    added = [match.start() for key in (("link", "also", "of_them", "part"), ("part", "in_ten"))
             for match in reading.matches(behind, "figures", *key) if match.start() > behind.start]
    added += [match.start() for match in reading.words.shape(_BUT).finditer(reading.folded, behind.start, behind.end)]
    return Span(around.start, min([around.end, *added]))


def _joined_crimes(reading: Reading, around: Span, *, in_names: bool = False) -> tuple[tuple[Entity, Span], ...]:
    """The only crime of a span, outside of names of bodies or in these; several, if they are one phrase:
    "trafficking for sexual exploitation"."""
    bodies = [body.span for body in reading.of_kind("Organization", within=around)]
    found = [m for m in reading.of_kind("Concept", within=around) if m.entity.key.startswith("crime/")
             and any(body.covers(m.span) for body in bodies) == in_names]
    joint = reading.words.pattern("figures", "link", "crimes")
    together = all(one.entity == two.entity or joint.fullmatch(reading.folded[one.span.end : two.span.start].strip())
                   for one, two in pairwise(found))
    return tuple((entity, around) for entity in dict.fromkeys(m.entity for m in found)) if together else ()


def _observation(reading: Reading, figure: Figure, period: str, here: _Circumstances) -> Iterator[Fact]:
    quantity, rule = figure.quantity, figure.rule
    entity = Entity("Observation", f"observation@{quantity.span.start}")
    sentence = reading.sentence(quantity.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Observation"), rule, sentence)
    yield Fact(entity, terms.VALUE, Value(format(quantity.value.normalize(), "f"), "decimal"), rule, quantity.span)
    yield Fact(entity, terms.MEASURE, Entity("Concept", f"measure/{figure.measure}"), rule, sentence)
    if quantity.unit:
        yield Fact(entity, terms.UNIT, Value(quantity.unit), rule, quantity.span)
    if period:
        told = "figure.period" if _is_told(period, reading.text(sentence)) else "figure.period.inferred"
        yield Fact(entity, terms.PERIOD, Value(period), told, sentence)
    if here.country:
        yield Fact(entity, terms.IN_COUNTRY, Entity("Country", here.country), "figure.country", sentence)
    for source in here.sources:
        yield Fact(entity, terms.ATTRIBUTED_TO, source, "figure.source", sentence)
    for crime, span in here.crimes:
        yield Fact(entity, terms.ADDRESSES, crime, "figure.subject", span)


def _is_told(period: str, sentence: str) -> bool:
    """Whether the sentence prints the years; "last year" and "since then" leave them to the rest of the page."""
    return all(re.search(rf"{year}|[-–/]{year[2:]}(?!\d)", sentence) for year in _YEARS.findall(period))
