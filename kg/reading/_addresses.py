"""Addresses on the network that may be fetched from, and connections to them alone."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

from kg.errors import ReadError

__all__ = ["checked_url", "pool_manager"]


def checked_url(url: str) -> str:
    """Return an address that can be fetched, without its fragment.

    Raises
    ------
    ReadError
        If it is none, or has a login in it.

    Examples
    --------
    >>> checked_url("https://dispatch.example/a#top")
    'https://dispatch.example/a'
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise ReadError(f"links to {url[:80]!r}, which is no address ({exc})") from exc
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise ReadError(f"links to {url[:80]!r}, which is no address of the web (http or https)")
    if parts.username is not None or parts.password is not None:
        raise ReadError(f"links to an address at {parts.hostname} with a login in it, which is not used")
    return parts._replace(fragment="").geturl()


class _Checked:
    """A connection that is made to public addresses alone; the address that was checked is the one connected to."""

    _dns_host: str
    host: str
    port: int
    timeout: Any
    source_address: Any
    socket_options: Any

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as exc:
            raise urllib3.exceptions.NameResolutionError(self.host, self, exc) from exc  # type: ignore[arg-type]
        for *_, address in found:
            numeric = ipaddress.ip_address(str(address[0]).split("%")[0])
            mapped = getattr(numeric, "ipv4_mapped", None)
            if not (mapped or numeric).is_global or numeric.is_multicast:
                raise ReadError(
                    f"leads to {self.host}, a private address ({numeric}), which is not fetched from; "
                    f"give --fetch-private if you mean to"
                )
        first = found[0][4]
        try:
            return create_connection(
                (str(first[0]), self.port), self.timeout, source_address=self.source_address,
                socket_options=self.socket_options,
            )  # fmt: skip
        except TimeoutError as exc:
            raise urllib3.exceptions.ConnectTimeoutError(self, f"no answer from {self.host}") from exc
        except OSError as exc:
            raise urllib3.exceptions.NewConnectionError(self, f"no connection to {self.host}: {exc}") from exc  # type: ignore[arg-type]


class _CheckedHttp(_Checked, HTTPConnection):
    pass


class _CheckedHttps(_Checked, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHttp


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHttps


def pool_manager(*, private: bool) -> urllib3.PoolManager:
    """Return what keeps connections open, a few at a time; ``private`` lets it connect to any address."""
    manager = urllib3.PoolManager(num_pools=20, maxsize=1)
    if not private:
        manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
    return manager
