"""Reports by construction, on parses written by hand."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse
from spacy.tokens import Doc

from kg.extractors.reporting import chain, find_reports
from kg.predications import Report

CASES = (
    (
        "a relative clause set apart by a comma is the reporter's",
        "Ruiz, who led Norte, will retire, the agent said.",
        """
        Ruiz/Ruiz/PROPN/NNP/7/nsubj _,/=/PUNCT/,/3/punct who/=/PRON/WP/3/nsubj led/lead/VERB/VBD/0/acl:relcl
        Norte/=/PROPN/NNP/3/obj _,/=/PUNCT/,/3/punct will/=/AUX/MD/7/aux retire/=/VERB/VB/11/ccomp
        _,/=/PUNCT/,/7/punct the/=/DET/DT/10/det agent/=/NOUN/NN/11/nsubj said/say/VERB/VBD/-/ROOT
        _./=/PUNCT/./11/punct
        """,
        ("Ruiz:PERSON", "Norte:ORG"),
        ["agent said 1: Ruiz will retire ,"],
    ),
    (
        "what stands in a document",
        "Both signed a letter in which the firm gave up claims.",
        """
        Both/=/PRON/DT/1/nsubj signed/sign/VERB/VBD/-/ROOT a/=/DET/DT/3/det letter/=/NOUN/NN/1/obj in/=/ADP/IN/5/case
        which/=/PRON/WDT/8/obl the/=/DET/DT/7/det firm/=/NOUN/NN/8/nsubj gave/give/VERB/VBD/3/acl:relcl
        up/=/ADP/RP/8/compound:prt claims/claim/NOUN/NNS/8/obj _./=/PUNCT/./1/punct
        """,
        (),
        ["letter letter 1: in the firm gave up claims"],
    ),
    (
        "a place is no document",
        "They met in a hall in which the firm gave parties.",
        """
        They/=/PRON/PRP/1/nsubj met/meet/VERB/VBD/-/ROOT in/=/ADP/IN/4/case a/=/DET/DT/4/det hall/=/NOUN/NN/1/obl
        in/=/ADP/IN/6/case which/=/PRON/WDT/9/obl the/=/DET/DT/8/det firm/=/NOUN/NN/9/nsubj
        gave/give/VERB/VBD/4/acl:relcl parties/party/NOUN/NNS/9/obj _./=/PUNCT/./1/punct
        """,
        (),
        [],
    ),
    (
        "a clause with that",
        "The minister said that troops had left.",
        """
        The/=/DET/DT/1/det minister/=/NOUN/NN/2/nsubj said/say/VERB/VBD/-/ROOT that/=/SCONJ/IN/6/mark
        troops/=/NOUN/NNS/6/nsubj had/have/AUX/VBD/6/aux left/leave/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        ["minister said 1: that troops had left"],
    ),
    (
        "after what is reported, with the day",
        "Troops had left, the minister said on Monday.",
        """
        Troops/=/NOUN/NNS/2/nsubj had/have/AUX/VBD/2/aux left/leave/VERB/VBN/6/ccomp _,/=/PUNCT/,/6/punct
        the/=/DET/DT/5/det minister/=/NOUN/NN/6/nsubj said/say/VERB/VBD/-/ROOT on/=/ADP/IN/8/case
        Monday/Monday/PROPN/NNP/2/obl _./=/PUNCT/./6/punct
        """,
        ("Monday:DATE",),
        ["minister said 1 on Monday: Troops had left ,"],
    ),
    (
        "inverted, the speaker's apposition is the article's own",
        "Troops had left the town, said Omar Haddad, a general.",
        """
        Troops/=/NOUN/NNS/2/nsubj had/have/AUX/VBD/2/aux left/leave/VERB/VBN/-/ROOT the/=/DET/DT/4/det
        town/=/NOUN/NN/2/obj _,/=/PUNCT/,/6/punct said/say/VERB/VBD/2/advcl Omar/Omar/PROPN/NNP/6/nsubj
        Haddad/Haddad/PROPN/NNP/7/flat _,/=/PUNCT/,/11/punct a/=/DET/DT/11/det general/=/NOUN/NN/7/appos
        _./=/PUNCT/./2/punct
        """,
        ("Omar Haddad:PERSON",),
        ["Omar said 1: Troops had left the town , ."],
    ),
    (
        "according to, at the beginning",
        "According to the mayor, the bridge collapsed.",
        """
        According/accord/VERB/VBG/3/case to/=/ADP/IN/0/fixed the/=/DET/DT/3/det mayor/=/NOUN/NN/7/obl
        _,/=/PUNCT/,/3/punct the/=/DET/DT/6/det bridge/=/NOUN/NN/7/nsubj collapsed/collapse/VERB/VBD/-/ROOT
        _./=/PUNCT/./7/punct
        """,
        (),
        ["mayor According to 1: the bridge collapsed ."],
    ),
    (
        "according to, at the end",
        "The bridge collapsed, according to KCNA.",
        """
        The/=/DET/DT/1/det bridge/=/NOUN/NN/2/nsubj collapsed/collapse/VERB/VBD/-/ROOT _,/=/PUNCT/,/4/punct
        according/accord/VERB/VBG/6/case to/=/ADP/IN/4/fixed KCNA/KCNA/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        ("KCNA:ORG",),
        ["KCNA according to 1: The bridge collapsed ."],
    ),
    (
        "denied",
        "The firm denied that it had paid bribes.",
        """
        The/=/DET/DT/1/det firm/=/NOUN/NN/2/nsubj denied/deny/VERB/VBD/-/ROOT that/=/SCONJ/IN/6/mark
        it/=/PRON/PRP/6/nsubj had/have/AUX/VBD/6/aux paid/pay/VERB/VBN/2/ccomp bribes/bribe/NOUN/NNS/6/obj
        _./=/PUNCT/./2/punct
        """,
        (),
        ["firm denied 1 deny: that it had paid bribes"],
    ),
    (
        "threatened",
        "She threatened to close the office.",
        """
        She/=/PRON/PRP/1/nsubj threatened/threaten/VERB/VBD/-/ROOT to/=/PART/TO/3/mark
        close/=/VERB/VB/1/xcomp the/=/DET/DT/5/det office/=/NOUN/NN/3/obj _./=/PUNCT/./1/punct
        """,
        (),
        ["She threatened 1 threaten: to close the office"],
    ),
    (
        "told somebody",
        "Kim told reporters that the pact was dead.",
        """
        Kim/Kim/PROPN/NNP/1/nsubj told/tell/VERB/VBD/-/ROOT reporters/reporter/NOUN/NNS/1/iobj
        that/=/SCONJ/IN/7/mark the/=/DET/DT/5/det pact/=/NOUN/NN/7/nsubj was/be/AUX/VBD/7/cop
        dead/=/ADJ/JJ/1/ccomp _./=/PUNCT/./1/punct
        """,
        ("Kim:PERSON",),
        ["Kim told 1: that the pact was dead"],
    ),
    (
        "urged somebody",
        "Unions urged the premier to resign.",
        """
        Unions/union/NOUN/NNS/1/nsubj urged/urge/VERB/VBD/-/ROOT the/=/DET/DT/3/det premier/=/NOUN/NN/1/obj
        to/=/PART/TO/5/mark resign/=/VERB/VB/1/xcomp _./=/PUNCT/./1/punct
        """,
        (),
        ["Unions urged 1 demand: to resign"],
    ),
    (
        "nobody named",
        "It was reported that the king had died.",
        """
        It/=/PRON/PRP/2/nsubj:pass was/be/AUX/VBD/2/aux:pass reported/report/VERB/VBN/-/ROOT
        that/=/SCONJ/IN/7/mark the/=/DET/DT/5/det king/=/NOUN/NN/7/nsubj had/have/AUX/VBD/7/aux
        died/die/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        ["- reported 1: that the king had died"],
    ),
    (
        "not said",
        "The union may say that it won.",
        """
        The/=/DET/DT/1/det union/=/NOUN/NN/3/nsubj may/=/AUX/MD/3/aux say/=/VERB/VB/-/ROOT
        that/=/SCONJ/IN/6/mark it/=/PRON/PRP/6/nsubj won/win/VERB/VBD/3/ccomp _./=/PUNCT/./3/punct
        """,
        (),
        [],
    ),
    (
        "citing",
        "Officials said, citing the mayor, that the dam broke.",
        """
        Officials/official/NOUN/NNS/1/nsubj said/say/VERB/VBD/-/ROOT _,/=/PUNCT/,/3/punct
        citing/cite/VERB/VBG/1/advcl the/=/DET/DT/5/det mayor/=/NOUN/NN/3/obj _,/=/PUNCT/,/3/punct
        that/=/SCONJ/IN/10/mark the/=/DET/DT/9/det dam/=/NOUN/NN/10/nsubj broke/break/VERB/VBD/1/ccomp
        _./=/PUNCT/./1/punct
        """,
        (),
        ["Officials said 1: that the dam broke", "mayor said 2: that the dam broke"],
    ),
    (
        "quoted as saying",
        "The envoy was quoted by Interfax as saying that talks failed.",
        """
        The/=/DET/DT/1/det envoy/=/NOUN/NN/3/nsubj:pass was/be/AUX/VBD/3/aux:pass
        quoted/quote/VERB/VBN/-/ROOT by/=/ADP/IN/5/case Interfax/Interfax/PROPN/NNP/3/obl:agent
        as/=/SCONJ/IN/7/mark saying/say/VERB/VBG/3/advcl that/=/SCONJ/IN/10/mark
        talks/talk/NOUN/NNS/10/nsubj failed/fail/VERB/VBD/7/ccomp _./=/PUNCT/./3/punct
        """,
        ("Interfax:ORG",),
        ["Interfax saying 1: that talks failed", "envoy saying 2: that talks failed"],
    ),
    (
        "joint sources",
        "Paris and Berlin said the pact was dead.",
        """
        Paris/Paris/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Berlin/Berlin/PROPN/NNP/0/conj
        said/say/VERB/VBD/-/ROOT the/=/DET/DT/5/det pact/=/NOUN/NN/7/nsubj was/be/AUX/VBD/7/cop
        dead/=/ADJ/JJ/3/ccomp _./=/PUNCT/./3/punct
        """,
        (
            "Paris:GPE",
            "Berlin:GPE",
        ),
        ["Paris said 1: the pact was dead", "Berlin said 1: the pact was dead"],
    ),
    (
        "a semicolon ends it",
        "Oslo said it won; Kyiv had lost the match.",
        """
        Oslo/Oslo/PROPN/NNP/1/nsubj said/say/VERB/VBD/-/ROOT it/=/PRON/PRP/3/nsubj won/win/VERB/VBD/1/ccomp
        _;/=/PUNCT/:/7/punct Kyiv/Kyiv/PROPN/NNP/7/nsubj had/have/AUX/VBD/7/aux lost/lose/VERB/VBD/1/ccomp
        the/=/DET/DT/9/det match/=/NOUN/NN/7/obj _./=/PUNCT/./1/punct
        """,
        (
            "Oslo:GPE",
            "Kyiv:GPE",
        ),
        ["Oslo said 1: it won"],
    ),
    (
        "through whom a statement came out",
        "According to a statement from a spokesman issued via KCNA, she runs the ministry.",
        """
        According/accord/VERB/VBG/3/case to/=/ADP/IN/0/fixed a/=/DET/DT/3/det statement/=/NOUN/NN/12/obl
        from/=/ADP/IN/6/case a/=/DET/DT/6/det spokesman/=/NOUN/NN/3/nmod issued/issue/VERB/VBN/6/acl
        via/=/ADP/IN/9/case KCNA/KCNA/PROPN/NNP/7/obl _,/=/PUNCT/,/3/punct she/=/PRON/PRP/12/nsubj
        runs/run/VERB/VBZ/-/ROOT the/=/DET/DT/14/det ministry/=/NOUN/NN/12/obj _./=/PUNCT/./12/punct
        """,
        ("KCNA:ORG",),
        ["KCNA According to 1: she runs the ministry .", "spokesman According to 2: she runs the ministry ."],
    ),
    (
        "whose report it is",
        "The KCNA report said the talks failed.",
        """
        The/=/DET/DT/2/det KCNA/KCNA/PROPN/NNP/2/compound report/=/NOUN/NN/3/nsubj said/say/VERB/VBD/-/ROOT
        the/=/DET/DT/5/det talks/talk/NOUN/NNS/6/nsubj failed/fail/VERB/VBD/3/ccomp _./=/PUNCT/./3/punct
        """,
        ("KCNA:ORG",),
        ["KCNA said 1: the talks failed"],
    ),
    (
        "a direct quotation",
        '"We won the vote," Ana Duarte said.',
        """
        "/=/PUNCT/``/2/punct _We/=/PRON/PRP/2/nsubj won/win/VERB/VBD/9/ccomp the/=/DET/DT/4/det
        vote/=/NOUN/NN/2/obj _,/=/PUNCT/,/2/punct _"/=/PUNCT/''/2/punct Ana/Ana/PROPN/NNP/9/nsubj
        Duarte/Duarte/PROPN/NNP/7/flat said/say/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct
        """,
        ("Ana Duarte:PERSON",),
        ['Ana said 1 direct: " We won the vote , "'],
    ),
    (
        "a quotation goes on",
        '"We won," she said. "We will govern."',
        """
        "/=/PUNCT/``/2/punct _We/=/PRON/PRP/2/nsubj won/win/VERB/VBD/6/ccomp _,/=/PUNCT/,/2/punct
        _"/=/PUNCT/''/2/punct she/=/PRON/PRP/6/nsubj said/say/VERB/VBD/-/ROOT _./=/PUNCT/./11/punct
        "/=/PUNCT/``/11/punct _We/=/PRON/PRP/11/nsubj will/=/AUX/MD/11/aux govern/=/VERB/VB/6/ccomp
        _./=/PUNCT/./11/punct _"/=/PUNCT/''/11/punct
        """,
        (),
        ['she said 1 direct: " We won , " We will govern .'],
    ),
    (
        "a report in a report",
        "State media reported that Kim warned that the pact was dead.",
        """
        State/=/NOUN/NNP/1/compound media/=/NOUN/NN/2/nsubj reported/report/VERB/VBD/-/ROOT
        that/=/SCONJ/IN/5/mark Kim/Kim/PROPN/NNP/5/nsubj warned/warn/VERB/VBD/2/ccomp
        that/=/SCONJ/IN/10/mark the/=/DET/DT/8/det pact/=/NOUN/NN/10/nsubj was/be/AUX/VBD/10/cop
        dead/=/ADJ/JJ/5/ccomp _./=/PUNCT/./2/punct
        """,
        ("Kim:PERSON",),
        ["media reported 1: that Kim warned that the pact was dead", "Kim warned 1 warn: that the pact was dead"],
    ),
    (
        "the speaker has a name in apposition",
        "The premier, Ana Duarte, said she would resign.",
        """
        The/=/DET/DT/1/det premier/=/NOUN/NN/6/nsubj _,/=/PUNCT/,/3/punct Ana/Ana/PROPN/NNP/1/appos
        Duarte/Duarte/PROPN/NNP/3/flat _,/=/PUNCT/,/1/punct said/say/VERB/VBD/-/ROOT she/=/PRON/PRP/9/nsubj
        would/=/AUX/MD/9/aux resign/=/VERB/VB/6/ccomp _./=/PUNCT/./6/punct
        """,
        ("Ana Duarte:PERSON",),
        ["premier said 1: she would resign"],
    ),
)


def written(doc: Doc, report: Report) -> str:
    """Write a report as ``source cue order [speech act] [direct] [on day]: content``; ``-`` for nobody named."""
    words = [
        doc[report.source].text if report.source >= 0 else "-",
        *(doc[c].text for c in report.cue),
        str(report.order),
    ]
    words += [report.speech_act] if report.speech_act != "say" else []
    words += ["direct"] if report.direct else []
    words += ["on", doc[report.said_on].text] if report.said_on >= 0 else []
    return f"{' '.join(words)}: {' '.join(doc[i].text for i in sorted(report.content))}"


@pytest.mark.parametrize(("name", "text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_reports(name: str, text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = find_reports(doc, mentions_of(doc))
    assert sorted(written(doc, r) for r in found) == sorted(expected)
    assert all(r.source not in r.content and not r.content.intersection(r.cue) for r in found)


def test_a_chain_begins_with_whom_the_article_quotes() -> None:
    doc = parse(next(c[2] for c in CASES if c[0] == "a report in a report"))
    found = find_reports(doc, mentions_of(doc))
    dead = next(t.i for t in doc if t.text == "dead")
    warned = next(t.i for t in doc if t.text == "warned")
    assert [doc[r.source].text for r in chain(found, dead)] == ["media", "Kim"]
    assert [doc[r.source].text for r in chain(found, warned)] == ["media"]


def test_order_decides_a_chain_of_equal_content() -> None:
    doc = parse(next(c[2] for c in CASES if c[0] == "quoted as saying"), "Interfax:ORG")
    found = find_reports(doc, mentions_of(doc))
    failed = next(t.i for t in doc if t.text == "failed")
    assert [doc[r.source].text for r in chain(found, failed)] == ["Interfax", "envoy"]
