"""Whose project it is, said beside its name: "le Projet sur les migrants disparus | de l'OIM", "IOM's | Project"."""

from __future__ import annotations

import re

from oimgraph.mentions.funding.givers import IOM
from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

_AND = r"(?<!\w){and}$"
_NEAR = 90                  # characters of a name in small letters
_LED_BY = r" (?:{on}|{of}|{for}|{to}|{other-preposition}){the}?[\w'-]+(?: [\w'-]+){0,7}"      # no comma, no verb


def owned_by_iom(reading: Reading, noun: Span, end: int, sentence: Span) -> Span | None:
    """ "le Projet sur les migrants disparus de l'OIM": small words up to the body whose project it is."""
    bodies = [m for m in reading.of_kind("Organization", within=Span(end, sentence.end)) if m.entity == IOM]
    of = preposition_of(reading, noun.end, bodies[0]) if bodies else None
    if not of or of.start() - noun.end > _NEAR or reading.of_kind("Organization", within=Span(noun.end, of.start())):
        return None
    small = reading.words.shape(_LED_BY).fullmatch(reading.folded, noun.end, of.start())
    return Span(noun.start, of.start()) if small else None


def past_owner(reading: Reading, start: int) -> int:
    """Where a name begins behind the one whose it is: "IOM's | Missing Migrants Project"."""
    owner = next((m for m in reading.of_kind("Organization", "Country") if m.span.start == start), None)
    owned = owner and reading.folded.startswith("'s ", owner.span.end)
    return owner.span.end + len("'s ") if owner and owned else start


def before_owner(reading: Reading, name: Span) -> int:
    """Where a name ends that is said to be IOM's: "Programa de Retorno Voluntario | de la OIM"."""
    for body in reading.of_kind("Organization", within=name):
        owned = body.entity == IOM and body.span.end == name.end
        of = preposition_of(reading, name.start, body) if owned else None
        if of and not reading.words.shape(_AND).search(reading.folded, name.start, of.start() + 1):
            return of.start()               # but for "l'Initiative conjointe de l'UE et de l'OIM"
    return name.end


def preposition_of(reading: Reading, start: int, body: Mention) -> re.Match[str] | None:
    """The preposition that stands right before a body."""
    return reading.words.shape(" {of}$").search(reading.folded, start, body.span.start)
