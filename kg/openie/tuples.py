"""Open tuples of predications, construction by construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.openie.clauses import (
    copula_drafts,
    is_merged,
    past_or_present,
    raised_drafts,
    reported_drafts,
    verb_drafts,
)
from kg.openie.parts import Draft, above, case_tokens, phrase
from kg.openie.wording import noun_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extractors.trees import Tree
    from kg.predications import Argument, Predication

__all__ = ["drafts"]


def _beside(tree: Tree, p: Predication) -> Iterator[Draft]:
    """Yield what an apposition or a title says of a name."""
    for subject in p.heads("subject"):
        for attribute in p.arguments:
            if attribute.role != "attribute":
                continue
            first = phrase(tree, subject, attribute.head, joined=False)
            inside = frozenset({above(tree, subject, attribute.head)} - {-1})
            second = tuple(noun_phrase(tree, attribute.head, joined=False, skip=inside))
            if p.kind == "title":
                title = set(tree.subtree(attribute.head))
                first = tuple(t for t in first if t > attribute.head and t not in title) or first
            kind = "parenthesis" if attribute.marker == "(" else p.kind
            be = past_or_present(tree, p.head)
            yield Draft(kind=kind, head=p.head, predicate=(be,), subject=first, rest=(second,))


def _owner(tree: Tree, p: Predication, a: Argument) -> Iterator[Draft]:
    """Yield who has what a possessive names."""
    if tree.lower[a.head] == "its":
        return
    thing = noun_phrase(
        tree, p.head, joined=False, skip=frozenset(c for c in tree.children[p.head] if tree.dep[c] == "nmod:poss")
    )
    has = past_or_present(tree, p.head, ("had", "has"))
    owner = tuple(noun_phrase(tree, a.head, joined=False))
    tags = frozenset({tree.pos[a.head]})
    yield Draft(kind="possessive", head=p.head, predicate=(has,), subject=owner, rest=(tuple(thing),), tags=tags)


def _placed(tree: Tree, p: Predication, a: Argument) -> Iterator[Draft]:
    """Yield where or of what the noun before a prepositional phrase is."""
    top = above(tree, a.head, p.head)
    first = top if top >= 0 else a.head
    skip = frozenset(c for c in tree.children[p.head] if c >= first)
    case = case_tokens(tree, a.head) or case_tokens(tree, first)
    whole = tuple(noun_phrase(tree, p.head, joined=False, skip=skip))
    inner = tuple(noun_phrase(tree, a.head, joined=False))
    be = past_or_present(tree, p.head)
    yield Draft(kind="of", head=p.head, predicate=(be, *case), subject=whole, rest=(inner,), tags=frozenset({a.marker}))


def drafts(tree: Tree, predications: Sequence[Predication]) -> Iterator[Draft]:
    """Yield the open tuples of a text's predications, as tokens.

    Parameters
    ----------
    tree : Tree
    predications : sequence of Predication
        Of that text. Kinds without tuples (prenominal, nominal, kinship) are passed over.

    Notes
    -----
    The conventions are CaRB's: tuples are n-ary, a preposition before the object belongs to the predicate, conjuncts
    are told apart, appositions and titles are "is", possessives "has".
    """
    frames = {p.head: p for p in predications if p.kind == "copula"}
    frames.update({p.head: p for p in predications if p.kind == "verb"})
    adjectival = {p.head: p for p in predications if p.kind == "adjectival"}
    for p in predications:
        if p.kind == "verb":
            reported = list(reported_drafts(tree, p))
            if reported or not (tree.dep[p.head] == "xcomp" and is_merged(tree, p.head)):
                yield from reported or verb_drafts(tree, p, frames)
        elif p.kind == "copula":
            if not (tree.dep[p.head] == "xcomp" and is_merged(tree, p.head)):
                yield from copula_drafts(tree, p, adjectival)
        elif p.kind == "adjectival":
            yield from raised_drafts(tree, p, frames)
        elif p.kind in {"apposition", "title"}:
            yield from _beside(tree, p)
        elif p.kind in {"possessive", "of"}:
            for a in p.arguments:
                yield from _owner(tree, p, a) if p.kind == "possessive" else _placed(tree, p, a)
