"""Countries of origin, transit and destination for a crime, as a page says: "un pays d'origine, de transit et de
destination"; and the tier in which a report ranks a country.

A noun ("country", "point") opens a run of roles; the countries stand before it ("X and Y are …"), in apposition to it
("A country of origin, X …") or behind ("transit countries such as X"); the crime stands with it or before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oimgraph import terms
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import chain_after, chains
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Fact, Mention, Span, Value

RULES = ("role.country", "role.tier")

_PREDICATES = {"origin": terms.ORIGIN_FOR, "transit": terms.TRANSIT_FOR, "destination": terms.DESTINATION_FOR}
_TRAFFICKING = Entity("Concept", "crime/trafficking-in-persons")
_TIER = re.compile(r"\s([123])(?!\w)")
_FIRST = 16                 # characters between a noun and its first role
_LAST = 8                   # characters before a noun in which its determiner stands
_NEXT = 48                  # characters between two roles: ", et dans une moindre mesure, "
_TO_SUBJECT = 160           # characters between a country and the noun
_TO_LIST = 90                # characters between roles and the "are" or "such as" that leads to their countries
_TO_CRIME = 30              # characters between crimes that are told together
_BACK = 2                   # sentences in which the crime was spoken of


def roles(reading: Reading) -> Iterator[Fact]:
    for sentence in reading.sentences:
        yield from _tiers(reading, sentence)
        runs = list(_runs(reading, sentence))
        for run, found in runs:
            if _is_negated(reading, run):
                continue
            others = [other for other, _ in runs if other.start > run.start]
            for country in _countries(reading, run, sentence):
                for crime in _crimes(reading, run, others, sentence):
                    for role in found:
                        yield Fact(country, _PREDICATES[role], crime, "role.country", sentence)


def _runs(reading: Reading, sentence: Span) -> Iterator[tuple[Span, list[str]]]:
    """Runs of roles with or without a noun, and "to and from X"; none inside another."""
    taken = sentence.start
    for noun in reading.matches(sentence, "roles", "noun", "country"):
        run, found = _run(reading, Span(*noun.span()), sentence)
        if found and run.start >= taken:
            taken = run.end
            yield run, found
            yield from _further(reading, run, sentence)
    if taken == sentence.start:
        yield from _alone(reading, sentence)


def _further(reading: Reading, run: Span, sentence: Span) -> Iterator[tuple[Span, list[str]]]:
    """ "A country of origin for trafficking and of transit for smuggling": roles behind the crime of the first."""
    crimes = _told(reading, Span(run.end, sentence.end))[:1]
    for crime in crimes:
        joined = reading.words.pattern("roles", "slots", "link").match(reading.folded, crime.span.end + 1)
        found, end = _listed(reading, "behind", joined.end(), sentence.end) if joined else ([], 0)
        if joined and found:
            yield Span(joined.start(), end), found


def _run(reading: Reading, noun: Span, sentence: Span) -> tuple[Span, list[str]]:
    """The roles around a noun: before it without a gap in English, behind it with adverbs between."""
    behind, end = _listed(reading, "behind", noun.end, sentence.end)
    before, start = [], noun.start
    floor, links = max(sentence.start, noun.start - 2 * _NEXT), reading.words.pattern("roles", "slots", "link")
    for role, match in reversed(_found(reading, "before", Span(floor, noun.start))):
        if not all(links.fullmatch(word) for word in reading.folded[match.end : start].replace(",", " ").split()):
            break
        before.append(role)
        start = match.start
    return Span(start, end), [role for role in _PREDICATES if role in before + behind]


def _listed(reading: Reading, table: str, start: int, limit: int) -> tuple[list[str], int]:
    found: list[str] = []
    end = start
    for role, match in _found(reading, table, Span(start, limit)):
        if _parts(reading, Span(end, match.start), _NEXT if found else _FIRST):
            break
        found.append(role)
        end = match.end
    return found, end


def _parts(reading: Reading, gap: Span, reach: int) -> bool:
    """Whether what stands before a role tells it from the run: too much, a crime, another country, another clause."""
    far = gap.end - gap.start > reach or bool(_told(reading, gap))
    return far or bool(reading.of_kind("Country", within=gap)) or any(mark in reading.fold(gap) for mark in ".;:")


def _found(reading: Reading, table: str, within: Span) -> list[tuple[str, Span]]:
    """Roles in the order of the text."""
    found = [(role, Span(*match.span())) for role in _PREDICATES
             for match in reading.matches(within, "roles", table, role)]
    return sorted(found, key=lambda one: one[1].start)


def _alone(reading: Reading, sentence: Span) -> Iterator[tuple[Span, list[str]]]:
    """ "is a source and destination for human trafficking"; "taken to and from Mongolia"."""
    if found := _found(reading, "alone", sentence):
        yield found[0][1].to(found[-1][1]), [role for role in _PREDICATES if role in dict(found)]
    for both in reading.matches(sentence, "roles", "alone", "both"):
        if chain_after(reading, both.end(), sentence.end, ("Country",)):
            yield Span(*both.span()), ["origin", "destination"]


def _is_negated(reading: Reading, run: Span) -> bool:
    before = Span(max(clause(reading, run).start, run.start - _TO_CRIME), run.start)
    return reading.says(before, "roles", "slots", "negated")


def _countries(reading: Reading, run: Span, sentence: Span) -> list[Entity]:
    """Behind "such as" or "are"; else before, in the clause; else in apposition; else what "the country" takes up."""
    return (_behind(reading, run, sentence) or _before(reading, run, sentence) or _appositive(reading, run, sentence)
            or _taken_up(reading, run, sentence))


def _behind(reading: Reading, run: Span, sentence: Span) -> list[Entity]:
    """ "The main countries of destination are X, Y and Z", "to and from X"."""
    if reading.words.pattern("roles", "alone", "both").fullmatch(reading.folded, run.start, run.end):
        return [m.entity for m in chain_after(reading, run.end, sentence.end, ("Country",))]
    for hinge in reading.matches(Span(run.end, min(sentence.end, run.end + _TO_LIST)), "roles", "slots", "hinge"):
        if chain := chain_after(reading, hinge.end(), sentence.end, ("Country",)):
            return [m.entity for m in chain]
    return []


def _before(reading: Reading, run: Span, sentence: Span) -> list[Entity]:
    """The countries named together last before, but for those inside the name of a body."""
    floor = max(_clause_start(reading, run), run.start - _TO_SUBJECT)
    named = _free(reading, Span(max(sentence.start, floor), run.start))
    if not named:
        return []
    before = chains(reading, Span(named[0].span.start, run.start), ("Country",))
    together = [chain for chain in before if chain[-1] in named]
    last = together[-1:]
    if reading.says(Span(named[-1].span.end, run.start), "roles", "slots", "pronoun"):
        last = together[:1]                 # "as for X, where children of Y are taken, it is …"
    elif len(together) > 1:                 # "X is, with Y, …"
        lead = Span(max(named[0].span.start, last[0][0].span.start - _FIRST), last[0][0].span.start)
        last = together[-2:] if reading.says(lead, "roles", "slots", "together") else last
    said = bool(last) and _is_said(reading, Span(last[0][-1].span.end, run.start))
    return [m.entity for chain in last for m in chain] if said else []


def _is_said(reading: Reading, gap: Span) -> bool:
    """Whether the roles are said of a country: by a verb of being, or in apposition; not by "their country"."""
    if reading.says(Span(max(gap.start, gap.end - _LAST), gap.end), "roles", "slots", "own"):
        return False
    apposed = gap.end - gap.start < _FIRST and reading.fold(gap).strip()[:1] in (",", "(", "-")
    return apposed or reading.says(gap, "roles", "slots", "said")


def _clause_start(reading: Reading, run: Span) -> int:
    """Where the part of the sentence begins that a semicolon ends before."""
    sentence = reading.sentence(run)
    return max(sentence.start, reading.folded.rfind(";", sentence.start, run.start) + 1)


def _appositive(reading: Reading, run: Span, sentence: Span) -> list[Entity]:
    """ "A country of origin and transit, X also knows …": the noun opens the sentence."""
    taken_up = reading.words.pattern("roles", "slots", "taken_up").match(reading.folded, sentence.start)
    opens = run.start - sentence.start <= len("longtime ") and not taken_up
    comma = reading.folded.find(",", run.end, sentence.end)
    behind = chains(reading, Span(run.end, sentence.end), ("Country",)) if opens and comma >= 0 else []
    return [m.entity for m in behind[0]] if behind and behind[0][0] in _free(reading, sentence) else []


def _free(reading: Reading, within: Span) -> list[Mention]:
    """The countries that do not stand inside another name."""
    names = ("Organization", "Person", "LegalInstrument", "PolicyInstrument", "Publication")
    bodies = [m.span for m in reading.of_kind(*names)]
    return [m for m in reading.of_kind("Country", within=within) if not any(body.covers(m.span) for body in bodies)]


def _taken_up(reading: Reading, run: Span, sentence: Span) -> list[Entity]:
    """ "The country is also a source …": the last one named in the sentences before."""
    subject = reading.words.pattern("roles", "slots", "taken_up").match(reading.folded, sentence.start)
    if not subject or subject.end() > run.start:
        return []
    number = reading.number(sentence)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        if named := list(dict.fromkeys(m.entity for m in _free(reading, earlier))):
            return named if len(named) == 1 else []
    return [Entity("Country", reading.country)] if reading.country else []


def _crimes(reading: Reading, run: Span, others: list[Span], sentence: Span) -> list[Entity]:
    """The crimes told together behind the roles, else before them or right behind the next roles, else spoken of just
    before; for "victims" those of the title."""
    crimes = [m for m in _told(reading, sentence) if not _is_aside(reading, others[-1:] or [run], m)]
    limit = others[0].start if others else sentence.end
    told = _together([m for m in crimes if run.end <= m.span.start < limit])
    told = told or [m for m in crimes if m.span.end <= run.start]
    for other in others[-1:]:
        told = told or _together([m for m in crimes if 0 <= m.span.start - other.end <= _TO_CRIME])
    number = reading.number(sentence)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        told = told or _told(reading, earlier)[:1]
    told = told or _told(reading, sentence)
    if not told and reading.says(Span(run.end, sentence.end), "roles", "slots", "victims"):
        told = _told(reading, reading.title)
    trafficked = reading.says(Span(run.end, min(limit, run.end + _TO_CRIME)), "roles", "slots", "trafficked")
    return list(dict.fromkeys([*([_TRAFFICKING] if trafficked else []), *(mention.entity for mention in told)]))


def _is_aside(reading: Reading, runs: list[Span], crime: Mention) -> bool:
    """ "A country of destination, where children are put to work": what is told there is no more than an example."""
    end = runs[0].end
    return crime.span.start > end and reading.says(Span(end, crime.span.start), "events", "clause", "relative")


def _told(reading: Reading, within: Span) -> list[Mention]:
    return [m for m in reading.of_kind("Concept", within=within) if m.entity.key.startswith("crime/")]


def _together(crimes: list[Mention]) -> list[Mention]:
    """The first of them and those that follow at once."""
    told = crimes[:1]
    for mention in crimes[1:]:
        if mention.span.start - told[-1].span.end <= _TO_CRIME:
            told.append(mention)
    return told


def _tiers(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """ "Il classe le pays au niveau 2": the tier, with the year of the report that the page has named last."""
    for word in reading.matches(sentence, "roles", "slots", "tier"):
        match = _TIER.match(reading.folded, word.end())
        named = _free(reading, Span(sentence.start, word.start()))
        country = named[-1].entity if named else Entity("Country", reading.country) if reading.country else None
        if match and country:
            years = [m.start for m in reading.moments if m.span.end < word.start() and len(m.start) == 4 and not m.end]
            tier = f"{match[1]} ({years[-1]})" if years else match[1]
            yield Fact(country, terms.TIER_IN, Value(tier), "role.tier", sentence)
