"""Folding: the form in which words are compared. Every character stays one character, so offsets stay true."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

_UNIFIED = {
    **dict.fromkeys("’‘ʼ´`′＇", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„«»‹›″", '"'),
    **dict.fromkeys("\n\r\t\v\f\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u2028\u2029", " "),
    "ß": "s", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "œ": "œ", "æ": "æ",
}


@cache
def _folded(character: str) -> str:
    lower = character.lower()
    unified = _UNIFIED.get(character) or _UNIFIED.get(lower) or lower
    base = unicodedata.normalize("NFD", unified)[0]
    return base if len(base) == 1 else character


def _cased(character: str) -> str:
    folded = _folded(character)
    return folded.upper() if character.isupper() else folded


class _Table(dict[int, str]):
    """Filled as characters are met, so that str.translate runs at the speed of C."""

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, code: int) -> str:
        self[code] = made = self._made(chr(code))
        return made


_FOLDED, _CASED = _Table(_folded), _Table(_cased)


def fold(text: str) -> str:
    """Lower case without accents, with straight apostrophes, hyphens and spaces: as many characters as the text."""
    return text.translate(_FOLDED)


def fold_cased(text: str) -> str:
    """The same with the capitals of the text."""
    return text.translate(_CASED)
