"""The training loop: deterministic by seed, resumable at every epoch."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.losses import collate, losses
from training.simulation import simulate
from training.windows import batches, epoch_windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.documents import Document
    from training.network import Network
    from training.windows import Encoder

__all__ = ["FACT_HEADS", "MIXES", "Settings", "train"]

log = logging.getLogger(__name__)


#: Shares of the corpora when a trained network is trained on: more of the trees, fewer names and references.
_FINISHING_MIX: Mapping[str, float] = {
    "gum": 2.0, "news": 0.3, "wire": 0.7, "gap": 0.25, "btc": 0.3, "wnut": 0.4, "sec": 0.5, "wikigold": 0.7,
    "re3d": 0.6, "crossner": 0.7,
}  # fmt: skip
#: Shares when the facts of the passages are learned.
_FACTS_MIX: Mapping[str, float] = {
    "gum": 1.2, "ewt": 0.7, "news": 0.6, "wire": 0.5, "gap": 0.25, "btc": 0.2, "wnut": 0.3, "sec": 0.4,
    "wikigold": 0.5, "re3d": 0.5, "crossner": 0.5, "re": 0.6,
}  # fmt: skip
#: Shares of the corpora by what a trained network is trained on for.
MIXES: Mapping[str, Mapping[str, float]] = {
    "trees": _FINISHING_MIX,
    "facts": _FACTS_MIX,
    "both": {**_FACTS_MIX, "gum": 1.8, "ewt": 1.0},
    "passages": {**dict.fromkeys(_FACTS_MIX, 0.0), "news": 0.5},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train.

    Attributes
    ----------
    epochs : int
    batch : int
        Padded subwords a step.
    encoder_rate, head_rate : float
        Peak learning rates.
    warmup : int
        Steps of linear warm-up; afterwards the rate falls linearly to 0.
    seed : int
    device : str
        ``"cpu"`` or ``"cuda"``.
    rounded : float
        Share of the steps, the last ones, that are trained under the rounding of 8-bit inference.
    mix : mapping of str to float
        By what the share of a corpus in an epoch is multiplied.
    fresh : frozenset of str
        Weights that a trained network did not have: they learn at twice the rate of the other heads.
    heads : tuple of str
        How the names of the weights begin that alone are trained; all are when it is empty.
    """

    epochs: int = 8
    batch: int = 1600
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: int = 200
    seed: int = 1
    device: str = "cpu"
    rounded: float = 0.25
    mix: Mapping[str, float] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()


#: How the names of the weights of events, relations and roles begin.
FACT_HEADS = ("event", "fact", "relation", "role")


def _freeze(network: Network, settings: Settings) -> None:
    """Leave only some heads to be trained."""
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(parameter.requires_grad and name.startswith(settings.heads))


def _optimizer(network: Network, settings: Settings) -> torch.optim.AdamW:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    ours = {id(p) for p in network.encoder.parameters()}
    heads = [(n, p) for n, p in network.named_parameters() if id(p) not in ours and p.requires_grad]
    groups = [
        {"params": encoder, "lr": settings.encoder_rate},
        {"params": [p for n, p in heads if n not in settings.fresh], "lr": settings.head_rate},
        {"params": [p for n, p in heads if n in settings.fresh], "lr": settings.head_rate * 2},
    ]
    return torch.optim.AdamW([g for g in groups if g["params"]], betas=(0.9, 0.98), weight_decay=0.01)


def _rate(step: int, total: int, warmup: int) -> float:
    """Share of the peak learning rate at a step."""
    warmup = min(warmup, max(1, total // 10))
    if step < warmup:
        return (step + 1) / warmup
    return max(0.0, (total - step) / max(1, total - warmup))


def _resume(folder: Path, network: Network, optimizer: torch.optim.Optimizer) -> tuple[int, int]:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0, 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("resuming after epoch %d", state["epoch"])
    return int(state["epoch"]), int(state["step"])


def _save(folder: Path, network: Network, optimizer: torch.optim.Optimizer, epoch: int, step: int) -> None:
    temporary = folder / "checkpoint.tmp"
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "step": step}
    torch.save(state, temporary)
    temporary.replace(folder / "checkpoint.pt")


def train(network: Network, documents: Sequence[Document], encoder: Encoder, settings: Settings, folder: Path) -> None:
    """Train in place; a checkpoint in `folder` is continued.

    Parameters
    ----------
    network : Network
    documents : sequence of Document
    encoder : Encoder
    settings : Settings
    folder : Path
        Where ``checkpoint.pt`` is written after every epoch.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.to(settings.device)
    if settings.heads:
        _freeze(network, settings)
    optimizer = _optimizer(network, settings)
    done, step = _resume(folder, network, optimizer)
    windows = epoch_windows(documents, encoder, settings.seed, settings.mix)
    per_epoch = len(batches(windows, settings.batch, settings.seed))
    total = per_epoch * settings.epochs
    rates = [g["lr"] for g in _optimizer(network, settings).param_groups]
    for epoch in range(done, settings.epochs):
        seed = settings.seed * 1000 + epoch
        random.seed(seed)
        np.random.seed(seed)
        torch.manual_seed(seed)
        network.train()
        if settings.heads:
            network.encoder.eval()
        groups = batches(epoch_windows(documents, encoder, seed, settings.mix), settings.batch, seed)
        started, sums = time.monotonic(), {}
        for i, group in enumerate(groups):
            for g, rate in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = rate * _rate(step, total, settings.warmup)
            simulate(network, step >= total * (1 - settings.rounded))
            batch = collate(group).to(settings.device)
            with torch.autocast(settings.device, dtype=torch.bfloat16):
                parts = losses(network, batch)
            optimizer.zero_grad(set_to_none=True)
            parts["all"].backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            step += 1
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if (i + 1) % 50 == 0:
                shown = " ".join(f"{k} {v / 50:.3f}" for k, v in sums.items())
                log.info(
                    "epoch %d step %d/%d %.0fs %s", epoch + 1, i + 1, len(groups), time.monotonic() - started, shown
                )
                sums = {}
        _save(folder, network, optimizer, epoch + 1, step)
