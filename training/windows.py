"""Windows of consecutive sentences, as the model reads them, and batches of windows."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from kg.language.labels import BIO, FINE_CLASSES
from kg.language.lemmas import edit_script
from training.augmentation import augment_sentence, curl, made_line, straighten
from training.documents import ANY, NO_MENTION, UNKNOWN
from training.facts import fact_arrays
from training.worldnames import rename

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.language.subwords import Subwords
    from training.documents import Document, Sentence
    from training.vocabulary import Vocabulary

__all__ = ["Encoder", "Window", "batches", "epoch_windows"]

#: Subwords of a window; a part of those with coreference is longer, so that far antecedents are seen.
LONGEST, LONGEST_LINKED = 190, 360
#: Share of windows of one sentence, where there are trees and elsewhere, and of the longer ones.
SINGLE_TREES, SINGLE, LINKED = 0.5, 0.15, 0.3
LIMIT = 400


@dataclass(slots=True)
class Window:
    """Arrays of one window; labels that are not known are -1, weights that do not apply 0.

    ``chains`` are as in `training.documents.Sentence`; ``seen`` tells that a chain has begun in an earlier
    window, ``closed`` that a word without chain is nobody's antecedent.

    ``events`` (n, 3) are class, modality and polarity; ``relations`` (r, 5) are subject, object, relation, modality
    and polarity of all pairs of words of a sentence of which something is known, ``roles`` (r, 3) trigger, filler and
    role.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    sentence: NDArray[np.int64]
    starts: NDArray[np.float32]
    tags: NDArray[np.int64]
    heads: NDArray[np.int64]
    deprels: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    ner_weight: NDArray[np.float32]
    fine: NDArray[np.int64]
    words: list[str]
    chains: NDArray[np.int64]
    seen: NDArray[np.bool_]
    closed: bool
    events: NDArray[np.int64]
    relations: NDArray[np.int64]
    roles: NDArray[np.int64]


class Encoder:
    """Turns sentences into windows of arrays.

    Parameters
    ----------
    vocabulary : Vocabulary
    subwords : Subwords
    """

    def __init__(self, vocabulary: Vocabulary, subwords: Subwords) -> None:
        self.subwords = subwords
        self._upos = {x: i for i, x in enumerate(vocabulary.upos)}
        self._xpos = {x: i for i, x in enumerate(vocabulary.xpos)}
        self._feats = {x: i for i, x in enumerate(vocabulary.feats)}
        self._scripts = {x: i for i, x in enumerate(vocabulary.scripts)}
        self._deprels = {x: i for i, x in enumerate(vocabulary.deprels)}
        self._fine = {x: i for i, x in enumerate(FINE_CLASSES)}
        self._sets: dict[int, NDArray[np.bool_]] = {}

    def allowed(self, bits: int) -> NDArray[np.bool_]:
        """Return a set of tags as a mask."""
        if bits not in self._sets:
            self._sets[bits] = np.array([bits >> i & 1 for i in range(len(BIO))], dtype=bool)
        return self._sets[bits]

    def size(self, s: Sentence) -> int:
        """Return the number of subwords of a sentence."""
        return sum(len(self.subwords.pieces(w)[0]) for w in s.words)

    def _sentence(self, s: Sentence) -> tuple[list[list[int]], list[int], list[int], list[int], list[int]]:
        n = len(s.words)
        if s.upos:
            tags = [
                [
                    self._upos.get(u, -1),
                    self._xpos.get(x, -1),
                    self._feats.get(f, -1),
                    self._scripts.get(edit_script(w, m), -1),
                ]
                for w, u, x, f, m in zip(s.words, s.upos, s.xpos, s.feats, s.lemmas, strict=True)
            ]
            heads, deprels = s.heads, [self._deprels.get(d, -1) for d in s.deprels]
        else:
            tags, heads, deprels = [[-1] * 4] * n, [-1] * n, [-1] * n
        fine = [self._fine.get(f, -1) for f in s.fine] if s.fine else [-1] * n
        return tags, heads, deprels, s.allowed or [ANY] * n, fine

    def window(
        self,
        sentences: Sequence[Sentence],
        breaks: set[int],
        *,
        bounds: bool,
        closed: bool = True,
        earlier: frozenset[int] = frozenset(),
    ) -> Window:
        """Encode consecutive sentences.

        Parameters
        ----------
        sentences : sequence of Sentence
        breaks : set of int
            Sentences before which a separator stands.
        bounds : bool
            Whether to learn the sentence bounds.
        closed : bool
            Whether words without chain are nobody's antecedent.
        earlier : frozenset of int
            Chains that have begun before.
        """
        words: list[str] = []
        separators: set[int] = set()
        sentence, starts, tags, heads, deprels, allowed, fine, weight, chains = ([] for _ in range(9))  # type: ignore[var-annotated]
        for k, s in enumerate(sentences):
            if k in breaks:
                separators.add(len(words))
            base = len(words)
            t, h, d, a, f = self._sentence(s)
            words += s.words
            tags += t
            heads += [x + base if x > 0 else x for x in h]
            deprels += d
            allowed += a
            fine += f
            sentence += [k] * len(s.words)
            starts += [1.0 if k else -1.0] + [0.0] * (len(s.words) - 1)
            weight += [s.ner_weight] * len(s.words)
            chains += s.chains or [UNKNOWN] * len(s.words)
        ids, shapes, firsts = self.subwords.encode(words, separators)
        mark = np.asarray(starts, dtype=np.float32)
        for b in separators:
            mark[b] = -1.0
        return Window(
            np.asarray(ids), np.asarray(shapes), np.asarray(firsts), np.asarray(sentence),
            mark if bounds else np.full(len(words), -1.0, dtype=np.float32),
            np.asarray(tags), np.asarray(heads), np.asarray(deprels),
            np.stack([self.allowed(a) for a in allowed]), np.asarray(weight, dtype=np.float32), np.asarray(fine),
            words, np.asarray(chains), np.array([c in earlier for c in chains]), closed,
            *fact_arrays(sentences),
        )  # fmt: skip


def _breaks(sentences: Sequence[Sentence], rng: random.Random, *, bounds: bool) -> set[int]:
    """Where separators stand: at most paragraphs; in passages without paragraphs at random."""
    known = any(s.paragraph for s in sentences[1:]) or not bounds
    chance = 0.9 if known else rng.choice((0.0, 0.0, 0.3))
    return {k for k, s in enumerate(sentences) if k and (s.paragraph or not known) and rng.random() < chance}


def _finish(
    group: list[Sentence], doc: Document, encoder: Encoder, rng: random.Random, earlier: frozenset[int]
) -> Window:
    x = rng.random()
    change = curl if x < 0.35 else straighten if x > 0.8 else None
    if change:
        group = [replace(s, words=change(s.words)) for s in group]
    bounds = doc.bounds
    if bounds and doc.corpus in {"ewt", "gum"} and rng.random() < 0.08:
        # before any sentence: a headline or a caption may stand above a dateline
        at = rng.choice([0, 0, rng.randrange(len(group))])
        group = [*group[:at], made_line(rng), replace(group[at], paragraph=False), *group[at + 1 :]]
    breaks = _breaks(group, rng, bounds=bounds)
    return encoder.window(group, breaks, bounds=bounds, closed=doc.closed, earlier=earlier)


def document_windows(
    doc: Document, encoder: Encoder, rng: random.Random, *, longest: int = LONGEST
) -> Iterator[Window]:
    """Yield windows of a document; sentences longer than the limit are left out."""
    group: list[Sentence] = []
    used, target = 0, 0
    earlier: frozenset[int] = frozenset()
    linked = any(s.chains for s in doc.sentences)
    single = SINGLE_TREES if any(s.upos for s in doc.sentences) else SINGLE
    for original in doc.sentences:
        s = augment_sentence(original, rng)
        n = encoder.size(s)
        if n > LIMIT or not s.words:
            continue
        if group and used + n > target:
            yield _finish(group, doc, encoder, rng, earlier)
            earlier = earlier.union(*(s.chains for s in group)) - {NO_MENTION, UNKNOWN}
            group, used = [], 0
        if not group:
            if linked and rng.random() < LINKED:
                target = rng.randint(longest, LONGEST_LINKED)
            else:
                target = 0 if rng.random() < single else rng.randint(30, longest)
        group.append(s)
        used += n
    if group:
        yield _finish(group, doc, encoder, rng, earlier)


def epoch_windows(
    documents: Sequence[Document], encoder: Encoder, seed: int, mix: Mapping[str, float] = MappingProxyType({})
) -> list[Window]:
    """Return the windows of an epoch: the same for the same seed.

    Parameters
    ----------
    documents : sequence of Document
    encoder : Encoder
    seed : int
    mix : mapping of str to float
        By what the share of a corpus is multiplied; 1 where it says nothing.
    """
    rng = random.Random(seed)
    windows: list[Window] = []
    for d in documents:
        share = d.share * mix.get(d.corpus.partition("-")[0], 1.0)
        times = int(share) + (rng.random() < share % 1)
        for _ in range(times):
            windows += document_windows(rename(d, rng), encoder, rng)
    return windows


def batches(windows: Sequence[Window], size: int, seed: int) -> list[list[Window]]:
    """Group windows of similar length into batches of at most `size` padded subwords, in random order."""
    rng = random.Random(seed)
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids) // 6, rng.random()))
    out: list[list[Window]] = []
    current: list[Window] = []
    longest = 0
    for i in order:
        n = len(windows[i].ids)
        if current and max(longest, n) * (len(current) + 1) > size:
            out.append(current)
            current, longest = [], 0
        current.append(windows[i])
        longest = max(longest, n)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
