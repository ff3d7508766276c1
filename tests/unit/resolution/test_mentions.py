"""Mentions: which phrases there are, how they are keyed, and how far they reach."""

from __future__ import annotations

import pytest
from readings import marked

from kg.resolution.mentions import find_mentions

CASES = (
    (
        "a post before a name is a mention of its own",
        """
        President/=/PROPN/NNP/1/nmod:desc Ana/=/PROPN/NNP/3/nsubj Ruiz/=/PROPN/NNP/1/flat met/meet/VERB/VBD/-/ROOT
        the/=/DET/DT/8/det ruling/=/ADJ/JJ/6/amod party/=/NOUN/NN/8/nmod:poss _'s/=/PART/POS/6/case
        spokesman/=/NOUN/NN/3/obj in/=/ADP/IN/10/case Lima/=/PROPN/NNP/3/obl _./=/PUNCT/./3/punct
        """,
        ("Ana Ruiz:PERSON", "Lima:GPE"),
        [
            "0 nominal President", "1 name Ana Ruiz | President Ana Ruiz", "6 nominal ruling party",
            "8 nominal spokesman | ruling party's spokesman", "10 name Lima",
        ],
    ),
    (
        "a name under its title is keyed by its first word",
        """
        President/=/PROPN/NNP/4/nsubj Moon/=/PROPN/NNP/0/flat Ji/=/PROPN/NNP/0/flat Won/=/PROPN/NNP/0/flat
        left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        ("President Moon Ji Won:PERSON",),
        ["0 nominal President", "1 name Moon Ji Won"],
    ),
    (
        "the country of a state body is a mention; a direction makes another place",
        """
        the/=/DET/DT/3/det North/=/PROPN/NNP/3/compound Korean/=/ADJ/NNP/3/amod navy/=/NOUN/NN/4/nsubj
        sank/sink/VERB/VBD/-/ROOT three/=/NUM/CD/6/nummod boats/boat/NOUN/NNS/4/obj off/=/ADP/IN/9/case
        northern/=/ADJ/JJ/9/amod Chile/=/PROPN/NNP/4/obl _./=/PUNCT/./4/punct
        """,
        ("North Korean navy:ORG", "Chile:GPE"),
        ["2 name North Korean", "3 name North Korean navy", "6 nominal boats", "9 name northern Chile"],
    ),
    (
        "pronouns that refer, people who are an adjective, no time and no nothing",
        """
        It/=/PRON/PRP/1/expl rained/rain/VERB/VBD/-/ROOT _./=/PUNCT/./1/punct Nobody/=/PRON/NN/4/nsubj
        told/tell/VERB/VBD/-/ROOT her/=/PRON/PRP/4/obj about/=/ADP/IN/8/case the/=/DET/DT/8/det
        wounded/=/ADJ/JJ/4/obl on/=/ADP/IN/10/case Monday/=/PROPN/NNP/4/obl _./=/PUNCT/./4/punct
        """,
        ("Monday:DATE",),
        ["5 pronoun her", "8 nominal wounded"],
    ),
    (
        "prepositional phrases and gerunds belong to the full phrase, clauses and quantifiers do not",
        """
        Many/=/ADJ/JJ/1/amod farmers/farmer/NOUN/NNS/2/nsubj oppose/=/VERB/VBP/-/ROOT a/=/DET/DT/4/det
        ban/=/NOUN/NN/2/obj on/=/SCONJ/IN/6/mark selling/sell/VERB/VBG/4/acl wheat/=/NOUN/NN/6/obj and/=/CCONJ/CC/9/cc
        taxes/tax/NOUN/NNS/4/conj on/=/ADP/IN/11/case rice/=/NOUN/NN/9/nmod that/=/PRON/WDT/13/nsubj
        hurt/=/VERB/VBP/9/acl:relcl _./=/PUNCT/./2/punct
        """,
        (),
        [
            "1 nominal farmers", "4 nominal ban | ban on selling wheat", "7 nominal wheat",
            "9 nominal taxes | taxes on rice", "11 nominal rice",
        ],
    ),
    (
        "a site named after a place that is spoken of nowhere else is one name",
        """
        Rebels/rebel/NOUN/NNS/1/nsubj hit/=/VERB/VBD/-/ROOT the/=/DET/DT/4/det Vorra/=/PROPN/NNP/4/compound
        dam/=/NOUN/NN/1/obj near/=/ADP/IN/7/case Lima/=/PROPN/NNP/7/compound port/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
        """,
        ("Vorra:GPE", "Lima:GPE"),
        ["0 nominal Rebels", "4 name Vorra dam", "6 name Lima", "7 nominal Lima port"],
    ),
    (
        "names and nationalities that the recogniser missed",
        """
        German/=/ADJ/JJ/1/amod airline/=/NOUN/NN/3/nsubj Alto/=/PROPN/NNP/1/appos bought/buy/VERB/VBD/-/ROOT
        Vexo/=/PROPN/NNP/5/compound Rail/=/PROPN/NNP/3/obj in/=/ADP/IN/7/case May/=/PROPN/NNP/3/obl _./=/PUNCT/./3/punct
        """,
        (),
        ["0 name German", "1 nominal German airline", "2 name Alto", "5 name Vexo Rail"],
    ),
)  # fmt: skip


def _told(rows: str, names: tuple[str, ...]) -> list[str]:
    doc = marked(rows, *names)
    lines = []
    for head, m in find_mentions(doc).items():
        text, full = doc.text[m.start : m.end], doc.text[m.full_start : m.full_end]
        lines.append(f"{head} {m.kind} {text}" + (f" | {full}" if full != text else ""))
    return lines


@pytest.mark.parametrize(("rows", "names", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_mentions(rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    assert _told(rows, names) == expected


def test_mentions_lie_in_their_sentence_and_hold_their_head() -> None:
    doc = marked(CASES[0][1], *CASES[0][2])
    for head, m in find_mentions(doc).items():
        assert m.head == head
        assert m.full_start <= m.start <= doc[head].idx < m.end <= m.full_end
        assert m.sentence == 0


def test_the_fine_class_comes_from_the_model() -> None:
    doc = marked(CASES[0][1], *CASES[0][2])
    doc.spans["fine"] = [doc.char_span(10, 18, label="Person")]
    doc.spans["nominal"] = [doc[8:9].char_span(0, 9, label="Position")]
    found = find_mentions(doc)
    assert (found[1].fine, found[8].fine, found[6].fine) == ("Person", "Position", "")
