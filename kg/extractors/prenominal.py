"""Words before a noun: "South Korean government", "party spokesman", "Geneva-based agency", "rebel-held town"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import is_nominal, mention_head
from kg.extractors.reliability import confidence
from kg.extractors.titles import title_of
from kg.extractors.trees import tree_of
from kg.extractors.wordlists import PLACE_PARTICIPLES, SIDES
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["prenominal", "side"]

NAME = "prenominal"
_BEFORE = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "nmod"})
_HYPHENS = frozenset({"-", "–", "‐", "‑"})


def _premodifiers(tree: Tree, noun: int) -> list[int]:
    """Premodifiers of a noun outside its own name; an adjective's conjuncts count ("nuclear and missile ambitions")."""
    out: list[int] = []
    for c in tree.children[noun]:
        if c >= noun:
            break
        if (
            tree.dep[c] in _BEFORE
            and not tree.same_name(c, noun)
            and tree.pos[c] in {"ADJ", "NOUN", "PROPN", "VERB"}
            and tree.lower[c] not in SIDES
        ):
            out.append(c)
            out += [k for k in tree.children[c] if tree.dep[k] == "conj" and k < noun]
    return out


def _hyphenated(tree: Tree, participle: int) -> int:
    """Return the word that a hyphen joins to a participle ("Geneva" of "Geneva-based"), -1 if there is none."""
    if tree.pos[participle] not in {"VERB", "ADJ"} or participle < 2 or tree.lower[participle - 1] not in _HYPHENS:
        return -1
    for c in tree.children[participle]:
        if (
            c < participle
            and tree.dep[c] in {"compound", "obl", "obl:agent", "nmod", "obj", "nsubj", "obl:unmarked"}
            and is_nominal(tree, c)
        ):
            return c
        if c < participle and tree.label(c) in {"NORP", "GPE"}:
            return c
    return -1


def side(tree: Tree, word: int) -> str:
    """Return ``"anti"`` or ``"pro"`` if a hyphen joins that to a word, else nothing."""
    hyphen = word >= 2 and tree.lower[word - 1] in _HYPHENS
    return tree.lower[word - 2] if hyphen and tree.lower[word - 2] in SIDES else ""


def _participle(tree: Tree, noun: int, participle: int, mentions: Mapping[int, Mention]) -> Predication | None:
    """A hyphenated participle as the clause it shortens: based in Geneva, held by rebels, producing oil."""
    other = _hyphenated(tree, participle)
    tag = tree.tag[participle]
    active = tag == "VBG"
    passive = tag in {"VBN", "VBD"} or (
        tag == "JJ" and tree.lower[participle].endswith(("ed", "born", "held", "made", "run"))
    )
    if other < 0 or not (active or passive):
        return None
    lemma = {"born": "bear", "based": "base"}.get(tree.lower[participle], tree.lemma[participle])
    whole, part = mention_head(tree, noun, mentions), mention_head(tree, other, mentions)
    if active:
        found = [Argument(role="object", head=part), Argument(role="subject", head=whole)]
    elif lemma in PLACE_PARTICIPLES:
        found = [Argument(role="oblique", head=part, marker="in"), Argument(role="object", head=whole)]
    else:
        found = [Argument(role="subject", head=part, marker="by"), Argument(role="object", head=whole)]
    arguments = tuple(sorted(found, key=lambda a: a.head))
    return Predication(
        kind="prenominal",
        head=participle,
        lemma=lemma,
        tokens=(participle,),
        arguments=arguments,
        passive=not active,
        sentence=tree.sentence[noun],
        extractor=NAME,
        confidence=confidence(tree, "prenominal", participle, arguments),
    )


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def prenominal(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """What the words before a noun say of it: nationality, kind, owner, or a hyphenated participle.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"prenominal"``: head and lemma are the noun, every premodifier a modifier without marker ("anti" and
        "pro" are markers); for each hyphenated participle one more with the verb's lemma and active roles
        ("rebel-held town": rebels hold the town; "Geneva-based": the place is an oblique with the marker "in").
    """
    tree = tree_of(doc)
    for noun in range(len(tree)):
        if tree.pos[noun] not in {"NOUN", "PROPN"}:
            continue
        words = _premodifiers(tree, noun)
        if not words:
            continue
        for word in words:
            clause = _participle(tree, noun, word, mentions)
            if clause is not None:
                yield clause
        found = {(mention_head(tree, w, mentions), side(tree, w)) for w in words if title_of(tree, w) < 0}
        found = {(h, m) for h, m in found if h != noun}
        if not found:
            continue
        arguments = tuple(Argument(role="modifier", head=h, marker=m) for h, m in sorted(found))
        yield Predication(
            kind="prenominal",
            head=noun,
            lemma=tree.lemma[noun],
            tokens=(noun,),
            arguments=arguments,
            sentence=tree.sentence[noun],
            extractor=NAME,
            confidence=confidence(tree, "prenominal", noun, arguments),
        )
