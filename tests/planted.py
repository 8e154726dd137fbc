"""Twenty invented contacts (tests/cases/contacts.toml) and how they get into pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT


@dataclass(frozen=True, slots=True)
class Canary:
    """What a page gives of a contact: the words to plant, and in them the name, the address and the number."""

    page: str
    where: str
    block: str
    name: str = ""
    address: str = ""
    number: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.name, self.address, self.number)))


CANARIES = tuple(Canary(**row) for row in tomllib.loads(
    (ROOT / "tests" / "cases" / "contacts.toml").read_text(encoding="utf-8"))["contact"])
PLANTED = sorted({told for canary in CANARIES for told in canary.told}
                 | {canary.name.split()[-1] for canary in CANARIES if canary.name})


def plant(pages: Path) -> None:
    """Write each block into its page."""
    for canary in CANARIES:
        path = pages / canary.page
        path.write_text(_planted(path.read_text(encoding="utf-8"), canary), encoding="utf-8")


def _planted(text: str, canary: Canary) -> str:
    if canary.where == "html":
        head, end, tail = text.rpartition("</p>")
        return f"{head}{end}\n{canary.block}{tail}"
    lines = text.rstrip("\n").split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > 200]
    if canary.where == "early":
        first, rest = canary.block.split("\n", 1)
        return "\n".join([*lines[: long[-1]], first, *lines[long[-1] :], "", rest, ""])
    at = {"end": len(lines), "body": long[-1] + 1, "byline": long[0]}[canary.where]
    return "\n".join([*lines[:at], canary.block, *lines[at:], ""])
