"""The network that ranks antecedents, and what scores are worth: fitted to scores of layers trained without a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import nn

from kg.language.agreement import agreement_channels
from kg.language.coreference import N_KINDS, chosen, kinds
from kg.language.ranking import CATEGORIES, MEASURES, MOST, measures, numbered
from kg.resolution.links import LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.links import Example

__all__ = ["Ranked", "fit_odds", "fit_ranking", "jackknife_ranking", "ranked", "ranking_arrays", "spread"]

#: Width of the layers, share that is dropped, epochs, rows of a batch, rate, what a row without antecedent counts.
_WIDTH, _DROP, _EPOCHS, _BATCH, _RATE, _NEW = 48, 0.4, 16, 256, 2e-3, 0.3


class Ranked(NamedTuple):
    """The best antecedents of each candidate of a text, k of them.

    Attributes
    ----------
    places : array of int, (n, k)
    values : array, (n, k)
        Scores so far.
    found : array of int, (n, k, channels)
    measures : array, (n, k, `MEASURES`)
    right : array of bool, (n, k)
        Antecedents of the candidate's chain.
    may : array of bool, (n, k)
        Antecedents of which it is known whether they are right.
    weight : array, n
    none : array, n
        Score of having no antecedent, low where the text's chains are not all known.
    """

    places: NDArray[np.int64]
    values: NDArray[np.float32]
    found: NDArray[np.int32]
    measures: NDArray[np.float32]
    right: NDArray[np.bool_]
    may: NDArray[np.bool_]
    weight: NDArray[np.float32]
    none: NDArray[np.float32]


def ranked(e: Example, scores: NDArray[np.float32]) -> Ranked:
    """Choose the best antecedents of all candidates of a text by their scores, as the pipeline does."""
    scores = scores.astype(np.float32)
    n, every = len(scores), slice(0, len(scores))
    places = chosen(e.referring, every, every, scores)
    values = np.take_along_axis(scores, places, axis=1)
    found = numbered(e.words.channels(e.places, e.places), agreement_channels(e.referring, every, every))
    own, known = e.chains, e.chains >= 0
    may = (values > LEAST) & (known[places] | e.chained.complete)
    right = may & known[:, None] & (own[places] == own[:, None])
    first = np.array([own[k] < 0 or own[k] not in own[:k] for k in range(n)], dtype=bool)
    weight = np.where(right.any(axis=1), 1.0, np.where(first & e.chained.complete, _NEW, 0.0))
    none = np.full(n, 0.0 if e.chained.complete else -1e4)
    return Ranked(
        places, values, np.take_along_axis(found, places[..., None], axis=1).astype(np.int32),
        measures(values, np.arange(n)[:, None] - places), right, may, weight.astype(np.float32),
        none.astype(np.float32),
    )  # fmt: skip


class _Net(nn.Module):
    """As `kg.language.ranking.Ranking`."""

    def __init__(self) -> None:
        super().__init__()
        self.categories = nn.Embedding(CATEGORIES, _WIDTH)
        self.measures = nn.Linear(MEASURES, _WIDTH)
        self.inner, self.out = nn.Linear(_WIDTH, _WIDTH), nn.Linear(_WIDTH, 1)
        self.drop = nn.Dropout(_DROP)
        nn.init.normal_(self.categories.weight, std=0.1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, values: torch.Tensor, found: torch.Tensor, numbers: torch.Tensor) -> torch.Tensor:
        hidden = torch.relu(self.drop(self.categories(found.long()).sum(-2)) + self.measures(numbers))
        hidden = torch.relu(self.inner(self.drop(hidden)))
        more: torch.Tensor = self.out(self.drop(hidden))[..., 0]
        return values + more


def _pad(x: NDArray[np.generic]) -> NDArray[np.generic]:
    """Widen to `MOST` antecedents."""
    short = np.zeros((len(x), MOST - x.shape[1], *x.shape[2:]), dtype=x.dtype)
    return np.concatenate([x, short], axis=1)


def _rows(texts: Sequence[Ranked]) -> list[torch.Tensor]:
    """Put the rows that teach something of all texts together."""
    parts = []
    for t in texts:
        use = (t.weight > 0) & t.may.any(axis=1)
        wide = [_pad(x[use]) for x in (t.values, t.found, t.measures, t.right, t.may)]
        parts.append([*wide, t.weight[use], t.none[use]])
    return [torch.from_numpy(np.concatenate(column)) for column in zip(*parts, strict=True)]


def fit_ranking(texts: Sequence[Ranked], seed: int = 0) -> _Net:
    """Train by AdamW with a rate that falls to 0."""
    torch.manual_seed(seed)
    net = _Net()
    values, found, numbers, right, may, weight, none = _rows(texts)
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.01)
    steps = _EPOCHS * -(-len(values) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: max(0.0, 1 - k / steps))
    for _ in range(_EPOCHS):
        for at in torch.split(torch.randperm(len(values)), _BATCH):
            scores = net(values[at], found[at], numbers[at]).masked_fill(~may[at], -1e4)
            every = torch.cat([none[at, None], scores], dim=1).logsumexp(1)
            wanted = scores.masked_fill(~right[at], -1e4).logsumexp(1)
            wanted = torch.where(right[at].any(1), wanted, none[at])
            optimizer.zero_grad()
            (((every - wanted) * weight[at]).sum() / weight[at].sum()).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def spread(net: _Net, text: Ranked) -> NDArray[np.float32]:
    """Return the scores of all pairs of a text, (n, n)."""
    n = len(text.values)
    scores = np.full((n, n), LEAST, dtype=np.float32)
    with torch.no_grad():
        found = net(*(torch.from_numpy(x) for x in (text.values, text.found, text.measures))).numpy()
    np.put_along_axis(scores, text.places, np.where(text.values > LEAST, found, LEAST), axis=1)
    return scores


def jackknife_ranking(texts: Sequence[Ranked], *, folds: int = 2) -> list[NDArray[np.float32]]:
    """Return the scores of the pairs of each text by a network that was trained without it."""
    scores: dict[int, NDArray[np.float32]] = {}
    for fold in range(folds):
        net = fit_ranking([t for k, t in enumerate(texts) if k % folds != fold], seed=fold)
        scores |= {k: spread(net, texts[k]) for k in range(fold, len(texts), folds)}
    return [scores[k] for k in range(len(texts))]


def ranking_arrays(net: _Net) -> dict[str, NDArray[np.float16]]:
    """Return the weights as `kg.language.ranking` reads them."""
    tensors = {
        "categories": net.categories.weight, "measures": net.measures.weight.T, "first": net.measures.bias,
        "inner": net.inner.weight.T, "second": net.inner.bias, "out": net.out.weight.T, "last": net.out.bias,
    }  # fmt: skip
    return {name: t.detach().numpy().astype(np.float16) for name, t in tensors.items()}


def fit_odds(examples: Sequence[Example], scores: Sequence[NDArray[np.float32]]) -> list[list[float]]:
    """Return slope and start of the log-odds that the best antecedent is right, by kind of phrase.

    References
    ----------
    .. [1] Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """
    best: list[list[tuple[float, bool]]] = [[] for _ in range(N_KINDS)]
    for e, found in zip(examples, scores, strict=True):
        if not e.chained.complete:
            continue
        kind, at = kinds(e.referring), found.argmax(axis=1)
        for k, j in enumerate(at):
            if found[k, j] > LEAST:
                best[kind[k]].append((float(found[k, j]), e.chains[k] >= 0 and e.chains[k] == e.chains[j]))
    return [_platt(rows) for rows in best]


def _platt(rows: Sequence[tuple[float, bool]], prior: float = 1.0) -> list[float]:
    table = torch.tensor(rows, dtype=torch.float64).reshape(-1, 2)
    start = torch.tensor([1.0, 0.0], dtype=torch.float64)
    line = start.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([line], max_iter=100)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        odds = line[0] * table[:, 0] + line[1]
        total = nn.functional.binary_cross_entropy_with_logits(odds, table[:, 1], reduction="sum")
        total = total + prior * ((line - start) ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return [round(float(x), 4) for x in line.detach()]
