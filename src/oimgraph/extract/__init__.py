"""Reading -> facts: one module per kind of statement, each a pure function with a rule name on every fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from oimgraph import terms
from oimgraph.extract import (
    agreements,
    documents,
    events,
    fields,
    figures,
    funding,
    inferences,
    instruments,
    organizations,
    persons,
    places,
    projects,
    roles,
    states,
)
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Span, Value

# in the order in which report.json lists them; a new extractor is one module plus one line here
MODULES = (
    documents, fields, organizations, persons, places, agreements, events, projects, funding, instruments,
    figures, roles, states,
)
EXTRACTORS = tuple(getattr(module, module.__name__.rpartition(".")[2]) for module in MODULES)
RULES = tuple(rule for module in (*MODULES, inferences) for rule in module.RULES)

# other kinds of page are documents without facts of their own
_SPEAKING = ("project-page", "press-release", "statement", "story")


def extract(reading: Reading) -> list[Fact]:
    """All facts that the page states, in a fixed order, none twice."""
    extractors = EXTRACTORS if reading.page.kind in _SPEAKING else EXTRACTORS[:1]
    facts = (fact for extractor in extractors for fact in extractor(reading))
    told: dict[tuple[object, ...], Fact] = {}       # what two rules say of the same words, the first has said
    for fact in _spelt(states.acting(reading, facts)):
        told.setdefault((fact.subject, fact.predicate, fact.object, fact.span), fact)
    stated = list(told.values())
    return stated + list(dict.fromkeys(inferences.inferred(reading, stated)))


def _spelt(facts: Iterable[Fact]) -> Iterator[Fact]:
    """A sum's value is written as it was told first, 400000.00 also where "USD 400,000" tells it again."""
    first: dict[Entity, Entity | Value] = {}
    for fact in facts:
        is_value = fact.predicate == terms.VALUE and fact.subject.kind == "MonetaryAmount"
        yield replace(fact, object=first.setdefault(fact.subject, fact.object)) if is_value else fact


# words that promise a fact: lexicon file, table, key
_TRIGGERS = (
    ("agreements", "sign", "verb"),
    ("funding", "paid", "item"),
    ("events", "organize", "passive"),
    ("figures", "source", "verb"),
)


def left_open(reading: Reading, facts: Iterable[Fact]) -> list[tuple[Span, str]]:
    """Sentences in which a word promises a fact and none was made, with that word: where rules are missing."""
    told = {reading.sentence(fact.span) for fact in facts if fact.rule.partition(".")[0] in _FRAMES}
    found = []
    for sentence in reading.sentences:
        matches = (match for trigger in _TRIGGERS for match in reading.matches(sentence, *trigger))
        word = next(matches, None)
        if word and sentence != reading.title and sentence not in told:
            found.append((sentence, word[0]))
    return found


_FRAMES = ("agreement", "event", "funding", "project", "figure")
