"""Known vulnerabilities in what lock files pin, as OSV (osv.dev) tells them.

Exit status 1 when there is one, 2 when OSV cannot be asked: no answer is no good news.

    python scripts/audit.py [requirements.lock ...]
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

OSV = "https://api.osv.dev/v1/querybatch"
SECONDS = 30


def pinned(lock: str) -> list[tuple[str, str]]:
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==([\w.+!-]+)", lock, re.MULTILINE)


def known(packages: Sequence[tuple[str, str]], source: str = OSV) -> dict[str, list[str]]:
    """Package and version -> identifiers of its vulnerabilities. Raises OSError when the source cannot be asked."""
    asked = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    body, headers = json.dumps({"queries": asked}).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(source, body, headers)  # noqa: S310 - an address of ours
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        rows = json.load(answer)["results"]
    return {f"{name} {version}": [one["id"] for one in row["vulns"]]
            for (name, version), row in zip(packages, rows, strict=True) if row.get("vulns")}


def main(locks: Sequence[Path], source: str = OSV) -> int:
    packages = sorted({pin for lock in locks for pin in pinned(lock.read_text(encoding="utf-8"))})
    try:
        found = known(packages, source)
    except (OSError, ValueError, KeyError) as error:
        print(f"NOT AUDITED: {source} gives no answer ({error})")
        return 2
    for package, names in found.items():
        print(f"VULNERABLE: {package}: {', '.join(names)}")
    print(f"{len(packages)} packages asked about, {len(found)} with known vulnerabilities")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:] or ("requirements.lock",)]))
