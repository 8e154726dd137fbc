"""Filling the slots of a frame: who stands beside whom, and what a clause says of its time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.lexicon.names import LOWER, UPPER
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

PARTIES = ("Organization", "Country")
_GAP = 40                   # characters between a subject and its verb

_CAPITAL = re.compile(rf"(?<=[\w,] )([{UPPER}][{LOWER}]{{2,40}}) $")
_GLUE = (
    r" ?\(|\)?[ ,;]*(?:\([^()]{0,60}\))?[ ,;]*{on-one-side}?(?:{and}{of}?|{as-well-as})?"
    r"{on-the-other}?(?:{with}|{by}|{between})?"
    r"(?:{its}(?:\w{2,20} )?{counterpart}(?:\w{2,20}, )?)?(?:{the}|{genitive}|{its}){0,2}[\" ]*"
)
_CONJOINED = "(?:{and}|{as-well-as})"


def glued(reading: Reading, start: int, end: int) -> bool:
    """Whether only a comma, a conjunction, a preposition or an article stand here."""
    return reading.words.shape(_GLUE).fullmatch(reading.folded, start, end) is not None


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without those that stand inside a longer one; of a state and its government in the same words, the government."""
    bodies = {m.span for m in mentions if m.entity.kind == "Organization"}
    alone = [m for m in mentions if m.entity.kind != "Country" or m.span not in bodies]
    return [m for m in alone if not any(o.span != m.span and o.span.covers(m.span) for o in alone)]


def chain_after(reading: Reading, start: int, limit: int, kinds: Sequence[str] = PARTIES) -> list[Mention]:
    """The coordinated mentions that begin right at `start`, articles aside: "le Ministère public et l'OIM".

    Behind the last "and" a comma ends them: "with X and Y, IOM signed".
    """
    found: list[Mention] = []
    closed = 0
    for named, mention in actors(reading, kinds, Span(start, limit)):
        if not glued(reading, start, named.start):
            break
        found.append(mention)
        if found[1:] and reading.words.shape(_CONJOINED).search(reading.folded, start, named.start):
            closed = len(found)
        start = named.end
    return found[: closed or None]


def chain_before(reading: Reading, end: int, floor: int, kinds: Sequence[str] = PARTIES) -> list[Mention]:
    """The coordinated mentions that end right before `end`, adverbs aside: the subject of a verb."""
    found: list[Mention] = []
    for named, mention in reversed(actors(reading, kinds, Span(floor, end))):
        after = found[0].span.start if found else end
        if after - named.end > _GAP if not found else not glued(reading, named.end, after):
            break
        found.insert(0, mention)
    return found


def chains(reading: Reading, within: Span, kinds: Sequence[str] = PARTIES) -> list[list[Mention]]:
    """All mentions of a span, those that are coordinated together."""
    found: list[list[Mention]] = []
    end = within.start
    for named, mention in actors(reading, kinds, within):
        if found and glued(reading, end, named.start):
            found[-1].append(mention)
        else:
            found.append([mention])
        end = named.end
    return found


def together(reading: Reading, before: Span, kinds: Sequence[str] = PARTIES) -> list[Mention]:
    """Two or more that are named together: "X and Y seized the occasion to sign"."""
    found = [chain for chain in chains(reading, before, kinds) if len({m.entity for m in chain}) > 1]
    return found[-1] if found else []


def actors(reading: Reading, kinds: Sequence[str], within: Span) -> list[tuple[Span, Mention]]:
    """Who may act, with all the words that name it: in "IOM (in) Mexico" the state is only the seat of the body."""
    found: list[tuple[Span, Mention]] = []
    seat = reading.words.pattern("places", "words", "seat")
    for mention in outermost(reading.of_kind(*kinds, within=within)):
        if mention.entity.kind == "Country" and _ends_a_name(reading, mention.span):
            continue
        if found and mention.entity.kind == "Country" and found[-1][1].entity.kind == "Organization":
            gap = reading.folded[found[-1][0].end : mention.span.start]
            if gap.isspace() or seat.fullmatch(gap.strip()):
                found[-1] = (found[-1][0].to(mention.span), found[-1][1])
                continue
        found.append((mention.span, mention))
    return found


def _ends_a_name(reading: Reading, state: Span) -> bool:
    """Whether a state is the last word of a name that nothing else tells: "Business Mauritius"."""
    sentence = reading.sentence(state)
    before = _CAPITAL.search(reading.flat, max(sentence.start + 1, state.start - _GAP), state.start)
    if not before or (reading.page.language == "en" and sentence == reading.title):
        return False
    word = Span(before.start(1), before.end(1))
    known = [*(m.span for m in reading.mentions if m.span.overlaps(word)),
             *(m.span for m in reading.moments if m.span.overlaps(word))]
    return not known and not reading.says(word, "dates", "words", "weekday")


def is_state(party: Entity) -> bool:
    """A state, by its own name or by its government."""
    return party.kind == "Country" or party.key.startswith("government/")


def right_before(pattern: re.Pattern[str], folded: str, before: Span) -> bool:
    """Whether words that match the pattern end where the span does, space aside."""
    end = before.start + len(folded[before.start : before.end].rstrip())
    return any(match.end() == end for match in pattern.finditer(folded, before.start, end))


def datatype_of(date: str) -> str:
    """The XSD type of a partial date."""
    if date.startswith("--"):
        return "gMonth" if len(date) == 4 else "gMonthDay"
    return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(date)]
