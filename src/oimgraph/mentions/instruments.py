"""Plans, strategies, laws, treaties, reports that a page names beyond those of the register.

A head noun needs a complement to make a name ("plan national de lutte contre la traite"); a short form ("le Plan")
takes up the latest name with that head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph.lexicon import any_of
from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

CLASSES = {"policy": "PolicyInstrument", "law": "LegalInstrument", "publication": "Publication"}
_ACRONYM = re.compile(r" ?\((?P<acronym>[A-Z][A-Za-z0-9-]{1,9})\)")
_AGAINST = re.compile(
    r" (?:de |para )?(?:lucha )?(?:contra|sobre|de|against|on|contre|sur) (?:la |el |los |las |le |l')?"
)
_QUOTED = re.compile(r"[«“\"]\s?([^«»“”\"]{12,160}?)\s?[»”\"]")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d) $")
_YEAR_OF = re.compile(r" (?:(?:de|of|del) )?((?:19|20)\d\d)(?!\w)")
_YEARS = re.compile(r" (?:de |of |for |pour |\()?\(?((?:19|20)\d\d)(?:(?:\s?[-–/ ]\s?)((?:19|20)\d\d))?\)?")


@dataclass(frozen=True, slots=True)
class Instrument:
    entity: Entity
    span: Span
    names: tuple[str, ...]  # the fullest form first
    type: str
    years: tuple[str, str]  # start and end as part of the name, "" when there are none


def instruments(reading: Reading, rules: Grammar) -> list[Instrument]:
    """All names in the order of the text, and what takes them up."""
    found = list(_titled(reading))
    taken = [one.span for one in found]
    for head, table, slug in sorted(_heads(reading), key=lambda h: (h[0].start, -h[0].end)):
        if any(head.start < span.end and span.start < head.end for span in taken):
            continue
        named = _named(reading, head, table, slug, rules)
        if named is None or named.span == head:
            named = _taken_up(reading, head, table, slug, found) or named
        if named:
            found.append(named)
            taken.append(named.span)
    return _fuller(reading, sorted(found, key=lambda one: one.span))


def _titled(reading: Reading) -> Iterator[Instrument]:
    """Publications by their title in quotation marks, with a noun before ("the report “…”") or behind."""
    words, folded = reading.words, reading.folded
    for sentence in reading.sentences:
        for quoted in _QUOTED.finditer(reading.page.text, sentence.start, sentence.end):
            before = words.pattern("instruments", "words", "entitled").finditer(folded, sentence.start, quoted.start())
            opened = any(quoted.start() - match.end() <= 1 for match in before)
            behind = re.compile(r",? ").match(folded, quoted.end())
            closed = behind and words.pattern("instruments", "words", "called").match(folded, behind.end())
            if (opened or closed) and quoted[1][0].isupper() and not quoted[1].endswith("."):
                name = " ".join(quoted[1].split())
                entity = Entity("Publication", f"publication:{' '.join(reading.fold(Span(*quoted.span(1))).split())}")
                yield Instrument(entity, Span(*quoted.span(1)), (name,), "report", ("", ""))


def _fuller(reading: Reading, found: list[Instrument]) -> list[Instrument]:
    """A name without complement is that of the first fuller one of its type on the page, wherever that stands."""
    full = {one.type: one for one in reversed(found) if one.names and not _is_bare(reading, one)}
    return [
        replace(one, entity=full[one.type].entity, names=()) if _is_bare(reading, one) and one.type in full else one
        for one in found
    ]


def _is_bare(reading: Reading, one: Instrument) -> bool:
    head = reading.words.pattern("instruments", "policy", one.type) if one.entity.kind == "PolicyInstrument" else None
    return bool(head and head.fullmatch(reading.fold(one.span)))


def _heads(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    known = [m.span for m in reading.of_kind("Organization", "LegalInstrument", "PolicyInstrument")]
    for table in CLASSES:
        for slug, match in reading.found("instruments", table):
            span = Span(match.start(), match.end())
            if not any(other.covers(span) for other in known):
                yield span, table, slug


def _named(reading: Reading, head: Span, table: str, slug: str, rules: Grammar) -> Instrument | None:
    sentence, text = reading.sentence(head), reading.page.text
    year = _YEAR_OF.match(text, head.end)
    end = name_end(text, reading.folded, year.end() if year else head.end, sentence.end, rules)
    end = _crime_behind(reading, end, sentence)
    start = _start(reading, head, sentence) if rules.bare else head.start
    acronym = _ACRONYM.match(text, end)
    if Span(start, end) == head and not acronym and not _tells_enough(reading, head, table, slug):
        return None
    capital = text[start].isupper() and (not rules.bare or text[head.start].isupper())
    told = year.end() if year else head.end
    about = reading.words.pattern("instruments", "words", "about").match(reading.folded, told + 1)
    if table != "policy" and not capital and not (about or year):
        return None
    name = " ".join(text[start:end].split())
    names = (name, acronym["acronym"]) if acronym else (name,)
    years = _YEARS.match(text, end)
    key = f"{table}:{' '.join(reading.folded[start:end].split())}"
    earlier = _YEAR_BEFORE.search(text, max(sentence.start, start - 5), start)
    year = year or (earlier if table == "publication" else None)
    period = (years[1], years[2] or "") if years else (year[1], "") if year and table == "publication" else ("", "")
    return Instrument(Entity(CLASSES[table], key), Span(start, end), names, slug, period)


def _crime_behind(reading: Reading, end: int, sentence: Span) -> int:
    """ "Plan de Acción Nacional contra la trata de personas": what a plan is against belongs to its name."""
    opening = _AGAINST.match(reading.folded, end)
    limit = opening.end() if opening else end
    crimes = reading.of_kind("Concept", within=Span(end, sentence.end)) if opening else []
    return next((m.span.end for m in crimes if end < m.span.start <= limit), end)


def _tells_enough(reading: Reading, head: Span, table: str, slug: str) -> bool:
    """ "plan d'action national", "mécanisme d'orientation": a name without any complement."""
    national = reading.words.pattern("institutions", "adjective", "national").search(reading.fold(head))
    return table == "policy" and (slug == "referral-mechanism" or bool(national))


def _start(reading: Reading, head: Span, sentence: Span) -> int:
    """In English, capitalised words before the head belong to the name: "National Border Security Strategy"."""
    written = reading.page.text[max(sentence.start, head.start - 70) : head.start]
    before = re.search(r"(?:[A-Z][\w'’-]* ){1,5}$", written)
    start = head.start - len(before[0]) if before else head.start
    for article in ("The ", "A ", "An ", "This ", "Its ", "In "):
        if reading.page.text.startswith(article, start):
            start += len(article)
    return start


def _taken_up(reading: Reading, head: Span, table: str, slug: str, found: list[Instrument]) -> Instrument | None:
    """ "le Plan d'action national": the latest of its type, when it is definite or written with a capital."""
    definite = any_of(set(reading.words["nominals"]["determiners"]["definite"]))
    before = reading.folded[max(0, head.start - 12) : head.start]
    if not list(definite.finditer(before)):
        return None
    same = [one for one in found if one.type == slug and one.entity.kind == CLASSES[table]]
    return Instrument(same[-1].entity, head, (), slug, ("", "")) if same else None
