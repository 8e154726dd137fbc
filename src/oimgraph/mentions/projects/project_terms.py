"""When a project runs, how far it is, and what it costs: said beside the project, in its own part of the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.funding.paid import adjoined_project
from oimgraph.mentions.funding.sums import is_filler, is_size
from oimgraph.mentions.funding.topic import PAGE, PAID, topic, topic_project
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_after
from oimgraph.model import Entity, Mention, Moment, Money, Span

_LEAD = 26                  # characters before a date in which "since" or "until" stands
_SUBJECT = 16               # characters between a date at the head of a sentence and the project that it is of
_COST = 45                  # characters between a word for a budget and its sum
_RIGHT = 14                 # characters between a sum and the project that it is the size of: "a USD 900,000 project"


def periods(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, str, str]]:
    """Project, start and end, either of which may be empty."""
    for moment in inside(reading.moments, sentence):
        before = reading.of_kind(*PAID, within=Span(sentence.start, moment.span.start))
        project = before[-1].entity if before else _opened(reading, moment, sentence)
        if project is None or project.kind != "Project" or project == PAGE:
            continue
        apart = Span(before[-1].span.end, moment.span.start) if before else moment.span
        if any(not one.unit for one in inside(reading.quantities, apart)):
            continue                        # "… a programme, has helped 15 people since 2014"
        start, end = _bounds(reading, moment, sentence)
        if start or end:
            yield project, start, end


def _opened(reading: Reading, moment: Moment, sentence: Span) -> Entity | None:
    """The project behind "Begun in February 2005," at the head of a sentence, or what a pronoun there takes up."""
    begun = reading.words.pattern("funding", "project", "opening").match(reading.folded, sentence.start)
    lead = begun and is_filler(reading, Span(begun.end(), moment.span.start))
    if not lead or not reading.folded.startswith(", ", moment.span.end):
        return None
    behind = reading.of_kind(*PAID, within=Span(moment.span.end, min(moment.span.end + _SUBJECT, sentence.end)))
    pronoun = reading.words.pattern("funding", "pays", "again").match(reading.folded, moment.span.end + 2, sentence.end)
    return topic(reading, sentence) if pronoun else behind[0].entity if behind else None


def covered(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Entity]]:
    """Project and state: "The programme covers Fiji, Vanuatu and Solomon Islands", all that are listed."""
    for match in reading.matches(sentence, "funding", "project", "covers"):
        before = reading.of_kind(*PAID, within=Span(max(sentence.start, match.start() - _COST), match.start()))
        if before and before[-1].entity.kind == "Project" and before[-1].entity != PAGE:
            for state in chain_after(reading, match.end(), sentence.end, ("Country",)):
                yield before[-1].entity, state.entity


def _bounds(reading: Reading, moment: Moment, sentence: Span) -> tuple[str, str]:
    """ "since 2013", "from April 2022 to March 2023", "until June 2015", "lancé en octobre 2011"."""
    if moment.end == "..":
        return moment.start, ""
    if moment.end:
        return moment.start, moment.end
    before = Span(max(sentence.start, moment.span.start - _LEAD), moment.span.start)
    for key in ("begun", "ended"):
        leads = reading.words.pattern("funding", "project", key)
        near = [m for m in leads.finditer(reading.folded, before.start, before.end)
                if is_filler(reading, Span(m.end(), before.end))]
        overlaps = leads.match(reading.folded, moment.span.start, moment.span.end)
        if near or overlaps:
            return (moment.start, "") if key == "begun" else ("", moment.start)
    return "", ""


def status(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, str, Span]]:
    """Project and status: "will be implemented", "met en œuvre", "concluyó"."""
    for slug in ("planned", "completed", "ongoing"):
        for match in reading.matches(sentence, "funding", "status", slug):
            project = adjoined_project(reading, Span(*match.span()), sentence)
            if project and project != PAGE:
                yield project, slug, Span(*match.span())


def budgets(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Money]]:
    """Project and size: "dont le budget s'élève à", "doté de 4 millions", "a USD 900,000 project"."""
    for money in inside(reading.money, sentence):
        before = Span(max(sentence.start, money.span.start - _COST), money.span.start)
        named = reading.words.pattern("funding", "project", "budget", "worth")
        words = named.finditer(reading.folded, before.start, before.end)
        told = [m for m in words if is_filler(reading, Span(m.end(), before.end))]
        project = _sized(reading, Span(*told[0].span()), sentence) if told else _beside(reading, money)
        if project and project != PAGE:
            yield project, money


def _sized(reading: Reading, words: Span, sentence: Span) -> Entity | None:
    """The project of the sentence that a budget is of, else the one that was spoken of before."""
    if reading.of_kind(*PAID, within=sentence):
        return adjoined_project(reading, words, sentence)
    budget = reading.words.pattern("funding", "project", "budget").fullmatch(reading.fold(words))
    return topic_project(reading, sentence) if budget else None


def _beside(reading: Reading, money: Money) -> Entity | None:
    """ "a USD 900,000 project", "un projet de 3 millions d'euros"."""
    before = reading.of_kind("Project", within=Span(max(0, money.span.start - _COST), money.span.start))
    behind = [m for m in before if is_size(reading, Span(m.span.end, money.span.start))]
    return behind[0].entity if behind else _right_behind(reading, money)


def _right_behind(reading: Reading, money: Money) -> Entity | None:
    after = reading.of_kind(*PAID, within=Span(money.span.end, money.span.end + _RIGHT + 12))
    found: list[Mention] = [m for m in after if m.span.start - money.span.end <= _RIGHT]
    beside = [m for m in found if is_filler(reading, Span(money.span.end, m.span.start))]
    between = reading.folded[money.span.end : beside[0].span.start] if beside else ""
    adjacent = beside and len(between.split()) <= 1 and beside[0].entity.kind == "Project"
    return beside[0].entity if adjacent and reading.page.language == "en" else None
