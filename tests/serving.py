"""`oimgraph serve` as its users run it: a process of its own on a free port of loopback, and requests to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit

from conftest import ROOT
from oimgraph.serve.limits import Limits
from oimgraph.serve.worker import Reply, Task, Workers

WAIT = 120                 # seconds; only what hangs takes so long, also on a busy computer


@dataclass
class Answer:
    """Of HTTP: status, headers with names in lower case, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def rows(self) -> list[dict[str, str]]:
        bindings = json.loads(self.body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in bindings]


@dataclass
class Served:
    """A server; `log` is what it has written once it has ended."""

    address: str
    process: subprocess.Popen[bytes]
    log: list[str] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own; no redirect is followed."""
        return self.send(path, method, None, headers)

    def post(self, path: str, body: bytes, **headers: str) -> Answer:
        return self.send(path, "POST", body, headers)

    def send(self, path: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=WAIT)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def sparql(self, text: str, accept: str = "", **fields: str) -> Answer:
        path = f"/sparql?{urlencode({'query': text} | fields)}"
        return self.ask(path, **({"Accept": accept} if accept else {}))


@contextmanager
def served(dataset: Path, *options: str) -> Iterator[Served]:
    """A running server, ended with the block."""
    code = "from oimgraph.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", str(dataset), "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, stderr=log, env=environment)
        server = Served("", process)
        try:
            server.address = _address(process, log)
            yield server
        finally:
            process.terminate()
            process.wait(WAIT)
            log.seek(0)
            server.log += log.readlines()


def _address(process: subprocess.Popen[bytes], log: IO[str]) -> str:
    """What the server says when it is ready."""
    end = time.monotonic() + WAIT
    while process.poll() is None and time.monotonic() < end:
        log.seek(0)
        for line in log:
            if line.startswith("Serving") and line.endswith("\n"):
                return line.split(" at ")[1].split()[0]
        time.sleep(0.05)
    log.seek(0)
    raise AssertionError(log.read())


def worked(task: Task, limits: Limits) -> Reply:
    """What a worker makes of a task. On a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(Workers(limits).run(task))).result()


def running(process: subprocess.Popen[bytes]) -> list[int]:
    """The workers that a server has at this moment."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return [int(child) for child in told.split() if "Z" not in _state(child)]


def _state(child: str) -> str:
    try:
        return Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
