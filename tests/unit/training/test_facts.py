"""Facts of a passage as labels of words and of pairs of words."""

from __future__ import annotations

from training.documents import Sentence
from training.facts import EVENTS, MODALITY, RELATIONS, ROLES, fact_arrays, sentence_facts
from training.passages import read_passage

PASSAGE = """
#id test-001 date=2021-03-02
T: Ana Ruiz, who leads Norte, may have met Omar Diallo in Lima, the paper said.
E: ana Person = Ana Ruiz
E: nor Company = Norte
E: dia Person = Omar Diallo
E: lim Place = Lima
E: pap MediaOrganization = the paper
R: ana leads nor @0
R: ana meetsWith dia @0 possible src=pap
V: v1 Consult "met" @0 possible src=pap actor=ana,dia place=lim
""".strip().splitlines()
WORDS = [
    "Ana",
    "Ruiz",
    ",",
    "who",
    "leads",
    "Norte",
    ",",
    "may",
    "have",
    "met",
    "Omar",
    "Diallo",
    "in",
    "Lima",
    ",",
    "the",
    "paper",
    "said",
    ".",
]
HEADS = {"ana": [0], "nor": [5], "dia": [10], "lim": [13], "pap": [16]}


def _sentence() -> Sentence:
    doc = read_passage(PASSAGE)
    assert not doc.faults
    starts, at = {}, 0
    for i, word in enumerate(WORDS):
        at = doc.text.index(word, at)
        starts[at] = i
        at += len(word)

    def covered(start: int, end: int) -> tuple[int, int] | None:
        inside = [i for s, i in starts.items() if start <= s < end]
        return (inside[0], inside[-1] + 1) if inside else None

    return Sentence(list(WORDS), facts=sentence_facts(doc, 0, WORDS, HEADS, covered))


def test_triggers_relations_roles_and_sources_stand_on_head_words() -> None:
    facts = _sentence().facts
    assert facts is not None
    assert {i: EVENTS[e] for i, e in enumerate(facts.events) if e} == {9: "Consult"}
    assert MODALITY[facts.modality[9]] == "possible"
    assert facts.polarity[9] == 0
    found = {(WORDS[a], RELATIONS[r], WORDS[b], MODALITY[m]) for a, b, r, m, _ in facts.relations}
    assert found == {("Ana", "leads", "Norte", "asserted"), ("Ana", "meetsWith", "Omar", "possible")}
    roles = {(WORDS[t], ROLES[r], WORDS[w]) for t, w, r in facts.roles}
    assert roles >= {("met", "actor", "Ana"), ("met", "actor", "Omar"), ("met", "place", "Lima")}
    assert ("met", "source", "paper") in roles


def test_every_other_pair_is_known_to_stand_in_nothing() -> None:
    events, relations, roles = fact_arrays([_sentence(), _sentence()])
    n = len(WORDS)
    assert events.shape == (2 * n, 3)
    stated = relations[relations[:, 2] > 0]
    assert sorted(map(tuple, stated[:, :2].tolist())) == [(0, 5), (0, 10), (n, n + 5), (n, n + 10)]
    nothing = relations[relations[:, 2] == 0]
    assert len(nothing) > 50
    assert (nothing[:, 3:] == -1).all()
    assert not {"may", "the", ",", "have"} & {WORDS[i % n] for i in relations[:, :2].ravel()}
    assert set(roles[:, 0].tolist()) >= {9, n + 9}
    assert ((relations[:, 0] < n) == (relations[:, 1] < n)).all()


def test_a_sentence_without_facts_gives_none() -> None:
    events, relations, roles = fact_arrays([Sentence(["It", "rained"])])
    assert (events == -1).all()
    assert len(relations) == len(roles) == 0
