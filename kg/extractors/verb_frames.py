"""Verbs with their arguments: who did what to whom, with the prepositional phrases and clauses that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.arguments import clause_arguments
from kg.extractors.clauses import full_lemma, is_clause, is_passive, predicate_tokens
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.extractors.wordlists import COPULAR_VERBS
from kg.predications import Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["is_copular", "verb_frames"]

NAME = "verb-frames"


def is_copular(tree: Tree, verb: int) -> bool:
    """Whether a verb only joins its subject with a predicate ("became the face of")."""
    if tree.lemma[verb] not in COPULAR_VERBS:
        return False
    return any(tree.dep[c] == "xcomp" and tree.pos[c] not in {"VERB", "AUX"} for c in tree.children[verb])


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def verb_frames(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """Verbs with subject, object, prepositional phrases and clauses, in the roles of the active form.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"verb"``, in text order, one for each verb that has an argument. Verbs that only join a subject with a
        predicate noun or adjective are left to `copulas`.

    Notes
    -----
    O(n × depth of clauses).
    """
    tree = tree_of(doc)
    for verb in range(len(tree)):
        if tree.pos[verb] != "VERB" or not is_clause(tree, verb) or is_copular(tree, verb):
            continue
        arguments = clause_arguments(tree, verb, mentions)
        if not arguments:
            continue
        passive = is_passive(tree, verb)
        yield Predication(
            kind="verb",
            head=verb,
            lemma=full_lemma(tree, verb),
            tokens=predicate_tokens(tree, verb),
            arguments=arguments,
            passive=passive,
            sentence=tree.sentence[verb],
            extractor=NAME,
            confidence=confidence(tree, "verb", verb, arguments, passive=passive),
        )
