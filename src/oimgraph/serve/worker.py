"""Each answer is made by a process of its own, which can be killed: no engine can be stopped from within.

The process is a fork of the server, so the dataset is there at once and nothing is copied. It has a deadline that the
kernel keeps, limits on memory and processor time, and no right to open a file or a connection. What it has made comes
back whole through a pipe, or not at all.
"""

from __future__ import annotations

import asyncio
import math
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from oimgraph.errors import InputError, TooMuch
from oimgraph.serve.limits import Declined, Limits

_PROMPT, _PATIENT = 0.25, 5     # seconds after which an answer has to let others go first, and how much (nice)
_GRACE = 0.2                # seconds after its deadline in which a process may still end by itself
_NO_MEMORY = 3              # exit status of a worker whose memory did not suffice
_ANSWER, _DECLINED, _BROKEN = b"=", b"!", b"?"


@dataclass(frozen=True, slots=True)
class Reply:
    """A body and its media type."""

    media: str
    body: bytes


class Failed(Exception):
    """A worker has ended through a fault of ours."""


Task = Callable[[], Reply]


class Workers:
    """So many processes at once, and no more: who comes then is turned away."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._busy = 0
        self._killed: list[int] = []

    async def run(self, task: Task) -> Reply:
        """What the task gives. Raises Declined; when it is cancelled, the process is killed."""
        if self._busy >= self._limits.at_once:
            raise Declined(429, f"{self._limits.at_once} queries are being answered, and no more can be at once",
                           "try again in a moment", retry_after=1)
        self._busy += 1
        try:
            return await self._forked(task)
        finally:
            self._busy -= 1

    async def _forked(self, task: Task) -> Reply:
        self._killed = [pid for pid in self._killed if _ended(pid, os.WNOHANG) is None]
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            _work(task, writing, self._limits)
        os.close(writing)
        later = asyncio.get_running_loop().call_later(_PROMPT, os.setpriority, os.PRIO_PROCESS, pid, _PATIENT)
        try:
            made = await asyncio.wait_for(_read(reading), self._limits.seconds + _GRACE)
        except (asyncio.CancelledError, TimeoutError) as ended:
            os.kill(pid, signal.SIGKILL)        # not waited for here: its memory is freed in its own time
            self._killed.append(pid)
            raise self._late() if isinstance(ended, TimeoutError) else ended from None
        finally:
            later.cancel()
        return self._reply(made, _ended(pid))   # at once: a process that ends closes its pipe last

    def _reply(self, made: bytes, code: int | None) -> Reply:
        limits = self._limits
        if code in (-signal.SIGALRM, -signal.SIGXCPU):
            raise self._late()
        if code == _NO_MEMORY or (code or 0) < 0:    # the engine ends itself without memory, and when its stack is full
            raise Declined(503, f"the query needs more than {limits.megabytes} MB, or is too complex",
                           "ask for less at a time")
        kind, (head, _, body) = made[:1], made[1:].partition(b"\n")
        if kind == _ANSWER:
            return Reply(head.decode(), body)
        if kind == _DECLINED:
            what, _, hint = body.decode().partition("\n")
            raise Declined(int(head), what, hint)
        raise Failed(f"a worker failed: {head.decode() or f'exit status {code}'}")


    def _late(self) -> Declined:
        return Declined(504, f"the query took longer than {self._limits.seconds:g} seconds", "ask for less at a time")


def _ended(pid: int, options: int = 0) -> int | None:
    """The exit status of a process, negative for a signal; None while it runs, where it is not waited for."""
    found, status = os.waitpid(pid, options)
    return os.waitstatus_to_exitcode(status) if found else None


async def _read(pipe: int) -> bytes:
    """All that comes until the other side is closed."""
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb"))
    try:
        return await reader.read()
    finally:
        transport.close()


def _work(task: Task, pipe: int, limits: Limits) -> NoReturn:
    """All of the process's life."""
    code = 1
    try:
        _confine(pipe, limits)
        made = _made(task, limits)
        with os.fdopen(pipe, "wb") as out:
            out.write(made)
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)


def _made(task: Task, limits: Limits) -> bytes:
    try:
        reply = task()
    except Declined as error:
        return _refusal(error.status, error)
    except TooMuch as error:
        return _refusal(413, error)
    except InputError as error:
        return _refusal(400, error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the server tells of it; the words may be the user's, and are not told
        at = traceback.extract_tb(error.__traceback__)[-1]
        return _BROKEN + f"{type(error).__name__} in {Path(at.filename).name}:{at.lineno}\n".encode()
    if len(reply.body) > limits.answer_megabytes << 20:
        large = TooMuch(f"the answer is larger than {limits.answer_megabytes} MB", "add LIMIT, or ask for less")
        return _refusal(413, large)
    return _ANSWER + reply.media.encode() + b"\n" + reply.body


def _refusal(status: int, error: Declined | InputError) -> bytes:
    return _DECLINED + f"{status}\n{error.what}\n{error.hint}".encode()


def _confine(pipe: int, limits: Limits) -> None:
    """From here on the process can compute and write to its pipe, and nothing else."""
    held = _held()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)            # Ctrl-C is for the server
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)                          # the engine's last words
    os.closerange(3, pipe)
    os.closerange(pipe + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
    _limit(resource.RLIMIT_NOFILE, 0)
    if held:
        _limit(resource.RLIMIT_AS, held + (limits.megabytes << 20))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _held() -> int:
    """Bytes of address space in use; 0 where only Linux would tell."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
