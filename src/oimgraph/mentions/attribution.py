"""Who states a figure: "selon X", "X a recensé", "said X", or who is quoted with it."""

from __future__ import annotations

import re

from oimgraph.mentions.measures import Figure
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_before, outermost
from oimgraph.model import Entity, Span

_PHRASE = re.compile(r"[^,;:]{0,110}")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]\w")
_INSERTED = re.compile(r"(?: \([^()]{1,20}\))?,")
_CLITIC = 5                 # characters of a pronoun between a comma and its verb: ", en dénombre"
_SPEAKER = 60               # characters behind a quotation in which its speaker is named
_SPEAKERS = ("Organization", "Person")
_SUBJECT = 120              # characters before a verb of saying in which its subject begins
_ARTICLE = 4                # characters of "The ", "El "
_GAP = 25                   # characters between a verb of saying and its subject


def stated_by(reading: Reading, figure: Figure) -> Entity | None:
    """The body, or the person quoted, that the page says the figure comes from; in its own words, else for all."""
    sentence, around = reading.sentence(figure.quantity.span), figure.stretch.span
    counts = [q.span for q in inside(reading.quantities, sentence) if q.unit in ("", "%")]
    numbers = sorted([*counts, figure.quantity.span])       # a sum of money is none of the counts
    return (
        _cited(reading, around)
        or counting(reading, figure, "Organization")
        or _cited(reading, Span(sentence.start, numbers[0].start))
        or _cited(reading, Span(numbers[-1].end, sentence.end))
        or (None if _beside_speech(reading, figure) else _saying(reading, sentence))
        or _speaker(reading, figure)
        or _told_after(reading, sentence)
    )


def _cited(reading: Reading, around: Span) -> Entity | None:
    """The first body in the phrase after "selon", if that stands in the span."""
    sentence = reading.sentence(around)
    openings = reading.words.pattern("figures", "source", "before")
    for opening in openings.finditer(reading.folded, around.start, around.end):
        phrase = _PHRASE.match(reading.folded, opening.end(), sentence.end)
        end = phrase.end() if phrase else opening.end()
        named = outermost(reading.of_kind("Organization", within=Span(opening.end(), sentence.end)))
        if named and named[0].span.start < end and _leads_to(reading, Span(opening.end(), named[0].span.start)):
            return named[0].entity
    return None


def _leads_to(reading: Reading, between: Span) -> bool:
    """Whether the words before a body are no name of another body: "les relevés de", "la Matrice (DTM) de"."""
    study = reading.words.pattern("figures", "source", "study")
    return not _CAPITAL.search(reading.text(between)) or bool(
        study.search(reading.folded, between.start, between.end))


def counting(reading: Reading, figure: Figure, kind: str, key: str = "verb") -> Entity | None:
    """The subject of the verb of counting (or of another, told by its key) before the figure, in its own words."""
    verbs = reading.words.pattern("figures", "source", key)
    around, number = figure.stretch.span, figure.quantity.span
    for verb in reversed(list(verbs.finditer(reading.folded, around.start, number.start))):
        found = chain_before(reading, verb.start(), around.start)
        if ", " in reading.folded[verb.start() - _CLITIC : verb.start()]:  # "the Centre, which X funds, has handled"
            opening = _opening(reading, reading.sentence(around))
            if opening or found:
                return opening if opening and opening.kind == kind else None
        if found and found[-1].entity.kind == kind:
            return found[-1].entity
        opening = None if found or key != "verb" else _opening(reading, reading.sentence(around))
        if opening and opening.kind == kind:            # "The Commission, in a report, estimates that"
            return opening
    return None


def _told_after(reading: Reading, sentence: Span) -> Entity | None:
    """ "These figures, which the Centre has published, …": the first body of a sentence that goes on with them."""
    number = reading.number(sentence)
    for following in reading.sentences[number + 1 : number + 2]:
        these = reading.words.pattern("figures", "source", "these").match(reading.folded, following.start)
        named = outermost(reading.of_kind("Organization", within=following)) if these else []
        if these and named and named[0].span.start - these.end() <= _SPEAKER:
            return named[0].entity
    return None


def _saying(reading: Reading, sentence: Span) -> Entity | None:
    """ "…, the Immigration Division says, …"; "…, informó el Consejo": who stands beside a verb of saying."""
    verbs = reading.words.pattern("figures", "source", "say")
    for verb in verbs.finditer(reading.folded, sentence.start, sentence.end):
        before = chain_before(reading, verb.start(), max(sentence.start, verb.start() - _SUBJECT), _SPEAKERS)
        if before and verb.start() - before[-1].span.end <= 1:
            return before[-1].entity
        behind = outermost(reading.of_kind(*_SPEAKERS, within=Span(verb.end(), sentence.end)))
        between = reading.folded[verb.end() : behind[0].span.start] if behind else ""
        if behind and len(between) <= _GAP and "," not in between:
            return behind[0].entity
        if reading.folded.endswith(", ", sentence.start, verb.start()) and (subject := _opening(reading, sentence)):
            return subject
    return None


def _beside_speech(reading: Reading, figure: Figure) -> bool:
    """Whether the sentence quotes words without the figure: the verb of saying is for these."""
    sentence, number = reading.sentence(figure.quantity.span), figure.quantity.span
    spoken = [quotation.span for quotation in reading.quotations if quotation.span.overlaps(sentence)]
    return bool(spoken) and not any(span.covers(number) for span in spoken)


def _opening(reading: Reading, sentence: Span) -> Entity | None:
    """The body that opens a sentence and has a phrase between commas behind it: "The Centre, an NGO …, says"."""
    named = outermost(reading.of_kind("Organization", within=sentence))
    first = named[0] if named else None
    inserted = first and _INSERTED.match(reading.folded, first.span.end)
    if first and first.span.start - sentence.start <= _ARTICLE and inserted:
        return first.entity
    return None


def _speaker(reading: Reading, figure: Figure) -> Entity | None:
    """ "« … 212 documents … », a indiqué NAME": the person named right behind the quotation."""
    quoted = next((q for q in reading.quotations if q.span.covers(figure.quantity.span)), None)
    if quoted is None:
        return None
    behind = reading.of_kind("Person", within=Span(quoted.span.end, quoted.span.end + _SPEAKER))
    return behind[0].entity if behind else None
