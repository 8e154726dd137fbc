"""What each number on a page counts: told by the words around it, or by the figure before it.

A number whose measure no word tells is left out, as are those of events, projects and sums of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oimgraph.mentions.counted import (
    act_of,
    acted_on,
    given_to,
    is_bare,
    is_of_whole,
    is_staff,
    level_of,
    lodged_in,
    nationals,
    noun_of,
    number_of,
    put_at,
    verb_behind,
    verb_in,
)
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause
from oimgraph.mentions.stretches import Stretch, stretches
from oimgraph.mentions.sums import is_filler
from oimgraph.mentions.uncounted import is_counted, is_figure
from oimgraph.model import Quantity, Span

_MANY = 20                  # smaller numbers of people are told of groups, not of the world
_BESIDE = re.compile(r"\s?[(:]?\s?")
_VERB = 40                  # characters before a number in which a verb of counting speaks of it
_DATED = 30                 # characters behind a bare number in which its date stands
_HEADED = 2                 # sentences between which a heading stands
_JOINT = 16                 # characters before a bare number: "and some", "contre quelque"

# what people are is told by what was done; these nouns tell only that they are people
_PERSONS = ("people", "migrants", "victims")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the slug of its measure, and the rule that told it.

    `base` is the figure that it is a part of, compared with or joined to; `country` stands right before it, in a list.
    """

    stretch: Stretch
    measure: str
    rule: str
    base: Figure | None = None
    country: str = ""

    @property
    def quantity(self) -> Quantity:
        return self.stretch.quantity


def measured(reading: Reading) -> Iterator[Figure]:
    """The figures of the body in the order of the text."""
    last: Figure | None = None
    for sentence in stretches(reading):
        found = _in_sentence(reading, sentence, last)
        last = next((figure for figure in reversed(found) if not figure.quantity.unit), last)
        # what is said of numbers that are no figures is said of the figure before them
        ends = [following.stretch.span.start for following in found[1:]]
        for figure, end in zip(found, [*ends, sentence[-1].span.end], strict=False):
            start = figure.stretch.span.start
            yield replace(figure, stretch=replace(figure.stretch, span=Span(start, max(end, figure.stretch.span.end))))


def _in_sentence(reading: Reading, sentence: Sequence[Stretch], last: Figure | None) -> list[Figure]:
    found: list[Figure] = []
    base = _whole(reading, sentence[0], last)
    for index, alone in enumerate(sentence):
        if not is_figure(reading, alone):
            continue
        # numbers before the first figure have no words of their own
        stretch = alone if found else replace(alone, span=sentence[0].span.to(alone.span), link="part" if base else "")
        here = [stretch, *sentence[index + 1 :]]
        figure = _told(reading, here, base) or _continued(reading, stretch, base or last)
        if figure:
            base = base if base and figure.quantity.unit else figure
            found.append(figure)
    return found


def _whole(reading: Reading, first: Stretch, last: Figure | None) -> Figure | None:
    """ "Of them, 72,000 …": the figure of the sentence before that a sentence takes a part of."""
    sentence = reading.sentence(first.quantity.span)
    taken = last and reading.words.pattern("figures", "link", "of_them").match(reading.folded, sentence.start)
    return last if last and taken and _follows(reading, last.quantity.span, sentence) else None


def _told(reading: Reading, here: Sequence[Stretch], before: Figure | None) -> Figure | None:
    """By the words around the number alone, or by what the numbers that it is joined to count."""
    stretch = here[0]
    base = before if stretch.link not in ("", "apart") else None
    rule, measure = next((found for found in _rules(reading, here, base) if found[1]), ("", ""))
    if measure == "other" and rule != "figure.verb" and not _is_of_the_world(reading, stretch, base):
        return None
    if measure == "shelters" and reading.says(reading.sentence(stretch.quantity.span), "funding", "pays", "item"):
        return None             # "finances the works on two shelters"
    if measure == "people-trained" and not _is_no_event(reading, stretch):
        return None
    return Figure(stretch, measure, rule, base) if measure else None


def _rules(reading: Reading, here: Sequence[Stretch], base: Figure | None) -> Iterator[tuple[str, str]]:
    """Each rule with the measure that it tells, if it does, in the order in which they are to be trusted."""
    stretch, span = here[0], here[0].quantity.span
    if stretch.quantity.unit:
        yield ("figure.share", "share") if stretch.quantity.unit == "%" else ("figure.flow", "other")
    noun = noun_of(reading, span) or nationals(reading, span)
    if noun in _PERSONS:
        yield "figure.act", act_of(reading, stretch)
        yield "figure.verb", _done(reading, here, noun, base) or given_to(reading, stretch)
        if noun == "people" and base and stretch.link in ("part", "against"):
            yield "figure.part", base.measure
    yield "figure.noun", "" if noun == "people" else noun
    if (noun == "people" and not is_staff(reading, span)) or noun_of(reading, span, "thing"):
        yield "figure.other", "other"
    if base:
        yield "figure.part", verb_behind(reading, span)
    if base and stretch.link == "part":     # "dont seules 19 ont été suivies de condamnations"
        yield "figure.part", verb_in(reading, Span(span.end, stretch.span.end), span)
        yield "figure.part", base.measure if is_of_whole(reading, stretch) else ""
    yield "figure.part", acted_on(reading, stretch)
    yield "figure.number-of", level_of(reading, stretch) or put_at(reading, stretch) or number_of(reading, span)


def _done(reading: Reading, here: Sequence[Stretch], noun: str, base: Figure | None) -> str:
    """What was done to or by people: the verb of their own words, else that which they share with their neighbours."""
    verb = verb_in(reading, here[0].span, here[0].quantity.span) or lodged_in(reading, [one.quantity for one in here])
    for following in here[1:]:
        if verb or following.link not in ("and", "part"):
            break
        start = following.quantity.span.end
        if following.link == "part":        # "355 victims, 121 of whom had come back, were given support"
            start = (reading.folded.find(", ", start, following.span.end) + 1) or following.span.end
        verb = verb_in(reading, Span(start, following.span.end), following.quantity.span)
    if not verb and base and here[0].link == "and" and base.rule in ("figure.verb", "figure.part"):
        verb = base.measure
    if verb == "people-assisted" and is_staff(reading, here[0].quantity.span):
        return ""
    return "victims-assisted" if (verb, noun) == ("people-assisted", "victims") else verb


def _is_no_event(reading: Reading, stretch: Stretch) -> bool:
    """People trained on a day or in a month were trained at an event, which has them as participants."""
    dated = any("-" in moment.start for moment in inside(reading.moments, clause(reading, stretch.quantity.span)))
    return not dated and reading.page.kind != "project-page"


def _is_of_the_world(reading: Reading, stretch: Stretch, base: Figure | None) -> bool:
    """Many, in a sentence that dates the number or says who counted, and speaks of no event."""
    sentence = reading.sentence(stretch.quantity.span)
    if stretch.quantity.value < _MANY and not (base and base.quantity.value >= _MANY):
        return False
    events = [m for m in reading.of_kind("Event", within=sentence) if m.span.start > stretch.quantity.span.end + _JOINT
              or m.span.end < stretch.quantity.span.start]
    if events and not is_counted(reading, stretch):
        return False
    if base or any(inside(reading.moments, sentence)):
        return True
    words, folded = reading.words, reading.folded
    told = (words.pattern("figures", "source"), words.pattern("figures", "time", "same", "previous", "relative"))
    return any(pattern.search(folded, sentence.start, sentence.end) for pattern in told)


def _continued(reading: Reading, stretch: Stretch, last: Figure | None) -> Figure | None:
    """A bare number that counts what the last one did: "131 en 2011", "the Bahamas (741)", "Albanie 7 108"."""
    quantity = stretch.quantity
    sentence = reading.sentence(quantity.span)
    if last is None or quantity.unit or not is_bare(reading, quantity.span):
        return None
    if any(inside(reading.money, sentence)):        # "Haiti 2.6 million and Sri Lanka 800,000 dollars"
        return None
    here = sentence.covers(last.quantity.span)
    if _is_again(reading, stretch) and (here or _follows(reading, last.quantity.span, sentence)):
        return Figure(stretch, last.measure, "figure.continued", last if here else None)
    country = _listed(reading, quantity, sentence)
    if country and quantity.value >= _MANY and (here or _follows(reading, last.quantity.span, sentence)):
        return Figure(stretch, last.measure, "figure.listed", last if here else None, country)
    joined = here and _is_joined(reading, stretch, last)
    return Figure(stretch, last.measure, "figure.continued", last) if joined else None


def _is_again(reading: Reading, stretch: Stretch) -> bool:
    """ "they had been 7,100 in 2017", "a figure that fell to 74": what was counted before, counted again."""
    number = stretch.quantity.span
    before = Span(max(stretch.span.start, number.start - _VERB), number.start)
    found = reading.matches(before, "figures", "part", "again")
    return any(is_filler(reading, Span(match.end(), number.start)) for match in found)


def _is_joined(reading: Reading, stretch: Stretch, last: Figure) -> bool:
    """Whether a bare number goes on with a series: it is dated or large, and little stands before it."""
    quantity = stretch.quantity
    own = Span(quantity.span.end, stretch.span.end)
    dated = any(m.span.start - own.start <= _DATED for m in inside(reading.moments, own))
    if stretch.link == "against":
        return dated or quantity.value >= _MANY
    before = Span(stretch.span.start, quantity.span.start)
    counted = reading.words.pattern("figures", "source", "verb").search(reading.folded, before.start, before.end)
    close = before.end - before.start <= _JOINT or counted or reading.of_kind("Country", "Place", within=before)
    smaller = _MANY <= quantity.value < last.quantity.value
    return bool(close and stretch.link in ("and", "part") and (dated or smaller))


def _listed(reading: Reading, quantity: Quantity, sentence: Span) -> str:
    """The country right before a number, as in "the Bahamas (741)"; "Greece came next with 5,657"."""
    listing = reading.words.pattern("figures", "part", "listing")
    for country in reading.of_kind("Country", within=Span(sentence.start, quantity.span.start)):
        between = reading.folded[country.span.end : quantity.span.start]
        if _BESIDE.fullmatch(between) or listing.fullmatch(between.strip(" ,(:")):
            return country.entity.key
    return ""


def _follows(reading: Reading, before: Span, sentence: Span) -> bool:
    """Whether a sentence comes right behind the one of a span, a heading that ends in a colon aside."""
    first, last = reading.number(before), reading.number(sentence)
    headed = last - first == _HEADED and reading.text(reading.sentences[last - 1]).rstrip().endswith(":")
    return 0 <= last - first <= 1 or headed
