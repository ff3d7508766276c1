"""Bylines, credits, and the captions that they give away."""

from __future__ import annotations

import pytest

from kg.reading._credits import closing_credit, find_byline, find_caption, is_credit_line
from kg.reading._lexicon import agencies_within


@pytest.mark.parametrize(
    ("caption", "credit", "agency"),
    [
        ("The leader visits a farm.", "(KCNA/Kyodo)", "KCNA/Kyodo"),
        ("The leader, pictured in 2018.", "(Kyodo)", "Kyodo"),
        ("The leader at a farm in May", "(Kyodo)", "Kyodo"),
        ("Police guard the gate.", "(AP Photo/Jane Doe)", "AP"),
        ("Police guard the gate.", "(AP Photo/Jane Doe, File)", "AP"),
        ("Police guard the gate.", "(Photo by John Roe/Getty Images)", "Getty Images"),
        ("Police guard the gate.", "[Photo/Xinhua]", "Xinhua"),
        ("Police guard the gate.", "(Handout via Reuters)", "Reuters"),
        ("Police guard the gate.", "(File photo)", ""),
        ("Police guard the gate.", "REUTERS/Jane Doe", "REUTERS"),
        ("Police guard the gate.", "Photo: Reuters", "Reuters"),
        ("Police guard the gate.", "Photo by John Roe", ""),
        ("Police guard the gate |", "Photo: AP", "AP"),
        ("Police guard the gate.", "Image: J. R. Roe.", ""),
        ("Police guard the gate.", "© AFP", "AFP"),
        ("Police guard the gate.", "/Xinhua", "Xinhua"),
        ("Police guard the gate.", "Getty Images", "Getty Images"),
    ],
)
def test_captions_end_in_a_credit(caption: str, credit: str, agency: str) -> None:
    text = f"Before.\n\n{caption} {credit}"
    found = find_caption(text, 9, len(text), last=False)
    assert found is not None
    assert found.picture
    assert text[found.credit :] == credit
    assert found.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "It was set up by the World Health Organization (WHO)",
        "It was reported by the Associated Press (AP)",
        "The doctors are in the American Academy of Pediatrics (AAP)",
        "He called it a success. The picture: mixed",
        "They want more. Credit by banks rose",
        "She has a photo of him (and a picture of the dog)",
        "The bank is Credit Suisse",
        'He asked for it: "Credit: me"',
        "It was a good win (at last)",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert find_caption(text, 0, len(text), last=False) is None


@pytest.mark.parametrize("last", [True, False])
def test_a_report_may_credit_its_agency(last: bool) -> None:
    text = "The port has reopened, its master said on Tuesday. (Reuters)"
    found = find_caption(text, 0, len(text), last=last)
    assert found is not None
    assert not found.picture
    assert text[found.credit :] == "(Reuters)"


def test_a_long_paragraph_is_no_caption() -> None:
    text = "The ship lay there. It was old. It was rusty. Nobody came. Nobody went. (Kyodo)"
    found = find_caption(text, 0, len(text), last=False)
    assert found is not None
    assert not found.picture


def test_in_a_known_caption_an_agency_needs_no_mark() -> None:
    text = "Cranes at the port. AFP"
    assert find_caption(text, 0, len(text), last=False) is None
    found = find_caption(text, 0, len(text), last=False, known=True)
    assert found is not None
    assert (text[found.credit :], found.agency) == ("AFP", "AFP")


def test_a_closing_credit_follows_a_dash() -> None:
    text = "The port is open, he said. — AFP"
    found = closing_credit(text, 0, len(text))
    assert found is not None
    assert (text[found.credit :], found.agency, found.picture) == ("— AFP", "AFP", False)
    assert closing_credit("The port is open, he said. — Smith", 0, 34) is None


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Jane Doe", ("Jane Doe",), ""),
        ("BY JANE DOE", ("JANE DOE",), ""),
        ("By Jane Doe and John Roe, Reuters", ("Jane Doe", "John Roe"), "Reuters"),
        ("By JANE DOE, Associated Press Writer", ("JANE DOE",), "Associated Press"),
        ("By Reuters Staff", (), "Reuters"),
        ("By Jean-Pierre van der Berg in Paris", ("Jean-Pierre van der Berg",), ""),
        ("By James O'Brien | The Star", ("James O'Brien",), ""),
        ("By A.B. Smith Jr.", ("A.B. Smith Jr.",), ""),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], agency: str) -> None:
    found = find_byline(line)
    assert found is not None
    assert (found.authors, found.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line", ["By Monday", "By Monday the river had risen.", "By the time", "Bybrook Farm", "By " + "Ann Lee, " * 30]
)
def test_what_is_no_byline(line: str) -> None:
    assert find_byline(line) is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Reuters", True),
        ("(AFP)", True),
        ("(Reporting by Jane Doe; Editing by John Roe)", True),
        ("Additional reporting by Jane Doe; editing by John Roe.", True),
        ("Copyright 2021 The Daily Post. All rights reserved.", True),
        ("© 2021 AFP", True),
        ("Reporting by state television ended the strike.", False),
        ("Copyright law is changing, ministers said.", False),
        ("Rain fell.", False),
    ],
)
def test_lines_of_credit(line: str, credit: bool) -> None:
    assert is_credit_line(line) is credit


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("KCNA/Kyodo", ("KCNA", "Kyodo")),
        ("Jane Doe/AP Photo", ("AP",)),
        ("AFP via Getty Images", ("AFP", "Getty Images")),
        ("RFE/RL", ("RFE/RL",)),
        ("a friend", ()),
        ("", ()),
    ],
)
def test_agencies_of_a_credit(credit: str, names: tuple[str, ...]) -> None:
    assert agencies_within(credit) == names
