"""The SPARQL 1.1 Protocol over a store on disk, for queries.

References
----------
.. [1] W3C, "SPARQL 1.1 Protocol" and "SPARQL 1.1 Service Description", 2013.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from kg.errors import ConfigError, StoreError
from loaders._sparql_words import asks_elsewhere
from loaders._sparql_workers import GRAPHS, TABLES, Question, Reply, Workers

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Endpoint", "Limits", "application", "endpoint"]

PATH = "/sparql"
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{address}> a sd:Service ; sd:endpoint <{address}> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ; sd:resultFormat {formats} .
"""
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD",
)  # fmt: skip
#: Sent with every answer; nothing here is a page that runs anything.
_HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'", "Vary": "Accept"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a client may ask for: seconds of a query, bytes of an answer and of a request."""

    seconds: float = 30.0
    answer: int = 50_000_000
    request: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong(Exception):
    status: int
    reason: str


def _wanted(accept: str, known: Sequence[str]) -> str:
    """Return the media type that a client likes best, empty if none will do."""
    if not accept.strip():
        return known[0]
    ranked: list[tuple[float, int, str]] = []
    for part in accept.split(","):
        name, *options = (p.strip().lower() for p in part.split(";"))
        weight = next((o[2:] for o in options if o.startswith("q=")), "1")
        try:
            liking = float(weight)
        except ValueError:
            liking = 0.0
        aliases = {"application/json": "application/sparql-results+json", "application/xml": "application/rdf+xml"}
        for place, kind in enumerate(known):
            fits = name in (kind, "*/*", f"{kind.split('/')[0]}/*") or aliases.get(name) == kind
            if fits and liking > 0:
                ranked.append((-liking, place, kind))
    return min(ranked)[2] if ranked else ""


def _only(values: Mapping[str, list[str]], name: str) -> str:
    found = values.get(name, [])
    if len(found) > 1:
        raise _Wrong(status=400, reason=f"{name} is given {len(found)} times; give it once")
    return found[0] if found else ""


async def _body(request: Request, most: int) -> str:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            raise _Wrong(status=413, reason=f"a request of more than {most:,} bytes is not read")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise _Wrong(status=400, reason=f"the request is no UTF-8: {exc}") from exc


async def _question(request: Request, prefixes: dict[str, str], limits: Limits) -> Question | None:
    """Read the query of a request; None if it has none, which asks what the service can do."""
    values = parse_qs(request.url.query, keep_blank_values=True)
    sparql = _only(values, "query")
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == _FORM:
            values = parse_qs(await _body(request, limits.request), keep_blank_values=True)
            sparql = _only(values, "query")
        elif kind == _QUERY:
            sparql = await _body(request, limits.request)
        elif kind == "application/sparql-update":
            raise _Wrong(status=403, reason="this endpoint answers queries; it changes nothing")
        else:
            raise _Wrong(status=415, reason=f"send {_FORM} or {_QUERY}")
    if "update" in values:
        raise _Wrong(status=403, reason="this endpoint answers queries; it changes nothing")
    if not sparql:
        if request.method == "POST":
            raise _Wrong(status=400, reason="the request has no query")
        return None
    if asks_elsewhere(sparql):
        raise _Wrong(status=403, reason="queries may not ask other servers (SERVICE)")
    accept = request.headers.get("accept", "")
    return Question(
        sparql=sparql, table=_wanted(accept, tuple(TABLES)), graph=_wanted(accept, tuple(GRAPHS)), prefixes=prefixes,
        default_graphs=tuple(values.get("default-graph-uri", ())), most=limits.answer,
        named_graphs=tuple(values.get("named-graph-uri", ())),
    )  # fmt: skip


def application(workers: Workers, prefixes: dict[str, str], limits: Limits, hosts: Sequence[str]) -> Starlette:
    """Return the web application.

    Parameters
    ----------
    workers : Workers
    prefixes : dict of str
        Declared for every query.
    limits : Limits
    hosts : sequence of str
        Names by which it may be called; ``"*"`` for any. A page of another site that points its name at this machine
        is refused so (DNS rebinding).
    """
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    async def sparql(request: Request) -> Response:
        try:
            asked = await _question(request, prefixes, limits)
        except _Wrong as exc:
            return PlainTextResponse(f"{exc.reason}\n", exc.status, headers=_HEADERS)
        if asked is None:
            formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
            address = str(request.url.replace(query=""))
            return Response(
                _DESCRIPTION.format(address=address, formats=formats), media_type="text/turtle", headers=_HEADERS
            )
        reply: Reply = await run_in_threadpool(workers.ask, asked, limits.seconds)
        return Response(reply.body, reply.status, headers={**_HEADERS, "Content-Type": reply.kind})

    async def home(request: Request) -> Response:
        return PlainTextResponse(f"SPARQL 1.1 endpoint: {request.url.replace(path=PATH)}\n", headers=_HEADERS)

    return Starlette(
        routes=[Route(PATH, sparql, methods=["GET", "POST"]), Route("/", home, methods=["GET"])],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
    )


class Endpoint:
    """A server that listens, but does not answer yet.

    Attributes
    ----------
    address : str
        Where queries are sent.
    """

    def __init__(self, server: uvicorn.Server, listening: socket.socket) -> None:
        self._server, self._listening = server, listening
        host, port = listening.getsockname()[:2]
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"

    def run(self) -> None:
        """Answer until interrupted."""
        self._server.run(sockets=[self._listening])


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def endpoint(
    data: str, prefixes: dict[str, str], host: str, port: int, *, limits: Limits, workers: int
) -> Iterator[Endpoint]:
    """Listen on an address.

    Raises
    ------
    ConfigError
        If the packages of the extra ``serve`` are not installed.
    StoreError
        If the address cannot be had.
    """
    try:
        import uvicorn
    except ImportError as exc:
        raise ConfigError("serving needs more packages; install them with: pip install 'triplewire[serve]'") from exc
    hosts = ("127.0.0.1", "localhost", "[::1]") if _is_loopback(host) else ("*",)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as exc:
        raise StoreError(f"cannot listen on {host} port {port}: {exc.strerror or exc}; give another --port") from exc
    pool = Workers(data, workers)
    try:
        settings = uvicorn.Config(
            application(pool, prefixes, limits, hosts), log_level="error", access_log=False, server_header=False,
            lifespan="off", timeout_graceful_shutdown=1,
        )  # fmt: skip
        yield Endpoint(uvicorn.Server(settings), listening)
    finally:
        listening.close()
        pool.close()
