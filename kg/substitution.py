"""Entities of an article under the IRIs by which all articles know them, and back: nothing an article said is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.errors import InterchangeError
from kg.statements import Attribution, Entity, Event, Extraction, Statement

__all__ = ["restored", "substituted"]


def substituted(extraction: Extraction, canonical: Mapping[str, str]) -> Extraction:
    """Return an extraction in which entities stand under other IRIs; each keeps its own as `Entity.local`.

    Parameters
    ----------
    extraction : Extraction
        One that was substituted before is restored first.
    canonical : mapping of str to str
        The article's IRI of an entity to the one that is to stand for it; what is not in it stays as it is.

    Raises
    ------
    InterchangeError
        If two entities of the article would become one.

    Examples
    --------
    >>> from kg.statements import ArticleRecord
    >>> article = ArticleRecord(id="urn:a", sha256="", length=9)
    >>> found = Extraction(article=article, entities=(Entity(id="urn:b-kim", cls="Person", name="Kim"),))
    >>> entity, = substituted(found, {"urn:b-kim": "urn:kim-yo-jong"}).entities
    >>> entity.id, entity.local
    ('urn:kim-yo-jong', 'urn:b-kim')
    """
    plain = restored(extraction)
    names = {e.id: canonical[e.id] for e in plain.entities if canonical.get(e.id, e.id) != e.id}
    if not names:
        return plain
    taken: dict[str, str] = {}
    for entity in plain.entities:
        other = taken.setdefault(names.get(entity.id, entity.id), entity.id)
        if other != entity.id:
            raise InterchangeError(
                f"{plain.article.id} speaks of {other} and {entity.id} as two; "
                f"they cannot both be {names.get(entity.id, entity.id)}"
            )
    return _renamed(plain, names, local=True)


def restored(extraction: Extraction) -> Extraction:
    """Return an extraction as its article gave it, each entity under its own IRI."""
    names = {e.id: e.local for e in extraction.entities if e.local}
    return _renamed(extraction, names, local=False) if names else extraction


def _by_order(a: Attribution) -> tuple[int, int, str]:
    return a.order, a.source_span.start if a.source_span else -1, a.source


def _renamed(x: Extraction, names: Mapping[str, str], *, local: bool) -> Extraction:
    def entity(e: Entity) -> Entity:
        return replace(e, id=names[e.id], local=e.id if local else "") if e.id in names else e

    def event(v: Event) -> Event:
        roles = {role: tuple(sorted(names.get(f, f) for f in fillers)) for role, fillers in v.roles.items()}
        return replace(v, roles=roles) if roles != v.roles else v

    def link(a: Attribution) -> Attribution:
        return replace(a, source=names[a.source]) if a.source in names else a

    def statement(s: Statement) -> Statement:
        said_by = tuple(sorted(map(link, s.attribution), key=_by_order))
        subject, object_ = names.get(s.subject, s.subject), names.get(s.object, s.object)
        if (subject, object_, said_by) == (s.subject, s.object, s.attribution):
            return s
        return replace(s, subject=subject, object=object_, attribution=said_by)

    return replace(
        x, entities=tuple(sorted(map(entity, x.entities), key=lambda e: e.id)), events=tuple(map(event, x.events)),
        statements=tuple(map(statement, x.statements)),
    )  # fmt: skip
