"""A dataset beside gold: what was found, what is wrong, what is missing, and how often each rule was right.

Alignment, one to one, per document
  country     by mgo:iso3, or an IRI that ends in country/XXX; a concept by an IRI that ends in scheme/NAME/SLUG
  names       a gold node with names takes a resource with an equal label, first of its own kind, then of another
  overlap     the rest is aligned within its kind for the most shared facts; one must be other than type and status
Facts         right if subject, relation and object are aligned or equal by value; false if the page's graph gives
              another value; missed if gold has it and the graph does not; optional facts do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from oimgraph.evaluate.dataset import Dataset
from oimgraph.evaluate.gold import read_gold
from oimgraph.evaluate.score import Score


def evaluate(quads: Iterable[ox.Quad], gold: Path, only: str = "*") -> Score:
    """The counts over the gold cases below a folder whose names fit. Raises InputError for gold that is unusable."""
    score = Score(Dataset(quads))
    for case in read_gold(gold, only):
        score.case(case)
    score.conformance()
    return score
