"""What kin terms say of two people: is a sister of, was the wife of."""

from __future__ import annotations

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft
from kg.alignment.titles import is_ended, is_not_yet
from kg.predications import Factuality, Predication
from ontology.lexicon import kin_terms

__all__ = ["find_kin"]


def _of_copula(ctx: Context, p: Predication, who: int) -> Factuality:
    """Return the factuality of "X is Y's sister" where a clause says so; noun phrases take it for granted.

    Not so "her future husband".
    """
    waiting = next((i for i in p.tokens if ctx.tree.tag[i].startswith("NN") and is_not_yet(ctx, i)), -1)
    if waiting >= 0:
        return Factuality(modality="planned", cue=(waiting,))
    said = any(o.kind == "copula" and who in o.heads("subject") for o in ctx.by_head.get(p.head, ()))
    return ctx.factuality(p.head) if said else ASSERTED


def find_kin(ctx: Context) -> tuple[EdgeDraft, ...]:
    """Return family relations: "X is the sister of Y" and what amounts to it.

    Parameters
    ----------
    ctx : Context
    """
    found = []
    for p in ctx.reading.predications:
        term = kin_terms().get(p.lemma) if p.kind == "kinship" else None
        if term is None:
            continue
        for who in p.heads("subject"):
            for whose in p.heads("modifier"):
                subject, target = (whose, who) if term.inverse else (who, whose)
                over = term.relation == "spouseOf" and (
                    p.lemma.startswith(("ex-", "widow")) or any(is_ended(ctx, i) for i in p.tokens)
                )
                if ctx.is_of(who, ("Person", "Group")) and ctx.is_of(whose, ("Person",)):
                    found.append(
                        EdgeDraft(
                            subject=subject,
                            relation=term.relation,
                            object=target,
                            head=p.head,
                            tokens=p.tokens,
                            facts=_of_copula(ctx, p, who),
                            presupposed=True,
                            ended=over,
                            sentence=p.sentence,
                            confidence=p.confidence,
                            extractor=p.extractor,
                        )
                    )
    return tuple(found)
