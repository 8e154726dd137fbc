"""Files that are whole or not there: written beside, flushed to the disk, then renamed into place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from oimgraph.errors import InputError

_SUFFIX = ".partial"


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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stray in folder.glob(f".*{_SUFFIX}"):
            stray.unlink()
    except OSError as error:
        raise InputError(f"cannot use {folder}: {error.strerror}", "choose another folder") from None


def write_folder(folder: Path, files: Mapping[str, bytes], marker: str) -> None:
    """Make a folder with these files; it appears when all are written. One that is there is replaced only when it is
    empty, or holds the marker, one of the files, and nothing but files of these kinds. Raises InputError."""
    kinds = {Path(name).suffix for name in files}
    held = sorted(folder.iterdir()) if folder.is_dir() else []
    ours = not held or ((folder / marker).is_file() and all(path.suffix in kinds for path in held))
    if folder.exists() and not (folder.is_dir() and ours):
        raise InputError(f"{folder} holds other things", "name a new folder")
    partial = folder.with_name(f".{folder.name}.{os.getpid()}{_SUFFIX}")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old{_SUFFIX}")
    try:
        partial.mkdir(parents=True)
        for name, data in files.items():
            write(partial / name, data)
        if folder.exists():
            folder.rename(old)
        partial.rename(folder)
    except OSError as error:
        if old.exists():
            old.rename(folder)
        raise InputError(f"cannot write {folder}: {error.strerror}", "choose another folder, or make room") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
