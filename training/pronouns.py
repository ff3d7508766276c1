"""Learn the weights by which pronouns are resolved.

Pronouns whose chain has an earlier mention near are examples; those without are examples for leaving open.  The
model is a softmax over the candidates and "none", with an L2 prior; precision and recall on a held-out fifth of the
documents are logged.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.articles import Article
from kg.extractors.reporting import find_reports
from kg.predications import Reading
from kg.resolution import begin
from kg.resolution.items import Item
from kg.resolution.links import LinkScores
from kg.resolution.mentions import find_mentions
from kg.resolution.nominals import Memory, antecedent
from kg.resolution.pronouns import Speakers, candidates, pronoun_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

__all__ = ["Example", "examples", "fit", "measure", "tables"]

_NEAR = 60
_KINDS = ("person", "thing", "plural")
#: Probability below which a pronoun stays open, by kind.
LEAST = {"person": 0.35, "thing": 0.65, "plural": 0.6}


class Example(NamedTuple):
    """One pronoun: each candidate's group and features, and the groups that are right."""

    kind: str
    groups: tuple[int, ...]
    found: tuple[Mapping[str, float], ...]
    right: frozenset[int]


def examples(doc: Doc, chain_of: Mapping[int, int], *, open_ones: bool) -> Iterator[Example]:
    """Yield the pronouns of a document, each read with those before it resolved rightly.

    Parameters
    ----------
    doc : Doc
    chain_of : mapping of int to int
        Chain of a mention, by head token.
    open_ones : bool
        Whether pronouns without a right candidate are examples for leaving open.
    """
    mentions = find_mentions(doc)
    article = Article(id="art-training", text=doc.text)
    reading = Reading(article=article, doc=doc, mentions=mentions, reports=find_reports(doc, mentions))
    tree, groups, holders = begin(reading)
    memory = Memory(tree=tree, groups=groups, holders=holders)
    speakers, links = Speakers(reading.reports), LinkScores(doc)
    seen: list[Item] = []
    for item in groups.items.values():
        if item.kind == "pronoun" and item.head in chain_of and pronoun_kind(tree, item):
            before = [i for i in seen[-_NEAR:] if i.head not in holders]
            near = list(candidates(tree, groups, item, before, speakers, links))
            own = chain_of[item.head]
            right = {groups.find(o.head) for o, _ in near if chain_of.get(o.head) == own}
            if near and (right or open_ones):
                roots = tuple(groups.find(o.head) for o, _ in near)
                yield Example(pronoun_kind(tree, item), roots, tuple(f for _, f in near), frozenset(right))
            if right:
                groups.join(item.head, max(right))
        elif item.kind == "nominal":
            found = antecedent(memory, item)
            if found >= 0:
                groups.join(item.head, found)
        memory.note(item)
        seen.append(item)


def _vector(example: Example, index: Mapping[str, int]) -> np.ndarray:
    rows = np.zeros((len(example.found) + 1, len(index)))
    rows[-1, index["none"]] = 1.0
    for row, found in zip(rows, example.found, strict=False):
        for name, value in found.items():
            row[index[name]] = value
    return rows


def fit(data: list[Example], *, prior: float = 1.0, steps: int = 400) -> dict[str, float]:
    """Fit a softmax ranker by Adam; return its weights by feature name."""
    names = sorted({n for e in data for f in e.found for n in f} | {"none"})
    index = {n: i for i, n in enumerate(names)}
    rows = [_vector(e, index) for e in data]
    right = [np.array([g in e.right for g in e.groups] + [not e.right]) for e in data]
    stacked = np.vstack(rows)
    starts = np.cumsum([0, *[len(r) for r in rows]])[:-1]
    lengths = np.array([len(r) for r in rows])
    mask = np.concatenate(right)
    weight, first, second = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, steps + 1):
        score = stacked @ weight
        score -= np.repeat(np.maximum.reduceat(score, starts), lengths)
        exp = np.exp(score)
        p = exp / np.repeat(np.add.reduceat(exp, starts), lengths)
        good = exp * mask
        q = good / np.repeat(np.maximum(np.add.reduceat(good, starts), 1e-12), lengths)
        gradient = stacked.T @ (p - q) + prior * weight
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weight -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weight.tolist(), strict=True))


def _answer(example: Example, table: Mapping[str, float]) -> tuple[float, bool]:
    """Return the probability of the best group and whether it is right."""
    scores: dict[int, float] = {}
    for group, found in zip(example.groups, example.found, strict=True):
        score = sum(table.get(n, 0.0) * v for n, v in found.items())
        scores[group] = max(scores.get(group, -99.0), score)
    best = max(scores, key=lambda g: (scores[g], g))
    total = math.exp(table["none"] - scores[best]) + sum(math.exp(s - scores[best]) for s in scores.values())
    return 1 / total, best in example.right


def measure(data: list[Example], table: Mapping[str, float], least: float) -> tuple[float, float]:
    """Return precision and recall of the answers whose probability is at least ``least``."""
    answers = [ok for p, ok in (_answer(e, table) for e in data) if p >= least]
    wanted = sum(bool(e.right) for e in data)
    return sum(answers) / max(len(answers), 1), sum(answers) / max(wanted, 1)


def _without_links(example: Example) -> Example:
    """Leave out what only pipelines with scores of links give."""
    found = tuple({n: v for n, v in f.items() if not n.startswith("link")} for f in example.found)
    return example._replace(found=found)


def tables(documents: Sequence[Sequence[Example]], least: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the weights, for pipelines without and with scores of links, and log how good they are."""
    yield "# Learned by `python -m training.pronouns`: weights of features by kind of pronoun."
    cut = len(documents) // 5
    for kind in _KINDS:
        for name, reduce in ((kind, _without_links), (f"{kind} linked", lambda e: e)):
            chosen = [[reduce(e) for e in doc if e.kind == kind] for doc in documents]
            held, kept = (list(chain.from_iterable(part)) for part in (chosen[:cut], chosen[cut:]))
            precision, recall = measure(held, fit(kept) | {"least": least[kind]}, least[kind])
            log.info("%s: %d, held out %d: P %.3f R %.3f", name, len(kept), len(held), precision, recall)
            table = fit(kept + held) | {"least": least[kind]}
            yield ""
            yield f'["{name}"]' if " " in name else f"[{name}]"
            yield from (f'"{n}" = {v:.3f}' for n, v in sorted(table.items()))
