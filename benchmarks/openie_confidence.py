"""Coefficients of the confidence of open tuples, fitted on a gold set in CaRB's format.

Example::

    python -m benchmarks.openie_confidence carb/gold.tsv carb/sentences.txt --write kg/openie/confidence.json

The gold file holds sentence, predicate, subject, object and further arguments by tab; the other file one sentence a
line. A tuple's target is the share of its words that its partner has, by CaRB's token matching (Bhardwaj et al.,
"CaRB: A Crowdsourced Benchmark for Open IE", EMNLP 2019); partners are one to one, the best pairs first; no partner
counts 0. Printed is how well the confidences of held-out sentences (five folds) fit their targets.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from kg.extractors.trees import tree_of
from kg.language import load
from kg.openie import drafts, predications_of, spelled
from kg.openie.confidence import features

__all__ = ["main"]

Parts = tuple[str, str, str]
Array = NDArray[np.float64]
_FOLDS = 5
_BE = frozenset({"be", "is", "am", "are", "was", "were", "been", "being"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A tuple of a sentence: its parts as words and its features."""

    sentence: str
    parts: Parts
    features: Mapping[str, float]


def read_gold(path: Path) -> dict[str, list[Parts]]:
    """Return the gold tuples by sentence, white space removed from the key; arguments after the subject are joined."""
    out: dict[str, list[Parts]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        columns = [c.strip() for c in line.split("\t")]
        if len(columns) > 3:
            out["".join(columns[0].split())].append((columns[1], columns[2], " ".join(columns[3:])))
    return out


def shared(gold: str, given: str) -> int:
    """Count the words that two parts share, with multiplicity."""
    left = given.split()
    hits = 0
    for word in gold.split():
        if word in left:
            left.remove(word)
            hits += 1
    return hits


def precision(gold: Parts, given: Parts) -> float:
    """Return the share of a tuple's words that a gold tuple has part by part; 0 if the predicates share none."""
    hits = shared(gold[0], given[0]) + ("be" in given[0].split() and not _BE.isdisjoint(gold[0].split()))
    if not hits:
        return 0.0
    hits += shared(gold[1], given[1]) + shared(gold[2], given[2])
    return hits / sum(len(p.split()) for p in given)


def examples(sentences: Sequence[str]) -> Iterator[Example]:
    """Yield the tuples of sentences, each wording once."""
    for text, doc in zip(sentences, load().pipe(sentences), strict=True):
        tree = tree_of(doc)
        seen: set[Parts] = set()
        for draft in drafts(tree, predications_of(doc)):
            t = spelled(doc, draft, 0.0)
            parts = (t.predicate, t.subject, " ".join((t.object, *t.arguments)))
            if parts not in seen:
                seen.add(parts)
                yield Example(sentence="".join(text.split()), parts=parts, features=features(tree, draft))


def targets(found: Sequence[Example], gold: Mapping[str, Sequence[Parts]]) -> Array:
    """Return for each example the precision of its partner, the best pairs of a sentence matched first."""
    by_sentence: dict[str, list[int]] = defaultdict(list)
    for i, example in enumerate(found):
        by_sentence[example.sentence].append(i)
    out = np.zeros(len(found))
    for sentence, members in by_sentence.items():
        pairs = [(-precision(g, found[i].parts), k, i) for k, g in enumerate(gold.get(sentence, ())) for i in members]
        taken_gold: set[int] = set()
        taken: set[int] = set()
        for value, k, i in sorted(pairs):
            if value < 0 and k not in taken_gold and i not in taken:
                taken_gold.add(k)
                taken.add(i)
                out[i] = -value
    return out


def fit(x: Array, y: Array, penalty: float = 1.0) -> Array:
    """Return logistic regression weights for fractional targets, by Newton's method with an L2 penalty."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1.0 - p))[:, None]).T @ x + penalty * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def main() -> None:
    """Fit the coefficients and print how good they are on held-out sentences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--write", type=Path, help="file for the coefficients, JSON")
    args = parser.parse_args()
    found = list(examples(args.sentences.read_text("utf-8").splitlines()))
    y = targets(found, read_gold(args.gold))
    names = sorted({n for e in found for n in e.features})
    x = np.array([[e.features.get(n, 0.0) for n in names] for e in found])
    folds = np.array([crc32(e.sentence.encode()) % _FOLDS for e in found])
    held_out = np.zeros(len(found))
    for k in range(_FOLDS):
        held_out[folds == k] = 1.0 / (1.0 + np.exp(-x[folds == k] @ fit(x[folds != k], y[folds != k])))
    console = Console()
    console.print(
        f"{len(found)} tuples, mean target {y.mean():.3f}, held-out correlation {np.corrcoef(held_out, y)[0, 1]:.3f}"
    )
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (held_out >= low) & (held_out < low + 0.1)
        if inside.any():
            console.print(
                f"confidence {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} tuples, mean target {y[inside].mean():.3f}"
            )
    if args.write:
        weights = {n: round(float(v), 3) for n, v in zip(names, fit(x, y), strict=True)}
        record = {"fitted on": "CaRB development set", "tuples": len(found), "weights": weights}
        args.write.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
