"""Chunks of articles on their way to workers: handed out once each, and again if the worker is lost."""

from __future__ import annotations

import asyncio
from heapq import heapify, heappop, heappush

__all__ = ["MOST_ATTEMPTS", "Feeder"]

#: Workers that may be lost over one chunk before it is blamed.
MOST_ATTEMPTS = 4


class Feeder:
    """Hands chunks to whoever shows a ticket, and keeps each until its result has arrived.

    A ticket is bound to the chunk that it got: shown again, for the worker that showed it first was lost, it gets the
    same. All tickets are good for any chunk, so nobody waits for one that another will never ask for.

    Notes
    -----
    It runs as one actor beside the process that reads and writes. It holds no more than that process sends ahead.
    """

    def __init__(self) -> None:
        self._chunks: dict[int, bytes] = {}
        self._waiting: list[int] = []
        self._bound: dict[int, int] = {}
        self._attempts: dict[int, int] = {}
        self._used: set[int] = set()
        self._ended = False
        self._changed = asyncio.Condition()

    async def put(self, number: int, chunk: bytes) -> None:
        """Take in a chunk; lower numbers are handed out first."""
        async with self._changed:
            self._chunks[number] = chunk
            heappush(self._waiting, number)
            self._changed.notify_all()

    async def take(self, ticket: int) -> tuple[int, bytes, int] | None:
        """Return a chunk with its number and how often it was handed out; None if there are no more.

        Waits until there is one, or `end` is called.
        """
        async with self._changed:
            if ticket not in self._bound:
                await self._changed.wait_for(lambda: self._waiting or self._ended or ticket in self._used)
                if ticket in self._used or not self._waiting:
                    return None
                self._bound[ticket] = heappop(self._waiting)
            number = self._bound[ticket]
            self._attempts[number] = self._attempts.get(number, 0) + 1
            return number, self._chunks[number], self._attempts[number]

    async def done(self, ticket: int) -> None:
        """Forget a ticket and its chunk, for the result is there."""
        self._used.add(ticket)
        number = self._bound.pop(ticket, None)
        if number is not None:
            self._chunks.pop(number, None)
            self._attempts.pop(number, None)

    async def end(self) -> None:
        """Let those who wait go, for no more chunks will come."""
        async with self._changed:
            self._ended = True
            self._changed.notify_all()

    async def restart(self) -> None:
        """Forget all tickets; what has no result is handed out again."""
        self._bound.clear()
        self._used.clear()
        self._waiting = list(self._chunks)
        heapify(self._waiting)

    async def held(self) -> int:
        """Return how many chunks are here."""
        return len(self._chunks)
