"""From sentences to clusters: what merges, what never does, and what clusters are called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import clusters_of, marked, reading_of

from kg.config import Config
from kg.predications import Report
from kg.resolution import plural_members, resolve

KIMS = """
Kim/=/PROPN/NNP/3/nsubj Ho/=/PROPN/NNP/0/flat Jin/=/PROPN/NNP/0/flat met/meet/VERB/VBD/-/ROOT Kim/=/PROPN/NNP/3/obj
Su/=/PROPN/NNP/4/flat Bin/=/PROPN/NNP/4/flat and/=/CCONJ/CC/8/cc Moon/=/PROPN/NNP/4/conj Ji/=/PROPN/NNP/8/flat
Won/=/PROPN/NNP/8/flat _./=/PUNCT/./3/punct Moon/=/PROPN/NNP/13/nsubj left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./13/punct
Kim/=/PROPN/NNP/16/nsubj slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./16/punct
"""
MINISTER = """
Chile/=/PROPN/NNP/3/nmod:poss _'s/=/PART/POS/0/case finance/=/NOUN/NN/3/compound minister/=/NOUN/NN/8/nsubj
_,/=/PUNCT/,/5/punct Marta/=/PROPN/NNP/3/appos Soto/=/PROPN/NNP/5/flat _,/=/PUNCT/,/5/punct left/leave/VERB/VBD/-/ROOT
_./=/PUNCT/./8/punct Omar/=/PROPN/NNP/16/nsubj Diaz/=/PROPN/NNP/10/flat _,/=/PUNCT/,/14/punct a/=/DET/DT/14/det
senator/=/NOUN/NN/10/appos _,/=/PUNCT/,/14/punct stayed/stay/VERB/VBD/-/ROOT _./=/PUNCT/./16/punct
The/=/DET/DT/19/det senator/=/NOUN/NN/20/nsubj slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./20/punct
"""
AUTHORITY = """
The/=/DET/DT/3/det Northern/=/ADJ/NNP/3/amod Rail/=/PROPN/NNP/3/compound Authority/=/PROPN/NNP/7/nsubj
(/=/PUNCT/-LRB-/5/punct _NRA/=/PROPN/NNP/3/appos _)/=/PUNCT/-RRB-/5/punct sued/sue/VERB/VBD/-/ROOT
Vexo/=/PROPN/NNP/9/compound Corp./=/PROPN/NNP/7/obj _./=/PUNCT/./7/punct
Vexo/=/PROPN/NNP/12/nsubj denied/deny/VERB/VBD/-/ROOT the/=/DET/DT/14/det claim/=/NOUN/NN/12/obj _./=/PUNCT/./12/punct
The/=/DET/DT/17/det authority/=/NOUN/NN/18/nsubj waited/wait/VERB/VBD/-/ROOT _./=/PUNCT/./18/punct
"""
OFFICE = """
A/=/DET/DT/3/det joint/=/ADJ/JJ/3/amod border/=/NOUN/NN/3/compound office/=/NOUN/NN/4/nsubj opened/open/VERB/VBD/-/ROOT
_./=/PUNCT/./4/punct The/=/DET/DT/8/det border/=/NOUN/NN/8/compound office/=/NOUN/NN/9/nsubj
closed/close/VERB/VBD/-/ROOT _,/=/PUNCT/,/15/punct
but/=/CCONJ/CC/15/cc another/=/DET/DT/13/det office/=/NOUN/NN/15/nsubj soon/=/ADV/RB/15/advmod
opened/open/VERB/VBD/9/conj _./=/PUNCT/./9/punct
"""
TAXES = """
Farmers/farmer/NOUN/NNS/1/nsubj fear/=/VERB/VBP/-/ROOT taxes/tax/NOUN/NNS/1/obj on/=/ADP/IN/4/case
wheat/=/NOUN/NN/2/nmod _./=/PUNCT/./1/punct Millers/miller/NOUN/NNS/7/nsubj fear/=/VERB/VBP/-/ROOT
taxes/tax/NOUN/NNS/7/obj on/=/ADP/IN/10/case rice/=/NOUN/NN/8/nmod _./=/PUNCT/./7/punct
The/=/DET/DT/14/det Danish/=/ADJ/JJ/14/amod tax/=/NOUN/NN/15/nsubj rose/rise/VERB/VBD/-/ROOT _./=/PUNCT/./15/punct
The/=/DET/DT/19/det Swedish/=/ADJ/JJ/19/amod tax/=/NOUN/NN/20/nsubj fell/fall/VERB/VBD/-/ROOT _./=/PUNCT/./20/punct
"""
SISTER = """
Omar/=/PROPN/NNP/2/nsubj Diaz/=/PROPN/NNP/0/flat left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./2/punct
He/=/PRON/PRP/5/nsubj sold/sell/VERB/VBD/-/ROOT his/=/PRON/PRP$/7/nmod:poss shop/=/NOUN/NN/5/obj to/=/ADP/IN/10/case
his/=/PRON/PRP$/10/nmod:poss sister/=/NOUN/NN/5/obl _,/=/PUNCT/,/14/punct and/=/CCONJ/CC/14/cc she/=/PRON/PRP/14/nsubj
thanked/thank/VERB/VBD/5/conj him/he/PRON/PRP/14/obj _./=/PUNCT/./5/punct
"""
TREATY = """
Peru/=/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Bolivia/=/PROPN/NNP/0/conj signed/sign/VERB/VBD/-/ROOT a/=/DET/DT/5/det
treaty/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct The/=/DET/DT/9/det two/=/NUM/CD/9/nummod countries/country/NOUN/NNS/10/nsubj
praised/praise/VERB/VBD/-/ROOT peace/=/NOUN/NN/10/obj _./=/PUNCT/./10/punct
"""
QUOTE = """
"/=/PUNCT/``/3/punct _I/=/PRON/PRP/3/nsubj will/=/AUX/MD/3/aux resign/=/VERB/VB/6/ccomp _,/=/PUNCT/,/3/punct
_"/=/PUNCT/''/3/punct said/say/VERB/VBD/-/ROOT Eva/=/PROPN/NNP/6/nsubj Lund/=/PROPN/NNP/7/flat _./=/PUNCT/./6/punct
"""
CITY = """
Rain/=/NOUN/NN/1/nsubj hit/=/VERB/VBD/-/ROOT the/=/DET/DT/3/det city/=/NOUN/NN/1/obj of/=/ADP/IN/5/case
Brask/=/PROPN/NNP/3/nmod _./=/PUNCT/./1/punct
"""
AIRLINE = """
The/=/DET/DT/3/det German/=/ADJ/JJ/2/amod airline/=/NOUN/NN/4/nsubj Alto/=/PROPN/NNP/2/appos bought/buy/VERB/VBD/-/ROOT
planes/plane/NOUN/NNS/4/obj _./=/PUNCT/./4/punct The/=/DET/DT/8/det company/=/NOUN/NN/9/nsubj grew/grow/VERB/VBD/-/ROOT
_./=/PUNCT/./9/punct
"""


def _heads(rows: str, *names: str) -> dict[str, tuple[int, ...]]:
    return {local: c.heads for local, c in clusters_of(marked(rows, *names)).items()}


def test_full_names_with_other_given_names_stay_apart_and_a_shared_surname_alone() -> None:
    heads = _heads(KIMS, "Kim Ho Jin:PERSON", "Kim Su Bin:PERSON", "Moon Ji Won:PERSON", "Moon:PERSON", "Kim:PERSON")
    assert heads == {
        "per-kim-ho-jin": (0,), "per-kim-su-bin": (4,), "per-moon-ji-won": (8, 12), "art-0-kim": (15,),
    }  # fmt: skip


def test_a_surname_joins_the_one_full_name_that_it_fits() -> None:
    rows = KIMS.replace("Su/", "Zu/").replace("Kim/=/PROPN/NNP/3/obj", "Han/=/PROPN/NNP/3/obj")
    heads = _heads(rows, "Kim Ho Jin:PERSON", "Han Zu Bin:PERSON", "Moon Ji Won:PERSON", "Moon:PERSON", "Kim:PERSON")
    assert heads["per-kim-ho-jin"] == (0, 15)


def test_a_post_that_governs_its_holder_joins_and_one_in_apposition_is_a_position() -> None:
    found = clusters_of(marked(MINISTER, "Chile:GPE", "Marta Soto:PERSON", "Omar Diaz:PERSON"))
    assert found["per-marta-soto"].heads == (3, 5)
    assert found["per-marta-soto"].aliases == ("Chile's finance minister",)
    assert (found["art-0-senator"].cls, found["art-0-senator"].heads) == ("Position", (14,))
    assert found["per-omar-diaz"].heads == (10, 19)


def test_acronyms_legal_forms_and_the_noun_in_the_name() -> None:
    names = ("Northern Rail Authority:ORG", "NRA:ORG", "Vexo Corp.:ORG", "Vexo:ORG")
    found = clusters_of(marked(AUTHORITY, *names))
    assert found["org-northern-rail-authority"].heads == (3, 5, 17)
    assert found["org-northern-rail-authority"].aliases == ("NRA", "authority")
    assert found["org-vexo-corp"].heads == (9, 11)


def test_the_same_noun_merges_unless_it_is_another() -> None:
    heads = _heads(OFFICE)
    assert heads["art-0-joint-border-office"] == (3, 8)
    assert heads["art-0-office"] == (13,)


def test_other_complements_and_other_nations_are_other_things() -> None:
    heads = _heads(TAXES, "Danish:NORP", "Swedish:NORP")
    assert {(2,), (8,), (14,), (19,)} <= set(heads.values())


def test_pronouns_follow_gender_and_clause() -> None:
    heads = _heads(SISTER, "Omar Diaz:PERSON")
    assert heads["per-omar-diaz"] == (0, 4, 6, 9, 15)
    assert heads["art-0-sister"] == (10, 13)


def test_i_is_who_speaks() -> None:
    doc = marked(QUOTE, "Eva Lund:PERSON")
    report = Report(source=7, cue=(6,), content=frozenset(range(1, 4)), direct=True)
    assert clusters_of(doc, report)["per-eva-lund"].heads == (1, 7)
    assert clusters_of(doc)["per-eva-lund"].heads == (7,)


def test_the_city_of_a_name_is_that_city() -> None:
    found = clusters_of(marked(CITY, "Brask:GPE"))["loc-brask"]
    assert (found.heads, found.aliases, found.cls) == ((3, 5), ("city", "city of Brask"), "GeopoliticalEntity")


def test_a_class_noun_takes_up_the_one_name_of_its_class() -> None:
    found = clusters_of(marked(AIRLINE, "German:NORP", "Alto:ORG"))
    assert found["org-alto"].heads == (2, 3, 8)
    assert found["org-alto"].cls == "Company"
    assert found["loc-germany"].heads == (1,)


def test_a_pair_has_its_two_members() -> None:
    reading = reading_of(marked(TREATY, "Peru:GPE", "Bolivia:GPE"))
    reading = replace(reading, clusters=resolve(reading, Config()))
    assert plural_members(reading) == {9: (0, 2)}
    third = reading_of(
        marked(TREATY.replace("treaty/=/NOUN/NN", "Chile/=/PROPN/NNP"), "Peru:GPE", "Bolivia:GPE", "Chile:GPE")
    )
    third = replace(third, clusters=resolve(third, Config()))
    assert plural_members(third) == {}


def test_iris_have_the_base_and_namesakes_a_number() -> None:
    rows = "A/=/DET/DT/1/det boy/=/NOUN/NN/2/nsubj met/meet/VERB/VBD/-/ROOT a/=/DET/DT/4/det boy/=/NOUN/NN/2/obj"
    found = resolve(reading_of(marked(rows)), Config(base_iri="https://example.org/"))
    assert [c.id for c in found] == ["https://example.org/id/art-0-boy", "https://example.org/id/art-0-boy-2"]


ALL = (
    (KIMS, ("Kim Ho Jin:PERSON", "Kim Su Bin:PERSON", "Moon Ji Won:PERSON", "Moon:PERSON", "Kim:PERSON")),
    (MINISTER, ("Chile:GPE", "Marta Soto:PERSON", "Omar Diaz:PERSON")), (OFFICE, ()), (TAXES, ("Danish:NORP",)),
    (SISTER, ("Omar Diaz:PERSON",)), (TREATY, ("Peru:GPE",)),
)  # fmt: skip


@pytest.mark.parametrize(("rows", "names"), ALL)
def test_each_mention_is_in_one_cluster_at_most_and_again_the_same(rows: str, names: tuple[str, ...]) -> None:
    reading = reading_of(marked(rows, *names))
    clusters = resolve(reading, Config())
    heads = [h for c in clusters for h in c.heads]
    assert len(heads) == len(set(heads)) and set(heads) <= set(reading.mentions)
    assert {h for h, m in reading.mentions.items() if m.kind != "pronoun"} <= set(heads)
    assert len({c.id for c in clusters}) == len(clusters)
    assert all(c.heads == tuple(sorted(c.heads)) and c.aliases == tuple(sorted(set(c.aliases))) for c in clusters)
    assert resolve(reading_of(marked(rows, *names)), Config()) == clusters
