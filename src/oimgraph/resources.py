"""Where ontology/, shapes/ and queries/ stand: beside the code in a checkout, inside the package once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from oimgraph.errors import DataError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "data", _PACKAGE.parents[1])


@cache
def folder(name: str) -> Path:
    """The shipped folder of that name: "ontology", "shapes" or "queries"."""
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise DataError(f"the folder {name}/ is missing", "reinstall oimgraph")


def beside_code(name: str) -> Path | None:
    """A folder of the checkout that is not shipped; None once installed."""
    place = _PACKAGE.parents[1] / name
    return place if place.is_dir() else None
