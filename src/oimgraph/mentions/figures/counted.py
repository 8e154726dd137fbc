"""The words around a number that tell what it counts: the noun behind it, the verb beside it, the noun before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oimgraph.mentions.figures.stretches import Stretch
from oimgraph.mentions.funding.sums import is_filler
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.mentions.status import clause
from oimgraph.model import Quantity, Span

_AFTER = 45                 # characters behind a number in which what it counts must be named
_BEFORE = 45                # characters before it in which the noun of an act stands
_LODGED = 3                 # numbers: "30,000 people, or 9,000 families, live in 40 camps"
_CLOSE = 25                 # characters before it in which a verb is right beside it
_STOP = re.compile(r"\s?(?:[,;.)]|$)")
_WORD = re.compile(r"[\w'-]+")
_QUOTES = ' "«»“”'
_LONG = re.compile(r"\w{2,}")
_OF_PEOPLE = ("arrests", "convictions", "deaths")       # what is done to people alone: "detuvo a cinco reclutadores"
ACTS = ("returns", "arrests", "convictions", "deaths", "displaced", "prosecutions")


def noun_of(reading: Reading, span: Span, table: str = "noun") -> str:
    """The measure whose noun follows the number first."""
    limit = min(span.end + _AFTER, clause(reading, span).end)
    hits = []
    for measure in reading.words["figures"][table]:
        match = reading.words.pattern("figures", table, measure).search(reading.folded, span.end, limit)
        if not match or reading.folded.startswith("'s", match.end()):       # "three women's centres"
            continue
        between = Span(span.end, match.start())
        things = table == "noun" and _is_of_thing(reading, between)
        if not things and _is_near(reading, reading.fold(between), match[0]):
            hits.append((match.start(), -match.end(), measure))
    return min(hits)[2] if hits else ""


def _is_of_thing(reading: Reading, between: Span) -> bool:
    """ "41 véhicules de passeurs": what is counted is the thing."""
    of = reading.words.shape(" {of}").search(reading.folded, between.start, between.end)
    return bool(of) and reading.says(between, "figures", "thing")


def _is_near(reading: Reading, between: str, noun: str) -> bool:
    """At most two words, no others than adjectives and the like, stand between a number and its noun; two adjectives
    joined by "or" in English. Nouns that are adjectives as well ("tres talleres nacionales") stand right behind."""
    words = between.strip(_QUOTES).split()
    if reading.words.pattern("figures", "gap", "alone").fullmatch(noun):
        return not words
    if len(words) > 2 and reading.words.pattern("figures", "gap", "joint").fullmatch(words[1]):
        words = [words[0], *words[2:]]
    never = reading.words.pattern("figures", "gap", "never")
    return len(words) <= 2 and all(_WORD.fullmatch(word) and not never.fullmatch(word) for word in words)


def is_staff(reading: Reading, span: Span) -> bool:
    """Whether the number is one of officials and the like, whom events train and no one counts or helps."""
    staff = list(reading.matches(Span(span.end, span.end + _AFTER), "figures", "gap", "staff"))
    return bool(staff) and _is_near(reading, reading.folded[span.end : staff[0].start()], "")


def is_sampled(reading: Reading, span: Span) -> bool:
    """ "1,200 migrants interviewed": people who were asked, whatever they said of themselves."""
    return bool(reading.words.pattern("figures", "gap", "sampled").match(reading.folded, span.end + 1))


def nationals(reading: Reading, span: Span) -> str:
    """ "270,000 Afghans", "409 253 Bangladais": people on the move, told by their nationality."""
    named = reading.of_kind("Demonym", within=Span(span.end, span.end + 22))
    most = reading.page.language == "en"        # elsewhere an adjective stands behind its noun: "trois juges moldaves"
    near = [m for m in named if len(_LONG.findall(reading.folded[span.end : m.span.start])) <= most]
    told = near and (reading.fold(near[0].span).endswith(("s", "ese")) or is_subject(reading, near[0].span))
    return "migrants" if told else ""


def abroad(reading: Reading, stretch: Stretch) -> str:
    """ "113,000 citizens of Kyrgyzstan lived in Kazakhstan": people of one state who live in another."""
    number = stretch.quantity.span
    after = Span(number.end, stretch.span.end)
    home = [m for m in reading.of_kind("Country", "Demonym", within=after) if m.span.start - number.end <= _AFTER]
    in_state = reading.words.pattern("figures", "area", "placed")
    for lives in reading.matches(after, "figures", "area", "lives") if home else ():
        there = [m for m in reading.of_kind("Country", within=Span(lives.end(), after.end))
                 if in_state.fullmatch(reading.folded, lives.end() + 1, m.span.start - 1)]
        if there and there[0].entity.key != home[0].entity.key:
            return "migrants"
    return ""


def is_bare(reading: Reading, span: Span) -> bool:
    """Whether no noun follows the number: "131 en 2011", "(5,655)"."""
    words = reading.words.pattern("figures", "gap", "bare")
    return bool(_STOP.match(reading.folded, span.end) or words.match(reading.folded, span.end + 1))


def is_subject(reading: Reading, span: Span) -> bool:
    """Whether a finite verb follows the number: "21,000 are children", "5.340 procedían de Samoa"."""
    return bool(reading.words.pattern("figures", "gap", "subject").match(reading.folded, span.end + 1))


def is_predicated(reading: Reading, span: Span) -> bool:
    """Whether a finite verb or its auxiliary follows the number: "al menos 156 se ahogaron"."""
    helping = reading.words.pattern("figures", "gap", "helping")
    return is_subject(reading, span) or bool(helping.match(reading.folded, span.end + 1))


def verb_in(reading: Reading, around: Span, number: Span) -> str:
    """The measure of the first verb behind the number, else of the last before it."""
    if not reading.words.pattern("figures", "verb").search(reading.folded, around.start, around.end):
        return ""
    names = [body.span for body in reading.of_kind("Organization", within=reading.sentence(around))]
    found = [(match.start(), measure) for measure in reading.words["figures"]["verb"]
             for match in reading.matches(around, "figures", "verb", measure)
             if not any(name.start <= match.start() < name.end for name in names)]
    if not found:
        return ""
    at, measure = _governing(reading, found, number)
    reach = around.end if at < number.start else at + _AFTER
    home = [hit for hit in found if hit[1] == "returns" and at < hit[0] <= reach]
    return "returns" if home and measure == "people-assisted" else measure      # "were helped to return home"


def _governing(reading: Reading, found: Sequence[tuple[int, str]], number: Span) -> tuple[int, str]:
    """The verb that tells of a number, of those found: one right before it, or before a relative clause behind it;
    else the first behind, else the last before."""
    before = [hit for hit in found if hit[0] < number.end]
    behind = [hit for hit in found if hit[0] >= number.end]
    if not behind or not before:
        return min(behind) if behind else max(before)
    relative = reading.says(Span(number.end, min(behind)[0]), "figures", "link", "tail")
    at, measure = max(before)
    verb = reading.words.pattern("figures", "verb", measure).match(reading.folded, at)
    between = Span(verb.end(), number.start) if verb else number
    beside = "," not in reading.fold(between) and is_filler(reading, between)
    return (at, measure) if relative or beside else min(behind)


def verb_behind(reading: Reading, span: Span) -> str:
    """ "56 people were prosecuted and 23 convicted": the measure of the verb right behind a number."""
    helping = reading.words.pattern("figures", "gap", "helping").match(reading.folded, span.end + 1)
    starts = [span.end + 1, *([helping.end() + 1] if helping else [])]
    found = ((measure, reading.words.pattern("figures", "verb", measure).match(reading.folded, start))
             for start in starts for measure in reading.words["figures"]["verb"])
    return next((measure for measure, match in found if match), "")


def tried(reading: Reading, stretch: Stretch) -> str:
    """ "sent 98 cases to court", "89 affaires ont donné lieu à des poursuites": how far cases went."""
    number, helping = stretch.quantity.span, reading.words.pattern("figures", "gap", "helping")
    joint = reading.words.shape(",| {and}")
    for measure in ("convictions", "prosecutions"):
        for verb in reading.matches(stretch.span, "figures", "verb", measure):
            behind = Span(number.end, verb.start()) if verb.start() > number.end else None
            between = behind or Span(verb.end(), number.start)
            told = " " in verb[0] or right_before(helping, reading.folded, between) if behind else is_filler(
                reading, between)
            if told and not joint.search(reading.folded, between.start, between.end):
                return measure
    return ""


def act_of(reading: Reading, stretch: Stretch) -> str:
    """ "the return of 376 people", "l'arrestation de douze passeurs": the noun right before the number."""
    start = stretch.quantity.span.start
    opening = reading.words.pattern("figures", "part", "of_number")
    before = Span(max(stretch.span.start, start - _BEFORE), start)
    for measure in ACTS:
        pattern = reading.words.pattern("figures", "noun", measure)
        for noun in pattern.finditer(reading.folded, before.start, before.end):
            if opening.fullmatch(reading.folded[noun.end() : before.end].strip()):
                return measure
    return ""


def acted_on(reading: Reading, stretch: Stretch) -> str:
    """ "l'OIM en a aidé 2 774": the verb right before a number that no noun follows."""
    start = stretch.quantity.span.start
    before = Span(max(stretch.span.start, start - _CLOSE), start)
    if not reading.words.pattern("figures", "verb").search(reading.folded, before.start, before.end):
        return ""
    for measure in reading.words["figures"]["verb"]:
        if right_before(reading.words.pattern("figures", "verb", measure), reading.folded, before):
            return measure
        verbs = list(reading.matches(before, "figures", "verb", measure))
        sure = measure in _OF_PEOPLE and not noun_of(reading, stretch.quantity.span, "thing")
        bare = verbs and (sure or is_bare(reading, stretch.quantity.span))
        if bare and is_filler(reading, Span(verbs[-1].end(), start)):       # "rescataron a 44", "déplacé plus de 400"
            return measure
    return ""


def given_to(reading: Reading, stretch: Stretch) -> str:
    """ "distributed kits to 3,000 households", "a remis des bâches à 400 familles": people who were given something."""
    start = stretch.quantity.span.start
    before = Span(clause(reading, stretch.quantity.span).start, start)
    near = Span(max(before.start, start - _CLOSE), start)
    to = [opening for opening in reading.matches(near, "figures", "part", "to")
          if is_filler(reading, Span(opening.end(), start))]
    gives = to and reading.says(Span(before.start, to[-1].start()), "figures", "part", "gives")
    return "people-assisted" if gives and not is_staff(reading, stretch.quantity.span) else ""


def lodged_in(reading: Reading, numbers: Sequence[Quantity]) -> str:
    """ "30,000 people live in 40 camps": what was done is told across a number that follows."""
    if len(numbers) < 2:
        return ""
    here, following = numbers[0].span, [one.span for one in numbers[1:_LODGED]]
    across = reading.matches(Span(here.end, following[-1].end + _AFTER), "figures", "verb", "displaced")
    return "displaced" if any(m.start() < one.start < m.end() for m in across for one in following) else ""


def is_of_whole(reading: Reading, stretch: Stretch) -> bool:
    """ "Of the 71 victims assisted, 24 came from …": a bare number that the opening of the sentence is the whole of."""
    sentence = reading.sentence(stretch.quantity.span)
    opened = reading.words.pattern("figures", "link", "whole", "of_them").match(reading.folded, sentence.start)
    return bool(opened) and not noun_of(reading, stretch.quantity.span, "thing")


def in_brackets(reading: Reading, stretch: Stretch) -> str:
    """ "Almost all the victims assisted that year (143 of 168)": what the words before the bracket speak of."""
    number, folded = stretch.quantity.span, reading.folded
    opened = folded.rfind("(", max(stretch.span.start, number.start - _BEFORE), number.start)
    closed = folded.find(")", number.end, number.end + _BEFORE)
    if opened < 0 or closed < 0 or not reading.words.pattern("figures", "part", "out_of").fullmatch(
            " ".join(folded[opened + 1 : closed].split())):
        return ""
    before = Span(reading.sentence(number).start, opened)
    nouns = [(match.start(), noun) for noun in ("people", "victims", "migrants", "returns", "displaced")
             for match in reading.matches(before, "figures", "noun", noun)]
    noun = max(nouns)[1] if nouns else ""
    verb = verb_in(reading, before, Span(opened, opened)) if noun in ("people", "victims", "migrants") else ""
    if (noun, verb) == ("victims", "people-assisted"):
        return "victims-assisted"
    return verb or ("" if noun == "people" else noun)


def is_of_next(reading: Reading, here: Sequence[Stretch]) -> bool:
    """ "14 of the 61 cases": a number that the next one, right behind it, is the whole of."""
    if len(here) < 2:
        return False
    between = Span(here[0].quantity.span.end + 1, here[1].quantity.span.start)
    opened = reading.words.pattern("figures", "part", "of_next").match(reading.folded, between.start, between.end)
    return opened is not None and not reading.folded[opened.end() : between.end].strip()
