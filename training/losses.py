"""The losses of one batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F

from kg.language.labels import BIO
from kg.language.pairs import CHANNEL_SIZES, pair_channels
from kg.language.paths import ancestors, between, distances
from training.documents import NO_MENTION, UNKNOWN
from training.facts import EVENTS, MODALITY, RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from training.network import Network
    from training.windows import Window

__all__ = ["Batch", "collate", "losses"]

#: Weights of the tasks; the tagging ones are UPOS, XPOS, features, lemma.
WEIGHTS = {
    "upos": 0.8,
    "xpos": 0.6,
    "feats": 0.25,
    "lemma": 0.25,
    "starts": 0.5,
    "arc": 1.0,
    "label": 1.0,
    "ner": 2.0,
    "fine": 0.5,
    "link": 0.5,
    "event": 0.5,
    "relation": 0.5,
    "role": 0.5,
}
#: Scores of a pair of words: relation, modality, polarity.
RELATION = len(RELATIONS) + len(MODALITY) + 2
#: Weight of a word that heads no mention, or the first mention of its chain, in the loss of coreference.
NEW = 0.3


@dataclass(slots=True)
class Batch:
    """Padded tensors of several windows."""

    ids: Tensor
    shapes: Tensor
    firsts: Tensor
    mask: Tensor
    word: Tensor
    sentence: Tensor
    starts: Tensor
    tags: Tensor
    heads: Tensor
    deprels: Tensor
    allowed: Tensor
    ner_weight: Tensor
    fine: Tensor
    chains: Tensor
    seen: Tensor
    closed: Tensor
    rows: Tensor
    channels: Tensor
    events: Tensor
    relations: Tensor
    roles: Tensor

    def to(self, device: str) -> Batch:
        """Return the batch on another device."""
        return Batch(*(getattr(self, k).to(device) for k in self.__slots__))


def _pad(rows: Sequence[np.ndarray], fill: float) -> Tensor:
    n = max(len(r) for r in rows)
    out = np.full((len(rows), n, *rows[0].shape[1:]), fill, dtype=rows[0].dtype)
    for i, r in enumerate(rows):
        out[i, : len(r)] = r
    return torch.from_numpy(out)


def _pairs(windows: Sequence[Window], n: int) -> tuple[Tensor, Tensor]:
    """Words of which a chain, or its absence, is known, as (window, word), and their channels with all n words."""
    rows, channels = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, n, len(CHANNEL_SIZES)), dtype=np.int64)]
    for k, w in enumerate(windows):
        known = np.flatnonzero(w.chains > UNKNOWN)
        if len(known):
            m = len(w.words)
            rows.append(np.stack([np.full(len(known), k), known], axis=1))
            found = pair_channels(w.words, w.sentence, known, np.arange(m))
            channels.append(np.pad(found.astype(np.int64), ((0, 0), (0, n - m), (0, 0))))
    return torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(channels))


def collate(windows: Sequence[Window]) -> Batch:
    """Pad windows to one batch."""
    lengths = _pad([np.ones(len(w.ids), dtype=np.int64) for w in windows], 0)
    mask = torch.zeros(lengths.shape).masked_fill(lengths == 0, -1e4)[:, None, None, :]
    word = _pad([np.ones(len(w.firsts), dtype=bool) for w in windows], 0)
    return Batch(
        _pad([w.ids for w in windows], 0),
        _pad([w.shapes for w in windows], 8),
        _pad([w.firsts for w in windows], 0),
        mask,
        word,
        _pad([w.sentence for w in windows], -1),
        _pad([w.starts for w in windows], -1.0),
        _pad([w.tags for w in windows], -1),
        _pad([w.heads for w in windows], -1),
        _pad([w.deprels for w in windows], -1),
        _pad([w.allowed for w in windows], 1),
        _pad([w.ner_weight for w in windows], 0.0),
        _pad([w.fine for w in windows], -1),
        _pad([w.chains for w in windows], UNKNOWN),
        _pad([w.seen for w in windows], 0),
        torch.tensor([w.closed for w in windows]),
        *_pairs(windows, max(len(w.firsts) for w in windows)),
        _pad([w.events for w in windows], -1),
        _stacked([w.relations for w in windows]),
        _stacked([w.roles for w in windows]),
    )


def _stacked(rows: Sequence[np.ndarray]) -> Tensor:
    """Rows of all windows, each with the number of its window before it."""
    return torch.from_numpy(np.concatenate([np.insert(r, 0, k, axis=1) for k, r in enumerate(rows)]))


def arc_mask(sentence: Tensor, word: Tensor) -> Tensor:
    """Return which heads a word may have: those of its sentence and the root."""
    same = (sentence[:, :, None] == sentence[:, None, :]) & word[:, None, :]
    same &= ~torch.eye(sentence.shape[1], dtype=torch.bool, device=same.device)
    return F.pad(same, (1, 0), value=True)


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold >= 0
    if not known.any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores[known].float(), gold[known])


def _set_loss(scores: Tensor, allowed: Tensor, weight: Tensor) -> Tensor:
    """-log of the probability of all allowed tags together, weighted mean over words that something is known of."""
    log_p = scores.float().log_softmax(-1)
    loss = -log_p.masked_fill(~allowed, -1e4).logsumexp(-1)
    weight = weight * (allowed.sum(-1) < len(BIO))
    return (loss * weight).sum() / weight.sum().clamp(min=1.0)


def _link_loss(scores: Tensor, batch: Batch) -> Tensor:
    """-log of the probability of all antecedents together, or of none for a first mention.

    Where the antecedents lie before the window, or an open document does not tell, a word is passed over.
    """
    window, word = batch.rows.unbind(1)
    closed, own = batch.closed[window], batch.chains[window, word]
    chains = batch.chains[window]
    before = torch.arange(scores.shape[1], device=scores.device) < word[:, None]
    may = before & batch.word[window] & (closed[:, None] | (chains > NO_MENTION))
    right = may & (chains == own[:, None]) & (own[:, None] > NO_MENTION)
    linked = right.any(-1)
    new = ~linked & ~batch.seen[window, word] & closed
    none = torch.zeros_like(scores[:, :1]).masked_fill(~closed[:, None], -1e4)
    everything = torch.cat([none, scores.masked_fill(~may, -1e4)], dim=-1).logsumexp(-1)
    wanted = torch.where(linked, scores.masked_fill(~right, -1e4).logsumexp(-1), 0.0)
    weight = linked.float() + NEW * new.float()
    return ((everything - wanted) * weight).sum() / weight.sum().clamp(min=1.0)


def _summed(scores: Tensor, gold: Tensor, words: Tensor) -> Tensor:
    """Sum of the losses, those of what stands in nothing included, for ten words of which facts are known."""
    if not len(gold):
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float(), gold, reduction="sum") / (words.sum() * 0.1).clamp(min=1.0)


def _pair_scores(network: Network, out: dict[str, Tensor], rows: Tensor, heads: np.ndarray, *, roles: bool) -> Tensor:
    """Scores of the pairs of all windows in their order, along the trees that the network finds itself."""
    scores = []
    for window in rows[:, 0].unique().tolist():
        pairs = rows[rows[:, 0] == window, 1:3]
        first, second = pairs.cpu().numpy().T
        ways, shapes = between(ancestors(heads[window]), first, second)
        kinds = torch.from_numpy(np.stack([distances(first, second), shapes], axis=1)).to(pairs.device)
        fact = out["fact"][window].float()
        scores.append(network.pairs(fact, pairs, torch.from_numpy(ways).to(pairs.device), kinds, roles=roles))
    return torch.cat(scores) if scores else out["fact"].new_zeros((0, len(ROLES) if roles else RELATION))


def _fact_losses(network: Network, out: dict[str, Tensor], arcs: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The losses of events, relations and roles."""
    n, m = len(EVENTS), len(MODALITY)
    known = batch.events[..., 0] >= 0
    event = _summed(out["event"][..., :n][known], batch.events[..., 0][known], known)
    event = event + _cross(out["event"][..., n : n + m], batch.events[..., 1])
    event = event + _cross(out["event"][..., n + m :], batch.events[..., 2])
    heads = arcs.detach().argmax(-1).cpu().numpy()
    relation = _pair_scores(network, out, batch.relations, heads, roles=False)
    role = _pair_scores(network, out, batch.roles, heads, roles=True)
    size, found = len(RELATIONS), batch.relations
    stated = _cross(relation[:, size : size + m], found[:, 4]) + _cross(relation[:, size + m :], found[:, 5])
    return {
        "event": event,
        "relation": _summed(relation[:, :size], found[:, 3], known) + stated,
        "role": _summed(role, batch.roles[:, 3], known),
    }


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Return the loss of each task and their weighted sum as ``"all"``."""
    out = network(batch.ids, batch.shapes, batch.firsts, batch.mask)
    result: dict[str, Tensor] = {}
    at = 0
    for k, (name, size) in enumerate(zip(("upos", "xpos", "feats", "lemma"), network.sizes, strict=True)):
        result[name] = _cross(out["tags"][..., at : at + size], batch.tags[..., k])
        at += size
    known = batch.starts >= 0
    logits = out["tags"][..., at][known].float()
    result["starts"] = F.binary_cross_entropy_with_logits(logits, batch.starts[known]) if known.any() else logits.sum()
    arcs = out["arcs"].float().masked_fill(~arc_mask(batch.sentence, batch.word), -1e4)
    result["arc"] = _cross(arcs, batch.heads)
    labels = network.labels(out["label_dep"], out["label_head"], batch.heads.clamp(min=0))
    result["label"] = _cross(labels, batch.deprels)
    result["ner"] = _set_loss(out["ner"], batch.allowed, batch.ner_weight)
    result["fine"] = _cross(out["fine"], batch.fine)
    links = network.links(out["anaphor"], out["antecedent"], batch.rows, batch.channels)
    result["link"] = _link_loss(links, batch)
    result |= _fact_losses(network, out, arcs, batch)
    result["all"] = torch.stack([WEIGHTS[k] * v for k, v in result.items()]).sum()
    return result
