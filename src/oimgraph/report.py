"""What a build did, in figures: given = accepted + refused, facts by class and rule, findings, sentences left open."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from oimgraph import terms
from oimgraph.errors import Refusal
from oimgraph.link import Linked
from oimgraph.model import Finding, Page, Span


@dataclass
class Report:
    """Filled as pages go by; `to_json` is what stands in report.json. Only `seconds` differs between equal builds."""

    accepted: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    copies: int = 0                         # accepted files whose text another file has as well
    classes: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    left_open: list[dict[str, str | int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def refuse(self, refusal: Refusal) -> None:
        self.refused.append(refusal)

    def accept(self, linked: Linked) -> None:
        self.accepted += [linked.page.identifier, *(copy.identifier for copy in linked.page.copies)]
        self.copies += len(linked.page.copies)
        self.left_out += linked.left_out
        for statement in linked.statements:
            self.rules[statement.rule] += 1
            if statement.predicate == terms.TYPE and isinstance(statement.object, str):
                self.classes[statement.object.rpartition("#")[2].rpartition("/")[2]] += 1

    def leave_open(self, page: Page, sentences: Iterable[tuple[Span, str]]) -> None:
        for span, word in sentences:
            self.left_open.append({"document": page.identifier, "start": span.start, "end": span.end, "word": word})

    @property
    def given(self) -> int:
        return len(self.accepted) + len(self.refused)

    @property
    def facts(self) -> int:
        return sum(self.rules.values())

    def to_json(self) -> bytes:
        refused = [{"document": r.name, "reason": r.what, "hint": r.hint} for r in self.refused]
        told = {
            "given": self.given,
            "accepted": len(self.accepted),
            "accepted with the text of another": self.copies,
            "refused": sorted(refused, key=lambda row: (row["document"], row["reason"])),
            "documents": sorted(self.accepted),
            "facts": self.facts,
            "facts by class": _sorted(self.classes),
            "facts by rule": _sorted(self.rules),
            "facts without a typed subject": _sorted(self.left_out),
            "findings": [asdict(finding) for finding in self.findings],
            "sentences left open": sorted(self.left_open, key=lambda row: (str(row["document"]), int(row["start"]))),
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in sorted(counts)}

