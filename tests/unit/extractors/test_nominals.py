"""Nouns with arguments."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Talks between Peru and Chile on copper ended.",
        """
        Talks/talk/NOUN/NNS/7/nsubj between/=/ADP/IN/2/case Peru/=/PROPN/NNP/0/nmod
        and/=/CCONJ/CC/4/cc Chile/=/PROPN/NNP/2/conj on/=/ADP/IN/6/case copper/=/NOUN/NN/0/nmod
        ended/end/VERB/VBD/-/ROOT _./=/PUNCT/./7/punct
        """,
        (
            "Peru:GPE",
            "Chile:GPE",
        ),
        [
            "talk | modifier/between=Peru; modifier/between=Chile; modifier/on=copper",
        ],
    ),
    (
        "Lima's decision to close the mine angered miners.",
        """
        Lima/=/PROPN/NNP/2/nmod:poss _'s/=/PART/POS/0/case decision/=/NOUN/NN/7/nsubj
        to/=/PART/TO/4/mark close/=/VERB/VB/2/acl the/=/DET/DT/6/det mine/=/NOUN/NN/4/obj
        angered/anger/VERB/VBD/-/ROOT miners/miner/NOUN/NNS/7/obj _./=/PUNCT/./7/punct
        """,
        ("Lima:GPE",),
        [
            "decision | modifier/'s=Lima; complement/to=close",
        ],
    ),
    (
        "Ghana launched an attack on smugglers in a bid to protect cocoa.",
        """
        Ghana/=/PROPN/NNP/1/nsubj launched/launch/VERB/VBD/-/ROOT an/=/DET/DT/3/det
        attack/=/NOUN/NN/1/obj on/=/ADP/IN/5/case smugglers/smuggler/NOUN/NNS/3/nmod
        in/=/ADP/IN/8/case a/=/DET/DT/8/det bid/=/NOUN/NN/1/obl to/=/PART/TO/10/mark
        protect/=/VERB/VB/8/acl cocoa/=/NOUN/NN/10/obj _./=/PUNCT/./1/punct
        """,
        ("Ghana:GPE",),
        [
            "attack | subject*=Ghana; modifier/on=smugglers",
            "bid | subject*=Ghana; complement/to=protect",
        ],
    ),
    (
        "It is unclear whether the ban on exporting rice will be lifted.",
        """
        It/=/PRON/PRP/2/expl is/be/AUX/VBZ/2/cop unclear/=/ADJ/JJ/-/ROOT whether/=/SCONJ/IN/11/mark
        the/=/DET/DT/5/det ban/=/NOUN/NN/11/nsubj:pass on/=/SCONJ/IN/7/mark
        exporting/export/VERB/VBG/5/acl rice/=/NOUN/NN/7/obj will/=/AUX/MD/11/aux
        be/=/AUX/VB/11/aux:pass lifted/lift/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        [
            "ban | complement/on=exporting",
        ],
    ),
    (
        "Anti-government protests spread.",
        """
        Anti/Anti/ADJ/JJ/2/compound _-/=/PUNCT/HYPH/2/punct _government/=/NOUN/NN/3/compound
        protests/protest/NOUN/NNS/4/nsubj spread/=/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        (),
        [
            "protest | modifier/anti=government",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_nominals(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("nominals")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected
