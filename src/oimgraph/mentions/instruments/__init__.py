"""Plans, strategies, laws, treaties, reports that a page names beyond those of the register.

A head noun with what tells it from others of its kind makes a name ("plan national de lutte contre la traite"); a
short form ("le Plan", "dicha ley", "the National Plan") takes up the name that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph.mentions.instruments.cover import Cover
from oimgraph.mentions.instruments.dates import designation, period
from oimgraph.mentions.instruments.grammar import name_grammar
from oimgraph.mentions.instruments.identity import CLASSES, Head, Instrument, identified, known_as, successors, taken_up
from oimgraph.mentions.instruments.issuing import published, published_by
from oimgraph.mentions.instruments.known import Known, known_names
from oimgraph.mentions.instruments.start import name_start
from oimgraph.mentions.instruments.titles import called_by_title, is_apposed, publications
from oimgraph.mentions.instruments.walk import Walk
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

_ACRONYM = re.compile(r" ?\((?P<acronym>[A-Z][A-Za-z0-9-]{1,9})\)")
_ALIAS = re.compile(r" \([^()]{1,60}\)")
_OF_BODY = r" {of}(?:[A-Z][\w'-]{0,30} (?:{and})?){0,3}"
_OWNED = " {genitive}{the}?$"
_OPENING = 14               # characters of such a preposition with its article
_FIELDS = ("policy", "strategy")        # in which bodies work
_BODY = 80                  # characters between the noun of a body and such a word of its name
_YEAR_BEHIND = r" (?:19|20)\d\d(?: ?- ?(?:19|20)?\d\d)?(?= (?:{of}|{on}|{for}))"
_PERIOD = re.compile(r" \(?(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d\)?(?= [a-z])")
_PERIOD_BEFORE = 60          # characters before a noun in which the period of a plan may stand
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d) $")
_YEAR_IN = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_AFTER = r" (?:\(|{of}|{for})?((?:19|20)\d\d)\b"


def instruments(reading: Reading) -> list[Instrument]:
    """All names in the order of the text, and what takes them up."""
    titles = publications(reading)
    titled = sorted([one for title in titles for one in title.parts()], key=lambda one: one.span)
    known, taken, found = known_names(reading), Cover(one.span for one in titled), list[Instrument]()
    registered = Cover([m.span for m in reading.of_kind("PolicyInstrument", "LegalInstrument")])
    reach = 0                               # how far the names found so far reach
    for head in _heads(reading):
        if head.span.start < reach or taken.overlaps(head.span) or is_apposed(head, titles):
            continue
        while titled and titled[0].span.start < head.span.start:
            found.append(titled.pop(0))
        floor = max(reach, registered.end_before(head.span.start))
        again = taken_up(reading, head, found)
        aside = head.table == "publication" and reading.folded.startswith(", ", head.span.end)
        one = (again if aside else None) or _named(reading, known, head, floor) or again   # "The report, published by"
        if one:
            found.append(one)
            reach = _with_alias(reading, one.span).end
    found = sorted([*(known_as(reading, one) for one in found), *titled], key=lambda one: one.span)
    found = identified(reading, called_by_title(reading, found, titles))
    return sorted([*found, *successors(reading, found)], key=lambda one: one.span)


def _heads(reading: Reading) -> list[Head]:
    """The nouns that may open a name, false friends and what the register knows aside; the longest first."""
    known = [m.span for m in reading.of_kind("Organization", "Person", "LegalInstrument", "PolicyInstrument")]
    ministers = reading.words.pattern("persons", "post", "ministers")
    known += [office.post for office in reading.offices if ministers.match(reading.fold(office.post))]
    other = Cover([*known, *(Span(*m.span()) for m in _false_friends(reading))])
    headline = reading.title if reading.words.language == "en" else Span(0, 0)
    found = [
        Head(span, table, slug)
        for table in CLASSES
        for slug, match in reading.found("instruments", table)
        if not headline.covers(span := Span(*match.span())) and not other.covers(span)
        and not (slug in _FIELDS and _is_of_body(reading, span))
    ]
    return sorted(found, key=lambda head: (head.span.start, -head.span.end))


def _is_of_body(reading: Reading, noun: Span) -> bool:
    """Whether a body that nobody knows is called by it: "Bureau of Policy and Strategy"."""
    floor = max(reading.sentence(noun).start, noun.start - _BODY)
    of, bodies = reading.words.shape(_OF_BODY), reading.of_kind("Organization")
    return any(
        of.fullmatch(reading.cased, body.end(), noun.start) and reading.cased[body.start()].isupper()
        and not any(m.span.covers(Span(*body.span())) for m in bodies)
        for body in reading.words.pattern("institutions", "head").finditer(reading.folded, floor, noun.start)
    )


def _with_alias(reading: Reading, span: Span) -> Span:
    """With what stands in brackets behind: "Human Trafficking Act (Act 694)"."""
    alias = _ALIAS.match(reading.page.text, span.end)
    return Span(span.start, alias.end()) if alias else span


def _false_friends(reading: Reading) -> Iterator[re.Match[str]]:
    return reading.stated("instruments", "name", "not")


def _named(reading: Reading, known: Known, head: Head, floor: int) -> Instrument | None:
    """What the words around a noun name; `floor` is where the name before it ends."""
    sentence, text = reading.sentence(head.span), reading.page.text
    told = _told_apart(reading, head, sentence.end)
    rules = name_grammar(reading.words.language)
    opened = head.table == "law" and bool(rules.connectors.search(reading.folded, head.span.start, head.span.end))
    walk = Walk(reading, known, head.span, sentence.end, opened=opened)
    short = walk.end(told)
    end = _further(reading, walk, head, short) if short > told or head.table == "policy" else short
    span = Span(name_start(reading, head.span, max(sentence.start, floor)), end)
    acronym = _ACRONYM.match(text, end)
    if not acronym and not _tells_enough(reading, head, span, numbered=told > head.span.end):
        return None
    years, reach = _period(reading, head, span.start, acronym.end() if acronym else end)
    dated = text.startswith(",", short) and designation(reading, short, sentence.end) == end
    issued = published_by(reading, span)[-1:] if head.table == "publication" else []
    whole = issued[0].span.end if issued else end       # "study by UN Women", "by the Fund (IMF)"
    whole += text.startswith(")", whole) if issued else 0
    aside = text.startswith(",", end) and span != head.span         # "Annual Report, published by IOM"
    stops = (end if aside else whole, end, reach, short if dated else end, _without_owner(reading, span))
    forms = dict.fromkeys(" ".join(text[span.start : stop].split()) for stop in stops)
    if head.table == "publication":         # "étude de l'Organisation du corridor (OCAL)"
        forms |= dict.fromkeys(_ACRONYM.sub("", form) for form in forms)
        if text[head.span.end : end].lstrip()[:1].isupper() and text[head.span.start].islower():
            forms |= {" ".join(text[head.span.end : end].split()): None}        # "informe Huellas en la arena"
    key = f"{head.table}:{' '.join(reading.fold(span).split())}"
    return Instrument(
        Entity(CLASSES[head.table], key), span, (*forms, *((acronym["acronym"],) if acronym else ())), head.type,
        (_year(reading, span, whole), "") if head.table == "publication" else years, head.span,
    )


def _without_owner(reading: Reading, span: Span) -> int:
    """ "Rapport mondial de l'ONUDC", "Migration Policy of Ghana": where the name ends without whose it is."""
    named = [m.span for m in reading.of_kind("Organization", "Country", within=span) if m.span.end == span.end]
    owner = min((at.start for at in named), default=span.end)
    of = reading.words.shape(_OWNED).search(reading.folded, max(span.start, owner - _OPENING), owner)
    told = of is not None and " " in reading.folded[span.start : of.start()]
    return of.start() if of and told else span.end


def _further(reading: Reading, walk: Walk, head: Head, end: int) -> int:
    """Where a name goes on behind a date, a year or a period, and where what a report is about takes place."""
    limit = reading.sentence(head.span).end
    if head.table == "law":                 # "Convention sur ... de 1949 de l'Organisation"
        dated = designation(reading, end, limit)
        return walk.end(dated) if dated > end else end
    if head.table == "publication":         # "Informe sobre la Trata 2012 del Departamento"
        year = reading.words.shape(_YEAR_BEHIND).match(reading.folded, end, limit)
        return walk.place(walk.end(year.end()) if year else end)
    middle = _PERIOD.match(reading.folded, end, limit)          # "plan national 2014-2016 pour la lutte contre"
    further = reading.words.pattern("instruments", "date", "further")
    return walk.end(middle.end()) if middle and further.match(reading.folded, middle.end() + 1) else end


def _period(reading: Reading, head: Head, begin: int, end: int) -> tuple[tuple[str, str], int]:
    """The years that stand behind the name, in it or before it, and how far they reach."""
    limit = reading.sentence(head.span).end
    start, stop, reach = period(reading, end, limit)
    inner = _PERIOD.search(reading.folded, head.span.end, end) if head.table == "policy" and not start else None
    if inner:
        start, stop, _ = period(reading, inner.start(), end)
    if head.table == "policy" and not start:            # "its 2019-2021 action plan"
        before = max(reading.sentence(head.span).start, head.span.start - _PERIOD_BEFORE)
        led = list(_PERIOD.finditer(reading.folded, before, head.span.end))
        at = led[-1].start() if led and begin <= led[-1].end() + 1 <= head.span.start + 1 else head.span.start
        start, stop, _ = period(reading, at, head.span.start)
    return (start, stop), reach


def _told_apart(reading: Reading, head: Head, limit: int) -> int:
    """Where the number and date of a law end, or the year right behind a noun: "Rapport 2022 du ..."."""
    if head.table == "law":
        return designation(reading, head.span.end, limit)
    year = reading.words.shape(_YEAR_BEHIND).match(reading.folded, head.span.end, limit)
    return year.end() if year else head.span.end


def _year(reading: Reading, span: Span, end: int) -> str:
    """The year of a report: right before its name, in it, or right behind it and who brings it out."""
    folded = reading.folded
    places = ((_YEAR_BEFORE, max(0, span.start - 5), span.start), (_YEAR_IN, span.start, span.end))
    found = [told[1] for pattern, start, end in places if (told := pattern.search(folded, start, end))]
    after = reading.words.shape(_YEAR_AFTER)
    behind = after.match(folded, span.end) or after.match(folded, end)
    return next(iter(found), behind[1] if behind else "")


def _tells_enough(reading: Reading, head: Head, span: Span, *, numbered: bool) -> bool:
    """Whether these words name one instrument: a proper name, a number, a telling complement, a noun that suffices."""
    words, name, noun = reading.words, reading.fold(span), reading.fold(head.span)
    sure = words.pattern("instruments", "name", "sure").match(name)
    small = not any(c.isupper() for c in reading.text(head.span))
    if small and head.type != "guidelines" and words.pattern("instruments", "name", "proper").fullmatch(noun):
        return False                        # a protocol in small letters is an agreement between parties
    if numbered or sure:
        return True
    if head.type == "evaluation":           # any work is evaluated; only what a body brings out is read
        return bool(published(reading, span))
    if head.table == "publication" and published_by(reading, span):
        return True
    rest = name.replace(noun, " ", 1)
    proper = not small and head.span.start > reading.sentence(head.span).start
    key = "topic" if head.table == "publication" else "telling"
    telling = words.pattern("instruments", "name", key).search(rest) or period(
        reading, span.end, reading.sentence(span).end
    )[0] or reading.of_kind("Concept", within=Span(head.span.end, span.end))
    return bool(rest.strip()) and bool(proper or telling)
