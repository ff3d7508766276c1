"""Lines that say who wrote an article, for whom and when, and lines that only look so."""

from __future__ import annotations

from datetime import date

import pytest

from kg.reading._datelines import Dateline, lone_dateline
from kg.reading._dates import DateLine, date_line
from kg.reading._metalines import Meta, is_office, meta_line

DAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "March 4, 2024",
        "MARCH 4, 2024",
        "Mar. 4, 2024 | 9:30 PM EST",
        "4th March 2024",
        "Monday 4 March 2024",
        "4-Mar-2024",
        "Mon, 4 Mar 2024 06.00 CET",
        "First published on Monday 4 March 2024 05.00 GMT",
        "Published:\t4\u00a0March 2024",
        "Date: 2024-03-04",
        "2024-03-04T09:30:00Z",
        "2024/03/04 09:30",
        "09:30 GMT, 4 March 2024",
        "(March 4, 2024)",
    ],
)
def test_a_date_on_its_own(line: str) -> None:
    assert date_line(line) == DateLine(day=DAY, updated=False)


@pytest.mark.parametrize(
    "line", ["Updated 4 March 2024", "Last updated on: March 4, 2024, 10:15 a.m. ET", "Modified 2024-03-04"]
)
def test_a_date_of_revision(line: str) -> None:
    assert date_line(line) == DateLine(day=DAY, updated=True)


@pytest.mark.parametrize(
    "line",
    ["04/03/2024", "31 February 2024", "Monday, March 4", "Published March 4", "Updated 3 hours ago", "5 min read"],
)
def test_a_date_that_names_no_certain_day(line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.day is None


def test_the_order_of_day_and_month_where_it_is_certain() -> None:
    assert date_line("25/03/2024") == DateLine(day=date(2024, 3, 25), updated=False)
    assert date_line("03/25/2024") == DateLine(day=date(2024, 3, 25), updated=False)
    assert date_line("04.04.2024") == DateLine(day=date(2024, 4, 4), updated=False)


@pytest.mark.parametrize(
    "line", ["March 4", "2024", "March 4, 2024 was a day of rain", "March 4, 2024.", "Published", "Updated rules", ""]
)
def test_what_is_no_line_of_a_date(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("Reuters | London | March 4, 2024", Meta(agency="Reuters", day=DAY, sure=True)),
        ("AP - March 4, 2024", Meta(agency="AP", day=DAY, sure=True)),
        ("Reuters, 4 March 2024", Meta(agency="Reuters", day=DAY, sure=True)),
        ("By Ana Petrova Updated March 4, 2024", Meta(authors=("Ana Petrova",), updated=DAY, sure=True)),
        ("By Ana Petrova, The Daily Post", Meta(authors=("Ana Petrova",), sure=True)),
        ("By Ana Petrova, New York", Meta(authors=("Ana Petrova",), sure=True)),
        ("By Ana Petrova for Reuters", Meta(authors=("Ana Petrova",), agency="Reuters", sure=True)),
        ("Published 4 March 2024; Updated 4 March 2024", Meta(day=DAY, updated=DAY, dated=True, sure=True)),
        ("Ana Petrova and agencies", Meta(authors=("Ana Petrova",), sure=True)),
        ("March 4, 2024 10:00 AM GMT Updated 2 hours ago", Meta(day=DAY, dated=True, sure=True)),
        ("https://example.org/canal", Meta()),
        ("© 2024 The Daily Post", Meta()),
    ],
)
def test_lines_of_several_parts(line: str, meta: Meta) -> None:
    assert meta_line(line) == meta


@pytest.mark.parametrize(
    "line",
    [
        "Reuters - The council voted on Monday",
        "London | Paris",
        "Council - 4 March 2024",
        "By Friday Ana Petrova",
        "by Kogyo, a subcontractor, stepped into the water on",
        "By " + "Ana Petrova, " * 20,
        "New York, Reuters",
        "the port of Varna, Reuters",
    ],
)
def test_what_is_no_such_line(line: str) -> None:
    assert meta_line(line) is None


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Diplomatic correspondent", True),
        ("Political reporter, The Daily Post", True),
        ("Editor in London", True),
        ("The reporter left.", False),
        ("Divers will look at the gates", False),
        ("the editor", False),
    ],
)
def test_what_a_writer_is(line: str, office: bool) -> None:
    assert is_office(line) is office


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("LONDON", "LONDON", ""),
        ("LONDON —", "LONDON", ""),
        ("Varna, Bulgaria", "Varna, Bulgaria", ""),
        ("VARNA, March 4 (AP) --", "VARNA", "AP"),
        ("RIO\u00a0DE JANEIRO", "RIO DE JANEIRO", ""),
    ],
)
def test_a_dateline_on_its_own(line: str, place: str, agency: str) -> None:
    assert lone_dateline(line, 0, len(line)) == Dateline(place=place, agency=agency, end=len(line))


@pytest.mark.parametrize(
    "line",
    ["The port", "PORT REOPENS", "Ana Petrova, Reuters", "BREAKING -", "In London", "NATO", "", "London " * 30],
)
def test_what_is_no_dateline_on_its_own(line: str) -> None:
    assert lone_dateline(line, 0, len(line)) is None


@pytest.mark.parametrize("line", ["The Tidewater Gazette, 4 March 2024", "Daily Courier, March 4, 2024"])
def test_a_paper_and_its_day(line: str) -> None:
    found = meta_line(line)
    assert found is not None
    assert (found.day, found.authors) == (DAY, ())


@pytest.mark.parametrize("line", ["Sales at the Harbour, 4 March 2024", "He wrote in the Post, 4 March 2024"])
def test_words_before_a_day_are_no_paper(line: str) -> None:
    assert meta_line(line) is None
