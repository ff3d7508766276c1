"""Open triples: what verbs say of resolved mentions that the ontology has no relation for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.alignment.context import Context
from kg.alignment.drafts import EdgeDraft
from kg.predications import Predication

__all__ = ["open_edges"]

_EMPTY = frozenset({"be", "have", "do", "say", "tell", "include", "make", "get", "go", "come", "take", "let", "seem"})
_TIMES = frozenset({"DATE", "TIME"})


def _targets(ctx: Context, p: Predication) -> Iterator[tuple[int, str]]:
    """Yield what the predicate takes beside its subject, with the preposition to be read with it."""
    direct = [a for a in p.arguments if a.role == "object"]
    yield from ((a.head, "") for a in direct)
    if not direct:
        for a in p.arguments:
            if a.role == "oblique" and a.marker and " " not in a.marker and ctx.tree.label(a.head) not in _TIMES:
                yield a.head, a.marker


def open_edges(ctx: Context, p: Predication) -> Iterator[EdgeDraft]:
    """Yield an edge ``related`` for each resolved subject and object of a verb.

    Parameters
    ----------
    ctx : Context
    p : Predication
        Of kind ``"verb"``.
    """
    if p.kind != "verb" or p.lemma in _EMPTY:
        return
    for subject in p.heads("subject"):
        for target, marker in _targets(ctx, p):
            if ctx.entities(subject) and ctx.entities(target):
                words = " ".join(ctx.doc[t].text for t in p.tokens)
                yield EdgeDraft(
                    subject=subject,
                    relation="related",
                    object=target,
                    head=p.head,
                    tokens=p.tokens,
                    facts=ctx.factuality(p.head),
                    text=f"{words} {marker}".strip(),
                    sentence=p.sentence,
                    confidence=round(p.confidence * 0.8, 4),
                    extractor=p.extractor,
                )
