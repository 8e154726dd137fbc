"""The facts of every example page are those that were reviewed; `make golden` rewrites them, the diff is the review."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from make_golden import lines  # noqa: E402 - the script that writes them is the one that checks them


@pytest.mark.parametrize("page", sorted((ROOT / "examples").iterdir()), ids=lambda page: page.stem)
def test_golden(page: Path) -> None:
    golden = (ROOT / "tests" / "golden" / f"{page.stem}.txt").read_text(encoding="utf-8")
    assert lines(page) == golden
