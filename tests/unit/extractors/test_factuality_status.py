"""What a text leaves open, denies or plans, by constructions in which a careless reading finds facts."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse

from kg.extractors.factuality import assess
from kg.extractors.reporting import find_reports
from kg.predications import Predication
from ontology import status_of

CASES = (
    (
        "The company moved money to a bank in Malta to buy three hotels.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/2/nsubj moved/move/VERB/VBD/-/ROOT money/=/NOUN/NN/2/obj
        to/=/ADP/IN/6/case a/=/DET/DT/6/det bank/=/NOUN/NN/2/obl in/=/ADP/IN/8/case
        Malta/Malta/PROPN/NNP/6/nmod to/=/PART/TO/10/mark buy/=/VERB/VB/2/advcl three/=/NUM/CD/12/nummod
        hotels/hotel/NOUN/NNS/10/obj _./=/PUNCT/./2/punct
        """,
        ("Malta:GPE",),
        "buy: planned",
    ),
    (
        "Marko Hall faced pressure to resign after the vote.",
        """
        Marko/Marko/PROPN/NNP/2/nsubj Hall/Hall/PROPN/NNP/0/flat faced/face/VERB/VBD/-/ROOT
        pressure/=/NOUN/NN/2/obj to/=/PART/TO/5/mark resign/=/VERB/VB/3/acl after/=/ADP/IN/8/case
        the/=/DET/DT/8/det vote/=/NOUN/NN/5/obl _./=/PUNCT/./2/punct
        """,
        ("Marko Hall:PERSON",),
        "resign: demanded",
    ),
    (
        "Parliament held a vote on the dismissal of Minister Anna Wolf.",
        """
        Parliament/=/NOUN/NN/1/nsubj held/hold/VERB/VBD/-/ROOT a/=/DET/DT/3/det vote/=/NOUN/NN/1/obj
        on/=/ADP/IN/6/case the/=/DET/DT/6/det dismissal/=/NOUN/NN/3/nmod of/=/ADP/IN/9/case
        Minister/Minister/PROPN/NNP/9/nmod:desc Anna/Anna/PROPN/NNP/6/nmod Wolf/Wolf/PROPN/NNP/9/flat
        _./=/PUNCT/./1/punct
        """,
        ("Anna Wolf:PERSON",),
        "dismissal: hypothetical",
    ),
    (
        "Chancellor Weber stopped short of condemning Moldova.",
        """
        Chancellor/Chancellor/PROPN/NNP/1/nmod:desc Weber/Weber/PROPN/NNP/2/nsubj
        stopped/stop/VERB/VBD/-/ROOT short/=/ADV/JJ/2/advmod of/=/SCONJ/IN/5/mark
        condemning/condemn/VERB/VBG/2/advcl Moldova/Moldova/PROPN/NNP/5/obj _./=/PUNCT/./2/punct
        """,
        ("Weber:PERSON", "Moldova:GPE"),
        "condemning: negated",
    ),
    (
        "Erik Dahl had been due to meet Maria Costa in Vienna.",
        """
        Erik/Erik/PROPN/NNP/6/nsubj Dahl/Dahl/PROPN/NNP/0/flat had/have/AUX/VBD/6/aux been/be/AUX/VBN/6/cop
        due/=/ADJ/JJ/6/mark to/=/PART/IN/4/fixed meet/=/VERB/VB/-/ROOT Maria/Maria/PROPN/NNP/6/obj
        Costa/Costa/PROPN/NNP/7/flat in/=/ADP/IN/10/case Vienna/Vienna/PROPN/NNP/6/obl _./=/PUNCT/./6/punct
        """,
        ("Erik Dahl:PERSON", "Maria Costa:PERSON", "Vienna:GPE"),
        "meet: planned",
    ),
    (
        "The striker came close to joining Ajax in January.",
        """
        The/=/DET/DT/1/det striker/=/NOUN/NN/2/nsubj came/come/VERB/VBD/-/ROOT close/=/ADV/RB/2/advmod
        to/=/SCONJ/IN/5/mark joining/join/VERB/VBG/2/advcl Ajax/Ajax/PROPN/NNP/5/obj in/=/ADP/IN/8/case
        January/January/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        ("Ajax:ORG",),
        "joining: negated",
    ),
    (
        "Helena Roth almost won the race.",
        """
        Helena/Helena/PROPN/NNP/3/nsubj Roth/Roth/PROPN/NNP/0/flat almost/=/ADV/RB/3/advmod
        won/win/VERB/VBD/-/ROOT the/=/DET/DT/5/det race/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        ("Helena Roth:PERSON",),
        "won: negated",
    ),
    (
        "Two men plotted to kill Judge Ana Silva.",
        """
        Two/=/NUM/CD/1/nummod men/man/NOUN/NNS/2/nsubj plotted/plot/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        kill/=/VERB/VB/2/xcomp Judge/Judge/PROPN/NNP/6/nmod:desc Ana/Ana/PROPN/NNP/4/obj
        Silva/Silva/PROPN/NNP/6/flat _./=/PUNCT/./2/punct
        """,
        ("Ana Silva:PERSON",),
        "kill: planned",
    ),
    (
        "Peter Lund is said to have bribed a judge.",
        """
        Peter/Peter/PROPN/NNP/3/nsubj:pass Lund/Lund/PROPN/NNP/0/flat is/be/AUX/VBZ/3/aux:pass
        said/say/VERB/VBN/-/ROOT to/=/PART/TO/6/mark have/=/AUX/VB/6/aux bribed/bribe/VERB/VBN/3/xcomp
        a/=/DET/DT/8/det judge/=/NOUN/NN/6/obj _./=/PUNCT/./3/punct
        """,
        ("Peter Lund:PERSON",),
        "bribed: possible",
    ),
    (
        "It is illegal to export ivory from Kenya.",
        """
        It/=/PRON/PRP/2/expl is/be/AUX/VBZ/2/cop illegal/=/ADJ/JJ/-/ROOT to/=/PART/TO/4/mark
        export/=/VERB/VB/2/csubj ivory/=/NOUN/NN/4/obj from/=/ADP/IN/7/case Kenya/Kenya/PROPN/NNP/4/obl
        _./=/PUNCT/./2/punct
        """,
        ("Kenya:GPE",),
        "export: hypothetical",
    ),
    (
        "The bloc gave the rebels until Friday to free the hostages.",
        """
        The/=/DET/DT/1/det bloc/=/NOUN/NN/2/nsubj gave/give/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        rebels/rebel/NOUN/NNS/2/iobj until/=/ADP/IN/6/case Friday/Friday/PROPN/NNP/2/obl to/=/PART/TO/8/mark
        free/=/VERB/VB/2/advcl the/=/DET/DT/10/det hostages/hostage/NOUN/NNS/8/obj _./=/PUNCT/./2/punct
        """,
        (),
        "free: demanded",
    ),
    (
        "Refugees face being deported to Chad within weeks.",
        """
        Refugees/refugee/NOUN/NNS/1/nsubj face/=/VERB/VBP/-/ROOT being/be/AUX/VBG/3/aux:pass
        deported/deport/VERB/VBN/1/xcomp to/=/ADP/IN/5/case Chad/Chad/PROPN/NNP/3/obl within/=/ADP/IN/7/case
        weeks/week/NOUN/NNS/3/obl _./=/PUNCT/./1/punct
        """,
        ("Chad:GPE",),
        "deported: possible",
    ),
    (
        "Prosecutors have until May 15 to appeal the verdict.",
        """
        Prosecutors/prosecutor/NOUN/NNS/1/nsubj have/=/VERB/VBP/-/ROOT until/=/ADP/IN/4/case
        May/May/PROPN/NNP/4/nmod:unmarked 15/=/NUM/CD/1/obl to/=/PART/TO/6/mark appeal/=/VERB/VB/1/advcl
        the/=/DET/DT/8/det verdict/=/NOUN/NN/6/obj _./=/PUNCT/./1/punct
        """,
        (),
        "appeal: possible",
    ),
    (
        "The mayor has pleaded not guilty to arson and to defrauding an insurer.",
        """
        The/=/DET/DT/1/det mayor/=/NOUN/NN/3/nsubj has/have/AUX/VBZ/3/aux pleaded/plead/VERB/VBN/-/ROOT
        not/=/PART/RB/5/advmod guilty/=/ADJ/JJ/3/xcomp to/=/ADP/IN/7/case arson/=/NOUN/NN/5/obl
        and/=/CCONJ/CC/10/cc to/=/PART/TO/10/mark defrauding/defraud/VERB/VBG/7/conj an/a/DET/DT/12/det
        insurer/=/NOUN/NN/10/obj _./=/PUNCT/./3/punct
        """,
        (),
        "defrauding: negated",
    ),
    (
        "Selling it without a permit would carry a fine, an official said.",
        """
        Selling/sell/VERB/VBG/6/csubj it/=/PRON/PRP/0/obj without/=/ADP/IN/4/case a/=/DET/DT/4/det
        permit/=/NOUN/NN/0/obl would/=/AUX/MD/6/aux carry/=/VERB/VB/12/ccomp a/=/DET/DT/8/det
        fine/=/NOUN/NN/6/obj _,/=/PUNCT/,/6/punct an/a/DET/DT/11/det official/=/NOUN/NN/12/nsubj
        said/say/VERB/VBD/-/ROOT _./=/PUNCT/./12/punct
        """,
        (),
        "Selling: hypothetical",
    ),
    (
        "Her lawyer said that were she to return, she would be arrested at the border.",
        """
        Her/=/PRON/PRP$/1/nmod:poss lawyer/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT
        that/=/SCONJ/IN/12/mark were/be/AUX/VBD/7/cop she/=/PRON/PRP/12/nsubj:pass to/=/PART/TO/7/mark
        return/=/VERB/VB/2/ccomp _,/=/PUNCT/,/12/punct she/=/PRON/PRP/12/nsubj:pass would/=/AUX/MD/12/aux
        be/=/AUX/VB/12/aux:pass arrested/arrest/VERB/VBN/2/ccomp at/=/ADP/IN/15/case the/=/DET/DT/15/det
        border/=/NOUN/NN/12/obl _./=/PUNCT/./2/punct
        """,
        (),
        "arrested: predicted",
    ),
    (
        "The commander, Ali Rahim, was either killed or captured.",
        """
        The/=/DET/DT/1/det commander/=/NOUN/NN/8/nsubj:pass _,/=/PUNCT/,/3/punct Ali/Ali/PROPN/NNP/1/appos
        Rahim/Rahim/PROPN/NNP/3/flat _,/=/PUNCT/,/1/punct was/be/AUX/VBD/8/aux:pass
        either/=/CCONJ/CC/8/cc:preconj killed/kill/VERB/VBN/-/ROOT or/=/CCONJ/CC/10/cc
        captured/capture/VERB/VBN/8/conj _./=/PUNCT/./8/punct
        """,
        ("Ali Rahim:PERSON",),
        "killed: possible",
    ),
    (
        "The commander, Ali Rahim, was either killed or captured.",
        """
        The/=/DET/DT/1/det commander/=/NOUN/NN/8/nsubj:pass _,/=/PUNCT/,/3/punct Ali/Ali/PROPN/NNP/1/appos
        Rahim/Rahim/PROPN/NNP/3/flat _,/=/PUNCT/,/1/punct was/be/AUX/VBD/8/aux:pass
        either/=/CCONJ/CC/8/cc:preconj killed/kill/VERB/VBN/-/ROOT or/=/CCONJ/CC/10/cc
        captured/capture/VERB/VBN/8/conj _./=/PUNCT/./8/punct
        """,
        ("Ali Rahim:PERSON",),
        "captured: possible",
    ),
    (
        "Brophy has neither confirmed nor denied that he will stand against her.",
        """
        Brophy/Brophy/PROPN/NNP/3/nsubj has/have/AUX/VBZ/3/aux neither/=/ADV/RB/3/advmod
        confirmed/confirm/VERB/VBN/-/ROOT nor/=/CCONJ/CC/5/cc denied/deny/VERB/VBN/3/conj
        that/=/SCONJ/IN/9/mark he/=/PRON/PRP/9/nsubj will/=/AUX/MD/9/aux stand/=/VERB/VB/5/ccomp
        against/=/ADP/IN/11/case her/she/PRON/PRP/9/obl _./=/PUNCT/./3/punct
        """,
        ("Brophy:PERSON",),
        "stand: possible",
    ),
    (
        "Moxon told Daniel that he would go to prison UNLESS of course, he returned and cooperated with the police.",
        """
        Moxon/Moxon/PROPN/NNP/1/nsubj told/tell/VERB/VBD/-/ROOT Daniel/Daniel/PROPN/NNP/1/iobj
        that/=/SCONJ/IN/6/mark he/=/PRON/PRP/6/nsubj would/=/AUX/MD/6/aux go/=/VERB/VB/1/ccomp
        to/=/ADP/IN/8/case prison/=/NOUN/NN/6/obl UNLESS/=/SCONJ/IN/14/mark of/=/ADP/IN/14/advmod
        course/=/NOUN/NN/10/fixed _,/=/PUNCT/,/10/punct he/=/PRON/PRP/14/nsubj
        returned/return/VERB/VBD/1/parataxis and/=/CCONJ/CC/16/cc cooperated/cooperate/VERB/VBD/14/conj
        with/=/ADP/IN/19/case the/=/DET/DT/19/det police/=/NOUN/NN/16/obl _./=/PUNCT/./1/punct
        """,
        ("Moxon:PERSON", "Daniel:PERSON"),
        "cooperated: negated",
    ),
    (
        "She certainly wasn't 'forced' to leave the country.",
        """
        She/=/PRON/PRP/5/nsubj:pass certainly/=/ADV/RB/5/advmod was/be/AUX/VBD/5/aux:pass
        _n't/not/PART/RB/5/advmod '/=/PUNCT/``/5/punct _forced/force/VERB/VBN/-/ROOT _'/=/PUNCT/''/5/punct
        to/=/PART/TO/8/mark leave/=/VERB/VB/5/xcomp the/=/DET/DT/10/det country/=/NOUN/NN/8/obj
        _./=/PUNCT/./5/punct
        """,
        (),
        "leave: negated",
    ),
    (
        "The president asked the council to help the girls enter the country.",
        """
        The/=/DET/DT/1/det president/=/NOUN/NN/2/nsubj asked/ask/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        council/=/NOUN/NN/2/iobj to/=/PART/TO/6/mark help/=/VERB/VB/2/xcomp the/=/DET/DT/8/det
        girls/girl/NOUN/NNS/6/obj enter/=/VERB/VB/6/xcomp the/=/DET/DT/11/det country/=/NOUN/NN/9/obj
        _./=/PUNCT/./2/punct
        """,
        (),
        "enter: demanded",
    ),
    (
        "Should the deal fail, the firm will close a plant if the ministry agrees to fund it.",
        """
        Should/=/AUX/MD/3/aux the/=/DET/DT/2/det deal/=/NOUN/NN/3/nsubj fail/=/VERB/VB/8/advcl
        _,/=/PUNCT/,/3/punct the/=/DET/DT/6/det firm/=/NOUN/NN/8/nsubj will/=/AUX/MD/8/aux
        close/=/VERB/VB/-/ROOT a/=/DET/DT/10/det plant/=/NOUN/NN/8/obj if/=/SCONJ/IN/14/mark
        the/=/DET/DT/13/det ministry/=/NOUN/NN/14/nsubj agrees/agree/VERB/VBZ/8/advcl to/=/PART/TO/16/mark
        fund/=/VERB/VB/14/xcomp it/=/PRON/PRP/16/obj _./=/PUNCT/./8/punct
        """,
        (),
        "fund: hypothetical",
    ),
    (
        "They will not leave until both men have resigned.",
        """
        They/=/PRON/PRP/3/nsubj will/=/AUX/MD/3/aux not/=/PART/RB/3/advmod leave/=/VERB/VB/-/ROOT
        until/=/SCONJ/IN/8/mark both/=/DET/DT/6/det men/man/NOUN/NNS/8/nsubj have/=/AUX/VBP/8/aux
        resigned/resign/VERB/VBN/3/advcl _./=/PUNCT/./3/punct
        """,
        (),
        "resigned: negated",
    ),
    (
        "They said they would not leave until the minister had quit.",
        """
        They/=/PRON/PRP/1/nsubj said/say/VERB/VBD/-/ROOT they/=/PRON/PRP/5/nsubj would/=/AUX/MD/5/aux
        not/=/PART/RB/5/advmod leave/=/VERB/VB/1/ccomp until/=/SCONJ/IN/10/mark the/=/DET/DT/8/det
        minister/=/NOUN/NN/10/nsubj had/have/AUX/VBD/10/aux quit/=/VERB/VBN/5/advcl _./=/PUNCT/./1/punct
        """,
        (),
        "quit: negated",
    ),
    (
        "He may return after the court has freed his brother.",
        """
        He/=/PRON/PRP/2/nsubj may/=/AUX/MD/2/aux return/=/VERB/VB/-/ROOT after/=/SCONJ/IN/7/mark
        the/=/DET/DT/5/det court/=/NOUN/NN/7/nsubj has/have/AUX/VBZ/7/aux freed/free/VERB/VBN/2/advcl
        his/=/PRON/PRP$/9/nmod:poss brother/=/NOUN/NN/7/obj _./=/PUNCT/./2/punct
        """,
        (),
        "freed: predicted",
    ),
    (
        "The bank is expected, analysts say, to buy its rival.",
        """
        The/=/DET/DT/1/det bank/=/NOUN/NN/3/nsubj:pass is/be/AUX/VBZ/3/aux:pass
        expected/expect/VERB/VBN/-/ROOT _,/=/PUNCT/,/6/punct analysts/analyst/NOUN/NNS/6/nsubj
        say/=/VERB/VBP/3/parataxis _,/=/PUNCT/,/9/punct to/=/PART/TO/9/mark buy/=/VERB/VB/3/xcomp
        its/=/PRON/PRP$/11/nmod:poss rival/=/NOUN/NN/9/obj _./=/PUNCT/./3/punct
        """,
        (),
        "buy: predicted",
    ),
    (
        "The army withdrew after the two sides agreed to stop shelling the town.",
        """
        The/=/DET/DT/1/det army/=/NOUN/NN/2/nsubj withdrew/withdraw/VERB/VBD/-/ROOT after/=/SCONJ/IN/7/mark
        the/=/DET/DT/6/det two/=/NUM/CD/6/nummod sides/side/NOUN/NNS/7/nsubj agreed/agree/VERB/VBD/2/advcl
        to/=/PART/TO/9/mark stop/=/VERB/VB/7/xcomp shelling/shell/VERB/VBG/9/xcomp the/=/DET/DT/12/det
        town/=/NOUN/NN/10/obj _./=/PUNCT/./2/punct
        """,
        (),
        "shelling: negated",
    ),
    (
        "The firm pulled out of a deal to buy Kestrel.",
        """
        The/=/DET/DT/1/det firm/=/NOUN/NN/2/nsubj pulled/pull/VERB/VBD/-/ROOT out/=/ADP/IN/6/case
        of/=/ADP/IN/6/case a/=/DET/DT/6/det deal/=/NOUN/NN/2/obl to/=/PART/TO/8/mark buy/=/VERB/VB/6/acl
        Kestrel/Kestrel/PROPN/NNP/8/obj _./=/PUNCT/./2/punct
        """,
        ("Kestrel:ORG",),
        "buy: negated",
    ),
    (
        "Norbank scrapped a deal to buy Kestrel.",
        """
        Norbank/Norbank/PROPN/NNP/1/nsubj scrapped/scrap/VERB/VBD/-/ROOT a/=/DET/DT/3/det
        deal/=/NOUN/NN/1/obj to/=/PART/TO/5/mark buy/=/VERB/VB/3/acl Kestrel/Kestrel/PROPN/NNP/5/obj
        _./=/PUNCT/./1/punct
        """,
        ("Norbank:ORG", "Kestrel:ORG"),
        "buy: negated",
    ),
    (
        "Parliament passed a law banning rallies.",
        """
        Parliament/=/NOUN/NN/1/nsubj passed/pass/VERB/VBD/-/ROOT a/=/DET/DT/3/det law/=/NOUN/NN/1/obj
        banning/ban/VERB/VBG/3/acl rallies/rally/NOUN/NNS/4/obj _./=/PUNCT/./1/punct
        """,
        ("Parliament:ORG",),
        "banning: actual",
    ),
    (
        "The government may bring in rules limiting protests.",
        """
        The/=/DET/DT/1/det government/=/NOUN/NN/3/nsubj may/=/AUX/MD/3/aux bring/=/VERB/VB/-/ROOT
        in/=/ADP/RP/3/compound:prt rules/rule/NOUN/NNS/3/obj limiting/limit/VERB/VBG/5/acl
        protests/protest/NOUN/NNS/6/obj _./=/PUNCT/./3/punct
        """,
        (),
        "limiting: possible",
    ),
    (
        "Lawmakers debated a bill banning rallies.",
        """
        Lawmakers/lawmaker/NOUN/NNS/1/nsubj debated/debate/VERB/VBD/-/ROOT a/=/DET/DT/3/det
        bill/=/NOUN/NN/1/obj banning/ban/VERB/VBG/3/acl rallies/rally/NOUN/NNS/4/obj _./=/PUNCT/./1/punct
        """,
        (),
        "banning: planned",
    ),
    (
        "The vote, expected before the summer, will be close.",
        """
        The/=/DET/DT/1/det vote/=/NOUN/NN/10/nsubj _,/=/PUNCT/,/3/punct expected/expect/VERB/VBN/1/acl
        before/=/ADP/IN/6/case the/=/DET/DT/6/det summer/=/NOUN/NN/3/obl _,/=/PUNCT/,/1/punct
        will/=/AUX/MD/10/aux be/=/AUX/VB/10/cop close/=/ADJ/JJ/-/ROOT _./=/PUNCT/./10/punct
        """,
        (),
        "vote: predicted",
    ),
    (
        "The union called a strike for Monday.",
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/2/nsubj called/call/VERB/VBD/-/ROOT a/=/DET/DT/4/det
        strike/=/NOUN/NN/2/obj for/=/ADP/IN/6/case Monday/Monday/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        (),
        "strike: planned",
    ),
    (
        "The unions have called another march for Sunday.",
        """
        The/=/DET/DT/1/det unions/union/NOUN/NNS/3/nsubj have/=/AUX/VBP/3/aux called/call/VERB/VBN/-/ROOT
        another/=/DET/DT/5/det march/=/NOUN/NN/3/obj for/=/ADP/IN/7/case Sunday/Sunday/PROPN/NNP/3/obl
        _./=/PUNCT/./3/punct
        """,
        (),
        "march: planned",
    ),
    (
        "The decree orders that the books be seized at the border.",
        """
        The/=/DET/DT/1/det decree/=/NOUN/NN/2/nsubj orders/order/VERB/VBZ/-/ROOT that/=/SCONJ/IN/7/mark
        the/=/DET/DT/5/det books/book/NOUN/NNS/7/nsubj:pass be/=/AUX/VB/7/aux:pass
        seized/seize/VERB/VBN/2/ccomp at/=/ADP/IN/10/case the/=/DET/DT/10/det border/=/NOUN/NN/7/obl
        _./=/PUNCT/./2/punct
        """,
        (),
        "seized: demanded",
    ),
    (
        "The party dropped its insistence that Spain apologise.",
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/2/nsubj dropped/drop/VERB/VBD/-/ROOT its/=/PRON/PRP$/4/nmod:poss
        insistence/=/NOUN/NN/2/obj that/=/SCONJ/IN/7/mark Spain/Spain/PROPN/NNP/7/nsubj
        apologise/=/VERB/VBZ/4/acl _./=/PUNCT/./2/punct
        """,
        ("Spain:GPE",),
        "apologise: demanded",
    ),
    (
        "Two babies are reported to have died.",
        """
        Two/=/NUM/CD/1/nummod babies/baby/NOUN/NNS/3/nsubj:pass are/be/AUX/VBP/3/aux:pass
        reported/report/VERB/VBN/-/ROOT to/=/PART/TO/6/mark have/=/AUX/VB/6/aux died/die/VERB/VBN/3/xcomp
        _./=/PUNCT/./3/punct
        """,
        (),
        "died: possible",
    ),
    (
        "Mr Lund was said by police to have fled to Chad.",
        """
        Mr/Mr/PROPN/NNP/1/nmod:desc Lund/Lund/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass
        said/say/VERB/VBN/-/ROOT by/=/ADP/IN/5/case police/=/NOUN/NNS/3/obl:agent to/=/PART/TO/8/mark
        have/=/AUX/VB/8/aux fled/flee/VERB/VBN/3/xcomp to/=/ADP/IN/10/case Chad/Chad/PROPN/NNP/8/obl
        _./=/PUNCT/./3/punct
        """,
        ("Lund:PERSON", "Chad:GPE"),
        "fled: actual",
    ),
    (
        "Papa would sooner sell the house.",
        """
        Papa/Papa/PROPN/NNP/3/nsubj would/=/AUX/MD/3/aux sooner/soon/ADV/RBR/3/advmod sell/=/VERB/VB/-/ROOT
        the/=/DET/DT/5/det house/=/NOUN/NN/3/obj _./=/PUNCT/./3/punct
        """,
        ("Papa:PERSON",),
        "sell: hypothetical",
    ),
    (
        "The coup almost toppled President Kone.",
        """
        The/=/DET/DT/1/det coup/=/NOUN/NN/3/nsubj almost/=/ADV/RB/3/advmod toppled/topple/VERB/VBD/-/ROOT
        President/President/PROPN/NNP/5/nmod:desc Kone/Kone/PROPN/NNP/3/obj _./=/PUNCT/./3/punct
        """,
        ("Kone:PERSON",),
        "toppled: negated",
    ),
    (
        "Sales almost doubled last year.",
        """
        Sales/sale/NOUN/NNS/2/nsubj almost/=/ADV/RB/2/advmod doubled/double/VERB/VBD/-/ROOT
        last/=/ADJ/JJ/4/amod year/=/NOUN/NN/2/obl:unmarked _./=/PUNCT/./2/punct
        """,
        (),
        "doubled: actual",
    ),
    (
        "The police threatened the others with charges.",
        """
        The/=/DET/DT/1/det police/=/NOUN/NN/2/nsubj threatened/threaten/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        others/other/NOUN/NNS/2/obj with/=/ADP/IN/6/case charges/charge/NOUN/NNS/2/obl _./=/PUNCT/./2/punct
        """,
        (),
        "charges: threatened",
    ),
    (
        "Turks decide on Sunday whether to abolish the post.",
        """
        Turks/turk/NOUN/NNS/1/nsubj decide/=/VERB/VBP/-/ROOT on/=/ADP/IN/3/case
        Sunday/Sunday/PROPN/NNP/1/obl whether/=/SCONJ/IN/6/mark to/=/PART/TO/6/mark
        abolish/=/VERB/VB/1/ccomp the/=/DET/DT/8/det post/=/NOUN/NN/6/obj _./=/PUNCT/./1/punct
        """,
        (),
        "abolish: hypothetical",
    ),
    (
        "Anyone who enters the zone will be arrested, the army said.",
        """
        Anyone/=/PRON/NN/7/nsubj:pass who/=/PRON/WP/2/nsubj enters/enter/VERB/VBZ/0/acl:relcl
        the/=/DET/DT/4/det zone/=/NOUN/NN/2/obj will/=/AUX/MD/7/aux be/=/AUX/VB/7/aux:pass
        arrested/arrest/VERB/VBN/11/ccomp _,/=/PUNCT/,/7/punct the/=/DET/DT/10/det army/=/NOUN/NN/11/nsubj
        said/say/VERB/VBD/-/ROOT _./=/PUNCT/./11/punct
        """,
        (),
        "arrested: threatened",
    ),
    (
        "Soldiers used tear gas to disperse the protesters.",
        """
        Soldiers/soldier/NOUN/NNS/1/nsubj used/use/VERB/VBD/-/ROOT tear/=/NOUN/NN/3/compound
        gas/=/NOUN/NN/1/obj to/=/PART/TO/5/mark disperse/=/VERB/VB/1/advcl the/=/DET/DT/7/det
        protesters/protester/NOUN/NNS/5/obj _./=/PUNCT/./1/punct
        """,
        (),
        "disperse: actual",
    ),
    (
        "The agency launched an operation to free the hostages.",
        """
        The/=/DET/DT/1/det agency/=/NOUN/NN/2/nsubj launched/launch/VERB/VBD/-/ROOT an/a/DET/DT/4/det
        operation/=/NOUN/NN/2/obj to/=/PART/TO/6/mark free/=/VERB/VB/2/advcl the/=/DET/DT/8/det
        hostages/hostage/NOUN/NNS/6/obj _./=/PUNCT/./2/punct
        """,
        (),
        "free: planned",
    ),
    (
        "Norway held talks with Chad to end the war.",
        """
        Norway/Norway/PROPN/NNP/1/nsubj held/hold/VERB/VBD/-/ROOT talks/talk/NOUN/NNS/1/obj
        with/=/ADP/IN/4/case Chad/Chad/PROPN/NNP/2/nmod to/=/PART/TO/6/mark end/=/VERB/VB/1/advcl
        the/=/DET/DT/8/det war/=/NOUN/NN/6/obj _./=/PUNCT/./1/punct
        """,
        ("Norway:GPE", "Chad:GPE"),
        "end: planned",
    ),
    (
        "The president flew to Oslo to sign the treaty.",
        """
        The/=/DET/DT/1/det president/=/NOUN/NN/2/nsubj flew/fly/VERB/VBD/-/ROOT to/=/ADP/IN/4/case
        Oslo/Oslo/PROPN/NNP/2/obl to/=/PART/TO/6/mark sign/=/VERB/VB/2/advcl the/=/DET/DT/8/det
        treaty/=/NOUN/NN/6/obj _./=/PUNCT/./2/punct
        """,
        ("Oslo:GPE",),
        "sign: planned",
    ),
    (
        "Police arrested a man for stealing a car.",
        """
        Police/=/NOUN/NNS/1/nsubj arrested/arrest/VERB/VBD/-/ROOT a/=/DET/DT/3/det man/=/NOUN/NN/1/obj
        for/=/SCONJ/IN/5/mark stealing/steal/VERB/VBG/1/advcl a/=/DET/DT/7/det car/=/NOUN/NN/5/obj
        _./=/PUNCT/./1/punct
        """,
        (),
        "stealing: possible",
    ),
    (
        "The minister offered to resign.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/2/nsubj offered/offer/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        resign/=/VERB/VB/2/xcomp _./=/PUNCT/./2/punct
        """,
        (),
        "resign: planned",
    ),
    (
        "The chairman resigned after the bank had collapsed.",
        """
        The/=/DET/DT/1/det chairman/=/NOUN/NN/2/nsubj resigned/resign/VERB/VBD/-/ROOT
        after/=/SCONJ/IN/7/mark the/=/DET/DT/5/det bank/=/NOUN/NN/7/nsubj had/have/AUX/VBD/7/aux
        collapsed/collapse/VERB/VBN/2/advcl _./=/PUNCT/./2/punct
        """,
        (),
        "collapsed: actual",
    ),
    (
        "Ana Silva left when she heard the news.",
        """
        Ana/Ana/PROPN/NNP/2/nsubj Silva/Silva/PROPN/NNP/0/flat left/leave/VERB/VBD/-/ROOT
        when/=/ADV/WRB/5/advmod she/=/PRON/PRP/5/nsubj heard/hear/VERB/VBD/2/advcl the/=/DET/DT/7/det
        news/=/NOUN/NN/5/obj _./=/PUNCT/./2/punct
        """,
        ("Ana Silva:PERSON",),
        "heard: actual",
    ),
    (
        "The court ruled that the law is void.",
        """
        The/=/DET/DT/1/det court/=/NOUN/NN/2/nsubj ruled/rule/VERB/VBD/-/ROOT that/=/SCONJ/IN/7/mark
        the/=/DET/DT/5/det law/=/NOUN/NN/7/nsubj is/be/AUX/VBZ/7/cop void/=/ADJ/JJ/2/ccomp
        _./=/PUNCT/./2/punct
        """,
        (),
        "void: actual",
    ),
    (
        "It was the first time that he visited Oslo.",
        """
        It/=/PRON/PRP/4/nsubj was/be/AUX/VBD/4/cop the/=/DET/DT/4/det first/=/ADJ/JJ/4/amod
        time/=/NOUN/NN/-/ROOT that/=/PRON/WDT/7/obj he/=/PRON/PRP/7/nsubj visited/visit/VERB/VBD/4/acl:relcl
        Oslo/Oslo/PROPN/NNP/7/obj _./=/PUNCT/./4/punct
        """,
        ("Oslo:GPE",),
        "visited: actual",
    ),
    (
        "The judge insisted that the man be released.",
        """
        The/=/DET/DT/1/det judge/=/NOUN/NN/2/nsubj insisted/insist/VERB/VBD/-/ROOT that/=/SCONJ/IN/7/mark
        the/=/DET/DT/5/det man/=/NOUN/NN/7/nsubj:pass be/=/AUX/VB/7/aux:pass
        released/release/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        "released: demanded",
    ),
    (
        "The two leaders agreed to cease hostile acts, including sending leaflets across the border.",
        """
        The/=/DET/DT/2/det two/=/NUM/CD/2/nummod leaders/leader/NOUN/NNS/3/nsubj
        agreed/agree/VERB/VBD/-/ROOT to/=/PART/TO/5/mark cease/=/VERB/VB/3/xcomp hostile/=/ADJ/JJ/7/amod
        acts/act/NOUN/NNS/5/obj _,/=/PUNCT/,/10/punct including/include/VERB/VBG/10/mark
        sending/send/VERB/VBG/5/advcl leaflets/leaflet/NOUN/NNS/10/obj across/=/ADP/IN/14/case
        the/=/DET/DT/14/det border/=/NOUN/NN/10/obl _./=/PUNCT/./3/punct
        """,
        (),
        "sending: hypothetical",
    ),
    (
        "Austria persuaded the Balkan states to shut the route.",
        """
        Austria/Austria/PROPN/NNP/1/nsubj persuaded/persuade/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        Balkan/=/ADJ/JJ/4/amod states/state/NOUN/NNS/1/iobj to/=/PART/TO/6/mark shut/=/VERB/VB/1/xcomp
        the/=/DET/DT/8/det route/=/NOUN/NN/6/obj _./=/PUNCT/./1/punct
        """,
        ("Austria:GPE",),
        "shut: actual",
    ),
    (
        "Four guards were injured, none of them gravely.",
        """
        Four/=/NUM/CD/1/nummod guards/guard/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass
        injured/injure/VERB/VBN/-/ROOT _,/=/PUNCT/,/5/punct none/=/PRON/NN/3/nsubj:pass of/=/ADP/IN/7/case
        them/they/PRON/PRP/5/nmod gravely/=/ADV/RB/5/advmod _./=/PUNCT/./3/punct
        """,
        (),
        "injured: actual",
    ),
    (
        "Residents blocked a road to demand that the government buy their flats.",
        """
        Residents/resident/NOUN/NNS/1/nsubj blocked/block/VERB/VBD/-/ROOT a/=/DET/DT/3/det
        road/=/NOUN/NN/1/obj to/=/PART/TO/5/mark demand/=/VERB/VB/1/advcl that/=/SCONJ/IN/9/mark
        the/=/DET/DT/8/det government/=/NOUN/NN/9/nsubj buy/=/VERB/VBP/5/ccomp
        their/=/PRON/PRP$/11/nmod:poss flats/flat/NOUN/NNS/9/obj _./=/PUNCT/./1/punct
        """,
        (),
        "demand: actual",
    ),
    (
        "NATO estimates that 1,000 soldiers are fighting in the east.",
        """
        NATO/NATO/PROPN/NNP/1/nsubj estimates/estimate/VERB/VBZ/-/ROOT that/=/SCONJ/IN/6/mark
        1,000/1000/NUM/CD/4/nummod soldiers/soldier/NOUN/NNS/6/nsubj are/be/AUX/VBP/6/aux
        fighting/fight/VERB/VBG/1/ccomp in/=/ADP/IN/9/case the/=/DET/DT/9/det east/=/NOUN/NN/6/obl
        _./=/PUNCT/./1/punct
        """,
        ("NATO:ORG",),
        "fighting: actual",
    ),
    (
        "The airline had, he revealed, ordered 30 jets.",
        """
        The/=/DET/DT/1/det airline/=/NOUN/NN/2/nsubj had/have/AUX/VBD/7/aux _,/=/PUNCT/,/5/punct
        he/=/PRON/PRP/5/nsubj revealed/reveal/VERB/VBD/7/advcl _,/=/PUNCT/,/5/punct
        ordered/order/VERB/VBD/-/ROOT 30/=/NUM/CD/9/nummod jets/jet/NOUN/NNS/7/obj _./=/PUNCT/./7/punct
        """,
        (),
        "revealed: actual",
    ),
    (
        "Officers are keen to trace Peter Lund in connection with an assault on a guard.",
        """
        Officers/officer/NOUN/NNS/2/nsubj are/be/AUX/VBP/2/cop keen/=/ADJ/JJ/-/ROOT to/=/PART/TO/4/mark
        trace/=/VERB/VB/2/xcomp Peter/Peter/PROPN/NNP/4/obj Lund/Lund/PROPN/NNP/5/flat in/=/ADP/IN/8/case
        connection/=/NOUN/NN/4/obl with/=/ADP/IN/11/case an/a/DET/DT/11/det assault/=/NOUN/NN/8/nmod
        on/=/ADP/IN/14/case a/=/DET/DT/14/det guard/=/NOUN/NN/11/nmod _./=/PUNCT/./2/punct
        """,
        ("Peter Lund:PERSON",),
        "assault: actual",
    ),
    (
        "The firm faces an inquiry in California.",
        """
        The/=/DET/DT/1/det firm/=/NOUN/NN/2/nsubj faces/face/VERB/VBZ/-/ROOT an/a/DET/DT/4/det
        inquiry/=/NOUN/NN/2/obj in/=/ADP/IN/6/case California/California/PROPN/NNP/4/nmod
        _./=/PUNCT/./2/punct
        """,
        ("California:GPE",),
        "inquiry: actual",
    ),
    (
        "Norway opened an inquiry into the deadly fire.",
        """
        Norway/Norway/PROPN/NNP/1/nsubj opened/open/VERB/VBD/-/ROOT an/a/DET/DT/3/det
        inquiry/=/NOUN/NN/1/obj into/=/ADP/IN/7/case the/=/DET/DT/7/det deadly/=/ADJ/JJ/7/amod
        fire/=/NOUN/NN/3/nmod _./=/PUNCT/./1/punct
        """,
        ("Norway:GPE",),
        "fire: actual",
    ),
    (
        "France and Britain jointly demanded that Iran readmit the team by Friday.",
        """
        France/France/PROPN/NNP/4/nsubj and/=/CCONJ/CC/2/cc Britain/Britain/PROPN/NNP/0/conj
        jointly/=/ADV/RB/4/advmod demanded/demand/VERB/VBD/-/ROOT that/=/SCONJ/IN/7/mark
        Iran/Iran/PROPN/NNP/7/nsubj readmit/=/VERB/VBD/4/ccomp the/=/DET/DT/9/det team/=/NOUN/NN/7/obj
        by/=/ADP/IN/11/case Friday/Friday/PROPN/NNP/7/obl _./=/PUNCT/./4/punct
        """,
        ("France:GPE", "Britain:GPE", "Iran:GPE"),
        "readmit: demanded",
    ),
    (
        "Prosecutors have until Aug. 15 to decide whether to seek the death penalty.",
        """
        Prosecutors/prosecutor/NOUN/NNS/1/nsubj have/=/VERB/VBP/-/ROOT until/=/ADP/IN/4/case
        Aug./Aug./PROPN/NNP/4/nmod:unmarked 15/=/NUM/CD/1/obl to/=/PART/TO/6/mark decide/=/VERB/VB/1/xcomp
        whether/=/SCONJ/IN/9/mark to/=/PART/TO/9/mark seek/=/VERB/VB/6/ccomp the/=/DET/DT/12/det
        death/=/NOUN/NN/12/compound penalty/=/NOUN/NN/9/obj _./=/PUNCT/./1/punct
        """,
        (),
        "decide: possible",
    ),
    (
        "The party said it would support a ban on campaign gifts.",
        """
        The/=/DET/DT/1/det party/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT it/=/PRON/PRP/5/nsubj
        would/=/AUX/MD/5/aux support/=/VERB/VB/2/ccomp a/=/DET/DT/7/det ban/=/NOUN/NN/5/obj
        on/=/ADP/IN/10/case campaign/=/NOUN/NN/10/compound gifts/gift/NOUN/NNS/7/nmod _./=/PUNCT/./2/punct
        """,
        (),
        "ban: planned",
    ),
    (
        "The house will meet by video link despite objections from the opposition.",
        """
        The/=/DET/DT/1/det house/=/NOUN/NN/3/nsubj will/=/AUX/MD/3/aux meet/=/VERB/VB/-/ROOT
        by/=/ADP/IN/6/case video/=/NOUN/NN/6/compound link/=/NOUN/NN/3/obl despite/=/ADP/IN/8/case
        objections/objection/NOUN/NNS/3/obl from/=/ADP/IN/11/case the/=/DET/DT/11/det
        opposition/=/NOUN/NN/8/nmod _./=/PUNCT/./3/punct
        """,
        (),
        "objections: actual",
    ),
    (
        "Officials have ruled out reopening schools in April.",
        """
        Officials/official/NOUN/NNS/2/nsubj have/=/AUX/VBP/2/aux ruled/rule/VERB/VBN/-/ROOT
        out/=/ADP/RP/2/compound:prt reopening/reopen/VERB/VBG/2/advcl schools/school/NOUN/NNS/4/obj
        in/=/ADP/IN/7/case April/April/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        (),
        "reopening: negated",
    ),
    (
        "The minister had spoken of suspending the treaty.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/3/nsubj had/have/AUX/VBD/3/aux spoken/speak/VERB/VBN/-/ROOT
        of/=/SCONJ/IN/5/mark suspending/suspend/VERB/VBG/3/advcl the/=/DET/DT/7/det treaty/=/NOUN/NN/5/obj
        _./=/PUNCT/./3/punct
        """,
        (),
        "suspending: possible",
    ),
    (
        "The two countries appeared to step back from war.",
        """
        The/=/DET/DT/2/det two/=/NUM/CD/2/nummod countries/country/NOUN/NNS/3/nsubj
        appeared/appear/VERB/VBD/-/ROOT to/=/PART/TO/5/mark step/=/VERB/VB/3/xcomp back/=/ADV/RB/5/advmod
        from/=/ADP/IN/8/case war/=/NOUN/NN/6/obl _./=/PUNCT/./3/punct
        """,
        (),
        "step: possible",
    ),
    (
        "Peter Lund is favoured to win the vote.",
        """
        Peter/Peter/PROPN/NNP/3/nsubj:pass Lund/Lund/PROPN/NNP/0/flat is/be/AUX/VBZ/3/aux:pass
        favoured/favour/VERB/VBN/-/ROOT to/=/PART/TO/5/mark win/=/VERB/VB/3/xcomp the/=/DET/DT/7/det
        vote/=/NOUN/NN/5/obj _./=/PUNCT/./3/punct
        """,
        ("Peter Lund:PERSON",),
        "win: predicted",
    ),
    (
        "Volt Motors would be the first firm to quit Chad.",
        """
        Volt/Volt/PROPN/NNP/1/compound Motors/Motor/PROPN/NNPS/6/nsubj would/=/AUX/MD/6/aux
        be/=/AUX/VB/6/cop the/=/DET/DT/6/det first/=/ADJ/JJ/6/amod firm/=/NOUN/NN/-/ROOT to/=/PART/TO/8/mark
        quit/=/VERB/VB/6/acl Chad/Chad/PROPN/NNP/8/obj _./=/PUNCT/./6/punct
        """,
        ("Volt Motors:ORG", "Chad:GPE"),
        "quit: hypothetical",
    ),
    (
        "Anna Wolf was the first woman to climb the mountain.",
        """
        Anna/Anna/PROPN/NNP/5/nsubj Wolf/Wolf/PROPN/NNP/0/flat was/be/AUX/VBD/5/cop the/=/DET/DT/5/det
        first/=/ADJ/JJ/5/amod woman/=/NOUN/NN/-/ROOT to/=/PART/TO/7/mark climb/=/VERB/VB/5/acl
        the/=/DET/DT/9/det mountain/=/NOUN/NN/7/obj _./=/PUNCT/./5/punct
        """,
        ("Anna Wolf:PERSON",),
        "climb: actual",
    ),
    (
        "Traders who hoard rice will be jailed, the minister said.",
        """
        Traders/trader/NOUN/NNS/6/nsubj:pass who/=/PRON/WP/2/nsubj hoard/=/VERB/VBP/0/acl:relcl
        rice/=/NOUN/NN/2/obj will/=/AUX/MD/6/aux be/=/AUX/VB/6/aux:pass jailed/jail/VERB/VBN/10/ccomp
        _,/=/PUNCT/,/6/punct the/=/DET/DT/9/det minister/=/NOUN/NN/10/nsubj said/say/VERB/VBD/-/ROOT
        _./=/PUNCT/./10/punct
        """,
        (),
        "hoard: hypothetical",
    ),
    (
        "The army denied reports that two ships were missing.",
        """
        The/=/DET/DT/1/det army/=/NOUN/NN/2/nsubj denied/deny/VERB/VBD/-/ROOT reports/report/VERB/NNS/2/obj
        that/=/SCONJ/IN/8/mark two/=/NUM/CD/6/nummod ships/ship/NOUN/NNS/8/nsubj were/be/AUX/VBD/8/aux
        missing/miss/VERB/VBN/3/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        "missing: negated",
    ),
    (
        "The decision is still to be approved by ministers.",
        """
        The/=/DET/DT/1/det decision/=/NOUN/NN/6/nsubj:pass is/be/AUX/VBZ/6/aux:pass still/=/ADV/RB/6/advmod
        to/=/PART/TO/6/mark be/=/AUX/VB/6/aux:pass approved/approve/VERB/VBN/-/ROOT by/=/ADP/IN/8/case
        ministers/minister/NOUN/NNS/6/obl:agent _./=/PUNCT/./6/punct
        """,
        (),
        "approved: planned",
    ),
    (
        "Norway has yet to ratify the treaty.",
        """
        Norway/Norway/PROPN/NNP/1/nsubj has/have/VERB/VBZ/-/ROOT yet/=/ADV/RB/1/advmod to/=/PART/TO/4/mark
        ratify/=/VERB/VB/1/xcomp the/=/DET/DT/6/det treaty/=/NOUN/NN/4/obj _./=/PUNCT/./1/punct
        """,
        ("Norway:GPE",),
        "ratify: negated",
    ),
    (
        "The president is to visit Chad on Friday.",
        """
        The/=/DET/DT/1/det president/=/NOUN/NN/4/nsubj is/be/AUX/VBZ/4/cop to/=/PART/TO/4/mark
        visit/=/VERB/VB/-/ROOT Chad/Chad/PROPN/NNP/4/obj on/=/ADP/IN/7/case Friday/Friday/PROPN/NNP/4/obl
        _./=/PUNCT/./4/punct
        """,
        ("Chad:GPE",),
        "visit: announced",
    ),
    (
        "The court rejected claims that Peter Lund bribed a judge.",
        """
        The/=/DET/DT/1/det court/=/NOUN/NN/2/nsubj rejected/reject/VERB/VBD/-/ROOT
        claims/claim/NOUN/NNS/2/obj that/=/SCONJ/IN/7/mark Peter/Peter/PROPN/NNP/7/nsubj
        Lund/Lund/PROPN/NNP/5/flat bribed/bribe/VERB/VBD/3/acl a/=/DET/DT/9/det judge/=/NOUN/NN/7/obj
        _./=/PUNCT/./2/punct
        """,
        ("Peter Lund:PERSON",),
        "bribed: negated",
    ),
    (
        "The opposition asked for a recount supervised by the union.",
        """
        The/=/DET/DT/1/det opposition/=/NOUN/NN/2/nsubj asked/ask/VERB/VBD/-/ROOT for/=/ADP/IN/5/case
        a/=/DET/DT/5/det recount/=/NOUN/NN/2/obl supervised/supervise/VERB/VBN/5/acl by/=/ADP/IN/9/case
        the/=/DET/DT/9/det union/=/NOUN/NN/6/obl:agent _./=/PUNCT/./2/punct
        """,
        (),
        "supervised: demanded",
    ),
    (
        "Police are seeking a man accused of murder.",
        """
        Police/=/NOUN/NNS/2/nsubj are/be/AUX/VBP/2/aux seeking/seek/VERB/VBG/-/ROOT a/=/DET/DT/4/det
        man/=/NOUN/NN/2/obj accused/accuse/VERB/VBN/4/acl of/=/ADP/IN/7/case murder/=/NOUN/NN/5/obl
        _./=/PUNCT/./2/punct
        """,
        (),
        "accused: actual",
    ),
    (
        "The council voted on Tuesday to close the school.",
        """
        The/=/DET/DT/1/det council/=/NOUN/NN/2/nsubj voted/vote/VERB/VBD/-/ROOT on/=/ADP/IN/4/case
        Tuesday/Tuesday/PROPN/NNP/2/obl to/=/PART/TO/6/mark close/=/VERB/VB/2/advcl the/=/DET/DT/8/det
        school/=/NOUN/NN/6/obj _./=/PUNCT/./2/punct
        """,
        (),
        "close: announced",
    ),
    (
        "The company has stopped buying cattle from ranches in the reserve.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/3/nsubj has/have/AUX/VBZ/3/aux stopped/stop/VERB/VBN/-/ROOT
        buying/buy/VERB/VBG/3/xcomp cattle/=/NOUN/NN/4/obj from/=/ADP/IN/7/case ranches/ranch/NOUN/NNS/4/obl
        in/=/ADP/IN/10/case the/=/DET/DT/10/det reserve/=/NOUN/NN/4/obl _./=/PUNCT/./3/punct
        """,
        (),
        "buying: negated",
    ),
    (
        "Two groups have expressed interest in buying the title.",
        """
        Two/=/NUM/CD/1/nummod groups/group/NOUN/NNS/3/nsubj have/=/AUX/VBP/3/aux
        expressed/express/VERB/VBN/-/ROOT interest/=/NOUN/NN/3/obj in/=/SCONJ/IN/6/mark
        buying/buy/VERB/VBG/4/acl the/=/DET/DT/8/det title/=/NOUN/NN/6/obj _./=/PUNCT/./3/punct
        """,
        (),
        "buying: planned",
    ),
    (
        "The court restrained the city from demolishing the home of a man.",
        """
        The/=/DET/DT/1/det court/=/NOUN/NN/2/nsubj restrained/restrain/VERB/VBD/-/ROOT the/=/DET/DT/4/det
        city/=/NOUN/NN/2/obj from/=/SCONJ/IN/6/mark demolishing/demolish/VERB/VBG/2/advcl the/=/DET/DT/8/det
        home/=/NOUN/NN/6/obj of/=/ADP/IN/11/case a/=/DET/DT/11/det man/=/NOUN/NN/8/nmod _./=/PUNCT/./2/punct
        """,
        (),
        "demolishing: negated",
    ),
    (
        "Anna Wolf is minded to appeal, her lawyer said.",
        """
        Anna/Anna/PROPN/NNP/3/nsubj Wolf/Wolf/PROPN/NNP/0/flat is/be/AUX/VBZ/3/cop minded/=/VERB/JJ/9/ccomp
        to/=/PART/TO/5/mark appeal/=/VERB/VB/3/xcomp _,/=/PUNCT/,/3/punct her/=/PRON/PRP$/8/nmod:poss
        lawyer/=/NOUN/NN/9/nsubj said/say/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        ("Anna Wolf:PERSON",),
        "appeal: planned",
    ),
    (
        "The army refused to rule out that officers had fired.",
        """
        The/=/DET/DT/1/det army/=/NOUN/NN/2/nsubj refused/refuse/VERB/VBD/-/ROOT to/=/PART/TO/4/mark
        rule/=/VERB/VB/2/xcomp out/=/ADP/RP/4/compound:prt that/=/SCONJ/IN/9/mark
        officers/officer/NOUN/NNS/9/nsubj had/have/AUX/VBD/9/aux fired/fire/VERB/VBN/4/ccomp
        _./=/PUNCT/./2/punct
        """,
        (),
        "fired: possible",
    ),
    (
        "The bank was negotiating to buy the business of a rival.",
        """
        The/=/DET/DT/1/det bank/=/NOUN/NN/3/nsubj was/be/AUX/VBD/3/aux negotiating/negotiate/VERB/VBG/-/ROOT
        to/=/PART/TO/5/mark buy/=/VERB/VB/3/xcomp the/=/DET/DT/7/det business/=/NOUN/NN/5/obj
        of/=/ADP/IN/10/case a/=/DET/DT/10/det rival/=/NOUN/NN/7/nmod _./=/PUNCT/./3/punct
        """,
        (),
        "buy: planned",
    ),
    (
        "Anna Wolf is in talks with a builder about the sale of a majority stake.",
        """
        Anna/Anna/PROPN/NNP/4/nsubj Wolf/Wolf/PROPN/NNP/0/flat is/be/AUX/VBZ/4/cop in/=/ADP/IN/4/case
        talks/talk/NOUN/NNS/-/ROOT with/=/ADP/IN/7/case a/=/DET/DT/7/det builder/=/NOUN/NN/4/nmod
        about/=/ADP/IN/10/case the/=/DET/DT/10/det sale/=/NOUN/NN/4/nmod of/=/ADP/IN/14/case
        a/=/DET/DT/14/det majority/=/NOUN/NN/14/compound stake/=/NOUN/NN/10/nmod _./=/PUNCT/./4/punct
        """,
        ("Anna Wolf:PERSON",),
        "sale: planned",
    ),
    (
        "Officers went to the house of a vendor to arrest him.",
        """
        Officers/officer/NOUN/NNS/1/nsubj went/go/VERB/VBD/-/ROOT to/=/ADP/IN/4/case the/=/DET/DT/4/det
        house/=/NOUN/NN/1/obl of/=/ADP/IN/7/case a/=/DET/DT/7/det vendor/=/NOUN/NN/4/nmod
        to/=/PART/TO/9/mark arrest/=/VERB/VB/1/advcl him/he/PRON/PRP/9/obj _./=/PUNCT/./1/punct
        """,
        (),
        "arrest: planned",
    ),
    (
        "Peter Lund has not said that he will sue the bank.",
        """
        Peter/Peter/PROPN/NNP/4/nsubj Lund/Lund/PROPN/NNP/0/flat has/have/AUX/VBZ/4/aux
        not/=/PART/RB/4/advmod said/say/VERB/VBN/-/ROOT that/=/SCONJ/IN/8/mark he/=/PRON/PRP/8/nsubj
        will/=/AUX/MD/8/aux sue/=/VERB/VB/4/ccomp the/=/DET/DT/10/det bank/=/NOUN/NN/8/obj
        _./=/PUNCT/./4/punct
        """,
        ("Peter Lund:PERSON",),
        "sue: possible",
    ),
    (
        "The company dismissed talk of layoffs.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/2/nsubj dismissed/dismiss/VERB/VBD/-/ROOT talk/=/NOUN/NN/2/obj
        of/=/ADP/IN/5/case layoffs/layoff/NOUN/NNS/3/nmod _./=/PUNCT/./2/punct
        """,
        (),
        "layoffs: possible",
    ),
    (
        "Peter Lund was named on Tuesday, subject to the approval of the council.",
        """
        Peter/Peter/PROPN/NNP/3/nsubj:pass Lund/Lund/PROPN/NNP/0/flat was/be/AUX/VBD/3/aux:pass
        named/name/VERB/VBN/-/ROOT on/=/ADP/IN/5/case Tuesday/Tuesday/PROPN/NNP/3/obl _,/=/PUNCT/,/7/punct
        subject/=/ADJ/JJ/3/advcl to/=/ADP/IN/10/case the/=/DET/DT/10/det approval/=/NOUN/NN/3/obl
        of/=/ADP/IN/13/case the/=/DET/DT/13/det council/=/NOUN/NN/10/nmod _./=/PUNCT/./3/punct
        """,
        ("Peter Lund:PERSON",),
        "approval: planned",
    ),
    (
        "The opposition accused Peter Lund of bribing judges.",
        """
        The/=/DET/DT/1/det opposition/=/NOUN/NN/2/nsubj accused/accuse/VERB/VBD/-/ROOT
        Peter/Peter/PROPN/NNP/2/obj Lund/Lund/PROPN/NNP/3/flat of/=/SCONJ/IN/6/mark
        bribing/bribe/VERB/VBG/2/advcl judges/judge/NOUN/NNS/6/obj _./=/PUNCT/./2/punct
        """,
        ("Peter Lund:PERSON",),
        "bribing: possible",
    ),
    (
        "The residents alleged that the police had beaten Peter Lund.",
        """
        The/=/DET/DT/1/det residents/resident/NOUN/NNS/2/nsubj alleged/allege/VERB/VBD/-/ROOT
        that/=/SCONJ/IN/7/mark the/=/DET/DT/5/det police/=/NOUN/NN/7/nsubj had/have/AUX/VBD/7/aux
        beaten/beat/VERB/VBN/2/ccomp Peter/Peter/PROPN/NNP/7/obj Lund/Lund/PROPN/NNP/8/flat
        _./=/PUNCT/./2/punct
        """,
        ("Peter Lund:PERSON",),
        "beaten: possible",
    ),
    (
        "Anna Wolf said that she would not resign, not move to Texas and not talk.",
        """
        Anna/Anna/PROPN/NNP/2/nsubj Wolf/Wolf/PROPN/NNP/0/flat said/say/VERB/VBD/-/ROOT
        that/=/SCONJ/IN/7/mark she/=/PRON/PRP/7/nsubj would/=/AUX/MD/7/aux not/=/PART/RB/7/advmod
        resign/=/VERB/VB/2/ccomp _,/=/PUNCT/,/10/punct not/=/PART/RB/10/advmod move/=/VERB/VB/7/conj
        to/=/ADP/IN/12/case Texas/Texas/PROPN/NNP/10/obl and/=/CCONJ/CC/15/cc not/=/PART/RB/15/advmod
        talk/=/VERB/VB/10/conj _./=/PUNCT/./2/punct
        """,
        ("Anna Wolf:PERSON", "Texas:GPE"),
        "move: negated",
    ),
    (
        "Peter Lund forged her signature, Anna Wolf alleges.",
        """
        Peter/Peter/PROPN/NNP/2/nsubj Lund/Lund/PROPN/NNP/0/flat forged/forge/VERB/VBD/-/ROOT
        her/=/PRON/PRP$/4/nmod:poss signature/=/NOUN/NN/2/obj _,/=/PUNCT/,/8/punct
        Anna/Anna/PROPN/NNP/8/nsubj Wolf/Wolf/PROPN/NNP/6/flat alleges/allege/VERB/VBZ/2/advcl
        _./=/PUNCT/./2/punct
        """,
        ("Peter Lund:PERSON", "Anna Wolf:PERSON"),
        "forged: possible",
    ),
    (
        "Prosecutors may decide by the summer whether anyone is to be prosecuted.",
        """
        Prosecutors/prosecutor/NOUN/NNS/2/nsubj may/=/AUX/MD/2/aux decide/=/VERB/VB/-/ROOT
        by/=/ADP/IN/5/case the/=/DET/DT/5/det summer/=/NOUN/NN/2/obl whether/=/SCONJ/IN/11/mark
        anyone/=/PRON/NN/11/nsubj:pass is/be/AUX/VBZ/11/aux:pass to/=/PART/TO/11/mark
        be/=/AUX/VB/11/aux:pass prosecuted/prosecute/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        "prosecuted: hypothetical",
    ),
    (
        "The ministry could neither confirm nor deny that it had sold the ship.",
        """
        The/=/DET/DT/1/det ministry/=/NOUN/NN/4/nsubj could/=/AUX/MD/4/aux neither/=/CCONJ/RB/4/advmod
        confirm/=/VERB/VB/-/ROOT nor/=/CCONJ/CC/6/cc deny/=/VERB/VB/4/conj that/=/SCONJ/IN/10/mark
        it/=/PRON/PRP/10/nsubj had/have/AUX/VBD/10/aux sold/sell/VERB/VBN/6/ccomp the/=/DET/DT/12/det
        ship/=/NOUN/NN/10/obj _./=/PUNCT/./4/punct
        """,
        (),
        "sold: possible",
    ),
    (
        "The judge said there was no evidence that the minister had received money.",
        """
        The/=/DET/DT/1/det judge/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT there/=/PRON/EX/4/expl
        was/be/VERB/VBD/2/ccomp no/=/DET/DT/6/det evidence/=/NOUN/NN/4/nsubj that/=/SCONJ/IN/11/mark
        the/=/DET/DT/9/det minister/=/NOUN/NN/11/nsubj had/have/AUX/VBD/11/aux received/receive/VERB/VBN/6/acl
        money/=/NOUN/NN/11/obj _./=/PUNCT/./2/punct
        """,
        (),
        "received: possible",
    ),
    (
        "Police have not found proof that the firm paid him.",
        """
        Police/police/NOUN/NNS/3/nsubj have/=/AUX/VBP/3/aux not/=/PART/RB/3/advmod found/find/VERB/VBN/-/ROOT
        proof/=/NOUN/NN/3/obj that/=/SCONJ/IN/8/mark the/=/DET/DT/7/det firm/=/NOUN/NN/8/nsubj
        paid/pay/VERB/VBD/4/acl him/he/PRON/PRP/8/obj _./=/PUNCT/./3/punct
        """,
        (),
        "paid: possible",
    ),
    (
        "Police found proof that the firm paid him.",
        """
        Police/police/NOUN/NNS/1/nsubj found/find/VERB/VBD/-/ROOT proof/=/NOUN/NN/1/obj that/=/SCONJ/IN/6/mark
        the/=/DET/DT/5/det firm/=/NOUN/NN/6/nsubj paid/pay/VERB/VBD/2/acl him/he/PRON/PRP/6/obj _./=/PUNCT/./1/punct
        """,
        (),
        "paid: actual",
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_status(text: str, rows: str, names: tuple[str, ...], expected: str) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    word = expected.partition(":")[0]
    head = next(t.i for t in doc if t.text == word)
    act = Predication(
        kind="verb", head=head, lemma=doc[head].lemma_, tokens=(head,), arguments=(), sentence=0, extractor="test"
    )
    found = assess(doc, [act], find_reports(doc, mentions_of(doc)))[head]
    assert f"{word}: {status_of(found.modality, found.polarity)}" == expected
