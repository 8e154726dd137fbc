"""How often each rule was right: a fact counts for every rule that states it.

A fact that gold requires is right, one that gold does not know is wrong; what gold calls optional is not counted. The
class and the name that a rule gives to an entity are judged by the entity that gold has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from oimgraph import terms
from oimgraph.evaluate.dataset import Lit, Triple
from oimgraph.evaluate.gold import Node
from oimgraph.evaluate.page import Page
from oimgraph.evaluate.values import normal


class Judged:
    """Rule -> how many of its statements were right (True) and wrong (False)."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[bool]] = defaultdict(Counter)

    def judge(self, page: Page, triples: Iterable[Triple], *, right: bool) -> None:
        for rule in sorted({rule for triple in triples for rule in page.data.rules(triple, page.document)}):
            self.counts[rule][right] += 1

    def judge_entity(self, page: Page, resource: str, node: Node) -> None:
        """The class and the names of what stands for a node of gold."""
        self.judge(page, page.stated(resource, terms.TYPE), right=page.fits(resource, node))
        for triple in page.stated(resource, terms.LABEL):
            if isinstance(triple[2], Lit):
                self.judge(page, [triple], right=normal(triple[2].value) in node.names)
