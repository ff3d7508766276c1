"""What the commands ``train``, ``average`` and ``export`` do."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import spacy
import torch

from kg.language.subwords import Subwords
from training.corpora import load_corpora
from training.network import Network
from training.passages import in_part
from training.pretrained import pretrained_folder
from training.trainer import FACT_HEADS, MIXES, Settings, train
from training.vocabulary import Vocabulary
from training.windows import Encoder

if TYPE_CHECKING:
    import argparse

__all__ = ["run_average", "run_export", "run_training"]

log = logging.getLogger(__name__)


def run_training(args: argparse.Namespace) -> None:
    """Read the corpora and train."""
    torch.set_num_threads(args.threads)
    start = pretrained_folder(args.start)
    splits = load_corpora(args.data, args.news, spacy.blank("en").tokenizer)
    splits.train = [d for d in splits.train if d.corpus != "news" or in_part(d.name, args.part)]
    before = args.trained
    vocabulary = Vocabulary.load(before / "labels.json") if before else Vocabulary.from_documents(splits.train)
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary.save(args.out / "labels.json")
    words = sum(len(s.words) for d in splits.train for s in d.sentences)
    log.info("%d documents, %d words to train on", len(splits.train), words)
    torch.manual_seed(args.seed)
    network = Network(vocabulary)
    fresh: frozenset[str] = frozenset()
    if before:
        fresh = _load(network, torch.load(before / "checkpoint.pt", weights_only=True, map_location="cpu")["network"])
    else:
        network.encoder.load_pretrained(start / "model.safetensors")
    encoder = Encoder(vocabulary, Subwords.from_file(start / "tokenizer.json"))
    settings = Settings(epochs=args.epochs, batch=args.batch, seed=args.seed, device=args.device)
    if before:
        settings = replace(
            settings,
            encoder_rate=settings.encoder_rate / 2,
            head_rate=settings.head_rate / 2,
            mix=MIXES[args.mix],
            fresh=fresh,
            heads=FACT_HEADS if args.heads else (),
        )
    train(network, splits.train, encoder, settings, args.out)


def _load(network: Network, weights: dict[str, torch.Tensor]) -> frozenset[str]:
    """Take over the weights of a trained network and return those that it did not have."""
    own = network.state_dict()
    for name, tensor in weights.items():
        own[name][: len(tensor)] = tensor
    network.load_state_dict(own)
    return frozenset(own) - frozenset(weights)


def run_average(args: argparse.Namespace) -> None:
    """Write the weighted mean of the weights of several checkpoints of one network.

    Notes
    -----
    Wortsman et al. (2022), "Model soups", here of states of one run and its continuation.
    """
    states = [torch.load(f / "checkpoint.pt", weights_only=True, map_location="cpu")["network"] for f in args.of]
    mean: dict[str, torch.Tensor] = {}
    for name in sorted({name for state in states for name in state}):
        having = [(state[name].double(), w) for state, w in zip(states, args.weights, strict=True) if name in state]
        mean[name] = max((tensor for tensor, _ in having), key=len).clone()  # an earlier one may have fewer rows
        rows = min(len(tensor) for tensor, _ in having)
        mean[name][:rows] = sum(tensor[:rows] * w for tensor, w in having) / sum(w for _, w in having)
    args.out.mkdir(parents=True, exist_ok=True)
    network = {name: tensor.float() for name, tensor in mean.items()}
    torch.save({"network": network, "epoch": 0, "step": 0}, args.out / "checkpoint.pt")
    shutil.copy(args.of[-1] / "labels.json", args.out / "labels.json")


def run_export(args: argparse.Namespace) -> None:
    """Write the exported model."""
    from training.export import export_model

    state = torch.load(args.out / "checkpoint.pt", weights_only=True, map_location="cpu")["network"]
    weights = {k: v.float().numpy() for k, v in state.items()}
    export_model(
        weights,
        Vocabulary.load(args.out / "labels.json"),
        pretrained_folder(args.start),
        args.to,
        quantise=not args.fp32,
    )
