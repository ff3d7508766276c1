"""Evidence: what one statement contributes to a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.belief.priors import reliability
from kg.statements import Statement

__all__ = ["Evidence", "evidence_of"]

_FACTS = {"default": ("asserted", "announced"), "strict": ("asserted",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement for or against a claim.

    Parameters
    ----------
    article, origin : str
        IRIs; the article's own where it is no copy.
    outlet : str
        Publisher of the origin; empty if unknown.
    quoted : str
        IRI of the one on whom the statement rests in the end; empty if the article says it in its own voice.
    reliability : float
        0-1, how probably the article says so.
    denies : bool
        Whether it says that the claim is not so.
    """

    article: str
    origin: str
    outlet: str = ""
    quoted: str = ""
    reliability: float
    denies: bool = False


def evidence_of(
    statement: Statement, *, origins: Mapping[str, str], outlets: Mapping[str, str], licence: str = "default"
) -> Evidence | None:
    """Return what a statement contributes to its claim.

    Parameters
    ----------
    statement : Statement
    origins : mapping of str to str
        Origin of each article, as `kg.copies.group` returns it; an article that is not in it is its own origin.
    outlets : mapping of str to str
        Publisher of each article.
    licence : {"default", "strict"}
        Whether what is announced counts as said to be so.

    Returns
    -------
    Evidence or None
        None for what is only threatened, planned, possible and the like: it speaks neither for nor against.
    """
    negative = statement.polarity == "negative"
    if statement.modality not in (("asserted",) if negative else _FACTS[licence]):
        return None
    origin = origins.get(statement.article, statement.article)
    last = max(statement.attribution, key=lambda link: link.order, default=None)
    return Evidence(
        article=statement.article,
        origin=origin,
        outlet=outlets.get(origin, "") or outlets.get(statement.article, ""),
        quoted=last.source if last else "",
        reliability=reliability(statement.extractor, statement.predicate, statement.confidence),
        denies=negative,
    )
