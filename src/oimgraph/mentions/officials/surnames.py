"""Later mentions of persons whom the page has named in full: "M. Castrellón", "Ms. Keo", or the surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.lexicon.names import PARTICLES, UPPER
from oimgraph.mentions.officials.persons import Person
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

_PART = re.compile(rf" ?((?:[{UPPER}][\w'’-]*|{PARTICLES})(?: (?:[{UPPER}][\w'’-]*))*)")


def surnames(reading: Reading, people: list[Person]) -> list[Mention]:
    """Later mentions of known persons: a title and a part of the name ("M. Castrellón", "Ms. Keo"), or the surname."""
    taken = [p.span for p in people]
    parts: dict[str, set[Entity]] = {}
    titled: dict[str, set[Entity]] = {}
    for person in people:
        words = person.entity.key.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                titled.setdefault(" ".join(words[first:last]), set()).add(person.entity)
                if first and last == len(words):
                    parts.setdefault(" ".join(words[first:last]), set()).add(person.entity)
    return [*_titled(reading, titled, taken), *_bare(reading, parts, taken)]


def _titled(reading: Reading, parts: dict[str, set[Entity]], taken: list[Span]) -> Iterator[Mention]:
    titles = reading.words.pattern("persons", "post", "titles")
    for sentence in reading.telling("persons", "post", "titles") if parts else ():
        for title in titles.finditer(reading.folded, sentence.start, sentence.end):
            name = _PART.match(reading.flat, title.end(), sentence.end)
            while name:
                span = Span(*name.span(1))
                holders = parts.get(" ".join(reading.fold(span).split()), set())
                if len(holders) == 1 and not any(span.overlaps(t) for t in taken):
                    yield Mention(span, next(iter(holders)), definite=True)
                    break
                shorter = name[1].rpartition(" ")[0]
                name = _PART.match(reading.flat[: name.start(1) + len(shorter)], title.end()) if shorter else None


def _bare(reading: Reading, parts: dict[str, set[Entity]], taken: list[Span]) -> Iterator[Mention]:
    """The surname alone, written with a capital, where nothing else is known to stand."""
    sole = {part: next(iter(who)) for part, who in parts.items() if len(who) == 1 and len(part) > 3}
    if not sole:
        return
    longest = sorted(map(re.escape, sole), key=lambda part: (-len(part), part))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])")
    known = [m.span for m in reading.mentions] + taken
    for sentence in reading.sentences:
        for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
            span = Span(*match.span())
            if reading.text(span)[0].isupper() and not any(span.overlaps(other) for other in known):
                yield Mention(span, sole[match[0]], definite=True)
