"""Coreference over whole texts: the network's last layer for it, and what the parse counts beside.

The network learns coreference from windows; here its word vectors stand, and the layer that makes two vectors of
each is fitted again, over whole texts and to the candidates that are found at run time.  What a layer says of texts
that it has learned from is too good to be weighed against anything.  Therefore layers are also trained on half of
the texts each, each scores the other half (jackknifing), and the weights of the parse are fitted beside those scores.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import spacy
import torch
import torch.nn.functional as F
from torch import nn

from kg.language import agreement, pairs
from kg.language.agreement import agreement_channels
from kg.language.component import Annotator
from kg.language.pairs import PairWords
from kg.language.reader import Reader
from kg.language.referring import Referring
from kg.resolution.links import LEAST, LINKS
from kg.resolution.tree import Tree
from training.chains import Chained, read_gum, read_passages
from training.coreference import read_gap_rows
from training.corpora.treebanks import HELD_OUT_NEWS
from training.network import Network
from training.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from torch import Tensor

    from kg.language.analysis import Analysis
    from kg.language.reader import WindowScores

__all__ = [
    "Example",
    "Parse",
    "fit_head",
    "fit_parse",
    "gold_heads",
    "jackknife",
    "note_links",
    "parse_scores",
    "parse_weights",
    "read_examples",
    "training_texts",
]

_WIDTH, _HIDDEN, _VECTOR = 416, 256, 96
#: Candidates of a slice of a long text, and what the loss of one without antecedent counts.
_SLICE, _NEW = 400, 0.3
_STATES = "states"


class _Fit(NamedTuple):
    """How something is fitted; `prior` is an L2 penalty on the weights of categories."""

    rate: float
    epochs: int
    batch: int
    prior: float


_HEAD_FIT, _PARSE_FIT = _Fit(2e-3, 12, 4, 1e-5), _Fit(0.02, 15, 8, 2e-4)


class _StateReader(Reader):
    """Gives word vectors of the coreference view in place of what the exported heads make of them."""

    def __init__(self, network: Network, model: Path) -> None:
        super().__init__(model)
        self.network = network.eval()
        self.pair_weights, self.coref_width = (), _WIDTH

    def scores(self, words: Sequence[str], breaks: set[int]) -> WindowScores:
        ids, shapes, firsts = (torch.tensor([x]) for x in self.subwords.encode(words, breaks))
        with torch.no_grad():
            view = self.network.words(ids, shapes, firsts, torch.zeros(1, 1, 1, ids.shape[1]))[-1][0, 1:]
        return replace(super().scores(words, breaks), coref_a=view.numpy(), coref_b=view.numpy())


class _StateAnnotator(Annotator):
    def _write_spans(self, doc: Doc, real: list[int], a: Analysis) -> None:
        super()._write_spans(doc, real, a)
        doc.user_data[_STATES] = a.coref_a


@dataclass(slots=True)
class Example:
    """A text with its candidates.

    Attributes
    ----------
    doc : Doc
    chained : Chained
    referring : Referring
    words : PairWords
    places : array of int, m
        Number of each candidate's head among the words without white space.
    states : array of float, (m, width)
    chains : array of int, m
        Gold chain, -1 for none.
    """

    doc: Doc
    chained: Chained
    referring: Referring
    words: PairWords
    places: NDArray[np.int64]
    states: NDArray[np.float16]
    chains: NDArray[np.int64]

    @property
    def gold(self) -> dict[int, int]:
        """Chain by head token."""
        return {int(h): int(c) for h, c in zip(self.referring.heads, self.chains, strict=True) if c >= 0}


def gold_heads(chained: Chained, tree: Tree) -> dict[int, int]:
    """Return the chain of each head token; of mentions with one head the shortest counts."""
    first, last = ({at: i for i, at in enumerate(ats)} for ats in (tree.start, tree.end))
    heads: dict[int, int] = {}
    for number, chain in enumerate(chained.chains):
        for start, end in sorted(chain, key=lambda m: m[1] - m[0]):
            if start in first and end in last:
                heads.setdefault(tree.root(first[start], last[end] + 1), number)
    return heads


def read_examples(checkpoint: Path, model: Path, texts: Iterable[Chained]) -> Iterator[Example]:
    """Parse texts by an exported model and read the vectors of their candidates from the network it was made of."""
    network = Network(Vocabulary.load(checkpoint / "labels.json"))
    state = torch.load(checkpoint / "checkpoint.pt", weights_only=True, map_location="cpu")["network"]
    network.load_state_dict(state)
    nlp = spacy.blank("en")
    annotate = _StateAnnotator(nlp.vocab, reader=_StateReader(network, model))
    for chained in texts:
        doc = annotate(nlp.make_doc(chained.text))
        tree = Tree.read(doc)
        r = Referring.of(doc, tree)
        real = np.array([t.i for t in doc if not t.is_space])
        places = np.searchsorted(real, r.heads)
        gold = gold_heads(chained, tree)
        words = PairWords.of([doc[int(i)].text for i in real], np.asarray(tree.sentence)[real])
        states = doc.user_data.pop(_STATES)[places]
        yield Example(doc, chained, r, words, places, states, np.array([gold.get(int(h), -1) for h in r.heads]))


class _Head(nn.Module):
    """As the network's: two vectors a word and a weight a category."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(_WIDTH, _HIDDEN)
        self.a, self.b = nn.Linear(_HIDDEN, _VECTOR + 1), nn.Linear(_HIDDEN, _VECTOR + 1)
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(n)) for n in pairs.CHANNEL_SIZES)
        self.drop = nn.Dropout(0.3)

    def forward(self, e: Example, part: slice) -> Tensor:
        states = torch.from_numpy(e.states[part].astype(np.float32))
        hidden = self.drop(F.gelu(self.hidden(self.drop(states))))
        a, b = self.a(hidden), self.b(hidden)
        channels = e.words.channels(e.places[part], e.places[part])
        scores = a[:, :-1] @ b[:, :-1].T + a[:, -1:] + b[:, -1:].T
        return _weigh(scores, channels, self.tables)


class Parse(nn.Module):
    """A weight a category of the parse, and the scale of the scores that they stand beside."""

    def __init__(self, scores: dict[int, NDArray[np.float32]]) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(n)) for n in agreement.CHANNEL_SIZES)
        self._scores = scores

    def forward(self, e: Example, part: slice) -> Tensor:
        scores = self.scale * torch.from_numpy(self._scores[id(e)][part, part])
        return _weigh(scores, agreement_channels(e.referring, part, part), self.tables)


def _weigh(scores: Tensor, channels: NDArray[np.int16], tables: nn.ParameterList) -> Tensor:
    index = torch.from_numpy(channels.astype(np.int64))
    for k, table in enumerate(tables):
        scores = scores + table[index[..., k]]
    return scores


def _parts(examples: Iterable[Example], rng: random.Random) -> Iterator[tuple[Example, slice]]:
    for e in examples:
        n = len(e.chains)
        at = rng.randrange(n - _SLICE + 1) if n > _SLICE and e.chained.complete else 0
        yield e, slice(at, at + _SLICE if e.chained.complete else n)


def _loss(scores: Tensor, e: Example, part: slice) -> tuple[Tensor, Tensor]:
    """-log of the probability of all antecedents together, summed, and the weight of the sum."""
    chains = torch.from_numpy(e.chains[part])
    n = len(chains)
    known = chains >= 0
    may = torch.ones(n, n, dtype=torch.bool).tril(-1)
    if not e.chained.complete:
        may = may & known[None, :]
    right = may & (chains[:, None] == chains[None, :]) & known[:, None]
    linked = right.any(-1)
    begun = np.isin(e.chains[part], e.chains[: part.start]) & (e.chains[part] >= 0)
    new = ~linked & ~torch.from_numpy(begun) & torch.tensor(e.chained.complete)
    none = torch.zeros(n, 1) if e.chained.complete else torch.full((n, 1), -1e4)
    every = torch.cat([none, scores.masked_fill(~may, -1e4)], dim=-1).logsumexp(-1)
    wanted = torch.where(linked, scores.masked_fill(~right, -1e4).logsumexp(-1), torch.zeros(n))
    weight = linked.float() + _NEW * new.float()
    return ((every - wanted) * weight).sum(), weight.sum()


def _fit(model: nn.Module, examples: Sequence[Example], how: _Fit) -> None:
    """Train by Adam with a rate that falls to 0."""
    rate, epochs, batch, prior = how
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    examples = [e for e in examples if (e.chains >= 0).any() and len(e.chains) > 1]
    steps = epochs * -(-len(examples) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: max(0.0, 1 - k / steps))
    tables: nn.ParameterList = model.tables  # type: ignore[assignment]
    model.train()
    for epoch in range(epochs):
        rng = random.Random(epoch)
        rng.shuffle(examples)
        parts = list(_parts(examples, rng))
        for at in range(0, len(parts), batch):
            losses = [_loss(model(e, part), e, part) for e, part in parts[at : at + batch]]
            total, weight = (torch.stack(x).sum() for x in zip(*losses, strict=True))
            penalty = torch.stack([(t**2).sum() for t in tables]).sum() * prior
            optimizer.zero_grad()
            (total / weight.clamp(min=1.0) + penalty).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    model.eval()


def fit_head(examples: Sequence[Example]) -> dict[str, Tensor]:
    """Fit the layer to all examples and return its weights by their names in the network."""
    torch.manual_seed(0)
    head = _Head()
    _fit(head, examples, _HEAD_FIT)
    names = {"hidden": "link1", "a": "link_anaphor", "b": "link_antecedent", "tables": "link_pairs"}
    return {names[k.split(".")[0]] + "." + k.split(".")[1]: v.detach() for k, v in head.state_dict().items()}


def jackknife(examples: Sequence[Example], *, folds: int = 2) -> dict[int, NDArray[np.float32]]:
    """Return the scores of each example, by its ``id``, of a head that was trained without it."""
    scores = {}
    for fold in range(folds):
        torch.manual_seed(fold)
        head = _Head()
        _fit(head, [e for k, e in enumerate(examples) if k % folds != fold], _HEAD_FIT)
        with torch.no_grad():
            for e in examples[fold::folds]:
                scores[id(e)] = head(e, slice(0, len(e.chains))).numpy()
    return scores


def fit_parse(examples: Sequence[Example], scores: dict[int, NDArray[np.float32]]) -> Parse:
    """Fit the weights of the parse beside given scores."""
    torch.manual_seed(0)
    model = Parse(scores)
    _fit(model, examples, _PARSE_FIT)
    return model


def parse_weights(model: Parse, odds: list[list[float]]) -> dict[str, object]:
    """Return the weights of the parse, and what scores are worth, as `kg.language.coreference` reads them."""
    return {
        "channels": agreement.CHANNELS,
        "scale": round(float(model.scale.detach()), 4),
        "weights": [[round(float(x), 4) for x in t.detach()] for t in model.tables],
        "odds": odds,
    }


def parse_scores(e: Example, model: Parse) -> NDArray[np.float32]:
    """Return the scores of all pairs of a text that the model was given scores of."""
    with torch.no_grad():
        scores: NDArray[np.float32] = model(e, slice(0, len(e.chains))).numpy()
    return scores


def note_links(e: Example, scores: NDArray[np.float32]) -> None:
    """Note the scores of all pairs with the text, as the pipeline does."""
    i, j = np.nonzero(scores > LEAST)
    heads = e.referring.heads.astype(np.int32)
    e.doc.user_data[LINKS] = (heads[i], heads[j], scores[i, j])


def training_texts(data: Path, news: Path) -> Iterator[Chained]:
    """Yield the texts that references are learned from: none that the project measures itself on."""
    for path in sorted((data / "gum" / "train").glob("*.conllu")):
        if path.stem not in HELD_OUT_NEWS:
            yield read_gum(path)
    snippets = list(read_gap_rows(data / "gap" / "gap-validation.tsv"))
    # the development part has its first snippet at 1; those with even numbers are measured on
    snippets += list(read_gap_rows(data / "gap" / "gap-development.tsv"))[::2]
    for gap in snippets:
        if any(gap.right):
            named = list(zip(gap.names, gap.right, strict=True))
            wrong = [(name,) for name, right in named if not right]
            yield Chained(gap.text, ((gap.pronoun, *(n for n, right in named if right)), *wrong), complete=False)
    for path in sorted(news.glob("*-*.txt")):
        yield from read_passages(path)
