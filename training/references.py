"""Learn the weights by which coreference and pronouns are resolved.

::

    python -m training export --out build/model --to build/plain
    python -m training.references --data ../data --checkpoint build/model --model build/plain --to kg

comes after training and before the last export: the plain export parses the texts; the network's layer for
coreference is fitted again and written into the checkpoint; ``kg/language/coreference_weights.json``,
``kg/language/coreference_ranking.npz`` and ``kg/resolution/pronoun_weights.toml`` are written.  The data are GUM's and
GAP's training parts and the project's own passages (`training.links.training_texts`).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from pathlib import Path

import numpy as np
import torch

from training.links import (
    Example,
    fit_head,
    fit_parse,
    jackknife,
    note_links,
    parse_scores,
    parse_weights,
    read_examples,
    training_texts,
)
from training.pronouns import LEAST, examples, tables
from training.ranking import fit_odds, fit_ranking, jackknife_ranking, ranked, ranking_arrays

__all__ = ["main"]

log = logging.getLogger(__name__)


def main() -> None:
    """Learn from the corpora and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    parser.add_argument("--news", type=Path, default=Path(__file__).parent / "news", help="the project's own passages")
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of the trained network")
    parser.add_argument("--model", type=Path, required=True, help="folder of what was exported from it")
    parser.add_argument("--to", type=Path, required=True, help="folder of the package that reads the weights")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    texts = list(read_examples(options.checkpoint, options.model, training_texts(options.data, options.news)))
    log.info("%d texts read", len(texts))
    _write_head(options.checkpoint / "checkpoint.pt", fit_head(texts))
    log.info("layer fitted")
    _write_weights(texts, options.to / "language")
    log.info("weights of coreference fitted")
    documents = [list(examples(e.doc, e.gold, open_ones=e.chained.complete)) for e in texts]
    random.Random(0).shuffle(documents)
    pronouns = options.to / "resolution" / "pronoun_weights.toml"
    pronouns.write_text("\n".join(tables(documents, LEAST)) + "\n", encoding="utf-8")


def _write_weights(texts: list[Example], folder: Path) -> None:
    """Fit and write what stands beside the layer; note with each text the scores of weights fitted without it."""
    model = fit_parse(texts, jackknife(texts))
    rows = [ranked(e, parse_scores(e, model)) for e in texts]
    scores = jackknife_ranking(rows)
    weights = parse_weights(model, fit_odds(texts, scores))
    (folder / "coreference_weights.json").write_text(json.dumps(weights) + "\n", encoding="utf-8")
    np.savez(folder / "coreference_ranking.npz", allow_pickle=False, **ranking_arrays(fit_ranking(rows)))
    for e, found in zip(texts, scores, strict=True):
        note_links(e, found)


def _write_head(path: Path, head: dict[str, torch.Tensor]) -> None:
    state = torch.load(path, weights_only=True, map_location="cpu")
    if not head.keys() <= state["network"].keys():
        raise ValueError(f"{path} is of a network without coreference")
    state["network"].update(head)
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    temporary.replace(path)


if __name__ == "__main__":
    main()
