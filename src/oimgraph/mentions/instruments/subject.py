"""Who is the subject of the verb that brings a text out: "the Ministry, with advice from IOM, has adopted the Plan"."""

from __future__ import annotations

import re

from oimgraph.mentions.instruments.enactment import KINDS, before
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chain_before, glued
from oimgraph.model import Mention, Span

_AND_DID = r"[ ,)]{1,2}{and}"
# what a preposition right before it governs, no verb does
_ON_WHAT = r"(?<!\w)(?:{on}|{for}|{to}|{in}|{other-preposition})(?:{the}|{its}|{a})?$"
_COMMA = re.compile(", ")
_CLOSED = re.compile(r"\)?,")
_BESIDE = 45                # characters between a verb and the name that is its object
_ASIDE = 80                 # characters between the opening of an aside and the bodies in it


def subjects(reading: Reading, span: Span) -> list[Mention]:
    """ "IOM has adopted a Framework", "les Etats membres de la CEDEAO ont adopté une feuille de route"."""
    verbs = list(reading.matches(before(reading, span), "enactment", "issue", "active"))
    if not verbs:
        return []
    verb = verbs[-1]
    others = _joining(reading, Span(verb.end(), span.start))
    joined = reading.of_kind(*KINDS, within=Span(verb.end(), span.start))
    first = joined[0].span.start if joined else span.start
    reach = others[-1].span.end if others else verb.end()
    if first - reach > _BESIDE or _is_of_another(reading, Span(reach, first)):
        return []
    others += _joining_behind(reading, span)
    named = chain_before(reading, verb.start(), reading.sentence(span).start)
    between = Span(named[-1].span.end, verb.start()) if named else Span(0, 0)
    if reading.says(between, "enactment", "issue", "help") or _did_more(reading, between):
        return others
    acting = _acting(reading, named)
    bodies = [m for m in acting if m.entity.kind == "Organization"]      # "With IOM, Benin has drafted"
    of = reading.words.pattern("enactment", "issue", "of")
    return [m for index, m in enumerate(bodies) if not index or not of.fullmatch(
        reading.fold(Span(bodies[index - 1].span.end, m.span.start)).strip(" )")     # "the Unit of the Ministry"
    )] + others


def _joining(reading: Reading, between: Span) -> list[Mention]:
    """Who is said before the name to do it as well: "published with the Commission the Guide"."""
    told = next(reading.matches(between, "enactment", "issue", "together", "with"), None)
    return chain_after(reading, told.end(), between.end, ("Organization",)) if told else []


def _joining_behind(reading: Reading, span: Span) -> list[Mention]:
    """The same right behind it: "published the Guide, jointly with the Commission"."""
    limit, start = reading.sentence(span).end, span.end + 1 + reading.folded.startswith(", ", span.end)
    told = reading.words.pattern("enactment", "issue", "together").match(reading.folded, start, limit)
    return chain_after(reading, told.end(), limit, ("Organization",)) if told else []


def _is_of_another(reading: Reading, between: Span) -> bool:
    """ "drafted regulations under the Act", "published a booklet on the Policy": what the verb speaks of is another."""
    other = reading.words.shape(_ON_WHAT).search(reading.folded, between.start, between.end)
    return other is not None or reading.says(between, "enactment", "draft", "change")


def _did_more(reading: Reading, between: Span) -> bool:
    """ "(created a) Ministry and adopted a plan", "(met at the) Ministry and agreed to draft": no subject."""
    joined = reading.words.shape(_AND_DID).match(reading.folded, between.start, between.end)
    rest = reading.folded[joined.end() : between.end].strip() if joined else "-"
    return not rest or reading.words.pattern("enactment", "issue", "decided").fullmatch(rest) is not None


def _acting(reading: Reading, named: list[Mention]) -> list[Mention]:
    """Of those named before a verb who acts, with those who join in; who only helps does not: "the Ministry, with
    advice from IOM, has adopted", "With advice from IOM, the Ministry has adopted"."""
    floor = reading.sentence(named[0].span).start if named else 0
    opened = _aside(reading, named, floor)
    before_it = chain_before(reading, opened, floor) if opened > floor else []
    if not before_it or opened - before_it[-1].span.end > len(")"):
        return _without_helper(reading, named)
    told = reading.words.pattern("enactment", "issue", "together", "with").match(reading.folded, opened + len(", "))
    joined = told is not None and glued(reading, told.end(), named[0].span.start)
    return _without_helper(reading, before_it) + (named if joined else [])


def _aside(reading: Reading, inner: list[Mention], floor: int) -> int:
    """Where an aside with these bodies opens: ", with technical support from IOM,"; -1 where there is none."""
    if not inner or not _CLOSED.match(reading.folded, inner[-1].span.end):
        return -1
    opening, start = reading.words.pattern("enactment", "issue", "opening"), inner[0].span.start
    commas = (match.start() for match in _COMMA.finditer(reading.folded, max(floor, start - _ASIDE), start))
    return max((at for at in commas if opening.match(reading.folded, at + len(", "), start)), default=-1)


def _without_helper(reading: Reading, named: list[Mention]) -> list[Mention]:
    """ "With advice from IOM and UNICEF, the Secretariat has drafted": who is named behind such an opening is none."""
    first = named[0].span if len(named) > 1 else Span(0, 0)
    before_it = Span(reading.sentence(first).start, first.start)
    opening = reading.words.pattern("enactment", "issue", "opening")
    if "," in reading.fold(before_it) or not opening.match(reading.folded, before_it.start, before_it.end):
        return named
    commas = [index for index, m in enumerate(named[:-1], 1) if _CLOSED.match(reading.folded, m.span.end)]
    if not commas:
        return named
    listed = reading.words.shape("{and}").search(reading.folded, first.end, named[commas[-1] - 1].span.start)
    return named[commas[-1 if listed else 0] :]
