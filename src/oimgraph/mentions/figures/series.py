"""Bare numbers that go on to count what the figure before them did: "131 en 2011", "the Bahamas (741)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from oimgraph.mentions.figures.counted import is_bare, is_subject, verb_behind
from oimgraph.mentions.figures.stretches import Stretch
from oimgraph.mentions.funding.sums import is_filler
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import right_before
from oimgraph.model import Quantity, Span

_MANY = 20                  # smaller numbers of people are told of groups, not of the world
_BESIDE = re.compile(r"\s?[(:]?\s?")
_BRACKETED = re.compile(r"\([^()]+\)")
_VERB = 40                  # characters before a number in which a verb of counting speaks of it
_DATED = 30                 # characters behind a bare number in which its date stands
_HEADED = 2                 # sentences between which a heading stands
_JOINT = 16                 # characters before a bare number: "and some", "contre quelque"
_MOST = 45                  # characters before a number in which a sentence opens with "Almost as many, some"
_ALL = 100
_LEAD = "(?:[;,] (?:{and})?|(?<=[^ ] ){and})(?:{in})?{the}?"


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


def continued(reading: Reading, stretch: Stretch, last: Figure | None) -> Figure | None:
    """A bare number that counts what the last one did: "131 en 2011", "the Bahamas (741)", "Albanie 7 108"."""
    quantity = stretch.quantity
    sentence = reading.sentence(quantity.span)
    done = verb_behind(reading, quantity.span) or verb_behind(reading, Span(quantity.span.start, quantity.span.end + 1))
    alone = done or is_subject(reading, quantity.span) or is_bare(reading, quantity.span)
    if last is None or quantity.unit or not alone:
        return None
    if any(inside(reading.money, sentence)):        # "Haiti 2.6 million and Sri Lanka 800,000 dollars"
        return None
    here = sentence.covers(last.quantity.span)
    follows = here or is_behind(reading, last.quantity.span, sentence)
    if (follows or _is_near(reading, last, sentence)) and _is_again(reading, stretch):
        return Figure(stretch, done or last.measure, "figure.continued", last if here else None)
    if (follows or _is_near(reading, last, sentence)) and _is_rest(reading, stretch, last):
        return Figure(stretch, done or last.measure, "figure.continued", last if here else None)
    country = _listed(reading, quantity, sentence) or (_elided(reading, quantity, last) if here else "")
    if country and follows and (quantity.value >= _MANY or last.quantity.value < _MANY):
        return Figure(stretch, last.measure, "figure.listed", last if here else None, country)
    joined = here and (_is_joined(reading, stretch, last) or _is_of_same(reading, stretch, last))
    return Figure(stretch, last.measure, "figure.continued", last) if joined else None


def alike(reading: Reading, stretch: Stretch, last: Figure | None) -> Figure | None:
    """ "In 2005 there had been 244 such cases": more of what was counted in this sentence or the one before."""
    such = reading.words.pattern("figures", "part", "such").match(reading.folded, stretch.quantity.span.end + 1)
    sentence = reading.sentence(stretch.quantity.span)
    if last is None or not such or last.quantity.unit or not is_behind(reading, last.quantity.span, sentence):
        return None
    return Figure(replace(stretch, link="part"), last.measure, "figure.continued", last)


def _is_near(reading: Reading, last: Figure, sentence: Span) -> bool:
    """Whether one sentence without a number, "seven in ten" aside, stands between a figure and another sentence."""
    first, number = reading.number(last.quantity.span), reading.number(sentence)
    if number - first != _HEADED:
        return False
    between = reading.sentences[first + 1]
    return not any(inside(reading.quantities, between)) or reading.says(between, "figures", "part", "in_ten")


def _is_again(reading: Reading, stretch: Stretch) -> bool:
    """ "they had been 7,100 in 2017", "a figure that fell to 74", "19,370 did so": what was counted before, again."""
    number = stretch.quantity.span
    if reading.words.pattern("figures", "part", "did_so").match(reading.folded, number.end + 1):
        return True
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
    smaller = (quantity.value >= _MANY or stretch.link == "part") and _is_part(quantity, last)
    return bool(close and stretch.link in ("and", "part") and (dated or smaller))


def _is_of_same(reading: Reading, stretch: Stretch, last: Figure) -> bool:
    """ "19 cases of cholera and 7 of measles": a number that goes on with the noun of the one before it."""
    of = reading.words.pattern("figures", "link", "joint_of")
    bare = stretch.quantity.span.start - stretch.span.start <= _JOINT
    ends = stretch.quantity.span.end, last.quantity.span.end
    noun = of.match(reading.folded, ends[0] + 1) and of.search(reading.folded, ends[1], stretch.span.start)
    return bool(bare and noun and stretch.link == "and")


def _is_part(quantity: Quantity, last: Figure | None) -> bool:
    """Whether a figure of the series before is larger: "11,340 people, 4,120 of them there and 7,220 here"."""
    return last is not None and (quantity.value < last.quantity.value or _is_part(quantity, last.base))


def _is_rest(reading: Reading, stretch: Stretch, last: Figure) -> bool:
    """ "Most of them, 7,915, arrived by air; another 1,194 did so by sea": told of the people counted just before."""
    number = stretch.quantity.span
    sentence = reading.sentence(number)
    opens = number.start - sentence.start <= _MOST and not sentence.covers(last.quantity.span)
    start = sentence.start if opens else max(stretch.span.start, number.start - _JOINT)
    told = reading.words.pattern("figures", "link", "most" if opens else "others")
    lead = told.match(reading.folded, start) if opens else told.search(reading.folded, start, number.start)
    if not _is_part(stretch.quantity, last):
        return False
    if lead is None:                        # "151,000 were counted; some 21,000 were children"
        opening = Span(start, number.start)
        counted = right_before(reading.words.pattern("figures", "source", "verb"), reading.folded, opening)
        return stretch.link == "apart" and (counted or (is_subject(reading, number) and is_filler(reading, opening)))
    return is_filler(reading, Span(min(lead.end(), number.start), number.start))


def share_of(reading: Reading, stretch: Stretch, last: Figure) -> Figure | None:
    """ "Bolivia (31 per cent), Ecuador (22) and Argentina (17)": a number in brackets that goes on with shares."""
    quantity = stretch.quantity
    bracketed = bool(_BRACKETED.fullmatch(reading.folded, quantity.span.start - 1, quantity.span.end + 1))
    country = _listed(reading, quantity, reading.sentence(quantity.span))
    if not bracketed or not country or last.quantity.unit != "%" or quantity.value >= _ALL:
        return None
    share = replace(stretch, quantity=replace(quantity, unit="%"))
    return Figure(share, "share", "figure.listed", last, country)


def _listed(reading: Reading, quantity: Quantity, sentence: Span) -> str:
    """The country right before a number, as in "the Bahamas (741)"; "Greece came next with 5,657"."""
    listing = reading.words.pattern("figures", "part", "listing")
    for country in reading.of_kind("Country", within=Span(sentence.start, quantity.span.start)):
        between = reading.folded[country.span.end : quantity.span.start]
        if _BESIDE.fullmatch(between) or listing.fullmatch(between.strip(" ,(:")):
            return country.entity.key
    return ""


def _elided(reading: Reading, quantity: Quantity, last: Figure) -> str:
    """ "Chile convicted eight; Peru, four", "y en el Perú, 860.000": a country and a comma for what was said before."""
    between = Span(last.quantity.span.end, quantity.span.start)
    for country in reading.of_kind("Country", within=between)[-1:]:
        opened = reading.words.shape(_LEAD).finditer(reading.folded, between.start, country.span.start)
        alone = any(match.end() == country.span.start for match in opened)
        if alone and reading.folded[country.span.end : quantity.span.start].strip() == ",":
            return country.entity.key
    return ""


def is_behind(reading: Reading, before: Span, sentence: Span) -> bool:
    """Whether a sentence comes right behind the one of a span, a heading that ends in a colon aside."""
    first, last = reading.number(before), reading.number(sentence)
    headed = last - first == _HEADED and reading.text(reading.sentences[last - 1]).rstrip().endswith(":")
    return 0 <= last - first <= 1 or headed
