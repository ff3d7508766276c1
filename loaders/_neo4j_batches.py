"""Extractions in batches of about the same weight, several of them written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Final

from kg.errors import InterchangeError
from kg.statements import Extraction
from loaders._checks import canonical, check
from loaders._neo4j_rows import digest
from loaders._store import WriteCounts

__all__ = ["WEIGHT", "Batch", "batches", "write_batches"]

#: Records of a batch: more make a transaction that a small server cannot hold, fewer cost a journey each.
WEIGHT: Final = 5000
#: Bytes that Neo4j's range indexes take of a value.
_INDEXED: Final = 8000


Refused = Callable[[Extraction, InterchangeError], None]
#: Extractions, each with its digest.
Batch = list[tuple[Extraction, str]]


def batches(
    extractions: Iterable[Extraction], *, weight: int = WEIGHT, refused: Refused | None = None
) -> Iterator[Batch]:
    """Yield checked extractions in batches of about some number of records, each of another article.

    Raises
    ------
    InterchangeError
        If an extraction contradicts itself or the ontology, or cannot be kept by Neo4j, and there is
        no ``refused`` to be told of it; those before it were yielded.
    """
    batch: dict[str, tuple[Extraction, str]] = {}
    total = 0
    for extraction in extractions:
        try:
            batch[extraction.article.id] = _checked(extraction)
        except InterchangeError as exc:
            if refused is not None:
                refused(extraction, exc)
                continue
            if batch:
                yield list(batch.values())
            raise
        total += 1 + len(extraction.entities) + len(extraction.events) + len(extraction.statements)
        if total >= weight:
            yield list(batch.values())
            batch, total = {}, 0
    if batch:
        yield list(batch.values())


def _checked(extraction: Extraction) -> tuple[Extraction, str]:
    check(extraction)
    article = extraction.article.id
    indexed = [(iri, iri) for iri in (article, *(v.id for v in extraction.events))]
    indexed += [(s.id, s.id) for s in extraction.statements]
    indexed += [(e.id, text) for e in extraction.entities for text in (e.id, e.name)]
    for name, text in indexed:
        if len(text) * 4 > _INDEXED and (size := len(text.encode("utf-8", "surrogatepass"))) > _INDEXED:
            raise InterchangeError(
                f"{name[:80]}: {text[:20]!r}… has {size:,} bytes, and Neo4j keeps no name or IRI of more than "
                f"{_INDEXED:,}; nothing of its article {article[:80]} is written"
            )
    written = canonical(extraction)
    return written, digest(written)


def write_batches(found: Iterable[Batch], write: Callable[[Batch], WriteCounts], *, writers: int) -> WriteCounts:
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
            articles = {x.article.id for x, _ in batch}
            again = any(articles & others for others in running.values())
            counts += collect(0 if again else writers - 1)
            running[pool.submit(copy_context().run, write, batch)] = articles
        counts += collect(0)
    return counts
