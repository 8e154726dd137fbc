"""What a project is for: the words behind it that state its aim, and the phrase around its noun."""

from __future__ import annotations

import re

from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chains
from oimgraph.model import Mention, Span

_OPENING = 12               # characters before a project that opens its sentence
_PHRASE = 90                # characters behind its noun in which a project's own words tell what it is against
_PREMODIFIED = 40           # the same before an English noun
_LED = 14                   # characters before a state in which "in" stands
_NAME = 120                 # characters between a project and the name behind it
_PAST = r"[»”\"]?(?: ?\([^()]{1,40}\))?,? (?:{that})?"
_INSERTED = r"[»”\"]?(?: ?\([^()]{1,40}\))?(?:, [^;:]{3,160},(?= ))?,? (?:{that})?"
_FRONTED = re.compile(r", [\w']+ $")    # "With a budget of EUR 2 million, this project will help"
_IN = r"(?<!\w)(?:{in}|{between}|{across})$"
_END = re.compile("[;:]")


def aim_of(reading: Reading, project: Mention) -> Span | None:
    """What a project is said to be for, behind it, its name and what is inserted: "Ce projet vise à protéger …", "The
    project, which is funded by X, seeks to …", "le projet SHARE, consacré à …"."""
    sentence = reading.sentence(project.span)
    names = [label.span.end for label in reading.labels.get(project.entity, ())
             if 0 <= label.span.start - project.span.end <= _NAME and sentence.covers(label.span)]
    start = max([project.span.end, *names])
    before = reading.folded[max(sentence.start, project.span.start - _LED) : project.span.start]
    subject = project.span.start - sentence.start <= _OPENING or (project.definite and _FRONTED.search(before))
    past = reading.words.shape(_INSERTED if subject else _PAST)
    for aim in reading.matches(Span(start, sentence.end), "funding", "project", "aim", "concerns"):
        if past.fullmatch(reading.folded, start, aim.start()):
            end = _END.search(reading.folded, aim.end(), sentence.end)
            return Span(aim.end(), end.start() if end else sentence.end)
    return None


def phrase_of(reading: Reading, project: Mention) -> Span:
    """A project's noun with its complements, up to a comma, a verb or a relative clause."""
    sentence, stop = reading.sentence(project.span), reading.words.pattern("funding", "project", "stop")
    end = min(sentence.end, project.span.end + _PHRASE)
    cut = stop.search(reading.folded, project.span.end, end)
    before = _PREMODIFIED if reading.page.language == "en" else 0
    start = max(sentence.start, project.span.start - before)
    opening = max((m.end() for m in stop.finditer(reading.folded, start, project.span.start)), default=start)
    return Span(opening, cut.start() if cut else end)


def led_states(reading: Reading, within: Span) -> list[list[Mention]]:
    """The states that "in" or "between" leads to, those named together."""
    return [chain for chain in chains(reading, within, ("Country",)) if _is_led(reading, chain[0], within)]


def listed_states(reading: Reading, start: int, limit: int) -> list[Mention]:
    """The states listed right at `start`, or those that "in" leads to behind it: "au Niger, au Mali et au Tchad"."""
    listed = chain_after(reading, start, limit, ("Country",))
    for chain in led_states(reading, Span(start, limit)):
        if not listed or 0 <= chain[0].span.start - listed[-1].span.end <= _LED:
            listed += chain
    return listed


def _is_led(reading: Reading, state: Mention, within: Span) -> bool:
    lead = reading.folded[max(within.start, state.span.start - _LED) : state.span.start]
    return bool(reading.words.shape(_IN).search(lead))
