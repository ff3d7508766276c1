"""Possessives: "the party's committee", "its economy", "a company whose shares fell"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import mention_heads, possessors
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.predications import Mention

__all__ = ["possessives"]

NAME = "possessives"


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def possessives(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """Whose a thing is, as a possessive says it, whatever the tie is.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"possessive"``: head and lemma are the possessed noun, each possessor a modifier with the marker
        ``"'s"``.
    """
    tree = tree_of(doc)
    for noun in tree.governors():
        owners = [p for p in possessors(tree, noun) if not tree.same_name(p, noun)]
        if not owners:
            continue
        heads = sorted(mention_heads(tree, owners, mentions))
        arguments = tuple(Argument(role="modifier", head=h, marker="'s") for h in heads)
        yield Predication(
            kind="possessive",
            head=noun,
            lemma=tree.lemma[noun],
            tokens=(noun,),
            arguments=arguments,
            sentence=tree.sentence[noun],
            extractor=NAME,
            confidence=confidence(tree, "possessive", noun, arguments),
        )
