"""Counting: what was found, what is wrong, what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict

from oimgraph import terms
from oimgraph.evaluate.align import align, compared
from oimgraph.evaluate.dataset import Dataset
from oimgraph.evaluate.gold import Case, Fact, Node
from oimgraph.evaluate.judged import Judged
from oimgraph.evaluate.page import Page
from oimgraph.evaluate.vocabulary import ENTITIES, OPEN_NAMESPACES, known_terms


class Score:
    """Running counts over cases: (section, name) -> hit, false, missed."""

    SECTIONS = ("entities", "facts", "relations", "languages", "documents", "shares")

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.counts: dict[str, dict[str, Counter[str]]] = {section: defaultdict(Counter) for section in self.SECTIONS}
        self.details: list[tuple[str, ...]] = []
        self.missing: list[str] = []
        self.used: set[str] = set()
        self.rules = Judged()

    def entity(self, outcome: str, case: Case, kind: str, label: str) -> None:
        self._count(outcome, (case.name, label, "entity", kind), entities=("all", kind))

    def fact(self, outcome: str, case: Case, label: str, relation: str, shown: str) -> None:
        self._count(outcome, (case.name, label, relation, shown), facts=("all",), relations=(relation,),
                    languages=(case.language,), documents=(case.name,))

    def share(self, name: str, *, right: bool) -> None:
        self._count("hit" if right else "missed", (), shares=(name,))

    def _count(self, outcome: str, cells: tuple[str, ...], **names: tuple[str, ...]) -> None:
        for section, ones in names.items():
            for name in ones:
                self.counts[section][name][outcome] += 1
        if cells and outcome != "hit":
            self.details.append((cells[0], outcome, *(" ".join(cell.split()) for cell in cells[1:])))

    def case(self, case: Case) -> None:
        found = self.data.pages.get(case.name)
        if not found:
            self.missing.append(case.name)
            self._gold(case, set(), set())
            return
        page = Page(self.data, *min(found)[1:])
        aligned = align(case.nodes, page)
        named = {p: index for p, index in aligned.items() if case.nodes[index].names & page.labels(p)}
        met = self._predicted(case, page, aligned)
        acting = {index for index in page.acting.values()
                  if any(("node", str(index)) in fact.accepted for _, fact in met)}
        self._gold(case, {*named.values(), *acting}, met)
        self._resources(case, page, aligned, named)
        for description in page.graph.values():
            self.used |= {*description, *map(str, description.get(terms.TYPE, ()))}

    def _predicted(self, case: Case, page: Page, aligned: dict[str, int]) -> set[tuple[int, Fact]]:
        """Count false facts and evidence; return the gold facts that are met."""
        met: set[tuple[int, Fact]] = set()
        for resource, kind in {page.document: "Document", **page.resources}.items():
            index = aligned.get(resource, -1)
            node = case.nodes[index] if index >= 0 else Node(kind)
            for relation, term, triples, facts in compared(page, aligned, resource, node):
                met |= {(index, fact) for fact in facts}
                if not page.states(triples):
                    continue
                if not facts and not node.optional:
                    self.fact("false", case, page.shown(resource), f"{node.kind}.{relation}", page.shown(term))
                if not node.optional and not (facts and all(fact.optional for fact in facts)):
                    self.rules.judge(page, triples, right=bool(facts))
                if case.text is not None and f"{node.kind}.{relation}" not in ("Document.type", "Document.language"):
                    self.share("evidence_exact", right=self.data.evidenced(triples, page.document, case.text))
        return met

    def _resources(self, case: Case, page: Page, aligned: dict[str, int], named: dict[str, int]) -> None:
        """Count class accuracy and false entities, and judge the rules that gave classes and names."""
        for resource, kind in page.resources.items():
            node = case.nodes[aligned[resource]] if resource in aligned else None
            if resource in named and node is not None:
                if node.is_entity:
                    self.share("class_accuracy", right=page.fits(resource, node))
                    self.rules.judge_entity(page, resource, node)
                continue
            counted = kind in ENTITIES and (kind != "Project" or terms.TITLE in page.graph.get(resource, {}))
            stray = node is None or node.is_entity
            if counted and stray:
                self.entity("false", case, kind, page.shown(resource))
            if kind != "Country" and (node is None or not node.optional):
                right = not stray if counted else node is not None
                self.rules.judge(page, page.stated(resource, terms.TYPE), right=right)

    def _gold(self, case: Case, named: set[int], met: set[tuple[int, Fact]]) -> None:
        for index, node in enumerate(case.nodes):
            if node.is_entity:
                self.entity("hit" if index in named else "missed", case, node.kind, node.label)
            for fact in node.facts:
                if not fact.optional:
                    outcome = "hit" if (index, fact) in met else "missed"
                    self.fact(outcome, case, node.label, f"{node.kind}.{fact.relation}", fact.shown)

    def conformance(self) -> None:
        for term in sorted(self.used):
            known = term in known_terms() or term in self.data.declared or term.startswith(OPEN_NAMESPACES)
            self.share("ontology_conformance", right=known)
            if not known:
                self.details.append(("-", "unknown term", term))
