"""What every answer has on its way out: headers that bind browsers, and a line in the log."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("oimgraph.serve")
_POLICY = ("default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
           "frame-ancestors 'none'")
_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class Outside:
    """The log has no address of a client, no query and no name of a resource: method, route, status, bytes, time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status, size = time.monotonic(), 500, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                _bind(MutableHeaders(scope=message), scope["path"])
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            LOG.info("%s %s %d %d bytes %.0f ms", method, _route(scope), status, size,
                     1000 * (time.monotonic() - started))


def _bind(headers: MutableHeaders, path: str) -> None:
    """The view brings a policy of its own, which admits its script by hash."""
    headers["Content-Security-Policy"] = "frame-ancestors 'none'" if path == "/view" else _POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"


def _route(scope: Scope) -> str:
    """The route without what stands for a resource: what was looked at is the reader's own affair."""
    route = scope.get("route")
    return str(route.path) if route is not None else "-"
