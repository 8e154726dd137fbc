"""A dataset on the web: SPARQL, a page for every resource, a page to ask, the view. It reads, and changes nothing."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
from collections.abc import Callable, Iterable

from pyoxigraph import Quad

from oimgraph.errors import InputError
from oimgraph.serve.limits import Declined, Limits

__all__ = ["Declined", "Limits", "serve"]

_CONNECTIONS = 200          # more at once are turned away with 503
_LEAVE = 5                  # seconds for answers on their way when the server is ended


def serve(quads: Iterable[Quad], host: str, port: int, limits: Limits, ready: Callable[[str], None]) -> None:
    """Answer until a signal ends it; `ready` is told the address, in which port 0 has become a free one. Raises
    InputError: an address that cannot be taken, or the libraries that serving needs are missing."""
    try:
        import uvicorn

        from oimgraph.serve.app import Site
        from oimgraph.serve.library import Library
    except ImportError as error:
        raise InputError(f"serving needs {error.name}", "pip install 'oimgraph[serve]'") from None
    from oimgraph.view import render

    listening = _listening(host, port)
    held = list(quads)
    site = Site(Library(held), render(held), limits)
    del quads, held         # the library has its own
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    config = uvicorn.Config(
        site.application(), loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None,
        access_log=False, server_header=False, limit_concurrency=_CONNECTIONS, timeout_graceful_shutdown=_LEAVE,
    )
    gc.collect()
    gc.freeze()             # a fork's collector does not touch, and so copy, what was made before
    bound_host, bound_port = listening.getsockname()[:2]
    ready(f"http://{f'[{bound_host}]' if ':' in bound_host else bound_host}:{bound_port}/")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, reuse_port=False)
    except (OSError, OverflowError, UnicodeError) as error:
        raise InputError(f"cannot listen on {host}:{port}: {error}", "choose another --host or --port") from None
