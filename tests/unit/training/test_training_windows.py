"""Windows of sentences, as arrays, without torch."""

from __future__ import annotations

import numpy as np
import pytest

from kg.language.reader import MODEL_FOLDER
from kg.language.subwords import SEP, Subwords
from training.documents import ANY, NO_MENTION, OUT, UNKNOWN, Document, Sentence
from training.vocabulary import Vocabulary
from training.windows import Encoder, batches, epoch_windows


def _sentence(text: str, **given: object) -> Sentence:
    words = text.split()
    n = len(words)
    layers = {
        "upos": ["NOUN"] * n, "xpos": ["NN"] * n, "feats": [""] * n, "lemmas": [w.lower() for w in words],
        "heads": [0, *[1] * (n - 1)], "deprels": ["root", *["dep"] * (n - 1)], "allowed": [OUT] * n,
    }  # fmt: skip
    return Sentence(words, **{**layers, **given})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    sentences = [_sentence(f"Sentence number {i} goes on here .", paragraph=i % 3 == 0) for i in range(40)]
    return [
        Document("a", "ewt", sentences),
        Document("b", "other", [Sentence(["Names", "only"], allowed=[ANY, OUT])], share=2.0),
    ]


@pytest.fixture(scope="module")
def encoder(documents: list[Document]) -> Encoder:
    return Encoder(Vocabulary.from_documents(documents), Subwords.from_file(MODEL_FOLDER / "tokenizer.json"))


def test_every_layer_has_a_row_a_word(documents: list[Document], encoder: Encoder) -> None:
    for w in epoch_windows(documents, encoder, 1):
        n = len(w.firsts)
        assert {
            len(getattr(w, k))
            for k in ("sentence", "starts", "tags", "heads", "deprels", "allowed", "ner_weight", "fine", "chains")
        } == {n}
        assert len(w.ids) == len(w.shapes)
        assert w.firsts.max() < len(w.ids)
        assert w.ids[-1] == SEP


def test_heads_stay_in_their_sentence(documents: list[Document], encoder: Encoder) -> None:
    for w in epoch_windows(documents, encoder, 2):
        for d, h in enumerate(w.heads):
            assert h <= 0 or w.sentence[h - 1] == w.sentence[d]


def test_unknown_layers_are_masked(encoder: Encoder) -> None:
    w = encoder.window([Sentence(["Names", "only"], allowed=[ANY, OUT])], set(), bounds=False)
    assert (w.heads == -1).all() and (w.tags == -1).all() and (w.starts == -1).all() and (w.fine == -1).all()
    assert w.allowed[0].all() and w.allowed[1].sum() == 1


def test_paragraph_starts_are_not_learned_from(encoder: Encoder) -> None:
    two = [_sentence("One here ."), _sentence("Two here .")]
    free, given = encoder.window(two, set(), bounds=True), encoder.window(two, {1}, bounds=True)
    assert free.starts.tolist() == [-1, 0, 0, 1, 0, 0]
    assert given.starts[3] == -1
    assert given.ids[given.firsts[3] - 1] == SEP


def test_same_seed_same_windows(documents: list[Document], encoder: Encoder) -> None:
    one, two, other = (epoch_windows(documents, encoder, seed) for seed in (5, 5, 6))
    assert all(np.array_equal(a.ids, b.ids) for a, b in zip(one, two, strict=True))
    assert [len(w.ids) for w in one] != [len(w.ids) for w in other]


def test_share_repeats_a_document(documents: list[Document], encoder: Encoder) -> None:
    assert len(epoch_windows(documents[1:], encoder, 1)) == 2


def test_batches_hold_every_window_once(documents: list[Document], encoder: Encoder) -> None:
    windows = epoch_windows(documents, encoder, 3)
    groups = batches(windows, 120, 3)
    assert sorted(id(w) for g in groups for w in g) == sorted(map(id, windows))
    assert all(len(g) == 1 or max(len(w.ids) for w in g) * len(g) <= 120 for g in groups)


def test_vocabulary_round_trip(documents: list[Document], tmp_path: object) -> None:
    v = Vocabulary.from_documents(documents)
    v.save(tmp_path / "labels.json")  # type: ignore[operator]
    assert Vocabulary.load(tmp_path / "labels.json") == v  # type: ignore[operator]
    assert v.deprels == ("dep", "root")


def test_chains_that_began_before_the_window_are_seen(encoder: Encoder) -> None:
    sentences = [_sentence("Mia slept .", chains=[k % 2, NO_MENTION, UNKNOWN]) for k in range(120)]
    windows = epoch_windows([Document("c", "gum", sentences)], encoder, 3)
    assert len(windows) > 1
    assert not windows[0].seen.any()
    for w in windows[2:]:
        assert (w.seen == (w.chains >= 0)).all()
    assert sum(len(w.chains) for w in windows) == 360


def test_words_without_chains_are_unknown(encoder: Encoder) -> None:
    w = encoder.window([_sentence("Mia slept .")], set(), bounds=True, closed=False)
    assert w.chains.tolist() == [UNKNOWN] * 3
    assert not w.closed


def test_a_sentence_without_its_full_stop_loses_its_chain_too(encoder: Encoder) -> None:
    sentence = _sentence("Mia and Ana slept .", paragraph=True, chains=[0, UNKNOWN, 1, NO_MENTION, UNKNOWN])
    for seed in range(80):
        for w in epoch_windows([Document("d", "gum", [sentence])], encoder, seed):
            assert len(w.chains) == len(w.words)
