"""What the words around the name of an instrument say of it: whether it is there, is to come, is over."""

from __future__ import annotations

from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

KINDS = ("PolicyInstrument", "LegalInstrument", "Publication")
_BREAK = r"[;:](?!\w)| - |\b{and}{that}|, {but}(?:{that})?(?:{the}|{its})|, {although}|\(\w\)|(?<= )[ivx]{1,4}\) "
_RELATIVE = r", {that}"
_JOINED = r" (?:{and}|{or})(?:(?!{that})(?:[\w']{1,8} |\w')){0,3}"
_BACK = 110                 # characters before a name in which a word speaks of it
_AHEAD = 150
_NEAR = 400                 # on either side, what else is named
_BESIDE = 45                # characters between a verb and the name that is its object
_ARTICLE = 6                # characters of an article with its spaces
# these outdo what stands nearer: "announced for 2005 was never written"
_OUTRIGHT = ("absent", "pending", "cancelled")
STATUSES = (*_OUTRIGHT, "planned", "in-force", "completed")


def before(reading: Reading, span: Span) -> Span:
    """The words before a name that may speak of it: back to a break, or to the name before, unless it is joined."""
    sentence, end = reading.sentence(span), span.start
    start = max(sentence.start, end - _BACK)
    others, joined = _neighbours(reading, span, sentence), reading.words.shape(_JOINED)
    for other in reversed([one for one in others if one.end <= span.start]):
        if _is_aside(reading, other, Span(start, end)):
            continue
        if not joined.fullmatch(reading.folded, other.end, span.start):
            start = max(start, other.end)
            break
        span = other
        start = max(sentence.start, span.start - _BACK)
    for written in (_BREAK, _RELATIVE):
        for match in reading.words.shape(written).finditer(reading.folded, start, end):
            start = match.end()
    return Span(start, end)


def _is_aside(reading: Reading, other: Span, around: Span) -> bool:
    """ "Benin, party to the Protocol, has no plan": an aside parts no subject from its verb."""
    opened = reading.folded.rfind(", ", around.start, other.start)
    first = not reading.of_kind(*KINDS, within=Span(around.start, max(opened, around.start)))
    return opened >= around.start and first and ", " in reading.folded[other.end : min(other.end + _BESIDE, around.end)]


def behind(reading: Reading, span: Span) -> Span:
    """The words behind a name that may speak of it: up to a break, or to what is named next, unless it is joined."""
    sentence, start = reading.sentence(span), span.end
    end, joined = min(sentence.end, start + _AHEAD), reading.words.shape(_JOINED)
    for other in (one for one in _neighbours(reading, span, sentence) if one.start >= span.end):
        if not joined.fullmatch(reading.folded, span.end, other.start):
            end = min(end, other.start)
            break
        span = other
    for border in (reading.words.shape(_BREAK), reading.words.pattern("enactment", "draft", "whose")):
        if match := border.search(reading.folded, span.end, max(end, span.end)):
            end = match.start()
    return Span(start, max(end, start))


def _neighbours(reading: Reading, span: Span, sentence: Span) -> list[Span]:
    """What else the sentence names; a regional process is where things are said of others."""
    near = Span(max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR))
    named = reading.of_kind(*KINDS, within=near)
    telling = (m.span for m in named if reading.types.get(m.entity) != "regional-process")
    return [other for other in telling if not other.overlaps(span)]


def status(reading: Reading, span: Span) -> str:
    """What the nearest telling word says, "" where none tells; of two in the same words the longer."""
    change = reading.words.pattern("enactment", "draft", "change")
    opening = max(reading.sentence(span).start, span.start - _BESIDE)
    if any(span.start - match.end() <= _ARTICLE for match in change.finditer(reading.folded, opening, span.start)):
        ran_out = reading.says(behind(reading, span), "enactment", "behind", "completed")
        return "completed" if ran_out else ""           # the rest is said of the amendments to a law, not of the law
    found = []
    for table, around in (("before", before(reading, span)), ("behind", behind(reading, span))):
        for slug in (slug for slug in STATUSES if slug in reading.words["enactment"][table]):
            for match in reading.matches(around, "enactment", table, slug):
                gap = around.end - match.end() if table == "before" else match.start() - around.start
                gap = 0 if table == "behind" and slug in _OUTRIGHT else gap
                found.append((gap, match.start() - match.end(), slug))
    told = min(found)[2] if found else ""
    return "absent" if told == "planned" and _is_denied(reading, span) else "planned" if told == "pending" else told


def _is_denied(reading: Reading, span: Span) -> bool:
    """ "that it adopt a law on trafficking; no such law exists": said in the rest of the sentence or the next one."""
    number = reading.number(span)
    rest = Span(span.end, reading.sentence(span).end)
    following = (Span(s.start, min(s.end, s.start + _BACK)) for s in reading.sentences[number + 1 : number + 2])
    return any(reading.says(part, "enactment", "denied", "exists") for part in (rest, *following)
               if not reading.of_kind(*KINDS, within=part))
