"""Time expressions: TIMEX3 values with first and last day, against Tuesday 9 June 2020."""

# ruff: noqa: E501  # a table row is read best on one line

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from parsed import parse
from spacy.tokens import Doc

from kg.extractors.times import find_times

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")
PUBLISHED = date(2020, 6, 9)

# text, expression, value, first, last
DATES = (
    ("It fell on 4 June 2020.", "4 June 2020", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on June 4, 2020.", "June 4, 2020", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on Thursday, June 4, 2020.", "Thursday, June 4, 2020", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on the 4th of June, 2020.", "the 4th of June, 2020", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("İİİİ fell on June 4, 2020.", "June 4, 2020", "2020-06-04", "2020-06-04", "2020-06-04"),  # two letters in lower case
    ("It fell on 2020-06-04.", "2020-06-04", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on 06/04/2020.", "06/04/2020", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on 24/04/2020.", "24/04/2020", "2020-04-24", "2020-04-24", "2020-04-24"),
    ("It fell on 06.04.2020.", "06.04.2020", "2020-04-06", "2020-04-06", "2020-04-06"),
    ("It fell on June 4.", "June 4", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell on 24 Oct.", "24 Oct.", "2019-10-24", "2019-10-24", "2019-10-24"),
    ("It fell on the 4th.", "4th", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It ran June 4-6.", "June 4-6", "2020-06-04/2020-06-06", "2020-06-04", "2020-06-06"),
    ("It ran from November 20 to December 11.", "November 20 to December 11", "2019-11-20/2019-12-11", "2019-11-20", "2019-12-11"),
    ("It fell at dawn on Saturday.", "dawn on Saturday", "2020-06-06TMO", "2020-06-06", "2020-06-06"),
    ("It fell the next day.", "the next day", "", None, None),
    ("It ran from May to July.", "May to July", "2019-05/2019-07", "2019-05-01", "2019-07-31"),
    ("It ran from March to June 2017.", "March to June 2017", "2017-03/2017-06", "2017-03-01", "2017-06-30"),
    ("It ran from November to February 2016.", "November to February 2016", "2015-11/2016-02", "2015-11-01", "2016-02-29"),
    ("It ran between 3 March and 5 May 2019.", "3 March and 5 May 2019", "2019-03-03/2019-05-05", "2019-03-03", "2019-05-05"),
    ("It ran from October 2018 until 9 January.", "October 2018 until 9 January", "2018-10/2019-01-09", "2018-10-01", "2019-01-09"),
    ("It ran from Wednesday to Friday.", "Wednesday to Friday", "2020-06-03/2020-06-05", "2020-06-03", "2020-06-05"),
    ("It ran from Friday to Wednesday.", "Friday to Wednesday", "2020-05-29/2020-06-03", "2020-05-29", "2020-06-03"),
    ("It ran from 1994 until 2002.", "from 1994 until 2002", "1994/2002", "1994-01-01", "2002-12-31"),
    ("It fell in Q2 of fiscal 2019.", "Q2 of fiscal 2019", "FY2019-Q2", None, None),
    ("It fell in the first half of FY18.", "the first half of FY18", "FY2018-H1", None, None),
    ("It fell in the third quarter of its fiscal year.", "the third quarter of its fiscal year", "", None, None),
    ("Its fiscal second quarter began.", "fiscal second quarter", "", None, None),
    ("It fell in the 2018-19 financial year.", "the 2018-19 financial year", "", None, None),
    ("Third-quarter profits fell.", "Third-quarter", "2019-Q3", "2019-07-01", "2019-09-30"),
    ("It fell in April 2018.", "April 2018", "2018-04", "2018-04-01", "2018-04-30"),
    ("It fell in early September 2018.", "early September 2018", "2018-09", "2018-09-01", "2018-09-30"),
    ("It fell in March.", "March", "2020-03", "2020-03-01", "2020-03-31"),
    ("It fell in August.", "August", "2019-08", "2019-08-01", "2019-08-31"),
    ("It fell in 2018.", "2018", "2018", "2018-01-01", "2018-12-31"),
    ("It ran between 2010 and 2015.", "between 2010 and 2015", "2010/2015", "2010-01-01", "2015-12-31"),
    ("It ran in 2015-16.", "2015-16", "2015/2016", "2015-01-01", "2016-12-31"),
    ("It fell in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("It fell in the nineties.", "the nineties", "199", "1990-01-01", "1999-12-31"),
    ("It fell in the 19th century.", "the 19th century", "18", "1800-01-01", "1899-12-31"),
    ("It fell in summer 2019.", "summer 2019", "2019-SU", "2019-06-01", "2019-08-31"),
    ("It fell last summer.", "last summer", "2019-SU", "2019-06-01", "2019-08-31"),
    ("It fell in the winter of 2018.", "the winter of 2018", "2018-WI", "2018-12-01", "2019-02-28"),
    ("It fell in the fourth quarter of 2019.", "the fourth quarter of 2019", "2019-Q4", "2019-10-01", "2019-12-31"),
    ("It fell in Q1 2020.", "Q1 2020", "2020-Q1", "2020-01-01", "2020-03-31"),
    ("It fell in the first half of 2019.", "the first half of 2019", "2019-H1", "2019-01-01", "2019-06-30"),
    ("It fell at Christmas.", "Christmas", "2019-12-25", "2019-12-25", "2019-12-25"),
    ("It fell on Good Friday.", "Good Friday", "2020-04-10", "2020-04-10", "2020-04-10"),
    ("It fell on Labor Day, 2017.", "Labor Day, 2017", "2017-09-04", "2017-09-04", "2017-09-04"),
    ("It fell on Monday.", "Monday", "2020-06-08", "2020-06-08", "2020-06-08"),
    ("It fell on Tuesday.", "Tuesday", "2020-06-09", "2020-06-09", "2020-06-09"),
    ("It fell on Wednesday.", "Wednesday", "2020-06-03", "2020-06-03", "2020-06-03"),
    ("It fell last Thursday.", "last Thursday", "2020-06-04", "2020-06-04", "2020-06-04"),
    ("It fell last Tuesday.", "last Tuesday", "2020-06-02", "2020-06-02", "2020-06-02"),
    ("It falls next Monday.", "next Monday", "2020-06-15", "2020-06-15", "2020-06-15"),
    ("It falls on Friday next week.", "Friday next week", "2020-06-19", "2020-06-19", "2020-06-19"),
    ("It fell yesterday.", "yesterday", "2020-06-08", "2020-06-08", "2020-06-08"),
    ("It fell today.", "today", "2020-06-09", "2020-06-09", "2020-06-09"),
    ("It falls tomorrow.", "tomorrow", "2020-06-10", "2020-06-10", "2020-06-10"),
    ("It fell the day before yesterday.", "the day before yesterday", "2020-06-07", "2020-06-07", "2020-06-07"),
    ("It fell last week.", "last week", "2020-W23", "2020-06-01", "2020-06-07"),
    ("It fell at the weekend.", "the weekend", "2020-W23-WE", "2020-06-06", "2020-06-07"),
    ("It fell earlier this month.", "earlier this month", "2020-06", "2020-06-01", "2020-06-30"),
    ("It fell last year.", "last year", "2019", "2019-01-01", "2019-12-31"),
    ("It fell two days ago.", "two days ago", "2020-06-07", "2020-06-07", "2020-06-07"),
    ("It fell about three weeks ago.", "about three weeks ago", "2020-W21", "2020-05-18", "2020-05-24"),
    ("It fell a decade ago.", "a decade ago", "2010", "2010-01-01", "2010-12-31"),
    ("It will end by the end of the year.", "the end of the year", "2020", "2020-06-09", "2020-12-31"),
    ("It has run since 2011.", "2011", "2011", "2011-01-01", "2020-06-09"),
    ("It fell before 2011.", "2011", "2011", None, "2010-12-31"),
    ("It fell after June 4, 2020.", "June 4, 2020", "2020-06-04", "2020-06-04", None),
    ("It fell on 9/11.", "9/11", "2001-09-11", "2001-09-11", "2001-09-11"),
)  # fmt: skip

OTHERS = (
    ("It fell at 9 a.m. here.", "9 a.m.", "2020-06-09T09:00", "time"),
    ("It fell at 10:30 p.m. on Monday.", "10:30 p.m. on Monday", "2020-06-08T22:30", "time"),
    ("It fell on Monday at 10:30 GMT.", "Monday at 10:30 GMT", "2020-06-08T10:30", "time"),
    ("It fell on Monday night.", "Monday night", "2020-06-08TNI", "time"),
    ("It fell last night.", "last night", "2020-06-08TNI", "time"),
    ("It fell at noon.", "noon", "2020-06-09T12:00", "time"),
    ("It ran for days.", "days", "PXD", "duration"),
    ("It ran for three years.", "three years", "P3Y", "duration"),
    ("A two-day strike began.", "two-day", "P2D", "duration"),
    ("It ran for 48 hours.", "48 hours", "PT48H", "duration"),
    ("It ran over the past three years.", "the past three years", "P3Y", "duration"),
    ("It meets every Monday.", "every Monday", "XXXX-WXX-1", "set"),
    ("It meets every year.", "every year", "P1Y", "set"),
    ("It fell recently.", "recently", "PAST_REF", "date"),
    ("It is now over.", "now", "PRESENT_REF", "date"),
    ("Profit fell in fiscal 2019.", "fiscal 2019", "FY2019", "date"),
)

NONE = (
    "He may 5 times.",
    "The 52-year-old man left.",
    "She is 52 years old.",
    "The boy, aged three years, slept.",
    "They won 24-15 there.",
    "It cost 2,000 euros.",
    "It rose 25 percent.",
    "May I go?",
    "They march on.",
)


def found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    doc = NLP(text)
    return [(text[t.start : t.end], t.value, t.kind) for t in find_times(doc, published).values()]


@pytest.mark.parametrize(("text", "expression", "value", "first", "last"), DATES, ids=[c[0] for c in DATES])
def test_dates(text: str, expression: str, value: str, first: str | None, last: str | None) -> None:
    (time,) = find_times(NLP(text), PUBLISHED).values()
    assert (text[time.start : time.end], time.value) == (expression, value)
    assert time.first == (date.fromisoformat(first) if first else None)
    assert time.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(("text", "expression", "value", "kind"), OTHERS, ids=[c[0] for c in OTHERS])
def test_times_of_the_day_lengths_and_sets(text: str, expression: str, value: str, kind: str) -> None:
    assert found(text) == [(expression, value, kind)]


def test_what_was_moved_from_day_to_day_did_not_last_between_them() -> None:
    doc = parse("""
        The/=/DET/DT/1/det vote/=/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass moved/move/VERB/VBN/-/ROOT
        from/=/ADP/IN/5/case Friday/Friday/PROPN/NNP/3/obl to/=/ADP/IN/7/case Sunday/Sunday/PROPN/NNP/3/obl
    """)
    assert [t.value for t in find_times(doc, PUBLISHED).values()] == ["2020-06-05", "2020-06-07"]


@pytest.mark.parametrize("text", ["It fell on Monday and Friday.", "Talks with May and June Hart failed."])
def test_two_dates_are_not_always_a_range(text: str) -> None:
    assert not any("/" in value for _, value, _ in found(text))


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["It fell on Monday.", "It fell last week.", "It fell on June 4.", "It fell in March.", "It fell at Easter."],
)
def test_without_a_publication_date_relative_ones_stay_unresolved(text: str) -> None:
    assert [value for _, value, _ in found(text, None)] == [""]


def test_absolute_ones_need_no_publication_date() -> None:
    assert found("It fell on 4 June 2020.", None) == [("4 June 2020", "2020-06-04", "date")]


@pytest.mark.parametrize(
    "text", ["It fell three weeks later.", "It fell the previous week.", "It fell two days earlier."]
)
def test_what_hangs_on_another_date_is_not_guessed(text: str) -> None:
    assert [value for _, value, _ in found(text)] == [""]


def test_a_date_that_only_the_language_model_marks_is_read_by_dateparser() -> None:
    doc = NLP("It fell 4-Jun-2020 there.")
    start = next(t.i for t in doc if t.text.startswith("4"))
    end = next(t.i for t in doc if t.text == "there")
    doc.ents = [doc.char_span(doc[start].idx, doc[end].idx - 1, label="DATE")]
    (time,) = find_times(doc, PUBLISHED).values()
    assert (doc.text[time.start : time.end], time.value) == ("4-Jun-2020", "2020-06-04")


AHEAD = (
    ("The trial is due to begin on Friday.", """
        The/=/DET/DT/1/det trial/=/NOUN/NN/5/nsubj is/be/AUX/VBZ/5/cop due/=/ADJ/JJ/5/advmod to/=/PART/TO/3/fixed
        begin/=/VERB/VB/-/ROOT on/=/ADP/IN/7/case Friday/Friday/PROPN/NNP/5/obl _./=/PUNCT/./5/punct
     """, "2020-06-12"),
    ("She was mayor until August.", """
        She/she/PRON/PRP/2/nsubj was/be/AUX/VBD/2/cop mayor/=/NOUN/NN/-/ROOT until/=/ADP/IN/4/case
        August/August/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
     """, "2019-08"),
    ("She was mayor until she quit in August.", """
        She/she/PRON/PRP/2/nsubj was/be/AUX/VBD/2/cop mayor/=/NOUN/NN/-/ROOT until/=/SCONJ/IN/5/mark
        she/=/PRON/PRP/5/nsubj quit/=/VERB/VBD/2/advcl in/=/ADP/IN/7/case August/August/PROPN/NNP/5/obl
        _./=/PUNCT/./2/punct
     """, "2019-08"),
    ("A town seized in August is calm.", """
        A/=/DET/DT/1/det town/=/NOUN/NN/6/nsubj seized/seize/VERB/VBN/1/acl in/=/ADP/IN/4/case
        August/August/PROPN/NNP/2/obl is/be/AUX/VBZ/6/cop calm/=/ADJ/JJ/-/ROOT _./=/PUNCT/./6/punct
     """, "2019-08"),
    ("Farmers protested on Friday.", """
        Farmers/farmer/NOUN/NNS/1/nsubj protested/=/VERB/VBP/-/ROOT on/=/ADP/IN/3/case Friday/Friday/PROPN/NNP/1/obl
        _./=/PUNCT/./1/punct
     """, "2020-06-05"),
    ("The court will meet on Friday.", """
        The/=/DET/DT/1/det court/=/NOUN/NN/3/nsubj will/=/AUX/MD/3/aux meet/=/VERB/VB/-/ROOT on/=/ADP/IN/5/case
        Friday/Friday/PROPN/NNP/3/obl _./=/PUNCT/./3/punct
     """, "2020-06-12"),
    ("The court met on Friday.", """
        The/=/DET/DT/1/det court/=/NOUN/NN/2/nsubj met/meet/VERB/VBD/-/ROOT on/=/ADP/IN/4/case Friday/Friday/PROPN/NNP/2/obl
        _./=/PUNCT/./2/punct
     """, "2020-06-05"),
    ("The court meets in August.", """
        The/=/DET/DT/1/det court/=/NOUN/NN/2/nsubj meets/meet/VERB/VBZ/-/ROOT in/=/ADP/IN/4/case August/August/PROPN/NNP/2/obl
        _./=/PUNCT/./2/punct
     """, "2020-08"),
    ("They plan to sail in August.", """
        They/=/PRON/PRP/1/nsubj plan/=/VERB/VBP/-/ROOT to/=/PART/TO/3/mark sail/=/VERB/VB/1/xcomp in/=/ADP/IN/5/case
        August/August/PROPN/NNP/3/obl _./=/PUNCT/./1/punct
     """, "2020-08"),
    ("A vote is scheduled for June 4.", """
        A/=/DET/DT/1/det vote/=/NOUN/NN/3/nsubj:pass is/be/AUX/VBZ/3/aux:pass scheduled/schedule/VERB/VBN/-/ROOT for/=/ADP/IN/5/case
        June/June/PROPN/NNP/3/obl 4/=/NUM/CD/5/nummod _./=/PUNCT/./3/punct
     """, "2021-06-04"),
    ("They fled ahead of Sunday 's vote .", """
        They/=/PRON/PRP/1/nsubj fled/flee/VERB/VBD/-/ROOT ahead/=/ADV/RB/6/case of/=/ADP/IN/2/fixed Sunday/Sunday/PROPN/NNP/6/nmod:poss
        's/=/PART/POS/4/case vote/=/NOUN/NN/1/obl ./=/PUNCT/./1/punct
     """, "2020-06-14"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "value"), AHEAD, ids=[c[0] for c in AHEAD])
def test_the_verb_tells_what_lies_ahead(text: str, rows: str, value: str) -> None:
    doc = parse(rows)
    assert doc.text == text
    assert [t.value for t in find_times(doc, PUBLISHED).values()] == [value]


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.sampled_from([c[0] for c in DATES]))
def test_the_first_day_is_never_after_the_last(published: date, text: str) -> None:
    for time in find_times(NLP(text), published).values():
        if time.first and time.last:
            assert time.first <= time.last
        if time.kind == "date" and (time.first or time.last):
            assert time.value


@given(st.text(alphabet="0123456789-/.:, JuneMayMonday aghtwofirstlasthe", max_size=40))
def test_any_text_gives_spans_of_itself(text: str) -> None:
    doc: Doc = NLP(text)
    for head, time in find_times(doc, PUBLISHED).items():
        assert head == time.head < len(doc)
        assert 0 <= time.start < time.end <= len(text)
