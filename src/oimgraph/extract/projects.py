"""Projects in prose: what they are called, who carries them out and with whom, budget, period, countries, subject.

A project is published when the page names it, is its own page, or says who pays or implements it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.funding.givers import IOM
from oimgraph.mentions.funding.paid import paid_items, payers
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.funding.sums import sum_facts
from oimgraph.mentions.funding.topic import PAGE
from oimgraph.mentions.projects.aims import aim_of, led_states, phrase_of
from oimgraph.mentions.projects.project_terms import budgets, covered, periods, status
from oimgraph.mentions.projects.runners import acting, implementers, partners
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import datatype_of
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = (
    "project.named", "project.title", "project.id", "project.implementer", "project.partner", "project.subject",
    "project.of-iom", "project.run", "project.responsible", "project.page", "project.country", "project.period",
    "project.status", "project.budget", "project.aim",
)

_ITS_STATE = r" ?(?:\([^()]{1,20}\))? {genitive}"
_CODED = re.compile(r"\s?\(([A-Z]{2}\.\d{4})\)")
_VAGUE = Entity("Concept", "theme/migration-policy")   # "migration management" stands in the names of all kinds
_CITED = 40                 # characters before a project in which it is cited for its figures


def projects(reading: Reading) -> Iterator[Fact]:
    told: dict[Entity, list[Fact]] = {}
    paid, abroad = paid_items(reading), payers(reading)
    for sentence in reading.sentences:
        if sentence != reading.title:
            for project, fact in _about(reading, sentence):
                told.setdefault(project, []).append(fact)
    for entity, mentions in reading.by_entity.items():
        if entity.kind == "Project":
            own = told.pop(entity, [])
            if entity != PAGE and not (entity in paid or _is_told(reading, entity, own)):
                continue
            if entity != PAGE:
                first = next((m for m in mentions if not reading.title.covers(m.span)), mentions[0])
                yield from _project(reading, entity, first, abroad)
                yield from _subject(reading, entity, mentions)
            yield from _settled(own)
    yield from _settled(told.pop(PAGE, []))
    if reading.page.kind == "project-page":
        yield from _page_subject(reading)
        yield from _page_countries(reading)


def _is_told(reading: Reading, entity: Entity, facts: list[Fact]) -> bool:
    """Whether a project has a name or a size, or someone carries it out or shares in it."""
    roles = {terms.IMPLEMENTED_BY, terms.PARTNER, terms.BUDGET}
    return entity in reading.labels or any(fact.predicate in roles for fact in facts)


def _about(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Fact]]:
    """What a sentence says of its projects, each fact with the project that it is about."""
    for project, body, rule in implementers(reading, sentence):
        yield project, Fact(project, terms.IMPLEMENTED_BY, body, rule, sentence)
    for project, body, rule in partners(reading, sentence):
        yield project, Fact(project, terms.PARTNER, body, rule, sentence)
    for project, start, end in periods(reading, sentence):
        for predicate, date in ((terms.START, start), (terms.END, end)):
            if date:
                yield project, Fact(project, predicate, Value(date, datatype_of(date)), "project.period", sentence)
    for project, state in covered(reading, sentence):
        yield project, Fact(project, terms.IN_COUNTRY, state, "project.country", sentence)
    for project, slug, words in status(reading, sentence):
        yield project, Fact(project, terms.STATUS, Entity("Concept", f"status/{slug}"), "project.status", words)
    for project, money in budgets(reading, sentence):
        for fact in sum_facts(project, terms.BUDGET, money, "project.budget", sentence):
            yield project, fact


def _settled(facts: list[Fact]) -> Iterator[Fact]:
    """One start, end, status and budget for each project: the first told; who implements it is no mere partner."""
    single = {terms.START, terms.END, terms.STATUS, terms.BUDGET}
    seen: set[str] = set()
    running = {fact.object for fact in facts if fact.predicate == terms.IMPLEMENTED_BY}
    budget = next((fact.object for fact in facts if fact.predicate == terms.BUDGET), None)
    for fact in facts:
        partner = fact.predicate == terms.PARTNER and fact.object in running
        other_sum = fact.subject.kind == "MonetaryAmount" and fact.subject != budget
        if not partner and not other_sum and not (fact.predicate in single and fact.predicate in seen):
            yield fact
        seen.add(fact.predicate)


def _project(reading: Reading, entity: Entity, first: Mention, abroad: set[str]) -> Iterator[Fact]:
    sentence = reading.sentence(first.span)
    yield Fact(entity, terms.TYPE, Entity("Class", "Project"), "project.named", sentence)
    labels = reading.labels.get(entity, ())[:1]
    titled = [m.entity for label in labels for m in reading.of_kind("Country", within=label.span)]
    cited = _is_source(reading, first, sentence)
    told = [] if titled or cited else [Entity("Country", code) for code in _countries(reading, sentence, abroad)]
    for country in titled or [*told, *_aimed(reading, entity, set(told))]:
        yield Fact(entity, terms.IN_COUNTRY, country, "project.country", sentence)
    for label in labels:
        title = Value(label.text, language=reading.page.language)
        yield Fact(entity, terms.TITLE, title, "project.title", label.span)
        if code := _CODED.match(reading.page.text, label.span.end, sentence.end):
            yield Fact(entity, terms.PROJECT_ID, Value(code[1]), "project.id", Span(*code.span(1)))


def _aimed(reading: Reading, project: Entity, known: set[Entity]) -> list[Entity]:
    """The states in which a project is said to pursue its aim: "It seeks to protect workers in Laos and Viet Nam"."""
    aims = [aim for mention in reading.by_entity.get(project, ()) if (aim := aim_of(reading, mention))]
    states = [m.entity for aim in aims for chain in led_states(reading, aim) for m in chain]
    return [state for state in dict.fromkeys(states) if state not in known]


def _is_source(reading: Reading, project: Mention, sentence: Span) -> bool:
    """ "according to IOM's Missing Migrants Project": a project that only counts may do so anywhere."""
    before = Span(max(sentence.start, project.span.start - _CITED), project.span.start)
    labels = reading.labels.get(project.entity, ())
    counts = any(reading.says(label.span, "figures", "source", "tool") for label in labels)
    return counts or reading.says(before, "figures", "source", "before")


def _countries(reading: Reading, sentence: Span, abroad: set[str]) -> list[str]:
    """The only country of the sentence that does not pay, those listed behind "in", or the page's where none is."""
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    givers = [giver.span for payment in payments(reading, sentence) for giver in payment.givers]
    aside = (*(Span(body.start, _reach(reading, body)) for body in bodies), *givers)
    states = [m for m in reading.of_kind("Country", within=sentence) if not any(b.covers(m.span) for b in aside)]
    named = {m.entity.key for m in states}
    if len(named) < 2:
        own = reading.country if reading.country not in abroad else ""
        return sorted(named) or [code for code in (own,) if code]
    listed = {m.entity.key for chain in led_states(reading, sentence) for m in chain}   # "au Niger et au Mali" are two
    return sorted(listed) if len(listed) > 1 else []


def _reach(reading: Reading, body: Span) -> int:
    """Where a body ends with the state that it is said to be of: "l'Office des migrations (ODM) de la Suisse"."""
    behind = reading.words.shape(_ITS_STATE).match(reading.folded, body.end)
    state = next((m for m in reading.of_kind("Country") if behind and m.span.start == behind.end()), None)
    return state.span.end if state else body.end


def _subject(reading: Reading, entity: Entity, mentions: list[Mention]) -> Iterator[Fact]:
    """The crimes and themes in a project's name and in the phrase around its noun: "programme de lutte contre …"."""
    bodies = [m.span for m in reading.of_kind("Organization", "PolicyInstrument", "LegalInstrument")]
    labelled = [label.span for label in reading.labels.get(entity, ())[:1]]
    phrases = [*labelled, *(phrase_of(reading, m) for m in mentions if not reading.title.covers(m.span))]
    phrases += [aim for m in mentions if (aim := aim_of(reading, m))]
    for label in labelled:
        yield from _named_after(reading, entity, label)
    for phrase in phrases:
        for concept in reading.of_kind("Concept", within=phrase):
            if concept.entity != _VAGUE and not any(body.covers(concept.span) for body in bodies):
                yield _addressed(entity, concept.entity, "project.subject", reading.sentence(phrase))


def _named_after(reading: Reading, project: Entity, name: Span) -> Iterator[Fact]:
    """Words that tell a theme in the name of a project and are too common elsewhere: "Health of Seasonal Workers"."""
    for slug, terms_of in reading.words["funding"]["named"].items():
        if terms_of and reading.says(name, "funding", "named", slug):
            yield _addressed(project, Entity("Concept", f"theme/{slug}"), "project.subject", name)


def _addressed(project: Entity, concept: Entity, rule: str, span: Span) -> Fact:
    predicate = terms.ADDRESSES if concept.key.startswith("crime/") else terms.THEME
    return Fact(project, predicate, concept, rule, span)


def _page_subject(reading: Reading) -> Iterator[Fact]:
    """The crimes and themes of a project's page are the project's, when the title names, the text repeats, or the
    sentence that states the aim holds them."""
    concepts = reading.of_kind("Concept")
    aims = [s for s in reading.sentences if s != reading.title and _is_aim(reading, s)]
    for entity in dict.fromkeys(m.entity for m in concepts):
        mentions = [m for m in concepts if m.entity == entity]
        titled = [m for m in mentions if reading.title.covers(m.span)]
        aimed = [m for m in mentions if any(aim.covers(m.span) for aim in aims)]
        if titled or len(mentions) >= 2:
            yield _addressed(PAGE, entity, "project.subject", (titled or mentions)[0].span)
        elif aimed:
            yield _addressed(PAGE, entity, "project.aim", aimed[0].span)
    yield from _named_after(reading, PAGE, reading.title)


def _is_aim(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence says what the project, or IOM in it, sets out to do."""
    aim = reading.words.pattern("funding", "project", "aim").search(reading.folded, sentence.start, sentence.end)
    own = any(m.entity == PAGE for m in reading.of_kind("Project", within=sentence))
    return bool(aim) and (own or any(body.entity == IOM for body in acting(reading, sentence)))


def _page_countries(reading: Reading) -> Iterator[Fact]:
    """The states in the title of a project's page that has no line of benefiting states."""
    bodies = [m.span for m in reading.of_kind("Organization", within=reading.title)]
    states = [m for m in reading.of_kind("Country", within=reading.title) if not any(b.covers(m.span) for b in bodies)]
    for state in states if not reading.beneficiaries else ():
        yield Fact(PAGE, terms.IN_COUNTRY, state.entity, "project.country", state.span)
