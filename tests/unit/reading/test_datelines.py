"""Datelines in the forms of the world's papers, and beginnings that are none."""

from __future__ import annotations

import pytest

from kg.reading._datelines import Dateline, find_dateline
from kg.reading._lexicon import agencies, credited

DATELINES = [
    ("BEIJING - ", "North Korea will", "BEIJING", ""),
    ("BEIJING -\u00a0", "North Korea will", "BEIJING", ""),
    ("BEIJING—", "North Korea will", "BEIJING", ""),
    ("TEHRAN — ", "The president", "TEHRAN", ""),
    ("PARIS: ", "Police arrested", "PARIS", ""),
    ("Nairobi: ", "Police arrested", "Nairobi", ""),
    ("Srinagar - ", "Article 9 of", "Srinagar", ""),
    ("LONDON (Reuters) - ", "Shares fell", "LONDON", "Reuters"),
    ("(AP) – ", "Police said", "", "AP"),
    ("(CNN)", "The president", "", "CNN"),
    ("(Prensa Latina) ", "Nicaragua is", "", "Prensa Latina"),
    ("June 9 (Reuters) - ", "Shares fell", "", "Reuters"),
    ("KYIV, Ukraine (AP) — ", "The army", "KYIV, Ukraine", "AP"),
    ("KYIV, Ukraine — ", "“We stay,” he", "KYIV, Ukraine", ""),
    ("McALLEN, Texas (AP) — ", "Agents", "McALLEN, Texas", "AP"),
    ("KANSAS CITY, Mo. — ", "A man", "KANSAS CITY, Mo.", ""),
    ("WASHINGTON, D.C. — ", "The court", "WASHINGTON, D.C.", ""),
    ("ST. LOUIS (AP) _ ", "A man", "ST. LOUIS", "AP"),
    ("N'DJAMENA (AFP) – ", "Chad", "N'DJAMENA", "AFP"),
    ("PORT-AU-PRINCE, Haiti - ", "Gangs", "PORT-AU-PRINCE, Haiti", ""),
    ("JERUSALEM/GAZA, May 3 (Reuters) - ", "Israel", "JERUSALEM/GAZA", "Reuters"),
    ("ABOARD AIR FORCE ONE (Reuters) - ", "The president", "ABOARD AIR FORCE ONE", "Reuters"),
    ("WASHINGTON, March 3 (Xinhua) -- ", "The U.S.", "WASHINGTON", "Xinhua"),
    ("SEOUL, June 9 /Yonhap/ -- ", "The North", "SEOUL", "Yonhap"),
    ("TOKYO, June 9 (Jiji Press)--", "Japan's", "TOKYO", "Jiji Press"),
    ("TEHRAN, Jun. 09 (MNA) – ", "Iran's", "TEHRAN", "MNA"),
    ("New Delhi [India], June 9 (ANI): ", "The court", "New Delhi [India]", "ANI"),
    ("MOSCOW. TASS – ", "The ministry", "MOSCOW", "TASS"),
    ("MOSCOW, June 9. /TASS/. ", "The ministry", "MOSCOW", "TASS"),
    ("Ulaanbaatar /MONTSAME/ ", "President", "Ulaanbaatar", "MONTSAME"),
    ("Nairobi, Kenya | AFP | ", "Police", "Nairobi, Kenya", "AFP"),
    ("AFP - London - ", "The champion", "London", "AFP"),
    ("SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) - ", "Like so", "SYDNEY and KUALA LUMPUR", "IPS"),
    ("CAIRO - 7 July 2022: ", "A company", "CAIRO", ""),
    ("SINGAPORE (Feb. 25, 2021) — ", "While", "SINGAPORE", ""),
    ("KUWAIT CITY, July 25: ", "Despite", "KUWAIT CITY", ""),
    ("NEW YORK, June 9, 2020 /PRNewswire/ -- ", "Acme", "NEW YORK", "PRNewswire"),
    ("SAN FRANCISCO--(BUSINESS WIRE)--", "Acme", "SAN FRANCISCO", "BUSINESS WIRE"),
]
NONE = [
    "BREAKING - North Korea fires a missile",
    "UPDATE 1 - North Korea fires a missile",
    "EXCLUSIVE: North Korea to fire a missile",
    "TRUMP: We will see.",
    "Biden: The economy is strong.",
    "NATO - The alliance said",
    "THE STATE Investigation Team arrested",
    "Kim Jong Un — the leader — said",
    "The U.S. — which left — said",
    "Angela Merkel (CDU) - The chancellor",
    "The World Health Organization (WHO) said",
    "Police (AP) said",
    "In Moscow, May 9 — Victory Day — is",
    '"We will go" — Smith',
    "Apple (AAPL) - The company",
    "Police said: No one",
    "Smith – Jones match ends in a draw",
    "On Monday - The day",
    "Wed. Sept. 20 - Leave the hotel",
    "— Reuters",
    "BEIJING - ",
    "BEIJING",
    "",
]


@pytest.mark.parametrize(("line", "report", "place", "agency"), DATELINES, ids=[d[0].strip() for d in DATELINES])
def test_datelines(line: str, report: str, place: str, agency: str) -> None:
    text = f"A headline\n\n{line}{report} and so on."
    assert find_dateline(text, 12, len(text)) == Dateline(place=place, agency=agency, end=12 + len(line))


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text, 0, len(text)) is None


def test_a_dateline_ends_with_its_paragraph() -> None:
    assert find_dateline("BEIJING\n - The", 0, 7) is None


def test_capitals_of_initials_matter_and_those_of_names_do_not() -> None:
    assert credited("AP") == credited("Associated Press") == "Associated Press"
    assert credited("reuters") == credited("REUTERS") == "Reuters"
    assert credited("ap") == credited("uni") == ""


def test_spellings_are_clean() -> None:
    for spelling, name in agencies().items():
        assert spelling == spelling.strip() != ""
        assert agencies()[name] == name
