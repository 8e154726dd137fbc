"""A sieve for crawls: pages that say nothing of migration are turned away before anything else is done with them."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from oimgraph.lexicon import LANGUAGES, lexicon

_ENOUGH = 2                 # words; one alone may stand in a menu or an advertisement


def speaks_of_migration(text: str) -> bool:
    """Whether words of migration stand in the text or markup, in whichever language."""
    return len(_words().find_matches_as_indexes(text.lower())) >= _ENOUGH


@cache
def _words() -> AhoCorasick:
    return AhoCorasick(sorted({part for code in LANGUAGES for part in lexicon(code)["page"]["migration"]["parts"]}))
