"""What the journal keeps to tell copies by: the fingerprints of the articles that are in the graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from kg.config import BASE_IRI
from kg.copies import Fingerprint
from kg.identity import data_iri
from kg.journal.database import FILE, explained

__all__ = ["fingerprints"]


def fingerprints(directory: Path, *, base: str = BASE_IRI) -> Iterator[Fingerprint]:
    """Yield the fingerprint of each article of a store that the journal in its directory knows, sorted by IRI.

    Parameters
    ----------
    directory : Path
        Of the store; it may be open, also for reading only. Without a journal there is nothing.
    base : str
        The base IRI of the store.

    Raises
    ------
    StoreError
        If the journal cannot be read.
    """
    if not (directory / FILE).exists():
        return
    with (
        explained(directory),
        closing(sqlite3.connect(f"{(directory / FILE).absolute().as_uri()}?mode=ro", uri=True)) as db,
    ):
        for article, signature, url, publisher, agency, published in db.execute(
            "SELECT article, signature, url, publisher, agency, published FROM versions "
            "WHERE status = 'stored' ORDER BY article"
        ):
            yield Fingerprint(
                article=data_iri(article, base), signature=signature, url=url, publisher=publisher, agency=agency,
                published=_day(published),
            )  # fmt: skip


def _day(stated: str) -> date | datetime | None:
    if not stated:
        return None
    return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
