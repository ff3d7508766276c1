"""Kinship: "Kim Jong Un's sister, Kim Yo Jong", "his wife", "Jang is a cousin of the emir"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.clauses import subjects
from kg.extractors.modifiers import noun_modifiers
from kg.extractors.phrases import conjuncts, is_singular, mention_head, possessors
from kg.extractors.reliability import confidence
from kg.extractors.titles import title_of
from kg.extractors.trees import tree_of
from kg.extractors.wordlists import KIN
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["kin_lemma", "kinship"]

NAME = "kinship"
_APPOS = frozenset({"appos"})
_COP = frozenset({"cop"})
_BESIDE = frozenset({"nmod:desc", "compound"})


def kin_lemma(tree: Tree, token: int) -> str:
    """Return the kin term that a noun is, with "half-", "step-" or "ex-" before it; empty if it is none."""
    lemma = tree.lemma[token]
    if tree.pos[token] not in {"NOUN", "PROPN"} or tree.name[token] >= 0:
        return ""
    for child in tree.children[token]:
        if tree.lower[child] in {"half", "step", "ex", "grand"} and child in {token - 1, token - 2}:
            joined = f"{tree.lower[child]}-{lemma}"
            return joined if lemma in KIN else ""
    if lemma in KIN and _in_law(tree, token):
        return f"{lemma}-in-law"
    return lemma if lemma in KIN else ""


def _in_law(tree: Tree, token: int) -> bool:
    return tree.lower[token + 1 : token + 5] in (["-", "in", "-", "law"], ["‑", "in", "‑", "law"])


def _top(tree: Tree, noun: int) -> int:
    """The head of "brother-in-law", whichever of its words the parse takes."""
    whole = range(noun, noun + 5) if _in_law(tree, noun) else range(noun, noun + 1)
    return next((i for i in whole if tree.head[i] not in whole or tree.head[i] == i), noun)


def _who(tree: Tree, noun: int) -> list[int]:
    """Return who is the relative: a name beside the noun, the subject of the clause, or the noun itself."""
    apposed = tree.with_dep(noun, _APPOS)
    if apposed:
        return apposed[:1] if is_singular(tree, noun) else conjuncts(tree, apposed[0])
    if tree.dep[noun] == "appos" or title_of(tree, noun) == noun:
        return [tree.head[noun]]
    if tree.dep[noun] in _BESIDE and tree.label(tree.head[noun]) == "PERSON":
        return [tree.head[noun]]
    if tree.first(noun, _COP) >= 0:
        return [f.token for f in subjects(tree, noun)]
    return [noun]


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def kinship(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """Who is whose sister, uncle, wife: the relative is the subject, the one it is relative to the modifier.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"kinship"``: lemma is the kin term. "A mother of three" has nobody to be mother of and gives nothing.
    """
    tree = tree_of(doc)
    for noun in range(len(tree)):
        lemma = kin_lemma(tree, noun)
        if not lemma:
            continue
        top = _top(tree, noun)
        people = [(p, "'s") for h in sorted({top, noun}) for p in possessors(tree, h)]
        people += [(t, m) for t, m in noun_modifiers(tree, top) if m in {"of", "to"} and tree.pos[t] != "NUM"]
        who = _who(tree, top)
        subject = [mention_head(tree, t, mentions) for t in who]
        others = [(mention_head(tree, p, mentions), m) for p, m in people]
        others = [(p, m) for p, m in others if p not in subject]
        if not others or not subject:
            continue
        arguments = {Argument(role="subject", head=s) for s in subject}
        arguments |= {Argument(role="modifier", head=p, marker=m) for p, m in others}
        ordered = tuple(sorted(arguments, key=lambda a: (a.head, a.role)))
        yield Predication(
            kind="kinship",
            head=top,
            lemma=lemma,
            tokens=tuple(sorted({noun, top})),
            arguments=ordered,
            sentence=tree.sentence[noun],
            extractor=NAME,
            confidence=confidence(tree, "kinship", noun, ordered),
        )
