"""A made-up migration-governance graph of any size: the same seed gives the same triples."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from oimgraph import terms

COUNTRIES = [f"{a}{b}{c}" for a in "ABCDEF" for b in "KLMNOP" for c in "UVWXY"]
CRIMES = ["trafficking-in-persons", "migrant-smuggling", "document-fraud", "forced-labour", "corruption"]
STATUSES = ["planned", "ongoing", "completed", "signed", "in-force"]
WORDS = ["border", "data", "health", "labour", "return", "victims", "training", "police", "justice", "diaspora"]
ORGANIZATIONS = 4000


def write(path: Path, triples: int, seed: int = 2026) -> None:
    """N-Triples, that many lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(islice(_lines(random.Random(seed)), triples))


def _lines(chance: random.Random) -> Iterator[str]:
    for code in COUNTRIES:
        yield from _typed(f"country/{code}", "Country", f"Country {code}")
    for number in range(ORGANIZATIONS):
        body = f"organization/o{number}"
        yield from _typed(body, chance.choice(["GovernmentBody", "CivilSocietyOrganization"]), f"Body {number}")
        yield _link(body, terms.IN_COUNTRY, _country(chance))
    for number in count():
        yield from _project(chance, number)
        yield from _agreement(chance, number)
        yield from _event(chance, number)


def _project(chance: random.Random, number: int) -> Iterator[str]:
    project = f"project/p{number}"
    money = f"{project}/budget"
    yield from _typed(project, "Project", f"{chance.choice(WORDS)} and {chance.choice(WORDS)}, {number}")
    yield _link(project, terms.FUNDER, _body(chance))
    yield _link(project, terms.IN_COUNTRY, _country(chance))
    yield _link(project, terms.ADDRESSES, _concept("crime", chance.choice(CRIMES)))
    yield _link(project, terms.STATUS, _concept("status", chance.choice(STATUSES)))
    yield _value(project, terms.FUNDING_YEAR, str(chance.randint(2000, 2026)), "gYear")
    if chance.random() < 0.7:
        yield _link(project, terms.BUDGET, money)
        yield _value(money, terms.VALUE, str(chance.randrange(50_000, 1_000_000, 1000)), "decimal")
        yield _value(money, terms.CURRENCY, chance.choice(["USD", "EUR", "CHF"]), "string")


def _agreement(chance: random.Random, number: int) -> Iterator[str]:
    agreement = f"agreement/a{number}"
    yield from _typed(agreement, "Agreement", f"Memorandum {number}")
    for signatory in chance.sample(range(ORGANIZATIONS), chance.randint(2, 3)):
        yield _link(agreement, terms.SIGNATORY, f"organization/o{signatory}")
    yield _link(agreement, terms.IN_COUNTRY, _country(chance))
    if chance.random() < 0.6:
        yield _link(agreement, terms.ADDRESSES, _concept("crime", chance.choice(CRIMES)))
    yield _value(agreement, terms.SIGNED_ON, f"{chance.randint(2000, 2026)}-{chance.randint(1, 12):02}-01", "date")


def _event(chance: random.Random, number: int) -> Iterator[str]:
    event = f"event/e{number}"
    yield from _typed(event, "Event", f"Training {number}")
    yield _link(event, terms.ORGANIZER, _body(chance))
    yield _link(event, terms.IN_COUNTRY, _country(chance))
    yield _link(event, terms.PART_OF_PROJECT, f"project/p{chance.randint(0, number)}")
    yield _value(event, terms.PARTICIPANT_COUNT, str(chance.randint(5, 300)), "integer")


def _typed(key: str, cls: str, label: str) -> Iterator[str]:
    yield _link(key, terms.TYPE, terms.MGO + cls)
    yield f'<{terms.ID}{key}> <{terms.LABEL}> "{label}"@en .\n'


def _link(key: str, predicate: str, other: str) -> str:
    whole = other if other.startswith("https:") else terms.ID + other
    return f"<{terms.ID}{key}> <{predicate}> <{whole}> .\n"


def _value(key: str, predicate: str, text: str, kind: str) -> str:
    return f'<{terms.ID}{key}> <{predicate}> "{text}"^^<{terms.XSD}{kind}> .\n'


def _body(chance: random.Random) -> str:
    return f"organization/o{chance.randrange(ORGANIZATIONS)}"


def _country(chance: random.Random) -> str:
    return f"country/{chance.choice(COUNTRIES)}"


def _concept(scheme: str, slug: str) -> str:
    return f"{terms.SCHEME}{scheme}/{slug}"
