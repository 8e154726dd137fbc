"""Which resource of a page stands for which node of gold: one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from oimgraph.evaluate.dataset import Lit, Term, Triple
from oimgraph.evaluate.gold import Fact, Node
from oimgraph.evaluate.page import Page
from oimgraph.evaluate.values import CONCEPT, Key, literal_key
from oimgraph.evaluate.vocabulary import ENTITIES, KINDS, value_of


def assign(weights: dict[tuple[int, str], int]) -> dict[str, int]:
    """The one-to-one pairing of greatest total weight: exact, by adding golds one by one along best paths."""
    edges: dict[int, dict[str, int]] = defaultdict(dict)
    for (gold, found), weight in weights.items():
        edges[gold][found] = weight
    owner: dict[str, int] = {}
    for start in edges:
        gain, back, queue = {start: 0}, dict[int, tuple[int, str]](), [start]    # gain: if that gold goes without
        ends: list[tuple[int, int, str]] = [(0, start, "")]
        while queue:
            gold = queue.pop(0)
            ends.append((gain[gold], gold, ""))
            for found, weight in edges[gold].items():
                rival = owner.get(found)
                if rival is None:
                    ends.append((gain[gold] + weight, gold, found))
                elif (left := gain[gold] + weight - edges[rival][found]) > gain.get(rival, left - 1):
                    gain[rival], back[rival] = left, (gold, found)
                    queue.append(rival)
        _, gold, free = max(ends, key=lambda end: end[0])
        if free:
            owner[free] = gold
        while gold in back:
            gold, found = back[gold]
            owner[found] = gold
    return owner


def keys(page: Page, value: str, term: Term, aligned: dict[str, int]) -> set[Key]:
    """What a predicted object is compared by."""
    if isinstance(term, Lit):
        try:
            return {literal_key(value, term.value)}
        except ValueError:
            return set()
    found = {("concept", f"{scheme}/{slug}") for scheme, slug in CONCEPT.findall(term)}
    found |= {("node", str(aligned[term]))} if term in aligned else set()
    if code := page.code(term):
        found |= {("country", code)} | ({("node", str(page.acting[code]))} if code in page.acting else set())
    return found


Comparison = tuple[str, Term, list[Triple], list[Fact]]


def compared(page: Page, aligned: dict[str, int], resource: str, node: Node) -> Iterator[Comparison]:
    """The facts of a resource, read as those of the node, each with the gold facts that it meets."""
    for (relation, term), triples in page.facts(resource, node.kind).items():
        met = keys(page, value_of(node.kind, relation), term, aligned)
        facts = [fact for fact in node.facts if fact.relation == relation and met & fact.accepted]
        yield relation, term, triples, facts


def align(nodes: list[Node], page: Page) -> dict[str, int]:
    """Resource -> index of the gold node it stands for."""
    codes = {node.code: index for index, node in enumerate(nodes) if node.code}
    aligned = {page.document: 0} | {p: codes[page.code(p)] for p in page.resources if page.code(p) in codes}
    page.acting = {page.code(p): index for index, node in enumerate(nodes) if node.kind == "Organization"
                   for p in page.resources if page.code(p) and node.names & page.labels(p)}

    def by_facts(index: int, resource: str) -> int:
        shared = {fact for *_, facts in compared(page, aligned, resource, nodes[index]) for fact in facts}
        telling = any(fact.relation not in ("type", "status") for fact in shared)
        return 2 * len(shared) + (not nodes[index].optional) if telling else 0

    def by_name(index: int, resource: str) -> int:      # by class, then number of names, then facts
        shared = len(nodes[index].names & page.labels(resource))
        tie = 100 * min(shared, 9) + min(by_facts(index, resource), 99) if shared else 0
        return 100_000 + 1_000 * page.fits(resource, nodes[index]) + tie if shared else 0

    def pair(weight: Callable[[int, str], int], golds: list[str], kinds: list[str]) -> None:
        free = [index for index, node in enumerate(nodes) if node.kind in golds and index not in aligned.values()]
        weights = {(index, p): weight(index, p) for index in free for p, kind in page.resources.items()
                   if kind in kinds and p not in aligned}
        aligned.update(assign({ends: weight for ends, weight in weights.items() if weight}))

    for kind in KINDS:
        pair(by_name, [kind], [kind])
    pair(by_name, ENTITIES, ENTITIES)
    for kind in KINDS:
        pair(by_facts, [kind], [kind])
    return aligned
