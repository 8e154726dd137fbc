"""Page -> reading: all that a page mentions, step by step, each step seeing what the ones before it found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from oimgraph.lexicon import lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.bodies.branches import branches
from oimgraph.mentions.bodies.by_state import by_state
from oimgraph.mentions.bodies.governments import governments, named_by_adjective
from oimgraph.mentions.bodies.grammar import Grammar, grammar
from oimgraph.mentions.bodies.institutions import bodies, heads
from oimgraph.mentions.bodies.namesakes import meant
from oimgraph.mentions.bodies.proper import again, apposed, partners
from oimgraph.mentions.bodies.taken_up import taken_up
from oimgraph.mentions.bodies.taught import acronyms, once
from oimgraph.mentions.gazetteer import Gazetteer, segment_countries
from oimgraph.mentions.instruments import instruments
from oimgraph.mentions.instruments.identity import Instrument
from oimgraph.mentions.moments import moments
from oimgraph.mentions.nominals import nominals
from oimgraph.mentions.occasions import occasions
from oimgraph.mentions.officials.offices import offices
from oimgraph.mentions.officials.persons import persons
from oimgraph.mentions.officials.surnames import surnames
from oimgraph.mentions.places import Place, dateline, places
from oimgraph.mentions.projects.project_names import named_again, titles
from oimgraph.mentions.quantities import money, quantities
from oimgraph.mentions.quotations import quotations
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.sentences import sentences
from oimgraph.mentions.subjects import subjects
from oimgraph.model import Entity, Label, Mention, Page, Span


def read_page(page: Page, gazetteers: Mapping[str, Gazetteer]) -> Reading:
    """What the page mentions. There is a gazetteer for each language."""
    words, folded = lexicon(page.language), fold(page.text)
    rules = _grammar(page.language, gazetteers[page.language].demonyms)
    found = sentences(page, folded, words)
    reading = Reading(page, words, folded, found, words.sieve.held(folded, found))
    reading = _subjects(_values(_known_names(reading, gazetteers)))
    reading = _instruments(_partners(_persons(_bodies(reading, rules), rules), rules))
    return _occasions(_nominals(_places(reading), rules))


@cache
def _grammar(language: str, demonyms: frozenset[str]) -> Grammar:
    return grammar(lexicon(language), heads(lexicon(language)), demonyms)


def _known_names(reading: Reading, gazetteers: Mapping[str, Gazetteer]) -> Reading:
    gazetteer = gazetteers[reading.page.language]
    found = [m for m in gazetteer.find(reading.page.text, reading.folded) if _in_sentences(reading, m.span)]
    found = list(meant(reading, gazetteer, found))
    known = {m.entity: gazetteer.by_entity[m.entity] for m in found if m.entity in gazetteer.by_entity}
    organizations = {entity: name for entity, name in known.items() if entity.kind == "Organization"}
    classes = {entity: name.cls for entity, name in organizations.items()}
    found, national = branches(reading, found, classes)
    named = {m.entity for m in found}
    for name in list(found):
        state = name.entity in organizations and known[name.entity].cls == "GovernmentBody"
        if state or name.entity.kind == "LegalInstrument":
            told = "Country" if state else "Concept"
            within = gazetteer.inside(reading.page.text, reading.folded, name.span)
            found += [m for m in within if m.entity.kind == told]
    return replace(
        reading,
        mentions=merged(found, ()),
        labels={entity: _labels(reading, entity, found) for entity in (*known, *national) if entity in named},
        classes=classes | national,
        types={entity: name.type for entity, name in known.items() if name.type},
        countries={entity: name.country for entity, name in known.items() if name.country},
        beneficiaries=tuple(_beneficiaries(reading, gazetteers)),
        values={field.value: _concepts(reading.fold(field.value), gazetteers) for field in reading.page.fields},
    )


def _concepts(value: str, gazetteers: Mapping[str, Gazetteer]) -> tuple[Entity, ...]:
    """The concepts that a field's value stands for in any language: pages mix them."""
    return tuple(dict.fromkeys(entity for gazetteer in gazetteers.values() for entity in gazetteer.concepts(value)))


def _beneficiaries(reading: Reading, gazetteers: Mapping[str, Gazetteer]) -> list[Mention]:
    """The states in the line that says whom a project benefits; names of any language may stand there."""
    labels = reading.words.pattern("page", "fields", "beneficiaries")
    lines = [field.value for field in reading.page.fields if labels.fullmatch(reading.fold(field.label))]
    return [m for line in lines for m in segment_countries(reading.page.text, line, gazetteers.values())]


def _labels(reading: Reading, entity: Entity, found: Iterable[Mention]) -> tuple[Label, ...]:
    """The forms in which the page prints a name, the longest first, each where it stands first."""
    first: dict[str, Span] = {}
    for mention in found:
        if mention.entity == entity:
            first.setdefault(" ".join(reading.text(mention.span).split()), mention.span)
    return tuple(Label(text, first[text]) for text in sorted(first, key=lambda text: (-len(text), text)))


def _in_sentences(reading: Reading, span: Span) -> bool:
    index = reading.number(span)
    return index >= 0 and reading.sentences[index].covers(span)


def _values(reading: Reading) -> Reading:
    language, folded = reading.page.language, reading.folded
    dates, sums = moments(folded, reading.words), money(folded, language, _states(reading))
    numbers = quantities(folded, language, dates, sums)
    return replace(
        reading,
        mentions=_without(reading.mentions, [amount.span for amount in sums]),      # "dólares EE.UU." names no state
        moments=tuple(m for m in dates if _in_sentences(reading, m.span)),
        money=tuple(m for m in sums if _in_sentences(reading, m.span)),
        quantities=tuple(q for q in numbers if _in_sentences(reading, q.span)),
        quotations=quotations(reading.page.text),
    )


def _subjects(reading: Reading) -> Reading:
    """A word of the page's language is no acronym of another one: "le VIH/SIDA" is no Swedish agency."""
    found = subjects(reading)
    told = [m.span for m in found if m.entity.kind == "Concept"]
    meant = [m for m in found
             if m.entity.kind != "Organization" or " " in reading.text(m.span)
             or not any(span.covers(m.span) for span in told)]
    named = {m.entity for m in meant}
    spans = {m.span for m in meant}
    labels = {entity: tuple(label for label in called if entity.kind != "Organization" or label.span in spans)
              for entity, called in reading.labels.items() if entity in named}
    return replace(reading, mentions=merged(meant, ()), labels=labels)


def _states(reading: Reading) -> list[tuple[int, str]]:
    """Where states stand, by name, adjective or city: whose money is meant."""
    known = reading.of_kind("Country", "Demonym", "Place")
    return [(mention.span.start, code) for mention in known if (code := reading.state_of(mention))]


def _bodies(reading: Reading, rules: Grammar) -> Reading:
    reading = _with_bodies(reading, beside := apposed(reading, rules))
    found = bodies(reading, rules)
    found = by_state(reading, [*found, *governments(reading, found)])
    found += acronyms(reading, [*found, *beside])
    reading = _with_bodies(reading, found)
    reading = _with_bodies(reading, again(reading, beside, rules))
    reading = replace(reading, mentions=merged(reading.mentions, named_by_adjective(reading, found)))
    return replace(reading, mentions=merged(reading.mentions, taken_up(reading, rules)))


def _with_bodies(reading: Reading, found: Iterable[Body]) -> Reading:
    labels, classes, countries = dict(reading.labels), dict(reading.classes), dict(reading.countries)
    for body in found:
        labels[body.entity] = _merged(labels.get(body.entity, ()), body)
        classes.setdefault(body.entity, body.cls)
        if body.country:
            countries.setdefault(body.entity, body.country)
    mentions = merged(reading.mentions, [Mention(body.reach, body.entity) for body in found])
    return replace(reading, mentions=mentions, labels=labels, classes=classes, countries=countries)


def _merged(labels: tuple[Label, ...], named: Body | Instrument) -> tuple[Label, ...]:
    known = {label.text for label in labels}
    return labels + tuple(Label(name, named.span) for name in named.names if name not in known)


def _partners(reading: Reading, rules: Grammar) -> Reading:
    """The bodies that only their neighbours tell, once it is known who is a person."""
    found = partners(reading, rules)
    reading = _with_bodies(reading, found)
    return once(_with_bodies(reading, again(reading, found, rules)))


def _persons(reading: Reading, rules: Grammar) -> Reading:
    found = persons(reading, rules)
    labels = {p.entity: (Label(" ".join(reading.text(p.span).split()), p.span),) for p in reversed(found)}
    return replace(
        reading,
        mentions=merged(
            _without(reading.mentions, [person.span for person in found]),          # nor does "Graciela Montenegro"
            [*(Mention(person.span, person.entity) for person in found), *surnames(reading, found)],
        ),
        labels=reading.labels | labels,
        offices=tuple(offices(found, reading)),
    )


def _instruments(reading: Reading) -> Reading:
    found = instruments(reading)
    labels: dict[Entity, tuple[Label, ...]] = {}
    for one in sorted(found, key=lambda one: -len(one.names[0]) if one.names else 0):
        labels[one.entity] = _merged(labels.get(one.entity, ()), one)
    return replace(
        reading,
        mentions=merged(reading.mentions, [Mention(one.span, one.entity) for one in found]),
        labels=reading.labels | labels,
        types=reading.types | {one.entity: one.type for one in reversed(found)},
        years={one.entity: one.years for one in reversed(found) if any(one.years)},
    )


def _places(reading: Reading) -> Reading:
    found = places(reading)
    labels: dict[Entity, tuple[Label, ...]] = {}
    for place in found:
        labels.setdefault(place.entity, (Label(" ".join(reading.text(place.span).split()), place.span),))
    return replace(
        reading,
        mentions=merged(_longest(reading.mentions, found), [Mention(place.span, place.entity) for place in found]),
        labels=reading.labels | labels,
        countries={place.entity: place.country for place in found if place.country} | reading.countries,
        dateline=dateline(reading),
    )


def _longest(mentions: Iterable[Mention], found: Iterable[Place]) -> list[Mention]:
    """The mentions without those places and states that are only a part of a longer name of a place."""
    longer = [place.span for place in found]
    named = ("Place", "Country")
    return [m for m in mentions if m.entity.kind not in named or not any(s.covers(m.span) for s in longer)]


def _nominals(reading: Reading, rules: Grammar) -> Reading:
    found, types = nominals(reading, rules)
    named = titles(reading, found, rules)
    found += named_again(reading, found, named)
    labels = reading.labels | named
    return replace(reading, mentions=merged(reading.mentions, found), labels=labels, types=reading.types | types)


def _occasions(reading: Reading) -> Reading:
    found, types = occasions(reading)
    others = [m for m in reading.mentions if m.entity.kind != "Event"]
    return replace(reading, mentions=merged(others, found), types=reading.types | types)


def _without(mentions: Iterable[Mention], spans: list[Span]) -> tuple[Mention, ...]:
    """The mentions without those of states and places inside of these spans."""
    states = ("Country", "Demonym", "Place")
    return tuple(m for m in mentions if m.entity.kind not in states or not any(span.covers(m.span) for span in spans))


def merged(mentions: Iterable[Mention], new: Iterable[Mention]) -> tuple[Mention, ...]:
    """All mentions in the order of the text, the longer of two that begin together first."""
    return tuple(sorted({*mentions, *new}, key=lambda m: (m.span.start, -m.span.end, m.entity.kind, m.entity.key)))
