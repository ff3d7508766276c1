"""Decisions on identity, worked out over a store and carried into it: which IRI each article's entities stand under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kg.errors import StoreError
from kg.linkage.components import Scoring, scored
from kg.linkage.identities import Identity
from kg.linkage.keeping import KEPT_BY, Told
from kg.linkage.overlay import Overlay
from kg.linkage.profiles import Profile
from kg.linkage.resolving import resolve
from kg.statements import Extraction
from kg.substitution import restored, substituted

__all__ = ["FILE", "Applied", "Held", "Standing", "note_stale", "overlay_of", "unify"]

#: Beside the data of a store on disk.
FILE = "identity.jsonl"
#: Says that articles were written since who is who was worked out.
_STALE = "identity.stale"
_AT_ONCE = 100


class Held(Protocol):
    """A store whose articles can be read and written."""

    def article_iris(self) -> tuple[str, ...]:
        """Return the IRIs of the articles, sorted."""

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article."""

    def rename(self, extractions: Iterable[Extraction]) -> Any:
        """Write articles that are there again, with entities under other IRIs."""

    def profiled(self, article: str, method: str) -> bytes | None:
        """Return what a method kept of an article that was not written since; None if there is nothing."""

    def keep_profiles(self, told: Mapping[str, bytes], method: str) -> None:
        """Keep what a method made of articles, by their IRIs, for as long as they stay as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of it.

    Parameters
    ----------
    profiles, entities : int
        Entities of all articles, each article's by itself, and how many they are together.
    joins, splits : int
        Decisions of the method.
    curated : int
        Curators' decisions that hold.
    rewritten : int
        Articles in which an entity came to stand under another IRI than before.
    """

    profiles: int
    entities: int
    joins: int
    splits: int
    curated: int
    rewritten: int


def overlay_of(path: Path) -> Overlay:
    """Return the decisions that lie over the store in a directory; none if nothing was decided.

    Raises
    ------
    ConfigError
        If the file is damaged.
    """
    file = path / FILE
    return Overlay.read(file) if file.exists() else Overlay()


def unify(
    store: Held, path: Path, *, threshold: float | None = None, progress: Callable[[int], None] | None = None,
    score: Scoring = scored,
) -> Applied:  # fmt: skip
    """Work out who is who in a store anew, note the decisions beside it, and let entities stand accordingly.

    Parameters
    ----------
    store : Held
        On disk in ``path``, opened for writing.
    path : Path
    threshold : float, optional
        Probability, above 0 and below 1, from which two are joined.
    progress : callable, optional
        Is told how many articles were read.
    score : Scoring
        As `kg.linkage.resolving.resolve` takes it.

    Raises
    ------
    ConfigError
        If the file of decisions is damaged, or curators' decisions contradict each other.

    Notes
    -----
    The decisions are written before the articles: what is stopped in between is made whole by the next run. Articles
    are only touched where an entity comes to stand under another IRI. What articles tell is kept beside the store, so
    that only those are read that were written since.
    """
    overlay = overlay_of(path)
    standing: dict[str, Mapping[str, str]] = {}

    def read() -> Iterator[Profile]:
        for number, told in enumerate(_told(store), 1):
            article, own = told
            standing[article] = own.standing
            yield from own.profiles
            if progress is not None:
                progress(number)

    found = resolve(read(), constraints=overlay.curated, threshold=threshold, score=score)
    overlay = overlay.rebuilt(found.decisions)
    if overlay.decisions or (path / FILE).exists():
        overlay.write(path / FILE)
    kinds = [d.kind for d in overlay.decisions]
    rewritten = _carry(store, Identity.of(overlay), standing)
    (path / _STALE).unlink(missing_ok=True)
    return Applied(
        profiles=found.profiles, entities=found.entities, joins=kinds.count("join"), splits=kinds.count("split"),
        curated=len(overlay.curated), rewritten=rewritten,
    )  # fmt: skip


def note_stale(path: Path) -> None:
    """Note that articles come or go, so that who is who is worked out again."""
    (path / _STALE).touch()


class Standing:
    """Articles on their way to a store, each with its entities under the IRIs that were decided on.

    Parameters
    ----------
    path : Path
        Directory of the store.

    Raises
    ------
    ConfigError
        If the file of decisions is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = Identity.of(overlay_of(path))

    def placed(self, extractions: Iterable[Extraction]) -> list[Extraction]:
        """Return extractions as they are to be written; that is noted, for who is who may change with them."""
        found = [self._placed(restored(x)) for x in extractions]
        if found:
            note_stale(self._path)
        return found

    def keep(self, store: Held, written: Iterable[Extraction]) -> None:
        """Keep what articles that were just written tell, so that they need not be read for it."""
        store.keep_profiles({x.article.id: Told.of(x).to_bytes() for x in written}, KEPT_BY)

    def _placed(self, extraction: Extraction) -> Extraction:
        names = self._identity.of_article(extraction.article.id, (e.id for e in extraction.entities))
        return substituted(extraction, names)

    def is_stale(self) -> bool:
        """Return whether articles were written since who is who was worked out last."""
        return (self._path / _STALE).exists()


def _told(store: Held) -> Iterator[tuple[str, Told]]:
    """Yield what each article tells, sorted by IRI; what had to be read is kept."""
    new: dict[str, bytes] = {}
    for article in store.article_iris():
        kept = store.profiled(article, KEPT_BY)
        if kept is not None:
            yield article, Told.from_bytes(kept)
            continue
        told = Told.of(_held(store, article))
        new[article] = told.to_bytes()
        yield article, told
        if len(new) >= _AT_ONCE:
            store.keep_profiles(new, KEPT_BY)
            new.clear()
    if new:
        store.keep_profiles(new, KEPT_BY)


def _held(store: Held, article: str) -> Extraction:
    extraction = store.extraction(article)
    if extraction is None:
        raise StoreError(f"{article} left the store while it was being read; run this again")
    return extraction


def _carry(store: Held, identity: Identity, standing: Mapping[str, Mapping[str, str]]) -> int:
    changed: list[str] = []
    for article in sorted(standing):
        now = {local: iri for local, iri in standing[article].items() if iri != local}
        if identity.of_article(article, standing[article]) != now:
            changed.append(article)
    for start in range(0, len(changed), _AT_ONCE):
        batch = [
            substituted(_held(store, article), identity.of_article(article, standing[article]))
            for article in changed[start : start + _AT_ONCE]
        ]
        store.rename(batch)
        store.keep_profiles({x.article.id: Told.of(x).to_bytes() for x in batch}, KEPT_BY)
    return len(changed)
