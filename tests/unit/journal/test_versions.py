"""Which version of an article counts, and which notice withdraws it: by what they say, in any order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kg.articles import Article
from kg.journal.versions import Version, plain_headline, supersedes

BODY = (
    "Rain fell on the town of Harrow on Monday and the river rose by two metres, the mayor said. The old dam above the "
    "town held, and nobody was hurt. Engineers will look at the dam on Tuesday and report to the council in a week."
)


def version(
    text: str = BODY, *, title: str = "Dam holds after heavy rain", publisher: str = "Harbour Wire", url: str = "",
    published: date | None = date(2021, 3, 1), updated: date | None = None, digest: str = "",
) -> Version:  # fmt: skip
    name = Article.identify(text=text, url=url)
    return Version.of(
        Article(
            id=name, text=text, title=title, publisher=publisher, url=url, published=published, updated=updated,
            digest=digest or f"{text} {title} {published} {updated}",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "plain", "rank", "withdrawn"),
    [
        ("Dam holds after rain", "Dam holds after rain", 0, False),
        ("CORRECTION: Dam holds after rain", "Dam holds after rain", 1, False),
        ("Corrected: Dam holds after rain", "Dam holds after rain", 1, False),
        ("(CORRECTED) Dam holds after rain", "Dam holds after rain", 1, False),
        ("Dam holds after rain (corrected)", "Dam holds after rain", 1, False),
        ("UPDATE 1-Dam holds after rain", "Dam holds after rain", 2, False),
        ("UPDATE 3: Dam holds after rain", "Dam holds after rain", 6, False),
        ("UPDATE 2-CORRECTED-Dam holds after rain", "Dam holds after rain", 5, False),
        ("RETRACTION: Dam holds after rain", "Dam holds after rain", 0, True),
        ("Dam holds after rain [RETRACTED]", "Dam holds after rain", 0, True),
        ("STORY WITHDRAWN - Dam holds after rain", "Dam holds after rain", 0, True),
        ("Retraction of dam study stirs town", "Retraction of dam study stirs town", 0, False),
        ("Update on the dam: it holds", "Update on the dam: it holds", 0, False),
        ("Corrections officers strike", "Corrections officers strike", 0, False),
        ("Withdrawn offer angers union", "Withdrawn offer angers union", 0, False),
        ("Killer whale freed", "Killer whale freed", 0, False),
    ],
)
def test_marks_of_headlines(title: str, plain: str, rank: int, withdrawn: bool) -> None:
    assert plain_headline(title) == (plain, rank, withdrawn)


def test_of_versions_at_one_address_the_later_counts() -> None:
    url = "https://wire.example/dam"
    old = version(url=url)
    new = version(BODY + " Two more.", url=url, updated=date(2021, 3, 2))
    short = version("Rain fell on the town.", url=url)
    assert supersedes(new, old)
    assert not supersedes(old, new)
    assert supersedes(old, short)
    assert [supersedes(old, old), supersedes(short, old)] == [False, False]


def test_times_are_compared_in_one_zone() -> None:
    url = "https://wire.example/dam"
    early = version(url=url, published=datetime(2021, 3, 1, 9, tzinfo=timezone(timedelta(hours=9))))
    late = version("Other words.", url=url, published=datetime(2021, 3, 1, 1, tzinfo=UTC))
    assert supersedes(late, early)


@pytest.mark.parametrize("title", ["CORRECTION: Dam holds after heavy rain", "UPDATE 2-Dam holds after heavy rain"])
def test_a_marked_version_under_another_name_takes_the_place(title: str) -> None:
    old, new = version(), version(BODY.replace("two metres", "three metres") + " It is 80 years old.", title=title)
    assert supersedes(new, old)
    assert not supersedes(old, new)
    assert not supersedes(version(BODY.replace("two", "three"), title="Dam holds after heavy rain"), old)
    assert not supersedes(version(BODY.replace("two", "three"), title=title, publisher="Other"), old)
    assert not supersedes(version("The dam was built in 1931 by the county. " * 9, title=title), old)
    assert not supersedes(version(BODY.replace("two", "three"), title=title, published=date(2021, 2, 1)), old)


@pytest.mark.parametrize(
    "mark",
    [
        "(Corrects height of river in first paragraph.)\n\n{}",
        "{}\n\nCorrection: the river rose by three metres.",
        "{}\n\nAn earlier version of this story gave a wrong height.",
        "This story has been corrected to give the right height.\n\n{}",
    ],
)
def test_a_mark_in_the_text_will_do(mark: str) -> None:
    new = version(mark.format(BODY.replace("two", "three")))
    assert new.rank == 1
    assert supersedes(new, version())


@pytest.mark.parametrize(
    "start", ["Correction officers struck: few came.", "Updated rules apply.", "The report is old."]
)
def test_words_that_are_no_mark(start: str) -> None:
    assert version(f"{start} {BODY}").rank == 0


@pytest.mark.parametrize(
    "notice",
    [
        version("The earlier report was wrong.", title="RETRACTION: Dam holds after heavy rain"),
        version("The report on the dam has been withdrawn.", title="Dam holds after heavy rain"),
        version("The Harbour Wire has retracted its story at https://wire.example/dam.", title="Note to readers"),
        version("This article has been withdrawn.", url="https://wire.example/dam", title="", published=None),
    ],
)
def test_notices_withdraw(notice: Version) -> None:
    assert notice.notice
    assert supersedes(notice, version(url="https://wire.example/dam"))
    assert not supersedes(version(url="https://wire.example/dam"), notice)
    assert supersedes(notice, version(url="https://wire.example/dam", published=datetime(2021, 3, 1, 8, 30)))  # type: ignore[arg-type]
    other = version(BODY, url="https://wire.example/other", title="Bridge opens", published=date(2021, 3, 1))
    assert not supersedes(notice, other)


def test_a_story_told_again_after_its_withdrawal_counts() -> None:
    notice = version("Wrong.", title="RETRACTION: Dam holds after heavy rain")
    assert not supersedes(notice, version(published=date(2021, 3, 5)))


def test_news_of_a_withdrawal_is_no_notice() -> None:
    text = "The journal has retracted the study by Ann Lee, whose report on dams has been withdrawn. " + BODY * 9
    assert not version(text, title="Journal withdraws study").notice
