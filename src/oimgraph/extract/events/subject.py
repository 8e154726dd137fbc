"""Who is the subject of a verb: right before it, past an adjunct, at the opening of the clause, or told before."""

from __future__ import annotations

import re
from itertools import pairwise

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, chains, right_before
from oimgraph.model import Mention, Span

HOSTS = ("Organization",)   # "experts of Burundi will gather": a bare country holds no meeting
_GENITIVE = r"(?<!\w){of}{the}?"
_GENITIVE_BEFORE = _GENITIVE + "$"
_PLURAL_HEAD = _GENITIVE + r"\w+ $"
_BEFORE = 28                # characters before a body in which its preposition stands
_LEAD = 60                  # characters before a body in which the adjunct begins that it belongs to
_ITEM = re.compile(r"[\W\d]{0,6}(?:[ivx]{1,4}\)|[a-z]\))?\s{0,4}")
_LISTED = 1200              # characters from a colon to the last item of its list
_BACK = 2                   # sentences back to the body that a pronoun stands for
_OPENING = 40               # characters at the start of a clause in which its subject begins


def subject(reading: Reading, verb: int, around: Span, back: int = _BACK) -> list[Mention]:
    """Who stands right before a verb; before "and will train" what opens the clause."""
    beside = chain_before(reading, verb, around.start, HOSTS) or _antecedent(reading, verb, around)
    if beside and not _is_in_other_clause(reading, beside[-1], verb):
        if (adjunct := _adjunct(reading, beside[0], around)) is not None:
            return _beside_adjunct(reading, adjunct, beside, around)
        if joins := _joins(reading, beside[0], around):
            return [*chain_before(reading, joins.start(), around.start, HOSTS), *beside]
        return [] if _is_genitive(reading, beside[0]) and not _in_post(reading, beside[0], verb) else beside
    joined = reading.words.pattern("events", "clause", "and").search(reading.folded, max(around.start, verb - 6), verb)
    opening = chains(reading, Span(around.start, verb), HOSTS)[:1] if joined else []
    return [m for chain in opening if chain[0].span.start - around.start < _OPENING for m in chain] or _leading(
        reading, verb, around) or _taken_up(reading, verb, back)


def _joins(reading: Reading, first: Mention, around: Span) -> re.Match[str] | None:
    """ "IOM has joined forces with the Ministry to hold": what leads from the one to the other."""
    before = Span(max(around.start, first.span.start - _LEAD), first.span.start)
    joins = list(reading.matches(before, "events", "organize", "joins"))
    near = joins and reading.words.shape("{the}?").fullmatch(reading.folded[joins[-1].end() : before.end].lstrip())
    return joins[-1] if near else None


def _antecedent(reading: Reading, verb: int, around: Span) -> list[Mention]:
    """ "The Ministry, which hosted the conference": whom the relative pronoun before the verb stands for."""
    before = Span(reading.sentence(Span(verb, verb)).start, around.start)
    relative = verb - around.start <= 1 and right_before(
        reading.words.pattern("events", "clause", "relative"), reading.folded, before)
    return chain_before(reading, reading.folded.rfind(",", before.start, before.end), before.start, HOSTS)[-1:] if (
        relative) else []


def _taken_up(reading: Reading, verb: int, back: int) -> list[Mention]:
    """ "In May, it will hold", "además, impartirá": whoever the sentence before tells to have held or trained."""
    sentence = reading.sentence(Span(verb, verb))
    before = Span(sentence.start, verb)
    alone, several = (right_before(reading.words.pattern("events", "clause", key), reading.folded, before)
                      for key in ("it", "they"))
    number = reading.number(sentence)
    if not back or not number or not (alone or several) or reading.of_kind("Organization", within=before):
        return []
    earlier = reading.sentences[number - 1]
    for other in reading.matches(earlier, "events", "organize", "active", "trains"):
        if found := subject(reading, other.start(), earlier, back - 1):
            return found if (several if len(found) > 1 else alone) else []
    return []


def _is_in_other_clause(reading: Reading, body: Mention, verb: int) -> bool:
    """ "It gave the Police two boats, and in Lima has trained": not the Police."""
    between = Span(body.span.end, verb)
    return any(reading.folded.endswith(", ", between.start, match.start())
               for match in reading.matches(between, "events", "clause", "and"))


def _leading(reading: Reading, verb: int, around: Span) -> list[Mention]:
    """ "IOM will:", before a list whose items begin with their verb."""
    if not _ITEM.fullmatch(reading.folded, around.start, verb):
        return []
    colon = reading.folded.rfind(":", max(0, verb - _LISTED), verb)
    chain = chain_before(reading, colon, reading.sentence(Span(colon, colon)).start, HOSTS) if colon >= 0 else []
    return [] if chain and _is_genitive(reading, chain[0]) else chain


def _adjunct(reading: Reading, first: Mention, around: Span) -> re.Match[str] | None:
    """The preposition that opens the clause, or stands behind a comma, and governs the first of those named."""
    folded, start = reading.folded, max(around.start, first.span.start - _LEAD)
    for match in reading.words.pattern("events", "clause", "adjunct").finditer(folded, start, first.span.start):
        before = folded[around.start : match.start()].rstrip()
        opens = not before or reading.words.pattern("events", "clause", "and").fullmatch(before)
        if (opens or before[-1] in ",)") and "," not in folded[match.end() : first.span.start]:
            return match
    return None


def _beside_adjunct(
    reading: Reading, adjunct: re.Match[str], beside: list[Mention], around: Span
) -> list[Mention]:
    """ "IOM, in partnership with X, held", "IOM will, with X, hold", "with X, IOM held": all; "IOM, with the help of
    X, held": those that are no part of the adjunct."""
    joint = any(match.start() == adjunct.start() and chain_after(reading, match.end(), beside[0].span.end, HOSTS)
                for match in reading.matches(Span(adjunct.start(), beside[0].span.start), "events", "organize",
                                             "together", "with"))
    leading = chain_before(reading, adjunct.start(), around.start, HOSTS)
    gap = Span(leading[-1].span.end, adjunct.start()) if leading else Span(0, 0)
    seat = [m.span for m in reading.of_kind("Country", "Place", within=gap)]
    apart = reading.fold(Span(seat[-1].end, gap.end) if seat else gap).strip(" ,()")
    if apart and not reading.words.pattern("events", "clause", "auxiliary").fullmatch(apart):
        leading = []
    return [*leading, *(beside if joint else _behind_comma(reading, beside))]


def _behind_comma(reading: Reading, chain: list[Mention]) -> list[Mention]:
    """ "With the help of the EU, the Ministry and IOM": whom the comma sets apart."""
    for number, (one, two) in enumerate(pairwise(chain), 1):
        between = reading.fold(Span(one.span.end, two.span.start))
        if "," in between and not reading.words.pattern("events", "clause", "and").search(between):
            return chain[number:]
    return []


def _in_post(reading: Reading, body: Mention, verb: int) -> bool:
    """ "The head of the IOM office, NAME, handed": who holds a post acts for the body."""
    return any(office.organization == body.entity and office.post.start <= body.span.start < verb
               for office in reading.offices)


def _is_genitive(reading: Reading, body: Mention) -> bool:
    """ "Trainees of the Police", and of "from the ministries of Justice and Labour" each."""
    before = reading.folded[max(0, body.span.start - _BEFORE) : body.span.start]
    elliptic = reading.words.shape(_GENITIVE).match(reading.folded, body.span.start)
    return bool(reading.words.shape(_PLURAL_HEAD if elliptic else _GENITIVE_BEFORE).search(before))
