"""Candidates, scores and clusters of coreference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsed import parse
from spacy.tokens import Doc

from kg.language.agreement import CHANNEL_SIZES, agreement_channels, clash
from kg.language.coreference import WINDOW, Linker, clusters, write_clusters
from kg.language.pairs import CHANNEL_SIZES as WORD_CHANNELS
from kg.language.pairs import PairWords
from kg.language.referring import Referring, phrase
from kg.resolution.links import Links, linked
from kg.resolution.tree import Tree

HARBOUR = """
The/=/DET/DT/3/det old/=/ADJ/JJ/3/amod Danish/=/ADJ/JJ/3/amod captain/=/NOUN/NN/9/nsubj of/=/ADP/IN/6/case
the/=/DET/DT/6/det ferry/=/NOUN/NN/3/nmod _,/=/PUNCT/,/8/punct Lena/=/PROPN/NNP/3/appos lost/lose/VERB/VBD/-/ROOT
her/=/PRON/PRP$/11/nmod:poss hat/=/NOUN/NN/9/obj _./=/PUNCT/./9/punct He/=/PRON/PRP/14/nsubj saw/see/VERB/VBD/-/ROOT
a/=/DET/DT/17/det Swedish/=/ADJ/JJ/17/amod captain/=/NOUN/NN/14/obj _./=/PUNCT/./14/punct
"""


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
    assert clusters(r, links, 1.0) == [[3, 8, 10, 17]]
    assert clusters(r, links, 2.0) == [[3, 8, 10]]
    assert clusters(r, links, 9.0) == []


def test_indefinite_phrases_need_more_and_he_and_she_less() -> None:
    _, _, r = read(HARBOUR)
    assert clusters(r, links_of((17, 3, 2.0), (10, 8, 0.0)), 1.0) == [[8, 10]]


def test_he_and_she_are_never_one() -> None:
    _, _, r = read(HARBOUR)
    assert clusters(r, links_of((10, 8, 3.0), (13, 8, 5.0), (13, 6, 1.5)), 1.0) == [[6, 13], [8, 10]]


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
    links = links_of((10, 8, 3.0), (17, 3, 2.75))
    write_clusters(doc, r, links, 1.0)
    texts = [[span.text for span in doc.spans[f"coref_clusters_{k}"]] for k in (1, 2)]
    assert texts == [["The old Danish captain of the ferry", "a Swedish captain"], ["Lena", "her"]]
    assert "coref_clusters_3" not in doc.spans
    noted = linked(Doc(doc.vocab).from_bytes(doc.to_bytes()))
    assert noted is not None
    assert noted.scores.tolist() == [3.0, 2.75]


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
    assert counts.max() == 50 < WINDOW < len(r.heads)
    assert list(np.unique(found.anaphors)) == [int(h) for h in r.heads[1:]]


def _long(sentences: int) -> str:
    rows = []
    for k in range(sentences):
        at = 4 * k + 1
        rows.append(f"Dogs/dog/NOUN/NNS/{at}/nsubj chase/=/VERB/VBP/-/ROOT cats/cat/NOUN/NNS/{at}/obj")
        rows.append(f"./=/PUNCT/./{at}/punct")
    return " ".join(rows)
