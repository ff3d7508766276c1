"""The text of an article, where the file that gave it is still there; the graph itself keeps its sentences alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kg.articles import Article
from kg.config import Config
from kg.journal.database import FILE
from kg.reading import read
from kg.statements import ArticleRecord

__all__ = ["text_of"]

#: Bytes of a file above which it is not read for one article.
_LARGEST = 4_000_000
_GIVERS = "SELECT path FROM readings WHERE article = ? UNION SELECT path FROM given WHERE article = ?"


def text_of(directory: Path, article: ArticleRecord) -> str:
    """Return the text of an article as it was read; empty if its file is gone, has changed or is very large.

    Parameters
    ----------
    directory : Path
        Of the store, whose journal knows the file.
    article : ArticleRecord
    """
    for path in _files(directory, article.id):
        for found in read([path], config=Config()):
            if isinstance(found, Article) and found.sha256 == article.sha256:
                return found.text
    return ""


def _files(directory: Path, article: str) -> Iterator[Path]:
    journal = directory / FILE
    if not journal.exists():
        return
    with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)) as known:
        rows = known.execute(_GIVERS, (article.rpartition("/")[2], article)).fetchall()
    for (name,) in rows:
        path = Path(os.fsdecode(name)) if name else Path()
        if path.is_file() and path.stat().st_size <= _LARGEST:
            yield path
