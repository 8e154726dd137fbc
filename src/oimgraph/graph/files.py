"""Files that are whole or not there: written beside, flushed to the disk, then renamed into place.

Files that belong together are switched as one. They are written into `.new`; renaming that to `.ready` is the moment
from which on they hold, and then they are moved into place. What a killed run has not moved, the next one moves, and
until then current() finds it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from oimgraph.errors import InputError

_SUFFIX = ".partial"
_NEW, _READY = ".new", ".ready"
_GONE = ".gone"             # of a name: the new state has no such file


def write(path: Path, data: bytes) -> None:
    """Replace the file by these bytes; after a crash the old or the new stands there, whole. Raises InputError."""
    write_lines(path, [data])


def write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """The same for lines that come one after the other; returns how many there were."""
    count = 0
    partial = path.with_name(f".{path.name}.{os.getpid()}{_SUFFIX}")
    try:
        with partial.open("wb", buffering=1 << 20) as file:
            for line in lines:
                file.write(line)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"cannot write {path}: {error.strerror}", "choose another folder, or make room") from None
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return count


def prepare(folder: Path) -> None:
    """Make the folder, and sweep what an interrupted run left there. Raises InputError."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove what a process that died had not finished."""
    for stray in folder.glob(f".*{_SUFFIX}"):
        if stray.is_file():                         # a folder that is being written sweeps for itself
            stray.unlink()


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """The folder, made and swept, for one build alone. Raises InputError when another one works there."""
    prepare(folder)
    with _told(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"another build writes into {folder}", "wait for it, or name another folder") from None
        _settle(folder)
        yield
    finally:
        os.close(handle)


@contextmanager
def switched(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """A place to write these files to. When the block ends well, what it wrote stands in the folder and others of
    these names are gone, all at once; when it ends badly, the folder is as it was."""
    new = folder / _NEW
    try:
        with _told(folder):
            new.mkdir()
        yield new
        with _told(folder):
            _sweep(new)
            for name in names:
                if not (new / name).exists():
                    (new / (name + _GONE)).touch()
            new.rename(folder / _READY)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _settle(folder)


def current(folder: Path, name: str) -> Path:
    """Where a file of a folder stands, also while its folder is being switched."""
    ready = folder / _READY / name
    return ready if ready.exists() else folder / name


def _settle(folder: Path) -> None:
    """Move into place what holds already; remove what never came to hold."""
    ready = folder / _READY
    with _told(folder):
        shutil.rmtree(folder / _NEW, ignore_errors=True)
        for path in sorted(ready.glob("*")):
            if path.suffix == _GONE:
                (folder / path.stem).unlink(missing_ok=True)
                path.unlink()
            else:
                path.replace(folder / path.name)
        if ready.exists():
            ready.rmdir()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot use {folder}: {error.strerror}", "choose another folder, or make room") from None
