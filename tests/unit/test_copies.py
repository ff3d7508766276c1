"""Copies of one text are one origin, however shortened; independent reports stay apart, in any order of articles."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.copies import main, measure, pair_scores
from kg.articles import Article, Section
from kg.config import Config
from kg.copies import Fingerprint, group, signature
from kg.copies.addresses import same_page
from kg.copies.candidates import digests, pairs
from kg.copies.grouping import containment
from kg.copies.signatures import LEAD, MOST, SIZE, body, read_signature
from kg.errors import InterchangeError
from kg.reading import read

WORDS = (
    "harbour", "barge", "pilot", "storm", "ledger", "winter", "engine", "cargo", "signal", "watch", "timber", "quay",
    "anchor", "tide", "miller", "orchard",
)  # fmt: skip
DAY = date(2024, 3, 5)


def prose(seed: int, words: int = 160) -> str:
    """Return text whose runs of five words stand nowhere else."""
    random = Random(seed)
    return " ".join(f"{random.choice(WORDS)}{random.randrange(90)}" for _ in range(words))


def printed(key: str, text: str, **more: object) -> Fingerprint:
    article = Article(id=f"art-{key}", text=text, published=DAY)
    return replace(Fingerprint.of(article), article=key, **more)  # type: ignore[arg-type]


def together(*prints: Fingerprint) -> set[frozenset[str]]:
    origins = group(prints)
    return {frozenset(a for a in origins if origins[a] == o) for o in origins.values()}


def test_the_signature_is_that_of_version_1() -> None:
    """These bytes are kept in graphs: others need another version number, which old signatures are refused for."""
    found = signature(Article(id="art-1", text="Rain fell on the Northern hills."))
    assert found.hex() == "01000200311ace614e124d6a"


def test_capitals_marks_and_spaces_do_not_matter() -> None:
    first = signature(Article(id="art-1", text="“Rain fell,” on the\nNorthern hills."))
    assert first == signature(Article(id="art-2", text="rain fell on the northern   hills"))


def test_a_signature_says_which_version_it_is() -> None:
    data = signature(Article(id="art-1", text=prose(1)))
    for wrong in (b"", b"\x02" + data[1:], data[:-1]):
        with pytest.raises(InterchangeError, match="make the signatures anew"):
            read_signature(wrong)


def test_headline_dateline_credit_and_caption_are_left_out() -> None:
    text = "Ferry sinks\n\nOSLO (MPA) -- It sank.\n\nThe ferry in May.\n\n(MPA)"
    kinds = {"headline": "Ferry sinks", "dateline": "OSLO (MPA) -- ", "caption": "The ferry in May.", "credit": "(MPA)"}
    sections = tuple(
        Section(kind=kind, start=text.rindex(words), end=text.rindex(words) + len(words))  # type: ignore[arg-type]
        for kind, words in kinds.items()
    )
    assert body(Article(id="art-1", text=text, sections=sections)).strip() == "It sank."
    all_of_it = Section(kind="headline", start=0, end=len(text))
    assert body(Article(id="art-1", text=text, sections=(all_of_it,))) == text


def test_one_report_under_other_datelines_headlines_and_credits_has_one_signature(tmp_path: Path) -> None:
    report = f"The port was shut on Monday. {prose(30, 60).capitalize()}.\n\nNobody was hurt, officials said."
    files = {
        "wire.txt": f"SEOUL, June 9 (Yonhap) -- {report}",
        "paper.txt": f"Port shut\n\nBy Jane Doe\n\nSeoul (AP) - {report}\n\n(Reporting by Jo Roe; Editing by A. Poe)",
        "site.txt": f"{report}\n\n(AFP)",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    articles = [a for a in read([tmp_path], config=Config()) if isinstance(a, Article)]
    assert len({signature(a) for a in articles}) == 1
    assert len(articles) == 3


def test_a_long_text_keeps_a_sample_of_what_follows_its_lead() -> None:
    text = prose(2, 9_000)
    shingles = read_signature(signature(Article(id="art-1", text=text)))
    assert shingles.level > 0
    assert len(shingles.lead) == LEAD
    assert len(shingles.all) <= LEAD + MOST
    words = text.split()
    part = read_signature(signature(Article(id="art-2", text=" ".join(words[2_000:6_000]))))
    share, shared = containment(shingles, part)
    assert share > 0.95
    assert shared > 200


def test_containment_by_hand() -> None:
    words = prose(3, 40).split()
    whole, half = (read_signature(signature(Article(id="a", text=" ".join(w)))) for w in (words, words[:20]))
    assert containment(whole, half) == (1.0, 20 - SIZE + 1)
    assert containment(half, whole) == (1.0, 20 - SIZE + 1)
    other = read_signature(signature(Article(id="a", text=prose(4, 40))))
    assert containment(whole, other) == (0.0, 0)


@pytest.mark.parametrize("kept", [0.3, 0.5, 0.8, 1.0])
def test_a_copy_cut_at_the_end_is_found(kept: float) -> None:
    text = prose(5)
    cut = " ".join(text.split()[: round(160 * kept)])
    assert together(printed("a", text), printed("b", cut), printed("c", prose(6))) == {
        frozenset("ab"), frozenset("c")
    }  # fmt: skip


def test_the_first_paragraphs_of_a_long_report_are_found() -> None:
    text = prose(7, 1_600)
    brief = " ".join(text.split()[:90])
    assert together(printed("a", text), printed("b", brief)) == {frozenset("ab")}


def test_a_copy_with_a_paragraph_of_its_own_and_changed_words_is_found() -> None:
    words = prose(8).split()
    edited = [w if n % 29 else "percent" for n, w in enumerate(words)]
    assert together(printed("a", " ".join(words)), printed("b", " ".join([*edited, *prose(9, 30).split()]))) == {
        frozenset("ab")
    }


def test_reports_that_share_a_quotation_stay_apart() -> None:
    said = prose(10, 40)
    first, second = f"{prose(11, 60)} {said} {prose(12, 40)}", f"{prose(13, 40)} {said} {prose(14, 50)}"
    assert len(together(printed("a", first), printed("b", second))) == 2


def test_a_credit_makes_less_likeness_enough() -> None:
    words = prose(15, 104).split()
    copy = " ".join([*words[:64], *prose(16, 36).split()])
    first, second = printed("a", " ".join(words)), printed("b", copy)
    share, _ = containment(read_signature(first.signature), read_signature(second.signature))
    assert 0.6 <= share < 0.7
    assert len(together(first, second)) == 2
    assert len(together(replace(first, agency="AP"), replace(second, agency="Associated Press"))) == 1
    assert len(together(replace(first, publisher="Reuters"), replace(second, agency="REUTERS"))) == 1
    assert len(together(replace(first, agency="AP"), replace(second, agency="Reuters"))) == 2


def test_the_same_words_a_month_later_are_another_report() -> None:
    text = prose(17)
    later = printed("b", text, published=DAY + timedelta(days=30))
    assert len(together(printed("a", text), later)) == 2
    assert len(together(printed("a", text), replace(later, published=None))) == 1


def test_a_phrase_is_no_copy() -> None:
    assert len(together(printed("a", "Rain fell on the northern hills today."), printed("b", prose(18)))) == 2
    short = "Rain fell on the northern hills today."
    assert len(together(printed("a", short), printed("b", short))) == 1


def test_one_page_under_several_addresses_is_one() -> None:
    first = printed("a", prose(19), url="https://www.paper.example/2024/ferry/")
    second = printed("b", prose(20), url="http://m.paper.example/2024/ferry?utm_source=feed&fbclid=1")
    assert len(together(first, second)) == 1
    assert len(together(first, replace(second, url="http://m.paper.example/2024/ferry?id=7"))) == 2


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://amp.paper.example/a/amp/", "paper.example/a"),
        ("https://paper.example/a/index.html?b=2&a=1#top", "paper.example/a?a=1&b=2"),
        ("no address", "no address"),
        ("http://[broken/a", "http://[broken/a"),
    ],
)
def test_addresses_are_brought_to_one_form(url: str, key: str) -> None:
    assert same_page(url) == key


def test_the_first_published_is_the_origin() -> None:
    text = prose(21)
    times = {
        "a": datetime(2024, 3, 5, 9, 0), "b": datetime(2024, 3, 5, 8, 30, tzinfo=UTC),
        "c": datetime(2024, 3, 5, 10, 0, tzinfo=UTC), "d": None,
    }  # fmt: skip
    prints = [printed(key, text, published=at) for key, at in times.items()]
    assert group(prints) == dict.fromkeys("abcd", "b")


def test_of_two_versions_the_later_counts() -> None:
    old, new = printed("a", prose(22)), printed("a", prose(23), published=DAY + timedelta(days=1))
    other = printed("b", prose(23))
    assert group([new, old, other])["a"] == "b"
    assert group([old, new, other])["a"] == "b"


def test_nothing_and_one() -> None:
    assert group([]) == {}
    assert group([printed("a", prose(24))]) == {"a": "a"}


def test_the_order_of_articles_does_not_matter() -> None:
    random = Random(3)
    prints = []
    for number in range(60):
        text = prose(number, 120).split()
        day = DAY + timedelta(days=random.randrange(30))
        for copy in range(random.randrange(1, 5)):
            kept = " ".join(text[: random.randrange(60, 121)])
            published = random.choice((day, day + timedelta(days=1), None))
            prints.append(printed(f"{number}-{copy}", kept, published=published))
    expected = group(prints)
    assert len(set(expected.values())) == 60
    for _ in range(5):
        random.shuffle(prints)
        assert group(prints) == expected


def test_pairs_do_not_grow_with_the_square() -> None:
    """What everybody prints, such as a notice, makes few candidates."""
    row = np.arange(200, dtype=np.uint32)
    count = 400
    made = digests([row] * count)
    found = pairs(made, np.zeros(count, dtype=np.int64), 10, 8)
    assert count <= len(found) < 30 * count
    assert (found[:, 0] < found[:, 1]).all()


def test_digests_are_those_of_the_library_as_it_is_bounded() -> None:
    """Another version of it would find other candidates; where this fails, run ``python -m benchmarks.copies``."""
    made = digests([np.arange(50, dtype=np.uint32), np.arange(25, 75, dtype=np.uint32)])
    assert made.shape == (2, 64)
    assert zlib.crc32(made.astype("<u4").tobytes()) == 2984806944
    assert 10 <= (made[0] == made[1]).sum() <= 32  # their likeness is a third


def test_the_benchmark_reaches_its_figure_on_invented_copies(capsys: pytest.CaptureFixture[str]) -> None:
    found = measure("development", 1500)
    assert found.pairs > 1000
    assert found.f1 >= 0.975  # a single wrong pair of groups costs .01 here
    assert main(["200", "--at-least", "1.1"]) == 1
    assert "precision" in capsys.readouterr().out


def test_scores_by_hand() -> None:
    truth = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}
    assert pair_scores({"a": "x", "b": "x", "c": "c", "d": "x", "e": "e"}, truth) == (1 / 3, 1 / 4, 4)
    assert pair_scores({k: k for k in truth}, truth) == (1.0, 0.0, 4)
