"""Patterns in which the small words of a language stand in braces: `,? {and}{the}?` is "et la" and ", y".

A word in braces is any term of its key in the language's `grammar.toml`, with the space that parts it from the next
word; there is none behind an apostrophe. So code says how words stand together, and the lexicon which words they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_IN_BRACES = re.compile(r"\{([a-z-]+)\}")


def shape(written: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Compiled over folded text. Raises KeyError for a word that the table does not have."""
    return re.compile(_IN_BRACES.sub(lambda found: _any_of(words[found[1]]), written))


def _any_of(terms: Sequence[str]) -> str:
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    parted = (term if term.endswith("'") else term + " " for term in longest_first)
    return f"(?:{'|'.join(parted)})" if terms else "(?!)"
