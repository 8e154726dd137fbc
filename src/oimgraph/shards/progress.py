"""How far long work is: pages done, pages a second, time that remains. Drawn on a terminal only."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol


class Sized(Protocol):
    """A piece of work that stands for so many pages."""

    @property
    def pages(self) -> int: ...


Progress = Callable[[str, int, Iterable[Sized]], None]      # stage, all pages, what is done as it is done


def silent(_stage: str, _total: int, done: Iterable[Sized]) -> None:
    deque(done, maxlen=0)


def on_terminal(stage: str, total: int, done: Iterable[Sized]) -> None:
    """A bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        silent(stage, total, done)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        drawn = bar.add_task(stage, total=total, rate="")
        for item in done:
            bar.advance(drawn, item.pages)
            speed = bar.tasks[drawn].finished_speed or bar.tasks[drawn].speed
            bar.update(drawn, rate=f"{speed:.0f} pages/s" if speed else "")
