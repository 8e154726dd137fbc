"""Folders that are whole or not there: written beside, then renamed into place of what we wrote before."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from oimgraph.errors import InputError
from oimgraph.graph.files import write


@contextmanager
def replaced(folder: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A place to write a folder. When the block ends well, it stands where `folder` was; when it ends badly, all is as
    before. What stands there is replaced only if it is empty or `is_ours`; what a killed run left is swept first.

    Raises InputError: it holds other things, another run writes it, or there is no room.
    """
    partial, old = (folder.with_name(f".{folder.name}.{state}") for state in ("partial", "old"))
    try:
        partial.mkdir(parents=True, exist_ok=True)
        with _claimed(partial, folder):
            _restore(folder, old)
            if folder.exists() and not (folder.is_dir() and (is_ours(folder) or not any(folder.iterdir()))):
                raise InputError(f"{folder} holds other things", "name a new folder")
            _empty(partial)
            yield partial
            if folder.exists():
                folder.rename(old)
            partial.rename(folder)
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}", "choose another folder, or make room") from None


@contextmanager
def _claimed(partial: Path, folder: Path) -> Iterator[None]:
    """The place to write, for one run alone; it is gone when the run ends."""
    handle = os.open(partial, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"another run writes {folder}", "wait for it, or name another folder") from None
        try:
            yield
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            _restore(folder, folder.with_name(f".{folder.name}.old"))
    finally:
        os.close(handle)


def _restore(folder: Path, old: Path) -> None:
    """The state before: put back where the new one never came, else removed."""
    if old.exists() and folder.exists():
        shutil.rmtree(old, ignore_errors=True)
    elif old.exists():
        old.rename(folder)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def write_folder(folder: Path, files: Mapping[str, bytes], marker: str) -> None:
    """Make a folder with these files. One that is there is replaced only when it holds the marker, one of the files,
    and nothing but files of these kinds. Raises InputError."""
    kinds = {Path(name).suffix for name in files}

    def is_ours(held: Path) -> bool:
        return (held / marker).is_file() and all(path.suffix in kinds for path in held.iterdir())

    with replaced(folder, is_ours) as partial:
        for name, data in files.items():
            write(partial / name, data)
