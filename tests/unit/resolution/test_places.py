"""When the name of a capital stands for those who rule there."""

from __future__ import annotations

import pytest
from readings import clusters_of, marked, reading_of

from kg.articles import Section
from kg.resolution.items import read_items
from kg.resolution.places import link_places
from kg.resolution.tree import Tree

ACTING = """
Seoul/=/PROPN/NNP/1/nsubj warned/warn/VERB/VBD/-/ROOT Pyongyang/=/PROPN/NNP/1/obj over/=/ADP/IN/5/case
the/=/DET/DT/5/det streets/street/NOUN/NNS/1/obl of/=/ADP/IN/7/case Moscow/=/PROPN/NNP/5/nmod _,/=/PUNCT/,/16/punct
and/=/CCONJ/CC/16/cc toward/=/ADP/IN/11/case Beijing/=/PROPN/NNP/16/obl the/=/DET/DT/13/det
Kremlin/=/PROPN/NNP/15/nmod:poss _'s/=/PART/POS/13/case decision/=/NOUN/NN/16/nsubj stood/stand/VERB/VBD/1/conj
_./=/PUNCT/./1/punct
"""
PLACES = """
Officials/official/NOUN/NNS/1/nsubj visited/visit/VERB/VBD/-/ROOT Seoul/=/PROPN/NNP/1/obj and/=/CCONJ/CC/4/cc
slept/sleep/VERB/VBD/1/conj in/=/ADP/IN/6/case Moscow/=/PROPN/NNP/4/obl near/=/ADP/IN/9/case the/=/DET/DT/9/det
Kremlin/=/PROPN/NNP/4/obl _./=/PUNCT/./1/punct Beijing/=/PROPN/NNP/13/nmod:poss _'s/=/PART/POS/11/case
airport/=/NOUN/NN/14/nsubj closed/close/VERB/VBD/-/ROOT _./=/PUNCT/./14/punct
"""
NORTH = """
The/=/DET/DT/1/det North/=/PROPN/NNP/2/nsubj told/tell/VERB/VBD/-/ROOT South/=/PROPN/NNP/4/compound
Korea/=/PROPN/NNP/2/obj about/=/ADP/IN/9/case anti/=/X/XX/8/compound _-/=/PUNCT/HYPH/8/punct _South/=/PROPN/NNP/9/amod
leaflets/leaflet/NOUN/NNS/2/obl _./=/PUNCT/./2/punct
"""
CAPITALS = ("Seoul:GPE", "Pyongyang:GPE", "Moscow:GPE", "Beijing:GPE", "Kremlin:FAC")


def _linked(rows: str, *names: str, sections: tuple[Section, ...] = ()) -> dict[str, str]:
    doc = marked(rows, *names)
    reading = reading_of(doc, sections=sections)
    tree = Tree.of(doc)
    items = read_items(doc.text, tree, reading.mentions)
    found = link_places(reading.article, tree, items)
    return {items[head].text: key for head, key in found.items()}


def test_capitals_that_act_are_their_countries() -> None:
    assert _linked(ACTING, *CAPITALS) == {
        "Seoul": "country:KR", "Pyongyang": "country:KP", "Beijing": "country:CN", "Kremlin": "country:RU",
    }  # fmt: skip


def test_capitals_where_something_is_are_cities() -> None:
    assert _linked(PLACES, *CAPITALS) == {}


def test_cities_and_countries_have_clusters_of_their_own() -> None:
    found = clusters_of(marked(ACTING, *CAPITALS))
    assert found["loc-moscow"].cls == "GeopoliticalEntity"
    assert found["loc-russia"].name == "Russia"
    assert found["loc-russia"].aliases == ("Kremlin",)
    assert found["loc-russia"].same_as == ("http://www.wikidata.org/entity/Q159",)


def test_a_dateline_is_a_place() -> None:
    doc = marked(ACTING, *CAPITALS)
    assert "Seoul" in _linked(ACTING, *CAPITALS)
    sections = (Section(kind="dateline", start=0, end=len(doc[0].text)),)
    assert "Seoul" not in _linked(ACTING, *CAPITALS, sections=sections)


def test_the_north_is_north_korea_where_the_koreas_are_spoken_of() -> None:
    linked = _linked(NORTH, "North:GPE", "South Korea:GPE", "South:GPE")
    assert linked == {"North": "country:KP", "South Korea": "country:KR", "South": "country:KR"}
    without = _linked(NORTH.replace("Korea/", "Yorkshire/"), "North:GPE", "South Yorkshire:GPE", "South:GPE")
    assert without == {}


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Danish", "NORP", "country:DK"),
        ("UN", "ORG", "body:United Nations"),
        ("Dane", "PERSON", None),
        ("Ruritanian", "NORP", None),
    ],
)
def test_adjectives_and_bodies(name: str, label: str, expected: str | None) -> None:
    rows = f"The/=/DET/DT/2/det {name}/=/ADJ/JJ/2/amod envoy/=/NOUN/NN/3/nsubj left/leave/VERB/VBD/-/ROOT"
    assert _linked(rows, f"{name}:{label}").get(name) == expected


def test_georgia_among_american_states_is_no_country() -> None:
    rows = """Georgia/=/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Alabama/=/PROPN/NNP/0/conj voted/vote/VERB/VBD/-/ROOT"""
    assert _linked(rows, "Georgia:GPE", "Alabama:GPE") == {}
    assert _linked(rows.replace("Alabama", "Armenia"), "Georgia:GPE", "Armenia:GPE")["Georgia"] == "country:GE"


def test_a_country_s_name_in_a_person_s_name_is_a_person() -> None:
    rows = """
    Amy/=/PROPN/NNP/2/nsubj Jordan/=/PROPN/NNP/0/flat left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./2/punct
    Jordan/=/PROPN/NNP/5/nsubj slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./5/punct
    """
    found = clusters_of(marked(rows, "Amy Jordan:PERSON", "Jordan:GPE"))
    assert found["per-amy-jordan"].heads == (0, 4)
