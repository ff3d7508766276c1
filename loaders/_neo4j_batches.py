"""Extractions in batches of about the same weight, several of them written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Final

from kg.errors import InterchangeError
from kg.statements import Extraction
from loaders._checks import canonical, check
from loaders._store import WriteCounts

__all__ = ["WEIGHT", "batches", "write_batches"]

#: Records of a batch: more make a transaction that a small server cannot hold, fewer cost a journey each.
WEIGHT: Final = 5000


Refused = Callable[[Extraction, InterchangeError], None]


def batches(
    extractions: Iterable[Extraction], *, weight: int = WEIGHT, refused: Refused | None = None
) -> Iterator[list[Extraction]]:
    """Yield checked extractions in batches of about some number of records, each of another article.

    Raises
    ------
    InterchangeError
        If an extraction contradicts itself or the ontology and there is no ``refused`` to be told of
        it; those before it were yielded.
    """
    batch: dict[str, Extraction] = {}
    total = 0
    for extraction in extractions:
        try:
            check(extraction)
        except InterchangeError as exc:
            if refused is not None:
                refused(extraction, exc)
                continue
            if batch:
                yield list(batch.values())
            raise
        batch[extraction.article.id] = canonical(extraction)
        total += 1 + len(extraction.entities) + len(extraction.events) + len(extraction.statements)
        if total >= weight:
            yield list(batch.values())
            batch, total = {}, 0
    if batch:
        yield list(batch.values())


def write_batches(
    found: Iterable[list[Extraction]], write: Callable[[list[Extraction]], WriteCounts], *, writers: int
) -> WriteCounts:
    """Write batches, several at once; an article that comes twice is written in that order.

    What ``write`` raises is raised after the batches under way have ended; no new one is begun.
    """
    counts = WriteCounts()
    running: dict[Future[WriteCounts], set[str]] = {}

    def collect(least: int) -> WriteCounts:
        written = WriteCounts()
        while len(running) > least:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                del running[future]
                written += future.result()
        return written

    with ThreadPoolExecutor(writers, thread_name_prefix="neo4j") as pool:
        for batch in found:
            articles = {x.article.id for x in batch}
            again = any(articles & others for others in running.values())
            counts += collect(0 if again else writers - 1)
            running[pool.submit(copy_context().run, write, batch)] = articles
        counts += collect(0)
    return counts
