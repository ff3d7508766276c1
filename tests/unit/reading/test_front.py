"""The top of a plain text: headline, byline, date and dateline without blank lines between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles import Article
from kg.reading._front import find_front
from kg.reading._sections import find_layout, paragraphs

HEAD = "Council votes to reopen the old canal"
BODY = (
    "The council of Aldermouth voted on Monday to reopen the old canal to\n"
    "barges, its clerk said, after three dry summers had kept the locks\n"
    "shut and two mills had closed.\n"
    "\n"
    "Divers will look at the gates on Thursday, the harbour master told\n"
    "reporters."
)
LINES = (
    "The council of Aldermouth voted on Monday to reopen the old canal to barges, its clerk said.\n"
    "Divers will look at the gates on Thursday.\n"
    "Two mills had closed in the dry summers."
)
DAY = date(2024, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The lines above a report, and what they say."""

    lines: str
    title: str = HEAD
    authors: tuple[str, ...] = ()
    place: str = ""
    agency: str = ""
    day: date | None = None
    extra: str = ""  # above the report, but part of it


LENA = ("Lena Whitcombe",)
BOTH = ("Lena Whitcombe", "Tom Ford")
TOPS = [
    Top(lines=f"{HEAD}\nBy Lena Whitcombe\nLONDON, March 4, 2024 (Reuters) - ", authors=LENA, place="LONDON",
        agency="Reuters", day=DAY),
    Top(lines=f"{HEAD}\nLONDON, March 4, 2024 (Reuters) - ", place="LONDON", agency="Reuters", day=DAY),
    Top(lines=f"{HEAD}\nLONDON, March 4, 2024 (Reuters) -- ", place="LONDON", agency="Reuters", day=DAY),
    Top(lines=f"{HEAD}\nLONDON—", place="LONDON"),
    Top(lines=f"{HEAD}\nLONDON (AP) — ", place="LONDON", agency="AP"),
    Top(lines=f"{HEAD}\nLondon, 4 March 2024: ", place="London", day=DAY),
    Top(lines=f"{HEAD}\nBY LENA WHITCOMBE\n", authors=("LENA WHITCOMBE",)),
    Top(lines=f"{HEAD}\nby Lena Whitcombe\n", authors=LENA),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe and Tom Ford, Reuters\n", authors=BOTH, agency="Reuters"),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe in London and Tom Ford in Paris\n", authors=BOTH),
    Top(lines=f"{HEAD}\nBy LENA WHITCOMBE Associated Press\n", authors=("LENA WHITCOMBE",), agency="Associated Press"),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe, Diplomatic Editor\n", authors=LENA),
    Top(lines=f"{HEAD}\nAuthor: Lena Whitcombe\n", authors=LENA),
    Top(lines=f"{HEAD}\nWritten by Lena Whitcombe\n", authors=LENA),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe (Reuters)\n", authors=LENA, agency="Reuters"),
    Top(lines=f"{HEAD}\nReuters\n", agency="Reuters"),
    Top(lines=f"{HEAD}\n(AP)\n", agency="AP"),
    Top(lines=f"{HEAD}\nMarch 4, 2024\n", day=DAY),
    Top(lines=f"{HEAD}\nMONDAY, MARCH 4, 2024\n", day=DAY),
    Top(lines=f"{HEAD}\nPublished 4 March 2024 09:30 GMT\n", day=DAY),
    Top(lines=f"{HEAD}\nPosted on 2024-03-04\nBy Lena Whitcombe\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\nUpdated: March 4, 2024, 10:15 a.m. ET\n", day=DAY),
    Top(lines=f"{HEAD}\nUpdated: 6 March 2024\nPublished: 4 March 2024\n", day=DAY),
    Top(lines=f"{HEAD}\nUpdated: 6 March 2024\nLONDON, March 4, 2024 (AFP) - ", place="LONDON", agency="AFP", day=DAY),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe | Reuters | March 4, 2024\n", authors=LENA, agency="Reuters", day=DAY),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe, March 4, 2024\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe\nMarch 4, 2024 | 5 min read\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\nMonday, March 4\nLONDON - ", place="LONDON"),
    Top(lines=f"WORLD NEWS\n{HEAD}\nBy Lena Whitcombe\n", authors=LENA),
    Top(lines=f"World | Europe\n\n{HEAD}\n\nBy Lena Whitcombe\n\n", authors=LENA),
    Top(lines=f"Analysis\n{HEAD}\nLONDON (AP) — ", place="LONDON", agency="AP"),
    Top(lines=f"Reuters\n{HEAD}\nBy Lena Whitcombe\n", authors=LENA, agency="Reuters"),
    Top(lines=f"March 4, 2024\n{HEAD}\nBy Lena Whitcombe\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\nMills hope for barges by the summer\nBy Lena Whitcombe\nLONDON - ", authors=LENA,
        place="LONDON"),
    Top(lines=f"{HEAD}\n\nMills hope for barges by the summer\n\nBy Lena Whitcombe\n", authors=LENA),
    Top(lines="Council votes after a long night to reopen the old canal that the\nmills need\nBy Lena Whitcombe\n",
        title="Council votes after a long night to reopen the old canal that the mills need", authors=LENA),
    Top(lines="Council Votes to Reopen the\nOld Canal\nLONDON (AP) — ", title="Council Votes to Reopen the Old Canal",
        place="LONDON", agency="AP"),
    Top(lines="COUNCIL VOTES TO REOPEN\nOLD CANAL\nBy Lena Whitcombe\n", title="COUNCIL VOTES TO REOPEN OLD CANAL",
        authors=LENA),
    Top(lines=f"{HEAD}\nThe locks had been shut for three years.\nBy Lena Whitcombe\n", authors=LENA,
        extra="The locks had been shut for three years."),
    Top(lines=f"{HEAD}\nLONDON\n", place="LONDON"),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe\nLondon\n", authors=LENA, place="London"),
    Top(lines=f"{HEAD}\nLONDON, March 4, 2024 (Reuters) -\n", place="LONDON", agency="Reuters", day=DAY),
    Top(lines=f"{HEAD}\nRIO DE JANEIRO -- ", place="RIO DE JANEIRO"),
    Top(lines=f"{HEAD}\nPORT-AU-PRINCE, Haiti, March 4 (AP) — ", place="PORT-AU-PRINCE, Haiti", agency="AP"),
    Top(lines=f"{HEAD}\nAL-QAMISHLI, Syria — ", place="AL-QAMISHLI, Syria"),
    Top(lines=f"{HEAD}\nBy\u00a0Lena Whitcombe\nLONDON,\u00a0March\u00a04, 2024\t(Reuters)\u2009– ", authors=LENA,
        place="LONDON", agency="Reuters", day=DAY),
    Top(lines=f"\n\n{HEAD}\n\tBy Lena Whitcombe\n\tLONDON - ", authors=LENA, place="LONDON"),
    Top(lines=f"# {HEAD}\n\nBy Lena Whitcombe\n\n", authors=LENA),
    Top(lines=f"{HEAD}\n**By Lena Whitcombe**\n_March 4, 2024_\n", authors=LENA, day=DAY),
    Top(lines=f"Title: {HEAD}\nAuthor: Lena Whitcombe\nDate: 2024-03-04\nSource: Reuters\n\n", authors=LENA,
        agency="Reuters", day=DAY),
    Top(lines=f"HEADLINE: {HEAD}\nBYLINE: Lena Whitcombe\nDATELINE: LONDON\nBODY:\n", authors=LENA, place="LONDON"),
    Top(lines="Aldermouth take the title: fans cheer\n(AP)\n", title="Aldermouth take the title: fans cheer",
        agency="AP"),
    Top(lines=f"{HEAD}\nLena Whitcombe, Reuters\nLONDON (Reuters) - ", authors=LENA, place="LONDON", agency="Reuters"),
    Top(lines=f"{HEAD}\n04 Mar 2024 08:30PM (Updated: 05 Mar 2024 09:00AM)\nLONDON: ", place="LONDON", day=DAY),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe\n@lenaw\nMarch 4, 2024\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\nBy Lena Whitcombe\nDiplomatic correspondent\n", authors=LENA),
    Top(lines=f"https://example.org/canal\n{HEAD}\nBy Lena Whitcombe\n", authors=LENA),
    Top(lines=f"-----\ntitle: {HEAD}\nauthor: Lena Whitcombe\ndate: 2024-03-04\n-----\n\n", authors=LENA, day=DAY),
    Top(lines=f"{HEAD}\n-----\nBy Lena Whitcombe\n", authors=LENA),
    Top(lines="Varna: A port in wait\nBy Lena Whitcombe\n", title="Varna: A port in wait", authors=LENA),
    Top(lines="LONDON, March 4, 2024 (Reuters) - ", title="", place="LONDON", agency="Reuters", day=DAY),
    Top(lines="By Lena Whitcombe\nLONDON (AP) — ", title="", authors=LENA, place="LONDON", agency="AP"),
    Top(lines="", title=""),
]  # fmt: skip


def body_of(article: Article) -> str:
    """Return what no section covers, with single blanks."""
    edges = [0, *(x for s in article.sections for x in (s.start, s.end)), len(article.text)]
    return " ".join(" ".join(article.text[a:b] for a, b in list(pairwise(edges))[::2]).split())


@pytest.mark.parametrize("body", [BODY, LINES], ids=["wrapped", "a paragraph a line"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("top", TOPS, ids=[top.lines[-60:].strip() for top in TOPS])
def test_the_top_of_a_text(article_of: Callable[..., Article], top: Top, line_end: str, body: str) -> None:
    text = (top.lines + body).replace("\n", line_end)
    article = article_of(b"\xef\xbb\xbf" + text.encode())
    assert article.text == text
    assert (article.title, article.authors) == (top.title, top.authors)
    assert (article.place, article.agency, article.published) == (top.place, top.agency, top.day)
    report = f"{top.extra} {body}" if top.extra else body
    assert body_of(article).replace("----- ", "") == " ".join(report.split())


BODIES = [
    BODY,
    LINES,
    "By Monday, the council had voted to reopen the canal.\nDivers will look at it.",
    "By Monday, Lena Whitcombe and Tom Ford\nhad left the town.\n\nThe mills are shut.",
    "By Monday Lena Whitcombe\nhad left the town with her daughter and\nher son.",
    "By late summer the mills of Aldermouth\nhad closed, and by winter\nthe locks had too.",
    ("The book was read in all the schools of the county. It was written\nby Lena Whitcombe\n"
     "and her brother, who had once worked at the mills."),
    "The council voted on Monday to reopen the canal, its clerk told\nReuters.\n\nThe mills are shut.",
    ("The paper was signed by all the mayors of the county on\nMarch 4, 2024\n"
     "in the town hall of Aldermouth.\n\nThe mills are shut."),
    "The paper was signed by all the mayors of the county on\nMarch 4, 2024.\n\nThe mills are shut.",
    ("The barges were to go from the mills of Aldermouth to the port of\n"
     "VARNA - and on to Odesa - before the end of the summer, he said.\n\nThey did not."),
    ("The council voted on Monday to reopen the canal. Two mills had closed\nand the locks were dry\n\n"
     "By winter they may be open."),
    "Who will pay for the gates of the canal, and who\nfor its barges?\n\nThe council does not know.",
    "the council voted on Monday\n\nDivers will look at the gates.",
    ("The council voted on Monday to reopen the old canal to the barges of\n"
     "Aldermouth and the mills. Divers\nwill look at the gates.\nBy Thursday they will know."),
]  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("body", BODIES)
def test_a_body_alone_has_no_front(body: str, line_end: str) -> None:
    layout = find_layout(body.replace("\n", line_end))
    assert (layout.sections, layout.title, layout.authors, layout.place, layout.day) == ((), "", (), "", None)


def test_a_headline_over_a_paragraph_on_one_line() -> None:
    assert find_layout(f"{HEAD}\n{BODY.replace(chr(10), ' ')}").title == HEAD
    assert find_layout(f"{HEAD}\n{BODY}").title == ""


def test_a_headline_of_two_lines_over_a_blank_one() -> None:
    front = find_front(f"{HEAD} after\na long night\n\n{BODY}")
    assert (front.title, len(front.headlines)) == (f"{HEAD} after a long night", 1)


def test_a_title_that_the_source_states_is_found_under_a_section_s_name() -> None:
    text = f"WORLD NEWS\nCouncil votes to reopen the\nold canal\nBy Lena Whitcombe\nLONDON (AP) — {BODY}"
    layout = find_layout(text, title=HEAD)
    assert [(s.kind, text[s.start : s.end]) for s in layout.sections] == [
        ("headline", "WORLD NEWS"),
        ("headline", "Council votes to reopen the\nold canal"),
        ("credit", "By Lena Whitcombe"),
        ("dateline", "LONDON (AP) — "),
    ]


def test_a_caption_between_headline_and_dateline() -> None:
    text = f"{HEAD}\nThe canal in May. (AFP/Kyodo)\nLONDON (AP) — {BODY}"
    layout = find_layout(text)
    assert [s.kind for s in layout.sections] == ["headline", "caption", "credit", "dateline"]
    assert (layout.title, layout.agency, layout.place) == (HEAD, "AP", "LONDON")


def test_a_line_of_a_stated_caption_is_no_headline() -> None:
    text = f"{HEAD}\nBy Lena Whitcombe\n{BODY}"
    assert find_front(text, limit=0).title == ""
    assert find_layout(text, captions=((0, len(HEAD)),)).title == ""


def test_lines_that_end_as_sentences_do_are_paragraphs() -> None:
    assert [LINES[start:end] for start, end in paragraphs(LINES)] == LINES.split("\n")
    assert len(list(paragraphs(BODY))) == 2


TOP_LINES = [
    HEAD, "WORLD NEWS", "By Lena Whitcombe", "BY LENA WHITCOMBE", "Reuters", "(AP)", "March 4, 2024",
    "Updated 2 hours ago",
    "London", "LONDON (AP) —", "The canal in May. (AFP)", "", "  ", "# Canal", "Mills hope for barges by summer",
]  # fmt: skip


@given(st.lists(st.sampled_from(TOP_LINES), max_size=7), st.sampled_from([BODY, LINES, *BODIES[2:10]]))
def test_whatever_stands_above_the_report_stays_whole(top: list[str], body: str) -> None:
    text = "\n".join([*top, "", body])
    sections = find_layout(text).sections
    begin = len(text) - len(body)
    assert all(s.end <= begin for s in sections)
    assert all(a.end <= b.start for a, b in pairwise(sections))


@given(st.lists(st.sampled_from(BODY.replace("\n", " ").split()), min_size=3, max_size=60), st.integers(20, 80))
def test_no_line_of_a_paragraph_is_taken_off(words: list[str], width: int) -> None:
    lines = [""]
    for word in words:
        fits = len(lines[-1]) + 1 + len(word) <= width
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    text = "\n".join(lines).removesuffix(".") + "."
    assert find_layout(text).sections == ()
