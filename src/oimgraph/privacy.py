"""The gate that contact data does not pass: phone numbers, e-mail addresses, and the names that stand beside them.

A contact in a press release was meant for journalists in that week; a permanent, linked copy is another purpose. So
whatever holds such data is left out before anything is written, and a dataset that holds it is not read. Patterns find
numbers and addresses anywhere; a name is a contact's when its page gives it as one, and then nowhere on that page is
it taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

from oimgraph.lexicon import LANGUAGES, any_of, lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import PARTICLES, UPPER

WITHHELD = "[withheld]"

_AT = r"(?:@|＠|\s{0,2}[\[({]\s{0,2}(?:at|arobase|arroba|@)\s{0,2}[\])}]\s{0,2})"
_DOT = r"(?:\.|\s{0,2}[\[(](?:dot|point|punto)[\])]\s{0,2})"
_EMAIL = re.compile(rf"([\w.+%-]{{1,64}}){_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}", re.IGNORECASE)
_DIGITS = r"\d(?:[\s().·/-]{0,3}\d){5,16}"
_NO_HASH = "(?<!assertion/)(?<!observation/)(?<!grant/)"       # the keys of ours that can be all digits
_THOUSANDS = r"(?!(?<=\d\s)00\d(?!\d))"          # "15 008 (2017-01)": the end of a number that a space divides
_PHONE = re.compile(
    rf"(?<![\w.]){_NO_HASH}(?:\+\s{{0,2}}\(?|{_THOUSANDS}00(?=[1-9]))\d(?:[\s().·/-]{{0,3}}\d){{6,16}}(?!\w)"
    rf"|\b(?:t[eé]l(?:[eé]fono|[eé]phone)?|phone|mobile|m[oó]vil|cel(?:ular)?|portable|fax|whats\s?app|call|gsm)\b"
    rf"[\s.:°n(+-]{{0,8}}{_DIGITS}|tel:\+?{_DIGITS}",
    re.IGNORECASE,
)
# What no address, and no contact data at all, can do without, over casefolded text; each branch begins with a character
# of its own, so that the search leaps from one of them to the next.
_SIGN = re.compile("|".join(["@", "＠", *(rf"\{opening}\s{{0,2}}(?:at|arobase|arroba)" for opening in "[({")]))
_HINTS = re.compile(
    rf"{_SIGN.pattern}|%|\+|00[1-9]|t[eé]l|phone|mob|m[oó]v|cel(?:ular)?\b|portab|fax|whats|call|gsm"
)
_NUMBER = re.compile(rf"(?<![\w.]){_DIGITS}")
_WORD = rf"[{UPPER}](?:[\w'’-]{{1,40}}|\.)"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]{{1,2}}(?:{PARTICLES} )?{_WORD}){{1,5}}")
_REACH = 6                  # lines above an address or number that may hold whose it is


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a page gives of its contacts: folded names, and their numbers as digits alone."""

    names: frozenset[str]
    numbers: frozenset[str]

    def within(self, text: str) -> bool:
        """Whether a text or an IRI shows any of them, or any number or address."""
        if shows_contact(text):
            return True
        if not self.names and not self.numbers:
            return False
        words = f" {_words(text)} "
        if any(f" {name} " in words for name in self.names):
            return True
        return any(number in re.sub(r"\D", "", found) for found in _NUMBER.findall(text) for number in self.numbers)


@lru_cache(1 << 14)
def shows_contact(text: str) -> str:
    """The kind of contact data in a text, "" when there is none. Percent-encoded text is read as what it stands for."""
    if not _HINTS.search(text.casefold()):
        return ""
    readings = (text, unquote(text)) if "%" in text else (text,)
    for reading in readings:
        if _SIGN.search(reading.casefold()) and _EMAIL.search(reading):
            return "an e-mail address"
        if _PHONE.search(reading):
            return "a phone number"
    return ""


def masked(text: str) -> str:
    """The text with every number and address replaced: for messages about files whose names hold them."""
    return _PHONE.sub(WITHHELD, _EMAIL.sub(WITHHELD, text)) if shows_contact(text) else text


def contacts(text: str) -> Contacts:
    """The contacts that a page's text gives, in its contact lines and beside any address or number."""
    lines = text.split("\n")
    names: set[str] = set()
    numbers: set[str] = set()
    for number, line in enumerate(lines):
        opened, shown = _openings().search(fold(line)), shows_contact(line)
        named = set(_after_opening(line)) if opened or shown else set()
        names |= named
        if opened and line.rstrip().endswith(":"):
            names.update(_below(lines[number + 1 : number + 4]))
        if shown:
            names.update(_beside([line] if opened and named else _block(lines, number)))
            numbers.update(re.sub(r"\D", "", found) for found in (*_PHONE.findall(line), *_NUMBER.findall(line)))
    return Contacts(frozenset(names), frozenset(n for n in numbers if len(n) >= 7))


def _block(lines: list[str], number: int) -> list[str]:
    """A line with contact data and the short lines above it; a contact line opens the block, and when it holds the data
    itself, an empty line ends what belongs to it: above may stand who signs the text."""
    block = [lines[number]]
    opened = bool(_openings().search(fold(lines[number])))
    for line in reversed(lines[max(0, number - _REACH) : number]):
        if len(line) > 160 or (opened and not line.strip()):
            break
        block.append(line)
        if _openings().search(fold(line)):
            break
    return block


def _beside(block: list[str]) -> list[str]:
    """Names that an e-mail address is made of; where it is made of none, names that stand first in their line."""
    local = fold(" ".join(local for line in block for local in _EMAIL.findall(line)))
    named = [(line[:start], name) for line in block for start, name in _names(line)]
    own = [name for _, name in named if _made_of(local, name.split())]
    return own or [name for before, name in named if not before.strip(" •*-\t")]


def _made_of(local: str, words: list[str]) -> bool:
    """Whether a long word of a name stands in an address, or all its short ones."""
    return any(word in local for word in words if len(word) > 2) or all(word in local for word in words)


def _after_opening(line: str) -> Iterator[str]:
    """Names right behind "please contact", "Contact :", "veuillez contacter M."."""
    for start, name in _names(line):
        if _openings(end=True).search(fold(line[:start])):
            yield name


def _below(lines: list[str]) -> Iterator[str]:
    """The name on the first line below "please contact:"; nothing where that line is a sentence."""
    first = next((line.strip(" •*-\t") for line in lines if line.strip()), "")
    found = next(_names(first), None) if len(first) <= 120 else None
    if found and found[0] == 0:
        yield found[1]


def _names(line: str) -> Iterator[tuple[int, str]]:
    """Where words stand that can be a person's name, and the name as it is compared."""
    for found in _NAME.finditer(line):
        kept: list[str] = []
        offset = found.start()
        for token in found[0].split():
            if _never("words", *(() if kept else ("first",))).fullmatch(fold(token).strip(".,")):
                if len(kept) >= 2:
                    break
                offset = line.index(token, offset) + len(token)
                kept = []
            else:
                kept.append(token)
        words = _words(" ".join(kept))
        if len(words.split()) >= 2:
            yield line.index(kept[0], offset), words


def _words(text: str) -> str:
    """A text as its folded words: so that "person/ana-perez" and "Ana Pérez" are the same."""
    return " ".join(re.findall(r"[^\W_]+", fold(text).replace("œ", "oe").replace("æ", "ae")))


@cache
def _openings(*, end: bool = False) -> re.Pattern[str]:
    """What opens contact lines, in any language; with `end` what stands right before a name."""
    if not end:
        return any_of({term for code in LANGUAGES for term in lexicon(code)["page"]["opens"]["contact"]})
    before, between = ({term for code in LANGUAGES for term in lexicon(code)["contacts"]["contact"][key]}
                       for key in ("before", "between"))
    linked = rf"(?:{any_of(between).pattern}[\s:]{{1,2}}){{0,3}}"
    return re.compile(rf"{any_of(before).pattern}\s{{0,2}}[:,|-]?\s{{0,2}}{linked}$")


@cache
def _never(*keys: str) -> re.Pattern[str]:
    """Words that are no part of a name: anywhere, or as its first word."""
    return any_of({term for code in LANGUAGES for key in keys for term in lexicon(code)["contacts"]["never"][key]})
