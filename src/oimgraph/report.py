"""What a build did, in figures: given = accepted + refused, facts by class and rule, findings, sentences left open."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from oimgraph import terms
from oimgraph.errors import Refusal
from oimgraph.link import Linked
from oimgraph.link.candidates import Candidate
from oimgraph.model import VIOLATION, Finding, Page, Span
from oimgraph.privacy import masked

T = TypeVar("T")

LISTED = 10_000             # rows of a list; the counts beside it are always of all
EXPECTED = 0.95             # of a good page's visible characters are kept; the pages of the tests keep 0.98 and more
NAMED = 5                   # pages in an alarm


@dataclass
class Report:
    """Filled as pages go by; `to_json` is what stands in report.json. Only `seconds` differs between equal builds."""

    accepted: int = 0
    copies: int = 0                         # accepted files whose text another file has as well
    reasons: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    things: Counter[str] = field(default_factory=Counter)   # by class, each once however many pages speak of it
    rules: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    corrections: Counter[str] = field(default_factory=Counter)
    candidates: list[Candidate] = field(default_factory=list)
    withheld: int = 0                       # facts left out since they show contact data
    open_sentences: int = 0
    visible: int = 0                        # characters that a reader sees of the pages, and how many of them are kept
    kept: int = 0
    losing: int = 0                         # pages that keep too few
    documents: list[str] = field(default_factory=list)
    characters: list[dict[str, str | int]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    left_open: list[dict[str, str | int]] = field(default_factory=list)
    severities: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def refuse(self, refusal: Refusal) -> None:
        self.reasons[refusal.what] += 1
        _list(self.refused, [Refusal(masked(refusal.name), refusal.what, refusal.hint)])

    def fail(self, page: Page, error: Exception) -> None:
        """A page that oimgraph itself fails on must not cost the others: it is refused, and the build says so."""
        at = traceback.extract_tb(error.__traceback__)[-1]
        what = f"oimgraph fails on it: {type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        for name in (page.identifier, *(copy.identifier for copy in page.copies)):
            self.failed.append({"document": name, "reason": what})

    def accept(self, linked: Linked) -> None:
        self.accepted += 1 + len(linked.page.copies)
        self.copies += len(linked.page.copies)
        _list(self.documents, [linked.page.identifier, *(copy.identifier for copy in linked.page.copies)])
        self._account(linked.page)
        self.left_out += linked.left_out
        self.withheld += linked.withheld
        for statement in linked.statements:
            self.rules[statement.rule] += 1
            if statement.predicate == terms.TYPE and isinstance(statement.object, str):
                self.classes[statement.object.rpartition("#")[2].rpartition("/")[2]] += 1

    def _account(self, page: Page) -> None:
        """How much of a page's text is kept: the commonest failure of readers is to lose it without a word."""
        self.visible += page.visible
        self.kept += page.kept
        self.losing += _loses(page.visible, page.kept)
        row: dict[str, str | int] = {"document": page.identifier, "visible": page.visible, "kept": page.kept}
        _list(self.characters, [row])

    def leave_open(self, page: Page, sentences: Iterable[tuple[Span, str]]) -> None:
        rows: list[dict[str, str | int]] = [
            {"document": page.identifier, "start": s.start, "end": s.end, "word": word} for s, word in sentences
        ]
        self.open_sentences += len(rows)
        _list(self.left_open, rows)

    def find(self, findings: Iterable[Finding]) -> None:
        """Take up findings: every violation, and of the others so many as lists hold."""
        for finding in findings:
            self.severities[finding.severity] += 1
            if finding.severity == VIOLATION:
                self.findings.append(finding)
            else:
                _list(self.findings, [finding])

    def to_part(self) -> dict[str, Any]:
        """What a shard tells of its pages, as JSON holds it."""
        return {name: getattr(self, name) for name in (*_COUNTS, *_COUNTERS, *_LISTS)}

    def add(self, part: Mapping[str, Any]) -> None:
        """Take up what to_part() has told of a shard."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + part[name])
        for name in _COUNTERS:
            getattr(self, name).update(part[name])
        for name in _LISTS:
            _list(getattr(self, name), part[name])
        for row in part["failed"]:
            self.refuse(Refusal(row["document"], row["reason"], "a defect of oimgraph: please report the page"))

    @property
    def given(self) -> int:
        return self.accepted + sum(self.reasons.values())

    @property
    def facts(self) -> int:
        return sum(self.rules.values())

    def to_json(self) -> bytes:
        refused = [{"document": r.name, "reason": r.what, "hint": r.hint} for r in self.refused]
        told = {
            "given": self.given,
            "accepted": self.accepted,
            "accepted with the text of another": self.copies,
            "refused": sorted(refused, key=lambda row: (row["document"], row["reason"])),
            "refused by reason": _sorted(self.reasons),
            "documents": sorted(self.documents),
            "characters visible": self.visible,
            "characters kept": self.kept,
            "characters": sorted(self.characters, key=lambda row: str(row["document"])),
            "facts": self.facts,
            "things by class": _sorted(self.things),
            "facts by class": _sorted(self.classes),
            "facts by rule": _sorted(self.rules),
            "facts without a typed subject": _sorted(self.left_out),
            "facts withheld, since they show contact data": self.withheld,
            "corrections": _sorted(self.corrections),
            "candidates": [asdict(candidate) for candidate in self.candidates[:LISTED]],
            "findings by severity": _sorted(self.severities),
            "findings": [asdict(finding) for finding in self.findings],
            "sentences left open": sorted(self.left_open, key=lambda row: (str(row["document"]), int(row["start"]))),
            "notes": [*self.notes, *self.alarms(), *self._cut()],
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")

    def alarms(self) -> Iterator[str]:
        """Pages of which more is lost than contact lines, captions and menus."""
        if self.losing:
            worst = sorted((int(row["kept"]) / int(row["visible"]), str(row["document"])) for row in self.characters
                           if _loses(int(row["visible"]), int(row["kept"])))
            named = ", ".join(f"{name} ({share:.0%})" for share, name in worst[:NAMED])
            yield (f"{self.losing:,} pages keep less than {EXPECTED:.0%} of the text that a reader sees: {named}"
                   f"{', ...' if self.losing > NAMED else ''}; see 'characters'")

    def _cut(self) -> Iterator[str]:
        """Which lists do not hold everything."""
        counts: dict[str, tuple[Sized, int]] = {
            "documents": (self.documents, self.accepted),
            "characters": (self.characters, self.accepted - self.copies),
            "refused": (self.refused, sum(self.reasons.values())),
            "candidates": (self.candidates[:LISTED], len(self.candidates)),
            "findings": (self.findings, self.severities.total()),
            "sentences left open": (self.left_open, self.open_sentences),
        }
        for name, (held, count) in counts.items():
            if len(held) < count:
                yield f"{name}: the first {len(held):,} of {count:,} are listed"


_COUNTS = ("accepted", "copies", "withheld", "open_sentences", "visible", "kept", "losing")
_COUNTERS = ("classes", "rules", "left_out", "corrections")
_LISTS = ("documents", "characters", "left_open", "failed")


def _loses(visible: int, kept: int) -> bool:
    return kept < EXPECTED * visible


def _list(held: list[T], new: Iterable[T]) -> None:
    """Lists grow up to a size, so that memory does not grow with the pages."""
    held += islice(new, max(LISTED - len(held), 0))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in sorted(counts)}

