"""Decisions on identity, worked out over a store and carried into it: which IRI each article's entities stand under."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kg.errors import StoreError
from kg.linkage.identities import Identity
from kg.linkage.overlay import Overlay
from kg.linkage.profiles import Profile, profiles
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

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was written, article by article."""

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article."""

    def rename(self, extractions: Iterable[Extraction]) -> Any:
        """Write articles that are there again, with entities under other IRIs."""


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
    store: Held, path: Path, *, threshold: float | None = None, progress: Callable[[int], None] | None = None
) -> Applied:
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

    Raises
    ------
    ConfigError
        If the file of decisions is damaged, or curators' decisions contradict each other.

    Notes
    -----
    The decisions are written before the articles: what is stopped in between is made whole by the next run. Articles
    are only touched where an entity comes to stand under another IRI.
    """
    overlay = overlay_of(path)
    standing: dict[str, dict[str, str]] = {}

    def read() -> Iterator[Profile]:
        for number, extraction in enumerate(store.extractions(), 1):
            standing[extraction.article.id] = {e.local or e.id: e.id for e in extraction.entities}
            yield from profiles(restored(extraction))
            if progress is not None:
                progress(number)

    found = resolve(read(), constraints=overlay.curated, threshold=threshold)
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

    def _placed(self, extraction: Extraction) -> Extraction:
        names = self._identity.of_article(extraction.article.id, (e.id for e in extraction.entities))
        return substituted(extraction, names)

    def is_stale(self) -> bool:
        """Return whether articles were written since who is who was worked out last."""
        return (self._path / _STALE).exists()


def _carry(store: Held, identity: Identity, standing: dict[str, dict[str, str]]) -> int:
    changed: list[str] = []
    for article in sorted(standing):
        now = {local: iri for local, iri in standing[article].items() if iri != local}
        if identity.of_article(article, standing[article]) != now:
            changed.append(article)

    def rewritten(batch: Iterable[str]) -> Iterator[Extraction]:
        for article in batch:
            extraction = store.extraction(article)
            if extraction is None:
                raise StoreError(f"{article} left the store while it was being read; run this again")
            yield substituted(extraction, identity.of_article(article, standing[article]))

    for start in range(0, len(changed), _AT_ONCE):
        store.rename(list(rewritten(changed[start : start + _AT_ONCE])))
    return len(changed)
