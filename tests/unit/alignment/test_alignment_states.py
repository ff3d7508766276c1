"""States: what titles, possessives, prepositions and verbs of being say; licence, sources, what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from aligning import aligned, reading_of, statement_lines

from kg.alignment import align
from kg.config import Config

PREMIER = """
    Norland/=/PROPN/NNP/3/nmod:poss _'s/=/PART/POS/0/case prime/=/ADJ/JJ/3/amod minister/=/NOUN/NN/8/nsubj
    _,/=/PUNCT/,/5/punct Ana/=/PROPN/NNP/3/appos Ruiz/=/PROPN/NNP/5/flat _,/=/PUNCT/,/5/punct
    slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
    """
PREMIER_THINGS = {"Norland": "Country", "Ana Ruiz|minister": "Person"}
PREMIER_NAMES = ("Norland:GPE", "Ana Ruiz:PERSON")

CASES = (
    pytest.param(
        PREMIER,
        PREMIER_THINGS,
        PREMIER_NAMES,
        {"Ana Ruiz holdsPosition prime minister", "prime minister positionIn Norland", "Ana Ruiz leads Norland"},
        id="a head of government",
    ),
    pytest.param(
        """
        Lena/=/PROPN/NNP/10/nsubj Holm/=/PROPN/NNP/0/flat _,/=/PUNCT/,/5/punct a/=/DET/DT/5/det
        former/=/ADJ/JJ/5/amod director/=/NOUN/NN/0/appos of/=/ADP/IN/8/case Harbour/=/PROPN/NNP/8/compound
        Bank/=/PROPN/NNP/5/nmod _,/=/PUNCT/,/0/punct slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./10/punct
        """,
        {"Lena Holm|director": "Person", "Harbour Bank": "Company"},
        ("Lena Holm:PERSON", "Harbour Bank:ORG"),
        {"Lena Holm holdsPosition director", "director positionIn Harbour Bank"},
        id="who was director leads no longer",
    ),
    pytest.param(
        """
        Ivo/=/PROPN/NNP/9/nsubj Lund/=/PROPN/NNP/0/flat _,/=/PUNCT/,/4/punct deputy/=/ADJ/JJ/4/amod
        chairman/=/NOUN/NN/0/appos of/=/ADP/IN/7/case the/=/DET/DT/7/det party/=/NOUN/NN/4/nmod
        _,/=/PUNCT/,/0/punct spoke/speak/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        {"Ivo Lund|chairman": "Person", "party": "PoliticalParty"},
        ("Ivo Lund:PERSON",),
        {"Ivo Lund holdsPosition deputy chairman", "deputy chairman positionIn party"},
        id="a deputy does not lead",
    ),
    pytest.param(
        """
        Dutch/=/ADJ/JJ/1/amod coach/=/NOUN/NN/2/nmod:desc Ada/=/PROPN/NNP/4/nsubj Bol/=/PROPN/NNP/2/flat
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"Dutch": "Country", "Ada Bol": "Person"},
        ("Dutch:NORP", "Ada Bol:PERSON"),
        {"Ada Bol holdsPosition coach", "Ada Bol citizenOf Dutch"},
        id="a Dutch coach is Dutch and does not coach the Netherlands",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/3/nmod:poss _'s/=/PART/POS/1/case spokesman/=/NOUN/NN/4/nsubj
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"union": "Organization", "spokesman": "Person"},
        (),
        {"spokesman represents union"},
        id="an unnamed spokesman holds no post that the graph could name",
    ),
    pytest.param(
        """
        Ana/=/PROPN/NNP/3/nmod:poss Ruiz/=/PROPN/NNP/0/flat _'s/=/PART/POS/0/case daughter/=/NOUN/NN/8/nsubj
        _,/=/PUNCT/,/5/punct Eva/=/PROPN/NNP/3/appos Lund/=/PROPN/NNP/5/flat _,/=/PUNCT/,/3/punct
        owns/own/VERB/VBZ/-/ROOT a/=/DET/DT/10/det brewery/=/NOUN/NN/8/obj _./=/PUNCT/./8/punct
        """,
        {"Ana Ruiz": "Person", "Eva Lund|daughter": "Person", "brewery": "Company"},
        ("Ana Ruiz:PERSON", "Eva Lund:PERSON"),
        {"Ana Ruiz parentOf Eva Lund", "Eva Lund owns brewery"},
        id="the direction of kinship",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/4/nmod:poss _'s/=/PART/POS/1/case central/=/ADJ/JJ/4/amod
        committee/=/NOUN/NN/5/nsubj slept/sleep/VERB/VBD/-/ROOT in/=/ADP/IN/9/case the/=/DET/DT/9/det
        border/=/NOUN/NN/9/compound town/=/NOUN/NN/5/obl of/=/ADP/IN/11/case Tavira/=/PROPN/NNP/9/nmod
        _./=/PUNCT/./5/punct
        """,
        {
            "party": "PoliticalParty",
            "committee": "PoliticalParty",
            "border": "Place",
            "Tavira|town": "GeopoliticalEntity",
        },
        ("Tavira:GPE",),
        {"committee partOf party"},
        id="an organ of a party; a border that no name tells is no place to lie in",
    ),
    pytest.param(
        """
        Pollen/=/PROPN/NNP/1/compound Press/=/PROPN/NNP/4/nsubj is/be/AUX/VBZ/4/cop a/=/DET/DT/4/det
        unit/=/NOUN/NN/-/ROOT of/=/ADP/IN/7/case Harbour/=/PROPN/NNP/7/compound Media/=/PROPN/NNP/4/nmod
        _./=/PUNCT/./4/punct
        """,
        {"Pollen Press": "Company", "Harbour Media": "Company"},
        ("Pollen Press:ORG", "Harbour Media:ORG"),
        {"Pollen Press partOf Harbour Media"},
        id="a unit of a company",
    ),
    pytest.param(
        """
        Norland/=/PROPN/NNP/4/nmod:poss _'s/=/PART/POS/0/case ruling/=/ADJ/JJ/4/amod Reform/=/PROPN/NNP/4/compound
        Party/=/PROPN/NNP/5/nsubj slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./5/punct
        """,
        {"Norland": "Country", "Reform Party": "PoliticalParty"},
        ("Norland:GPE", "Reform Party:ORG"),
        {"Reform Party governs Norland"},
        id="a ruling party",
    ),
    pytest.param(
        """
        The/=/DET/DT/4/det Lisbon/=/PROPN/NNP/3/compound _-/=/PUNCT/HYPH/1/punct _based/base/VERB/VBN/4/amod
        airline/=/NOUN/NN/5/nsubj slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./5/punct
        """,
        {"Lisbon": "GeopoliticalEntity", "airline": "Company"},
        ("Lisbon:GPE",),
        {"airline locatedIn Lisbon"},
        id="a hyphenated participle",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det pipeline/=/NOUN/NN/4/nsubj to/=/ADP/IN/3/case Maros/=/PROPN/NNP/1/nmod
        rusts/rust/VERB/VBZ/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"pipeline": "Facility", "Maros": "Country"},
        ("Maros:GPE",),
        {"pipeline connects Maros"},
        id="what a pipeline joins",
    ),
    pytest.param(
        """
        Ana/=/PROPN/NNP/5/nsubj Ruiz/=/PROPN/NNP/0/flat is/be/AUX/VBZ/5/cop not/=/PART/RB/5/advmod
        the/=/DET/DT/5/det president/=/NOUN/NN/-/ROOT of/=/ADP/IN/7/case Norland/=/PROPN/NNP/5/nmod
        _./=/PUNCT/./5/punct
        """,
        {"Ana Ruiz": "Person", "Norland": "Country"},
        ("Ana Ruiz:PERSON", "Norland:GPE"),
        {
            "Ana Ruiz holdsPosition president [no]",
            "president positionIn Norland",
            "Ana Ruiz leads Norland [no]",
        },
        id="what somebody is not",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det bank/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT that/=/SCONJ/IN/6/mark
        the/=/DET/DT/5/det firm/=/NOUN/NN/6/nsubj owns/own/VERB/VBZ/2/ccomp the/=/DET/DT/8/det
        mill/=/NOUN/NN/6/obj _./=/PUNCT/./2/punct
        """,
        {"bank": "Company", "firm": "Company", "mill": "Facility"},
        (),
        {"firm owns mill [by bank]"},
        id="who says so",
    ),
)


@pytest.mark.parametrize(("rows", "things", "names", "statements"), CASES)
def test_states_of_a_sentence(rows: str, things: dict[str, str], names: tuple[str, ...], statements: set[str]) -> None:
    assert statement_lines(aligned(rows, things, names)) == statements


def test_a_post_that_has_ended_is_closed() -> None:
    rows, things, names = CASES[1].values[:3]
    held = {s.predicate: s for s in aligned(rows, things, names).statements}["holdsPosition"]  # type: ignore[arg-type]
    assert held.valid_until == date(2021, 5, 12)
    assert held.as_of is None


def test_evidence_points_at_the_words() -> None:
    extraction = aligned(PREMIER, PREMIER_THINGS, PREMIER_NAMES)
    text = "Norland's prime minister, Ana Ruiz, slept."
    (held,) = (s for s in extraction.statements if s.predicate == "holdsPosition")
    words = {name: text[span.start : span.end] for name, span in held.spans.items()}
    assert words == {"subject": "Ana", "predicate": "prime minister", "object": "prime minister"}
    assert (held.quote, held.start, held.end) == (text, 0, len(text))


def test_a_post_is_named_with_its_body() -> None:
    extraction = aligned(PREMIER, PREMIER_THINGS, PREMIER_NAMES)
    (post,) = (e for e in extraction.entities if e.cls == "Position")
    assert post.id.endswith("id/art-0123456789abcdef-prime-minister-norland")
    assert [m.text for m in post.mentions] == ["prime minister"]


CLOSING = """
    Norland/=/PROPN/NNP/2/nsubj will/=/AUX/MD/2/aux close/=/VERB/VB/-/ROOT the/=/DET/DT/4/det
    mine/=/NOUN/NN/2/obj _./=/PUNCT/./2/punct
    """
CLOSING_THINGS = {"Norland": "Country", "mine": "Facility"}


@pytest.mark.parametrize(
    ("config", "licensed"),
    [
        (Config(), True),
        (Config(licence="strict"), False),
        (Config(threshold=0.99), False),
    ],
    ids=["announced acts are facts", "not under the strict licence", "nor below the threshold"],
)
def test_the_licence(config: Config, licensed: bool) -> None:
    extraction = aligned(CLOSING, CLOSING_THINGS, ("Norland:GPE",), config=config)
    (statement,) = (s for s in extraction.statements if s.predicate == "terminates")
    assert statement.licensed is licensed


def test_ids_depend_on_base_and_content_alone() -> None:
    one = aligned(CLOSING, CLOSING_THINGS, ("Norland:GPE",))
    again = aligned(CLOSING, CLOSING_THINGS, ("Norland:GPE",))
    other = aligned(CLOSING, CLOSING_THINGS, ("Norland:GPE",), config=Config(base_iri="https://example.org/"))
    assert one == again
    assert {s.id.rsplit("/", 1)[1] for s in one.statements} == {s.id.rsplit("/", 1)[1] for s in other.statements}
    assert all(s.id.startswith("https://example.org/id/st-") for s in other.statements)


WALKING = """
    Ana/=/PROPN/NNP/1/nsubj repainted/repaint/VERB/VBD/-/ROOT the/=/DET/DT/3/det mill/=/NOUN/NN/1/obj
    with/=/ADP/IN/5/case care/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
    """


def test_open_triples_are_kept_on_request() -> None:
    things = {"Ana": "Person", "mill": "Facility"}
    kept = aligned(WALKING, things, ("Ana:PERSON",))
    assert statement_lines(kept, related=True) == {"Ana (repainted) mill"}
    left = aligned(WALKING, things, ("Ana:PERSON",), config=Config(open_triples=False))
    assert not left.statements
    assert "no frame for verb 'repaint'" in {d.reason for d in left.dropped}


@pytest.mark.parametrize(("rows", "things", "names", "statements"), CASES)
def test_every_predication_is_used_or_dropped(
    rows: str, things: dict[str, str], names: tuple[str, ...], statements: set[str]
) -> None:
    assert statements
    reading = reading_of(rows, things, names)
    extraction = align(reading, Config(open_triples=False))
    told = {(d.start, d.end) for d in extraction.dropped}
    told |= {(s.spans["predicate"].start, s.spans["predicate"].end) for s in extraction.statements}
    told |= {(e.trigger.start, e.trigger.end) for e in extraction.events}
    for p in reading.predications:
        places = {reading.doc[t].idx for t in (p.head, *p.tokens)}
        assert any(start <= i < end for start, end in told for i in places), f"{p.kind} {p.lemma} vanished"


def test_nothing_relates_to_itself() -> None:
    rows = """
        Ana/=/PROPN/NNP/1/nsubj defended/defend/VERB/VBD/-/ROOT herself/=/PRON/PRP/1/obj _./=/PUNCT/./1/punct
        """
    extraction = aligned(rows, {"Ana|herself": "Person"}, ("Ana:PERSON",))
    assert not extraction.statements
