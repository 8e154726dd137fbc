"""What a regular expression cannot do without: literals, one of which stands in whatever it matches.

Where none of its needles stands, a pattern need not be tried: "(?:was |were )?signed|inked" has the needles "signed"
and "inked". They are read off the syntax tree from which `re` itself compiles, so they hold for any pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")      # private, and without a public counterpart

_MOST = 48                  # strings that are told apart; more say no more than their parts
_ALPHABET = 12              # how many times rarer a needle becomes with each letter, roughly

_PLAIN = re.compile(r"[\w ',;:-]+")             # without signs that patterns are made of

Literals = frozenset[str]
_NOTHING: Literals = frozenset()
_EMPTY: Literals = frozenset({""})


def needles(pattern: str) -> Literals:
    """One of these stands in every match of the pattern; none are given where nothing can be said."""
    if _PLAIN.fullmatch(pattern):
        return frozenset({pattern})
    tree = _parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return _NOTHING
    known = _sequence(tree)
    return frozenset(one for one in known.needed if not any(other != one and other in one for other in known.needed))


@dataclass(frozen=True, slots=True)
class _Known:
    """Of a part of a pattern: all that it can match, when that is little, and the best needles in it."""

    whole: Literals | None
    needed: Literals


_UNKNOWN = _Known(None, _NOTHING)


def _sequence(parts: Iterable[tuple[Any, Any]]) -> _Known:
    """One part after the other: what stands together grows into longer literals."""
    together, best, whole = _EMPTY, _NOTHING, True
    for kind, value in parts:
        if kind is _parser.LITERAL:                 # nearly every part is one
            together = frozenset(before + chr(value) for before in together)
            continue
        known = _part(kind, value)
        if known.whole is not None and len(together) * len(known.whole) <= _MOST:
            together = frozenset(before + after for before in together for after in known.whole)
        else:
            best, whole = _rarest(best, together, known.needed), False
            together = known.whole or _EMPTY
    best = _rarest(best, together)
    return _Known(together if whole else None, best)


def _part(kind: Any, value: Any) -> _Known:
    known = _UNKNOWN
    match str(kind):
        case "IN" if all(str(one) == "LITERAL" for one, _ in value):
            known = _exactly({chr(code) for _, code in value})
        case "SUBPATTERN" if not value[1]:          # no flags of its own
            known = _sequence(value[3])
        case "BRANCH":
            known = _either([_sequence(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT":
            known = _repeated(value[0], value[1], _sequence(value[2]))
        case "ASSERT" | "ASSERT_NOT" | "AT":        # look, and take nothing
            known = _exactly({""})
    return known


def _exactly(strings: set[str]) -> _Known:
    literals = frozenset(strings)
    return _Known(literals, _rarest(literals))


def _either(branches: list[_Known]) -> _Known:
    needed = _NOTHING.union(*(branch.needed for branch in branches)) if all(b.needed for b in branches) else _NOTHING
    wholes = [branch.whole for branch in branches if branch.whole is not None]
    whole = _NOTHING.union(*wholes) if len(wholes) == len(branches) else None
    return _Known(whole if whole is not None and len(whole) <= _MOST else None, needed)


def _repeated(least: int, most: int, once: _Known) -> _Known:
    if least == most == 1:
        return once
    if (least, most) == (0, 1) and once.whole is not None:
        return _Known(once.whole | _EMPTY, _NOTHING)
    return _Known(None, once.needed if least else _NOTHING)


def _rarest(*choices: Literals) -> Literals:
    """The choice that a text is least likely to hold any of; one with the empty string says nothing."""
    telling = [choice for choice in choices if choice and "" not in choice]
    return min(telling, key=_frequency, default=_NOTHING)


def _frequency(literals: Literals) -> tuple[float, list[str]]:
    return sum(_ALPHABET ** -len(one) for one in literals), sorted(literals)
