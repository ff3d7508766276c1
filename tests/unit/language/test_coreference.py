"""Candidates, scores and clusters of coreference."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import parse
from spacy.tokens import Doc

from kg.language.agreement import CHANNEL_SIZES, agreement_channels, clash
from kg.language.coreference import N_KINDS, WINDOW, Linker, clusters, kinds, write_clusters
from kg.language.pairs import CHANNEL_SIZES as WORD_CHANNELS
from kg.language.pairs import PairWords
from kg.language.ranking import MEASURES, MOST, best_antecedents, load_ranking, measures
from kg.language.referring import Referring, phrase
from kg.resolution.links import LEAST, Links, linked
from kg.resolution.tree import Tree

HARBOUR = """
The/=/DET/DT/3/det old/=/ADJ/JJ/3/amod Danish/=/ADJ/JJ/3/amod captain/=/NOUN/NN/9/nsubj of/=/ADP/IN/6/case
the/=/DET/DT/6/det ferry/=/NOUN/NN/3/nmod _,/=/PUNCT/,/8/punct Lena/=/PROPN/NNP/3/appos lost/lose/VERB/VBD/-/ROOT
her/=/PRON/PRP$/11/nmod:poss hat/=/NOUN/NN/9/obj _./=/PUNCT/./9/punct He/=/PRON/PRP/14/nsubj saw/see/VERB/VBD/-/ROOT
a/=/DET/DT/17/det Swedish/=/ADJ/JJ/17/amod captain/=/NOUN/NN/14/obj _./=/PUNCT/./14/punct
"""


#: A score is what it is worth.
PLAIN = [(1.0, 0.0)] * N_KINDS


def read(rows: str, *names: str) -> tuple[Doc, Tree, Referring]:
    doc = parse(rows, *names)
    tree = Tree.read(doc)
    return doc, tree, Referring.of(doc, tree)


def links_of(*scores: tuple[int, int, float]) -> Links:
    i, j, s = zip(*sorted(scores), strict=True)
    return Links(
        anaphors=np.array(i, dtype=np.int32), antecedents=np.array(j, dtype=np.int32),
        scores=np.array(s, dtype=np.float32),
    )  # fmt: skip


def test_phrases_have_their_modifiers_and_no_apposition() -> None:
    doc, tree, r = read(HARBOUR, "Danish:NORP", "Lena:PERSON", "Swedish:NORP")
    assert [doc[a:b].text for a, b in zip(r.starts, r.ends, strict=True)] == [
        "The old Danish captain of the ferry", "the ferry", "Lena", "her", "her hat", "He", "a Swedish captain",
    ]  # fmt: skip
    assert phrase(tree, 3) == (0, 7)


def test_candidates_are_told_apart_by_what_they_are() -> None:
    _, _, r = read(HARBOUR, "Lena:PERSON")
    at = {int(h): k for k, h in enumerate(r.heads)}
    assert [r.forms[at[h]] for h in (3, 8, 10)] == [2, 1, 0]
    assert [r.gender[at[h]] for h in (10, 13, 6)] == [1, 2, 0]
    assert r.definite[at[3]] == 1 and r.definite[at[17]] == 2 and r.definite[at[11]] == 4


def test_nations_clash() -> None:
    _, _, r = read(HARBOUR, "Danish:NORP", "Swedish:NORP")
    every = slice(0, len(r.heads))
    later, earlier = list(r.heads).index(17), list(r.heads).index(3)
    found = clash(r, every, every)
    assert found[later, earlier]
    assert found.sum() == 2


def test_categories_are_in_their_ranges() -> None:
    _, _, r = read(HARBOUR)
    every = slice(0, len(r.heads))
    found = agreement_channels(r, every, every)
    assert (found >= 0).all() and (found < np.array(CHANNEL_SIZES)).all()


def test_each_goes_to_its_best_antecedent_above_the_threshold() -> None:
    _, _, r = read(HARBOUR)
    links = links_of((8, 3, 4.0), (10, 8, 3.0), (10, 3, 1.0), (11, 3, 0.5), (17, 3, 2.6))
    assert clusters(r, links, 1.0, PLAIN) == [[3, 8, 10, 17]]
    assert clusters(r, links, 2.7, PLAIN) == [[3, 8, 10]]
    assert clusters(r, links, 9.0, PLAIN) == []


def test_what_a_score_is_worth_depends_on_the_kind_of_phrase() -> None:
    _, _, r = read(HARBOUR)
    assert list(kinds(r)) == [6, 6, 5, 0, 6, 0, 7]
    odds = [*PLAIN[:7], (0.5, -1.0)]
    links = links_of((17, 3, 3.5), (10, 8, 1.5))
    assert clusters(r, links, 1.0, odds) == [[8, 10]]
    assert clusters(r, links, 0.7, odds) == [[3, 17], [8, 10]]


def test_the_shipped_odds_rise_with_the_score() -> None:
    _, _, r = read(HARBOUR)
    assert clusters(r, links_of((17, 3, 9.0)), 0.0) == [[3, 17]]
    assert clusters(r, links_of((17, 3, -3.5)), 0.0) == []


def test_he_and_she_are_never_one() -> None:
    _, _, r = read(HARBOUR)
    assert clusters(r, links_of((10, 8, 3.0), (13, 8, 5.0), (13, 6, 1.5)), 1.0, PLAIN) == [[6, 13], [8, 10]]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.floats(-4, 8, width=32)), min_size=1))
def test_clusters_are_sorted_disjoint_and_larger_than_one(scores: list[tuple[int, int, float]]) -> None:
    _, _, r = read(HARBOUR)
    pairs = {(int(r.heads[max(i, j)]), int(r.heads[min(i, j)])): s for i, j, s in scores if i != j}
    if not pairs:
        return
    found = clusters(r, links_of(*((i, j, s) for (i, j), s in pairs.items())), 0.0)
    heads = [h for c in found for h in c]
    assert len(heads) == len(set(heads))
    assert all(len(c) > 1 and c == sorted(c) for c in found)
    assert found == sorted(found)


def test_clusters_are_written_as_span_groups_in_the_order_of_their_first_mentions() -> None:
    doc, _, r = read(HARBOUR)
    links = links_of((10, 8, 9.0), (17, 3, 8.75))
    write_clusters(doc, r, links, 0.0)
    texts = [[span.text for span in doc.spans[f"coref_clusters_{k}"]] for k in (1, 2)]
    assert texts == [["The old Danish captain of the ferry", "a Swedish captain"], ["Lena", "her"]]
    assert "coref_clusters_3" not in doc.spans
    noted = linked(Doc(doc.vocab).from_bytes(doc.to_bytes()))
    assert noted is not None
    assert noted.scores.tolist() == [9.0, 8.75]


def _linker(weight: float) -> Linker:
    tables = [np.zeros(n) for n in WORD_CHANNELS]
    tables[0] += weight
    return Linker(tables)


def test_a_model_for_other_channels_is_refused() -> None:
    with pytest.raises(ValueError, match="other channels"):
        Linker([[0.0]])


def test_vectors_count_and_only_those_before_are_antecedents() -> None:
    doc, tree, r = read(HARBOUR)
    places = r.heads
    words = PairWords.of([t.text for t in doc], np.array(tree.sentence))
    a = np.zeros((len(r.heads), 3), dtype=np.float16)
    b = a.copy()
    plain = _linker(3.0).links(r, words, places, a, b)
    assert (plain.antecedents < plain.anaphors).all()
    a[3, 0] = b[2, 0] = 10.0
    near = _linker(3.0).links(r, words, places, a, b)
    row = {(i, j): s for i, j, s in zip(near.anaphors.tolist(), near.antecedents.tolist(), near.scores, strict=True)}
    assert max(row, key=lambda pair: row[pair]) == (10, 8)


def test_blocks_leave_no_trace() -> None:
    doc, tree, r = read(_long(250))
    words = PairWords.of([t.text for t in doc], np.array(tree.sentence))
    a, b = np.random.default_rng(0).normal(size=(2, len(r.heads), 9)).astype(np.float16)
    found = _linker(9.0).links(r, words, r.heads, a, b)
    counts = np.unique(found.anaphors, return_counts=True)[1]
    assert counts.max() == MOST < WINDOW < len(r.heads)
    assert set(r.heads[MOST:].tolist()) <= set(found.anaphors.tolist())


def test_ranking_keeps_what_is_impossible_and_looks_at_the_best() -> None:
    scores = np.full((1, 40), LEAST, dtype=np.float32)
    scores[0, [30, 4, 17]] = 3.0, 5.0, 3.0
    best = best_antecedents(scores)
    assert best.shape == (1, MOST) and best[0, :3].tolist() == [4, 17, 30]
    values = np.take_along_axis(scores, best, axis=1)
    found = np.zeros((1, MOST, len(WORD_CHANNELS) + len(CHANNEL_SIZES)), dtype=np.int64)
    ranked = load_ranking().scores(values, found, 40 - best)
    assert (ranked[0, :3] > LEAST).all() and (ranked[0, 3:] == LEAST).all()


def test_measures_tell_the_lead_over_the_best_other() -> None:
    values = np.array([[4.0, 2.0, LEAST]], dtype=np.float32)
    found = measures(values, np.array([[1, 9, 20]]))
    assert found.shape == (1, 3, MEASURES)
    assert found[0, :, 2].tolist() == [0.5, -0.5, -1.5]
    assert measures(values[:, :1], np.array([[1]]))[0, 0, 2] == 1.5


def test_a_ranking_for_other_channels_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with np.load(files("kg.language").joinpath("coreference_ranking.npz")) as table:  # type: ignore[arg-type]
        weights = {name: table[name] for name in table.files}
    np.savez(tmp_path / "coreference_ranking.npz", **weights | {"categories": weights["categories"][1:]})
    monkeypatch.setattr("kg.language.ranking.files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="other channels"):
        load_ranking.__wrapped__()


def _long(sentences: int) -> str:
    rows = []
    for k in range(sentences):
        at = 4 * k + 1
        rows.append(f"Dogs/dog/NOUN/NNS/{at}/nsubj chase/=/VERB/VBP/-/ROOT cats/cat/NOUN/NNS/{at}/obj")
        rows.append(f"./=/PUNCT/./{at}/punct")
    return " ".join(rows)
