"""The benchmark of the language model measures what it says."""

from __future__ import annotations

import os
from mmap import mmap
from typing import TYPE_CHECKING

from benchmarks.model import ARTICLES, best, count, feeds_of, memory, memory_table, start_up, texts_of
from benchmarks.scaling import growth, private_memory

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = ["Seoul fell silent on Tuesday.", "Ministers met in Accra."]


def test_the_sample_articles_are_read() -> None:
    texts = texts_of([str(ARTICLES)])
    assert len(texts) >= 10
    assert count(texts) > 3000


def test_memory_is_that_of_this_process() -> None:
    before = memory()[0]
    with mmap(-1, 64 << 20) as held:  # pages that no earlier test has left free
        for page in range(0, len(held), 4096):
            held[page] = 1
        now, peak = memory()
    assert now - before > 60
    assert peak >= now - 1


def test_the_windows_of_the_texts_are_noted(nlp: Language) -> None:
    feeds = feeds_of(nlp, TEXTS)
    assert len(feeds) == len(TEXTS)
    assert [feed["firsts"].shape for feed in feeds] == [(6,), (5,)]
    assert all(feed["ids"].shape == feed["shapes"].shape for feed in feeds)


def test_the_quickest_run_counts() -> None:
    runs: list[int] = []
    assert best(lambda: runs.append(1), 3) >= 0
    assert len(runs) == 3


def test_memory_is_sampled_along_the_way() -> None:
    table = memory_table(TEXTS, 90)
    assert table.row_count == 11


def test_start_up_is_measured_in_fresh_processes() -> None:
    imported, loaded, first, peak = start_up(TEXTS[0])
    assert min(imported, loaded, first) > 0
    assert 50 < peak < 1000


def test_growth_is_counted_after_the_first_tenth() -> None:
    samples = [(0, 50.0), (90, 300.0), (100, 510.0), (500, 540.0), (1_000, 520.0), (1_000, 0.0)]
    assert growth(samples) == (510.0, 520.0, 540.0)


def test_private_memory_is_that_of_a_process() -> None:
    assert 10 < private_memory(os.getpid()) < 10_000
    assert private_memory(0) == 0.0
