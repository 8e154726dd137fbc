"""Nouns, verbs and words without a noun that speak of agreements, events and projects, as they stand on the page.

Which entity each of them brings or takes up is told in `nominals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from oimgraph.lexicon import lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

TABLES = ("agreement", "agreements", "event", "project")
OF = " {bare-of}"
_LOOK_BACK = 45             # characters in which the determiner stands before its noun
_SINCE = 60                 # characters before a verb in which it is told since when
_BEFORE = 20                # characters before a noun in which stands what makes another thing of it
_APART = 90                 # characters behind a noun in which it is told to be planned
_WITH = 200                 # characters from a verb to what is opened
_SIGNING = 75               # characters before a noun in which the word of signing that governs it stands
_PARTS = re.compile(r"[;:()]|,(?! [^,]{1,30},)")
_TELLS = ("meeting", "launch", "study-visit")       # verbs that tell of a noun: "the workshop brought together"


@dataclass(frozen=True, slots=True)
class Noun:
    span: Span
    table: str
    type: str               # empty for an ellipsis and a reprise
    definite: bool | None   # None: no determiner, as in titles
    order: str = ""         # "first" or "second" of two that were introduced together


def candidates(reading: Reading) -> Iterator[Noun]:
    nouns = [*_nouns(reading), *_signed(reading)]
    yield from nouns
    yield from _reprises(reading)
    yield from _ellipses(reading)
    busy = {reading.sentence(noun.span) for noun in nouns if noun.table == "event"}
    for noun in _verbs(reading):
        if noun.type not in _TELLS or reading.sentence(noun.span) not in busy:
            yield noun


def _reprises(reading: Reading) -> Iterator[Noun]:
    """ "Ce texte", "the signing", "le premier de ces accords": words that name no agreement but take one up."""
    for table, match in reading.found("nominals", "reprise"):
        yield Noun(Span(*match.span()), table, "", definite=True)
    for order, match in reading.found("nominals", "order"):
        yield Noun(Span(*match.span()), "agreement", "", definite=True, order=order)


def _ellipses(reading: Reading) -> Iterator[Noun]:
    """ "La deuxième, à Douala": one more of the last kind, whose type is still to be found."""
    for table, match in reading.found("nominals", "ellipsis"):
        yield Noun(Span(*match.span()), table, "", definite=False)


def _nouns(reading: Reading) -> Iterator[Noun]:
    named = [m.span for m in reading.of_kind("Organization", "PolicyInstrument", "LegalInstrument", "Publication")]
    for table in TABLES:
        for slug, match in reading.found("nominals", table):
            span = Span(match.start(), match.end())
            unnamed = slug == "named" and not reading.text(span)[0].isupper()
            signed = table == "agreement" and reading.text(span)[0].islower() and _is_signed(reading, span)
            held = not signed and any(other.covers(span) for other in named)
            if not unnamed and not held and not _is_other(reading, span, table):
                definite = _definite(reading, span, reading.sentence(span))
                bare = table == "event" and definite is None and is_plural(reading, span)
                yield Noun(span, table, slug, False if bare and not reading.title.covers(span) else definite)


def _signed(reading: Reading) -> Iterator[Noun]:
    """Nouns of much else, which stand for an agreement where somebody signs one: "signed a treaty, a roadmap"."""
    for slug, match in reading.found("nominals", "signed"):
        span = Span(*match.span())
        if _is_signed(reading, span):
            yield Noun(span, "agreement", slug, definite=False)


def _is_signed(reading: Reading, span: Span) -> bool:
    """Whether a word of signing governs an indefinite noun, a place or a day aside: "suscribieron en Lima un acta"."""
    sentence = reading.sentence(span)
    if _definite(reading, span, sentence) is not False:
        return False
    lead = Span(max(sentence.start, span.start - _SIGNING), span.start)
    words = reading.telling("agreements", "sign", "verb") or reading.telling("agreements", "sign", "noun")
    governing = reading.matches(lead, "agreements", "sign", "verb", "noun") if sentence in words else iter(())
    return any(not reading.says(Span(*word.span()), "agreements", "sign", "adopts")
               and not _PARTS.search(reading.folded, word.end(), span.start) for word in governing)


def _verbs(reading: Reading) -> Iterator[Noun]:
    """What is told by a verb is something new: "se sont réunis à Lomé", "will train 30 officers"."""
    needed = reading.words["nominals"]["with"]
    for slug, match in reading.found("nominals", "verb"):
        sentence = reading.sentence(Span(*match.span()))
        near = Span(max(sentence.start, match.start() - _WITH), min(sentence.end, match.end() + _WITH))
        before = Span(max(sentence.start, match.start() - _SINCE), match.start())
        if slug == "training" and reading.says(before, "events", "date", "since"):
            continue                        # "since 2005 the centre has trained": no event but a figure
        if slug not in needed or reading.says(near if slug == "launch" else sentence, "nominals", "with", slug):
            yield Noun(Span(match.start(), match.end()), "event", slug, definite=False)


def _is_other(reading: Reading, span: Span, table: str) -> bool:
    """False friends: "d'accord", "formation professionnelle", "a rencontré"."""
    if is_participle(reading, span):
        return True
    named = table == "agreement" and _is_proper(reading, span)
    if named and _definite(reading, span, reading.sentence(span)) is not False:
        return True
    before, after, treaty = _false_friends(reading.words.language)
    several = table == "event" and is_plural(reading, span)         # "took part in workshops", "una serie de talleres"
    opened = not several and before.search(reading.folded[max(0, span.start - _BEFORE) : span.start])
    behind = reading.folded[span.end : span.end + 30]
    return bool(opened or after.match(behind) or (table in ("agreement", "agreements") and treaty.match(behind)))


def is_participle(reading: Reading, span: Span) -> bool:
    """Whether its accent makes a verb of what is a noun without it: "a rencontré", "programmée", "dialogó"."""
    return reading.text(span).casefold().endswith(reading.words["nominals"]["not"]["accented"])


@cache
def _false_friends(language: str) -> tuple[re.Pattern[str], ...]:
    """What makes another thing of a noun: right before it, right behind it; and of an agreement behind it."""
    words = lexicon(language)["nominals"]["not"]
    before, *behind = ("|".join(words[key]) or r"(?!)" for key in ("before", "after", "treaty"))
    return re.compile(rf"(?:^|\W)(?:{before})$"), *map(re.compile, behind)


def _is_proper(reading: Reading, span: Span) -> bool:
    """In English, a capitalised name before a capitalised noun: "the Schengen Agreement" is no agreement of today."""
    written = reading.page.text[max(0, span.start - _LOOK_BACK) : span.start].split()
    if reading.page.language != "en" or not written or not reading.page.text[span.start].isupper():
        return False
    return written[-1].istitle() and not reading.words.pattern("nominals", "determiners").fullmatch(fold(written[-1]))


def _definite(reading: Reading, span: Span, sentence: Span) -> bool | None:
    """How the noun is determined: by the last determiner before it in the same run of words."""
    before = reading.folded[max(sentence.start, span.start - _LOOK_BACK) : span.start]
    run = re.split(r"[.,;:()\"]", before)[-1]
    if reading.words.pattern("nominals", "determiners", "copula").search(run):
        return True
    last = None
    plural = reading.words.language != "en" and is_plural(reading, span) and reading.words.pattern(
        "nominals", "event").match(reading.folded, span.start)
    for definite, key in ((True, "definite"), (False, "indefinite")):
        pattern = reading.words.pattern("nominals", "determiners", key)
        for match in pattern.finditer(run):
            compound = run[match.end() :].startswith("-")       # "two-day"
            compound = compound or _is_of_subject(reading, Span(span.start - len(run) + match.end(), span.start))
            if plural and definite and match[0][-1] not in "sx":
                continue                    # "la OIM organizará cursos"
            if not compound and len(run[match.end() :].split()) <= 3 and (last is None or match.end() >= last[0]):
                last = (match.end(), definite)
    return last[1] if last else None


def _is_of_subject(reading: Reading, between: Span) -> bool:
    """ "La OIM ofrece capacitación", "its officers attend training": behind this article stand who acts and a verb."""
    named = reading.of_kind("Organization", within=between)
    acts = bool(named) and reading.says(between, "events", "organize", "active")
    return acts or reading.says(between, "events", "attend", "verb")


def is_planned_later(reading: Reading, span: Span) -> bool:
    """ "The meeting with Peru, planned for May": told of the noun before any verb."""
    limit = min(reading.sentence(span).end, span.end + _APART)
    planned = reading.words.pattern("nominals", "own", "planned").search(reading.folded, span.end, limit)
    return planned is not None and not reading.says(Span(span.end, planned.start()), "status", "tense")


def is_plural(reading: Reading, span: Span) -> bool:
    """By the ending of the noun, in English the last word of its compound; "le cours" has that of a plural, which its
    determiner tells."""
    compound = reading.words.shape(OF).split(reading.fold(span), maxsplit=1)[0].split()
    noun = compound[-1 if reading.page.language == "en" else 0]
    if reading.words.pattern("nominals", "determiners", "invariable").fullmatch(noun):
        before = reading.folded[max(0, span.start - _BEFORE) : span.start].split()
        return bool(before) and before[-1].endswith(("s", "x")) and before[-1] != noun
    return noun.endswith("s")
