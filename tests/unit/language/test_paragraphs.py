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


def test_blank_lines_always_start_a_paragraph() -> None:
    assert paragraph_starts(["A", "b"], ["", "\n\n"], wrapped=True) == {1}
    assert paragraph_starts(["A", "b"], ["", "\r\n \r\n"], wrapped=True) == {1}


def test_single_break_starts_one_unless_wrapped_or_lower_case() -> None:
    assert paragraph_starts(["A", "B"], ["", "\n"], wrapped=False) == {1}
    assert paragraph_starts(["A", "B"], ["", "\n"], wrapped=True) == set()
    assert paragraph_starts(["A", "b"], ["", "\n"], wrapped=False) == set()


def test_first_word_starts_nothing() -> None:
    assert paragraph_starts(["A"], ["\n\n"], wrapped=False) == set()
