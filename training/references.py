"""Learn the weights by which coreference and pronouns are resolved.

::

    python -m training.references --data ../data --checkpoint build/model --to kg

comes after training and before the export: the network's layer for coreference is fitted again and written into the
checkpoint; ``kg/language/coreference_weights.json`` and ``kg/resolution/pronoun_weights.toml`` are written.  The data
are GUM's and GAP's training parts and the project's own passages (`training.links.training_texts`).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from pathlib import Path

import torch

from training.links import (
    fit_head,
    fit_parse,
    jackknife,
    note_links,
    parse_weights,
    read_examples,
    training_texts,
)
from training.pronouns import LEAST, examples, tables

__all__ = ["main"]

log = logging.getLogger(__name__)


def main() -> None:
    """Learn from the corpora and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    parser.add_argument("--news", type=Path, default=Path(__file__).parent / "news", help="the project's own passages")
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of the trained network")
    parser.add_argument("--to", type=Path, required=True, help="folder of the package that reads the weights")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    texts = list(read_examples(options.checkpoint, training_texts(options.data, options.news)))
    log.info("%d texts read", len(texts))
    _write_head(options.checkpoint / "checkpoint.pt", fit_head(texts))
    log.info("layer fitted")
    model = fit_parse(texts, jackknife(texts))
    weights = options.to / "language" / "coreference_weights.json"
    weights.write_text(json.dumps(parse_weights(model)) + "\n", encoding="utf-8")
    log.info("weights of the parse fitted")
    for e in texts:
        note_links(e, model)
    documents = [list(examples(e.doc, e.gold, open_ones=e.chained.complete)) for e in texts]
    random.Random(0).shuffle(documents)
    pronouns = options.to / "resolution" / "pronoun_weights.toml"
    pronouns.write_text("\n".join(tables(documents, LEAST)) + "\n", encoding="utf-8")


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
