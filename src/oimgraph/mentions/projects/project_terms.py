"""When a project runs, how far it is, and what it costs: said beside the project, in its own part of the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph.mentions.funding.paid import adjoined_project
from oimgraph.mentions.funding.sums import is_filler, is_size, right_behind
from oimgraph.mentions.funding.topic import PAGE, PAID, topic, topic_project
from oimgraph.mentions.projects.aims import listed_states
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Moment, Money, Span

_LEAD = 26                  # characters before a date in which "since" or "until" stands
_SUBJECT = 16               # characters between a date at the head of a sentence and the project that it is of
_LONG = 160                 # the same with those who run the project in between: "Run in 2010 by X and Y, the"
_FAR = 90                   # characters between a project and the verb that says where it runs
_COST = 45                  # characters between a word for a budget and its sum
_SUBJECT_BEHIND = r", (?:{the}|{its})?(?:[\w-]+ ){0,3}"
_APPOSED = r"(?: ?\([^()]{1,40}\))?, {a}"


def periods(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, str, str]]:
    """Project, start and end, either of which may be empty."""
    for moment in inside(reading.moments, sentence):
        before = reading.of_kind(*PAID, within=Span(sentence.start, moment.span.start))
        project = before[-1].entity if before else _opened(reading, moment, sentence)
        if project is None and (begun := _begun(reading, moment, sentence)):
            yield begun, moment.start, ""
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
    begun = reading.words.pattern("funding", "project", "opening", "implement").match(reading.folded, sentence.start)
    lead = begun and (begun.end() > moment.span.start or is_filler(reading, Span(begun.end(), moment.span.start)))
    if not lead:
        return None
    pronoun = reading.words.pattern("funding", "pays", "again").match(reading.folded, moment.span.end + 2, sentence.end)
    if pronoun and reading.folded.startswith(", ", moment.span.end):
        return topic(reading, sentence)
    behind = reading.of_kind(*PAID, within=Span(moment.span.end, min(moment.span.end + _LONG, sentence.end)))[:1]
    subject = reading.words.shape(_SUBJECT_BEHIND + "$")
    return next((m.entity for m in behind if subject.search(reading.folded, moment.span.end, m.span.start)), None)


def _begun(reading: Reading, moment: Moment, sentence: Span) -> Entity | None:
    """The project that is begun at a date at the head of the sentence or right behind the verb: "In May 2008, IOM
    launched a project", "L'OIM a lancé en mai 2008, avec l'appui de X, un projet"."""
    for verb in reading.matches(sentence, "funding", "project", "begins"):
        headed = moment.span.start - sentence.start <= _SUBJECT and moment.span.end <= verb.start()
        beside = verb.end() <= moment.span.start and is_filler(reading, Span(verb.end(), moment.span.start))
        behind = reading.of_kind(*PAID, within=Span(verb.end(), min(verb.end() + _FAR, sentence.end)))[:1]
        new = [m for m in behind if m.entity.kind == "Project" and m.entity != PAGE
               and (m.definite is False or m.entity in reading.labels)]
        dated = " - " in reading.folded[moment.span.end : verb.start()]         # that of the dateline
        if new and not moment.end and ((headed and not dated) or beside):
            return new[0].entity
    return None


def covered(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Entity]]:
    """Project and state: "The programme covers Fiji, Vanuatu and Solomon Islands", "It reaches farmers in Fiji and
    Vanuatu", all that are listed."""
    for match in reading.matches(sentence, "funding", "project", "covers"):
        before = reading.of_kind(*PAID, within=Span(max(sentence.start, match.start() - _LONG), match.start()))
        project = before[-1].entity if before else _pronoun(reading, sentence, match.start())
        if project and project.kind == "Project" and project != PAGE:
            for state in listed_states(reading, match.end(), clause(reading, Span(*match.span())).end):
                yield project, state.entity


def _pronoun(reading: Reading, sentence: Span, limit: int) -> Entity | None:
    """The project that a pronoun at the head of a sentence takes up: "Elle est déployée au Niger et au Tchad"."""
    again = reading.words.pattern("funding", "pays", "again").match(reading.folded, sentence.start, limit)
    return topic(reading, sentence) if again else None


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
        project = project or (_headed(reading, money, sentence) if told else None)
        if project and project != PAGE:
            yield project, money


def _sized(reading: Reading, words: Span, sentence: Span) -> Entity | None:
    """The project of the sentence that a budget is of, else the one that was spoken of before."""
    if reading.of_kind(*PAID, within=sentence):
        return adjoined_project(reading, words, sentence)
    budget = reading.words.pattern("funding", "project", "budget").fullmatch(reading.fold(words))
    return topic_project(reading, sentence) if budget else None


def _headed(reading: Reading, money: Money, sentence: Span) -> Entity | None:
    """The project behind a budget at the head of its sentence: "Doté d'une enveloppe de 2 millions, le programme"."""
    behind = reading.of_kind(*PAID, within=sentence)[:1]
    subject = reading.words.shape(_SUBJECT_BEHIND)
    heads = [m for m in behind if subject.fullmatch(reading.folded, money.span.end, m.span.start)]
    return heads[0].entity if heads and heads[0].entity.kind == "Project" else None


def _beside(reading: Reading, money: Money) -> Entity | None:
    """ "a USD 900,000 project", "un projet de 3 millions d'euros", "the Safe Roads Project, a USD 900,000 scheme"."""
    before = reading.of_kind("Project", within=Span(max(0, money.span.start - _COST), money.span.start))
    behind = [m for m in before if is_size(reading, Span(m.span.end, money.span.start))]
    if behind:
        return behind[0].entity
    if project := right_behind(reading, money):
        return project
    comma = reading.words.shape(_APPOSED)
    apposed = [m for m in before if comma.fullmatch(reading.folded, m.span.end, money.span.start)]
    noun = reading.words.pattern("funding", "project", "sized").match(reading.folded, money.span.end + 1)
    return apposed[-1].entity if apposed and noun else None
