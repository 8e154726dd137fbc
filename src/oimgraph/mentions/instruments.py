"""Plans, strategies, laws, treaties, reports that a page names beyond those of the register.

A head noun needs a complement to make a name ("plan national de lutte contre la traite"); a short form ("le Plan")
takes up the latest name with that head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon import any_of
from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

CLASSES = {"policy": "PolicyInstrument", "law": "LegalInstrument", "publication": "Publication"}
_ACRONYM = re.compile(r" ?\((?P<acronym>[A-Z][A-Za-z0-9-]{1,9})\)")
_YEARS = re.compile(r" (?:de |of |for |pour |\()?\(?((?:19|20)\d\d)(?:(?:\s?[-–/ ]\s?)((?:19|20)\d\d))?\)?")


@dataclass(frozen=True, slots=True)
class Instrument:
    entity: Entity
    span: Span
    names: tuple[str, ...]  # the fullest form first
    type: str
    years: tuple[str, str]  # start and end as part of the name, "" when there are none


def instruments(reading: Reading, rules: Grammar) -> list[Instrument]:
    """All names in the order of the text, and what takes them up."""
    found: list[Instrument] = []
    for head, table, slug in sorted(_heads(reading), key=lambda h: (h[0].start, -h[0].end)):
        if found and head.start < found[-1].span.end:
            continue
        if instrument := _named(reading, head, table, slug, rules) or _taken_up(reading, head, table, slug, found):
            found.append(instrument)
    return found


def _heads(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    known = [m.span for m in reading.of_kind("Organization", "LegalInstrument", "PolicyInstrument")]
    for table in CLASSES:
        for slug in reading.words["instruments"][table]:
            pattern = reading.words.pattern("instruments", table, slug)
            for sentence in reading.sentences:
                for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
                    span = Span(match.start(), match.end())
                    if not any(other.covers(span) for other in known):
                        yield span, table, slug


def _named(reading: Reading, head: Span, table: str, slug: str, rules: Grammar) -> Instrument | None:
    sentence = reading.sentence(head)
    end = name_end(reading.page.text, reading.folded, head.end, sentence.end, rules)
    start = _start(reading, head, sentence) if rules.bare else head.start
    name = " ".join(reading.page.text[start:end].split())
    capital = reading.page.text[start].isupper() and (not rules.bare or reading.page.text[head.start].isupper())
    if end == head.end and start == head.start:
        return None
    if table != "policy" and not capital:
        return None
    years = _YEARS.match(reading.page.text, end)
    acronym = _ACRONYM.match(reading.page.text, end)
    names = (name, acronym["acronym"]) if acronym else (name,)
    key = f"{table}:{' '.join(reading.folded[start:end].split())}"
    told = (years[1], years[2] or "") if years else ("", "")
    return Instrument(Entity(CLASSES[table], key), Span(start, end), names, slug, told)


def _start(reading: Reading, head: Span, sentence: Span) -> int:
    """In English, capitalised words before the head belong to the name: "National Border Security Strategy"."""
    written = reading.page.text[max(sentence.start, head.start - 70) : head.start]
    before = re.search(r"(?:[A-Z][\w'’-]* ){1,5}$", written)
    start = head.start - len(before[0]) if before else head.start
    for article in ("The ", "A ", "An ", "This ", "Its ", "In "):
        if reading.page.text.startswith(article, start):
            start += len(article)
    return start


def _taken_up(reading: Reading, head: Span, table: str, slug: str, found: list[Instrument]) -> Instrument | None:
    """ "le Plan d'action national": the latest of its type, when it is definite or written with a capital."""
    definite = any_of(set(reading.words["nominals"]["determiners"]["definite"]))
    before = reading.folded[max(0, head.start - 12) : head.start]
    if not list(definite.finditer(before)):
        return None
    same = [one for one in found if one.type == slug and one.entity.kind == CLASSES[table]]
    return Instrument(same[-1].entity, head, (), slug, ("", "")) if same else None
