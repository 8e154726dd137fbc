"""Short forms: "la Commission", "the Office" take up the body named last before them with that head; "the Organization"
is who issues the pages, where the page names no other."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from oimgraph.lexicon.fold import fold
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.phrases import name_end
from oimgraph.mentions.funding.givers import IOM
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span


def taken_up(reading: Reading, rules: Grammar) -> list[Mention]:
    """Heads that stand alone, with a capital and a definite article, each tied to the body that it takes up."""
    text, folded = reading.page.text, reading.folded
    named = [m for m in reading.of_kind("Organization") if m.entity in reading.labels]
    starts, found = [m.span.start for m in named], []
    short = _short(rules.definite.pattern, rules.heads.pattern)
    for sentence in reading.sentences:
        for match in short.finditer(folded, sentence.start, sentence.end):
            start, end = match.span("head")
            alone = text[start].isupper() and name_end(text, folded, end, sentence.end, rules) == end
            before = named[: bisect_left(starts, start)]
            if not alone or any(m.span.start <= start < m.span.end for m in before) or start in starts:
                continue
            last = next((m.entity for m in reversed(before) if _headed(reading, m, match["head"], rules)), None)
            if entity := last or _issuer(reading, match["head"]):
                found.append(Mention(Span(start, end), entity, definite=True))
    return found


def _issuer(reading: Reading, head: str) -> Entity | None:
    own = reading.words.pattern("institutions", "alone", "issuer").fullmatch(head)
    return IOM if own and IOM in reading.labels else None


@cache
def _short(article: str, heads: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){article}(?P<head>{heads})")


def _headed(reading: Reading, mention: Mention, head: str, rules: Grammar) -> bool:
    """Whether a body is called by a longer name with that head: at its beginning, in English also at its end."""
    names = [fold(label.text) for label in reading.labels[mention.entity]]
    return any(name.startswith(f"{head} ") or (rules.bare and _closing(reading, name, head)) for name in names)


def _closing(reading: Reading, name: str, head: str) -> bool:
    """Whether the head is that of the whole name: not "Academy of the [Ministry] of Foreign Affairs"."""
    before, found, behind = f"{name} ".partition(f" {head} ")
    of = reading.words.shape(r"(?<!\w){bare-of}")
    return bool(found) and (not behind or of.match(behind) is not None) and not of.search(before)
