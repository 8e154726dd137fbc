"""Bodies whose heads sign without being named: "the President of X and the Chief of Mission of Y signed"."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.agreements.signers import agent
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import PARTIES, actors, glued
from oimgraph.model import Mention, Span

_FAR = 220                  # characters in which the posts of those who sign stand
_NEAR = 40                  # characters between the last of them and the word of signing


def headed(reading: Reading, frame: Frame) -> list[Mention]:
    """The bodies in the posts of those who sign, two or more, before an active word of signing or behind "by"."""
    verb, at = frame.verb, agent(reading, frame)
    if at:
        return _run(reading, at, actors(reading, PARTIES, Span(at, min(frame.scope.end, at + _FAR))))
    if verb is None or frame.voice != "active":
        return []
    named = actors(reading, PARTIES, Span(max(frame.sentence.start, verb.start - _FAR), verb.start))
    if not named or not _leads(reading, named[-1][0].end, verb.start):
        return []
    runs = (_run(reading, span.start, named[first:]) for first, (span, _) in enumerate(named))
    whole = next((run for run in runs if run[-1:] == [named[-1][1]]), [])
    return whole if len({m.entity for m in whole}) > 1 else []


def _run(reading: Reading, at: int, named: Sequence[tuple[Span, Mention]]) -> list[Mention]:
    """Those that are coordinated from here on, each bare or in a post."""
    found: list[Mention] = []
    for span, mention in named:
        if not _joined(reading, at, span.start):
            break
        found.append(mention)
        at = span.end
    return found


def _joined(reading: Reading, start: int, end: int) -> bool:
    """Whether the post of the one before, a conjunction and the post of the next are all that stands in between."""
    start = _past_post(reading, start, end)
    if start > end:
        return False
    posts = reading.words.pattern("persons", "post", "nouns").finditer(reading.folded, start, end)
    return glued(reading, start, end) or any(
        glued(reading, start, post.start()) and glued(reading, post.end(), end) for post in posts)


def _past_post(reading: Reading, at: int, limit: int) -> int:
    """Behind the post that follows its body: "IOM's Regional Director", "IOM Chief of Mission"."""
    owned = at + (len("'s ") if reading.folded.startswith("'s ", at) else 1)
    post = reading.words.pattern("persons", "post", "nouns").match(reading.folded, owned, limit)
    return post.end() if post else at


def _leads(reading: Reading, end: int, verb: int) -> bool:
    return 0 <= verb - _past_post(reading, end, verb) <= _NEAR
