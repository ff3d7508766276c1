"""The shipped pipeline: what it gives, and that it gives the same every time."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language import load

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def _facts(doc: Doc) -> list[object]:
    rows: list[object] = [(t.pos_, t.tag_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc]
    spans = [(s.start, s.end, s.label_) for s in (*doc.ents, *doc.spans["fine"], *doc.spans["nominal"])]
    return [rows, spans]


def _assert_well_formed(doc: Doc) -> None:
    for sent in doc.sents:
        roots = [t for t in sent if t.head.i == t.i]
        assert len(roots) == 1
        assert roots[0].dep_ == "ROOT"
        assert all(sent.start <= t.head.i < sent.end for t in sent)
        assert all((t.dep_ == "ROOT") == (t.head.i == t.i) for t in sent)
    for i, token in enumerate(doc):
        assert token.i == i
        assert token.pos_
        assert token.dep_
        assert token.lemma_ or not token.text
        assert (token.pos_ == "SPACE") == token.is_space
    assert all(e.text == e.text.strip() for e in doc.ents)


def test_article(nlp: Language, article: str) -> None:
    doc = nlp(article)
    _assert_well_formed(doc)
    ents = {(e.text, e.label_) for e in doc.ents}
    assert {("Davit Lomidze", "PERSON"), ("Georgia", "GPE"), ("Kyiv", "GPE"), ("Tuesday", "DATE")} <= ents
    assert {("Maria Costa", "PERSON"), ("April 2018", "DATE"), ("$50 million", "MONEY")} <= ents
    sents = [s.text.strip() for s in doc.sents]
    assert sents[0] == "Ministers meet as strike widens"
    assert "\u201cIt\u2019s over,\u201d" in " ".join(sents)


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        ("North Korea will sever the lines.", "Korea", "nsubj", "sever"),
        ("The lines were severed by Pyongyang.", "lines", "nsubj:pass", "severed"),
        ("Kim Yo Jong warned Seoul.", "Yo", "flat", "Kim"),
        ("The man who left returned.", "left", "acl:relcl", "man"),
        ("The minister's deputy resigned.", "minister", "nmod:poss", "deputy"),
        ("Officials said on Monday that talks would resume.", "resume", "ccomp", "said"),
        ("He did not sign.", "sign", "ROOT", "sign"),
    ],
)
def test_dependencies(nlp: Language, text: str, word: str, dep: str, head: str) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert (token.dep_, token.head.text) == (dep, head)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Moon Jae In spoke in Seoul.", {("Moon Jae In", "PERSON"), ("Seoul", "GPE")}),
        ("South Korean officials met last Thursday.", {("South Korean", "NORP"), ("last Thursday", "DATE")}),
        ("It cost $50 million in September 2018.", {("$50 million", "MONEY"), ("September 2018", "DATE")}),
        ("Calls at 9 a.m. went unanswered.", {("9 a.m.", "TIME")}),
        ("Sales fell 4.5 percent.", {("4.5 percent", "PERCENT")}),
    ],
)
def test_entities(nlp: Language, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(e.text, e.label_) for e in nlp(text).ents} == expected


def test_ontology_classes(nlp: Language) -> None:
    doc = nlp("Georgia's foreign minister, Davit Lomidze, flew to Kyiv.")
    assert {(s.text, s.label_) for s in doc.spans["fine"]} >= {("Georgia", "Country"), ("Davit Lomidze", "Person")}
    assert all(len(s) == 1 for s in doc.spans["nominal"])


def test_same_in_any_order_and_batch(nlp: Language, article: str) -> None:
    texts = [article, "A short one.", article * 3, "", "Seoul said no."]
    alone = [_facts(nlp(t)) for t in texts]
    together = [_facts(d) for d in nlp.pipe(texts, batch_size=3)]
    backwards = [_facts(d) for d in nlp.pipe(texts[::-1], batch_size=1)][::-1]
    assert alone == together == backwards


def test_same_with_more_threads(nlp: Language, article: str) -> None:
    assert _facts(load(threads=2)(article)) == _facts(nlp(article))


def test_round_trip_to_disk(nlp: Language, article: str, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert _facts(again(article)) == _facts(nlp(article))
    assert again.meta["dependency_scheme"] == "ud"


def test_pickled_component_annotates_the_same(nlp: Language, article: str) -> None:
    other = pickle.loads(pickle.dumps(nlp.get_pipe("triplewire")))
    plain = nlp.make_doc(article)
    copy = Doc(other.vocab, [t.text for t in plain], [bool(t.whitespace_) for t in plain])
    assert _facts(other(copy)) == _facts(nlp(article))


def test_several_processes_give_the_same(nlp: Language, article: str) -> None:
    texts = [article, "Seoul said no.", article]
    assert [_facts(d) for d in nlp.pipe(texts, n_process=2, batch_size=1)] == [_facts(d) for d in nlp.pipe(texts)]


def test_round_trip_to_bytes(nlp: Language, article: str) -> None:
    other = load()
    other.from_bytes(nlp.to_bytes())
    assert _facts(other(article)) == _facts(nlp(article))


ODD = {
    "empty": "",
    "space": " ",
    "white": "\n\n \t\n",
    "leading": "\n\nHi.",
    "emoji": "🙂👍🏽",
    "long-token": "x" * 20_000,
    "newlines": "a\r\nb\rc\nd\u2028e",
    "nul": "\x00",
    "quote": "'",
    "quotes": '"""',
    "dots": "...",
    "bom": "\ufeffA",
    "combining": "e\u0301",
    "no-break-space": "BEIJING -\u00a0North Korea",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    _assert_well_formed(doc)


def test_long_text_is_read_to_the_end(nlp: Language, article: str) -> None:
    doc = nlp((article + "\n\n") * 60)
    _assert_well_formed(doc)
    assert sum(e.text == "Davit Lomidze" for e in doc.ents) == 60


def test_one_endless_sentence(nlp: Language) -> None:
    doc = nlp("the man and " * 1500)
    _assert_well_formed(doc)
    assert len(doc) == 4500


def test_paragraphs_end_sentences(nlp: Language) -> None:
    doc = nlp("Strike ends at port\n\nDockers returned on Monday")
    assert [s.text.strip() for s in doc.sents] == ["Strike ends at port", "Dockers returned on Monday"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("aB .,\n\"'\u201c-\u2019(é1$🙂")), max_size=80))
def test_any_text_gives_trees(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    _assert_well_formed(doc)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the language layer opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert len(load()("Seoul fell silent."))


def test_loads_quickly_and_says_what_it_is() -> None:
    started = time.perf_counter()
    nlp = load()
    nlp("Warm.")
    assert time.perf_counter() - started < 3.0
    assert nlp.meta["dependency_scheme"] == "ud"
    assert nlp.pipe_names == ["triplewire"]
    assert nlp.max_length >= 50_000_000


def test_no_module_of_ours_imports_torch() -> None:
    code = "import sys; sys.modules['torch'] = None; from kg.language import load; load()('Seoul fell silent.')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.parametrize("starts", [[1, -1, -1, -1, -1, -1, -1, -1], [1, -1, 1, -1, -1, -1, -1, -1]])
def test_sentence_bounds_that_are_given_hold(nlp: Language, starts: list[int]) -> None:
    words = ["Rain", "fell", ".", "Roads", "closed", ".", "Schools", "shut"]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    assert [s.start for s in doc.sents] == [k for k, v in enumerate(starts) if v == 1]
