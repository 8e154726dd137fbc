"""What class a named body has, and to which state it belongs."""

from __future__ import annotations

import re

from oimgraph.lexicon import Lexicon
from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

MARKS = ("'s ", "' ")       # of an English possessive
_THE = 5                    # characters in which an article stands between a name and its state


def class_of(head: str, words: Lexicon) -> str:
    return words.key("institutions", "head", head)


def class_among(cls: str, span: Span, reading: Reading) -> str:
    """A part of an intergovernmental body is no state's: "Police of the United Nations"; a body with a cause in its
    name and no office is the society's: "Centre pour l'équité"."""
    words, written = reading.words, reading.fold(span)
    general = cls in ("Organization", "IntergovernmentalOrganization")
    bank = words.pattern("institutions", "adjective", "central").match(written)
    states = reading.of_kind("Country", within=span) if bank else ()
    if bank and any(m.span.start - span.start - bank.end() <= _THE and m.span.end == span.end for m in states):
        return "GovernmentBody"             # "Bank of Ghana"
    if general and words.pattern("institutions", "adjective", "national").search(written):
        return "GovernmentBody"             # "Centre national de lutte contre le sida"
    sure = words.pattern("institutions", "sure").match(written)
    private = not sure and words.pattern("institutions", "adjective", "private").search(written)
    if private or (cls == "Organization" and words.pattern("institutions", "cause", "for").search(written)):
        return "CivilSocietyOrganization"
    within = {reading.classes.get(m.entity) for m in reading.of_kind("Organization", within=span)}
    regional = words.pattern("institutions", "adjective", "regional").search(written)
    shared = "IntergovernmentalOrganization" in within or (
        regional and not sure
        and not reading.of_kind("Country", "Demonym", within=span))
    return "IntergovernmentalOrganization" if cls == "GovernmentBody" and shared else cls


def _owners(reading: Reading, kind: str, at: int) -> list[Mention]:
    """In English who has the possessive that stands before a name: "Mauritania's National Statistics Office"."""
    ends = {at - len(mark) for mark in MARKS if reading.folded.endswith(mark, 0, at)}
    return [m for m in reading.of_kind(kind) if m.span.end in ends] if ends else []


def owner_start(reading: Reading, at: int) -> int:
    states = _owners(reading, "Country", at)
    return states[0].span.start if states else at


def is_branch(reading: Reading, span: Span, head: re.Match[str]) -> bool:
    """Whether a part of an intergovernmental body is meant, which has no name of its own: "IOM's Regional Office"."""
    if not reading.words.pattern("institutions", "form", "branch").fullmatch(head[0]):
        return False
    owners = _owners(reading, "Organization", span.start)
    return any(reading.classes.get(m.entity) == "IntergovernmentalOrganization" for m in owners)


def country_of(reading: Reading, span: Span, head: re.Match[str]) -> str:
    """The country that the name itself tells, or that stands or has its town right behind it: "in Viet Nam", "in
    Pretoria"; an embassy is abroad."""
    if told := country_in(reading, span):
        return told
    if reading.words.pattern("institutions", "abroad", "head").fullmatch(head[0]):
        return ""
    host = reading.words.pattern("institutions", "abroad", "host").match(reading.folded, span.end + 1)
    behind = (m for m in reading.of_kind("Country", "Place") if host and 0 < m.span.start - host.end() <= _THE)
    return next(map(reading.state_of, behind), "")


def country_in(reading: Reading, span: Span) -> str:
    """The only country in the name, by a name or an adjective."""
    codes = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=span)}
    return codes.pop() if len(codes) == 1 else ""
