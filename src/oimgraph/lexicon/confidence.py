"""How far a rule is to be trusted: what share of its facts is right, as measured on pages with hand-made truth.

`make confidence` counts, and writes confidence.toml: for each rule how many of its facts were judged and how many of
these were right. The figure is the lower bound of Wilson's 95 % interval, so that rules which fired seldom stay
modest. What was never judged has none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from oimgraph.errors import DataError

FILE = Path(__file__).resolve().parent / "confidence.toml"

_Z = 1.96                   # standard errors on either side of a 95 % interval
_HEAD = """\
# How many facts of each rule were judged on the gold, and how many of these are right.
# Made by `make confidence`, which CI repeats; not to be edited.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A rule's facts on the gold. Raises DataError for counts that cannot be."""

    right: int
    judged: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.judged or not self.judged:
            raise DataError(f"{self.right} right facts of {self.judged} cannot be", "run 'make confidence'")

    @property
    def precision(self) -> float:
        return self.right / self.judged

    @property
    def confidence(self) -> str:
        """The lower bound in two decimals."""
        n, share = self.judged, self.precision
        centre = share + _Z**2 / (2 * n)
        reach = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return f"{max(0.0, (centre - reach) / (1 + _Z**2 / n)):.2f}"


@cache
def measured() -> dict[str, Measured]:
    """Rule -> its facts on the gold. Raises DataError for a file that is no such table."""
    try:
        return {rule: Measured(**row) for rule, row in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{FILE.name}: {error}", "run 'make confidence'") from error


@cache
def confidence() -> dict[str, str]:
    """Rule -> lower bound of its precision, as a decimal."""
    return {rule: row.confidence for rule, row in measured().items()}


def written(rows: Mapping[str, Measured]) -> str:
    """The file that measured() reads."""
    lines = [f'"{rule}" = {{ right = {row.right}, judged = {row.judged} }}\n' for rule, row in sorted(rows.items())]
    return "\n".join([_HEAD, "".join(lines)]) if lines else _HEAD
