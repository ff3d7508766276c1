"""Carrying corrections into what articles say, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kg.curation.corrections import Correction, Corrections
from kg.errors import StoreError
from kg.interchange import from_records, to_records
from kg.statements import Dropped, Extraction, Statement
from kg.substitution import restored, substituted

__all__ = ["FILE", "Correctable", "corrected", "correction_of", "corrections_of", "mark", "unmark"]

#: Beside the data of a graph on disk.
FILE = "corrections.jsonl"
_STAGE = "curation"


class Correctable(Protocol):
    """A store whose articles can be read and written."""

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article."""

    def write(self, extractions: Iterable[Extraction]) -> Any:
        """Write articles."""


def corrections_of(path: Path) -> Corrections:
    """Return the corrections that lie beside the graph in a directory; none if nothing was corrected.

    Raises
    ------
    ConfigError
        If the file is damaged.
    """
    file = path / FILE
    return Corrections.read(file) if file.exists() else Corrections()


def _words(statement: Statement) -> tuple[str, str]:
    """Return subject and object as written."""

    def written(kind: str) -> str:
        span = statement.spans.get(kind)
        inside = span is not None and statement.start <= span.start and span.end <= statement.end
        return statement.quote[span.start - statement.start : span.end - statement.start] if span and inside else ""

    return written("subject"), written("object") or statement.value


def _is(statement: Statement, correction: Correction) -> bool:
    if statement.id == correction.statement:
        return True
    said = (statement.quote, *_words(statement), statement.predicate)
    return said == (correction.quote, correction.subject, correction.object, correction.predicate)


def correction_of(extraction: Extraction, statement: str, *, reason: str = "", by: str = "", on: date) -> Correction:
    """Return the correction that a statement (its IRI) is wrong.

    Raises
    ------
    StoreError
        If the article has no such statement.
    """
    plain = restored(extraction)
    found = next((s for s in plain.statements if s.id == statement), None)
    if found is None:
        raise StoreError(f"{extraction.article.id} has no statement {statement!r}")
    alone = Extraction(article=plain.article, statements=(found,))
    record = next(r for r in to_records(alone) if r["record"] == "statement")
    subject, object_ = _words(found)
    return Correction(
        article=plain.article.id, statement=found.id, quote=found.quote, subject=subject, predicate=found.predicate,
        object=object_, reason=reason, by=by, on=on.isoformat(), record=record,
    )  # fmt: skip


def corrected(extraction: Extraction, corrections: Corrections) -> Extraction:
    """Return an article without the statements that were found wrong; each is listed among what was dropped.

    Examples
    --------
    >>> article = ArticleRecord(id="urn:a", sha256="", length=9)
    >>> corrected(Extraction(article=article), Corrections()).statements
    ()
    """
    wrong = corrections.of_article(extraction.article.id)
    if not wrong:
        return extraction
    told = [(s, next((c for c in wrong if _is(s, c)), None)) for s in extraction.statements]
    kept = tuple(s for s, c in told if c is None)
    if len(kept) == len(told):
        return extraction
    gone = (_dropped(s, c) for s, c in told if c is not None)
    dropped = sorted((*extraction.dropped, *gone), key=lambda d: (d.start, d.end, d.stage, d.reason, d.text))
    return replace(extraction, statements=kept, dropped=tuple(dropped))


def _dropped(statement: Statement, c: Correction) -> Dropped:
    subject, object_ = _words(statement)
    said = " ".join(x for x in (subject, statement.predicate_text, object_) if x)
    why = "; ".join(x for x in (f"marked wrong by {c.by}" if c.by else "marked wrong", c.reason) if x)
    return Dropped(
        article=statement.article, stage=_STAGE, reason=f"{why} ({c.id})", text=said, start=statement.start,
        end=statement.end,
    )  # fmt: skip


def mark(store: Correctable, path: Path, article: str, statement: str, *, reason: str = "", by: str = "") -> Correction:
    """Take a statement out of a graph on disk, for good.

    Parameters
    ----------
    store : Correctable
        On disk in ``path``, opened for writing.
    path : Path
    article, statement : str
        IRIs.
    reason, by : str

    Raises
    ------
    StoreError
        If there is no such statement.
    ConfigError
        If the file of corrections is damaged.
    """
    extraction = store.extraction(article)
    if extraction is None:
        raise StoreError(f"the graph has no article {article!r}")
    made = correction_of(extraction, statement, reason=reason, by=by, on=date.today())
    corrections = corrections_of(path).added(made)
    corrections.write(path / FILE)  # first: what is stopped in between is made whole by the next write of the article
    store.write([corrected(extraction, corrections)])
    return made


def unmark(store: Correctable, path: Path, id: str) -> Correction:
    """Take a correction back; its statement stands again, if its article is still there.

    Raises
    ------
    ConfigError
        If there is no such correction.
    """
    before = corrections_of(path)
    after = before.removed(id)
    (gone,) = (c for c in before.found if c.id == id)
    after.write(path / FILE)
    extraction = store.extraction(gone.article)
    if extraction is not None:
        store.write([_with(extraction, gone)])
    return gone


def _with(extraction: Extraction, gone: Correction) -> Extraction:
    """Return an article with the statement of a correction again, its entities as they stand now."""
    article = next(to_records(extraction))
    (again,) = next(from_records([article, gone.record])).statements
    dropped = tuple(d for d in extraction.dropped if not (d.stage == _STAGE and d.reason.endswith(f"({gone.id})")))
    plain = restored(extraction)
    known = {e.id for e in plain.entities} | {v.id for v in plain.events}
    if {again.subject, again.object, *(a.source for a in again.attribution)} - known - {""}:
        return replace(extraction, dropped=dropped)  # the article was read anew since, and names no such entity
    statements = tuple(sorted((*(s for s in plain.statements if s.id != again.id), again), key=lambda s: s.id))
    standing = {e.local: e.id for e in extraction.entities if e.local}
    return substituted(replace(plain, statements=statements, dropped=dropped), standing)
