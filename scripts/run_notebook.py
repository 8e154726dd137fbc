"""Runs docs/notebook.ipynb and keeps what its cells show; `make exports` does it, for the notebook asks exports/.

A runner of its own, since the notebook needs no more than cells that are run in order and show their last value.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def outputs(notebook: dict[str, Any], folder: Path) -> list[str]:
    """What each code cell shows, run in one namespace from the folder."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.chdir(folder):
        return [_shown("".join(cell["source"]), names) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _shown(code: str, names: dict[str, Any]) -> str:
    """What is printed, and the value of the last line where it is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(tree, NOTEBOOK.name, "exec"), names)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)  # noqa: S307 - the same
            if value is not None:
                print(value)
    return said.getvalue()


def stored(notebook: dict[str, Any]) -> list[str]:
    """What each code cell showed when the notebook was written."""
    return ["".join(text for output in cell["outputs"] for text in output["text"])
            for cell in notebook["cells"] if cell["cell_type"] == "code"]


def main() -> None:
    os.environ["COLUMNS"] = "160"
    sys.path.insert(0, str(ROOT / "src"))
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for cell, text in zip(cells, outputs(notebook, ROOT), strict=True):
        stream = {"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}
        cell["outputs"] = [stream] if text else []
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
