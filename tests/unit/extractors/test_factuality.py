"""Modality and polarity by construction, on parses written by hand."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse

from kg.extractors.factuality import assess
from kg.extractors.reporting import find_reports
from kg.predications import Predication

CASES = (
    (
        "will of the actor",
        "The ministry will close the border.",
        """
        The/=/DET/DT/1/det ministry/=/NOUN/NN/3/nsubj will/=/AUX/MD/3/aux close/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det border/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["close: announced, positive (will)"],
    ),
    (
        "will of what befalls, by observers",
        "Analysts say prices will rise.",
        """
        Analysts/analyst/NOUN/NNS/1/nsubj say/=/VERB/VBP/-/ROOT prices/price/NOUN/NNS/4/nsubj
        will/=/AUX/MD/4/aux rise/=/VERB/VB/1/ccomp _./=/PUNCT/./1/punct
        """,
        (),
        ["say: asserted, positive ()", "rise: predicted, positive (will)"],
    ),
    (
        "conjoined infinitives share the verb that governs them",
        "Peru agreed to open a port and cut tariffs.",
        """
        Peru/Peru/PROPN/NNP/1/nsubj agreed/agree/VERB/VBD/-/ROOT to/=/PART/TO/3/mark open/=/VERB/VB/1/xcomp
        a/=/DET/DT/5/det port/=/NOUN/NN/3/obj and/=/CCONJ/CC/7/cc cut/=/VERB/VB/3/conj
        tariffs/tariff/NOUN/NNS/7/obj _./=/PUNCT/./1/punct
        """,
        ("Peru:GPE",),
        ["agreed: asserted, positive ()", "open: announced, positive (agreed)", "cut: announced, positive (agreed)"],
    ),
    (
        "plan",
        "The firm plans to sell a mine.",
        """
        The/=/DET/DT/1/det firm/=/NOUN/NN/2/nsubj plans/plan/VERB/VBZ/-/ROOT to/=/PART/TO/4/mark
        sell/=/VERB/VB/2/xcomp a/=/DET/DT/6/det mine/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["sell: planned, positive (plans)"],
    ),
    (
        "try",
        "Rebels tried to seize the airport.",
        """
        Rebels/rebel/NOUN/NNS/1/nsubj tried/try/VERB/VBD/-/ROOT to/=/PART/TO/3/mark seize/=/VERB/VB/1/xcomp
        the/=/DET/DT/5/det airport/=/NOUN/NN/3/obj _./=/PUNCT/./1/punct
        """,
        (),
        ["seize: attempted, positive (tried)"],
    ),
    (
        "threat, and what is added to it",
        "She threatened to dismantle a plant as well as shutting down the office.",
        """
        She/=/PRON/PRP/1/nsubj threatened/threaten/VERB/VBD/-/ROOT to/=/PART/TO/3/mark
        dismantle/=/VERB/VB/1/xcomp a/=/DET/DT/5/det plant/=/NOUN/NN/3/obj as/=/ADV/RB/9/advmod
        well/=/ADV/RB/6/fixed as/=/SCONJ/IN/6/fixed shutting/shut/VERB/VBG/3/conj
        down/=/ADP/RP/9/compound:prt the/=/DET/DT/12/det office/=/NOUN/NN/9/obj _./=/PUNCT/./1/punct
        """,
        (),
        [
            "threatened: asserted, positive ()",
            "dismantle: threatened, positive (threatened)",
            "shutting: threatened, positive (threatened)",
        ],
    ),
    (
        "subjunctive demand",
        "Lima demanded that the envoy leave.",
        """
        Lima/Lima/PROPN/NNP/1/nsubj demanded/demand/VERB/VBD/-/ROOT that/=/SCONJ/IN/5/mark
        the/=/DET/DT/4/det envoy/=/NOUN/NN/5/nsubj leave/=/VERB/VBP/1/ccomp _./=/PUNCT/./1/punct
        """,
        ("Lima:GPE",),
        ["leave: demanded, positive (demanded)"],
    ),
    (
        "what is told is no demand",
        "The minister told reporters that the envoy had left.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/2/nsubj told/tell/VERB/VBD/-/ROOT
        reporters/reporter/NOUN/NNS/2/iobj that/=/SCONJ/IN/8/mark the/=/DET/DT/6/det envoy/=/NOUN/NN/8/nsubj
        had/have/AUX/VBD/8/aux left/leave/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        ["left: asserted, positive ()"],
    ),
    (
        "may",
        "The strike may spread.",
        """
        The/=/DET/DT/1/det strike/=/NOUN/NN/3/nsubj may/=/AUX/MD/3/aux spread/=/VERB/VB/-/ROOT
        _./=/PUNCT/./3/punct
        """,
        (),
        ["spread: possible, positive (may)"],
    ),
    (
        "likely",
        "The court is likely to free him.",
        """
        The/=/DET/DT/1/det court/=/NOUN/NN/3/nsubj is/be/AUX/VBZ/3/cop likely/=/ADJ/JJ/-/ROOT
        to/=/PART/TO/5/mark free/=/VERB/VB/3/xcomp him/he/PRON/PRP/5/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["free: predicted, positive (likely)"],
    ),
    (
        "condition",
        "If Chad closes the border, traders will suffer.",
        """
        If/=/SCONJ/IN/2/mark Chad/Chad/PROPN/NNP/2/nsubj closes/close/VERB/VBZ/8/advcl the/=/DET/DT/4/det
        border/=/NOUN/NN/2/obj _,/=/PUNCT/,/2/punct traders/trader/NOUN/NNS/8/nsubj will/=/AUX/MD/8/aux
        suffer/=/VERB/VB/-/ROOT _./=/PUNCT/./8/punct
        """,
        ("Chad:GPE",),
        ["closes: hypothetical, positive (closes)", "suffer: predicted, positive (will)"],
    ),
    (
        "unless",
        "Unless Oslo pays, the firm will sue.",
        """
        Unless/=/SCONJ/IN/2/mark Oslo/Oslo/PROPN/NNP/2/nsubj pays/pay/VERB/VBZ/7/advcl _,/=/PUNCT/,/2/punct
        the/=/DET/DT/5/det firm/=/NOUN/NN/7/nsubj will/=/AUX/MD/7/aux sue/=/VERB/VB/-/ROOT
        _./=/PUNCT/./7/punct
        """,
        ("Oslo:GPE",),
        ["pays: hypothetical, negative (pays)", "sue: threatened, positive (will)"],
    ),
    (
        "denial",
        "The company denied firing workers.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/2/nsubj denied/deny/VERB/VBD/-/ROOT
        firing/fire/VERB/VBG/2/xcomp workers/worker/NOUN/NNS/3/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["denied: asserted, positive ()", "firing: asserted, negative (denied)"],
    ),
    (
        "not",
        "Police did not arrest anyone.",
        """
        Police/=/NOUN/NN/3/nsubj did/do/AUX/VBD/3/aux not/=/PART/RB/3/advmod arrest/=/VERB/VB/-/ROOT
        anyone/=/PRON/NN/3/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["arrest: asserted, negative (not)"],
    ),
    (
        "nobody",
        "No one signed the treaty.",
        """
        No/=/DET/DT/1/det one/=/PRON/NN/2/nsubj signed/sign/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        treaty/=/NOUN/NN/2/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["signed: asserted, negative (No)"],
    ),
    (
        "fail",
        "The guard failed to stop the thief.",
        """
        The/=/DET/DT/1/det guard/=/NOUN/NN/2/nsubj failed/fail/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        stop/=/VERB/VB/2/xcomp the/=/DET/DT/6/det thief/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["stop: asserted, negative (failed)"],
    ),
    (
        "ruled out",
        "The party ruled out joining the coalition.",
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/2/nsubj ruled/rule/VERB/VBD/-/ROOT out/=/ADP/RP/2/compound:prt
        joining/join/VERB/VBG/2/xcomp the/=/DET/DT/6/det coalition/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["joining: announced, negative (ruled out)"],
    ),
    (
        "not ruled out",
        "The party did not rule out joining the coalition.",
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/4/nsubj did/do/AUX/VBD/4/aux not/=/PART/RB/4/advmod
        rule/=/VERB/VB/-/ROOT out/=/ADP/RP/4/compound:prt joining/join/VERB/VBG/4/xcomp the/=/DET/DT/8/det
        coalition/=/NOUN/NN/6/obj _./=/PUNCT/./4/punct
        """,
        (),
        ["joining: possible, positive (rule out)"],
    ),
    (
        "yet to",
        "Kenya has yet to name a judge.",
        """
        Kenya/Kenya/PROPN/NNP/1/nsubj has/have/VERB/VBZ/-/ROOT yet/=/ADV/RB/1/advmod to/=/PART/TO/4/mark
        name/=/VERB/VB/1/xcomp a/=/DET/DT/6/det judge/=/NOUN/NN/4/obj _./=/PUNCT/./1/punct
        """,
        ("Kenya:GPE",),
        ["name: planned, negative (has)"],
    ),
    (
        "adjectives before nouns",
        "The planned summit was delayed after an alleged attack.",
        """
        The/=/DET/DT/2/det planned/plan/VERB/VBN/2/amod summit/=/NOUN/NN/4/nsubj:pass
        was/be/AUX/VBD/4/aux:pass delayed/delay/VERB/VBN/-/ROOT after/=/ADP/IN/8/case an/a/DET/DT/8/det
        alleged/allege/VERB/JJ/8/amod attack/=/NOUN/NN/4/obl _./=/PUNCT/./4/punct
        """,
        (),
        ["summit: planned, positive (planned)", "attack: possible, positive (alleged)"],
    ),
    (
        "what a ban is on",
        "Seoul wants a ban on sending leaflets.",
        """
        Seoul/Seoul/PROPN/NNP/1/nsubj wants/want/VERB/VBZ/-/ROOT a/=/DET/DT/3/det ban/=/NOUN/NN/1/obj
        on/=/SCONJ/IN/5/mark sending/send/VERB/VBG/3/acl leaflets/leaflet/NOUN/NNS/5/obj
        _./=/PUNCT/./1/punct
        """,
        ("Seoul:GPE",),
        ["ban: demanded, positive (wants)", "sending: hypothetical, positive (ban)"],
    ),
    (
        "prevent",
        "The army prevented rebels from crossing the river.",
        """
        The/=/DET/DT/1/det army/=/NOUN/NN/2/nsubj prevented/prevent/VERB/VBD/-/ROOT
        rebels/rebel/NOUN/NNS/2/obj from/=/SCONJ/IN/5/mark crossing/cross/VERB/VBG/2/advcl
        the/=/DET/DT/7/det river/=/NOUN/NN/5/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["crossing: asserted, negative (prevented)"],
    ),
    (
        "implicative",
        "The pilot managed to escape.",
        """
        The/=/DET/DT/1/det pilot/=/NOUN/NN/2/nsubj managed/manage/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        escape/=/VERB/VB/2/xcomp _./=/PUNCT/./2/punct
        """,
        (),
        ["escape: asserted, positive ()"],
    ),
    (
        "what never stopped goes on",
        "The mayor never stopped building roads.",
        """
        The/=/DET/DT/1/det mayor/=/NOUN/NN/3/nsubj never/=/ADV/RB/3/advmod stopped/stop/VERB/VBD/-/ROOT
        building/build/VERB/VBG/3/xcomp roads/road/NOUN/NNS/4/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["stopped: asserted, negative (never)", "building: asserted, positive ()"],
    ),
    (
        "neither nor",
        "The bank neither confirmed nor rejected the offer.",
        """
        The/=/DET/DT/1/det bank/=/NOUN/NN/3/nsubj neither/=/PART/RB/3/advmod
        confirmed/confirm/VERB/VBD/-/ROOT nor/=/CCONJ/CC/5/cc rejected/reject/VERB/VBD/3/conj
        the/=/DET/DT/7/det offer/=/NOUN/NN/5/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["confirmed: asserted, negative (neither)", "rejected: asserted, negative (nor)"],
    ),
    (
        "is to",
        "The vote is to be held in May.",
        """
        The/=/DET/DT/1/det vote/=/NOUN/NN/5/nsubj:pass is/be/AUX/VBZ/5/aux:pass to/=/PART/TO/5/mark
        be/=/AUX/VB/5/aux:pass held/hold/VERB/VBN/-/ROOT in/=/ADP/IN/7/case May/May/PROPN/NNP/5/obl
        _./=/PUNCT/./5/punct
        """,
        (),
        ["held: announced, positive (is to)"],
    ),
    (
        "inversion",
        "Had they obeyed, nobody would have died.",
        """
        Had/have/AUX/VBD/2/aux they/=/PRON/PRP/2/nsubj obeyed/obey/VERB/VBN/7/advcl _,/=/PUNCT/,/2/punct
        nobody/=/PRON/NN/7/nsubj would/=/AUX/MD/7/aux have/=/AUX/VB/7/aux died/die/VERB/VBN/-/ROOT
        _./=/PUNCT/./7/punct
        """,
        (),
        ["obeyed: hypothetical, positive (obeyed)", "died: hypothetical, negative (nobody would)"],
    ),
    (
        "question",
        "Did the army attack the port?",
        """
        Did/do/AUX/VBD/3/aux the/=/DET/DT/2/det army/=/NOUN/NN/3/nsubj attack/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det port/=/NOUN/NN/3/obj _?/=/PUNCT/./3/punct
        """,
        (),
        ["attack: hypothetical, positive ()"],
    ),
    (
        "headline",
        "Seoul to ban leaflets",
        """
        Seoul/Seoul/PROPN/NNP/-/ROOT to/=/PART/TO/2/mark ban/=/VERB/VB/0/acl leaflets/leaflet/NOUN/NNS/2/obj
        """,
        ("Seoul:GPE",),
        ["ban: announced, positive (ban)"],
    ),
    (
        "no before a noun of action",
        "Police made no arrests.",
        """
        Police/=/NOUN/NN/1/nsubj made/make/VERB/VBD/-/ROOT no/=/DET/DT/3/det arrests/arrest/NOUN/NNS/1/obj
        _./=/PUNCT/./1/punct
        """,
        (),
        ["arrests: asserted, negative (no)", "made: asserted, negative (no)"],
    ),
    (
        "scheduled in the present tense",
        "The mall reopens on Saturday.",
        """
        The/=/DET/DT/1/det mall/=/NOUN/NN/2/nsubj reopens/reopen/VERB/VBZ/-/ROOT on/=/ADP/IN/4/case
        Saturday/Saturday/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        (),
        ["reopens: announced, positive (reopens)"],
    ),
    (
        "accused by nobody named",
        "He was accused of bribing a judge.",
        """
        He/=/PRON/PRP/2/nsubj:pass was/be/AUX/VBD/2/aux:pass accused/accuse/VERB/VBN/-/ROOT
        of/=/SCONJ/IN/4/mark bribing/bribe/VERB/VBG/2/advcl a/=/DET/DT/6/det judge/=/NOUN/NN/4/obj
        _./=/PUNCT/./2/punct
        """,
        (),
        ["bribing: possible, positive (accused)"],
    ),
    (
        "warning of one's own act",
        "The union warned that members may block the port.",
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/2/nsubj warned/warn/VERB/VBD/-/ROOT that/=/SCONJ/IN/6/mark
        members/member/NOUN/NNS/6/nsubj may/=/AUX/MD/6/aux block/=/VERB/VB/2/ccomp the/=/DET/DT/8/det
        port/=/NOUN/NN/6/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["block: threatened, positive (may)"],
    ),
    (
        "without",
        "The envoy left without signing the pact.",
        """
        The/=/DET/DT/1/det envoy/=/NOUN/NN/2/nsubj left/leave/VERB/VBD/-/ROOT without/=/SCONJ/IN/4/mark
        signing/sign/VERB/VBG/2/advcl the/=/DET/DT/6/det pact/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["left: asserted, positive ()", "signing: asserted, negative (signing)"],
    ),
    (
        "relative clauses keep their own",
        "The chairman, who leads the party, threatened to quit.",
        """
        The/=/DET/DT/1/det chairman/=/NOUN/NN/8/nsubj _,/=/PUNCT/,/4/punct who/=/PRON/WP/4/nsubj
        leads/lead/VERB/VBZ/1/acl:relcl the/=/DET/DT/6/det party/=/NOUN/NN/4/obj _,/=/PUNCT/,/1/punct
        threatened/threaten/VERB/VBD/-/ROOT to/=/PART/TO/10/mark quit/=/VERB/VB/8/xcomp _./=/PUNCT/./8/punct
        """,
        (),
        ["leads: asserted, positive ()", "quit: threatened, positive (threatened)"],
    ),
    (
        "vow to do harm",
        "The rebels vowed to attack the city.",
        """
        The/=/DET/DT/1/det rebels/rebel/NOUN/NNS/2/nsubj vowed/vow/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        attack/=/VERB/VB/2/xcomp the/=/DET/DT/6/det city/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["attack: threatened, positive (vowed)"],
    ),
    (
        "purpose",
        "Troops entered the town to free hostages.",
        """
        Troops/=/NOUN/NNS/1/nsubj entered/enter/VERB/VBD/-/ROOT the/=/DET/DT/3/det town/=/NOUN/NN/1/obj
        to/=/PART/TO/5/mark free/=/VERB/VB/1/advcl hostages/hostage/NOUN/NNS/5/obj _./=/PUNCT/./1/punct
        """,
        (),
        ["entered: asserted, positive ()", "free: planned, positive (free)"],
    ),
    (
        "bid",
        "Berlin raised taxes in a bid to cut the deficit.",
        """
        Berlin/Berlin/PROPN/NNP/1/nsubj raised/raise/VERB/VBD/-/ROOT taxes/tax/NOUN/NNS/1/obj
        in/=/ADP/IN/5/case a/=/DET/DT/5/det bid/=/NOUN/NN/1/obl to/=/PART/TO/7/mark cut/=/VERB/VB/5/acl
        the/=/DET/DT/9/det deficit/=/NOUN/NN/7/obj _./=/PUNCT/./1/punct
        """,
        ("Berlin:GPE",),
        ["raised: asserted, positive ()", "cut: attempted, positive (bid)"],
    ),
    (
        "would of the speaker",
        "The carrier said it would resume flights.",
        """
        The/=/DET/DT/1/det carrier/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT it/=/PRON/PRP/5/nsubj
        would/=/AUX/MD/5/aux resume/=/VERB/VB/2/ccomp flights/flight/NOUN/NNS/5/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["resume: announced, positive (would)"],
    ),
    (
        "counterfactual",
        "The law would have banned strikes.",
        """
        The/=/DET/DT/1/det law/=/NOUN/NN/4/nsubj would/=/AUX/MD/4/aux have/=/AUX/VB/4/aux
        banned/ban/VERB/VBN/-/ROOT strikes/strike/NOUN/NNS/4/obj _./=/PUNCT/./4/punct
        """,
        (),
        ["banned: hypothetical, positive (would)"],
    ),
    (
        "had to",
        "The crew had to abandon the ship.",
        """
        The/=/DET/DT/1/det crew/=/NOUN/NN/2/nsubj had/have/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        abandon/=/VERB/VB/2/xcomp the/=/DET/DT/6/det ship/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        (),
        ["abandon: asserted, positive ()"],
    ),
    (
        "must",
        "The crew must abandon the ship.",
        """
        The/=/DET/DT/1/det crew/=/NOUN/NN/3/nsubj must/=/AUX/MD/3/aux abandon/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det ship/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["abandon: demanded, positive (must)"],
    ),
    (
        "could not",
        "Rescuers could not reach the village.",
        """
        Rescuers/rescuer/NOUN/NNS/3/nsubj could/=/AUX/MD/3/aux not/=/PART/RB/3/advmod reach/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det village/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        (),
        ["reach: asserted, negative (not)"],
    ),
    (
        "decision",
        "Lima backed the decision to recall the envoy.",
        """
        Lima/Lima/PROPN/NNP/1/nsubj backed/back/VERB/VBD/-/ROOT the/=/DET/DT/3/det decision/=/NOUN/NN/1/obj
        to/=/PART/TO/5/mark recall/=/VERB/VB/3/acl the/=/DET/DT/7/det envoy/=/NOUN/NN/5/obj
        _./=/PUNCT/./1/punct
        """,
        ("Lima:GPE",),
        ["decision: asserted, positive ()", "recall: announced, positive (decision)"],
    ),
    (
        "call for",
        "Unions called for a strike.",
        """
        Unions/union/NOUN/NNS/1/nsubj called/call/VERB/VBD/-/ROOT for/=/ADP/IN/4/case a/=/DET/DT/4/det
        strike/=/NOUN/NN/1/obl _./=/PUNCT/./1/punct
        """,
        (),
        ["strike: demanded, positive (called)"],
    ),
)


def judged(doc, words: list[str]) -> list[str]:
    """Judge the tokens with these forms, each as ``form: modality, polarity (cue)``."""
    heads = [next(t.i for t in doc if t.text == w) for w in words]
    predications = [
        Predication(kind="verb", head=h, lemma=doc[h].lemma_, tokens=(h,), arguments=(), sentence=0, extractor="test")
        for h in heads
    ]
    found = assess(doc, predications, find_reports(doc, mentions_of(doc)))
    return [
        f"{doc[h].text}: {found[h].modality}, {found[h].polarity} ({' '.join(doc[c].text for c in found[h].cue)})"
        for h in heads
    ]


@pytest.mark.parametrize(("name", "text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_modality_and_polarity(name: str, text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    assert judged(doc, [e.split(":")[0] for e in expected]) == expected
