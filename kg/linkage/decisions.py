"""Decisions on identity: what stands for what, why, how sure, by which method or curator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from kg.identity import hashed

__all__ = ["KINDS", "METHOD", "Decision", "Kind", "Ref"]

#: Name and version of the method; another version's decisions are worked out anew.
METHOD = "linkage-1"

Kind = Literal["join", "split", "pin", "forbid"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity in one article, or in all where ``article`` is empty; both are IRIs."""

    entity: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Parameters
    ----------
    kind : {"join", "split", "pin", "forbid"}
        The method's: ``left`` stands under the IRI of ``right``, because it is the same ("join"), or because it is
        another than what its own IRI names in other articles ("split"). A curator's: ``left`` and ``right`` are one
        ("pin") or two ("forbid").
    left, right : Ref
    reason : str
        In words.
    score : float
        Probability that the two are one, by the method: of ``left`` and ``right`` for a join, of ``left`` and what
        its own IRI names elsewhere for a split.
    version : str
        Of the method; empty for a curator's.
    by : str
        The curator; empty for the method's.
    """

    kind: Kind
    left: Ref
    right: Ref
    reason: str = ""
    score: float = 1.0
    version: str = ""
    by: str = ""

    @property
    def id(self) -> str:
        """A short name by which it can be taken back; the same for the same decision in every run."""
        return hashed("dec", self.kind, *_parts(self.left), *_parts(self.right))

    @property
    def curated(self) -> bool:
        """Whether a curator made it."""
        return self.kind in ("pin", "forbid")

    @property
    def order(self) -> tuple[object, ...]:
        """A key by which decisions are written: curators' first, then by what they are about."""
        return (not self.curated, self.left.entity, self.left.article, KINDS.index(self.kind), self.right)


def _parts(ref: Ref) -> tuple[str, str]:
    return ref.entity, ref.article
