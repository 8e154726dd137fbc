"""Crimes and themes in words that no list of names can hold: "passports, forged or borrowed", "aided 40 victims"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span


def subjects(reading: Reading) -> list[Mention]:
    """All mentions, of concepts those by the constructions of the lexicon as well, where no name of the same concept
    stands; without the traffic in goods, which is no crime against persons: "drug trafficking"."""
    known = reading.of_kind("Concept")
    found = []
    for scheme in ("crime", "theme"):
        for slug, match in reading.found("subjects", scheme):
            mention = Mention(Span(*match.span()), Entity("Concept", f"{scheme}/{slug}"))
            if not any(m.entity == mention.entity and m.span.overlaps(mention.span) for m in known):
                found.append(mention)
    goods = [Span(*match.span()) for match in reading.stated("subjects", "not", "crime")]
    return [m for m in (*reading.mentions, *found)
            if m.entity.kind != "Concept" or not any(span.covers(m.span) for span in goods)]
