"""What can go wrong, and how to go on.

    OimgraphError            one line for a person, with a hint
    ├── InputError           a file, folder or option that cannot be used (exit status 2)
    │   └── TooMuch          an answer that is larger than it may be
    ├── Refusal              one document that cannot be read; the others are not touched
    ├── StoreError           a SPARQL store that does not answer, refuses, or gives less than it has (exit status 2)
    └── DataError            ontology, lexicon or graph data that contradicts itself
"""

from __future__ import annotations


class OimgraphError(Exception):
    """What went wrong, in one line, and a hint of what to do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what = " ".join(what.split())
        self.hint = " ".join(hint.split())
        super().__init__(f"{self.what} ({self.hint})" if self.hint else self.what)


class InputError(OimgraphError):
    """A path, a file or an option that the user gave cannot be used."""


class TooMuch(InputError):
    """An answer would be larger than it may be."""


class Refusal(OimgraphError):
    """A document that cannot be read: its name, the reason, a hint."""

    def __init__(self, name: str, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.name = name


class StoreError(OimgraphError):
    """A SPARQL store does not answer, refuses what it is sent, or gives less than it says it has."""


class DataError(OimgraphError):
    """Data that oimgraph ships or is given (ontology, lexicon, register) contradicts itself."""
