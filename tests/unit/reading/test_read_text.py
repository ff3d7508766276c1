"""Plain text: kept as it is, its headline recognised only where there clearly is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.articles import Article
from kg.errors import NotEnglishError, ReadError
from kg.reading import _articles

LEAD = "The harbour of Varna reopened on Tuesday after three days of storm, its master said."
REST = "Two ships had run aground. Tugs pulled them free on Sunday."


@pytest.mark.parametrize(
    "text",
    [
        f"  {LEAD}\r\n\r\n\tTwo ships.  \n\n\n",
        f"{LEAD}\r{REST}\r",
        f"{LEAD}\u00a0\u2028{REST}\x0c",
        f"\n\n\n{LEAD}",
        f"{LEAD} 🚢 cafe\u0301",
    ],
)
def test_the_text_is_kept_to_the_character(article_of: Callable[..., Article], text: str) -> None:
    assert article_of(text).text == text


def test_a_byte_order_mark_is_no_part_of_the_text(article_of: Callable[..., Article]) -> None:
    marked = article_of(b"\xef\xbb\xbf" + LEAD.encode())
    assert marked.text == LEAD
    assert marked.id == article_of(LEAD).id == Article.identify(text=LEAD)


def test_a_headline_gives_the_title_and_stays_in_the_text(article_of: Callable[..., Article]) -> None:
    article = article_of(f"Storm-hit port reopens\n\n{LEAD}\n\n{REST}")
    assert article.title == "Storm-hit port reopens"
    assert article.text.startswith("Storm-hit port reopens\n\n")
    (section,) = article.sections
    assert (section.kind, article.quote(section.start, section.end)) == ("headline", "Storm-hit port reopens")


@pytest.mark.parametrize(
    "first",
    [
        "Will the port reopen?",
        'Port reopens, "at last"',
        "PORT REOPENS!",
        "Storm batters ports of the U.S.",
        "Varna: Peace at last for the harbour",
    ],
)
def test_headlines_of_many_forms(article_of: Callable[..., Article], first: str) -> None:
    assert article_of(f"{first}\r\n\r\n{LEAD}").title == first


@pytest.mark.parametrize(
    "first",
    [
        "The port of Varna has reopened.",
        "The port of Varna has reopened, the master said:",
        "VARNA, Bulgaria - The port reopened on Tuesday",
        "Cranes at the port of Varna on Monday (Kyodo)",
        "By Ana Petrova",
        "Reuters",
        "Tuesday, June 9, 2020",
        "The port " + "reopened and " * 30,
        "* * *",
    ],
)
def test_what_is_no_headline(article_of: Callable[..., Article], first: str) -> None:
    article = article_of(f"{first}\n\n{LEAD}\n\n{REST}")
    assert article.title == ""
    assert all(section.kind != "headline" for section in article.sections)


def test_a_first_line_without_a_blank_line_below_is_no_headline(article_of: Callable[..., Article]) -> None:
    assert article_of(f"Storm-hit port reopens\n{LEAD}").title == ""


def test_a_text_of_one_line_has_no_headline(article_of: Callable[..., Article]) -> None:
    assert article_of("Storm-hit port of Varna reopens").title == ""


def test_the_day_comes_from_the_configuration_else_from_the_text(article_of: Callable[..., Article]) -> None:
    assert article_of(LEAD).published is None
    assert article_of(LEAD, day=date(2020, 6, 9)).published == date(2020, 6, 9)
    dated = f"Port reopens\n\nTuesday, June 2, 2020\n\n{LEAD}"
    assert article_of(dated).published == date(2020, 6, 2)
    assert article_of(dated, day=date(2020, 6, 9)).published == date(2020, 6, 9)


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "...\n\n--"])
def test_an_empty_text_is_an_error(error_of: Callable[..., ReadError], content: str) -> None:
    assert error_of(content).reason == "holds no text"


def test_blanks_before_the_text_do_not_hide_it(article_of: Callable[..., Article]) -> None:
    assert article_of(" " * 100_000 + LEAD).text.endswith(LEAD)


def test_a_hundred_thousand_words_are_an_article(article_of: Callable[..., Article]) -> None:
    text = "\n\n".join([LEAD] * 7_000)
    assert len(text.split()) > 100_000
    assert len(article_of(text).text) == len(text)


@pytest.mark.parametrize("length", [_articles.LIMIT + 1, 9_000_000])
def test_a_text_that_is_too_long_is_refused_with_advice(error_of: Callable[..., ReadError], length: int) -> None:
    error = error_of((LEAD * (length // len(LEAD) + 1))[:length])
    assert "give each a file, or a line of a JSONL file" in error.reason


def test_another_language_is_refused_by_name(error_of: Callable[..., ReadError]) -> None:
    error = error_of("Der Hafen von Varna wurde am Dienstag nach drei Tagen Sturm wieder geöffnet, sagte sein Leiter.")
    assert isinstance(error, NotEnglishError)
    assert "German (de, probability" in str(error)
    assert str(error).endswith("translate it first or leave it out")
