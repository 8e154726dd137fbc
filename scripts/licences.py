"""Which licence each package has that an installation needs: fails for one that is not allowed, or that tells none.

    python scripts/licences.py [requirements.lock]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ALLOWED = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|MPL|Mozilla Public|PSF|Python Software Foundation|W3C)\b", re.IGNORECASE
)
FORBIDDEN = re.compile(r"\b(?:A|L)?GPL|General Public License|\bSSPL|Commons Clause|Proprietary", re.IGNORECASE)
TEXTS = {                   # packages that ship their licence as a text alone
    "MIT": "Permission is hereby granted, free of charge",
    "BSD": "Redistribution and use in source and binary forms",
    "Apache-2.0": "Apache License",
}


def required(lock: str) -> list[tuple[str, bool]]:
    """The packages of a lock file, and whether another platform or version of Python alone needs each."""
    lines = re.findall(r"^([A-Za-z0-9][\w.-]*)==\S+ ?(;?)", lock, re.MULTILINE)
    return [(name, bool(marker)) for name, marker in lines]


def licence(package: Distribution) -> str:
    """As the metadata or else the licence's own text tells it; "" when neither does."""
    told = package.metadata
    expression, written = ("".join(told.get_all(field) or ()).strip() for field in ("License-Expression", "License"))
    classified = (line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or ()
                  if line.startswith("License ::") and not line.endswith(":: OSI Approved"))
    return expression or " AND ".join(classified) or written.partition("\n")[0][:80] or _from_text(package)


def _from_text(package: Distribution) -> str:
    for file in package.files or ():
        if re.match(r"(?:licen[cs]e|copying)", file.name, re.IGNORECASE):
            text = file.read_text()
            return next((name for name, words in TEXTS.items() if words in text), "")
    return ""


def allowed(stated: str) -> bool:
    """A choice of licences is allowed when one of them is."""
    return any(ALLOWED.search(one) and not FORBIDDEN.search(one) for one in stated.split(" OR "))


def judged(lock: str) -> Iterator[tuple[str, str, bool]]:
    """Package, licence, whether it may be used; what is for other platforms alone and not installed is left out."""
    for name, elsewhere in required(lock):
        try:
            stated = licence(distribution(name))
        except PackageNotFoundError:
            if not elsewhere:
                yield name, "not installed", False
            continue
        yield name, stated or "tells no licence", allowed(stated)


def main(lock: Path) -> int:
    rows = list(judged(lock.read_text(encoding="utf-8")))
    for name, stated, good in rows:
        print(f"{'' if good else 'NOT ALLOWED: '}{name}: {stated}")
    return int(not all(good for *_, good in rows))


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:] or ["requirements.lock"])))
