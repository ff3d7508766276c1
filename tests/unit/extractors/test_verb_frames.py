"""Verb frames: roles of the active form, understood and shared arguments, compound prepositions."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "The port was shelled by rebels on Monday because of the blockade.",
        """
        The/=/DET/DT/1/det port/=/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass
        shelled/shell/VERB/VBN/-/ROOT by/=/ADP/IN/5/case rebels/rebel/NOUN/NNS/3/obl:agent
        on/=/ADP/IN/7/case Monday/=/PROPN/NNP/3/obl because/=/ADP/IN/11/case of/=/ADP/IN/8/fixed
        the/=/DET/DT/11/det blockade/=/NOUN/NN/3/obl _./=/PUNCT/./3/punct
        """,
        ("Monday:DATE",),
        [
            "shell | passive object=port; subject/by=rebels; oblique/on=Monday; oblique/because of=blockade",
        ],
    ),
    (
        "Nadia Petrescu, who leads the union, ordered dockers to stop unloading ships.",
        """
        Nadia/=/PROPN/NNP/8/nsubj Petrescu/=/PROPN/NNP/0/flat _,/=/PUNCT/,/4/punct
        who/=/PRON/WP/4/nsubj leads/lead/VERB/VBZ/0/acl:relcl the/=/DET/DT/6/det
        union/=/NOUN/NN/4/obj _,/=/PUNCT/,/0/punct ordered/order/VERB/VBD/-/ROOT
        dockers/docker/NOUN/NNS/8/obj to/=/PART/TO/11/mark stop/=/VERB/VB/8/xcomp
        unloading/unload/VERB/VBG/11/xcomp ships/ship/NOUN/NNS/12/obj _./=/PUNCT/./8/punct
        """,
        ("Nadia Petrescu:PERSON",),
        [
            "lead | subject*=Nadia; object=union",
            "order | subject=Nadia; object=dockers; complement/to=stop",
            "stop | subject*=dockers; complement=unloading",
            "unload | subject*=dockers; object=ships",
        ],
    ),
    (
        "Guards prevented reporters from entering the hall.",
        """
        Guards/guard/NOUN/NNS/1/nsubj prevented/prevent/VERB/VBD/-/ROOT
        reporters/reporter/NOUN/NNS/1/obj from/=/SCONJ/IN/4/mark entering/enter/VERB/VBG/1/advcl
        the/=/DET/DT/6/det hall/=/NOUN/NN/4/obj _./=/PUNCT/./1/punct
        """,
        (),
        [
            "prevent | subject=Guards; object=reporters; complement/from=entering",
            "enter | subject*=reporters; object=hall",
        ],
    ),
    (
        "The firm buys and sells grain in Odesa.",
        """
        The/=/DET/DT/1/det firm/=/NOUN/NN/2/nsubj buys/buy/VERB/VBZ/-/ROOT and/=/CCONJ/CC/4/cc
        sells/sell/VERB/VBZ/2/conj grain/=/NOUN/NN/2/obj in/=/ADP/IN/7/case Odesa/=/PROPN/NNP/2/obl
        _./=/PUNCT/./2/punct
        """,
        ("Odesa:GPE",),
        [
            "buy | subject=firm; object=grain; oblique/in=Odesa",
            "sell | subject*=firm; object*=grain; oblique*/in=Odesa",
        ],
    ),
    (
        "Tariq promised the council to repair the bridge.",
        """
        Tariq/=/PROPN/NNP/1/nsubj promised/promise/VERB/VBD/-/ROOT the/=/DET/DT/3/det
        council/=/NOUN/NN/1/iobj to/=/PART/TO/5/mark repair/=/VERB/VB/1/xcomp the/=/DET/DT/7/det
        bridge/=/NOUN/NN/5/obj _./=/PUNCT/./1/punct
        """,
        ("Tariq:PERSON",),
        [
            "promise | subject=Tariq; object=council; complement/to=repair",
            "repair | subject*=Tariq; object=bridge",
        ],
    ),
    (
        "A deal signed by two ministers collapsed.",
        """
        A/=/DET/DT/1/det deal/=/NOUN/NN/6/nsubj signed/sign/VERB/VBN/1/acl by/=/ADP/IN/5/case
        two/=/NUM/CD/5/nummod ministers/minister/NOUN/NNS/2/obl:agent
        collapsed/collapse/VERB/VBD/-/ROOT _./=/PUNCT/./6/punct
        """,
        (),
        [
            "sign | passive object*=deal; subject/by=ministers",
            "collapse | subject=deal",
        ],
    ),
    (
        "They marched in protest at the arrest of a priest.",
        """
        They/=/PRON/PRP/1/nsubj marched/march/VERB/VBD/-/ROOT in/=/ADP/IN/3/case
        protest/=/NOUN/NN/1/obl at/=/ADP/IN/6/case the/=/DET/DT/6/det arrest/=/NOUN/NN/3/nmod
        of/=/ADP/IN/9/case a/=/DET/DT/9/det priest/=/NOUN/NN/6/nmod _./=/PUNCT/./1/punct
        """,
        (),
        [
            "march | subject=They; oblique/in=protest; oblique/in protest at=arrest",
        ],
    ),
    (
        "Lima's decision to close the mine angered miners.",
        """
        Lima/=/PROPN/NNP/2/nmod:poss _'s/=/PART/POS/0/case decision/=/NOUN/NN/7/nsubj
        to/=/PART/TO/4/mark close/=/VERB/VB/2/acl the/=/DET/DT/6/det mine/=/NOUN/NN/4/obj
        angered/anger/VERB/VBD/-/ROOT miners/miner/NOUN/NNS/7/obj _./=/PUNCT/./7/punct
        """,
        ("Lima:GPE",),
        [
            "close | subject*=Lima; object=mine",
            "anger | subject=decision; object=miners",
        ],
    ),
    (
        "The company whose ships were seized sued Panama.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/6/nsubj whose/=/PRON/WDT/3/nmod:poss
        ships/ship/NOUN/NNS/5/nsubj:pass were/be/AUX/VBD/5/aux:pass
        seized/seize/VERB/VBN/1/acl:relcl sued/sue/VERB/VBN/-/ROOT Panama/=/PROPN/NNP/6/obj
        _./=/PUNCT/./6/punct
        """,
        ("Panama:GPE",),
        [
            "seize | passive object=ships",
            "sue | subject=company; object=Panama",
        ],
    ),
    (
        "The judge gave the sailors a week to leave.",
        """
        The/=/DET/DT/1/det judge/=/NOUN/NN/2/nsubj gave/give/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        sailors/sailor/NOUN/NNS/2/iobj a/=/DET/DT/6/det week/=/NOUN/NN/2/obj to/=/PART/TO/8/mark
        leave/=/VERB/VB/6/acl _./=/PUNCT/./2/punct
        """,
        ("a week:DATE",),
        [
            "give | subject=judge; indirect=sailors; object=week",
            "leave | subject*=sailors",
        ],
    ),
    (
        "The town where he was born was flooded.",
        """
        The/=/DET/DT/1/det town/=/NOUN/NN/7/nsubj:pass where/=/ADV/WRB/5/advmod
        he/=/PRON/PRP/5/nsubj:pass was/be/AUX/VBD/5/aux:pass born/bear/VERB/VBN/1/acl:relcl
        was/be/AUX/VBD/7/aux:pass flooded/flood/VERB/VBN/-/ROOT _./=/PUNCT/./7/punct
        """,
        (),
        [
            "bear | passive oblique*/where=town; object=he",
            "flood | passive object=town",
        ],
    ),
    (
        "The lines to be cut run along the coast.",
        """
        The/=/DET/DT/1/det lines/line/NOUN/NNS/5/nsubj to/=/PART/TO/4/mark be/=/AUX/VB/4/aux:pass
        cut/=/VERB/VBN/1/acl run/=/VERB/VBP/-/ROOT along/=/ADP/IN/8/case the/=/DET/DT/8/det
        coast/=/NOUN/NN/5/obl _./=/PUNCT/./5/punct
        """,
        (),
        [
            "cut | passive object*=lines",
            "run | subject=lines; oblique/along=coast",
        ],
    ),
    (
        "It is unclear whether the ban on exporting rice will be lifted.",
        """
        It/=/PRON/PRP/2/expl is/be/AUX/VBZ/2/cop unclear/=/ADJ/JJ/-/ROOT whether/=/SCONJ/IN/11/mark
        the/=/DET/DT/5/det ban/=/NOUN/NN/11/nsubj:pass on/=/SCONJ/IN/7/mark
        exporting/export/VERB/VBG/5/acl rice/=/NOUN/NN/7/obj will/=/AUX/MD/11/aux
        be/=/AUX/VB/11/aux:pass lifted/lift/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        [
            "export | object=rice",
            "lift | passive object=ban",
        ],
    ),
    (
        "Two drones hit the depot, killing three guards.",
        """
        Two/=/NUM/CD/1/nummod drones/drone/NOUN/NNS/2/nsubj hit/=/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        depot/=/NOUN/NN/2/obj _,/=/PUNCT/,/6/punct killing/kill/VERB/VBG/2/advcl
        three/=/NUM/CD/8/nummod guards/guard/NOUN/NNS/6/obj _./=/PUNCT/./2/punct
        """,
        (),
        [
            "hit | subject=drones; object=depot; complement=killing",
            "kill | subject*=drones; object=guards",
        ],
    ),
    (
        "The minister said that the cabinet had approved the plan, adding that a vote would follow.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT
        that/=/SCONJ/IN/7/mark the/=/DET/DT/5/det cabinet/=/NOUN/NN/7/nsubj had/have/AUX/VBD/7/aux
        approved/approve/VERB/VBN/2/ccomp the/=/DET/DT/9/det plan/=/NOUN/NN/7/obj
        _,/=/PUNCT/,/11/punct adding/add/VERB/VBG/2/advcl that/=/SCONJ/IN/16/mark a/=/DET/DT/14/det
        vote/=/NOUN/NN/16/nsubj would/=/AUX/MD/16/aux follow/=/VERB/VB/11/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        [
            "say | subject=minister; complement/that=approved; complement=adding",
            "approve | subject=cabinet; object=plan",
            "add | subject*=minister; complement/that=follow",
            "follow | subject=vote",
        ],
    ),
    (
        "Ghana launched an attack on smugglers in a bid to protect cocoa.",
        """
        Ghana/=/PROPN/NNP/1/nsubj launched/launch/VERB/VBD/-/ROOT an/=/DET/DT/3/det
        attack/=/NOUN/NN/1/obj on/=/ADP/IN/5/case smugglers/smuggler/NOUN/NNS/3/nmod
        in/=/ADP/IN/8/case a/=/DET/DT/8/det bid/=/NOUN/NN/1/obl to/=/PART/TO/10/mark
        protect/=/VERB/VB/8/acl cocoa/=/NOUN/NN/10/obj _./=/PUNCT/./1/punct
        """,
        ("Ghana:GPE",),
        [
            "launch | subject=Ghana; object=attack; oblique/in=bid",
            "protect | subject*=Ghana; object=cocoa",
        ],
    ),
    (
        "Police cut off the road and closed two bridges.",
        """
        Police/=/NOUN/NN/1/nsubj cut/=/VERB/VBD/-/ROOT off/=/ADP/RP/1/compound:prt
        the/=/DET/DT/4/det road/=/NOUN/NN/1/obj and/=/CCONJ/CC/6/cc closed/close/VERB/VBD/1/conj
        two/=/NUM/CD/8/nummod bridges/bridge/NOUN/NNS/6/obj _./=/PUNCT/./1/punct
        """,
        (),
        [
            "cut off | subject=Police; object=road",
            "close | subject*=Police; object=bridges",
        ],
    ),
    (
        "Washington called on Tehran to halt enrichment.",
        """
        Washington/=/PROPN/NNP/1/nsubj called/call/VERB/VBD/-/ROOT on/=/ADP/IN/3/case
        Tehran/=/PROPN/NNP/1/obl to/=/PART/TO/5/mark halt/=/VERB/VB/1/advcl
        enrichment/=/NOUN/NN/5/obj _./=/PUNCT/./1/punct
        """,
        (
            "Washington:GPE",
            "Tehran:GPE",
        ),
        [
            "call | subject=Washington; oblique/on=Tehran; complement/to=halt",
            "halt | subject*=Tehran; object=enrichment",
        ],
    ),
    (
        "Lena was named head of the bank.",
        """
        Lena/=/PROPN/NNP/2/nsubj:pass was/be/AUX/VBD/2/aux:pass named/name/VERB/VBN/-/ROOT
        head/=/NOUN/NN/2/xcomp of/=/ADP/IN/6/case the/=/DET/DT/6/det bank/=/NOUN/NN/3/nmod
        _./=/PUNCT/./2/punct
        """,
        ("Lena:PERSON",),
        [
            "name | passive object=Lena; attribute=head",
        ],
    ),
    (
        "The union did not accept the offer.",
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/4/nsubj did/do/AUX/VBD/4/aux not/=/PART/RB/4/advmod
        accept/=/VERB/VB/-/ROOT the/=/DET/DT/6/det offer/=/NOUN/NN/4/obj _./=/PUNCT/./4/punct
        """,
        (),
        [
            "accept | subject=union; object=offer",
        ],
    ),
    (
        "Canada is likely to host the summit.",
        """
        Canada/=/PROPN/NNP/2/nsubj is/be/AUX/VBZ/2/cop likely/=/ADJ/JJ/-/ROOT to/=/PART/TO/4/mark
        host/=/VERB/VB/2/xcomp the/=/DET/DT/6/det summit/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        ("Canada:GPE",),
        [
            "host | subject*=Canada; object=summit",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_verb_frames(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("verb-frames")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected
