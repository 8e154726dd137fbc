"""What each number on a page counts: told by the words around it, or by the figure before it.

A number whose measure no word tells is left out, as are those of events, projects and sums of money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oimgraph.mentions.figures.counted import (
    abroad,
    act_of,
    acted_on,
    given_to,
    in_brackets,
    is_bare,
    is_of_next,
    is_of_whole,
    is_predicated,
    is_sampled,
    is_staff,
    is_subject,
    lodged_in,
    nationals,
    noun_of,
    tried,
    verb_behind,
    verb_in,
)
from oimgraph.mentions.figures.levels import level_of, number_of, put_at
from oimgraph.mentions.figures.series import Figure, alike, continued, is_behind, share_of
from oimgraph.mentions.figures.states import stands_after
from oimgraph.mentions.figures.stretches import Stretch, between_semicolons, said_of_all, stretches
from oimgraph.mentions.figures.uncounted import is_counted, is_figure
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause
from oimgraph.model import Span

_MANY = 20                  # smaller numbers of people are told of groups, not of the world
_FEW = 5                    # nor are these, where a verb says that they were counted
_JOINT = 16                 # characters between a number and the name of an event that it is a part of

_WHEN = ("same", "previous", "next", "this_year", "this_year_on", "last_year", "relative")

# what people are is told by what was done; these nouns tell only that they are people
_PERSONS = ("people", "migrants", "victims")
_HELPED = (*_PERSONS, "displaced")


def measured(reading: Reading) -> Iterator[Figure]:
    """The figures of the body in the order of the text."""
    last: Figure | None = None
    for sentence in stretches(reading):
        found = _in_sentence(reading, sentence, last)
        last = next((figure for figure in reversed(found) if not figure.quantity.unit), last)
        # what is said of numbers that are no figures is said of the figure before them
        ends = [following.stretch.span.start for following in found[1:]]
        for figure, end in zip(found, [*ends, sentence[-1].span.end], strict=False):
            own, apart = figure.stretch.span, between_semicolons(reading, figure.quantity.span).end
            yield replace(figure, stretch=replace(figure.stretch, span=Span(own.start, max(own.end, min(end, apart)))))


def _in_sentence(reading: Reading, sentence: Sequence[Stretch], last: Figure | None) -> list[Figure]:
    found: list[Figure] = []
    base = _whole(reading, sentence[0], last)
    for index, alone in enumerate(sentence):
        if not is_figure(reading, alone):
            continue
        # numbers before the first figure have no words of their own
        stretch = alone if found else replace(alone, span=sentence[0].span.to(alone.span), link="part" if base else "")
        here = [stretch, *sentence[index + 1 :]]
        share = share_of(reading, stretch, found[-1]) if found else None
        figure = (share or alike(reading, stretch, base or last) or _told(reading, here, base)
                  or continued(reading, stretch, base or last))
        if figure:
            base = base if base and figure.quantity.unit else figure
            found.append(figure)
    return found


def _whole(reading: Reading, first: Stretch, last: Figure | None) -> Figure | None:
    """ "Of them, 72,000 …": the figure of the sentence before that a sentence takes a part of."""
    sentence = reading.sentence(first.quantity.span)
    taken = last and reading.words.pattern("figures", "link", "of_them").match(reading.folded, sentence.start)
    return last if last and taken and is_behind(reading, last.quantity.span, sentence) else None


def _told(reading: Reading, here: Sequence[Stretch], before: Figure | None) -> Figure | None:
    """By the words around the number alone, or by what the numbers that it is joined to count."""
    if _goes_on(reading, here[0], before):
        here = [replace(here[0], link="part"), *here[1:]]
    stretch = here[0]
    base = before if stretch.link not in ("", "apart") else None
    rule, measure = next((found for found in _rules(reading, here, base) if found[1]), ("", ""))
    loose = rule == "figure.other" or (measure == "other" and rule != "figure.verb")
    if loose and not _is_of_the_world(reading, stretch, base):
        return None
    if measure == "shelters" and reading.says(reading.sentence(stretch.quantity.span), "funding", "pays", "item"):
        return None             # "finances the works on two shelters"
    if measure == "people-trained" and not _is_no_event(reading, stretch):
        return None
    return Figure(stretch, measure, rule, base) if measure else None


def _goes_on(reading: Reading, stretch: Stretch, before: Figure | None) -> bool:
    """ "27 people were tried; nine were found guilty": a bare number that is a part of the one before a semicolon."""
    number = stretch.quantity.span
    if before is None or before.quantity.unit or stretch.link != "apart":
        return False
    smaller = reading.sentence(number).covers(before.quantity.span) and stretch.quantity.value < before.quantity.value
    return smaller and bool(verb_behind(reading, number))


def _rules(reading: Reading, here: Sequence[Stretch], base: Figure | None) -> Iterator[tuple[str, str]]:
    """Each rule with the measure that it tells, if it does, in the order in which they are to be trusted."""
    stretch, span = here[0], here[0].quantity.span
    if stretch.quantity.unit:
        yield ("figure.share", "share") if stretch.quantity.unit == "%" else ("figure.flow", "other")
    noun = noun_of(reading, span) or nationals(reading, span)
    if noun == "returns" and reading.says(Span(span.end, stretch.span.end), "figures", "verb", "victims"):
        yield "figure.verb", "victims"      # "29 of the returnees were identified as victims"
    if is_sampled(reading, span):
        yield "figure.other", "migrants" if noun == "migrants" else "other"
    if noun in _HELPED:
        given = given_to(reading, stretch)
        yield "figure.verb", "victims-assisted" if given and noun == "victims" else given
    if noun in _PERSONS:
        yield "figure.act", act_of(reading, stretch)
        yield "figure.verb", _done(reading, here, noun, base)
        if base and _is_of_same_people(noun, stretch, base):
            yield "figure.part", base.measure
        yield "figure.verb", abroad(reading, stretch)
    if noun == "investigations":
        yield "figure.verb", tried(reading, stretch)
    yield "figure.noun", "" if noun == "people" else noun
    crowd = noun == "people" and not is_staff(reading, span)
    yield "figure.other", "other" if crowd else noun_of(reading, span, "thing")
    if is_of_next(reading, here):           # "14 of the 61 cases"
        yield from _rules(reading, here[1:], base)
    if base or (stretch.quantity.value >= _FEW and is_predicated(reading, span)):
        yield "figure.part", verb_behind(reading, span)
    if base and stretch.link == "part":     # "dont seules 19 ont été suivies de condamnations"
        yield "figure.part", verb_in(reading, Span(span.end, stretch.span.end), span)
        part = is_of_whole(reading, stretch) or (is_subject(reading, span) and base.measure != "share")
        yield "figure.part", base.measure if part else ""
    yield "figure.part", in_brackets(reading, stretch)
    acted = acted_on(reading, stretch)
    yield "figure.part", "" if acted == "people-assisted" and is_staff(reading, span) else acted
    yield "figure.act", act_of(reading, stretch) if is_bare(reading, span) else ""
    yield "figure.number-of", _put(reading, stretch) or level_of(reading, stretch) or number_of(reading, span)


def _is_of_same_people(noun: str, stretch: Stretch, base: Figure) -> bool:
    """ "70 were arrested, of whom 12 women", "742 victims, 94 of them foreigners": a part of those counted before."""
    foreign = noun == "migrants" and stretch.link == "part" and base.measure not in ("share", "other")
    return foreign or (noun == "people" and stretch.link in ("part", "against"))


def _put(reading: Reading, stretch: Stretch) -> str:
    """ "Son ya 1.083 los inmigrantes que han regresado": what was done tells what people are."""
    noun, number = put_at(reading, stretch), stretch.quantity.span
    verb = verb_in(reading, Span(number.end, stretch.span.end), number) if noun in _PERSONS else ""
    return verb or ("" if noun == "people" else noun)


def _done(reading: Reading, here: Sequence[Stretch], noun: str, base: Figure | None) -> str:
    """What was done to or by people: the verb of their own words, else that which they share with their neighbours."""
    verb = verb_in(reading, here[0].span, here[0].quantity.span) or lodged_in(reading, [one.quantity for one in here])
    for following in here[1:]:
        also = reading.words.pattern("figures", "link", "also").match(reading.folded, following.span.start)
        if verb or also or following.link not in ("and", "part"):
            break
        verb = verb_in(reading, said_of_all(reading, following), following.quantity.span)
    if not verb and base and here[0].link == "and" and base.rule in ("figure.verb", "figure.part"):
        verb = base.measure
    if (verb, noun) == ("returns", "victims") and reading.says(here[0].span, "figures", "verb", "people-assisted"):
        verb = "people-assisted"
    if verb == "people-assisted" and (is_staff(reading, here[0].quantity.span) or _is_hosted(reading, here[0], noun)):
        return ""
    return "victims-assisted" if (verb, noun) == ("people-assisted", "victims") else verb


def _is_hosted(reading: Reading, stretch: Stretch, noun: str) -> bool:
    """ "Cameroon has taken in 169,000 refugees": a state that is the subject has them on its soil."""
    start = max(stretch.span.start, clause(reading, stretch.quantity.span).start)
    before = Span(start, stretch.quantity.span.start)
    states = reading.of_kind("Country", within=before)
    bodies = reading.of_kind("Organization", "Place", within=before)
    acting = bool(states) and not stands_after(reading, states[-1], "placed", "origin")
    return noun == "migrants" and acting and not bodies and reading.says(before, "figures", "verb", "people-assisted")


def _is_no_event(reading: Reading, stretch: Stretch) -> bool:
    """People trained on a day, in a month or a town were trained at an event, which has them as participants."""
    own = clause(reading, stretch.quantity.span)
    dated = any("-" in m.start for m in inside(reading.moments, own)) or reading.says(own, "dates", "words", "weekday")
    held = is_staff(reading, stretch.quantity.span) and reading.of_kind("Place", within=own)
    return not dated and not held and reading.page.kind != "project-page"


def _is_of_the_world(reading: Reading, stretch: Stretch, base: Figure | None) -> bool:
    """Many, in a sentence that dates the number or says who counted, and speaks of no event."""
    sentence = reading.sentence(stretch.quantity.span)
    predicate = Span(stretch.quantity.span.end, clause(reading, stretch.quantity.span).end)
    counted = is_counted(reading, stretch) or reading.says(predicate, "figures", "gap", "counted")
    if stretch.quantity.value < (_FEW if counted else _MANY) and not (base and base.quantity.value >= _MANY):
        return False
    events = [m for m in reading.of_kind("Event", within=sentence) if m.span.start > stretch.quantity.span.end + _JOINT
              or m.span.end < stretch.quantity.span.start]
    if events and not counted:
        return False
    behind = Span(stretch.quantity.span.end, sentence.end)
    lasted = any(quantity.unit not in ("", "%") for quantity in inside(reading.quantities, behind))
    if base or lasted or any(inside(reading.moments, sentence)):
        return True
    words, folded = reading.words, reading.folded
    told = (words.pattern("figures", "source"), words.pattern("figures", "time", *_WHEN))
    return any(pattern.search(folded, sentence.start, sentence.end) for pattern in told)
