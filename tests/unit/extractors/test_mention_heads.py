"""Which mention an argument token speaks of, and what every extractor must hold to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import mentions_of, parse, told
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extractors.phrases import antecedent, conjuncts, mention_head, titled_name
from kg.extractors.trees import tree_of
from kg.openie import open_tuples
from kg.registry import extractors

#: A name under its title, as parsers trained on older treebanks have it.
TITLED = """
President/=/PROPN/NNP/3/nsubj Ana/=/PROPN/NNP/0/flat Duarte/=/PROPN/NNP/0/flat left/leave/VERB/VBD/-/ROOT
_./=/PUNCT/./3/punct
"""
SISTERS = """
His/=/PRON/PRP$/1/nmod:poss sister/=/NOUN/NN/8/nsubj _,/=/PUNCT/,/3/punct Ana/=/PROPN/NNP/1/appos _,/=/PUNCT/,/6/punct
and/=/CCONJ/CC/6/cc Bo/=/PROPN/NNP/3/conj Hale/=/PROPN/NNP/6/flat left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
"""
#: A relative clause that the parse hung on the verb of the main clause.
MISLAID = """
Haddad/=/PROPN/NNP/8/nsubj _,/=/PUNCT/,/2/punct 61/=/NUM/CD/0/appos _,/=/PUNCT/,/5/punct who/=/PRON/WP/5/nsubj
held/hold/VERB/VBD/8/ccomp office/=/NOUN/NN/5/obj _,/=/PUNCT/,/5/punct resigned/resign/VERB/VBD/-/ROOT
_./=/PUNCT/./8/punct
"""
LABELS = re.findall(
    r"\S+",
    """
    nsubj obj iobj obl obl:agent nmod nmod:poss nmod:desc appos amod acl acl:relcl advcl xcomp ccomp conj cc case
    mark cop aux aux:pass nsubj:pass nsubj:outer compound flat advmod det punct parataxis expl fixed compound:prt
    obl:unmarked
    """,
)
TAGS = {
    "VERB": ("VBD", "VBG", "VBN", "VB"),
    "NOUN": ("NN", "NNS"),
    "PROPN": ("NNP",),
    "ADJ": ("JJ",),
    "PRON": ("WDT", "PRP"),
}
WORDS = ("Ana", "which", "to", "by", "of", "sister", "based", "-", "(", "said", "in", "likely", "not", "42")


def test_a_title_over_a_name_speaks_of_the_name() -> None:
    doc = parse(TITLED, "Ana Duarte:PERSON")
    tree = tree_of(doc)
    assert titled_name(tree, 0) == 1
    assert mention_head(tree, 0, mentions_of(doc)) == 1
    assert mention_head(tree, 2, mentions_of(doc)) == 1
    found = [p for e in extractors if e.name in {"titles", "verb-frames"} for p in e.value(doc, mentions_of(doc))]  # type: ignore[attr-defined]
    assert [(p.kind, p.heads("subject"), p.heads("attribute")) for p in found] == [
        ("title", (1,), (0,)),
        ("verb", (1,), ()),
    ]


def test_a_relative_pronoun_finds_the_phrase_before_its_comma() -> None:
    doc = parse(MISLAID, "Haddad:PERSON")
    assert antecedent(tree_of(doc), 4) == 0
    found = {p.lemma: p.heads("subject") for p in extractors.get("verb-frames")(doc, mentions_of(doc))}  # type: ignore[attr-defined]
    assert found == {"hold": (0,), "resign": (0,)}


def test_one_sister_is_not_two_people() -> None:
    doc = parse(SISTERS, "Ana:PERSON", "Bo Hale:PERSON")
    mentions = mentions_of(doc)
    assert conjuncts(tree_of(doc), 1) == [1, 6]
    told = [(p.heads("subject"), p.heads("attribute")) for p in extractors.get("appositions")(doc, mentions)]  # type: ignore[attr-defined]
    assert told == [((3,), (1,))]
    assert [p.heads("subject") for p in extractors.get("kinship")(doc, mentions)] == [(3,)]  # type: ignore[attr-defined]


@st.composite
def _docs(draw: st.DrawFn) -> Doc:
    n = draw(st.integers(1, 14))
    pos = [draw(st.sampled_from([*TAGS, "AUX", "ADP", "NUM", "PUNCT", "PART", "SCONJ"])) for _ in range(n)]
    heads, deps = [0], ["ROOT"]
    for i in range(1, n):
        heads.append(draw(st.integers(0, i - 1)))
        deps.append(draw(st.sampled_from(LABELS)))
    order = draw(st.permutations(range(n)))
    place = {old: new for new, old in enumerate(order)}
    words = [draw(st.sampled_from(WORDS)) for _ in range(n)]
    doc = Doc(
        Vocab(),
        words=[words[o] for o in order],
        pos=[pos[o] for o in order],
        tags=[draw(st.sampled_from(TAGS.get(pos[o], ("XX",)))) for o in order],
        lemmas=[words[o].lower() for o in order],
        heads=[place[heads[o]] for o in order],
        deps=[deps[o] for o in order],
        sent_starts=[i == 0 for i in range(n)],
    )
    start = draw(st.integers(0, n - 1))
    doc.set_ents([doc.char_span(doc[start].idx, doc[start].idx + len(doc[start]), label="PERSON")])
    return doc


@settings(max_examples=150, deadline=None)
@given(_docs())
def test_any_tree_gives_sound_predications(doc: Doc) -> None:
    mentions = mentions_of(doc)
    for extractor in extractors:
        found = list(extractor.value(doc, mentions))  # type: ignore[call-overload]
        assert found == list(extractor.value(doc, mentions))  # type: ignore[call-overload]
        for p in found:
            assert p.extractor == extractor.name
            assert 0.0 < p.confidence <= 1.0
            assert p.tokens == tuple(sorted(set(p.tokens)))
            assert p.arguments or p.kind == "verb"
            assert all(0 <= i < len(doc) for i in (p.head, *p.tokens, *(a.head for a in p.arguments)))
            assert len(set(p.arguments)) == len(p.arguments)
            assert [a.head for a in p.arguments] == sorted(a.head for a in p.arguments)


@pytest.mark.parametrize(
    ("relation", "pos", "tag"),
    [
        ("conj", "VERB", "VBN"),
        ("xcomp", "VERB", "VB"),
        ("appos", "NOUN", "NN"),
        ("nmod:poss", "NOUN", "NN"),
        ("acl:relcl", "VERB", "VBD"),
    ],
)
def test_no_depth_is_too_deep(relation: str, pos: str, tag: str) -> None:
    n = 1200
    doc = Doc(
        Vocab(),
        words=["who" if i % 7 == 3 else "cut" for i in range(n)],
        pos=[pos] * n,
        tags=[tag] * n,
        lemmas=["give"] * n,
        heads=[max(i - 1, 0) for i in range(n)],
        deps=["ROOT", *[relation] * (n - 1)],
        sent_starts=[i == 0 for i in range(n)],
    )
    found = [p for extractor in extractors for p in extractor.value(doc, {})]  # type: ignore[call-overload]
    assert all(t.object for t in open_tuples(doc, sorted(found, key=lambda p: p.head)))
    assert tree_of(doc).left == [0, *range(1, n)]


@pytest.mark.parametrize(("head", "relation"), [(0, "conj"), (1, "nsubj")])
def test_a_subject_that_strayed_to_the_clause_before_comes_home(head: int, relation: str) -> None:
    doc = parse(
        f"""
        Laos/=/PROPN/NNP/1/nsubj voted/vote/VERB/VBD/-/ROOT and/=/CCONJ/CC/3/cc Cambodia/=/PROPN/NNP/{head}/{relation}
        abstained/abstain/VERB/VBD/1/conj _./=/PUNCT/./1/punct
        """
    )
    found = {p.lemma: p.heads("subject") for p in extractors.get("verb-frames")(doc, mentions_of(doc))}  # type: ignore[attr-defined]
    assert found == {"vote": (0,), "abstain": (3,)}


def test_a_preposition_may_stand_with_the_subject_of_its_gerund() -> None:
    doc = parse(
        """
        Seoul/=/PROPN/NNP/1/nsubj acted/act/VERB/VBD/-/ROOT _,/=/PUNCT/,/4/punct in/=/ADP/IN/4/case
        protest/=/NOUN/NN/1/obl at/=/ADP/IN/6/case ships/ship/NOUN/NNS/7/nsubj crossing/cross/VERB/VBG/4/acl
        borders/border/NOUN/NNS/7/obj _./=/PUNCT/./1/punct
        """,
        "Seoul:GPE",
    )
    act, cross = extractors.get("verb-frames")(doc, mentions_of(doc))  # type: ignore[attr-defined]
    assert told(doc, act) == (
        "act | subject=Seoul; oblique/in=protest; oblique*/in protest at=ships; complement/in protest at=crossing"
    )
    assert told(doc, cross) == "cross | subject=ships; object=borders"


def test_a_subject_before_the_main_verb_is_that_verbs() -> None:
    doc = parse(
        """
        Prices/price/NOUN/NNS/4/nsubj fell/fall/VERB/VBD/-/ROOT after/=/SCONJ/IN/4/mark banks/bank/NOUN/NNS/4/nsubj
        failed/fail/VERB/VBD/1/advcl _./=/PUNCT/./1/punct
        """
    )
    found = {p.lemma: p.heads("subject") for p in extractors.get("verb-frames")(doc, mentions_of(doc))}  # type: ignore[attr-defined]
    assert found == {"fall": (0,), "fail": (3,)}


def test_a_title_belongs_to_the_name_after_it() -> None:
    doc = parse(
        """
        Ana/=/PROPN/NNP/8/nsubj _,/=/PUNCT/,/3/punct Omani/=/ADJ/JJ/3/amod leader/=/NOUN/NN/0/appos
        Ali/=/PROPN/NNP/6/nmod:poss
        _'s/=/PART/POS/4/case sister/=/NOUN/NN/0/appos _,/=/PUNCT/,/0/punct left/leave/VERB/VBD/-/ROOT
        """,
        "Ana:PERSON",
        "Omani:NORP",
        "Ali:PERSON",
    )
    mentions = mentions_of(doc)
    assert [told(doc, p) for p in extractors.get("titles")(doc, mentions)] == [  # type: ignore[attr-defined]
        "leader | modifier=Omani; attribute=leader; subject=Ali"
    ]
    assert [told(doc, p) for p in extractors.get("appositions")(doc, mentions)] == [  # type: ignore[attr-defined]
        "sister | subject=Ana; attribute=sister"
    ]


def test_a_title_with_a_comma_is_an_apposition() -> None:
    doc = parse(
        """
        The/=/DET/DT/1/det coach/=/NOUN/NN/3/nmod:desc _,/=/PUNCT/,/1/punct Ana/=/PROPN/NNP/4/nsubj
        left/leave/VERB/VBD/-/ROOT
        """,
        "Ana:PERSON",
    )
    mentions = mentions_of(doc)
    assert list(extractors.get("titles")(doc, mentions)) == []  # type: ignore[attr-defined]
    assert [told(doc, p) for p in extractors.get("appositions")(doc, mentions)] == [  # type: ignore[attr-defined]
        "coach | attribute=coach; subject=Ana"
    ]
