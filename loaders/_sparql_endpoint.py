"""The SPARQL 1.1 Protocol over a store on disk, for queries and, where they are allowed, updates.

References
----------
.. [1] W3C, "SPARQL 1.1 Protocol" and "SPARQL 1.1 Service Description", 2013.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kg.errors import ConfigError, StoreError
from loaders._sparql_words import asks_elsewhere
from loaders._sparql_workers import GRAPHS, TABLES, Question, Reply, Workers, says

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from loaders._sparql_update import Updates

__all__ = ["Endpoint", "Limits", "application", "endpoint"]

PATH = "/sparql"
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{address}> a sd:Service ; sd:endpoint <{address}> ; sd:supportedLanguage {languages} ;
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a request holds: a query, an update, or neither; and all that it names."""

    query: str
    update: str
    values: Mapping[str, list[str]]


async def _asked(request: Request, limits: Limits) -> _Asked:
    values = parse_qs(request.url.query, keep_blank_values=True)
    if "update" in values:
        raise _Wrong(status=400, reason="an update is sent by POST, in the body")
    query = update = ""
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == _FORM:
            values = parse_qs(await _body(request, limits.request), keep_blank_values=True)
        elif kind == _QUERY:
            query = await _body(request, limits.request)
        elif kind == _UPDATE:
            update = await _body(request, limits.request)
        else:
            raise _Wrong(status=415, reason=f"send {_FORM}, {_QUERY} or {_UPDATE}")
    query, update = query or _only(values, "query"), update or _only(values, "update")
    if query and update:
        raise _Wrong(status=400, reason="send a query or an update, not both at once")
    if request.method == "POST" and not query and not update:
        raise _Wrong(status=400, reason="the request has no query")
    return _Asked(query=query, update=update, values=values)


def _question(request: Request, asked: _Asked, prefixes: dict[str, str], limits: Limits) -> Question:
    if asks_elsewhere(asked.query):
        raise _Wrong(status=403, reason="queries may not ask other servers (SERVICE)")
    accept = request.headers.get("accept", "")
    return Question(
        sparql=asked.query, table=_wanted(accept, tuple(TABLES)), graph=_wanted(accept, tuple(GRAPHS)),
        prefixes=prefixes, default_graphs=tuple(asked.values.get("default-graph-uri", ())), most=limits.answer,
        named_graphs=tuple(asked.values.get("named-graph-uri", ())),
    )  # fmt: skip


def _check_update(request: Request, asked: _Asked, updates: Updates | None, hosts: Sequence[str]) -> Updates:
    if updates is None:
        raise _Wrong(status=403, reason="this endpoint answers queries; it changes nothing without --update")
    # Any page that a browser shows can send it a form; such a request names the page's own site.
    origin = request.headers.get("origin")
    if origin is not None and (urlsplit(origin).hostname or "") not in {h.strip("[]") for h in hosts}:
        raise _Wrong(status=403, reason=f"pages of {origin} may change nothing here")
    if asked.values.get("using-graph-uri") or asked.values.get("using-named-graph-uri"):
        raise _Wrong(status=400, reason="name the graphs in the update (USING), not beside it")
    return updates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """What answers requests."""

    workers: Workers
    prefixes: dict[str, str]
    limits: Limits
    hosts: Sequence[str]
    updates: Updates | None
    turn: Lock = field(default_factory=Lock)

    async def sparql(self, request: Request) -> Response:
        from starlette.responses import PlainTextResponse

        try:
            return await self._answered(request)
        except _Wrong as exc:
            return PlainTextResponse(f"{exc.reason}\n", exc.status, headers=_HEADERS)

    async def home(self, request: Request) -> Response:
        from starlette.responses import PlainTextResponse

        return PlainTextResponse(f"SPARQL 1.1 endpoint: {request.url.replace(path=PATH)}\n", headers=_HEADERS)

    async def _answered(self, request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response

        asked = await _asked(request, self.limits)
        if asked.update:
            ready = _check_update(request, asked, self.updates, self.hosts)
            reply: Reply = await run_in_threadpool(self._changed, asked.update, ready)
        elif asked.query:
            question = _question(request, asked, self.prefixes, self.limits)
            reply = await run_in_threadpool(self.workers.ask, question, self.limits.seconds)
        else:
            description = _described(str(request.url.replace(query="")), self.updates is not None)
            return Response(description, media_type="text/turtle", headers=_HEADERS)
        kind = {"Content-Type": reply.kind} if reply.body else {}
        return Response(reply.body, reply.status, headers={**_HEADERS, **kind})

    def _changed(self, sparql: str, updates: Updates) -> Reply:
        if not self.turn.acquire(timeout=self.limits.seconds):
            return says(503, "too many updates at once; send it again later")
        try:  # those who read see one state after another
            reply, anything = updates.run(sparql)
            if anything:
                self.workers.move(updates.renewed())
            return reply
        finally:
            self.turn.release()


def application(
    workers: Workers, prefixes: dict[str, str], limits: Limits, hosts: Sequence[str], updates: Updates | None = None
) -> Starlette:
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
    updates : Updates, optional
        Carries out updates; without it they are refused.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Route

    service = _Service(workers=workers, prefixes=prefixes, limits=limits, hosts=hosts, updates=updates)
    return Starlette(
        routes=[Route(PATH, service.sparql, methods=["GET", "POST"]), Route("/", service.home, methods=["GET"])],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
    )


def _described(address: str, update: bool) -> str:
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    languages = "sd:SPARQL11Query, sd:SPARQL11Update" if update else "sd:SPARQL11Query"
    return _DESCRIPTION.format(address=address, formats=formats, languages=languages)


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
    data: str, prefixes: dict[str, str], host: str, port: int, *, limits: Limits, workers: int,
    updates: Updates | None = None,
) -> Iterator[Endpoint]:  # fmt: skip
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
    if updates is not None and not _is_loopback(host):
        raise ConfigError(f"updates are taken from this machine alone, and {host} is open to others; leave --host out")
    hosts = ("127.0.0.1", "localhost", "[::1]") if _is_loopback(host) else ("*",)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as exc:
        raise StoreError(f"cannot listen on {host} port {port}: {exc.strerror or exc}; give another --port") from exc
    pool = Workers(updates.renewed() if updates is not None else data, workers)
    try:
        settings = uvicorn.Config(
            application(pool, prefixes, limits, hosts, updates), log_level="error", access_log=False,
            server_header=False, lifespan="off", timeout_graceful_shutdown=1,
        )  # fmt: skip
        yield Endpoint(uvicorn.Server(settings), listening)
    finally:
        listening.close()
        pool.close()
        if updates is not None:
            updates.close()
