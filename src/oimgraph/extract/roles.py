"""Countries of origin, transit and destination, as a page says: "un pays d'origine, de transit et de destination"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chains
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = ("role.country", "role.tier")

_PREDICATES = {"origin": terms.ORIGIN_FOR, "transit": terms.TRANSIT_FOR, "destination": terms.DESTINATION_FOR}
_TIER = re.compile(r"\s([123])(?!\w)")
_REACH = 110                # characters behind "pays" in which the roles stand


def roles(reading: Reading) -> Iterator[Fact]:
    nouns = reading.words.pattern("figures", "role", "country")
    for sentence in reading.sentences:
        yield from _tiers(reading, sentence)
        for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
            around = Span(max(sentence.start, noun.start() - 40), min(sentence.end, noun.end() + _REACH))
            named = [role for role in _PREDICATES if _stands_at(reading, role, noun.start(), noun.end(), around)]
            country = _subject(reading, noun.start(), sentence)
            crimes = _crimes(reading, noun.start(), sentence)
            if country and crimes:
                for role in named:
                    for crime in crimes:
                        yield Fact(country, _PREDICATES[role], crime, "role.country", sentence)


def _stands_at(reading: Reading, role: str, start: int, end: int, around: Span) -> bool:
    """The role follows "country" ("of origin") or, in English, stands before it ("source country")."""
    pattern = reading.words.pattern("figures", "role", role)
    lead = start - 28 if reading.page.language == "en" else end
    return bool(pattern.search(reading.folded, max(around.start, lead), around.end))


def _subject(reading: Reading, at: int, sentence: Span) -> Entity | None:
    """The last country named before, in the sentence, but for those inside the name of a body."""
    bodies = [m.span for m in reading.of_kind("Organization", within=sentence)]
    named = reading.of_kind("Country", within=Span(sentence.start, at))
    before = [m for m in named if not any(body.covers(m.span) for body in bodies)]
    return before[-1].entity if before else None


def _crimes(reading: Reading, at: int, sentence: Span) -> list[Entity]:
    """The first crimes that stand together behind the word, else those of the sentence."""
    behind = chains(reading, Span(at, sentence.end), ("Concept",))
    told = next((chain for chain in behind if any(map(_is_crime, chain))), reading.of_kind("Concept", within=sentence))
    return list(dict.fromkeys(mention.entity for mention in told if _is_crime(mention)))


def _is_crime(mention: Mention) -> bool:
    return mention.entity.key.startswith("crime/")


def _tiers(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "Il classe le pays au niveau 2": the tier, with the year of the report that the page has named last."""
    for word in reading.words.pattern("figures", "role", "tier").finditer(reading.folded, sentence.start, sentence.end):
        match = _TIER.match(reading.folded, word.end())
        country = _subject(reading, word.start(), sentence)
        country = country or (Entity("Country", reading.country) if reading.country else None)
        if match and country:
            years = [m.start for m in reading.moments if m.span.end < word.start() and len(m.start) == 4 and not m.end]
            tier = f"{match[1]} ({years[-1]})" if years else match[1]
            yield Fact(country, terms.TIER_IN, Value(tier), "role.tier", sentence)
