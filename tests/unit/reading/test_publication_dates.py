"""Publication dates: what is read, what is refused rather than guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kg.reading._dates import latest, leading_date, parse_published, plausible


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2020-06-09", date(2020, 6, 9)),
        ("20200609", date(2020, 6, 9)),
        (" 2020-06-09 ", date(2020, 6, 9)),
        ("2020/06/09", date(2020, 6, 9)),
        ("2020-06-09T08:30:00Z", datetime(2020, 6, 9, 8, 30, tzinfo=UTC)),
        ("2020-06-09 08:30", datetime(2020, 6, 9, 8, 30)),
        ("2020-06-09T08:30:00+09:00", datetime(2020, 6, 9, 8, 30, tzinfo=timezone(timedelta(hours=9)))),
        ("Tue, 09 Jun 2020 08:30:00 +0000", datetime(2020, 6, 9, 8, 30, tzinfo=UTC)),
        ("June 9, 2020", date(2020, 6, 9)),
        ("Tuesday, June 9, 2020", date(2020, 6, 9)),
        ("9 June 2020", date(2020, 6, 9)),
        ("9th June 2020", date(2020, 6, 9)),
        ("Sept. 9, 2020", date(2020, 9, 9)),
        ("Jun 9, 2020", date(2020, 6, 9)),
        (1591691400, datetime(2020, 6, 9, 8, 30, tzinfo=UTC)),
        (1591691400000, datetime(2020, 6, 9, 8, 30, tzinfo=UTC)),
    ],
)
def test_dates_as_records_state_them(stated: str | int, read: date) -> None:
    assert parse_published(stated) == read
    assert type(parse_published(stated)) is type(read)


@pytest.mark.parametrize("stated", [None, "", " ", "n/a", "None", "NULL", "unknown"])
def test_unknown_dates(stated: str | None) -> None:
    assert parse_published(stated) is None


@pytest.mark.parametrize(
    "stated",
    [
        "yesterday",
        "06/09/2020",
        "2020-13-40",
        "0001-01-01",
        "1970-01-01",
        "9999-12-31",
        "12",
        True,
        ["2020"],
        -5,
        1e99,
        float("nan"),
    ],
)
def test_what_is_no_date_is_refused(stated: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_published(stated)


def test_what_can_be_a_day_of_publication() -> None:
    assert plausible(date(1987, 10, 20))
    assert plausible(latest())
    assert not plausible(latest() + timedelta(days=1))
    assert not plausible(date(1899, 12, 31))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Friday, July 21, 2017", (date(2017, 7, 21), 21)),
        ("21 July 2017 and more", (date(2017, 7, 21), 12)),
        ("July 21: It rained", None),
        ("July 41, 2017", None),
        ("On July 21, 2017", None),
    ],
)
def test_a_date_at_the_beginning(text: str, found: tuple[date, int] | None) -> None:
    assert leading_date(text, 0) == found
