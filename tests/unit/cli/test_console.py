"""Hostile text is made harmless, and a stream that cannot show a sign gets another."""

from __future__ import annotations

import io

import pytest

from kg.cli.console import clean, plain, speaks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand  blanks ", "two lines and blanks"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("bell\x07 back\x08space", "bell<U+0007> back<U+0008>space"),
        ("\x9b2J", "<U+009B>2J"),
        ("left \u202eright", "left <U+202E>right"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("no\xa0break", "no break"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("naïve façade – “quoted”", "naïve façade – “quoted”"),
        ("", ""),
    ],
)
def test_text_of_articles_cannot_steer_a_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("text", ["[bold]not bold[/bold]", "[link=http://x]y[/link]", ":smile:", "[/]"])
def test_markup_in_text_stays_text(text: str) -> None:
    found = plain(text)
    assert found.plain == text
    assert found.spans == []


def test_a_stream_says_what_it_can_show() -> None:
    ascii_, utf8 = (io.TextIOWrapper(io.BytesIO(), encoding=e) for e in ("ascii", "utf-8"))
    assert speaks(utf8, "✓ ←")
    assert not speaks(ascii_, "✓")
    assert speaks(ascii_, "+")
