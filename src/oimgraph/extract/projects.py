"""Projects in prose: who implements and pays them, their partners, budget, period and countries.

A project is published when the page names it, is its own page, or says who pays or implements it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "project.named", "project.title", "project.implementer", "project.partner", "project.subject", "project.of-iom",
    "project.run",
    "project.country",
)

_IN = re.compile(r"(?<!\w)(?:in|en|au|aux)\s(?:the\s)?$")
_RUN = 120                  # characters between a project and the verb that says who runs it
_BODIES = ("Organization",)
_PAGE = Entity("Project", "project@page")


def projects(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Project":
            own = list(dict.fromkeys(fact for m in mentions for fact in _about(reading, entity, m)))
            if entity == _PAGE:
                yield from own
            elif own or entity in reading.labels:
                first = next((m for m in mentions if not reading.title.covers(m.span)), mentions[0])
                yield from _project(reading, entity, first)
                yield from own
    if reading.page.kind == "project-page":
        yield from _page_subject(reading)


def _project(reading: Reading, entity: Entity, first: Mention) -> Iterator[Fact]:
    sentence = reading.sentence(first.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Project"), "project.named", sentence)
    spans = [label.span for label in reading.labels.get(entity, ())[:1]]
    titled = [m.entity for span in spans for m in reading.of_kind("Country", within=span)]
    for country in titled or [Entity("Country", code) for code in _countries(reading, sentence)]:
        yield Fact(entity, terms.IN_COUNTRY, country, "project.country", sentence)
    for label in reading.labels.get(entity, ())[:1]:
        title = Value(label.text, language=reading.page.language)
        yield Fact(entity, terms.TITLE, title, "project.title", label.span)


def _countries(reading: Reading, sentence: Span) -> list[str]:
    """The only country of the sentence, those listed behind "in", or the page's when the sentence names none."""
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    states = [m for m in reading.of_kind("Country", within=sentence) if not any(b.covers(m.span) for b in bodies)]
    named = {m.entity.key for m in states}
    if len(named) < 2:
        return sorted(named) or ([reading.country] if reading.country else [])
    for chain in chains(reading, sentence, ("Country",)):
        before = reading.folded[max(sentence.start, chain[0].span.start - 8) : chain[0].span.start]
        if len(chain) > 1 and _IN.search(before):
            return sorted({m.entity.key for m in chain})
    return []


def _about(reading: Reading, entity: Entity, mention: Mention) -> Iterator[Fact]:
    if reading.title.covers(mention.span):
        return
    sentence, around = reading.sentence(mention.span), clause(reading, mention.span)
    words, folded = reading.words, reading.folded
    runners = list(_runners(reading, entity, mention, sentence))
    running = {fact.object for fact in runners}
    for key, predicate, rule in (
        ("implement", terms.IMPLEMENTED_BY, "project.implementer"),
        ("partner", terms.PARTNER, "project.partner"),
    ):
        for slot in words.pattern("funding", "project", key).finditer(folded, mention.span.end, sentence.end):
            for body in chain_after(reading, slot.end(), sentence.end, _BODIES):
                if key == "implement" or body.entity not in running:
                    yield Fact(entity, predicate, body.entity, rule, sentence)
    yield from _owner(reading, entity, mention, sentence)
    yield from runners
    for crime in dict.fromkeys(m.entity for m in reading.of_kind("Concept", within=around)):
        if crime.key.startswith("crime/") and entity != _PAGE and mention.definite is False:
            yield Fact(entity, terms.ADDRESSES, crime, "project.subject", sentence)


def _owner(reading: Reading, entity: Entity, mention: Mention, sentence: Span) -> Iterator[Fact]:
    """ "le programme de l'OIM", "IOM's project": whose project it is, implements it."""
    for body in reading.of_kind("Organization", within=sentence):
        behind = reading.folded[mention.span.end : body.span.start]
        before = reading.folded[body.span.end : mention.span.start]
        belongs = 0 < len(behind) <= 60 and behind.rstrip().endswith(("de l'", "de la", " of"))
        if body.entity.key == "organization/iom" and (belongs or before in ("'s ", " ")):
            yield Fact(entity, terms.IMPLEMENTED_BY, body.entity, "project.of-iom", sentence)


def _runners(reading: Reading, entity: Entity, mention: Mention, sentence: Span) -> Iterator[Fact]:
    """ "… que l'OIM met en œuvre", "qu'ont lancé l'OIM et le Ministère", "IOM and X run the project"."""
    words, folded = reading.words, reading.folded
    for verb in words.pattern("funding", "project", "run").finditer(folded, sentence.start, sentence.end):
        apart = Span(min(verb.end(), mention.span.end), max(verb.start(), mention.span.start))
        if apart.end - apart.start > _RUN or any(m.entity != entity for m in reading.of_kind("Project", within=apart)):
            continue
        bodies = chain_before(reading, verb.start(), sentence.start, _BODIES)
        behind = not bodies and verb.start() > mention.span.start
        inverted = chain_after(reading, verb.end(), sentence.end, _BODIES) if behind else []
        beside = words.pattern("funding", "project", "together").match(folded, verb.end() + 1)
        joined = chain_after(reading, beside.end(), sentence.end, _BODIES) if beside and bodies else []
        for body in (*bodies, *inverted, *joined):
            yield Fact(entity, terms.IMPLEMENTED_BY, body.entity, "project.run", sentence)


def _page_subject(reading: Reading) -> Iterator[Fact]:
    """The crimes and themes of a project's page are the project's, when the title names or the text repeats them."""
    concepts = reading.of_kind("Concept")
    for entity in dict.fromkeys(m.entity for m in concepts):
        mentions = [m for m in concepts if m.entity == entity]
        titled = [m for m in mentions if reading.title.covers(m.span)]
        if titled or len(mentions) >= 2:
            predicate = terms.ADDRESSES if entity.key.startswith("crime/") else terms.THEME
            yield Fact(_PAGE, predicate, entity, "project.subject", (titled or mentions)[0].span)

