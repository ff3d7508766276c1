"""Coreference: which phrases of a text refer to the same thing.

Each candidate, a word that heads a phrase, is scored with the candidates before it as antecedents: a product of
two vectors of the network, plus weights of what the words show (`kg.language.pairs`) and of what the parse shows
(`kg.language.agreement`).  The best are then weighed against each other (`kg.language.ranking`).  "None" scores 0.
A candidate is linked to its best antecedent if that is likely enough to be right.

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
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from spacy.tokens import Span

from kg.language import agreement, pairs
from kg.language.agreement import agreement_channels, clash
from kg.language.pairs import PairWords
from kg.language.ranking import Ranking, best_antecedents, load_ranking, numbered
from kg.language.referring import Referring
from kg.resolution.links import LEAST, LINKS, Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = [
    "CLUSTERS", "N_KINDS", "THRESHOLD", "WINDOW", "Linker", "Weights", "chosen", "clusters", "kinds", "rank",
    "write_clusters",
]  # fmt: skip

#: Span groups are called this and a number from 1.
CLUSTERS = "coref_clusters_"
#: Least log-odds that a link is right, unless a pipeline is configured otherwise.
THRESHOLD = 0.25
#: Candidates before a candidate that are looked at.
WINDOW = 400
_BLOCK = 128
#: Kinds of phrases, as `kinds` tells them apart.
N_KINDS = 8


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
    ranking : Ranking
    """

    words: tuple[NDArray[np.float32], ...]
    parse: tuple[NDArray[np.float32], ...]
    scale: float
    ranking: Ranking


class _Table(TypedDict):
    channels: list[str]
    weights: list[list[float]]
    scale: float
    odds: list[list[float]]


@cache
def _table() -> _Table:
    table: _Table = json.loads(files("kg.language").joinpath("coreference_weights.json").read_text("utf-8"))
    if tuple(table["channels"]) != agreement.CHANNELS or len(table["odds"]) != N_KINDS:
        raise ValueError("coreference_weights.json was made for other channels; make it again")
    return table


class Linker:
    """Scores the candidates of a text as antecedents of each other.

    Parameters
    ----------
    word_weights : sequence of sequence of float
        One a channel of `kg.language.pairs`, as the model holds them.
    """

    def __init__(self, word_weights: Sequence[Sequence[float]]) -> None:
        table = _table()
        parse = tuple(np.asarray(t, dtype=np.float32) for t in table["weights"])
        words = tuple(np.asarray(t, dtype=np.float32) for t in word_weights)
        if tuple(map(len, words)) != pairs.CHANNEL_SIZES:
            raise ValueError("the model's weights of pairs are for other channels; export the model again")
        self.weights = Weights(words=words, parse=parse, scale=table["scale"], ranking=load_ranking())

    def links(
        self, r: Referring, words: PairWords, places: NDArray[np.int64], a: NDArray[np.floating],
        b: NDArray[np.floating],
    ) -> Links:  # fmt: skip
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
        for start in range(0, len(r.heads), _BLOCK):
            rows = slice(start, min(start + _BLOCK, len(r.heads)))
            columns = slice(max(0, start - WINDOW), rows.stop)
            one, two = (np.asarray(x, dtype=np.float32) for x in (a[rows], b[columns]))
            scores = one[:, :-1] @ two[:, :-1].T + one[:, -1:] + two[:, -1:].T
            by_words = words.channels(places[rows], places[columns])
            by_parse = agreement_channels(r, rows, columns)
            _add(scores, by_words, self.weights.words)
            scores *= self.weights.scale
            _add(scores, by_parse, self.weights.parse)
            best, scores = rank(r, rows, columns, scores, by_words, by_parse, self.weights.ranking)
            i, k = np.nonzero(scores > LEAST)
            found.append((r.heads[i + rows.start], r.heads[best[i, k] + columns.start], scores[i, k]))
        if not found:
            none = np.zeros(0, dtype=np.int32)
            return Links(anaphors=none, antecedents=none, scores=np.zeros(0, dtype=np.float32))
        later, earlier, values = zip(*found, strict=True)
        return Links(anaphors=np.concatenate(later), antecedents=np.concatenate(earlier), scores=np.concatenate(values))


def _add(scores: NDArray[np.float32], channels: NDArray[np.int16], tables: Sequence[NDArray[np.float32]]) -> None:
    for k, table in enumerate(tables):
        scores += table.take(channels[..., k])


def rank(
    r: Referring, rows: slice, columns: slice, scores: NDArray[np.float32], by_words: NDArray[np.int16],
    by_parse: NDArray[np.int16], ranking: Ranking,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:  # fmt: skip
    """Weigh the best antecedents of some candidates against each other.

    Parameters
    ----------
    r : Referring
    rows, columns : slice
        Candidates as anaphors and as antecedents.
    scores : array, (rows, columns)
        Changed: what can be no antecedent gets `LEAST`.
    by_words, by_parse : array of int, (rows, columns, channels)
        Categories of the pairs.
    ranking : Ranking

    Returns
    -------
    best : array of int, (rows, k)
        Places of antecedents in ``columns``, in text order.
    scores : array, (rows, k)
    """
    best = chosen(r, rows, columns, scores)
    row = np.arange(len(best))[:, None]
    found = numbered(by_words[row, best], by_parse[row, best])
    back = np.arange(rows.start, rows.stop)[:, None] - best - columns.start
    ranked = ranking.scores(scores[row, best], found, back)
    order = best.argsort(axis=1)
    return best[row, order], ranked[row, order]


def chosen(r: Referring, rows: slice, columns: slice, scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Mark with `LEAST` what can be no antecedent, and return the places of the best, from the best down."""
    scores[clash(r, rows, columns)] = LEAST
    before = np.arange(columns.start, columns.stop)[None, :] - np.arange(rows.start, rows.stop)[:, None]
    scores[(before >= 0) | (before < -WINDOW)] = LEAST
    np.maximum(scores, LEAST, out=scores)
    return best_antecedents(scores)


def clusters(
    r: Referring, links: Links, threshold: float, odds: Sequence[Sequence[float]] | None = None
) -> list[list[int]]:
    """Link each candidate to its best antecedent, and return what hangs together.

    Parameters
    ----------
    r : Referring
    links : Links
    threshold : float
        Log-odds that a link is right above which it is made; higher is surer.
    odds : sequence of (float, float), optional
        Slope and start of the log-odds over the score, by `kinds`; those of the package if not given.

    Returns
    -------
    list of list of int
        Head tokens in text order; clusters in the order of their first mention, none of one mention.

    Notes
    -----
    From left to right.  Women and men are never put together: the next best antecedent is taken.  What a score is
    worth depends on the kind of phrase.
    """
    slope, start = np.asarray(odds or _table()["odds"])[kinds(r)].T
    heads: list[int] = r.heads.tolist()
    gender_of: dict[int, int] = dict(zip(heads, r.gender.tolist(), strict=True))
    least: dict[int, float] = dict(zip(heads, ((threshold - start) / slope).tolist(), strict=True))
    root: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    genders: dict[int, int] = {}
    for anaphor, antecedents, scores in links.by_anaphor():
        own, bar = gender_of[anaphor], least[anaphor]
        for k in sorted(range(len(scores)), key=lambda k, s=scores: -s[k]):  # type: ignore[misc]
            if scores[k] <= bar:
                break
            before = antecedents[k]
            top = root.setdefault(before, before)
            known = genders.get(top, gender_of[before])
            if own and known and own != known:
                continue
            root[anaphor] = top
            genders[top] = own or known
            members.setdefault(top, [top]).append(anaphor)
            break
    return [members[top] for top in sorted(members)]


def kinds(r: Referring) -> NDArray[np.int64]:
    """Tell phrases apart whose links are sure at different scores.

    0 "he" and "she", 1 "it", 2 "they", 3 first and second person, 4 other pronouns, 5 names, 6 definite and
    7 other nouns.
    """
    pronouns = np.array([4, 0, 0, 1, 2, 3, 3, 3])
    kind = np.where(np.isin(r.definite, (1, 3, 4)), 6, 7)
    kind = np.where(r.forms == 1, 5, kind)
    return np.where(r.forms == 0, pronouns[np.where(r.who < len(pronouns), r.who, 0)], kind)


def write_clusters(doc: Doc, r: Referring, links: Links, threshold: float) -> None:
    """Note the scores with a text, and its clusters as span groups ``coref_clusters_1`` and so on."""
    doc.user_data[LINKS] = (links.anaphors, links.antecedents, links.scores)
    bounds = dict(zip(r.heads.tolist(), zip(r.starts.tolist(), r.ends.tolist(), strict=True), strict=True))
    for number, heads in enumerate(clusters(r, links, threshold), start=1):
        doc.spans[f"{CLUSTERS}{number}"] = [Span(doc, *bounds[h]) for h in heads]
