"""Reading -> facts: one module per kind of statement, each a pure function with a rule name on every fact."""

from __future__ import annotations

from oimgraph.extract import (
    agreements,
    documents,
    events,
    fields,
    figures,
    funding,
    instruments,
    organizations,
    persons,
    places,
    projects,
    roles,
)
from oimgraph.mentions.reading import Reading
from oimgraph.model import Fact

# in the order in which report.json lists them; a new extractor is one module plus one line here
MODULES = (
    documents, fields, organizations, persons, places, agreements, events, projects, funding, instruments,
    figures, roles,
)
EXTRACTORS = tuple(getattr(module, module.__name__.rpartition(".")[2]) for module in MODULES)
RULES = tuple(rule for module in MODULES for rule in module.RULES)

# other kinds of page are documents without facts of their own
_SPEAKING = ("project-page", "press-release", "statement", "story")


def extract(reading: Reading) -> list[Fact]:
    """All facts that the page states, in a fixed order, none twice."""
    extractors = EXTRACTORS if reading.page.kind in _SPEAKING else EXTRACTORS[:1]
    facts = dict.fromkeys(fact for extractor in extractors for fact in extractor(reading))
    return list(facts)
