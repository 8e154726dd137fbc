"""Crimes and themes in words that no list of names can hold: "passports, forged or borrowed", "aided 40 victims"."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span


def subjects(reading: Reading) -> list[Mention]:
    """Mentions of concepts by the constructions of the lexicon, where no name of the same concept stands."""
    known = reading.of_kind("Concept")
    found = []
    for scheme in ("crime", "theme"):
        for slug, match in reading.found("subjects", scheme):
            mention = Mention(Span(*match.span()), Entity("Concept", f"{scheme}/{slug}"))
            if not any(m.entity == mention.entity and m.span.overlaps(mention.span) for m in known):
                found.append(mention)
    return found
