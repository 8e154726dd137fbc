"""Acronyms that a page has taught, where they stand alone; second names that stand beside the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_APPOSED = ", {the}?"
_TOKEN = re.compile(r"(?<![\w&-])[A-Z][A-Za-z&]*[A-Z](?![\w&-])")


def acronyms(reading: Reading, bodies: Iterable[Body]) -> list[Body]:
    """Later mentions of bodies by the acronym that the page has given them, misspelt with swapped letters or not."""
    taught = {name: body for body in bodies for name in body.names[1:] if name.isupper() or _TOKEN.fullmatch(name)}
    taken = [m.span for m in reading.of_kind("Organization", "Country")] + [body.reach for body in bodies]
    found = []
    for token in _TOKEN.finditer(reading.page.text):
        span = Span(token.start(), token.end())
        body = taught.get(token[0]) or _swapped(token[0], taught)
        inside_sentence = reading.sentence(span) != span and reading.sentence(span).covers(span)
        if body and inside_sentence and not any(span.overlaps(other) for other in taken):
            found.append(Body(body.entity, span, span, (token[0],), body.cls, body.country))
    return found


def once(reading: Reading) -> Reading:
    """Without a second name in apposition to the first: "IOM, the UN Migration Agency, ..."."""
    apposed = reading.words.shape(_APPOSED)
    again = {
        second.span for first, second in pairwise(reading.of_kind("Organization"))
        if first.entity == second.entity and apposed.fullmatch(reading.folded, first.span.end, second.span.start)
    }
    return replace(
        reading,
        mentions=tuple(m for m in reading.mentions if m.span not in again),
        labels={entity: tuple(label for label in labels if label.span not in again)
                for entity, labels in reading.labels.items()},
    )


def _swapped(written: str, taught: dict[str, Body]) -> Body | None:
    """The body whose acronym has the same letters, two neighbours swapped: the page's own misspelling."""
    for acronym, body in taught.items():
        pairs = [i for i, (a, b) in enumerate(zip(acronym, written, strict=False)) if a != b]
        same = len(acronym) == len(written) >= 4 and sorted(acronym) == sorted(written)
        if same and len(pairs) == 2 and pairs[1] == pairs[0] + 1:
            return body
    return None
