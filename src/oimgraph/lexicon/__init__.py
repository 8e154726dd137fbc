"""Words of a language as data.

`lexicon/fr/agreements.toml` holds tables of keys with lists of terms. A term is a regular expression over folded
text (lower case, no accents, straight apostrophes, one character per character), written with its accents for the
reader's sake; the loader folds it. Terms have no groups that capture and no upper-case escapes. A single "*" at the
end of a word stands for any ending; a group with a star or a plus repeats at most eight times, so that no text can hold
a search up. A term that begins with "=" is a form to be written, no pattern, and kept as it is.

    [sign]
    active = ["a signé", "ont signé", "ou signé"]

All languages have the same files, tables and keys; an empty list says that a language has no such words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from oimgraph.errors import DataError
from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.shapes import shape
from oimgraph.lexicon.sieve import Sieve

LANGUAGES = ("en", "es", "fr")

_FOLDER = Path(__file__).resolve().parent

Terms = tuple[str, ...]
Table = Mapping[str, Terms]


class Lexicon:
    """The words of one language: `lexicon["agreements"]["sign"]["active"]` is a tuple of folded terms."""

    def __init__(self, language: str, files: Mapping[str, Mapping[str, Table]]) -> None:
        self.language = language
        self._files = files

    def __getitem__(self, file: str) -> Mapping[str, Table]:
        return self._files[file]

    @cache  # noqa: B019 - there is one lexicon for each language
    def pattern(self, *key: str) -> re.Pattern[str]:
        """Any whole term of a table (file, table, keys; of all its keys when none is named), longest first."""
        file, table, *names = key
        rows = self._files[file][table]
        return any_of({term for name in names or rows for term in rows[name]})

    @cache  # noqa: B019 - as above
    def shape(self, written: str) -> re.Pattern[str]:
        """A pattern with this language's small words in place of those in braces (see shapes.py); compiled once."""
        return shape(written, self._files["grammar"]["word"])

    def key(self, file: str, table: str, written: str) -> str:
        """The first key of a table of which the words are a term as a whole; "" when they are none."""
        return next((key for key in self._files[file][table] if self.pattern(file, table, key).fullmatch(written)), "")

    @cached_property
    def sieve(self) -> Sieve:
        return Sieve(self._files)

    @cached_property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))


def any_of(terms: set[str]) -> re.Pattern[str]:
    """One pattern that matches any of the terms as whole words; nothing when there are none."""
    if not terms:
        return re.compile(r"(?!)")
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)")


@cache
def lexicon(language: str) -> Lexicon:
    """The shipped lexicon of a language, validated."""
    folder = _FOLDER / language
    if language not in LANGUAGES:
        raise DataError(f"no lexicon for the language {language!r}", f"there is {', '.join(LANGUAGES)}")
    return Lexicon(language, {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))})


@cache
def other_languages() -> Table:
    """Common words of languages that we do not read, by language code."""
    return _read(_FOLDER / "others.toml")["common"]


def _read(path: Path) -> dict[str, Table]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: {key: tuple(map(_term, terms)) for key, terms in table.items()} for name, table in tables.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise DataError(f"{path.parent.name}/{path.name}: {error}") from error


def _term(written: object) -> str:
    """A term as it is matched: folded, a star read as any ending, checked to be a plain regular expression."""
    if not isinstance(written, str) or not written.strip():
        raise ValueError(f"not a term: {written!r}")
    if written.startswith("="):
        return written[1:]
    if re.search(r"\\[A-Z]", written):
        raise ValueError(f"upper-case escape in {written!r}")
    term = re.sub(r"(?<=\w)(?<!\\w)\*", r"\\w*", fold(written))
    term = re.sub(r"(?<!\\)\)([*+])", lambda sign: "){0,8}" if sign[1] == "*" else "){1,8}", term)
    try:
        groups = re.compile(term).groups
    except re.error as error:
        raise ValueError(f"{error} in {written!r}") from error
    if groups:
        raise ValueError(f"capturing group in {written!r}")
    return term
