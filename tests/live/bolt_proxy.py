"""A server in front of Neo4j that breaks connections on purpose."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["COMMIT", "Proxy", "proxy"]

#: Bolt's message COMMIT, as it ends a chunk of a client.
COMMIT = b"\x00\x02\xb0\x12\x00\x00"

#: Is told what a client sends and says whether the connection is to break: before it is passed on, after, or not.
Verdict = Callable[[bytes], str]


@dataclass
class Proxy:
    """Where it listens, and how many connections it has broken."""

    address: str
    broken: int = 0
    _open: set[socket.socket] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cut(self, *ends: socket.socket) -> None:
        """Break a connection."""
        with self._lock:
            self.broken += 1
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is closed already
                end.close()


@contextmanager
def proxy(target: str, verdict: Verdict, pause: Callable[[int], None] = lambda size: None) -> Iterator[Proxy]:
    """Pass everything on to an address like ``bolt://127.0.0.1:7687``, but as ``verdict`` says.

    ``pause`` is called with the bytes of each message of a client, to hold them up.
    """
    host, port = target.removeprefix("bolt://").split(":")
    listening = socket.create_server(("127.0.0.1", 0))
    made = Proxy(address=f"bolt://127.0.0.1:{listening.getsockname()[1]}")

    def serve() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            server = socket.create_connection((host, int(port)))
            made._open |= {client, server}
            threading.Thread(target=upstream, args=(client, server), daemon=True).start()
            threading.Thread(target=pump, args=(server, client), daemon=True).start()

    def upstream(client: socket.socket, server: socket.socket) -> None:
        def send(data: bytes) -> bool:
            pause(len(data))
            what = verdict(data)
            if what != "before":
                server.sendall(data)
            if what in ("before", "after"):
                made.cut(client, server)
            return what not in ("before", "after")

        pump(client, server, send)

    def pump(source: socket.socket, sink: socket.socket, send: Callable[[bytes], bool] | None = None) -> None:
        try:
            while data := source.recv(65536):
                if send is None:
                    sink.sendall(data)
                elif not send(data):
                    return
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield made
    finally:
        listening.close()
        for end in made._open:
            end.close()
