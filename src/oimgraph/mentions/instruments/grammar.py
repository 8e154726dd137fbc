"""What the names of instruments consist of in each language, compiled from its lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from oimgraph.lexicon import Lexicon, any_of, lexicon


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """What the names of instruments consist of in a language. `bare`: nouns stand beside each other, as in English."""

    connectors: re.Pattern[str]
    dative: re.Pattern[str]
    articles: re.Pattern[str]
    coordinator: re.Pattern[str]
    aims: re.Pattern[str]
    infinitive: re.Pattern[str]
    personal: re.Pattern[str]
    participles: re.Pattern[str]
    regions: re.Pattern[str]
    adjectives: re.Pattern[str]
    common: re.Pattern[str]
    nominal: re.Pattern[str]
    stop: re.Pattern[str]
    prenominal: re.Pattern[str]
    between: re.Pattern[str]
    within: re.Pattern[str]
    places: re.Pattern[str]
    heads: re.Pattern[str]
    premodifiers: re.Pattern[str]
    determiners: re.Pattern[str]
    fresh: re.Pattern[str]
    inner: re.Pattern[str]
    capitals: re.Pattern[str]
    bare: bool


@cache
def name_grammar(language: str) -> NameGrammar:
    words = lexicon(language)
    name = words["instruments"]["name"]
    return NameGrammar(
        connectors=_joining(name["connectors"]),
        dative=any_of(set(name["dative"])),
        articles=_joining(name["articles"]),
        coordinator=_joining(name["and"]),
        aims=any_of(set(name["aims"]) - {"d'"}),
        infinitive=any_of(set(name["infinitive"])),
        personal=_joining(name["personal"]),
        participles=any_of(set(name["participles"])),
        regions=any_of(set(words["persons"]["post"]["regions"])),
        adjectives=any_of(set(name["adjectives"])),
        common=any_of(set(name["common"])),
        nominal=any_of(set(name["nominal"])),
        stop=any_of(set(name["stop"])),
        prenominal=_joining(name["prenominal"]),
        between=any_of(set(name["between"])),
        within=_joining(name["within"]),
        places=any_of(set(name["places"])),
        heads=any_of(_heads(words)),
        premodifiers=any_of(set(name["premodifiers"])),
        determiners=any_of(set(name["determiners"])),
        fresh=any_of(set(name["fresh"])),
        inner=_joining((*name["inner"], *words["grammar"]["word"]["the"])),
        capitals=_capitals(name["inner"], name["and"]),
        bare=language == "en",
    )


def _heads(words: Lexicon) -> set[str]:
    return {term for table in ("policy", "law") for terms in words["instruments"][table].values() for term in terms}


def _capitals(inner: tuple[str, ...], joining: tuple[str, ...]) -> re.Pattern[str]:
    """Capitalised words and the small ones between them, up to a noun: "Trafficking in Persons"."""
    small, joined = "|".join(f"{term} " for term in inner), "|".join(joining)
    bracket = r"\([A-Z][\w',& -]{2,70}\)"
    listed = rf"[A-Z][\w'-]{{1,30}}(?:,? [A-Z][\w'-]{{1,30}}){{1,5}},?(?= (?:{joined}) )"
    return re.compile(rf"(?:(?>{bracket}|{listed}|[A-Z(][\w'.)-]{{0,40}}|(?:19|20)\d\d) (?>(?:{small})?)){{1,9}}$")


def _joining(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms with the space behind it; none is needed after an apostrophe."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?:(?<=') ?| )")
