"""Real SPARQL servers on loopback, started by the tests and ended by them, each on free ports and in its own folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

WAIT = 120                  # seconds; only a server that hangs takes so long to answer
Prepared = tuple[list[str], str, str]       # a command, the address of the store, and that of queries
_TRIES = 3                  # someone else may take the ports that were free a moment ago

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
MaxClientConnections = 4
[SPARQL]
ResultSetMaxRows = {rows}
DefaultQuery = SELECT * {{ ?s ?p ?o }} LIMIT 1
"""


@dataclass
class Server:
    """A server in a folder. Each start is on ports of its own, so the addresses of its two protocols are known then."""

    folder: Path
    prepare: Callable[[Path, int, int], Prepared]
    lock: str = ""              # what a killed server leaves, and the next start stumbles over
    user: str = ""
    store: str = field(default="", init=False)
    query: str = field(default="", init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        for _ in range(_TRIES):
            if self._started():
                return
        raise AssertionError((self.folder / "server.log").read_text(errors="replace")[-2000:])

    def _started(self) -> bool:
        """False when it ended instead of answering."""
        if self.lock:
            (self.folder / self.lock).unlink(missing_ok=True)
        command, self.store, self.query = self.prepare(self.folder, *_ports(2))
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + WAIT
        while self.process.poll() is None and time.monotonic() < until:
            if self._answers():                     # or another did, whose port it is
                return self.process.poll() is None
            time.sleep(0.1)
        self.kill()
        return False

    def kill(self) -> None:
        """As kill -9 does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(WAIT)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.query}?query=ASK%20%7B%7D", timeout=5) as answer:  # noqa: S310 - ours
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def oxigraph(folder: Path) -> Server:
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        _absent("the server of Oxigraph is not installed (pip install oxigraph)")

    def prepare(_: Path, http: int, __: int) -> Prepared:
        command = [str(program), "serve", "--location", "data", "--bind", f"127.0.0.1:{http}"]
        return command, f"http://127.0.0.1:{http}/store", f"http://127.0.0.1:{http}/query"

    return Server(folder, prepare)


def virtuoso(folder: Path, rows: int = 1000) -> Server:
    program = shutil.which("virtuoso-t")
    if program is None:
        _absent("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")

    def prepare(place: Path, http: int, sql: int) -> Prepared:
        (place / "virtuoso.ini").write_text(VIRTUOSO_INI.format(http=http, sql=sql, rows=rows), encoding="utf-8")
        at = f"http://127.0.0.1:{http}"
        return [program, "+foreground", "+configfile", "virtuoso.ini"], f"{at}/sparql-graph-crud-auth", f"{at}/sparql"

    return Server(folder, prepare, "virtuoso.lck", "dba")


def _absent(why: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"CI needs both servers: {why}")
    pytest.skip(why)


def _ports(number: int) -> list[int]:
    """Ports that are free at this moment."""
    held = [socket.socket() for _ in range(number)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    found = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return found
