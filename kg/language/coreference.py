"""Coreference: which phrases of a text refer to the same thing.

Each candidate, a word that heads a phrase, is scored with the candidates before it as antecedents: a product of
two vectors of the network, plus weights of what the words show (`kg.language.pairs`) and of what the parse shows
(`kg.language.agreement`).  "None" scores 0.  A candidate is linked to its best antecedent if that scores more than
a threshold.

References
----------
.. [1] Dobrovolskii, "Word-Level Coreference Resolution", EMNLP 2021.
.. [2] Lee, He, Lewis & Zettlemoyer, "End-to-end Neural Coreference Resolution", EMNLP 2017.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from kg.language import agreement, pairs
from kg.language.agreement import agreement_channels, clash
from kg.language.pairs import PairWords
from kg.language.referring import Referring
from kg.resolution.links import LEAST, LINKS, Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["CLUSTERS", "THRESHOLD", "Linker", "Weights", "clusters", "write_clusters"]

#: Span groups are called this and a number from 1.
CLUSTERS = "coref_clusters_"
#: Score of a link, unless a pipeline is configured otherwise.
THRESHOLD = 1.0
#: Candidates before a candidate that are looked at.
WINDOW = 400
_BLOCK = 128
#: Antecedents of a candidate that are kept, the best ones; so much memory does not depend on the model.
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of the categories of pairs.

    Attributes
    ----------
    words : tuple of array
        One a channel of `kg.language.pairs`.
    parse : tuple of array
        One a channel of `kg.language.agreement`.
    scale : float
        What the network's part counts.
    """

    words: tuple[NDArray[np.float32], ...]
    parse: tuple[NDArray[np.float32], ...]
    scale: float


@cache
def _parse_weights() -> tuple[tuple[NDArray[np.float32], ...], float]:
    table = json.loads(files("kg.language").joinpath("coreference_weights.json").read_text("utf-8"))
    if tuple(table["channels"]) != agreement.CHANNELS:
        raise ValueError("coreference_weights.json was made for other channels; make it again")
    return tuple(np.asarray(t, dtype=np.float32) for t in table["weights"]), float(table["scale"])


class Linker:
    """Scores the candidates of a text as antecedents of each other.

    Parameters
    ----------
    word_weights : sequence of sequence of float
        One a channel of `kg.language.pairs`, as the model holds them.
    """

    def __init__(self, word_weights: Sequence[Sequence[float]]) -> None:
        parse, scale = _parse_weights()
        words = tuple(np.asarray(t, dtype=np.float32) for t in word_weights)
        if tuple(map(len, words)) != pairs.CHANNEL_SIZES:
            raise ValueError("the model's weights of pairs are for other channels; export the model again")
        self.weights = Weights(words=words, parse=parse, scale=scale)

    def links(
        self, r: Referring, words: PairWords, places: NDArray[np.int64], a: NDArray[np.float16], b: NDArray[np.float16]
    ) -> Links:
        """Score the candidates before each candidate.

        Parameters
        ----------
        r : Referring
            m candidates.
        words : PairWords
            The words of the text, without white space.
        places : array of int, m
            Number of each candidate's head among those words.
        a, b : array of float, (m, k + 1)
            Vectors of the candidates as anaphors and as antecedents; the last column is added as it is.

        Notes
        -----
        O(m × `WINDOW`), in blocks.
        """
        found: list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]] = []
        heads = r.heads.astype(np.int32)
        for start in range(0, len(r.heads), _BLOCK):
            rows = slice(start, min(start + _BLOCK, len(r.heads)))
            columns = slice(max(0, start - WINDOW), rows.stop)
            one, two = a[rows].astype(np.float32), b[columns].astype(np.float32)
            scores = one[:, :-1] @ two[:, :-1].T + one[:, -1:] + two[:, -1:].T
            _add(scores, words.channels(places[rows], places[columns]), self.weights.words)
            scores *= self.weights.scale
            _add(scores, agreement_channels(r, rows, columns), self.weights.parse)
            scores[clash(r, rows, columns)] = LEAST
            before = np.arange(columns.start, columns.stop)[None, :] - np.arange(rows.start, rows.stop)[:, None]
            scores[(before >= 0) | (before < -WINDOW)] = LEAST
            if scores.shape[1] > _MOST:
                scores[scores < np.partition(scores, -_MOST, axis=1)[:, -_MOST, None]] = LEAST
            i, j = np.nonzero(scores > LEAST)
            found.append((heads[i + rows.start], heads[j + columns.start], scores[i, j]))
        if not found:
            none = np.zeros(0, dtype=np.int32)
            return Links(anaphors=none, antecedents=none, scores=np.zeros(0, dtype=np.float32))
        later, earlier, values = zip(*found, strict=True)
        return Links(
            anaphors=np.concatenate(later), antecedents=np.concatenate(earlier), scores=np.concatenate(values)
        )


def _add(scores: NDArray[np.float32], channels: NDArray[np.int16], tables: Sequence[NDArray[np.float32]]) -> None:
    for k, table in enumerate(tables):
        scores += table[channels[..., k]]


def clusters(r: Referring, links: Links, threshold: float) -> list[list[int]]:
    """Link each candidate to its best antecedent, and return what hangs together.

    Parameters
    ----------
    r : Referring
    links : Links
    threshold : float
        Score above which a link is made; higher is surer.

    Returns
    -------
    list of list of int
        Head tokens in text order; clusters in the order of their first mention, none of one mention.

    Notes
    -----
    From left to right.  Women and men are never put together: the next best antecedent is taken.  Of some kinds of
    phrase a higher score is asked (`_asked`).
    """
    place = {int(h): k for k, h in enumerate(r.heads)}
    least = threshold + _asked(r)
    root: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    genders: dict[int, int] = {}
    for anaphor, antecedents, scores in links.by_anaphor():
        own, bar = int(r.gender[place[anaphor]]), least[place[anaphor]]
        for k in np.argsort(-scores, kind="stable"):
            if scores[k] <= bar:
                break
            before = int(antecedents[k])
            top = root.setdefault(before, before)
            known = genders.get(top, int(r.gender[place[before]]))
            if own and known and own != known:
                continue
            root[anaphor] = top
            genders[top] = own or known
            members.setdefault(top, [top]).append(anaphor)
            break
    return [members[top] for top in sorted(members)]


def _asked(r: Referring) -> NDArray[np.float32]:
    """Return by how much each candidate's score must surpass the threshold.

    Bare and indefinite nouns seldom take something up; "he" and "she" almost always do.
    """
    indefinite = (r.forms == 2) & ~np.isin(r.definite, (1, 3, 4))
    third = (r.forms == 0) & (r.gender > 0)
    asked: NDArray[np.float32] = np.where(indefinite, 1.5, np.where(third, -1.5, 0.0)).astype(np.float32)
    return asked


def write_clusters(doc: Doc, r: Referring, links: Links, threshold: float) -> None:
    """Note the scores with a text, and its clusters as span groups ``coref_clusters_1`` and so on."""
    doc.user_data[LINKS] = (links.anaphors, links.antecedents, links.scores)
    bounds = {int(h): (int(a), int(b)) for h, a, b in zip(r.heads, r.starts, r.ends, strict=True)}
    for number, heads in enumerate(clusters(r, links, threshold), start=1):
        doc.spans[f"{CLUSTERS}{number}"] = [doc[slice(*bounds[h])] for h in heads]
