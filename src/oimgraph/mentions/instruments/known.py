"""What of a page has a name of its own, which the names of instruments hold whole."""

from __future__ import annotations

from dataclasses import dataclass

from oimgraph.mentions.reading import Reading


@dataclass(frozen=True, slots=True)
class Known:
    """Where what has a name of its own begins and ends: crimes and themes; states and places, bodies as well;
    instruments; peoples."""

    concepts: dict[int, int]
    states: dict[int, int]
    bodies: dict[int, int]
    instruments: dict[int, int]
    peoples: dict[int, int]


def known_names(reading: Reading) -> Known:
    return Known(
        _reaches(reading, "Concept"),
        _reaches(reading, "Country", "Place"),
        _reaches(reading, "Organization", "Country", "Place"),
        _reaches(reading, "PolicyInstrument", "LegalInstrument"),
        _reaches(reading, "Demonym"),
    )


def _reaches(reading: Reading, *kinds: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for mention in reading.of_kind(*kinds):
        found[mention.span.start] = max(found.get(mention.span.start, 0), mention.span.end)
    return found
