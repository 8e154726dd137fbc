"""What a sentence says of an agreement, as a frame with slots.

Several agreements may share a sentence, so each has a scope of its own: "signed a declaration that replaces the
agreement concluded by both in 2012".
"""

from __future__ import annotations

from dataclasses import dataclass

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.status import clause
from oimgraph.model import Mention, Span


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says of an agreement; `verb` is None where only "between" or "with" names the parties.

    voice     "active", "passive", "participle" ("signed with X"), "noun" ("the signing of"), "talks" ("X and Y are
              negotiating an agreement"), or "" without a verb
    borrowed  the verb is that of the agreement before: "shared" in "X signed a protocol with A and a letter with B",
              "gapped" in "X signed a protocol with A, and Y, with B, a letter", else ""; or that of all of them:
              "listed" in "X signed two protocols, one with A and one with B"
    """

    mention: Mention
    sentence: Span
    scope: Span
    verb: Span | None
    voice: str = ""
    borrowed: str = ""

    @property
    def leads(self) -> bool:
        """Whether the word of signing stands before the agreement."""
        return bool(self.verb and self.verb.start < self.mention.span.start)


def around(reading: Reading, frame: Frame) -> Span:
    """The clause around an agreement and its word of signing, as far as it speaks of it alone."""
    spans = [clause(reading, frame.mention.span), *([clause(reading, frame.verb)] if frame.verb else [])]
    start = max(min(span.start for span in spans), frame.scope.start)
    return Span(start, max(start, min(max(span.end for span in spans), frame.scope.end)))
