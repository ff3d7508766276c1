"""How sure an open tuple is: a logistic model over its construction and lengths, with stored coefficients.

``confidence.json`` holds the coefficients; ``benchmarks/openie_confidence.py`` makes them again from the CaRB
development set (Bhardwaj et al., EMNLP 2019): the target is the share of a tuple's words that its gold partner has,
none without partner.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.extractors.wordlists import TIME_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.trees import Tree
    from kg.openie.parts import Draft

__all__ = ["coefficients", "confidence", "features"]

_PREPOSITIONS = frozenset(["of", "in", "to", "for", "on", "with", "from", "at", "by", "as", "between"])


@cache
def coefficients() -> Mapping[str, float]:
    """Return the weight of each feature; ``"bias"`` is the intercept."""
    text = files("kg.openie").joinpath("confidence.json").read_text("utf-8")
    return {str(k): float(v) for k, v in json.loads(text)["weights"].items()}


def features(tree: Tree, draft: Draft) -> dict[str, float]:
    """Return what the confidence is computed from.

    Parameters
    ----------
    tree : Tree
    draft : Draft

    Returns
    -------
    dict of str to float
        Construction, dependency of the predicate, counts, and logarithms of lengths in words.
    """
    subject, rest = len(draft.subject), sum(len(r) for r in draft.rest)
    length = sum(1 for s in tree.sentence if s == tree.sentence[draft.head])
    out = {
        f"kind={draft.kind}": 1.0,
        "bias": 1.0,
        "understood subject": float(draft.implied),
        "one argument": float(len(draft.rest) == 1),
        "three arguments": float(len(draft.rest) > 2),
        "words of subject": math.log(1 + subject),
        "words of predicate": math.log(1 + len(draft.predicate)),
        "words of arguments": math.log(1 + rest),
        "words of sentence": math.log(1 + length),
        "long subject": float(subject > 10),
        "long arguments": float(rest > 20),
        "share of sentence": (subject + rest + len(draft.predicate)) / max(length, 1),
        "subject has name": float(any(tree.name[t] >= 0 for t in draft.subject)),
        "subject has verb": float(any(tree.pos[t] == "VERB" for t in draft.subject)),
        "subject is pronoun": float(subject == 1 and tree.pos[draft.subject[0]] == "PRON"),
        "object is time": float(any(tree.label(t) in TIME_LABELS for t in draft.rest[0])),
        "distance": math.log(1 + abs(draft.head - draft.subject[-1])),
        "main clause": float(tree.dep[draft.head] == "ROOT"),
    }
    for tag in draft.tags:
        known = draft.kind != "of" or tag in _PREPOSITIONS
        out[f"{draft.kind}: {tag if known else 'other'}"] = 1.0
    return out


def confidence(tree: Tree, draft: Draft) -> float:
    """Return how much of a tuple the text says, estimated, between 0 and 1 with three decimals."""
    weights = coefficients()
    total = sum(weights.get(name, 0.0) * value for name, value in sorted(features(tree, draft).items()))
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 3)
