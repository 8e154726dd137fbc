"""Sorted files -> one sorted file, each line once. What is in memory is a line of each of a few files."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from oimgraph.graph.files import write_lines

_AT_ONCE = 100              # files open at the same time


def merge(files: Sequence[Path], out: Path) -> int:
    """Write the lines of the files, which are sorted, in order; returns how many. Many files are merged in rounds."""
    rounds: list[Path] = []
    for first in range(0, len(files), _AT_ONCE) if len(files) > _AT_ONCE else ():
        rounds.append(out.with_name(f"{out.name}.{first}.round"))
        _merge(files[first : first + _AT_ONCE], rounds[-1])
    try:
        return merge(rounds, out) if rounds else _merge(files, out)
    finally:
        for path in rounds:
            path.unlink(missing_ok=True)


def _merge(files: Iterable[Path], out: Path) -> int:
    with ExitStack() as open_files:
        sources = [open_files.enter_context(path.open("rb")) for path in files]
        return write_lines(out, _once(heapq.merge(*sources)))


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line
