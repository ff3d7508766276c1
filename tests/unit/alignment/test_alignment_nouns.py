"""What nouns for people and things say beside names, and what no state can be said of."""

from __future__ import annotations

import pytest
from aligning import aligned, statement_lines

CASES = (
    pytest.param(
        """
        A/=/DET/DT/1/det director/=/NOUN/NN/9/nsubj:pass of/=/ADP/IN/3/case Andex/Andex/PROPN/NNP/1/nmod
        _,/=/PUNCT/,/5/punct Per/Per/PROPN/NNP/3/appos Dahl/Dahl/PROPN/NNP/5/flat _,/=/PUNCT/,/1/punct
        was/be/AUX/VBD/9/aux:pass held/hold/VERB/VBN/-/ROOT _./=/PUNCT/./9/punct
        """,
        {"director": "Person", "Andex": "Company", "Per Dahl": "Person"},
        ("Andex:ORG", "Per Dahl:PERSON"),
        {"Per Dahl holdsPosition director", "director positionIn Andex"},
        id="one of several directors heads nothing",
    ),
    pytest.param(
        """
        Captain/Captain/PROPN/NNP/1/nmod:desc Per/Per/PROPN/NNP/7/nsubj Dahl/Dahl/PROPN/NNP/1/flat
        of/=/ADP/IN/6/case the/=/DET/DT/6/det Norland/Norland/PROPN/NNP/6/compound Navy/Navy/PROPN/NNP/0/nmod
        spoke/speak/VERB/VBD/-/ROOT _./=/PUNCT/./7/punct
        """,
        {"Captain": "Position", "Per Dahl": "Person", "Norland Navy": "ArmedGroup"},
        ("Per Dahl:PERSON", "Norland Navy:ORG"),
        {"Captain positionIn Norland Navy", "Per Dahl holdsPosition Captain", "Per Dahl memberOf Norland Navy"},
        id="a captain named with his navy does not head it",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det president/=/NOUN/NN/4/nsubj of/=/ADP/IN/3/case Norland/Norland/PROPN/NNP/1/nmod
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"president": "Person", "Norland": "GeopoliticalEntity"},
        ("Norland:GPE",),
        {"president positionIn Norland"},
        id="an unnamed president is a post",
    ),
    pytest.param(
        """
        Ana/Ana/PROPN/NNP/9/nsubj Ruiz/Ruiz/PROPN/NNP/0/flat _,/=/PUNCT/,/5/punct
        Norland/Norland/PROPN/NNP/5/nmod:poss _'s/=/PART/POS/3/case ambassador/=/NOUN/NN/0/appos
        in/=/ADP/IN/7/case Tavira/Tavira/PROPN/NNP/5/nmod _,/=/PUNCT/,/0/punct slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./9/punct
        """,
        {"Ana Ruiz": "Person", "Norland": "Country", "ambassador": "Position", "Tavira": "GeopoliticalEntity"},
        ("Ana Ruiz:PERSON", "Norland:GPE", "Tavira:GPE"),
        {"Ana Ruiz holdsPosition ambassador", "Ana Ruiz represents Norland", "ambassador positionIn Norland"},
        id="where an envoy serves is not whose envoy she is",
    ),
    pytest.param(
        """
        Norland/Norland/PROPN/NNP/3/nmod:poss _'s/=/PART/POS/0/case police/=/NOUN/NN/3/compound
        chief/=/NOUN/NN/8/nsubj _,/=/PUNCT/,/5/punct Per/Per/PROPN/NNP/3/appos Dahl/Dahl/PROPN/NNP/5/flat
        _,/=/PUNCT/,/3/punct slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
        """,
        {"Norland": "GeopoliticalEntity", "police": "GovernmentBody", "chief|Per Dahl": "Person"},
        ("Norland:GPE", "Per Dahl:PERSON"),
        {"chief holdsPosition police chief", "police chief positionIn Norland"},
        id="a police chief heads no country",
    ),
    pytest.param(
        """
        A/=/DET/DT/3/det school/=/NOUN/NN/2/compound bus/=/NOUN/NN/3/compound driver/=/NOUN/NN/8/nsubj
        _,/=/PUNCT/,/5/punct Per/Per/PROPN/NNP/3/appos Dahl/Dahl/PROPN/NNP/5/flat _,/=/PUNCT/,/3/punct
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
        """,
        {"school": "Organization", "bus": "Artifact", "driver|Per Dahl": "Person"},
        ("Per Dahl:PERSON",),
        set(),
        id="kinds of jobs name no body",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det captain/=/NOUN/NN/9/nsubj of/=/ADP/IN/4/case the/=/DET/DT/4/det
        Aurora/Aurora/PROPN/NNP/1/nmod _,/=/PUNCT/,/6/punct Per/Per/PROPN/NNP/4/appos
        Dahl/Dahl/PROPN/NNP/6/flat _,/=/PUNCT/,/1/punct slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        {"captain": "Person", "Aurora": "MediaOrganization", "Per Dahl": "Person"},
        ("Aurora:ORG", "Per Dahl:PERSON"),
        {
            "Per Dahl holdsPosition captain",
            "Per Dahl leads Aurora",
            "captain positionIn Aurora",
        },
        id="a parse that hangs the name on what stands between",
    ),
    pytest.param(
        """
        Jo/Jo/PROPN/NNP/11/nsubj Bell/Bell/PROPN/NNP/0/flat _,/=/PUNCT/,/4/punct a/=/DET/DT/4/det
        minister/=/NOUN/NN/0/appos who/=/PRON/WP/6/nsubj leads/lead/VERB/VBZ/4/acl:relcl the/=/DET/DT/9/det
        Harbour/Harbour/PROPN/NNP/9/compound Party/Party/PROPN/NNP/6/obj _,/=/PUNCT/,/0/punct
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./11/punct
        """,
        {"Jo Bell": "Person", "minister": "Position", "Harbour Party": "PoliticalParty"},
        ("Jo Bell:PERSON", "Harbour Party:ORG"),
        {"Jo Bell holdsPosition minister", "Jo Bell leads Harbour Party"},
        id="a relative clause on an apposed noun",
    ),
    pytest.param(
        """
        Norland/Norland/PROPN/NNP/9/nsubj _,/=/PUNCT/,/3/punct a/=/DET/DT/3/det member/=/NOUN/NN/0/appos
        of/=/ADP/IN/7/case the/=/DET/DT/7/det Harbour/Harbour/PROPN/NNP/7/compound
        Union/Union/PROPN/NNP/3/nmod _,/=/PUNCT/,/0/punct agreed/agree/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        {"Norland": "GeopoliticalEntity", "member": "Person", "Harbour Union": "Organization"},
        ("Norland:GPE", "Harbour Union:ORG"),
        {"Norland memberOf Harbour Union"},
        id="a state that is a member",
    ),
    pytest.param(
        """
        Per/Per/PROPN/NNP/2/nsubj Dahl/Dahl/PROPN/NNP/0/flat served/serve/VERB/VBD/-/ROOT as/=/ADP/IN/4/case
        governor/=/NOUN/NN/2/obl of/=/ADP/IN/6/case Tavira/Tavira/PROPN/NNP/4/nmod _./=/PUNCT/./2/punct
        """,
        {"Per Dahl": "Person", "governor": "Person", "Tavira": "GeopoliticalEntity"},
        ("Per Dahl:PERSON", "Tavira:GPE"),
        {"Per Dahl holdsPosition governor", "Per Dahl leads Tavira", "governor positionIn Tavira"},
        id="served as",
    ),
    pytest.param(
        """
        Lena/Lena/PROPN/NNP/7/nsubj Holm/Holm/PROPN/NNP/0/flat _,/=/PUNCT/,/5/punct a/=/DET/DT/5/det
        Danish/=/ADJ/JJ/5/amod photographer/=/NOUN/NN/0/appos _,/=/PUNCT/,/0/punct
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./7/punct
        """,
        {"Lena Holm|photographer": "Person", "Danish": "Country"},
        ("Lena Holm:PERSON", "Danish:NORP"),
        {"Lena Holm citizenOf Danish"},
        id="a job with a nationality",
    ),
    pytest.param(
        """
        Traders/trader/NOUN/NNS/3/nsubj in/=/ADP/IN/2/case Tavira/Tavira/PROPN/NNP/0/nmod
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./3/punct
        """,
        {"Traders": "Group", "Tavira": "GeopoliticalEntity"},
        ("Tavira:GPE",),
        {"Traders residesIn Tavira"},
        id="people of a town",
    ),
    pytest.param(
        """
        A/=/DET/DT/2/det Tavira/Tavira/PROPN/NNP/2/compound dentist/=/NOUN/NN/7/nsubj _,/=/PUNCT/,/4/punct
        Ana/Ana/PROPN/NNP/2/appos Ruiz/Ruiz/PROPN/NNP/4/flat _,/=/PUNCT/,/2/punct slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./7/punct
        """,
        {"Tavira": "GeopoliticalEntity", "dentist|Ana Ruiz": "Person"},
        ("Tavira:GPE", "Ana Ruiz:PERSON"),
        {"dentist residesIn Tavira"},
        id="a resident by the town before the noun",
    ),
    pytest.param(
        """
        A/=/DET/DT/3/det Danish/=/ADJ/JJ/3/amod navy/=/NOUN/NN/3/compound captain/=/NOUN/NN/4/nsubj
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"Danish": "Country", "navy": "ArmedGroup", "captain": "Person"},
        ("Danish:NORP",),
        {"captain memberOf navy"},
        id="whose navy a captain is in",
    ),
    pytest.param(
        """
        Andex/Andex/PROPN/NNP/8/nsubj _,/=/PUNCT/,/6/punct whose/=/PRON/WP$/3/nmod:poss
        headquarters/=/NOUN/NNS/6/nsubj are/be/AUX/VBP/6/cop in/=/ADP/IN/6/case
        Tavira/Tavira/PROPN/NNP/0/acl:relcl _,/=/PUNCT/,/0/punct slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./8/punct
        """,
        {"Andex": "Company", "headquarters": "Facility", "Tavira": "GeopoliticalEntity"},
        ("Andex:ORG", "Tavira:GPE"),
        {"Andex locatedIn Tavira", "headquarters locatedIn Tavira"},
        id="a bank is where its headquarters are",
    ),
    pytest.param(
        """
        Andex/Andex/PROPN/NNP/1/nsubj moved/move/VERB/VBD/-/ROOT its/=/PRON/PRP$/3/nmod:poss
        headquarters/=/NOUN/NNS/1/obj _./=/PUNCT/./1/punct
        """,
        {"Andex|its": "Company", "headquarters": "Facility"},
        ("Andex:ORG",),
        set(),
        id="headquarters are not owned",
    ),
    pytest.param(
        """
        Andex/Andex/PROPN/NNP/1/nsubj owns/own/VERB/VBZ/-/ROOT 40/=/NUM/CD/3/nummod percent/=/NOUN/NN/1/obj
        of/=/ADP/IN/7/case the/=/DET/DT/7/det Arda/Arda/PROPN/NNP/7/compound mine/=/NOUN/NN/3/nmod
        _./=/PUNCT/./1/punct
        """,
        {"Andex": "Company", "Arda": "Company", "mine": "Facility"},
        ("Andex:ORG", "Arda:ORG"),
        {"Andex owns mine"},
        id="a share of a thing is owned",
    ),
    pytest.param(
        """
        The/=/DET/DT/2/det Arda/Arda/PROPN/NNP/2/compound mine/=/NOUN/NN/3/nsubj closed/close/VERB/VBD/-/ROOT
        _./=/PUNCT/./3/punct
        """,
        {"Arda": "Place", "mine": "Facility"},
        ("Arda:FAC",),
        set(),
        id="a mine of that name lies nowhere",
    ),
    pytest.param(
        """
        A/=/DET/DT/2/det Danish/=/ADJ/JJ/2/amod court/=/NOUN/NN/3/nsubj agreed/agree/VERB/VBD/-/ROOT
        _./=/PUNCT/./3/punct
        """,
        {"Danish": "Country", "court": "GovernmentBody"},
        ("Danish:NORP",),
        {"court partOf Danish"},
        id="a national court is the state's",
    ),
    pytest.param(
        """
        A/=/DET/DT/2/det Tavira/Tavira/PROPN/NNP/2/compound court/=/NOUN/NN/3/nsubj
        agreed/agree/VERB/VBD/-/ROOT _./=/PUNCT/./3/punct
        """,
        {"Tavira": "GeopoliticalEntity", "court": "GovernmentBody"},
        ("Tavira:GPE",),
        {"court locatedIn Tavira"},
        id="a town's court lies there",
    ),
    pytest.param(
        """
        Most/much/ADJ/JJS/3/nsubj of/=/ADP/IN/2/case them/they/PRON/PRP/0/nmod own/=/VERB/VBP/-/ROOT
        ships/ship/NOUN/NNS/3/obj _./=/PUNCT/./3/punct
        """,
        {"Most": "Group", "ships": "Artifact"},
        (),
        set(),
        id="bare numbers own nothing",
    ),
    pytest.param(
        """
        No/=/DET/DT/1/det worker/=/NOUN/NN/4/nsubj in/=/ADP/IN/3/case Tavira/Tavira/PROPN/NNP/1/nmod
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"worker": "Person", "Tavira": "GeopoliticalEntity"},
        ("Tavira:GPE",),
        set(),
        id="no worker lives there",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det storm/=/NOUN/NN/2/nsubj caused/cause/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        firm/=/NOUN/NN/2/obj to/=/PART/TO/6/mark close/=/VERB/VB/2/xcomp _./=/PUNCT/./2/punct
        """,
        {"storm": "Concept", "firm": "Company"},
        (),
        set(),
        id="what a storm makes somebody do it does not cause",
    ),
    pytest.param(
        """
        Danish/=/ADJ/JJ/1/amod soldiers/soldier/NOUN/NNS/2/nsubj slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./2/punct
        """,
        {"Danish": "Country", "soldiers": "Group"},
        ("Danish:NORP",),
        {"soldiers partOf Danish"},
        id="forces are part of their country",
    ),
    pytest.param(
        """
        Andex/Andex/PROPN/NNP/3/nmod:poss _'s/=/PART/POS/0/case parent/=/NOUN/NN/3/compound
        company/=/NOUN/NN/8/nsubj _,/=/PUNCT/,/6/punct Norvik/Norvik/PROPN/NNP/6/compound
        Group/Group/PROPN/NNP/3/appos _,/=/PUNCT/,/3/punct agreed/agree/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
        """,
        {"Andex": "Company", "parent": "Person", "company|Norvik Group": "Company"},
        ("Andex:ORG", "Norvik Group:ORG"),
        {"Andex partOf company"},
        id="a parent has parts",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det owner/=/NOUN/NN/9/nsubj of/=/ADP/IN/4/case the/=/DET/DT/4/det
        port/=/NOUN/NN/1/nmod _,/=/PUNCT/,/6/punct Per/Per/PROPN/NNP/4/appos Dahl/Dahl/PROPN/NNP/6/flat
        _,/=/PUNCT/,/1/punct slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        {"owner": "Person", "port": "Facility", "Per Dahl": "Person"},
        ("Per Dahl:PERSON",),
        {"Per Dahl owns port"},
        id="a name that a parse hangs on a thing",
    ),
    pytest.param(
        """
        Fires/fire/NOUN/NNS/1/nsubj raged/rage/VERB/VBD/-/ROOT in/=/ADP/IN/3/case Arda/Arda/PROPN/NNP/1/obl
        _,/=/PUNCT/,/5/punct Tavira/Tavira/PROPN/NNP/3/appos _,/=/PUNCT/,/7/punct Lund/Lund/PROPN/NNP/5/appos
        and/=/CCONJ/CC/9/cc Holm/Holm/PROPN/NNP/7/conj _./=/PUNCT/./1/punct
        """,
        {"Fires": "Concept"} | dict.fromkeys(("Arda", "Tavira", "Lund", "Holm"), "GeopoliticalEntity"),
        ("Arda:GPE", "Tavira:GPE", "Lund:GPE", "Holm:GPE"),
        set(),
        id="what lies in a list lies not in the next",
    ),
    pytest.param(
        """
        Women/woman/NOUN/NNS/1/nsubj bought/buy/VERB/VBD/-/ROOT bread/=/NOUN/NN/1/obj _./=/PUNCT/./1/punct
        """,
        {"Women": "Group", "bread": "Artifact"},
        (),
        set(),
        id="nobody unnamed acquires bread",
    ),
    pytest.param(
        """
        The/=/DET/DT/2/det alleged/=/VERB/JJ/2/amod leader/=/NOUN/NN/11/nsubj of/=/ADP/IN/6/case
        the/=/DET/DT/6/det Arda/Arda/PROPN/NNP/6/compound gang/=/NOUN/NN/2/nmod _,/=/PUNCT/,/8/punct
        Per/Per/PROPN/NNP/6/appos Dahl/Dahl/PROPN/NNP/8/flat _,/=/PUNCT/,/2/punct slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./11/punct
        """,
        {"leader": "Person", "Arda": "ArmedGroup", "gang": "ArmedGroup", "Per Dahl": "Person"},
        ("Arda:ORG", "Per Dahl:PERSON",),
        {
            "Per Dahl holdsPosition leader [possible]",
            "Per Dahl leads gang [possible]",
            "leader positionIn gang [possible]",
        },
        id="whom somebody alleges to lead",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/6/nmod:poss _'s/=/PART/POS/1/case would/=/AUX/MD/5/aux
        _-/=/PUNCT/HYPH/3/punct _be/=/AUX/VB/6/cop leader/=/NOUN/NN/11/nsubj _,/=/PUNCT/,/8/punct
        Tom/Tom/PROPN/NNP/6/appos Hay/Hay/PROPN/NNP/8/flat _,/=/PUNCT/,/6/punct slept/sleep/VERB/VBD/-/ROOT
        _./=/PUNCT/./11/punct
        """,
        {"party": "PoliticalParty", "Tom Hay|leader": "Person"},
        ("Tom Hay:PERSON",),
        {"Tom Hay holdsPosition leader [planned]", "Tom Hay leads party [planned]", "leader positionIn party"},
        id="who would like to lead",
    ),
    pytest.param(
        """
        Cuba/Cuba/PROPN/NNP/1/nsubj denied/deny/VERB/VBD/-/ROOT that/=/SCONJ/IN/4/mark it/=/PRON/PRP/4/nsubj
        has/have/VERB/VBZ/1/ccomp a/=/DET/DT/6/det base/=/NOUN/NN/4/obj in/=/ADP/IN/8/case
        Tavira/Tavira/PROPN/NNP/6/nmod _./=/PUNCT/./1/punct
        """,
        {"Cuba|it": "Country", "base": "Facility", "Tavira": "GeopoliticalEntity"},
        ("Cuba:GPE", "Tavira:GPE",),
        {"base locatedIn Tavira [no]"},
        id="what nobody has lies nowhere",
    ),
    pytest.param(
        """
        Danish/=/ADJ/JJ/1/amod jets/jet/NOUN/NNS/2/nsubj landed/land/VERB/VBD/-/ROOT _./=/PUNCT/./2/punct
        """,
        {"Danish": "Country", "jets": "Artifact"},
        ("Danish:NORP",),
        {"Danish owns jets"},
        id="whose arms a jet is",
    ),
    pytest.param(
        """
        Members/member/NOUN/NNS/8/nsubj of/=/ADP/IN/3/case the/=/DET/DT/3/det bloc/=/NOUN/NN/0/nmod
        _,/=/PUNCT/,/6/punct including/include/VERB/VBG/6/case Norland/Norland/PROPN/NNP/0/nmod
        _,/=/PUNCT/,/0/punct agreed/agree/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
        """,
        {"Members": "Group", "bloc": "Organization", "Norland": "GeopoliticalEntity"},
        ("Norland:GPE",),
        {"Norland memberOf bloc"},
        id="those whom a plural includes",
    ),
    pytest.param(
        """
        The/=/DET/DT/1/det mayor/=/NOUN/NN/6/nsubj _,/=/PUNCT/,/3/punct Ana/=/PROPN/NNP/6/nsubj
        Ruiz/=/PROPN/NNP/3/flat _,/=/PUNCT/,/3/punct slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./6/punct
        """,
        {"mayor": "Position", "Ana Ruiz": "Person"},
        ("Ana Ruiz:PERSON",),
        {"Ana Ruiz holdsPosition mayor"},
        id="a parse with a title and its name as two subjects",
    ),
    pytest.param(
        """
        Talks/talk/NOUN/NNS/8/nsubj:pass led/lead/VERB/VBN/0/acl by/=/ADP/IN/4/case the/=/DET/DT/4/det
        mayor/=/NOUN/NN/1/obl:agent _,/=/PUNCT/,/6/punct Tom/=/PROPN/NNP/8/nsubj:pass _,/=/PUNCT/,/6/punct
        ended/end/VERB/VBD/-/ROOT _./=/PUNCT/./8/punct
        """,
        {"mayor": "Position", "Tom": "Person"},
        ("Tom:PERSON",),
        {"Tom holdsPosition mayor"},
        id="a parse with the name of a title as a second subject",
    ),
    pytest.param(
        """
        Tom/=/PROPN/NNP/4/nsubj _,/=/PUNCT/,/2/punct coach/=/NOUN/NN/0/nmod:desc _,/=/PUNCT/,/2/punct
        slept/sleep/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        {"coach": "Position", "Tom": "Person"},
        ("Tom:PERSON",),
        {"Tom holdsPosition coach"},
        id="a title behind its name",
    ),
)


@pytest.mark.parametrize(("rows", "things", "names", "statements"), CASES)
def test_what_stands_beside_a_noun(
    rows: str, things: dict[str, str], names: tuple[str, ...], statements: set[str]
) -> None:
    assert statement_lines(aligned(rows, things, names)) == statements


def test_what_a_clause_ended_is_over() -> None:
    rows = """
        Per/Per/PROPN/NNP/2/nsubj Dahl/Dahl/PROPN/NNP/0/flat led/lead/VERB/VBD/-/ROOT the/=/DET/DT/5/det
        Harbour/Harbour/PROPN/NNP/5/compound Party/Party/PROPN/NNP/2/obj until/=/SCONJ/IN/8/mark
        it/=/PRON/PRP/8/nsubj split/=/VERB/VBD/2/advcl _./=/PUNCT/./2/punct
        """
    things = {"Per Dahl": "Person", "Harbour Party|it": "PoliticalParty"}
    (led,) = aligned(rows, things, ("Per Dahl:PERSON", "Harbour Party:ORG")).statements
    assert (led.predicate, led.as_of) == ("leads", None)
    assert led.valid_until is not None


def test_who_is_to_marry_is_not_married() -> None:
    rows = """
        Ana/=/PROPN/NNP/-/ROOT _,/=/PUNCT/,/5/punct Per/=/PROPN/NNP/5/nmod:poss _'s/=/PART/POS/2/case
        future/=/ADJ/JJ/5/amod wife/=/NOUN/NN/0/appos _./=/PUNCT/./0/punct
        """
    things = {"Ana|wife": "Person", "Per": "Person"}
    (married,) = aligned(rows, things, ("Ana:PERSON", "Per:PERSON")).statements
    assert (married.predicate, married.modality, married.licensed) == ("spouseOf", "planned", False)
