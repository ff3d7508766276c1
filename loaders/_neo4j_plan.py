"""What a load would change, found out by reading alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.facts import Licence, Voice, claim_of, verdict, voice_of
from kg.statements import Extraction
from loaders._neo4j_batches import batches
from loaders._neo4j_read import article_uris, digests
from loaders._neo4j_rows import Rows, claim_key, rows_of
from loaders._neo4j_schema import edge_type, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["LoadPlan", "plan"]

_PAGE: Final = 5000


@dataclass(slots=True, kw_only=True)
class LoadPlan:
    """What a load would change.

    Parameters
    ----------
    added, replaced, unchanged, removed : int
        Articles.
    nodes : Counter of str
        Of the new and changed articles, by label; entities are those that are named in them.
    statements : int
        Of the new and changed articles.
    relationships : Counter of str
        Of the new and changed articles' own nodes, by type.
    edges : Counter of str
        View edges of the claims in them as they would be, by type.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    nodes: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    relationships: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Claims:
    """What is said of each claim, and what it is of; only what the verdict needs."""

    predicates: dict[str, str] = field(default_factory=dict)
    voices: dict[str, frozenset[Voice]] = field(default_factory=dict)
    _same: dict[frozenset[Voice], frozenset[Voice]] = field(default_factory=dict)

    def add(self, key: str, voice: Voice) -> None:
        now = self.voices.get(key, frozenset()) | {voice}
        self.voices[key] = self._same.setdefault(now, now)  # there are few different ones


def plan(extractions: Iterable[Extraction], reading: Callable[..., Any], licence: Licence, *, prune: bool) -> LoadPlan:
    """Find out what writing extractions would change; with ``prune``, removing all other articles besides.

    Parameters
    ----------
    extractions : iterable of Extraction
    reading : callable
        Runs a function with a transaction that reads, and with what else it is given.
    licence : {"default", "strict"}
    prune : bool

    Raises
    ------
    InterchangeError
        If an extraction contradicts itself or the ontology.
    """
    found = LoadPlan()
    seen: set[str] = set()
    rewritten: set[str] = set()
    entities: set[str] = set()
    claims = _Claims()
    for batch in batches(extractions):
        wanted = {x.article.id: text for x, text in batch}
        held: dict[str, str] = reading(digests, wanted)
        seen.update(wanted)
        for x, _ in batch:
            before = held.get(x.article.id)
            if before == wanted[x.article.id]:
                found.unchanged += 1
                continue
            found.added += before is None
            found.replaced += before is not None
            rewritten.add(x.article.id)
            entities.update(e.id for e in x.entities)
            _count(x, found, claims)
    if entities:
        found.nodes["Entity"] = len(entities)
    others = set(reading(article_uris)) - seen if prune else set()
    found.removed = len(others)
    _weigh(claims, reading, licence, rewritten | others, found.edges)
    return found


def _count(extraction: Extraction, found: LoadPlan, claims: _Claims) -> None:
    rows = Rows()
    rows_of(extraction, rows, "unknown")
    for labels, nodes in rows.nodes.items():
        found.nodes[labels.split(":")[1]] += len(nodes)
    for (kind, _, _), edges in rows.edges.items():
        found.relationships[kind] += len(edges)
    found.statements += len(extraction.statements)
    for statement in extraction.statements:
        claim = claim_of(statement)
        if claim and claim.object:
            key = claim_key(claim)
            claims.predicates[key] = claim.predicate
            claims.add(key, voice_of(statement))


def _weigh(claims: _Claims, reading: Callable[..., Any], licence: Licence, gone: set[str], edges: Counter[str]) -> None:
    for page in _pages(sorted(claims.voices)):
        for r in reading(_said, page):
            if r["article"] not in gone:
                claims.add(r["claim"], Voice(r["modality"], r["polarity"], r["licensed"]))
    for key, voices in claims.voices.items():
        status, plain = verdict(voices, licence)
        edges[edge_type(claims.predicates[key], status, plain=plain)] += 1


def _pages(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _PAGE] for start in range(0, len(keys), _PAGE))


def _said(tx: ManagedTransaction, claims: list[str]) -> list[Any]:
    return run(
        tx,
        """UNWIND $claims AS claim MATCH (s:Statement {claim: claim})
           RETURN claim, s.articleUri AS article, s.modality AS modality, s.polarity AS polarity,
                  s.licensed AS licensed""",
        claims=claims,
    )
