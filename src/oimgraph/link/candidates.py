"""Resources that may be one, for people to decide (docs/corrections.md): nothing is merged on such grounds.

    acronym         two bodies, not of two countries, have one acronym and other words
    spelling        names of bodies of one country differ by little
    translation     names of bodies of one country, in two languages, are built of the same words
    agreement       same type, parties and subject, and at least one page does not tell the day
    project         two projects have one Prima ID
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, islice

from oimgraph.lexicon.fold import fold

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,11}")
_LITTLE = 0.88              # share of equal characters from which two spellings are close
_SAME_WORDS = 0.6           # share of word beginnings that two names in two languages have in common
_BEGINNING = 4              # letters that words of the three languages share: "minis", "justi", "inter"
_DAY = len("2014-08-05")


@dataclass(frozen=True, slots=True, order=True)
class Body:
    """A body with its names, each with its language. The register vouches for its own."""

    iri: str
    names: tuple[tuple[str, str], ...]
    country: str = ""
    registered: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Deal:
    """An agreement: what it is, between whom, about what, and its date as far as told."""

    iri: str
    type: str
    parties: tuple[str, ...]
    subjects: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two IRIs that may mean one thing, and why."""

    one: str
    other: str
    reason: str


def of_bodies(bodies: Iterable[Body]) -> Iterator[Candidate]:
    """Pairs in order, each with its first reason."""
    blocks: dict[tuple[str, str], set[Body]] = {}
    for body in bodies:
        for name, _ in body.names:
            if _ACRONYM.fullmatch(name):
                blocks.setdefault(("", name), set()).add(body)
            for word in _beginnings(name) if body.country else ():
                blocks.setdefault((body.country, word), set()).add(body)
    reasons: dict[tuple[str, str], str] = {}
    for (country, shared), block in sorted(blocks.items()):
        for one, other in combinations(sorted(block), 2):
            abroad = one.country and other.country and one.country != other.country
            if abroad or (one.registered and other.registered):
                continue
            reason = _alike(one, other) if country else f"both are called {shared}"
            if reason:
                reasons.setdefault((one.iri, other.iri), reason)
    return (Candidate(*pair, reason) for pair, reason in sorted(reasons.items()))


def _alike(one: Body, other: Body) -> str:
    for name, language in one.names:
        for told, tongue in other.names:
            if _ACRONYM.fullmatch(name) or _ACRONYM.fullmatch(told):
                continue
            if language == tongue and _close(fold(name), fold(told)):
                return f"names differ by little: {name} / {told}"
            if language != tongue and _overlap(_beginnings(name), _beginnings(told)) >= _SAME_WORDS:
                return f"a translation without an entry in the register: {name} / {told}"
    return ""


def _close(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other)
    bounds = matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio       # the first two are fast and never less
    return all(bound() >= _LITTLE for bound in bounds)


def _beginnings(name: str) -> set[str]:
    return {word[:_BEGINNING] for word in re.findall(r"\w+", fold(name)) if len(word) >= _BEGINNING}


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def of_agreements(deals: Iterable[Deal]) -> Iterator[Candidate]:
    """Each with the next that it may be one with: all pairs would grow with the square of what two parties agree on."""
    blocks: dict[tuple[str, tuple[str, ...]], list[Deal]] = {}
    for deal in deals:
        if len(deal.parties) > 1:
            blocks.setdefault((deal.type, deal.parties), []).append(deal)
    for _, block in sorted(blocks.items()):
        ordered = sorted(block)
        for number, one in enumerate(ordered, 1):
            other = next((other for other in islice(ordered, number, None) if _may_be_one(one, other)), None)
            if other:
                yield Candidate(one.iri, other.iri, "same type and parties, and the day is not told by both")


def _may_be_one(one: Deal, other: Deal) -> bool:
    """Nothing speaks against it: subjects and dates agree as far as both tell them."""
    if one.subjects and other.subjects and one.subjects != other.subjects:
        return False
    if len(one.date) == len(other.date) == _DAY:
        return False
    day, part = sorted((one.date, other.date), key=len, reverse=True)
    return day.startswith(part) or (part.startswith("--") and day.endswith(part[1:]))


def of_projects(codes: Iterable[tuple[str, str]]) -> Iterator[Candidate]:
    """(code, IRI) of projects."""
    blocks: dict[str, set[str]] = {}
    for code, iri in codes:
        blocks.setdefault(code, set()).add(iri)
    for code, block in sorted(blocks.items()):
        for one, other in combinations(sorted(block), 2):
            yield Candidate(one, other, f"both have the code {code}")
