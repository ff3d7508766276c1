"""Handing the guide to a Neo4j Browser on the same machine.

Neo4j Browser takes guides and styles from the hosts that the server's setting
``browser.remote_content_hostname_whitelist`` names, ``localhost`` among them unless it was
changed, and asks beforehand whether it may (CORS), for the page comes from another port.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kg.errors import ConfigError
from kg.neo4j_guide.favourites import favourites
from kg.neo4j_guide.files import guide_files
from kg.neo4j_guide.page import slides

__all__ = ["SLIDES", "guide_server"]

#: Name of the guide that ``:guide`` shows.
SLIDES = "slides.html"
_TYPES = {"html": "text/html; charset=utf-8", "zip": "application/zip"}


def guide_server(port: int = 0) -> ThreadingHTTPServer:
    """Return a server of the guide's files on this machine alone; nothing else can be read through it.

    Parameters
    ----------
    port : int
        0 for any that is free.

    Raises
    ------
    ConfigError
        If the port is taken.
    """
    held: dict[str, bytes] = {}

    class Handler(_Handler):
        files = held

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as exc:
        raise ConfigError(f"port {port} cannot be used ({exc.strerror}); give another with --port") from exc
    address = f"http://localhost:{server.server_port}"
    held.update(guide_files(), **{SLIDES: slides(favourites(), f"{address}/style.grass").encode()})
    return server


class _Handler(BaseHTTPRequestHandler):
    files: Mapping[str, bytes] = {}

    def do_GET(self) -> None:
        name = self.path.split("?", 1)[0].removeprefix("/") or "guide.html"
        body = self.files.get(name)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self._allow()
        self.send_header("Content-Type", _TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self._allow()
        self.end_headers()

    def _allow(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each request."""
