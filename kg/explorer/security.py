"""What every answer of the explorer goes through: who may ask, from where, how much, and what a page may do."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

__all__ = ["Guard", "Rules"]

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_COOKIE = "triplewire_token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Who may ask and how much.

    Parameters
    ----------
    hosts : tuple of str
        Names under which the explorer may be called, without ports; a page of another site that points its name here is
        refused by them (DNS rebinding).
    token : str
        Asked of everybody; empty where only this machine can reach the explorer.
    largest : int
        Bytes of a request's body.
    scripts : tuple of str
        Hashes of the scripts that stand in the page itself, as the content security policy has them.
    """

    hosts: tuple[str, ...]
    token: str = ""
    largest: int = 1_000_000
    scripts: tuple[str, ...] = field(default=())

    def headers(self) -> dict[str, str]:
        """Return the headers of every answer."""
        scripts = " ".join(("'self'", *self.scripts))
        policy = (
            f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
            " font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self';"
            " frame-ancestors 'none'"
        )
        return {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
        }


class Guard:
    """ASGI middleware that refuses what the rules do not allow, and sets the headers of every answer.

    Parameters
    ----------
    app : callable
    rules : Rules
    """

    def __init__(self, app: Any, rules: Rules) -> None:
        self._app, self._rules = app, rules
        self._headers = [(k.encode(), v.encode()) for k, v in rules.headers().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a line of text."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        fault = self._fault(scope, asked)
        if fault:
            await self._refuse(send, *fault)
            return
        cookie = self._cookie(scope)

        async def guarded(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                names = {k for k, _ in self._headers}
                kept = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in names]
                message = {**message, "headers": [*kept, *self._headers, *cookie]}
            await send(message)

        await self._app(scope, self._bounded(receive), guarded)

    def _fault(self, scope: Scope, asked: dict[str, str]) -> tuple[int, str] | None:
        host = asked.get("host", "")
        if _name(host) not in self._rules.hosts:
            return 421, f"this explorer is not called {host!r}; open it under the address that kg serve prints"
        origin = asked.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "a page of another site asks; only the explorer's own pages may"
        if asked.get("sec-fetch-site", "same-origin") == "cross-site" and scope["method"] not in ("GET", "HEAD"):
            return 403, "a page of another site asks; only the explorer's own pages may"
        length = asked.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._rules.largest:
            return 413, f"a request of more than {self._rules.largest:,} bytes is not read"
        if self._rules.token and not self._known(scope, asked):
            return (
                401,
                "a token is asked for: open the address that kg serve prints, or send it as Authorization: Bearer",
            )
        return None

    def _known(self, scope: Scope, asked: dict[str, str]) -> bool:
        kind, _, given = asked.get("authorization", "").partition(" ")
        jar = SimpleCookie(asked.get("cookie", ""))
        tokens = [
            given if kind.lower() == "bearer" else "",
            jar[_COOKIE].value if _COOKIE in jar else "",
            _asked(scope),
        ]
        return any(secrets.compare_digest(t.encode(), self._rules.token.encode()) for t in tokens if t)

    def _cookie(self, scope: Scope) -> Sequence[tuple[bytes, bytes]]:
        if not self._rules.token or not _asked(scope):
            return ()
        return ((b"set-cookie", f"{_COOKIE}={self._rules.token}; HttpOnly; SameSite=Strict; Path=/".encode()),)

    def _bounded(self, receive: Receive) -> Receive:
        read = 0

        async def bounded() -> dict[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._rules.largest:
                return {"type": "http.disconnect"}
            return message

        return bounded

    async def _refuse(self, send: Send, status: int, text: str) -> None:
        body = f"{text}\n".encode()
        headers = [
            *self._headers,
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> str:
    query: bytes = scope.get("query_string", b"")
    return parse_qs(query.decode("latin-1")).get("token", [""])[0]


def _name(host: str) -> str:
    """Return a host's name without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()
