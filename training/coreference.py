"""How well clusters of mentions agree with gold ones: MUC, B³, CEAF-e, precision of links, GAP.

References
----------
.. [1] Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions", ACL 2014 (CoNLL F1: the mean of three).
.. [2] Webster et al., "Mind the GAP: A Balanced Corpus of Gendered Ambiguous Pronouns", TACL 2018.
"""

from __future__ import annotations

import csv
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Gap", "Rate", "Tally", "gap_answers", "gap_rate", "read_gap_rows"]

_Mention = tuple[int, int]
_Chains = list[frozenset[_Mention]]


class Rate(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: float, found: float, other_hits: float, wanted: float) -> Rate:
        """Return the rates of two counts of hits: of what was found and of what was wanted; 0 of nothing is 0."""
        p = hits / found if found else 0.0
        r = other_hits / wanted if wanted else 0.0
        return cls(p, r, 2 * p * r / (p + r) if p + r else 0.0)


@dataclass(slots=True)
class Tally:
    """Counts over documents.

    Notes
    -----
    Chains of one mention are left out on both sides.  A mention is any pair of integers: offsets, or a head
    word twice where only heads are to agree.
    """

    muc: list[float] = field(default_factory=lambda: [0.0] * 4)
    b3: list[float] = field(default_factory=lambda: [0.0] * 4)
    ceaf: list[float] = field(default_factory=lambda: [0.0] * 4)
    mentions: list[float] = field(default_factory=lambda: [0.0] * 4)
    links: list[float] = field(default_factory=lambda: [0.0] * 2)

    def add(self, gold: Iterable[Iterable[_Mention]], found: Iterable[Iterable[_Mention]]) -> None:
        """Count a document.

        Parameters
        ----------
        gold, found : iterable of chains
            Each an iterable of mentions; a mention is in one chain.
        """
        right, ours = _chains(gold), _chains(found)
        one, two = _by_mention(ours), _by_mention(right)
        _count(self.muc, *_muc(ours, two), *_muc(right, one))
        _count(self.b3, *_b3(ours, two), *_b3(right, one))
        fit = _best_fit(ours, right)
        _count(self.ceaf, fit, len(ours), fit, len(right))
        both = len(one.keys() & two.keys())
        _count(self.mentions, both, len(one), both, len(two))
        for chain in ours:
            order = sorted(chain)
            for before, after in itertools.pairwise(order):
                self.links[0] += after in two and before in two[after]
                self.links[1] += 1

    def rates(self) -> dict[str, Rate]:
        """Return ``muc``, ``b3``, ``ceaf``, ``mentions`` and their mean of the first three, ``conll``."""
        rates = {k: Rate.of(*getattr(self, k)) for k in ("muc", "b3", "ceaf", "mentions")}
        three = [rates[k] for k in ("muc", "b3", "ceaf")]
        rates["conll"] = Rate(*(sum(x) / 3 for x in zip(*three, strict=True)))
        return rates

    def link_precision(self) -> float:
        """Return the share of links, each from a mention to the one before it in its chain, inside a gold chain."""
        return self.links[0] / self.links[1] if self.links[1] else 0.0


def _count(total: list[float], *more: float) -> None:
    for k, x in enumerate(more):
        total[k] += x


def _chains(chains: Iterable[Iterable[_Mention]]) -> _Chains:
    return [c for c in (frozenset(chain) for chain in chains) if len(c) > 1]


def _by_mention(chains: _Chains) -> dict[_Mention, frozenset[_Mention]]:
    return {m: c for c in chains for m in c}


def _muc(chains: _Chains, other: dict[_Mention, frozenset[_Mention]]) -> tuple[float, float]:
    """Links of the chains that the other side has, and all."""
    hits = 0
    for chain in chains:
        parts = {id(other[m]) for m in chain if m in other}
        hits += len(chain) - len(parts) - sum(m not in other for m in chain)
    return hits, sum(len(c) - 1 for c in chains)


def _b3(chains: _Chains, other: dict[_Mention, frozenset[_Mention]]) -> tuple[float, float]:
    """Over mentions: the share of the own chain that the other side has with it; and their number."""
    hits = sum(len(c & other[m]) / len(c) for c in chains for m in c if m in other)
    return hits, sum(len(c) for c in chains)


def _best_fit(ours: _Chains, right: _Chains) -> float:
    """Sum of 2|a ∩ b| / (|a| + |b|) over the best pairing of chains, each in one pair at most."""
    graph = nx.Graph()
    for a, one in enumerate(ours):
        for b, two in enumerate(right):
            common = len(one & two)
            if common:
                graph.add_edge(("found", a), ("gold", b), weight=2 * common / (len(one) + len(two)))
    return sum(float(graph.edges[pair]["weight"]) for pair in nx.max_weight_matching(graph))


class Gap(NamedTuple):
    """A snippet of GAP: a pronoun and two names, as half-open offsets, and which name it refers to."""

    text: str
    pronoun: _Mention
    names: tuple[_Mention, _Mention]
    right: tuple[bool, bool]


def read_gap_rows(path: Path) -> Iterator[Gap]:
    """Yield the snippets of a file of GAP, also those whose pronoun refers to neither name."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = {k: int(row[f"{k}-offset"]) for k in ("Pronoun", "A", "B")}
            spans = {k: (start, start + len(row[k])) for k, start in at.items()}
            right = row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"
            yield Gap(row["Text"], spans["Pronoun"], (spans["A"], spans["B"]), right)


def gap_answers(gap: Gap, chains: Iterable[Sequence[int]]) -> tuple[bool, bool]:
    """Tell for each name of a snippet whether the chain of the pronoun holds it.

    Parameters
    ----------
    gap : Gap
    chains : iterable of sequence of int
        Offsets of the head words of mentions: a mention stands for a name if its head is a word of the name.
    """
    start, end = gap.pronoun
    chain = next((c for c in chains if any(start <= h < end for h in c)), ())
    a, b = (any(s <= h < e for h in chain) for s, e in gap.names)
    return a, b


def gap_rate(pairs: Iterable[tuple[tuple[bool, bool], tuple[bool, bool]]]) -> Rate:
    """Return the rates over names, given right and found answers of each snippet."""
    flat = [(r, f) for right, found in pairs for r, f in zip(right, found, strict=True)]
    hits = sum(r and f for r, f in flat)
    return Rate.of(hits, sum(f for _, f in flat), hits, sum(r for r, _ in flat))
