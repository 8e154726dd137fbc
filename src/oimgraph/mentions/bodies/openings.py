"""Where the name of a body begins in English, which leads up to its head: "the | Ghana Immigration Service"."""

from __future__ import annotations

import re

from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.belonging import MARKS
from oimgraph.mentions.bodies.coordination import opens_body
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_BEFORE = rf"(?:[{UPPER}][\w'’.-]{{0,40}}(?:,? (?:{{and}}|{{bare-of}}|{{for}})(?=[A-Z])| )){{1,6}}$"   # with capitals
_LIST = re.compile(rf"(?:[{UPPER}][\w'’-]{{1,40}}(?: [{UPPER}][\w'’-]{{1,40}}){{0,2}}, ){{1,3}}$")
_AND = " {and}$"
_LINK = "(?:{of}|{for}|{and}|{in}){the}?"
_REACH = 80                 # characters before a head in which its name begins
_AHEAD = 20                 # characters behind a word that tell what it means


def leads_on(reading: Reading, head: re.Match[str], rules: Grammar) -> bool:
    """Whether in English a head only belongs to what stands before another one: "Immigration | and Citizenship
    Authority", "Inter-Agency | Council"."""
    text, folded = reading.page.text, reading.folded
    if not rules.bare or not text[head.start()].isupper():
        return False
    joined = rules.coordinator.match(folded, head.end() + 1) if rules.fields.fullmatch(head[0]) else None
    field = joined and rules.fields.match(folded, joined.end()) and not rules.heads.match(folded, joined.end())
    return folded[head.start() - 1] == "-" or bool(field and joined and opens_body(text, folded, joined.end(), rules))


def name_start(reading: Reading, at: int, floor: int, rules: Grammar) -> int:
    """In English, capitalised words before the head belong to the name: "Ghana Immigration Service"; not before
    one that the register knows: "Director General N and African Union Ambassador M"."""
    if known := [m.span.start for m in reading.of_kind("Organization") if m.span.start <= at < m.span.end]:
        return min(known)
    start = _capitals_start(reading, at, max(floor, at - _REACH), rules)
    while opening := rules.opening.match(reading.folded, start, at):
        start = opening.end() + 1
    owners = [m.span.end for m in reading.of_kind("Country", "Organization", "Place") if start < m.span.end < at]
    owners += [m.end() for m in rules.heads.finditer(reading.folded, start, at)]        # "the Ministry's Department"
    owned = [end + len(mark) for end in owners for mark in MARKS if reading.folded.startswith(mark, end)]
    words = rules.never.finditer(reading.folded, start, at + _AHEAD)        # "law (enforcement)" is one
    posts = [m.end() + 1 for m in words if m.end() < at]
    kinds = reading.words.pattern("institutions", "form", "kind").finditer(reading.folded, start, at)
    posts += [kind.end() + 1 for kind in kinds]         # "the NGO | Grupo Amparo Foundation"
    start = max([start, *owned, *posts])
    link = reading.words.shape(_LINK).match(reading.folded, start, at)      # "Director | of the Bureau"
    return min(at, link.end() if link else _list_start(reading, start, at, floor, rules))


def _capitals_start(reading: Reading, at: int, floor: int, rules: Grammar) -> int:
    """Where the words with a capital begin that lead up to here, "Trafficking in Persons" among them."""
    before = reading.words.shape(_BEFORE)
    at = _joined_field(reading, at, floor, rules)
    found = before.search(reading.flat, floor, at)
    start = found.start() if found else at
    if rules.common.match(reading.folded, start):
        for link in rules.connectors.finditer(reading.folded, max(floor, start - _AHEAD), at):
            more = before.search(reading.flat, floor, link.start()) if link.end() == start - 1 else None
            start = more.start() if more else start
    return start


def _joined_field(reading: Reading, at: int, floor: int, rules: Grammar) -> int:
    """Where a field of government begins that "and" joins to a head which is one as well: "Fiji | Revenue and Customs
    Service"."""
    joint = reading.words.shape(_AND).search(reading.folded, floor, at)
    fields = rules.fields.finditer(reading.folded, floor, joint.start()) if joint else ()
    before = (m.start() for m in fields if joint and m.end() == joint.start())
    return next((start for start in before if reading.flat[start].isupper()), at)


def _list_start(reading: Reading, start: int, at: int, floor: int, rules: Grammar) -> int:
    """Where fields begin that "and" joins to that of the head: "the | Labour, Employment and Migration Division"."""
    listed = _LIST.search(reading.flat, max(floor, start - _REACH), start)
    if not listed or not rules.coordinator.search(reading.folded, start, at):
        return start
    items = reading.fold(Span(*listed.span())).removesuffix(", ").split(", ")
    return listed.start() if all(map(rules.fields.fullmatch, items)) else start
