"""Line breaks that end a sentence and line breaks that do not."""

from __future__ import annotations

from kg.language.paragraphs import hard_wrapped, paragraph_starts

WRAPPED = """The minister said on Tuesday that the government would not recall
its ambassador from the capital, whatever the result of the vote, and
that talks would go on until a new agreement had been signed by both
sides."""


def test_wrapped_text_is_told_from_paragraphs() -> None:
    assert hard_wrapped(WRAPPED)
    assert not hard_wrapped("Headline\nA first sentence, which ends here.\nA second one, which ends too.")
    assert not hard_wrapped("One line only")


def test_the_lines_above_a_wrapped_report_do_not_hide_that_it_is_wrapped() -> None:
    top = "WORLD NEWS\nMinister keeps the ambassador\nTalks go on\nBy Lena Whitcombe\nMarch 4, 2024\n"
    long = "Minister keeps the ambassador in the capital, whatever may come of the vote that both sides await"
    assert hard_wrapped(top + WRAPPED)
    assert hard_wrapped((top + WRAPPED).replace("\n", "\r\n"))
    assert hard_wrapped(f"{long}\nBy Lena Whitcombe\n{WRAPPED}")
    assert not hard_wrapped(top + WRAPPED.replace("\n", " "))
    assert not hard_wrapped(top + "The talks go on.\nThe ambassador stays.\nBoth sides have signed.")


def test_blank_lines_always_start_a_paragraph() -> None:
    assert paragraph_starts(["A", "b"], ["", "\n\n"], wrapped=True) == {1}
    assert paragraph_starts(["A", "b"], ["", "\r\n \r\n"], wrapped=True) == {1}


def test_single_break_starts_one_unless_wrapped_or_lower_case() -> None:
    assert paragraph_starts(["A", "B"], ["", "\n"], wrapped=False) == {1}
    assert paragraph_starts(["A", "B"], ["", "\n"], wrapped=True) == set()
    assert paragraph_starts(["A", "b"], ["", "\n"], wrapped=False) == set()


def test_first_word_starts_nothing() -> None:
    assert paragraph_starts(["A"], ["\n\n"], wrapped=False) == set()
