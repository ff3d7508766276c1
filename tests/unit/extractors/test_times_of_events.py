"""What a time expression dates."""

from __future__ import annotations

from datetime import date

import pytest
from parsed import parse

from kg.extractors.times import event_time, find_times

CASES = (
    (
        "the verb that carries the noun",
        "The decision was made Monday.",
        """
        The/=/DET/DT/1/det decision/=/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass
        made/make/VERB/VBN/-/ROOT Monday/Monday/PROPN/NNP/3/obl:unmarked _./=/PUNCT/./3/punct
        """,
        ["decision 2020-06-08", "made 2020-06-08"],
    ),
    (
        "what is done at an occasion is done on its date",
        "Kim and Moon signed a declaration at a summit in April 2018.",
        """
        Kim/Kim/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Moon/Moon/PROPN/NNP/0/conj signed/sign/VERB/VBD/-/ROOT
        a/=/DET/DT/5/det declaration/=/NOUN/NN/3/obj at/=/ADP/IN/8/case a/=/DET/DT/8/det
        summit/=/NOUN/NN/3/obl in/=/ADP/IN/10/case April/April/PROPN/NNP/8/nmod
        2018/=/NUM/CD/10/nmod:unmarked _./=/PUNCT/./3/punct
        """,
        ["summit 2018-04", "signed 2018-04"],
    ),
    (
        "the verb that begins it",
        "Rebels began shelling the town on Monday.",
        """
        Rebels/rebel/NOUN/NNPS/1/nsubj began/begin/VERB/VBD/-/ROOT shelling/shell/VERB/VBG/1/xcomp
        the/=/DET/DT/4/det town/=/NOUN/NN/2/obj on/=/ADP/IN/6/case Monday/Monday/PROPN/NNP/2/obl
        _./=/PUNCT/./1/punct
        """,
        ["shelling 2020-06-08"],
    ),
    (
        "when it was said is not when it was done",
        "The minister said on Monday that troops had left.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT on/=/ADP/IN/4/case
        Monday/Monday/PROPN/NNP/2/obl that/=/SCONJ/IN/8/mark troops/=/NOUN/NNS/8/nsubj
        had/have/AUX/VBD/8/aux left/leave/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        ["said 2020-06-08", "left -"],
    ),
    (
        "when it was agreed is not when it is done",
        "Officials agreed on Monday to close the port.",
        """
        Officials/official/NOUN/NNS/1/nsubj agreed/agree/VERB/VBD/-/ROOT on/=/ADP/IN/3/case
        Monday/Monday/PROPN/NNP/1/obl to/=/PART/TO/5/mark close/=/VERB/VB/1/xcomp the/=/DET/DT/7/det
        port/=/NOUN/NN/5/obj _./=/PUNCT/./1/punct
        """,
        ["agreed 2020-06-08", "close -"],
    ),
    (
        "the participle after the noun",
        "Talks held in April failed.",
        """
        Talks/talk/NOUN/NNS/4/nsubj held/hold/VERB/VBN/0/acl in/=/ADP/IN/3/case April/April/PROPN/NNP/1/obl
        failed/fail/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        ["Talks 2020-04"],
    ),
    (
        "a participle shares the clause",
        "A bomb exploded on Tuesday, killing ten.",
        """
        A/=/DET/DT/1/det bomb/=/NOUN/NN/2/nsubj exploded/explode/VERB/VBD/-/ROOT on/=/ADP/IN/4/case
        Tuesday/Tuesday/PROPN/NNP/2/obl _,/=/PUNCT/,/6/punct killing/kill/VERB/VBG/2/advcl
        ten/=/NUM/CD/6/obj _./=/PUNCT/./2/punct
        """,
        ["killing 2020-06-09"],
    ),
    (
        "an end is no date",
        "The siege lasted until Friday.",
        """
        The/=/DET/DT/1/det siege/=/NOUN/NN/2/nsubj lasted/last/VERB/VBD/-/ROOT until/=/ADP/IN/4/case
        Friday/Friday/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        ["lasted -"],
    ),
    (
        "a year before the noun",
        "The 2018 summit failed.",
        """
        The/=/DET/DT/2/det 2018/=/NUM/CD/2/compound summit/=/NOUN/NN/3/nsubj failed/fail/VERB/VBD/-/ROOT
        _./=/PUNCT/./3/punct
        """,
        ["summit 2018"],
    ),
)


@pytest.mark.parametrize(("name", "text", "rows", "expected"), CASES, ids=[c[0] for c in CASES])
def test_event_time(name: str, text: str, rows: str, expected: list[str]) -> None:
    doc = parse(rows)
    assert doc.text == text
    times = find_times(doc, date(2020, 6, 9))
    for line in expected:
        word, value = line.split()
        head = next(t.i for t in doc if t.text == word)
        found = event_time(doc, head, times)
        assert (found.value if found else "-") == value
