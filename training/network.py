"""The network: a six-layer BERT encoder and one small head a task (torch)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import nn

from kg.language.labels import BIO, FINE_CLASSES
from kg.language.pairs import CHANNEL_SIZES
from kg.language.paths import DISTANCES, SHAPES
from kg.language.subwords import N_SHAPES
from training.facts import EVENTS, MODALITY, RELATIONS, ROLES
from training.simulation import RoundedLinear

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from training.vocabulary import Vocabulary

__all__ = ["Network"]

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
SHAPE_WIDTH = 32
ARC, LABEL, PAIR, NER, FINE = 256, 256, 128, 256, 128
#: Width of the hidden layer and of the two vectors of coreference.
LINK_HIDDEN, LINK = 256, 96
#: Width of the hidden layer of events, and of the vectors of pairs that stand in a relation or role.
EVENT, FACT = 256, 160


class Layer(nn.Module):
    """One encoder layer, post-norm, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = RoundedLinear(WIDTH, 3 * WIDTH)
        self.out = RoundedLinear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = RoundedLinear(WIDTH, INNER)
        self.down = RoundedLinear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Subwords and shapes to the hidden states of every layer."""

    def __init__(self, words: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.shapes = nn.Embedding(N_SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        nn.init.zeros_(self.shapes.weight)
        self.words.weight.requires_grad_(False)

    def load_pretrained(self, path: Path) -> None:
        """Read the weights of a ``model.safetensors`` in BERT's naming."""
        from safetensors.torch import load_file

        w = load_file(str(path))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        copy = {
            self.words.weight: w["embeddings.word_embeddings.weight"],
            self.positions.weight: w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0],
            self.norm.weight: w["embeddings.LayerNorm.weight"],
            self.norm.bias: w["embeddings.LayerNorm.bias"],
        }
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [w[f"{base}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                copy[getattr(layer.qkv, part)] = torch.cat(qkv)
                copy[getattr(layer.out, part)] = w[f"{base}attention.output.dense.{part}"]
                copy[getattr(layer.norm1, part)] = w[f"{base}attention.output.LayerNorm.{part}"]
                copy[getattr(layer.up, part)] = w[f"{base}intermediate.dense.{part}"]
                copy[getattr(layer.down, part)] = w[f"{base}output.dense.{part}"]
                copy[getattr(layer.norm2, part)] = w[f"{base}output.LayerNorm.{part}"]
        with torch.no_grad():
            for target, value in copy.items():
                target.copy_(value)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(at) + self.shapes(shapes)))
        states = []
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states


class Network(nn.Module):
    """The encoder with heads for tags, sentence starts, trees, named entities, classes, coreference and facts.

    Parameters
    ----------
    vocabulary : Vocabulary
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.sizes = [len(vocabulary.upos), len(vocabulary.xpos), len(vocabulary.feats), len(vocabulary.scripts)]
        self.encoder = Encoder()
        self.word_shapes = nn.Embedding(N_SHAPES, SHAPE_WIDTH)
        self.mix = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 0.0, 0.5, 1.0]).repeat(5, 1))
        wide = WIDTH + SHAPE_WIDTH
        self.tags = RoundedLinear(wide, sum(self.sizes) + 1)
        self.arc_dep = RoundedLinear(wide, ARC)
        self.arc_head = RoundedLinear(wide, ARC)
        self.arc = RoundedLinear(ARC, ARC + 1)
        self.label_dep = RoundedLinear(wide, LABEL + PAIR)
        self.label_head = RoundedLinear(wide, LABEL + PAIR)
        self.label = nn.Linear(LABEL + PAIR, len(vocabulary.deprels))
        self.ner1 = RoundedLinear(wide, NER)
        self.ner2 = RoundedLinear(NER, len(BIO))
        self.fine1 = RoundedLinear(wide, FINE)
        self.fine2 = RoundedLinear(FINE, len(FINE_CLASSES))
        self.link1 = RoundedLinear(wide, LINK_HIDDEN)
        self.link_anaphor = RoundedLinear(LINK_HIDDEN, LINK + 1)
        self.link_antecedent = RoundedLinear(LINK_HIDDEN, LINK + 1)
        self.link_pairs = nn.ParameterList(nn.Parameter(torch.zeros(n)) for n in CHANNEL_SIZES)
        self.event1 = RoundedLinear(wide, EVENT)
        self.event2 = RoundedLinear(EVENT, len(EVENTS) + len(MODALITY) + 2)
        self.fact = RoundedLinear(wide, 3 * 2 * FACT)
        self.fact_distances = nn.Embedding(DISTANCES, 2 * FACT)
        self.fact_shapes = nn.Embedding(SHAPES, 2 * FACT)
        self.relation = nn.Linear(2 * FACT, len(RELATIONS) + len(MODALITY) + 2)
        self.role = nn.Linear(2 * FACT, len(ROLES))
        nn.init.zeros_(self.fact_distances.weight)
        nn.init.zeros_(self.fact_shapes.weight)
        with torch.no_grad():  # most words and pairs stand in nothing
            self.event2.bias[0], self.relation.bias[0], self.role.bias[0] = 4.0, 7.0, 3.0
        self.drop = nn.Dropout(0.2)

    def words(self, ids: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor) -> Tensor:
        """Return five mixed views of ``[CLS]`` and every word, (5, batch, 1 + words, wide)."""
        states = self.encoder(ids, shapes, mask)
        at = torch.cat([torch.zeros_like(firsts[:, :1]), firsts], dim=1)
        index = at[:, :, None].expand(-1, -1, WIDTH)
        picked = torch.stack([s.float().gather(1, index) for s in states])
        mixed = torch.einsum("kl,lbnw->kbnw", self.mix.softmax(-1), picked)
        kind = self.word_shapes(shapes.gather(1, at))
        return torch.cat([mixed, kind.expand(5, -1, -1, -1)], dim=-1)

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Return the scores of all heads but the labels of arcs."""
        views = self.drop(self.words(ids, shapes, firsts, mask))
        tag, parse, name = views[0][:, 1:], views[1], views[2][:, 1:]
        dep = self.drop(F.gelu(self.arc_dep(parse[:, 1:])))
        head = self.drop(F.gelu(self.arc_head(parse)))
        bent = self.arc(head)
        link = self.drop(F.gelu(self.link1(views[3][:, 1:])))
        arcs = dep @ bent[..., :ARC].transpose(1, 2) + bent[..., ARC:].transpose(1, 2)
        return {
            "tags": self.tags(tag),
            "arcs": arcs,
            "label_dep": self.label_dep(parse[:, 1:]),
            "label_head": self.label_head(parse),
            "ner": self.ner2(self.drop(F.gelu(self.ner1(name)))),
            "fine": self.fine2(self.drop(F.gelu(self.fine1(name)))),
            "anaphor": self.link_anaphor(link),
            "antecedent": self.link_antecedent(link),
            "event": self.event2(self.drop(F.gelu(self.event1(views[4][:, 1:])))),
            "fact": self.drop(self.fact(views[4][:, 1:])),
        }

    def pairs(self, fact: Tensor, rows: Tensor, ways: Tensor, kinds: Tensor, *, roles: bool) -> Tensor:
        """Return the scores of pairs of words of a window.

        Parameters
        ----------
        fact : Tensor, (n, 6 * k)
            Vectors of the words as first, as second and as what stands between, for relations and for roles.
        rows : Tensor of int, (p, 2)
            First and second word: subject and object, or trigger and filler.
        ways : Tensor, (p, n)
            Shares of the words between the two, as from `kg.language.paths.between`.
        kinds : Tensor of int, (p, 2)
            Distances and shapes of the ways.
        roles : bool
            Whether roles are asked for, not relations.
        """
        half = slice(FACT, None) if roles else slice(FACT)
        first, second, middle = (fact[:, k * 2 * FACT :][:, : 2 * FACT][:, half] for k in range(3))
        u, v = first[rows[:, 0]], second[rows[:, 1]]
        known = self.fact_distances(kinds[:, 0])[:, half] + self.fact_shapes(kinds[:, 1])[:, half]
        mixed = torch.cat([F.gelu(u + v + ways @ middle + known), u * v], dim=-1)
        scores: Tensor = (self.role if roles else self.relation)(mixed)
        return scores

    def labels(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Return the label scores of arcs to the given heads.

        Parameters
        ----------
        dep, head : Tensor
            ``label_dep`` (batch, n, k) and ``label_head`` (batch, n + 1, k).
        heads : Tensor of int, (batch, n)
        """
        picked = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        added = F.gelu(dep[..., :LABEL] + picked[..., :LABEL])
        product = dep[..., LABEL:] * picked[..., LABEL:]
        return self.label(self.drop(torch.cat([added, product], dim=-1)))

    def links(self, anaphor: Tensor, antecedent: Tensor, rows: Tensor, channels: Tensor) -> Tensor:
        """Return how well some words go with each word of their window as antecedent; no antecedent has 0.

        Parameters
        ----------
        anaphor, antecedent : Tensor
            (batch, n, k + 1) each, the last column a bias.
        rows : Tensor of int, (r, 2)
            Window and word of each anaphor.
        channels : Tensor of int, (r, n, c)
            `kg.language.pairs.pair_channels` of them with all words.

        Returns
        -------
        Tensor, (r, n)

        Notes
        -----
        Word-level coreference after Dobrovolskii (2021), "Word-Level Coreference Resolution".
        """
        anaphor, antecedent = anaphor.float(), antecedent.float()
        scores = anaphor[..., :LINK] @ antecedent[..., :LINK].transpose(1, 2)
        scores = scores + anaphor[..., LINK:] + antecedent[..., LINK:].transpose(1, 2)
        scores = scores[rows[:, 0], rows[:, 1]]
        for k, table in enumerate(self.link_pairs):
            scores = scores + table[channels[..., k]]
        return scores
