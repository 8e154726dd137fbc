"""Who states a figure: "selon X", "X a recensé", "said X", or who is quoted with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.mentions.figures.series import Figure
from oimgraph.mentions.figures.stretches import between_semicolons
from oimgraph.mentions.figures.surveys import conducted, surveying
from oimgraph.mentions.funding.givers import IOM, coordinated
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import chain_before, outermost, right_before
from oimgraph.model import Entity, Mention, Span

_PHRASE = re.compile(r"[^,;:]{0,110}")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]\w")
_INSERTED = re.compile(r"(?: \([^()]{1,20}\))?,")
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_CLITIC = 5                 # characters of a pronoun between a comma and its verb: ", en dénombre"
_SPEAKER = 60               # characters behind a quotation, or words about figures, in which it is named whose they are
_ASKED = 60                 # characters behind a number in which it is told who was asked
_SPEAKERS = ("Organization", "Person")
_SUBJECT = 120              # characters before a verb of saying in which its subject begins
_ARTICLE = 4                # characters of "The ", "El "
_GAP = 25                   # characters between a verb of saying and its subject
_RELATIVE = 16              # characters before a body in which a relative pronoun and an article stand


def stated_by(reading: Reading, figure: Figure) -> tuple[Entity, ...]:
    """The bodies, or the person quoted, that the page says the figure comes from; in its own words, else for all."""
    sentence, around = reading.sentence(figure.quantity.span), figure.stretch.span
    told = Span(sentence.start, between_semicolons(reading, figure.quantity.span).end)
    counts = [q.span for q in inside(reading.quantities, sentence) if q.unit in ("", "%")]
    numbers = sorted([*counts, figure.quantity.span])       # a sum of money is none of the counts
    return (
        cited(reading, Span(around.start, figure.quantity.span.start))
        or counting(reading, figure, "Organization")
        or cited(reading, around)
        or _counting_behind(reading, figure)
        or cited(reading, Span(sentence.start, numbers[0].start))
        or (() if _is_of_sample(reading, numbers[-1], figure) else cited(reading, Span(numbers[-1].end, told.end)))
        or conducted(reading, sentence)
        or surveying(reading, sentence)
        or (() if _beside_speech(reading, figure) else _saying(reading, told))
        or _speaker(reading, figure)
        or _told_beside(reading, sentence)
        or _doing(reading, figure)
    )


def cited(reading: Reading, around: Span) -> tuple[Entity, ...]:
    """The first bodies in the phrase after "selon", if that stands in the span; IOM behind "our"."""
    sentence = reading.sentence(around)
    for opening in reading.matches(around, "figures", "source", "before"):
        phrase = _PHRASE.match(reading.folded, opening.end(), sentence.end)
        end = phrase.end() if phrase else opening.end()
        named = outermost(reading.of_kind("Organization", within=Span(opening.end(), sentence.end)))
        near = named and (named[0].span.start < end or _is_apposition(reading, end, named[0].span))
        if near and _leads_to(reading, Span(opening.end(), named[0].span.start)):
            return _together(reading, named)
        own = reading.words.pattern("figures", "source", "own").match(reading.folded, opening.end() + 1, end)
        if own and IOM in reading.by_entity:
            return (IOM,)
    return ()


def _is_of_sample(reading: Reading, number: Span, figure: Figure) -> bool:
    """ "730 people sleep there, and 61 per cent of the households surveyed by IOM": asked for the last number alone."""
    near = Span(number.end, min(number.end + _ASKED, reading.sentence(number).end))
    return figure.quantity.span != number and reading.says(near, "figures", "gap", "sampled")


def _is_apposition(reading: Reading, end: int, name: Span) -> bool:
    """ "a survey by the national statistics office, INSTAT, found": a name between commas behind what the body is."""
    opened = reading.words.shape(", {the}?").fullmatch(reading.folded, end, name.start)
    return opened is not None and reading.folded.startswith(",", name.end)


def _together(reading: Reading, named: Sequence[Mention]) -> tuple[Entity, ...]:
    """The first of the bodies and those joined to it: "published by IOM and the Department"."""
    found = [named[0]]
    joined = reading.words.pattern("figures", "source", "joined")
    for following in named[1:]:
        between = _ASIDE.sub(" ", reading.folded[found[-1].span.end : following.span.start])
        if not joined.fullmatch(" ".join(between.split())):
            break
        found.append(following)
    return tuple(dict.fromkeys(mention.entity for mention in found))


def _leads_to(reading: Reading, between: Span) -> bool:
    """Whether the words before a body are no name of another body: "les relevés de", "la Matrice (DTM) de"."""
    study = reading.words.pattern("figures", "source", "study")
    return not _CAPITAL.search(reading.text(between)) or bool(
        study.search(reading.folded, between.start, between.end))


def counting(reading: Reading, figure: Figure, kind: str, key: str = "verb") -> tuple[Entity, ...]:
    """The subject of the verb of counting (or of another, told by its key) before the figure, in its own words."""
    verbs = reading.words.pattern("figures", "source", key)
    around, number = figure.stretch.span, figure.quantity.span
    for verb in reversed(list(verbs.finditer(reading.folded, around.start, number.start))):
        found = coordinated(reading, chain_before(reading, verb.start(), around.start), last=True)
        inserted = ", " in reading.folded[verb.start() - _CLITIC : verb.start()]
        if inserted and not (found and _is_apposed(reading, found[-1].span)):
            opening = _opening(reading, reading.sentence(around))       # "the Centre, which X funds, has handled"
            if opening or found:
                return (opening,) if opening and opening.kind == kind else ()
        if found and _is_of_relative(reading, found[0].span, around.start):
            return ()
        if found and found[-1].entity.kind == kind:
            return tuple(mention.entity for mention in found if mention.entity.kind == kind)
        opening = None if found or key != "verb" else (_opening(reading, reading.sentence(around)) or
            _subject_again(reading, verb.start()) or _of_report(reading, verb.start()))
        if opening and opening.kind == kind:            # "The Commission, in a report, estimates that"
            return (opening,)
    return ()


def _is_of_relative(reading: Reading, name: Span, start: int) -> bool:
    """ "the line that IOM runs together with the Ministry has received": a body of a clause about the subject."""
    for that in reading.matches(Span(start, name.start), "figures", "link", "that"):
        first = reading.of_kind("Organization", within=Span(that.end(), name.start))[:1]
        near = first and first[0].span.start - that.end() <= _ARTICLE
        if near and "," not in reading.folded[first[0].span.end : name.start]:
            return True
    return False


def _subject_again(reading: Reading, verb: int) -> Entity | None:
    """ "The Ministry has licensed 129 agencies, and it estimates that": the body that opens the sentence, for which a
    pronoun stands before the verb."""
    sentence = reading.sentence(Span(verb, verb))
    before = Span(max(sentence.start, verb - _RELATIVE), verb)
    if not right_before(reading.words.pattern("figures", "source", "pronoun"), reading.folded, before):
        return None
    named = outermost(reading.of_kind("Organization", within=sentence))
    opens = named and named[0].span.start - sentence.start <= _ARTICLE and named[0].span.end < verb
    return named[0].entity if opens else None


def _of_report(reading: Reading, verb: int) -> Entity | None:
    """ "UNODC's Global Report on Trafficking in Persons 2020 found": whose report the subject is."""
    before = Span(reading.sentence(Span(verb, verb)).start, verb)
    named = outermost(reading.of_kind("Organization", within=before))
    report = named and reading.says(before, "figures", "source", "survey") and ", " not in reading.fold(before)
    return named[0].entity if report and named[0].span.start - before.start <= _GAP else None


def _is_apposed(reading: Reading, name: Span) -> bool:
    """ "Faraway, a local NGO": a name that ends with what the body is."""
    comma = reading.folded.find(", ", name.start, name.end)
    return comma >= 0 and bool(reading.words.pattern("figures", "link", "apposed").match(reading.folded, comma + 2))


def _counting_behind(reading: Reading, figure: Figure) -> tuple[Entity, ...]:
    """ "141 people whose deaths the Office has documented", "de los 4.612 que el Instituto contabilizó"."""
    number, end = figure.quantity.span, figure.stretch.span.end
    for verb in reading.matches(Span(number.end, end), "figures", "source", "verb", "did"):
        found = coordinated(reading, chain_before(reading, verb.start(), number.end), last=True)
        lead = found[0].span.start if found else number.end
        relative = Span(max(number.end, lead - _RELATIVE), lead)
        if found and reading.says(relative, "figures", "link", "that"):
            return tuple(mention.entity for mention in found if mention.entity.kind == "Organization")
    return ()


def _doing(reading: Reading, figure: Figure) -> tuple[Entity, ...]:
    """ "The police opened 24 investigations and arrested nine people": who does so has counted them."""
    found = counting(reading, figure, "Organization", "did")
    if not found and figure.base and figure.stretch.link == "and" and not names_another(reading, figure):
        found = _doing(reading, figure.base)
    return () if set(found) == {IOM} else found


def names_another(reading: Reading, figure: Figure) -> bool:
    """ "the Ministry closed 14 cases and the police held 62 people": whether a figure that is joined to another has a
    body before it, who counted what others did not."""
    before = Span(figure.stretch.span.start, figure.quantity.span.start)
    named = reading.of_kind("Organization", within=before) or reading.says(before, "figures", "source", "others")
    return figure.stretch.link in ("and", "against", "part") and bool(named)


def has_same_subject(reading: Reading, figure: Figure) -> bool:
    """ "the court opened 73 cases; it has obtained 11 convictions": a verb behind a semicolon, and nobody else."""
    before = Span(between_semicolons(reading, figure.quantity.span).start, figure.quantity.span.start)
    if before.start == reading.sentence(before).start:
        return False
    acts = reading.says(before, "figures", "source", "verb", "did")
    return acts and not reading.of_kind("Organization", "Person", "Country", within=before)


def _told_beside(reading: Reading, sentence: Span) -> tuple[Entity, ...]:
    """ "These figures, which the Centre has published, …", "The figures come from the Office: …": the first body of
    the words that speak of the figures, in the sentence itself, right behind it or before its colon."""
    number = reading.number(sentence)
    around = [sentence, *reading.sentences[number + 1 : number + 2]]
    if number > 0 and reading.text(reading.sentences[number - 1]).rstrip().endswith(":"):
        around.insert(1, reading.sentences[number - 1])
    for telling in around:
        these = reading.words.pattern("figures", "source", "these").match(reading.folded, telling.start)
        named = outermost(reading.of_kind("Organization", within=telling)) if these else []
        if these and named and named[0].span.start - these.end() <= _SPEAKER:
            return (named[0].entity,)
    return ()


def _saying(reading: Reading, sentence: Span) -> tuple[Entity, ...]:
    """ "…, the Immigration Division says, …"; "…, informó el Consejo": who stands beside a verb of saying."""
    for verb in reading.matches(sentence, "figures", "source", "say"):
        before = chain_before(reading, verb.start(), max(sentence.start, verb.start() - _SUBJECT), _SPEAKERS)
        if before and not reading.folded[before[-1].span.end : verb.start()].strip(" )"):
            return (before[-1].entity,)
        behind = outermost(reading.of_kind(*_SPEAKERS, within=Span(verb.end(), sentence.end)))
        between = reading.folded[verb.end() : behind[0].span.start] if behind else ""
        study = behind and reading.says(Span(verb.end(), behind[0].span.start), "figures", "source", "study")
        if behind and len(between) <= (_SPEAKER if study else _GAP) and "," not in between:
            return (behind[0].entity,)
        if reading.folded.endswith(", ", sentence.start, verb.start()) and (subject := _opening(reading, sentence)):
            return (subject,)
    return ()


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


def _speaker(reading: Reading, figure: Figure) -> tuple[Entity, ...]:
    """ "« … 212 documents … », a indiqué NAME": the person named right behind the quotation."""
    quoted = next((q for q in reading.quotations if q.span.covers(figure.quantity.span)), None)
    if quoted is None:
        return ()
    behind = reading.of_kind("Person", within=Span(quoted.span.end, quoted.span.end + _SPEAKER))
    return (behind[0].entity,) if behind else ()
