"""Cities, provinces and crossings that a page names; the place of the dateline alone is the office's, and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Fact, Span, Value

_VERB = re.compile(r" [a-zà-öø-ÿ]{3,}(?! [A-Z])")

RULES = ("place.named", "place.country")


def places(reading: Reading) -> Iterator[Fact]:
    for entity, mentions in reading.by_entity.items():
        if entity.kind != "Place":
            continue
        spans = [m.span for m in mentions if not (reading.dateline and reading.dateline.covers(m.span))]
        spans = [span for span in spans if not _acts(reading, span)]
        if not spans:
            continue
        yield Fact(entity, terms.TYPE, Entity("Class", "Place"), "place.named", spans[0])
        name = Value(" ".join(reading.text(spans[0]).split()), language=reading.page.language)
        yield Fact(entity, terms.LABEL, name, "place.named", spans[0])
        if country := reading.countries.get(entity):
            yield Fact(entity, terms.IN_COUNTRY, Entity("Country", country), "place.country", spans[0])


def _acts(reading: Reading, span: Span) -> bool:
    """A capital as the subject of a verb stands for its government: "que Bruselas apoya"."""
    sentence = reading.sentence(span)
    before = reading.folded[sentence.start : span.start].rstrip()
    acting = reading.words.pattern("places", "words", "acting")
    opens = not before or any(word.end() == len(before) for word in acting.finditer(before[-12:].rjust(len(before))))
    return opens and bool(_VERB.match(reading.flat, span.end)) and reading.title != sentence
