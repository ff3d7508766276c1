"""Getting articles that feeds and sitemaps link to: politely, within limits, and only where the user asks for it.

robots.txt is respected (RFC 9309), requests to one host are apart in time, nothing is sent but the request, and
private addresses are left alone.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.errors import ConfigError, ReadError

__all__ = ["Fetcher", "Page"]

PAGE_LIMIT = 20_000_000
_ROBOTS_LIMIT = 512_000
_REDIRECTS = 5
_HOSTS = 500
"""Hosts whose rules are remembered."""

_LONGEST_DELAY = 120.0
_CHUNK = 65_536
_PRODUCT = "Triplewire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered: the address it came from in the end, the body unpacked, its header ``Content-Type``."""

    url: str
    body: bytes
    content_type: str


@dataclass(slots=True)
class _Host:
    """What is known of a scheme, host and port: its rules, and when it may be asked again."""

    rules: Any = None
    refusal: str = ""
    next: float = 0.0


class Fetcher:
    """Gets pages one after the other.

    Parameters
    ----------
    delay : float
        Seconds between two requests to one host; more where its robots.txt says so.
    timeout : float
        Seconds without an answer after which a page is given up; a whole page may take four times as long.
    private : bool
        Whether addresses of the own machine and network may be fetched.
    limit : int
        Bytes of the longest page.

    Raises
    ------
    ConfigError
        If a part that is needed is not installed.

    Notes
    -----
    Proxies that the environment names are not used. No cookies are kept.
    """

    def __init__(
        self, *, delay: float = 1.0, timeout: float = 20.0, private: bool = False, limit: int = PAGE_LIMIT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        try:
            import protego

            from kg.reading._addresses import pool_manager
        except ImportError as exc:
            raise ConfigError(
                f"--fetch needs {exc.name}, which is not installed; install it with: pip install 'triplewire[feeds]'"
            ) from exc
        self._delay, self._timeout, self._limit, self._sleep = delay, timeout, limit, sleep
        self._rules = protego.Protego
        self._pools = pool_manager(private=private)
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self.agent = f"{_PRODUCT}/{_version()} (news reader; kg build --fetch)"

    def get(self, url: str) -> Page:
        """Return the page at an address.

        Raises
        ------
        ReadError
            If the address is none or private, robots.txt forbids it, the server does not give it, or it is too long.
        """
        from kg.reading._addresses import checked_url

        for _ in range(_REDIRECTS + 1):
            url = checked_url(url)
            host = self._host(url)
            if host.refusal:
                raise ReadError(host.refusal)
            if host.rules is not None and not host.rules.can_fetch(url, _PRODUCT):
                raise ReadError(f"robots.txt of {urlsplit(url).hostname} does not allow {url} to be fetched")
            self._wait(host)
            found = self._request(url, self._limit)
            if isinstance(found, Page):
                return found
            url = urljoin(url, found)
        raise ReadError(f"{url} leads on more than {_REDIRECTS} times")

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc.lower()}"
        if key in self._hosts:
            self._hosts.move_to_end(key)
            return self._hosts[key]
        host = self._hosts[key] = self._ask(key)
        if len(self._hosts) > _HOSTS:
            self._hosts.popitem(last=False)
        return host

    def _ask(self, origin: str) -> _Host:
        """Return what a host's robots.txt says; without one all is allowed, and nothing if it cannot be asked for."""
        host = _Host()
        where = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            try:
                self._wait(host)
                found = self._request(where, _ROBOTS_LIMIT, cut=True)
            except _RefusedError as exc:
                if not 400 <= exc.status < 500 or exc.status == 429:
                    host.refusal = f"{where} cannot be read ({exc.reason}), so nothing is fetched from there"
                return host
            except ReadError as exc:
                host.refusal = exc.reason
                return host
            if isinstance(found, Page):
                host.rules = self._rules.parse(found.body.decode("utf-8", "replace"))
                return self._slowed(host, origin)
            where = urljoin(where, found)
        return host

    def _slowed(self, host: _Host, origin: str) -> _Host:
        if (host.rules.crawl_delay(_PRODUCT) or 0.0) > _LONGEST_DELAY:
            host.refusal = (
                f"robots.txt of {origin} asks for more than {_LONGEST_DELAY:.0f} seconds between two requests; "
                f"get its articles another way"
            )
        return host

    def _wait(self, host: _Host) -> None:
        asked = host.rules.crawl_delay(_PRODUCT) if host.rules is not None else None
        pause = host.next - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        host.next = time.monotonic() + max(self._delay, asked or 0.0)

    def _request(self, url: str, limit: int, *, cut: bool = False) -> Page | str:
        """Return a page, or the address that it leads on to."""
        import urllib3

        headers = {"User-Agent": self.agent, "Accept": "text/html, application/xhtml+xml, text/plain, */*;q=0.5",
                   "Accept-Encoding": "gzip, deflate"}  # fmt: skip
        try:
            answer = self._pools.request(
                "GET", url, headers=headers, redirect=False, retries=False, preload_content=False,
                timeout=urllib3.Timeout(connect=self._timeout, read=self._timeout),
            )  # fmt: skip
            try:
                return self._answer(url, answer, limit, cut=cut)
            finally:
                answer.close()
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as exc:
            cause = exc.__cause__ if isinstance(exc.__cause__, ReadError) else None
            raise cause or ReadError(
                f"{url} cannot be fetched: {str(exc).rsplit(': ', 1)[-1]}; try again later"
            ) from exc

    def _answer(self, url: str, answer: Any, limit: int, *, cut: bool) -> Page | str:
        if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
            return str(answer.headers["Location"])
        if answer.status != 200:
            raise _RefusedError(url, answer.status, answer.reason or "")
        started = time.monotonic()
        body = bytearray()
        for part in answer.stream(_CHUNK, decode_content=True):
            body += part
            if len(body) > limit:
                if cut:
                    break
                raise ReadError(f"{url} is longer than {limit:,} bytes, which no article's page is")
            if time.monotonic() - started > 4 * self._timeout:
                raise ReadError(f"{url} took longer than {4 * self._timeout:.0f} seconds; try again later")
        return Page(url=url, body=bytes(body), content_type=answer.headers.get("Content-Type") or "")


class _RefusedError(ReadError):
    """A server answered that it does not give the page."""

    def __init__(self, url: str, status: int, reason: str) -> None:
        self.status = status
        later = "; try again later" if status == 429 or status >= 500 else ""
        super().__init__(f"{url} was answered with {status} {reason}".rstrip() + later)


def _version() -> str:
    try:
        return version("triplewire")
    except PackageNotFoundError:
        return "0"
