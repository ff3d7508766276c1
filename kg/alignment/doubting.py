"""Where the words that rules know say nothing against a fact, but the network reads none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import numpy as np

from kg.alignment.context import Context
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.extractors.wordlists import NEGATIONS
from kg.predications import Factuality
from ontology import FACT_MODALITIES, relation, relations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.semantics.scores import FactScores
    from ontology import Modality

__all__ = ["doubted_edge", "doubted_events"]

#: Probability of no fact from which the network is believed, of what a rule found and of what it proposes itself.
_SURE, _OWN_PROPOSAL = 0.65, 0.4


#: What classes and relations do to what they are about, and not to themselves: a threat is made, not threatened.
_OWN = {
    "Accuse": "possible",
    "Charge": "possible",
    "Request": "demanded",
    "Threaten": "threatened",
    "accuses": "possible",
    "prosecutes": "possible",
    "threatens": "threatened",
    "urges": "demanded",
}


#: What is done or asked for, but never is: a threat to close an office threatens nothing of where it lies.
_NO_STATE = frozenset({"attempted", "demanded", "threatened"})


#: Words by which a sentence may say that something is not so; where it has none of them, nothing is denied.
_DENYING = NEGATIONS | frozenset(
    {"abandon", "absence", "absent", "avoid", "barely", "block", "cancel", "cannot", "decline", "denial", "deny",
     "disavow", "dismiss", "disprove", "drop", "exclude", "fail", "failure", "false", "falsely", "few", "hardly",
     "hoax", "instead", "lack", "nobody", "none", "no-one", "nothing", "nowhere", "prevent", "rather", "rebut",
     "refusal", "refuse", "refute", "reject", "rejection", "scarcely", "scrap", "stop", "unable", "unlikely", "untrue",
     "without", "wrong", "wrongly"}
)  # fmt: skip
#: "There is no doubt that" denies nothing.
_SURELY = frozenset({"denying", "doubt", "mistake", "question", "secret", "wonder"})


def _denied(ctx: Context, head: int, facts: Factuality) -> Factuality:
    """Return what becomes of facts that the network takes for denied: so it is where a word of the sentence denies."""
    tree, sentence = ctx.tree, ctx.doc[head].sent
    denying = [i for i in range(sentence.start, sentence.end) if {tree.lower[i], tree.lemma[i]} & _DENYING]
    if any(tree.lemma[tree.head[i]] not in _SURELY for i in denying):
        return replace(facts, polarity="negative")
    return facts if denying else replace(facts, modality="possible")


def _sure(draft: EdgeDraft | EventDraft) -> float:
    return _OWN_PROPOSAL if draft.extractor == READER else _SURE


def _doubted(
    name: str, facts: Factuality, modality: NDArray[np.float32], negated: float, scores: FactScores, sure: float, *,
    denied: Callable[[Factuality], Factuality],
) -> Factuality:  # fmt: skip
    if facts.modality not in FACT_MODALITIES or facts.polarity == "negative":
        return facts
    others = [k for k, name in enumerate(scores.modalities) if name not in FACT_MODALITIES]
    never = _NO_STATE if name in relations() and relation(name).kind == "state" else {_OWN.get(name)}
    others = [k for k in others if scores.modalities[k] not in never]
    if float(modality[others].sum()) > sure:
        best = max(others, key=lambda k: float(modality[k]))
        return Factuality(modality=cast("Modality", scores.modalities[best]), polarity="positive", cue=facts.cue)
    return denied(facts) if negated > sure else facts


def doubted_events(ctx: Context, drafts: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Return events with the modality and polarity of the network where it is sure that they are no facts.

    Parameters
    ----------
    ctx : Context
    drafts : mapping of int to EventDraft
    """
    scores = ctx.reading.scores
    if scores is None:
        return dict(drafts)
    return {
        head: replace(
            d,
            facts=_doubted(
                d.cls,
                d.facts,
                scores.modality[head],
                float(scores.negated[head]),
                scores,
                _sure(d),
                denied=partial(_denied, ctx, head),
            ),
        )
        for head, d in drafts.items()
    }


def doubted_edge(ctx: Context, edge: EdgeDraft) -> EdgeDraft:
    """Return a relation with the modality and polarity of the network where it is sure that it is no fact."""
    scores = ctx.reading.scores
    row = None if scores is None else scores.relations.row(edge.subject, edge.object)
    if scores is None or row is None:
        return edge
    chances = scores.relations.chances[row]
    best = int(chances.argmax())
    if best and scores.relations.classes[best] != edge.relation:
        return edge  # what the network says is of another relation between the two
    negated = float(scores.relations.negated[row])
    facts = _doubted(
        edge.relation,
        edge.facts,
        scores.relations.modality[row],
        negated,
        scores,
        _sure(edge),
        denied=partial(_denied, ctx, edge.head),
    )
    return edge if facts == edge.facts else replace(edge, facts=facts, presupposed=False)
