"""What all tests share: the folder beside the project that holds the gold and the seeds, where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("OIMGRAPH_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; a test that needs it is skipped without it, but never in CI."""
    if not (SHARED / "gold").is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI needs the shared folder, and {SHARED} is not it")
        pytest.skip("the shared folder with the gold and the seeds is not beside this checkout")
    return SHARED
