"""Who stands behind the words: from the phrase that a reporting word names to the mentions of its sources.

A document is traced to who speaks in it and through whom it came out: "a statement from a party spokesman
issued via KCNA" gives the agency, whom the article quotes, and the spokesman, whom the agency quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import full_lemma
from kg.extractors.cue_lexicons import cues, words
from kg.extractors.phrases import conjuncts, marker, mention_head, possessors

if TYPE_CHECKING:
    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["is_document", "is_speaker", "outlets", "sources"]

_AGENTS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AGENT_CLASSES: Final = frozenset({
    "Person", "Group", "Organization", "GovernmentBody", "PoliticalParty", "Company", "MediaOrganization", "ArmedGroup",
    "SportsTeam", "GeopoliticalEntity", "Country",
})  # fmt: skip
_PERSONAL: Final = frozenset({"he", "she", "they", "i", "we", "you", "who"})


def is_document(tree: Tree, token: int) -> bool:
    """Whether a noun is something that says what its author says: a statement, a report, a letter."""
    found = cues("reporting", "nouns").get(tree.lemma[token], {}).get("that")
    return found is not None and found.value == "say" and tree.pos[token] == "NOUN"


def is_speaker(tree: Tree, token: int, mentions: Mapping[int, Mention]) -> bool:
    """Whether a token can stand for somebody who speaks: a person, a body, a country, "officials"."""
    if tree.label(token) in _AGENTS or tree.lower[token] in _PERSONAL:
        return True
    if tree.lemma[token] in words("reporting", "speakers"):
        return True
    mention = mentions.get(token)
    return mention is not None and (mention.label in _AGENTS or mention.fine in _AGENT_CLASSES)


def outlets(tree: Tree, document: int, mentions: Mapping[int, Mention]) -> Iterator[int]:
    """Yield through whom a document came out: "carried by the Addis Tribune", "issued Friday via KCNA"."""
    for child in tree.children[document]:
        if tree.dep[child] in {"acl", "acl:relcl"} and full_lemma(tree, child) in words("reporting", "carried"):
            for k in tree.children[child]:
                by = tree.dep[k] == "obl:agent" or marker(tree, k) in {"via", "through", "by"}
                if by and tree.dep[k] in {"obl", "obl:agent"} and is_speaker(tree, k, mentions):
                    yield k
        elif (
            tree.dep[child] == "nmod"
            and marker(tree, child) in {"via", "through"}
            and is_speaker(tree, child, mentions)
        ):
            yield child


def _is_filed(tree: Tree, body: int, document: int) -> bool:
    """Whether papers lie with a body that did not write them: "court documents", "court filings"."""
    return tree.lemma[body] in {"court", "tribunal", "bankruptcy"} and tree.lemma[document] in words(
        "reporting", "filed"
    )


def _authors(tree: Tree, document: int, mentions: Mapping[int, Mention]) -> Iterator[int]:
    """Yield whose document it is: "KCNA's report", "the KCNA report", "a letter from the coach"."""
    yield from (p for p in possessors(tree, document) if is_speaker(tree, p, mentions))
    for child in tree.children[document]:
        dep = tree.dep[child]
        named = tree.label(child) in {"PERSON", "ORG", "GPE"} or tree.lemma[child] in words("reporting", "speakers")
        if dep == "compound" and named and not _is_filed(tree, child, document):
            yield child
        elif dep == "nmod" and marker(tree, child) in {"from", "by"} and is_speaker(tree, child, mentions):
            yield from conjuncts(tree, child)
        elif dep == "acl" and full_lemma(tree, child) in {"write", "sign", "send", "author", "make", "draft"}:
            yield from tree.with_dep(child, frozenset({"obl:agent"}))


def sources(tree: Tree, token: int, mentions: Mapping[int, Mention]) -> list[tuple[int, int]]:
    """Return the sources that a phrase names, each with its order in the chain.

    Parameters
    ----------
    tree : Tree
    token : int
        Head of the phrase that a reporting word has as subject, or that stands after "according to".
    mentions : mapping of int to Mention

    Returns
    -------
    list of tuple of (int, int)
        Token of the mention and order, 1 for whom the article quotes; joint sources share an order.
        -1 for a source that is only an expletive.
    """
    if tree.lower[token] in {"there", "this", "that", "which", "what"} or tree.dep[token] == "expl":
        return [(-1, 1)]
    if not is_document(tree, token):
        return [(mention_head(tree, t, mentions), 1) for t in conjuncts(tree, token)]
    named = list(_authors(tree, token, mentions))
    # parses hang "issued via KCNA" on the last noun before it
    through = [mention_head(tree, o, mentions) for t in (token, *named) for o in outlets(tree, t, mentions)]
    authors = [mention_head(tree, t, mentions) for t in named]
    if not authors:
        authors = [] if through else [mention_head(tree, token, mentions)]
    first = [(t, 1) for t in dict.fromkeys(through)]
    return first + [(t, 1 + bool(through)) for t in dict.fromkeys(authors) if t not in through]
