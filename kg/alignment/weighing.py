"""One scorer for what rules and network propose: how likely the text states it, and whether to keep it.

Logistic regressions over a few features each, fitted by ``python -m training.weighing`` on passages that neither the
network nor any rule was trained on.  The probability becomes the confidence of the statement.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.alignment.context import Context
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.errors import ModelError

__all__ = [
    "UNLIKELY",
    "Kind",
    "chance",
    "edge_features",
    "event_features",
    "forget",
    "role_features",
    "weigh_edge",
    "weigh_events",
    "weigh_roles",
]

#: Why a draft that the scorer finds unlikely gave nothing.
UNLIKELY = "unlikely to be stated, by rules and network together"
Kind = Literal["edge", "event", "role"]
#: Where the weights stand.
FILE = Path(__file__).with_name("weights.json")


@cache
def _weights() -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ModelError(f"{FILE} cannot be read ({exc}); install triplewire again") from exc
    return found


def forget() -> None:
    """Read the weights anew when they are next asked for."""
    _weights.cache_clear()


def _odds(chance: float) -> float:
    """Natural logarithm of the odds, kept within ±9."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def _prior(kind: Kind, name: str, by: str) -> float:
    """How often the rules were right with such a draft, as logarithm of the odds; 0 where that is not known."""
    known: Mapping[str, float] = _weights()["priors"][kind]
    return known.get(f"{name}:{by}", known.get(name, 0.0))


def chance(kind: Kind, features: Mapping[str, float]) -> float:
    """Return the probability that a draft with these features is stated.

    Parameters
    ----------
    kind : {"edge", "event", "role"}
    features : mapping of str to float
    """
    weights = _weights()[kind]
    total: float = weights["intercept"] + sum([weights.get(name, 0.0) * value for name, value in features.items()])
    return 1 / (1 + math.exp(-total))


def event_features(ctx: Context, draft: EventDraft) -> dict[str, float]:
    """Return what the scorer knows of an event.

    Parameters
    ----------
    ctx : Context
        With the network's scores.
    draft : EventDraft
        With the roles that the rules filled.
    """
    scores = ctx.reading.scores
    assert scores is not None
    number = scores.classes.index(draft.cls) if draft.cls in scores.classes else -1
    own = _odds(float(scores.events[draft.head, number])) if number > 0 else 0.0
    some = _odds(1 - float(scores.events[draft.head, 0]))
    roles = float(min(sum(map(len, draft.roles.values())), 3))
    verb = float(ctx.tree.pos[draft.head] == "VERB")
    if draft.extractor == READER:
        return {"read own": own, "read some": some, "read verb": verb}
    return {
        "rule": 1.0,
        "rule confidence": _odds(draft.confidence),
        "rule own": own,
        "rule some": some,
        "rule roles": roles,
        "rule verb": verb,
        "rule prior": _prior("event", draft.cls, ctx.lemma(draft.head)),
    }


def edge_features(ctx: Context, edge: EdgeDraft) -> dict[str, float]:
    """Return what the scorer knows of a relation.

    Parameters
    ----------
    ctx : Context
        With the network's scores.
    edge : EdgeDraft
    """
    scores = ctx.reading.scores
    assert scores is not None
    found = scores.relations.chance(edge.subject, edge.object, edge.relation)
    own = _odds(found) if found is not None else 0.0
    if edge.extractor == READER:
        return {"read own": own}
    known = float(found is not None)
    features = {
        "rule": 1.0,
        "rule confidence": _odds(edge.confidence),
        "rule own": own,
        "rule unknown": 1 - known,
        "rule post": float(bool(edge.post)),
        "rule presupposed": float(edge.presupposed),
        "rule named": float(ctx.is_named(edge.subject)) + float(ctx.is_named(edge.object)),
    }
    if edge.event >= 0:
        features |= {"event": 1.0, "event own": own}
    return features


def role_features(ctx: Context, draft: EventDraft, role: str, filler: int, *, rule: bool) -> dict[str, float]:
    """Return what the scorer knows of who or what fills a role.

    Parameters
    ----------
    ctx : Context
    draft : EventDraft
        Weighed.
    role : str
    filler : int
        Head token.
    rule : bool
        Whether a rule found it.
    """
    scores = ctx.reading.scores
    assert scores is not None
    found = scores.roles.chance(draft.head, filler, role)
    own = _odds(found) if found is not None else 0.0
    event = _odds(draft.confidence)
    if not rule:
        return {"read own": own, "read event": event}
    return {
        "rule": 1.0,
        "rule own": own,
        "rule unknown": float(found is None),
        "rule event": event,
        "rule prior": _prior("role", role, draft.cls),
    }


def weigh_events(ctx: Context, drafts: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Return the events that are likely enough, with their probability as confidence."""
    if ctx.reading.scores is None:
        return dict(drafts)
    least = _weights()["event"]["threshold"]
    weighed = {head: round(chance("event", event_features(ctx, draft)), 4) for head, draft in drafts.items()}
    return {h: replace(drafts[h], confidence=found) for h, found in weighed.items() if found >= least}


def weigh_roles(
    ctx: Context, drafts: Mapping[int, EventDraft], before: Mapping[int, EventDraft]
) -> dict[int, EventDraft]:
    """Return the events with the role fillers that are likely enough.

    Parameters
    ----------
    ctx : Context
    drafts : mapping of int to EventDraft
        With the network's proposals.
    before : mapping of int to EventDraft
        With what the rules filled.
    """
    if ctx.reading.scores is None:
        return dict(drafts)
    least: float = _weights()["role"]["threshold"]

    def kept(draft: EventDraft, role: str, filler: int) -> bool:
        rule = filler in before[draft.head].roles.get(role, ())
        return chance("role", role_features(ctx, draft, role, filler, rule=rule)) >= least

    found = {}
    for head, draft in drafts.items():
        roles = {role: tuple(f for f in fillers if kept(draft, role, f)) for role, fillers in draft.roles.items()}
        left = {r: tuple(f for f in fs if f not in roles.get(r, ())) for r, fs in before[head].roles.items()}
        found[head] = replace(
            draft,
            roles={role: fillers for role, fillers in roles.items() if fillers},
            doubtful={role: fillers for role, fillers in left.items() if fillers},
        )
    return found


def weigh_edge(ctx: Context, edge: EdgeDraft) -> EdgeDraft | None:
    """Return a relation with its probability as confidence; None if it is not likely enough."""
    scores = ctx.reading.scores
    if scores is None or edge.relation not in scores.relations.classes:
        return edge
    found = chance("edge", edge_features(ctx, edge))
    least: float = _weights()["edge"]["threshold"]
    return replace(edge, confidence=round(found, 4)) if found >= least else None
