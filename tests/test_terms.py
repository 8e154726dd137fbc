"""Whatever the lexicon's terms match is understood: texts made of them, in any order, are read without an error."""

from __future__ import annotations

import random

import pytest

from oimgraph.lexicon import LANGUAGES, Lexicon, lexicon
from oimgraph.rules import facts_of
from patterns import sample

_BETWEEN = (" ", " ", ", ", ". ", " IOM ", " Togo ", " 12 ", " 2,000 ", " 3 May 2010 ", " USD ", " Lomé, ",
            ' "', '" ', " (", ") ")
_TERMS = 12                 # in a text


def _terms(words: Lexicon) -> list[str]:
    """A text for each term of the lexicon; one that breaks off in a pattern's lookahead is as good as any."""
    return [sample(term) for file in words.files for table in words[file].values()
            for terms in table.values() for term in terms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_terms_are_read(language: str) -> None:
    terms, chance = _terms(lexicon(language)), random.Random(7)      # noqa: S311 - an order, no secret
    chance.shuffle(terms)
    assert len(terms) > 2000
    for start in range(0, len(terms), _TERMS):
        text = "".join(term + chance.choice(_BETWEEN) for term in terms[start : start + _TERMS])
        facts_of(text[:1].upper() + text[1:], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_for_a_number_has_a_value(language: str) -> None:
    """Alone, and before every scale."""
    words = lexicon(language)["numbers"]
    numbers = [sample(term) for terms in words["words"].values() for term in terms]
    scales = [sample(term) for terms in words["scale"].values() for term in terms]
    for number in numbers:
        facts_of(f"{number} migrants", language)
        facts_of(". ".join(f"{number} {scale} USD, {number} migrants" for scale in scales), language)
