"""The notebook runs, and shows what it showed when it was written."""

from __future__ import annotations

import json
import sys

import pytest

from conftest import ROOT


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_shows_what_it_says() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    from run_notebook import NOTEBOOK, outputs, stored

    held = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert {cell["cell_type"] for cell in held["cells"]} == {"markdown", "code"}
    assert all(stored(held))
    assert outputs(held, ROOT) == stored(held), "exports/ has changed: run 'make exports' or scripts/run_notebook.py"
