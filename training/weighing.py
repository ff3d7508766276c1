"""Fit the scorer that weighs what rules and network propose: ``python -m training.weighing``.

Each draft of an article is compared with what its annotation states.  How often the rules are right with each kind of
draft is counted on the passages that the network learns from; logistic regressions over the features of
`kg.alignment.weighing`, fitted on those that it does not, then give the probability that a draft is stated.  Annotated
articles (``--gold``) count more, since passages state more than news does.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.alignment import weighing
from kg.alignment.deciding import judged_events, weighed_edges
from kg.alignment.proposals import propose_events, with_roles
from kg.config import Config
from kg.pipeline import Pipeline
from training.compared import Compared, annotated_passages, gold_articles

if TYPE_CHECKING:
    from kg.alignment.drafts import EventDraft
    from kg.predications import TimeExpression

__all__ = ["fit", "log_odds", "main"]

EXAMPLE = "example: python -m training.weighing --gold ../gold --edge 0.4"
#: Drafts of a kind from which their share of right ones is told by itself.
FEW = 3
Row = tuple[dict[str, float], int, float]


def _events_of(articles: Iterable[Compared], classes: set[str]) -> Iterator[Row]:
    for a in articles:
        proposed = {**a.ruled, **{d.head: d for d in propose_events(a.ctx, a.ruled)}}
        full = with_roles(a.ctx, proposed)
        for head, draft in proposed.items():
            if draft.cls in classes:
                found = a.event(full[head], full) is not None
                yield weighing.event_features(a.ctx, draft), int(found), a.gold.weight


def _likely(a: Compared) -> tuple[dict[int, EventDraft], dict[int, EventDraft], dict[int, TimeExpression | None]]:
    """The events that are kept, with the roles that rules filled, with those that the network adds, and their times."""
    proposed = {**a.ruled, **{d.head: d for d in propose_events(a.ctx, a.ruled)}}
    before, times = judged_events(a.ctx, weighing.weigh_events(a.ctx, proposed))
    return before, with_roles(a.ctx, before), times


def _roles_of(articles: Iterable[Compared], classes: set[str]) -> Iterator[Row]:
    for a in articles:
        before, full, _ = _likely(a)
        for head, draft in full.items():
            gold = a.event(draft, full)
            for role, filler, entity in a.fillers(draft, full) if draft.cls in classes else ():
                rule = filler in before[head].roles.get(role, ())
                found = gold is not None and entity in gold["roles"].get(role, ())
                features = weighing.role_features(a.ctx, draft, role, filler, rule=rule)
                yield features, int(found), a.gold.weight


def _edges_of(articles: Iterable[Compared], relations: set[str]) -> Iterator[Row]:
    for a in articles:
        before, full, times = _likely(a)
        drafts = weighing.weigh_roles(a.ctx, full, before)
        for edge, _ in weighed_edges(a.ctx, drafts, None, ours=True, times=times):
            if edge.relation in relations:
                yield weighing.edge_features(a.ctx, edge), int(a.is_stated(edge)), a.gold.weight


class _Counts:
    """How often a kind of draft was right; one more narrowly defined leans on the wider one."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, name: str, by: str, *, right: bool) -> None:
        for key in (name, f"{name}:{by}"):
            self.all[key] += 1
            self.right[key] += right

    def table(self) -> dict[str, float]:
        wide = [k for k in self.all if ":" not in k]
        base = sum(self.right[k] for k in wide) / max(1, sum(self.all[k] for k in wide))
        share = {k: (self.right[k] + 4 * base) / (self.all[k] + 4) for k in wide}
        for k in sorted(self.all):
            if ":" in k and self.all[k] >= FEW:
                share[k] = (self.right[k] + 4 * share[k.partition(":")[0]]) / (self.all[k] + 4)
        return {k: log_odds(share[k]) for k in sorted(share)}


def log_odds(share: float) -> float:
    """Return the natural logarithm of the odds, rounded."""
    share = min(max(share, 1e-3), 1 - 1e-3)
    return round(math.log(share / (1 - share)), 3)


def _priors(articles: Iterable[Compared]) -> dict[str, dict[str, float]]:
    """Return how often the rules alone are right, by kind of draft."""
    events, roles = _Counts(), _Counts()
    for a in articles:
        for head, draft in a.ruled.items():
            gold = a.event(draft, a.ruled)
            events.add(draft.cls, a.ctx.lemma(head), right=gold is not None)
            for role, _, entity in a.fillers(draft, a.ruled):
                roles.add(role, draft.cls, right=gold is not None and entity in gold["roles"].get(role, ()))
    return {"event": events.table(), "role": roles.table()}


def fit(rows: Iterable[Row], ridge: float = 1.0) -> dict[str, float]:
    """Fit a logistic regression by Newton's method.

    Parameters
    ----------
    rows : iterable of (dict, int, float)
        Features, whether it is stated, weight.
    ridge : float
        Weight of the squared coefficients; the intercept is free.

    Returns
    -------
    dict of float
        Coefficients by name, and ``"intercept"``.
    """
    given = list(rows)
    names = sorted({name for features, _, _ in given for name in features})
    x = np.array([[*(f.get(name, 0.0) for name in names), 1.0] for f, _, _ in given])
    y, weight = (np.array([row[k] for row in given], dtype=float) for k in (1, 2))
    penalty = np.diag([ridge] * len(names) + [1e-3])
    w = np.zeros(len(names) + 1)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (p - y)) + penalty @ w
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + penalty, slope)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return {"intercept": round(float(w[-1]), 4), **{n: round(float(v), 4) for n, v in zip(names, w, strict=False)}}


def main(argv: list[str] | None = None) -> int:
    """Fit and write the weights; their thresholds are kept unless others are given."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(prog="python -m training.weighing", description=__doc__, epilog=EXAMPLE)
    parser.add_argument("--news", type=Path, default=here / "news", help="folder of the project's own passages")
    parser.add_argument("--gold", type=Path, help="folder of annotated articles, with articles/ and inventory.json")
    parser.add_argument("--to", type=Path, default=weighing.FILE, help="weights to rewrite (default: the package's)")
    for kind in ("event", "role", "edge"):
        parser.add_argument(f"--{kind}", type=float, help=f"probability below which no {kind} is kept")
    args = parser.parse_args(argv)
    golds = [*annotated_passages(args.news, kept_out=True), *(gold_articles(args.gold) if args.gold else ())]
    inventory = json.loads((args.gold / "inventory.json").read_text(encoding="utf-8")) if args.gold else {}
    classes = set(inventory.get("events", ())) or {v["class"] for g in golds for v in g.events}
    relations = set(inventory.get("relations", ())) or {r["predicate"] for g in golds for r in g.relations}
    pipeline = Pipeline(Config())
    weights = json.loads(args.to.read_text(encoding="utf-8"))
    others = (Compared(pipeline, g, rules_only=True) for g in annotated_passages(args.news, kept_out=False))
    weights["priors"] = _priors(others)
    _write(args.to, weights)
    articles = [Compared(pipeline, gold) for gold in golds]
    for kind, rows in (
        ("event", _events_of(articles, classes)),
        ("role", _roles_of(articles, classes)),
        ("edge", _edges_of(articles, relations)),
    ):
        given, least = list(rows), getattr(args, kind)
        weights[kind] = {"threshold": weights[kind]["threshold"] if least is None else least, **fit(given)}
        _write(args.to, weights)
        sys.stdout.write(f"{kind}: {len(given)} drafts, {sum(y for _, y, _ in given)} stated\n")
    return 0


def _write(path: Path, weights: Mapping[str, object]) -> None:
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    weighing.forget()


if __name__ == "__main__":
    sys.exit(main())
