"""Events told by words before a noun, by nouns that verbs name, and by relative clauses."""

from __future__ import annotations

import pytest
from aligning import aligned, event_lines, statement_lines

CASES = (
    pytest.param(
        """
        The/=/DET/DT/2/det jailed/jail/VERB/VBN/2/amod leader/=/NOUN/NN/7/nsubj of/=/ADP/IN/5/case the/=/DET/DT/5/det
        party/=/NOUN/NN/2/nmod will/=/AUX/MD/7/aux appeal/=/VERB/VB/-/ROOT _./=/PUNCT/./7/punct
        """,
        {"leader": "Person", "party": "PoliticalParty"},
        (),
        {"Coerce actual jailed: recipient=leader"},
        id="a participle tells what befell",
    ),
    pytest.param(
        """
        The/=/DET/DT/2/det late/=/ADJ/JJ/2/amod Omar/Omar/PROPN/NNP/4/nsubj Diallo/Diallo/PROPN/NNP/2/flat
        led/lead/VERB/VBD/-/ROOT the/=/DET/DT/6/det party/=/NOUN/NN/4/obj _./=/PUNCT/./4/punct
        """,
        {"Omar Diallo": "Person", "party": "PoliticalParty"},
        ("Omar Diallo:PERSON",),
        {"Die actual late: theme=Omar Diallo"},
        id="the late",
    ),
    pytest.param(
        """
        A/=/DET/DT/2/det late/=/ADJ/JJ/2/amod guest/=/NOUN/NN/3/nsubj left/leave/VERB/VBD/-/ROOT the/=/DET/DT/5/det
        party/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        {"guest": "Person", "party": "Artifact"},
        (),
        set(),
        id="who is late is not dead",
    ),
    pytest.param(
        """
        The/=/DET/DT/2/det two/=/NUM/CD/2/nummod passengers/passenger/NOUN/NNS/4/nsubj were/be/AUX/VBD/4/cop
        unhurt/=/ADJ/JJ/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"passengers": "Group"},
        (),
        {"Injure negated unhurt: theme=passengers"},
        id="unhurt",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det miners/miner/NOUN/NNS/3/nmod:poss _'/'s/PART/POS/1/case union/=/NOUN/NN/4/nsubj
        threatened/threaten/VERB/VBD/-/ROOT a/=/DET/DT/6/det strike/=/NOUN/NN/4/obj _./=/PUNCT/./4/punct
        """,
        {"miners": "Group", "union": "Organization"},
        (),
        {"Threaten actual threatened: actor=union theme=<strike>", "Protest threatened strike: actor=union"},
        id="a strike that is threatened has its actor",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det opposition/=/NOUN/NN/2/nsubj called/call/VERB/VBD/-/ROOT an/a/DET/DT/4/det
        strike/=/NOUN/NN/2/obj for/=/ADP/IN/6/case May/May/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        {"opposition": "Organization"},
        (),
        {"Protest planned strike: actor=opposition"},
        id="a strike that is called is planned",
    ),
    pytest.param(
        """
        Prosecutors/prosecutor/NOUN/NNS/1/nsubj charged/charge/VERB/VBD/-/ROOT Omar/Omar/PROPN/NNP/1/obj
        Diallo/Diallo/PROPN/NNP/2/flat with/=/ADP/IN/5/case murder/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
        """,
        {"Prosecutors": "Group", "Omar Diallo": "Person"},
        ("Omar Diallo:PERSON",),
        {
            "Charge actual charged: actor=Prosecutors recipient=Omar Diallo theme=<murder>",
            "Crime possible murder: actor=Omar Diallo",
        },
        id="what somebody is charged with he may have done",
    ),
    pytest.param(
        """
        Omar/Omar/PROPN/NNP/3/nmod:poss Diallo/Diallo/PROPN/NNP/0/flat _'s/'s/PART/POS/0/case arrest/=/NOUN/NN/4/nsubj
        angered/anger/VERB/VBD/-/ROOT voters/voter/NOUN/NNS/4/obj _./=/PUNCT/./4/punct
        """,
        {"Omar Diallo": "Person", "voters": "Group"},
        ("Omar Diallo:PERSON",),
        {"Coerce actual arrest: recipient=Omar Diallo"},
        id="whose arrest it is, is arrested",
    ),
    pytest.param(
        """
        Omar/Omar/PROPN/NNP/2/nsubj Diallo/Diallo/PROPN/NNP/0/flat spent/spend/VERB/VBD/-/ROOT
        months/month/NOUN/NNS/2/obj in/=/ADP/IN/5/case custody/=/NOUN/NN/2/obl _./=/PUNCT/./2/punct
        """,
        {"Omar Diallo": "Person"},
        ("Omar Diallo:PERSON",),
        {"Coerce actual custody: recipient=Omar Diallo"},
        id="time in custody",
    ),
)


@pytest.mark.parametrize(("rows", "things", "names", "events"), CASES)
def test_events(rows: str, things: dict[str, str], names: tuple[str, ...], events: set[str]) -> None:
    found = {e for e in event_lines(aligned(rows, things, names)) if not e.startswith(("Try", "LeaveBody", "Move"))}
    assert {e.rstrip() for e in found} == events


def test_talks_are_broken_off_not_what_they_are_about() -> None:
    rows = """
    Norway/Norway/PROPN/NNP/1/nsubj plans/plan/VERB/VBZ/-/ROOT talks/talk/NOUN/NNS/1/obj on/=/ADP/IN/5/case
    fishing/=/NOUN/NN/5/compound rights/right/NOUN/NNS/2/nmod that/=/PRON/WDT/8/obj Iceland/Iceland/PROPN/NNP/8/nsubj
    broke/break/VERB/VBD/5/acl:relcl off/=/ADP/RP/8/compound:prt _./=/PUNCT/./1/punct
    """
    things = {"Norway": "Country", "Iceland": "Country", "rights": "Concept", "talks": "Concept"}
    found = statement_lines(aligned(rows, things, ("Norway:GPE", "Iceland:GPE")))
    assert "Iceland terminates rights" not in found


def test_the_post_that_somebody_leaves_is_in_its_body() -> None:
    rows = """
    Omar/Omar/PROPN/NNP/2/nsubj Diallo/Diallo/PROPN/NNP/0/flat resigned/resign/VERB/VBD/-/ROOT as/=/ADP/IN/4/case
    leader/=/NOUN/NN/2/obl of/=/ADP/IN/8/case the/=/DET/DT/8/det Labour/Labour/PROPN/NNP/8/compound
    Party/Party/PROPN/NNP/4/nmod _./=/PUNCT/./2/punct
    """
    things = {"Omar Diallo": "Person", "Labour Party": "PoliticalParty"}
    found = statement_lines(aligned(rows, things, ("Omar Diallo:PERSON", "Labour Party:ORG")))
    assert "leader positionIn Labour Party" in found
