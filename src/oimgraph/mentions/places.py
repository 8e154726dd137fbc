"""Cities, provinces, border crossings: known by name, or by what introduces them: "à Rumonge", "in Beitbridge".

The place of a dateline is the issuing office's, so the dateline is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon import any_of
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_NAME = (
    r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-Za-zÀ-ÿ]+){0,3}"
    r"(?: (?:(?:de la|de los|de|del|la|el|al|da|do|dos|du|sur) )?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-Za-zÀ-ÿ]+){0,3}){0,3}"
)
_NAMED = re.compile(_NAME)
_APPOSED = re.compile(r"\s?[(,]\s?(?:(?:au|en|aux|in|the|la|el|le|l'|les)\s){0,2}")
_LISTED = re.compile(
    rf"(?:, (?:(?:de |du |d['’]|of )?{_NAME})){{0,6}},? (?:et|and|y) (?:(?:de |du |d['’]|of |in |en |à )?{_NAME})"
)
_DATELINE = re.compile(r"[^.;:!?\n]{2,80}?(?:\s?[-–—−]\s|\.\s?[-–—]\s?)")



@dataclass(frozen=True, slots=True)
class Place:
    entity: Entity
    span: Span
    country: str


def dateline(reading: Reading) -> Span | None:
    """What stands before the first dash of the body: "Oulan-Bator – ", "El Cairo, 2 de julio de 2024 – "."""
    if not reading.page.body:
        return None
    start = reading.page.body[0].start
    match = _DATELINE.match(reading.page.text, start, start + 90)
    return Span(start, match.end()) if match else None


def places(reading: Reading) -> list[Place]:
    """Places that no register knows, in the order of the text."""
    found: dict[Span, Place] = {}
    for match in _introduced(reading):
        span = _cut(reading, Span(match.start(), match.end()))
        if span and span not in found:
            key = " ".join(reading.fold(span).split())
            found[span] = Place(Entity("Place", key), span, _country(reading, span))
    for span in _listed(reading, [place.span for place in found.values()]):
        key = " ".join(reading.fold(span).split())
        found.setdefault(span, Place(Entity("Place", key), span, _country(reading, span)))
    return [found[span] for span in sorted(found)]


def _listed(reading: Reading, found: list[Span]) -> Iterator[Span]:
    """What goes on a list that a place begins: "provinces of Nampula, Sofala and Tete"."""
    flat = reading.page.text.replace("\n", " ")
    for first in sorted({*found, *(m.span for m in reading.of_kind("Place"))}):
        if listed := _LISTED.match(flat, first.end, reading.sentence(first).end):
            names = [Span(m.start(), m.end()) for m in _NAMED.finditer(flat, first.end, listed.end())]
            free = [span for span in names if _cut(reading, span)]
            known = {m.span for m in reading.of_kind("Place", "Country")}
            if all(span in free or span in known for span in names):
                yield from (span for span in free if span not in known)


def _introduced(reading: Reading) -> Iterator[re.Match[str]]:
    """Capitalised names after a preposition of place or the noun of an administrative unit."""
    locatives = reading.words.pattern("places", "words", "locative")
    divisions = re.compile("(?:" + "|".join(reading.words["places"]["words"]["division"]) + ")")
    flat = reading.page.text.replace("\n", " ")
    for sentence in reading.sentences:
        for opening in locatives.finditer(reading.folded, sentence.start, sentence.end):
            if flat[opening.end() : opening.end() + 1] == " " and (match := _NAMED.match(flat, opening.end() + 1)):
                yield match
        for opening in divisions.finditer(reading.folded, sentence.start, sentence.end):
            if match := _NAMED.match(flat, opening.end()):
                yield match


def _cut(reading: Reading, span: Span) -> Span | None:
    """The name up to what else is known; nothing when something else stands there, or no place can be meant."""
    taken = [m.span for m in reading.mentions if m.span.overlaps(span) and not _begins(m, span)]
    taken += [m.span for m in reading.moments if m.span.overlaps(span)]
    if taken or reading.fold(span).split()[0] in reading.words["places"]["words"]["not"]:
        return None
    heads = {term for terms in reading.words["institutions"]["head"].values() for term in terms}
    return None if any_of(heads).match(reading.folded, span.start) else span


def _begins(mention: Mention, span: Span) -> bool:
    """Whether the register knows only the first word of a place's name: "Tuxtla (Gutiérrez)"."""
    return mention.entity.kind == "Place" and mention.span.start == span.start and mention.span.end < span.end


def _country(reading: Reading, span: Span) -> str:
    """The country in apposition: "Mangochi (Malawi)", "Addis Ababa, Ethiopia"."""
    match = _APPOSED.match(reading.folded, span.end)
    after = [m.entity.key for m in reading.of_kind("Country") if match and m.span.start == match.end()]
    return after[0] if after else ""
