"""Paths -> files, in a fixed order: regular files only, links and devices are refused, never followed or opened."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from oimgraph.errors import InputError, Refusal


def walk(paths: Sequence[Path]) -> Iterator[Path | Refusal]:
    """Every file below the paths, folders in order of name. Raises InputError for a path that does not exist."""
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise InputError(f"there is no {path}", "give files or folders of pages")
        yield from _below(path)


def _below(path: Path) -> Iterator[Path | Refusal]:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            for child in sorted(path.iterdir()):
                if not child.name.startswith("."):
                    yield from _below(child)
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield Refusal(path.name, "not a regular file", "links, pipes and devices are not followed")
    except OSError as error:
        yield Refusal(path.name, f"cannot be opened: {error.strerror}")
