"""Talk with a server: asks for a password as the server wants it, tries again what may pass, tells what will not."""

from __future__ import annotations

import netrc
import os
import time
from collections.abc import Generator, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from oimgraph.errors import InputError, StoreError

try:
    import httpx
except ImportError:
    raise InputError("this needs the package httpx", "pip install 'oimgraph[stores]'") from None

USER, PASSWORD = "OIMGRAPH_STORE_USER", "OIMGRAPH_STORE_PASSWORD"
_WAITS = (0.2, 0.5, 1.0, 2.0)               # seconds before each further try
_PASSING = {429, 502, 503, 504}             # the server is busy or starting
_TIMEOUT = httpx.Timeout(300, connect=10)   # seconds; a large graph takes a store its time


def credentials(url: str) -> tuple[str, str] | None:
    """User and password from the environment, else from ~/.netrc (or $NETRC): never from the command line."""
    if user := os.environ.get(USER):
        return user, os.environ.get(PASSWORD, "")
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(urlsplit(url).hostname or "")
    except FileNotFoundError:
        return None
    except netrc.NetrcParseError as error:
        raise InputError(f"netrc cannot be read: {error}", "correct the file") from None
    return (found[0], found[2] or "") if found else None


class Client:
    """One server. Use it as a context; every method raises StoreError with one line."""

    def __init__(self, url: str, waits: tuple[float, ...] = _WAITS) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url!a} is no address of a store", "give one as in http://localhost:7878/store")
        if parts.username or parts.password:
            raise InputError("the address holds a user or password", f"set {USER} and {PASSWORD}, or use ~/.netrc")
        self.url, self._waits = url, waits
        self._http = httpx.Client(auth=_AsAsked(credentials(url)), timeout=_TIMEOUT, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def put(self, graph: str, turtle: bytes) -> None:
        """Replace a graph, whole or not at all."""
        self._send("PUT", params={"graph": graph}, content=turtle, headers={"Content-Type": "text/turtle"})

    def select(self, query: str) -> bytes:
        """The answer to a SELECT, as SPARQL JSON results."""
        return self._send("POST", data={"query": query}, headers={"Accept": "application/sparql-results+json"})

    def _send(
        self,
        method: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        data: Mapping[str, str] | None = None,
    ) -> bytes:
        """Send, and again while the trouble may pass: what is sent here may all be repeated."""
        for wait in (*self._waits, None):
            try:
                answer = self._http.request(
                    method, self.url, headers=headers, params=params, content=content, data=data,
                )
            except httpx.TransportError as error:
                if wait is None:
                    what = f"{self.url} does not answer: {error or type(error).__name__}"
                    raise Unreachable(what, "start the store, then load again") from None
            else:
                if answer.status_code not in _PASSING or wait is None:
                    return _checked(answer)
            time.sleep(wait)
        raise AssertionError  # the last try returns or raises


class Unreachable(StoreError):
    """The server is not there, or lets nobody in: no use to go on with the next graph."""


class _AsAsked(httpx.Auth):
    """No password until the server asks; then Basic or Digest, as it says, and without being asked from then on."""

    def __init__(self, known: tuple[str, str] | None) -> None:
        self._known = known
        self._chosen: httpx.BasicAuth | httpx.DigestAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            answer = yield request
            if answer.status_code != httpx.codes.UNAUTHORIZED or self._known is None:
                return
            digest = answer.headers.get("www-authenticate", "").lower().startswith("digest")
            self._chosen = (httpx.DigestAuth if digest else httpx.BasicAuth)(*self._known)
        yield from self._chosen.auth_flow(request)


def _checked(answer: httpx.Response) -> bytes:
    """The body of a good answer. Raises StoreError with the server's own first words."""
    if answer.is_success:
        return answer.content
    said = " ".join(answer.text.split())[:200]
    status = f"{answer.status_code} {answer.reason_phrase}"
    what = f"{answer.url.copy_with(query=None)} answers {status}: {said}".rstrip(": ")
    if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise Unreachable(what, f"set {USER} and {PASSWORD}, or write them to ~/.netrc")
    if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED):
        raise Unreachable(what, "give the address of its Graph Store Protocol (loading) or of its queries (reading)")
    raise StoreError(what)
