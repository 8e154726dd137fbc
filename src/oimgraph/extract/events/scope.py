"""Which part of a sentence speaks of an event: up to a break of the clause, or to what is said of another event."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading, inside, once
from oimgraph.model import Mention, Span

_HARD = re.compile(r"[;:]| - ")
_DASH = re.compile(" - ")
_AND = ", {and}"
_COMMA = re.compile(r",")
_COORDINATED = r",? {and}(?:{in}(?:[\w'-]+ ){1,3})?(?:{bare-of}|{to}|{for})?$"
_PAIR = 2
_SUBJECT = 40               # characters behind a comma in which the verb of the main clause stands
_SHORT = 2                  # words of its subject
_LOOK_BACK = 40             # characters before an event in which stand its determiner and what leads to it


@once
def scope(reading: Reading, mention: Mention) -> Span:
    around = clause(reading, mention)
    if accord := agreed_on(reading, mention):
        around = Span(accord.span.end, around.end)
    near = max(around.start, mention.span.start - _LOOK_BACK)
    lead = reading.folded[near : mention.span.start]
    joined = is_verb(reading, mention) and reading.words.shape(_COORDINATED).search(lead)
    if joined:                              # "equip two posts in Lima and train 60 officers"
        around = Span(near + joined.start(), around.end)
    if is_yielding(reading, mention):
        return Span(mention.span.start, _next_clause(reading, mention, around.end))
    if is_apart(reading, mention):
        comma = _COMMA.search(reading.folded, mention.span.end, around.end)
        return Span(mention.span.start, comma.start() if comma else around.end)
    around = _behind_and(reading, mention, around)
    for other in _others(reading, mention, around):
        if other.span.end <= mention.span.start:
            around = Span(_cut(reading, other.span.end, mention.span.start) or mention.span.start, around.end)
        elif other.span.start >= mention.span.end:
            return Span(around.start, _cut(reading, mention.span.end, other.span.start) or other.span.start)
    return around


def _behind_and(reading: Reading, mention: Mention, around: Span) -> Span:
    """ "Agents have given out soap in Kara, and a campaign is run in Lima": each clause has its own verb."""
    found = reading.words.shape(_AND).finditer(reading.folded, around.start, mention.span.start)
    opened = max((match.end() for match in found), default=0)
    if opened and reading.words.pattern("events", "project", "holds").match(reading.folded, opened):
        return Span(opened, around.end)     # "replaces the accord signed in Lima, and provides for the training"
    parts = Span(around.start, opened), Span(mention.span.end, around.end)
    apart = opened and all(reading.says(part, "status", "tense") for part in parts)
    return Span(opened, around.end) if apart and not reading.says(
        Span(opened, mention.span.start), "status", "tense") else around


def agreed_on(reading: Reading, mention: Mention) -> Mention | None:
    """ "Signed on 3 May in Lima a memorandum on the training of 60 inspectors": the agreement whose signing the clause
    has told before; date and place are those of the signing."""
    accords = reading.of_kind("Agreement", within=Span(reading.sentence(mention.span).start, mention.span.start))
    start = clause(reading, mention).start if accords else mention.span.start
    inside = accords and accords[-1].span.start >= start
    signed = inside and reading.says(Span(start, accords[-1].span.start), "agreements", "sign", "verb")
    return accords[-1] if signed else None


def in_series(reading: Reading, mention: Mention) -> bool:
    """Whether an event is told by its place alone: "des ateliers à Lomé et à Kara"."""
    return any(place.span == mention.span for place in reading.of_kind("Place", within=mention.span))


def is_apart(reading: Reading, mention: Mention) -> bool:
    """ "On the eve of the workshop", "au lendemain d'une conférence": what the clause tells is no part of the event."""
    start = max(reading.sentence(mention.span).start, mention.span.start - _LOOK_BACK)
    return _leads_to(reading, "apart", start, mention.span.start)


def is_yielding(reading: Reading, mention: Mention) -> bool:
    """ "The results of the workshop will be published": the verb speaks of what the event has yielded."""
    start = max(reading.sentence(mention.span).start, mention.span.start - _LOOK_BACK)
    return _leads_to(reading, "yields", start, mention.span.start)


def _next_clause(reading: Reading, mention: Mention, limit: int) -> int:
    """Where the verb stands; "held in Lima" in between is told of the event."""
    verbs = reading.words.pattern("status", "tense").finditer(reading.folded, mention.span.end, limit)
    held = reading.words.pattern("events", "date", "held")
    return next((verb.start() for verb in verbs if not held.match(reading.folded, verb.start())), limit)


def closes(reading: Reading, mention: Mention) -> bool:
    """ "Au terme de la conférence": the date is that of its end."""
    start = max(reading.sentence(mention.span).start, mention.span.start - _LOOK_BACK)
    return _leads_to(reading, "closing", start, mention.span.start)


def _leads_to(reading: Reading, key: str, start: int, end: int) -> bool:
    found = list(reading.words.pattern("events", "clause", key).finditer(reading.folded, start, end))
    between = Span(found[-1].end(), end) if found else Span(end, end)
    dated = any(inside(reading.moments, between)) or reading.says(between, "dates", "months")     # "since May, courses"
    return bool(found) and not dated and len(reading.fold(between).split()) <= 3 and "," not in reading.fold(between)


def is_verb(reading: Reading, mention: Mention) -> bool:
    verb = reading.words.pattern("nominals", "verb").match(reading.folded, mention.span.start)
    return verb is not None and verb.end() == mention.span.end


@once
def clause(reading: Reading, mention: Mention) -> Span:
    """From the last break before the event to the first behind it; "was followed by" is told of what follows."""
    span, sentence = mention.span, reading.sentence(mention.span)
    start, end = sentence.start, sentence.end
    folded, words = reading.folded, reading.words
    for match in words.pattern("events", "clause", "follows").finditer(folded, sentence.start, sentence.end):
        start = match.start() if match.end() <= span.start else start
        end = min(end, match.start()) if match.start() >= span.end else end
    pattern = words.pattern("events", "clause", "relative")
    for match in pattern.finditer(folded, sentence.start, span.start):
        closed = "," in folded[match.end() : span.start]        # "officers, some of whom from X, are learning"
        cleft = words.pattern("events", "clause", "cleft").match(folded, sentence.start)
        if not closed and not cleft:
            start = start if _opens_where(reading, match) else max(start, match.end())
            comma = folded.find(", ", span.end, end)            # "who takes no part in the campaign, will publish"
            end = comma if comma >= 0 and _goes_on(reading, comma + 2, end) else end
    inserted = _insertion(reading, sentence)
    for pattern in (_HARD, words.pattern("events", "clause", "contrast")):
        for match in pattern.finditer(folded, sentence.start, sentence.end):
            if inserted.covers(Span(*match.span())) and not inserted.covers(span):
                continue
            held = match.end() <= span.start and not _is_called_off(reading, sentence.start, match.start(), mention)
            start = max(start, match.end()) if held else start
            end = min(end, match.start()) if match.start() >= span.end else end
    return Span(start, end)


def _insertion(reading: Reading, sentence: Span) -> Span:
    """What stands between the only two dashes of a sentence: "thirty officers - 20 of them women - attended"."""
    dashes = list(_DASH.finditer(reading.folded, sentence.start, sentence.end))
    return Span(dashes[0].start(), dashes[1].end()) if len(dashes) == _PAIR else Span(0, 0)


def _goes_on(reading: Reading, start: int, limit: int) -> bool:
    """Whether the main clause stands behind a comma: its verb, or a short subject before it: ", Kossi has opened"."""
    verb = reading.words.pattern("status", "tense").search(reading.folded, start, min(limit, start + _SUBJECT))
    subject = reading.folded[start : verb.start()] if verb else ","
    return "," not in subject and len(subject.split()) <= _SHORT


def _is_called_off(reading: Reading, start: int, end: int, mention: Mention) -> bool:
    """ "The plan was to be presented in Lima on 3 May, but the conference has been put off": when and where it was to
    take place stands before the break, should nothing have been told of it."""
    before, behind = Span(start, end), Span(mention.span.end, reading.sentence(mention.span).end)
    is_new = reading.by_entity[mention.entity][0] == mention
    was_to = is_new and reading.says(before, "events", "clause", "was_to")
    return was_to and reading.says(behind, "status", "status", "cancelled")


def _opens_where(reading: Reading, match: re.Match[str]) -> bool:
    """ "in Lima, where a course opened": the place before the clause is the event's."""
    where = reading.words.pattern("events", "clause", "where").search(match[0])
    return bool(where) and any(m.span.end == match.start() - 2 for m in reading.of_kind("Place"))


def _others(reading: Reading, mention: Mention, around: Span) -> list[Mention]:
    """Other events of the clause, those of a series aside: they share what is said with its noun."""
    nouns = [m for m in reading.of_kind("Event", within=around) if not in_series(reading, m)]
    before = [m for m in nouns if m.span.end <= mention.span.start] if in_series(reading, mention) else []
    return [m for m in nouns if m.entity != mention.entity and m not in before[-1:]]


def _cut(reading: Reading, start: int, end: int) -> int | None:
    """Where, between two events, what is said of the second begins: at the last ", and", comma or coordinator."""
    cuts = [match.start() for match in reading.words.pattern("events", "clause", "and").finditer(
        reading.folded, start, end) if not any(m.span.start < match.start() < m.span.end for m in reading.moments)]
    strong = [cut for cut in cuts if reading.folded[:cut].rstrip().endswith(",")]
    comma = reading.folded.rfind(",", start, end)
    found = strong or ([comma] if comma >= 0 else cuts)
    return found[-1] if found else None
