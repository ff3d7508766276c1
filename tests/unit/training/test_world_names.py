"""Names of training documents replaced by names of the whole world."""

from __future__ import annotations

import random
import re

import pytest
import spacy

from training.documents import OUT, Document, Sentence, mark
from training.gazetteer import is_demonym
from training.namepools import load_pools, split_name
from training.worldnames import rename

TOKENIZER = spacy.blank("en").tokenizer


def _sentence(text: str, *names: tuple[str, str, str]) -> Sentence:
    words = text.split()
    allowed, fine = [OUT] * len(words), ["-"] * len(words)
    for name, label, cls in names:
        part = name.split()
        at = next(i for i in range(len(words)) if words[i : i + len(part)] == part)
        mark(allowed, at, at + len(part), label)
        fine[at : at + len(part)] = [cls] * len(part)
    return Sentence(words, allowed=allowed, fine=fine)


def _document() -> Document:
    return Document(
        "d",
        "wire",
        [
            _sentence(
                "The French envoy Anna Lindqvist of the World Health Organization ( WHO ) left Geneva",
                ("French", "NORP", ""),
                ("Anna Lindqvist", "PERSON", "Person"),
                ("World Health Organization", "ORG", "Organization"),
                ("WHO", "ORG", "Organization"),
                ("Geneva", "GPE", "GeopoliticalEntity"),
            ),
            _sentence(
                "Lindqvist crossed the Dordogne River into France",
                ("Lindqvist", "PERSON", "Person"),
                ("Dordogne River", "LOC", "Place"),
                ("France", "GPE", "Country"),
            ),
            _sentence("LINDQVIST WINS", ("LINDQVIST", "PERSON", "Person")),
        ],
    )


def _renamed() -> list[Document]:
    doc = _document()
    return [d for d in (rename(doc, random.Random(seed)) for seed in range(300)) if d is not doc]


def test_a_share_of_the_documents_is_renamed_and_the_rest_is_the_same_object() -> None:
    assert 60 < len(_renamed()) < 120


def test_words_tags_and_the_rest_of_the_sentence_stay() -> None:
    old = _document()
    for new in _renamed():
        for a, b in zip(old.sentences, new.sentences, strict=True):
            assert (len(a.words), a.allowed, a.fine) == (len(b.words), b.allowed, b.fine)
            assert [w for w, x in zip(a.words, a.allowed, strict=True) if x == OUT] == [
                w for w, x in zip(b.words, b.allowed, strict=True) if x == OUT
            ]
    assert old.sentences[0].words[3:5] == ["Anna", "Lindqvist"]


def test_parts_acronyms_and_capitals_follow_the_full_name() -> None:
    short = acronym = 0
    for new in _renamed():
        first, second, third = (s.words for s in new.sentences)
        if first[4] != "Lindqvist":
            short += 1
            assert second[0] in first[3:5]
            assert third[0] == second[0].upper()
        if first[7] != "World" and first[11] != "WHO":
            acronym += 1
            assert first[11] == "".join(w[0] for w in first[7:10] if w[0].isupper())
    assert short > 20
    assert acronym > 20


def test_a_place_in_the_name_of_another_is_a_name_of_its_own() -> None:
    s = _sentence("New York City lies in New York", ("New York City", "GPE", "GeopoliticalEntity"))
    mark(s.allowed, 5, 7, "GPE")
    s.fine[5:] = ["GeopoliticalEntity"] * 2
    ends = {rename(Document("d", "wire", [s]), random.Random(seed)).sentences[0].words[-1] for seed in range(200)}
    assert len(ends) > 10
    assert not ends & {"of", "de", "-", "da"}


def test_a_kind_of_place_and_the_article_stay() -> None:
    rivers = {d.sentences[1].words[3] for d in _renamed()}
    assert len(rivers) > 20
    assert all(d.sentences[1].words[4] == "River" for d in _renamed())
    with_article = {c.name for c in load_pools().countries if c.article}
    assert not {(d.sentences[1].words[-1],) for d in _renamed()} & with_article


def test_a_country_and_its_people_change_together() -> None:
    pools = load_pools()
    together = {(c.name, c.adjective) for c in pools.countries}
    found = [((d.sentences[1].words[-1],), (d.sentences[0].words[1],)) for d in _renamed()]
    both = [pair for pair in found if pair[0] != ("France",) and pair[1] != ("French",)]
    assert sum(pair in together for pair in both) > len(both) * 0.8


def test_gender_stays() -> None:
    given = load_pools().given
    firsts = [d.sentences[0].words[3].lower() for d in _renamed()]
    assert sum(w in given["m"] and w not in given["f"] for w in firsts) < len(firsts) * 0.15


def test_trees_keep_common_words() -> None:
    s = _sentence("Workers of the Bank of Ghana left", ("Bank of Ghana", "ORG", "GovernmentBody"))
    s.upos = ["NOUN", "ADP", "DET", "PROPN", "ADP", "PROPN", "VERB"]
    s.xpos = ["NNS", "IN", "DT", "NNP", "IN", "NNP", "VBD"]
    s.lemmas = ["worker", "of", "the", "Bank", "of", "Ghana", "leave"]
    seen = set()
    for seed in range(600):
        (new,) = rename(Document("d", "ewt", [s]), random.Random(seed)).sentences
        seen.add(new.words[3])
        assert new.words[4] == "of"
        assert new.lemmas[3] == new.words[3]
    assert len(seen) > 1


def test_other_corpora_and_open_names_are_left() -> None:
    doc = _document()
    doc.corpus = "sec"
    assert all(rename(doc, random.Random(seed)) is doc for seed in range(20))
    s = _sentence("Lima waits", ("Lima", "GPE", ""))
    mark(s.allowed, 0, 1, "GPE", "PERSON")
    open_doc = Document("d", "wire", [s])
    assert all(rename(open_doc, random.Random(seed)).sentences[0].words == s.words for seed in range(50))


def test_the_same_seed_gives_the_same_names() -> None:
    a, b = (rename(_document(), random.Random(7)) for _ in range(2))
    assert [s.words for s in a.sentences] == [s.words for s in b.sentences]


def test_pools_are_large_and_split_as_the_tokeniser_does() -> None:
    pools = load_pools()
    rng = random.Random(1)
    assert sum(map(len, pools.persons.values())) > 20_000
    assert all(pools.organisations["", n] for n in range(1, 8))
    names = [w for v in pools.persons.values() for w, _ in rng.sample(v, min(50, len(v)))]
    names += [w for v in pools.organisations.values() for w in rng.sample(v, min(50, len(v)))]
    for words in names:
        text = re.sub(r" ('s?|,)", r"\1", re.sub(r"(?<=\w) ([-/]) (?=\w)", r"\1", " ".join(words)))
        assert tuple(t.text for t in TOKENIZER(f"x {text} y"))[1:-1] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim Yo-jong", ("Kim", "Yo", "-", "jong")),
        ("Workers' Party", ("Workers", "'", "Party")),
        ("Women's Affairs", ("Women", "'s", "Affairs")),
        ("Gil, Ash & Co.", ("Gil", ",", "Ash", "&", "Co.")),
    ],
)
def test_names_are_split(text: str, words: tuple[str, ...]) -> None:
    assert split_name(text) == words


@pytest.mark.parametrize("word", ["Kenyan", "Rwandans", "South Sudanese", "Thai", "Cypriot", "Papua New Guinean"])
def test_nationalities_are_known(word: str) -> None:
    assert is_demonym(word)
    assert not is_demonym("New Zealand")
