"""What others are reported to have said and somebody denies is contested; what is only planned is no fact."""

from __future__ import annotations

from aligning import aligned, statement_lines

from kg.facts import facts

REPORT = """
A/=/DET/DT/1/det newspaper/=/NOUN/NN/2/nsubj reported/report/VERB/VBD/-/ROOT that/=/SCONJ/IN/7/mark
Jonas/Jonas/PROPN/NNP/7/nsubj Baltas/Baltas/PROPN/NNP/4/flat had/have/AUX/VBD/7/aux bought/buy/VERB/VBN/2/ccomp
a/=/DET/DT/9/det villa/=/NOUN/NN/7/obj _./=/PUNCT/./2/punct
"""
DENIAL = """
Baltas/Baltas/PROPN/NNP/12/nsubj denied/deny/VERB/VBD/-/ROOT the/=/DET/DT/14/det report/=/NOUN/NN/12/obj
_./=/PUNCT/./12/punct
"""
OTHER = """
Baltas/Baltas/PROPN/NNP/12/nsubj read/=/VERB/VBD/-/ROOT the/=/DET/DT/14/det report/=/NOUN/NN/12/obj
_./=/PUNCT/./12/punct
"""


def _plain(rows: str) -> list[tuple[str, bool]]:
    extraction = aligned(rows, {"newspaper": "MediaOrganization", "Jonas|Baltas": "Person", "villa": "Facility"})
    return [(f.status, f.plain) for f in facts(extraction.statements) if f.predicate == "acquires"]


def test_a_report_that_is_denied_is_contested() -> None:
    assert _plain(REPORT + DENIAL) == [("contested", False)]


def test_a_report_that_is_only_read_stands() -> None:
    assert _plain(REPORT + OTHER) == [("actual", True)]


def test_the_denial_is_the_deniers() -> None:
    things = {"newspaper": "MediaOrganization", "Jonas|Baltas": "Person", "villa": "Facility"}
    assert statement_lines(aligned(REPORT + DENIAL, things)) >= {
        "Jonas acquires villa [by newspaper]",
        "Jonas acquires villa [no, by Jonas]",
    }


def test_a_line_that_is_only_planned_connects_nothing_yet() -> None:
    rows = """
    The/=/DET/DT/2/det planned/plan/VERB/VBN/2/amod railway/=/NOUN/NN/8/nsubj between/=/ADP/IN/4/case
    Oslo/Oslo/PROPN/NNP/2/nmod and/=/CCONJ/CC/6/cc Bergen/Bergen/PROPN/NNP/4/conj would/=/AUX/MD/8/aux
    cost/=/VERB/VB/-/ROOT millions/million/NOUN/NNS/8/obj _./=/PUNCT/./8/punct
    """
    things = {"railway": "Artifact", "Oslo": "GeopoliticalEntity", "Bergen": "GeopoliticalEntity"}
    found = statement_lines(aligned(rows, things, ("Oslo:GPE", "Bergen:GPE")))
    assert {s for s in found if "connects" in s} == {
        "railway connects Oslo [planned]",
        "railway connects Bergen [planned]",
    }
