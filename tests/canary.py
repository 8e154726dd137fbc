"""An address on loopback on which nobody may ever knock."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_WAIT = 120                 # seconds; only what hangs takes so long


class Canary:
    """Who knocks is counted and shown out."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._place = self._listening.getsockname()
        self._taken = self._own = 0
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._place[1]}/"

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._taken += 1
            connection.close()

    def knocks(self) -> int:
        """How often others have knocked: who comes is taken in turn, so that they are counted once we are shown out."""
        with socket.create_connection(self._place, timeout=_WAIT) as own:
            own.recv(1)
        self._own += 1
        return self._taken - self._own

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()


@contextmanager
def canary() -> Iterator[Canary]:
    made = Canary()
    try:
        yield made
    finally:
        made.close()
