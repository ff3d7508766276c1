"""Opening a graph on disk, and finding articles and statements in it by what a person would type."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.statements import ArticleRecord, Extraction, Statement

__all__ = ["StorePath", "find_article", "find_statement", "opened"]

#: At most five statements whose local name begins so.
_STATEMENTS = """SELECT DISTINCT ?st ?article WHERE { ?st a nkg:Statement ; nkg:inArticle ?article .
  FILTER(STRSTARTS(STRAFTER(STR(?st), "/id/"), "st-%s")) } ORDER BY ?st LIMIT 5"""

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Directory of the graph, as kg build made it.")]


def opened(path: Path, *, write: bool = False) -> AbstractContextManager[Any]:
    """Open a graph that is there, and know its terms; several processes may read it at once.

    Raises
    ------
    StoreError
        If nothing is, or something else.
    """
    from kg.registry import loaders
    from ontology import enter

    if write and not path.exists():  # opening it to write would make it
        raise StoreError(f"there is no graph at {path}; build one with: kg build ARTICLES -o {path}")
    store: Any = loaders.get("oxigraph")(path, read_only=not write)
    if store.extension is not None:
        enter(store.extension)
    return store  # type: ignore[no-any-return]


def find_article(store: Any, wanted: str, *, listing: str = "kg query STORE --example articles") -> ArticleRecord:
    """Return the article with that IRI, local name (``kg:`` before it or not) or address.

    ``listing`` is how to find the names of articles, for the error.

    Raises
    ------
    StoreError
        If the graph has none, or several begin like that.
    """
    wanted = wanted.removeprefix("kg:")
    found: list[ArticleRecord] = []
    records: Iterable[ArticleRecord] = store.articles()
    for record in records:
        local = record.id.rpartition("/")[2]
        if wanted in (record.id, local, record.url):
            return record
        if local.startswith(wanted) and wanted.startswith("art-"):
            found.append(record)
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(r.id for r in found[:5])
        raise StoreError(f"several articles begin with {wanted!r}: {some}; give more of it")
    raise StoreError(f"no article {wanted!r} is in the graph; list them with: {listing}")


def find_statement(store: Any, wanted: str) -> tuple[Extraction, Statement]:
    """Return the statement with that IRI or local name, or the only one that begins so, and its article's records.

    Raises
    ------
    StoreError
        If the graph has none, or several begin like that.
    """
    local = wanted.strip("<>").rpartition("/")[2].rpartition(":")[2].removeprefix("st-")
    if not local.isalnum():
        raise StoreError(f"{wanted!r} is no id of a statement; kg show STORE NAME prints ids, such as st-0a1b2c3d4e5f")
    found = store.query(_STATEMENTS % local).rows
    if len(found) > 1:
        some = ", ".join(iri.rpartition("/")[2] for iri, _ in found)
        raise StoreError(f"several statements begin with {wanted!r}: {some}; give more of it")
    for iri, article in found:
        extraction = store.extraction(article)
        return extraction, next(s for s in extraction.statements if s.id == iri)
    raise StoreError(f"no statement {wanted!r} is in the graph; kg show STORE NAME prints the ids of statements")
