"""Who works at shards: this process, a pool of processes, or a Dask cluster. The results are files, so an engine only
calls; what it calls twice is done once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import Any, Protocol, TypeVar, cast

from oimgraph.errors import InputError, OimgraphError

T = TypeVar("T")


class Engine(Protocol):
    """Calls the task for every item, and yields each item once that is done."""

    def __call__(self, task: Callable[[T], None], items: Iterable[T], /) -> Iterator[T]: ...


_PATIENCE = 3               # pools that may break one after the other before anything is done
_AHEAD = 4                  # tasks given out for each worker


def engine(jobs: int, address: str = "") -> Engine:
    """A cluster where an address is given, else so many processes, else this one."""
    if address:
        return cluster(address)
    return Processes(jobs) if jobs > 1 else serial


def serial(task: Callable[[T], None], items: Iterable[T]) -> Iterator[T]:
    for item in items:
        task(item)
        yield item


class Processes:
    """A pool of so many processes, kept from one call to the next, for they have read the lexicons by then. When one
    dies, a new pool takes up what was in flight."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, task: Callable[[T], None], items: Iterable[T]) -> Iterator[T]:
        left, broken = iter(items), 0
        in_flight: list[T] = []
        while broken < _PATIENCE:
            whole = False
            try:
                for item in _through(self._open(), task, left, in_flight, self._jobs * _AHEAD):
                    broken = 0
                    yield item
                whole = True
            except BrokenProcessPool:
                broken += 1
            else:
                return
            finally:
                if not whole:
                    self._close()
        raise OimgraphError(f"workers died {broken} times in a row", "give fewer --jobs, so that memory suffices")

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _end_with_parent)
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def cluster(address: str) -> Engine:
    """A Dask cluster whose workers see the same folders under the same names. Raises InputError."""
    try:
        import distributed
    except ImportError:
        raise InputError("a cluster needs Dask", "pip install 'oimgraph[cluster]'") from None

    client_of = cast(Any, distributed.Client)

    def run(task: Callable[[T], None], items: Iterable[T]) -> Iterator[T]:
        try:
            client = client_of(address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError(f"no cluster answers at {address}: {error}", "start it with 'dask scheduler'") from None
        with client:
            executor: Executor = client.get_executor(pure=False, retries=3)
            workers = max(1, sum(client.ncores().values()))
            try:
                yield from _through(executor, task, iter(items), [], workers * _AHEAD)
            finally:
                executor.shutdown(wait=False)       # cancels what is still asked for
    return run


def _through(
    executor: Executor, task: Callable[[T], None], items: Iterator[T], in_flight: list[T], ahead: int
) -> Iterator[T]:
    """Each item when it is done. `in_flight` holds what was given out and is not done: begun with, and left behind."""
    futures = {executor.submit(task, item): item for item in in_flight}
    while True:
        for item in islice(items, ahead - len(futures)):
            in_flight.append(item)
            futures[executor.submit(task, item)] = item
        if not futures:
            return
        for future in wait(futures, return_when=FIRST_COMPLETED).done:
            future.result()
            item = futures.pop(future)
            in_flight.remove(item)
            yield item


def _end_with_parent() -> None:
    """A worker whose parent is killed would wait for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
