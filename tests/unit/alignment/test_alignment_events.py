"""Events: which frame a verb or noun has in a sentence, who fills its roles, what is stated of it."""

from __future__ import annotations

from datetime import date

import pytest
from aligning import aligned, event_lines, statement_lines

CASES = (
    pytest.param(
        """
        Rebels/rebel/NOUN/NNS/1/nsubj shelled/shell/VERB/VBD/-/ROOT the/=/DET/DT/3/det port/=/NOUN/NN/1/obj
        of/=/ADP/IN/5/case Tavira/=/PROPN/NNP/3/nmod _./=/PUNCT/./1/punct
        """,
        {"Rebels": "ArmedGroup", "port": "Facility", "Tavira": "GeopoliticalEntity"},
        ("Tavira:GPE",),
        {"Assault actual shelled: actor=Rebels recipient=port"},
        {"Rebels attacks port", "port locatedIn Tavira"},
        id="a verb with subject and object",
    ),
    pytest.param(
        """
        Norland/=/PROPN/NNP/2/nsubj will/=/AUX/MD/2/aux close/=/VERB/VB/-/ROOT its/=/PRON/PRP$/4/nmod:poss
        embassy/=/NOUN/NN/2/obj in/=/ADP/IN/6/case Maros/=/PROPN/NNP/4/nmod _./=/PUNCT/./2/punct
        """,
        {"Norland|its": "Country", "embassy": "Facility", "Maros": "Country"},
        ("Norland:GPE", "Maros:GPE"),
        {"Terminate announced close: actor=Norland theme=embassy"},
        {"Norland terminates embassy [announced]", "embassy locatedIn Maros", "Norland owns embassy"},
        id="a decided future act is announced",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det navy/=/NOUN/NN/2/nsubj fired/fire/VERB/VBD/-/ROOT two/=/NUM/CD/4/nummod
        missiles/missile/NOUN/NNS/2/obj at/=/ADP/IN/7/case the/=/DET/DT/7/det port/=/NOUN/NN/2/obl
        _./=/PUNCT/./2/punct
        """,
        {"navy": "ArmedGroup", "missiles": "Artifact", "port": "Facility"},
        (),
        {"Assault actual fired: actor=navy instrument=missiles recipient=port"},
        {"navy attacks port"},
        id="fire at",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det airline/=/NOUN/NN/2/nsubj fired/fire/VERB/VBD/-/ROOT its/=/PRON/PRP$/4/nmod:poss
        engineer/=/NOUN/NN/2/obj _./=/PUNCT/./2/punct
        """,
        {"airline|its": "Company", "engineer": "Person"},
        (),
        {"LeaveOffice actual fired: actor=airline theme=engineer"},
        {"engineer worksFor airline"},
        id="fire a person",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det navy/=/NOUN/NN/2/nsubj fired/fire/VERB/VBD/-/ROOT two/=/NUM/CD/4/nummod
        rockets/rocket/NOUN/NNS/2/obj _./=/PUNCT/./2/punct
        """,
        {"navy": "ArmedGroup", "rockets": "Artifact"},
        (),
        {"Launch actual fired: actor=navy theme=rockets"},
        {"navy launches rockets"},
        id="fire a rocket",
    ),
    pytest.param(
        """
        Dorn/=/PROPN/NNP/1/nsubj beat/=/VERB/VBD/-/ROOT Lisk/=/PROPN/NNP/1/obj in/=/ADP/IN/6/case
        the/=/DET/DT/6/det cup/=/NOUN/NN/6/compound final/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
        """,
        {"Dorn": "SportsTeam", "Lisk": "SportsTeam", "final": "Concept"},
        ("Dorn:ORG", "Lisk:ORG"),
        {"Compete actual beat: actor=Dorn recipient=Lisk theme=final"},
        {"Dorn defeats Lisk"},
        id="a team beats a team",
    ),
    pytest.param(
        """
        Guards/guard/NOUN/NNS/1/nsubj beat/=/VERB/VBD/-/ROOT the/=/DET/DT/3/det inmates/inmate/NOUN/NNS/1/obj
        _./=/PUNCT/./1/punct
        """,
        {"Guards": "Group", "inmates": "Group"},
        (),
        {"Assault actual beat: actor=Guards recipient=inmates"},
        {"Guards attacks inmates"},
        id="guards beat inmates",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det envoys/envoy/NOUN/NNS/2/nsubj held/hold/VERB/VBD/-/ROOT talks/talk/NOUN/NNS/2/obj
        with/=/ADP/IN/6/case the/=/DET/DT/6/det union/=/NOUN/NN/3/nmod _./=/PUNCT/./2/punct
        """,
        {"envoys": "Group", "union": "Organization"},
        (),
        {"Consult actual talks: actor=envoys recipient=union"},
        {"envoys meetsWith union"},
        id="a light verb lends the noun its subject",
    ),
    pytest.param(
        """
        No/=/DET/DT/1/det decision/=/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass taken/take/VERB/VBN/-/ROOT
        by/=/ADP/IN/6/case the/=/DET/DT/6/det court/=/NOUN/NN/3/obl:agent _./=/PUNCT/./3/punct
        """,
        {"court": "GovernmentBody"},
        (),
        {"Decide negated decision: actor=court"},
        set(),
        id="a noun with no",
    ),
    pytest.param(
        """
        Norland/=/PROPN/NNP/1/nsubj threatened/threaten/VERB/VBD/-/ROOT to/=/PART/TO/3/mark
        scrap/=/VERB/VB/1/xcomp the/=/DET/DT/6/det fishing/=/NOUN/NN/6/compound pact/=/NOUN/NN/3/obj
        if/=/SCONJ/IN/9/mark Maros/=/PROPN/NNP/9/nsubj expels/expel/VERB/VBZ/3/advcl the/=/DET/DT/11/det
        crews/crew/NOUN/NNS/9/obj _./=/PUNCT/./1/punct
        """,
        {"Norland": "Country", "Maros": "Country", "pact": "Agreement", "crews": "Group"},
        ("Norland:GPE", "Maros:GPE"),
        {
            "Threaten actual threatened: actor=Norland content=<scrap> recipient=Maros",
            "Terminate threatened scrap: actor=Norland condition=<expels> theme=pact",
            "Sanction hypothetical expels: actor=Maros recipient=crews",
        },
        {
            "Norland threatens Maros",
            "Norland terminates pact [threatened, by Norland]",
            "Maros sanctions crews [hypothetical, by Norland]",
        },
        id="a threat with its content, its condition and whom it is meant for",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/2/nsubj demanded/demand/VERB/VBD/-/ROOT that/=/SCONJ/IN/5/mark
        Norland/=/PROPN/NNP/5/nsubj free/=/VERB/VB/2/ccomp the/=/DET/DT/7/det editor/=/NOUN/NN/5/obj
        _./=/PUNCT/./2/punct
        """,
        {"union": "Organization", "Norland": "Country", "editor": "Person"},
        ("Norland:GPE",),
        {
            "Request actual demanded: actor=union content=<free> recipient=Norland",
            "Retreat demanded free: actor=Norland theme=editor",
        },
        {"union urges Norland"},
        id="a demand is meant for whoever shall act",
    ),
    pytest.param(
        """
        Police/=/NOUN/NN/3/nsubj did/do/AUX/VBD/3/aux not/=/PART/RB/3/advmod arrest/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det editor/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        {"Police": "GovernmentBody", "editor": "Person"},
        (),
        {"Coerce negated arrest: actor=Police recipient=editor"},
        {"Police detains editor [no]"},
        id="what did not happen",
    ),
    pytest.param(
        """
        Norland/=/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Maros/=/PROPN/NNP/0/conj signed/sign/VERB/VBD/-/ROOT
        a/=/DET/DT/5/det treaty/=/NOUN/NN/3/obj on/=/ADP/IN/8/case fish/=/NOUN/NN/8/compound
        stocks/stock/NOUN/NNS/5/nmod _./=/PUNCT/./3/punct
        """,
        {"Norland": "Country", "Maros": "Country", "treaty": "Agreement", "stocks": "Concept"},
        ("Norland:GPE", "Maros:GPE"),
        {"Support actual signed: actor=Maros,Norland theme=treaty"},
        {"Norland signatoryOf treaty", "Maros signatoryOf treaty", "treaty concerns stocks"},
        id="one joint event, a statement for each",
    ),
    pytest.param(
        """
        Dockers/docker/NOUN/NNS/1/nsubj protested/protest/VERB/VBD/-/ROOT against/=/ADP/IN/4/case
        the/=/DET/DT/4/det law/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
        """,
        {"Dockers": "Group", "law": "Policy"},
        (),
        {"Protest actual protested: actor=Dockers reason=law"},
        {"Dockers protestsAgainst law"},
        id="a protest against a law",
    ),
)


@pytest.mark.parametrize(("rows", "things", "names", "events", "statements"), CASES)
def test_events_of_a_sentence(
    rows: str, things: dict[str, str], names: tuple[str, ...], events: set[str], statements: set[str]
) -> None:
    extraction = aligned(rows, things, names)
    assert event_lines(extraction) == events
    assert statement_lines(extraction) == statements


KILLED = """
    Gunmen/gunman/NOUN/NNS/1/nsubj killed/kill/VERB/VBD/-/ROOT nine/=/NUM/CD/3/nummod dockers/docker/NOUN/NNS/1/obj
    in/=/ADP/IN/5/case Tavira/=/PROPN/NNP/1/obl on/=/ADP/IN/7/case Monday/=/PROPN/NNP/1/obl _./=/PUNCT/./1/punct
    """
KILLED_THINGS = {"Gunmen": "Group", "dockers": "Group", "Tavira": "GeopoliticalEntity"}


def test_numbers_and_times_of_an_event() -> None:
    times = {"Monday": ("2021-05-10", date(2021, 5, 10))}
    extraction = aligned(KILLED, KILLED_THINGS, ("Tavira:GPE", "Monday:DATE"), times)
    (event,) = extraction.events
    assert (event.cls, event.time, event.start) == ("Die", "2021-05-10", date(2021, 5, 10))
    assert event.numbers == {"deaths": 9, "deathsText": "nine"}
    assert statement_lines(extraction) == {"Gunmen attacks dockers"}


def test_what_is_dated_after_publication_is_a_plan() -> None:
    rows = """
        The/=/DET/DT/2/det June/=/PROPN/NNP/2/compound election/=/NOUN/NN/3/nsubj worries/worry/VERB/VBZ/-/ROOT
        Norland/=/PROPN/NNP/3/obj _./=/PUNCT/./3/punct
        """
    times = {"June": ("2021-06", date(2021, 6, 1))}
    extraction = aligned(rows, {"Norland": "Country", "election": "Concept"}, ("Norland:GPE", "June:DATE"), times)
    assert {e.status for e in extraction.events} == {"planned"}
    assert not any(s.licensed for s in extraction.statements if s.event)


def test_the_same_event_told_twice_is_one() -> None:
    rows = """
        Rebels/rebel/NOUN/NNS/1/nsubj attacked/attack/VERB/VBD/-/ROOT the/=/DET/DT/3/det port/=/NOUN/NN/1/obj
        _./=/PUNCT/./1/punct
        The/=/DET/DT/6/det attack/=/NOUN/NN/7/nsubj ended/end/VERB/VBD/-/ROOT at/=/ADP/IN/9/case
        dawn/=/NOUN/NN/7/obl _./=/PUNCT/./7/punct
        """
    extraction = aligned(rows, {"Rebels": "ArmedGroup", "port": "Facility"})
    assert event_lines(extraction) == {"Assault actual attacked: actor=Rebels recipient=port"}


def test_events_of_two_victims_stay_apart() -> None:
    rows = """
        Rebels/rebel/NOUN/NNS/1/nsubj attacked/attack/VERB/VBD/-/ROOT the/=/DET/DT/3/det port/=/NOUN/NN/1/obj
        _./=/PUNCT/./1/punct
        Rebels/rebel/NOUN/NNS/6/nsubj attacked/attack/VERB/VBD/-/ROOT the/=/DET/DT/8/det convoy/=/NOUN/NN/6/obj
        _./=/PUNCT/./6/punct
        """
    extraction = aligned(rows, {"Rebels": "ArmedGroup", "port": "Facility", "convoy": "Artifact"})
    assert len(extraction.events) == 2


def test_a_bare_definite_noun_tells_of_nothing() -> None:
    rows = """
        Ana/=/PROPN/NNP/1/nsubj praised/praise/VERB/VBD/-/ROOT the/=/DET/DT/3/det verdict/=/NOUN/NN/1/obj
        _./=/PUNCT/./1/punct
        """
    extraction = aligned(rows, {"Ana": "Person"}, ("Ana:PERSON",))
    assert "Decide" not in {e.cls for e in extraction.events}
