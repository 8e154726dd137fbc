"""Which words of a sentence tell what an agreement is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.mentions.agreements.frames import Frame
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after
from oimgraph.model import Mention, Span

_CLAUSE = re.compile(r"[,.;:()\"]")
_MATTER = 110               # characters behind an agreement in which its matter is told
_OPENING = 70               # characters at the beginning of a sentence in which an agreement is what it is about


def of_another(reading: Reading, span: Span, frame: Frame) -> bool:
    """Whether an event or a project of its own stands nearer: "was followed by a seminar on remittances"."""
    anchors = [frame.mention.span, *([frame.verb] if frame.verb else [])]
    gaps = [Span(min(span.end, anchor.end), max(span.start, anchor.start)) for anchor in anchors]
    nearest = min(gaps, key=lambda gap: gap.end - gap.start)
    between = reading.of_kind("Event", "Project", within=nearest)
    return any(m.definite is not None for m in between)


def about(reading: Reading, mention: Mention) -> Span:
    """What is said behind a definite agreement that opens its sentence; nothing where it does not."""
    sentence = reading.sentence(mention.span)
    signing = reading.says(mention.span, "agreements", "sign", "noun")
    timed = reading.words.pattern("agreements", "slots", "timed").match(reading.folded, mention.span.end + 1)
    opens = mention.definite and not signing and not timed and mention.span.start - sentence.start <= _OPENING
    quote = reading.folded.find('"', mention.span.end, sentence.end)
    end = sentence.end if quote < 0 else quote
    return Span(mention.span.end, end if opens and sentence != reading.title else mention.span.end)


def themes(reading: Reading, mention: Mention) -> Iterator[str]:
    """Slugs of the themes that the agreement's name, what is said right behind it, or of it, speaks of."""
    spans = [mention.span, _matter(reading, mention), _first(reading, about(reading, mention))]
    for slug in reading.words["agreements"]["theme"]:
        if any(reading.says(span, "agreements", "theme", slug) for span in spans):
            yield slug


def _matter(reading: Reading, mention: Mention) -> Span:
    """ "A memorandum between X and Y | on the employment of seasonal workers"."""
    at = _past_parties(reading, mention) + 1
    opener = reading.words.pattern("agreements", "matter", "opener").match(reading.folded, at)
    return _first(reading, Span(opener.end(), reading.sentence(mention.span).end)) if opener else Span(at, at)


def _past_parties(reading: Reading, mention: Mention) -> int:
    """Where an agreement and those between or with whom it stands end."""
    at, limit = mention.span.end, reading.sentence(mention.span).end
    for key in ("between", "with"):
        if slot := reading.words.pattern("agreements", "slots", key).match(reading.folded, at + 1):
            named = chain_after(reading, slot.end(), limit)
            return named[-1].span.end if named else at
    return at


def _first(reading: Reading, span: Span) -> Span:
    """Its first clause."""
    end = min(span.end, span.start + _MATTER)
    stop = _CLAUSE.search(reading.folded, span.start, end)
    return Span(span.start, stop.start() if stop else end)
