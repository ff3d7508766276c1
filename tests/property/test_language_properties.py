"""What holds for any text: well-formed trees, true offsets, the same result however it is read."""

from __future__ import annotations

import itertools
import resource
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.articles import Article
from kg.config import Config
from kg.language import load
from kg.reading import read

SAMPLES = Path(__file__).parents[2] / "examples" / "articles"
#: Words of the long text, and the most that reading it may add to the peak of memory, in MiB.
LONG_WORDS, MOST_GROWTH = 100_000, 800

_PIECES = (
    "Kim Yo Jong", "the U.S.", "South Korean", "President", "said", "that", "would not", "on Tuesday", "$5.5 million",
    "“", "”", '"', "'", "’s", "n't", "(", ")", ",", ";", ":", ".", "…", "?!", "—", "-", "\n", "\n\n", "\t", "\r\n",
    "\u00a0", "\u200b", "\u2028", "e\u0301", "🙂", "北京", "Ünlü", "ﬁ", "\x00", "\ufeff", "x" * 90, "http://a.b/c?d=e",
    "#tag", "@who", "%", "1,234", "9 a.m.", "BEIJING -", "İstanbul", "ß",
)  # fmt: skip
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
news_like = st.lists(st.sampled_from(_PIECES), max_size=40).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)
texts = st.one_of(any_text, news_like)
often = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seldom = settings(often, max_examples=25)


@cache
def threaded() -> Language:
    return load(threads=2)


def annotation(doc: Doc) -> tuple[object, ...]:
    rows = [(t.text, t.idx, t.pos_, t.tag_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc]
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    groups = {name: [(s.start, s.end, s.label_) for s in doc.spans[name]] for name in sorted(doc.spans)}
    return rows, ents, groups


def assert_whole(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert sum(len(s) for s in doc.sents) == len(doc)
    for sent in doc.sents:
        (root,) = [t for t in sent if t.head == t]
        assert root.dep_ == "ROOT"
        assert sent.root == root
        for token in sent:
            assert sent.start <= token.head.i < sent.end
            assert token.pos_
            assert token.dep_
            assert (token.dep_ == "ROOT") == (token == root)
    spans = [s for name in doc.spans for s in doc.spans[name]]
    for span in (*doc.ents, *spans):
        assert 0 <= span.start < span.end <= len(doc)
        assert text[span.start_char : span.end_char] == span.text == span.text.strip()
    assert all(s.label_ for s in (*doc.ents, *doc.spans["fine"], *doc.spans["nominal"], *doc.spans["nested"]))
    for a, b in itertools.pairwise(doc.ents):
        assert a.end <= b.start


@often
@given(texts)
def test_any_text_is_read_whole(nlp: Language, text: str) -> None:
    assert_whole(nlp(text), text)


@seldom
@given(texts)
def test_reading_twice_gives_the_same(nlp: Language, text: str) -> None:
    assert annotation(nlp(text)) == annotation(nlp(text))


@seldom
@given(texts)
def test_threads_change_nothing(nlp: Language, text: str) -> None:
    assert annotation(threaded()(text)) == annotation(nlp(text))


@seldom
@given(st.lists(texts, min_size=1, max_size=5), st.integers(1, 6))
def test_neighbours_and_batches_change_nothing(nlp: Language, many: list[str], size: int) -> None:
    alone = [annotation(nlp(t)) for t in many]
    assert [annotation(d) for d in nlp.pipe(many, batch_size=size)] == alone
    assert [annotation(d) for d in nlp.pipe(many[::-1], batch_size=size)][::-1] == alone


@seldom
@given(texts)
def test_a_new_pipeline_reads_what_an_old_one_reads(nlp: Language, text: str) -> None:
    """Nothing of earlier texts is kept: caches of words and lemmas change no result."""
    assert annotation(fresh()(text)) == annotation(nlp(text))


@cache
def _spare() -> Language:
    return load()


def fresh() -> Language:
    """Return a pipeline that has forgotten all words."""
    spare = _spare()
    spare.get_pipe("triplewire").reader.subwords._known.clear()
    return spare


@seldom
@given(texts, texts)
def test_a_paragraph_is_read_alike_after_a_blank_line(nlp: Language, first: str, second: str) -> None:
    """Offsets stay true and no sentence runs over a blank line between words."""
    text = f"{first} word\n\nWord {second}"
    doc = nlp(text)
    assert_whole(doc, text)
    at = len(first) + len(" word\n\n")
    assert not any(s.text.strip() and s.start_char < at < s.end_char and s.text[at - s.start_char :].strip()
                   and s.text[: at - s.start_char].strip() for s in doc.sents)  # fmt: skip


@pytest.fixture(scope="module")
def long_text() -> str:
    articles = [a.text for p in sorted(SAMPLES.iterdir()) for a in read([p], config=Config()) if isinstance(a, Article)]
    parts: list[str] = []
    words = 0
    for text in itertools.cycle(articles):
        if words >= LONG_WORDS:
            break
        parts.append(text)
        words += len(text.split())
    return "\n\n".join([*parts, "Mirela Adamova, the last witness, flew to Warsaw on Friday."])


def test_a_text_of_a_hundred_thousand_words_is_read_to_its_end(nlp: Language, long_text: str) -> None:
    assert len(long_text.split()) >= LONG_WORDS
    nlp(long_text[:20_000])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    doc = nlp(long_text)
    seconds = time.perf_counter() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    assert_whole(doc, long_text)
    last = list(doc.sents)[-1]
    assert last.text == "Mirela Adamova, the last witness, flew to Warsaw on Friday."
    assert last.root.text == "flew"
    assert {(e.text, e.label_) for e in last.ents} >= {("Warsaw", "GPE"), ("Friday", "DATE")}
    assert growth < MOST_GROWTH, f"{growth:.0f} MiB"
    assert seconds < 60, f"{seconds:.0f} s"


def test_an_article_repeated_is_read_the_same_each_time(nlp: Language) -> None:
    """Windows follow from the text: far parts of a long text are read as near ones."""
    text = (SAMPLES / "island-election.txt").read_text("utf-8").strip()
    doc = nlp("\n\n".join([text] * 6))
    size = len(nlp(text + "\n\nX")) - 1
    heads = [[t.head.i - t.i for t in doc[k * size : (k + 1) * size]] for k in range(5)]
    same = [sum(a == b for a, b in zip(heads[0], h, strict=True)) / size for h in heads[1:]]
    assert min(same) > 0.92  # windows see other neighbours
