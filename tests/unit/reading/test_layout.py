"""The outer parts of a text together: what each section covers, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.articles import Article
from kg.reading._sections import find_layout, paragraphs

LEAD = "The harbour of Varna reopened on Tuesday after three days of storm, its master said."
REST = "Two ships had run aground. Tugs pulled them free on Sunday."


def parts(text: str, **known: object) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in find_layout(text, **known).sections]  # type: ignore[arg-type]


def test_an_article_with_everything() -> None:
    text = (
        "Port reopens after storm\n\nBy Ana Petrova and John Roe\nReuters\n\n"
        f"Cranes at the port on Monday. (AFP/Kyodo)\n\nVARNA, Bulgaria, June 9 (Reuters) - {LEAD}\n\n{REST}\n\n"
        "Ivan Kolev, the harbour master, in 2019. Photo: Daily Post\n\nInsurers will meet next week.\n\n"
        "(Reporting by Ana Petrova; Editing by Jane Doe)\n"
    )
    assert parts(text) == [
        ("headline", "Port reopens after storm"),
        ("credit", "By Ana Petrova and John Roe"),
        ("credit", "Reuters"),
        ("caption", "Cranes at the port on Monday."),
        ("credit", "(AFP/Kyodo)"),
        ("dateline", "VARNA, Bulgaria, June 9 (Reuters) - "),
        ("caption", "Ivan Kolev, the harbour master, in 2019."),
        ("credit", "Photo: Daily Post"),
        ("credit", "(Reporting by Ana Petrova; Editing by Jane Doe)"),
    ]
    layout = find_layout(text)
    assert (layout.title, layout.place, layout.agency) == ("Port reopens after storm", "VARNA, Bulgaria", "Reuters")
    assert layout.authors == ("Ana Petrova", "John Roe")


def test_a_photo_agency_is_not_the_publisher(article_of: Callable[..., Article]) -> None:
    article = article_of(f"The leader hosts a meeting of his party. (KCNA/Kyodo)\n\nBEIJING - {LEAD}\n\n{REST}")
    assert (article.place, article.agency, article.publisher) == ("BEIJING", "KCNA/Kyodo", "")
    assert [s.kind for s in article.sections] == ["caption", "credit", "dateline"]
    assert article.section_at(0) == "caption"
    assert article.section_at(article.text.index("The harbour")) == "body"


@pytest.mark.parametrize(
    ("lead", "publisher"),
    [
        (f"VARNA (AP) — {LEAD}", "Associated Press"),
        (f"VARNA (REUTERS) - {LEAD}", "Reuters"),
        (f"VARNA (Acme Press) - {LEAD}", "Acme Press"),
        (f"By Jane Doe, Reuters\n{LEAD}", "Reuters"),
        (f"{LEAD} (AFP)", ""),
        (f"VARNA (Agencies) - {LEAD}", ""),
        (LEAD, ""),
    ],
)
def test_the_agency_of_the_dateline_or_byline_is_the_publisher(
    article_of: Callable[..., Article], lead: str, publisher: str
) -> None:
    assert article_of(f"{lead}\n\n{REST}").publisher == publisher


def test_a_publisher_that_is_known_stays(article_of: Callable[..., Article]) -> None:
    record = '{"text": "SOFIA (AP) — Rain fell on the city on Monday.", "publisher": "The Daily Post"}'
    article = article_of(record, name="a.jsonl")
    assert (article.publisher, article.agency) == ("The Daily Post", "AP")


def test_the_report_s_own_credit_goes_before_a_picture_s() -> None:
    text = f"Cranes at the port. (Kyodo)\n\n{LEAD}\n\n{REST} (AFP)"
    assert find_layout(text).agency == "AFP"
    assert parts(text)[-1] == ("credit", "(AFP)")


def test_the_last_paragraph_with_an_agency_is_body() -> None:
    text = f"{LEAD}\n\nThe port had been closed since Saturday. (PTI)"
    assert parts(text) == [("credit", "(PTI)")]


def test_a_single_paragraph_with_an_agency_is_body() -> None:
    assert parts("BEIJING - The port had been closed since Saturday. (Kyodo)") == [
        ("dateline", "BEIJING - "),
        ("credit", "(Kyodo)"),
    ]


def test_a_date_in_front_of_the_report_is_a_dateline() -> None:
    text = f"Port reopens\n\nTuesday, June 9, 2020 {LEAD}"
    assert parts(text) == [("headline", "Port reopens"), ("dateline", "Tuesday, June 9, 2020")]
    assert find_layout(text).day == date(2020, 6, 9)


@pytest.mark.parametrize("day", ["June 9, 2020", "9 June 2020", "Jun. 9, 2020"])
def test_a_full_date_in_the_dateline(day: str) -> None:
    assert find_layout(f"VARNA, {day} (Reuters) - {REST}").day == date(2020, 6, 9)
    assert find_layout(f"VARNA (Reuters) - On {day} the port closed. {REST}").day is None


def test_a_day_without_its_year_in_the_dateline() -> None:
    assert find_layout(f"VARNA, June 9 (Reuters) - {REST}").day is None


def test_a_date_that_begins_a_sentence_is_none() -> None:
    assert parts(f"June 9, 2020 was a day of rain in Varna.\n\n{REST}") == []


def test_a_stated_title_marks_its_line() -> None:
    text = f"PORT  REOPENS AFTER STORM.\n{LEAD} {LEAD}"
    assert parts(text, title="Port reopens after storm.") == [("headline", "PORT  REOPENS AFTER STORM.")]
    assert parts(f"{LEAD}\n\n{REST}", title="Another title") == []


def test_captions_that_the_source_marks() -> None:
    text = f"{LEAD}\n\nCranes at the port. AFP\n\nThe harbour master"
    start, last = text.index("Cranes"), text.index("The harbour master")
    ranges = ((start, start + 23), (last, len(text)))
    assert parts(text, captions=ranges) == [
        ("caption", "Cranes at the port."),
        ("credit", "AFP"),
        ("caption", "The harbour master"),
    ]


def test_a_dateline_is_looked_for_near_the_top_only() -> None:
    text = "\n\n".join([LEAD] * 8 + ["PARIS - The port of Marseille reopened too, its master said."])
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", ["a\nb", "c"]),
        ("a\r\nb\r\n\r\nc\r\n", ["a\r\nb", "c"]),
        ("a\rb\r\rc", ["a\rb", "c"]),
        ("  a  \n \t \n\n b", ["a", "b"]),
        (f"short\n{'long ' * 40}\nshort", ["short", ("long " * 40).strip(), "short"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected
