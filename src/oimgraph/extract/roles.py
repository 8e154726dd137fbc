"""Countries of origin, transit and destination, as a page says: "un pays d'origine, de transit et de destination"."""

from __future__ import annotations

from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Span

RULES = ("role.country",)

_PREDICATES = {"origin": terms.ORIGIN_FOR, "transit": terms.TRANSIT_FOR, "destination": terms.DESTINATION_FOR}
_REACH = 110                # characters behind "pays" in which the roles stand


def roles(reading: Reading) -> Iterator[Fact]:
    nouns = reading.words.pattern("figures", "role", "country")
    for sentence in reading.sentences:
        for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
            around = Span(max(sentence.start, noun.start() - 40), min(sentence.end, noun.end() + _REACH))
            named = [role for role in _PREDICATES if _stands_at(reading, role, noun.start(), noun.end(), around)]
            country = _subject(reading, noun.start(), sentence)
            crimes = _crimes(reading, sentence)
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
    """The last country named before, in the sentence; "le pays" alone takes up none."""
    before = reading.of_kind("Country", within=Span(sentence.start, at))
    return before[-1].entity if before else None


def _crimes(reading: Reading, sentence: Span) -> list[Entity]:
    found = (m.entity for m in reading.of_kind("Concept", within=sentence))
    return list(dict.fromkeys(crime for crime in found if crime.key.startswith("crime/")))
