"""The explorer on a port of this machine: pages, REST interface, and what guards them."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError, StoreError
from kg.explorer.security import Guard, Rules

if TYPE_CHECKING:
    import uvicorn

    from kg.explorer.service import Explorer

__all__ = ["Served", "application", "served"]

_HERE = ("127.0.0.1", "localhost", "[::1]")


def application(explorer: Explorer, *, hosts: tuple[str, ...] = _HERE, token: str = "") -> Any:
    """Return the explorer as an ASGI application.

    Parameters
    ----------
    explorer : Explorer
    hosts : tuple of str
        Names under which it may be called.
    token : str
        Asked of everybody, if it is not empty.

    Raises
    ------
    ConfigError
        If the packages of the extra ``serve`` are not installed.
    """
    try:
        from fastapi import FastAPI

        from kg import __version__
        from kg.explorer.api import router
        from kg.explorer.pages.app import pages
    except ImportError as exc:
        raise ConfigError("serving needs more packages; install them with: pip install 'triplewire[serve]'") from exc
    server = FastAPI(
        title="Triplewire",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        description="Who did what, according to whom, and whether it happened. Everything here only reads.",
    )
    server.include_router(router(explorer))
    scripts = pages(explorer, server)
    return Guard(server, Rules(hosts=hosts, token=token, scripts=scripts))


class Served:
    """An explorer that listens, but does not answer yet.

    Attributes
    ----------
    address : str
        What to open in a browser, with the token if there is one.
    """

    def __init__(self, server: uvicorn.Server, listening: socket.socket, token: str) -> None:
        self._server, self._listening = server, listening
        host, port = listening.getsockname()[:2]
        shown = "localhost" if host in ("127.0.0.1", "::1") else f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")

    def run(self) -> None:
        """Answer until interrupted."""
        self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Let ``run``, in another thread, end."""
        self._server.should_exit = True


@contextmanager
def served(
    explorer: Explorer, host: str = "127.0.0.1", port: int = 0, *, names: tuple[str, ...] = (), token: str = ""
) -> Iterator[Served]:
    """Listen on an address.

    Parameters
    ----------
    explorer : Explorer
    host : str
        Anything but this machine's own address asks everybody for a token.
    port : int
        0 for any.
    names : tuple of str
        Under which other machines may call it, beside ``host``.
    token : str
        Made up where one is needed and none is given.

    Raises
    ------
    ConfigError
        If the packages of the extra ``serve`` are not installed.
    StoreError
        If the address cannot be had.
    """
    own = host in ("127.0.0.1", "localhost", "::1")
    token = token or ("" if own else secrets.token_urlsafe(24))
    app = application(explorer, hosts=(*_HERE, _bracketed(host), *(n.lower() for n in names)), token=token)
    import uvicorn

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as exc:
        raise StoreError(f"cannot listen on {host} port {port}: {exc.strerror or exc}; give another --port") from exc
    settings = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=131_072,
    )
    try:
        yield Served(uvicorn.Server(settings), listening, token)
    finally:
        listening.close()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()
