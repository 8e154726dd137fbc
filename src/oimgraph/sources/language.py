"""Which of the three languages a text is in: by its most common words, which no two languages share in such numbers."""

from __future__ import annotations

import re
from collections.abc import Collection

from oimgraph.lexicon import LANGUAGES, lexicon, other_languages
from oimgraph.lexicon.fold import fold

_WORD = re.compile(r"[a-zœæ]+")
_SAMPLE = 20_000            # characters looked at
_SHARE = 0.18               # of all words; running text in its own language has 0.25 to 0.45, another language less
_LEAD = 1.25                # times as many as the next language


def detect(text: str) -> str:
    """ "fr", "en" or "es"; "" when it is none of them, or too short to tell."""
    words = _WORD.findall(fold(text[:_SAMPLE]))
    ours = {language: _count(lexicon(language)["page"]["common"]["words"], words) for language in LANGUAGES}
    best, second = sorted(ours.values(), reverse=True)[:2]
    other = max(_count(common, words) for common in other_languages().values())
    if best < 3 or best < _SHARE * len(words) or best < _LEAD * second or best < other:
        return ""
    return max(ours, key=lambda language: ours[language])


def _count(common: Collection[str], words: list[str]) -> int:
    known = set(common)
    return sum(word in known for word in words)
