"""What a number counts that is told as a level: "the number of victims rose to 58", "puts the returns at 4,000"."""

from __future__ import annotations

from oimgraph.mentions.figures.counted import ACTS, is_bare, nationals, noun_of, verb_in
from oimgraph.mentions.figures.stretches import Stretch
from oimgraph.mentions.funding.sums import is_filler
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.status import clause
from oimgraph.model import Span

_BEFORE = 45                # characters before a number in which a verb of estimating stands
_SHORT = 14                 # characters of "some", "unas", "près de"
_MANY = 20                  # smaller numbers behind "were" may be ages
_CLOSE = 25                 # characters before it in which a verb is right beside it


def number_of(reading: Reading, span: Span) -> str:
    """ "Le nombre de victimes prises en charge a triplé : 58 en 2009"; "évaluait à 40 000 le nombre d'enfants"."""
    sentence = reading.sentence(span)
    behind = reading.words.pattern("figures", "part", "at").match(reading.folded, span.end + 1, sentence.end)
    opening = behind or reading.words.pattern("figures", "part", "number").search(
        reading.folded, sentence.start, sentence.end)
    if not opening or not (behind or is_bare(reading, span)):
        return ""
    counted = Span(opening.start(), opening.end())
    noun = noun_of(reading, counted) or nationals(reading, counted)
    after = Span(opening.end(), sentence.end if behind else max(opening.end(), span.start))
    verb = verb_in(reading, after, after) if noun in ("", "people", "victims", "migrants") else ""
    if noun == "victims" and verb == "people-assisted":
        return "victims-assisted"
    return verb or ("other" if noun == "people" else noun)


def level_of(reading: Reading, stretch: Stretch) -> str:
    """ "returns rose by 41 per cent to reach 7,124", "les condamnations sont passées de 12 à 30": the act, thing or
    people whose number a verb of level tells; "the deportees were 2,300"."""
    number = stretch.quantity.span
    within = Span(clause(reading, number).start, number.start)
    verbs = [v for v in reading.matches(within, "figures", "part", "level") if number.start - v.end() <= _CLOSE]
    near = Span(max(within.start, number.start - _CLOSE), number.start)
    copulas = [v for v in reading.matches(near, "figures", "part", "copula")
               if stretch.quantity.value >= _MANY and is_filler(reading, Span(v.end(), number.start))]
    if not verbs and not copulas:
        return ""
    subject = Span(within.start, (verbs or copulas)[0].start())
    if not is_bare(reading, number):
        members = reading.words.pattern("figures", "part", "members").match(reading.folded, number.end + 1)
        return "migrants" if members and reading.says(subject, "figures", "part", "diaspora") else ""
    found = [(noun.start(), act) for act in ACTS for noun in reading.matches(subject, "figures", "noun", act)]
    found = found or [(noun.start(), thing) for thing in reading.words["figures"]["thing"]
                      for noun in reading.matches(subject, "figures", "thing", thing)]
    return max(found)[1] if found else _people(reading, subject)


def _people(reading: Reading, subject: Span) -> str:
    """ "Unaccompanied minors", "the diaspora", "the Vietnamese community": who are so many, if not counted before."""
    if any(not quantity.unit for quantity in inside(reading.quantities, subject)):
        return ""
    if reading.says(subject, "figures", "part", "diaspora"):
        return "migrants"
    found = [(noun.start(), measure) for measure in ("people", "victims", "migrants")
             for noun in reading.matches(subject, "figures", "noun", measure)]
    measure = max(found)[1] if found else ""
    return "other" if measure == "people" else measure


def put_at(reading: Reading, stretch: Stretch) -> str:
    """ "sitúa en 53.800 las víctimas", "évalue à 40 000 le nombre": what a verb of estimating says is so many."""
    number = stretch.quantity.span
    before = Span(max(stretch.span.start, number.start - _BEFORE), number.start)
    verbs = [v for v in reading.matches(before, "figures", "part", "put") if number.start - v.end() <= _SHORT]
    article = reading.words.pattern("funding", "gift", "article").match(reading.folded, number.end + 1)
    counted = Span(number.start, article.end()) if verbs and article else None
    return noun_of(reading, counted) or nationals(reading, counted) if counted else ""
