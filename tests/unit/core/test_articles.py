from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Article, Section, Span
from kg.errors import EvidenceError


def article(text: str, **more: object) -> Article:
    return Article(id=Article.identify(text=text), text=text, **more)  # type: ignore[arg-type]


@given(st.text(min_size=1), st.data())
def test_a_quote_is_the_slice_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert article(text).quote(start, end) == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 6)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(EvidenceError, match="5 code points"):
        article("Kyiv.").quote(start, end)


def test_offsets_count_code_points_not_bytes() -> None:
    assert article("Łódź – naïve 🎈 end").quote(13, 14) == "🎈"


def test_the_address_decides_the_name_before_the_declared_id_and_the_text() -> None:
    by_url = Article.identify(text="a", url="https://example.org/1", declared="7")
    assert by_url == Article.identify(text="b", url="https://example.org/1")
    assert by_url != Article.identify(text="a", declared="7")
    assert Article.identify(text="a", declared="7") != Article.identify(text="a")
    assert Article.identify(text="a") != Article.identify(text="b")


def test_an_address_never_collides_with_a_text_of_the_same_letters() -> None:
    assert (
        len({Article.identify(text="x"), Article.identify(text="", url="x"), Article.identify(text="", declared="x")})
        == 3
    )


def test_the_day_of_a_time_is_its_date() -> None:
    assert article("x", published=datetime(2020, 6, 9, 23, 30)).day == date(2020, 6, 9)
    assert article("x", published=date(2020, 6, 9)).day == date(2020, 6, 9)
    assert article("x").day is None


def test_what_no_section_covers_is_body() -> None:
    a = article("PARIS - Rain.", sections=(Section(kind="dateline", start=0, end=8),))
    assert [a.section_at(i) for i in (0, 7, 8)] == ["dateline", "dateline", "body"]


def test_where_it_was_read_from_is_no_part_of_an_article() -> None:
    assert article("x", source="a.txt") == article("x", source="b.txt")


@pytest.mark.parametrize(("start", "end"), [(1, 1), (-1, 1), (3, 2)])
def test_an_empty_span_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Span(start=start, end=end)
