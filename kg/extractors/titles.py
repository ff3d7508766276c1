"""Titles beside names: "South Korean President Moon Jae In", "their coach Alireza Mehraban"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import mention_head, possessors, titled_name
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.extractors.wordlists import HONORIFICS
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["strayed_title_of", "title_of", "titles"]

NAME = "titles"
_BESIDE = frozenset({"nmod:desc", "appos", "compound", "flat", "nmod:unmarked"})
_STRAYED = frozenset({"nmod:desc", "appos", "compound", "nmod", "conj", "amod"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nmod:unmarked"})


def _is_title_noun(tree: Tree, token: int) -> bool:
    if tree.pos[token] not in {"NOUN", "PROPN"} or tree.lower[token].rstrip(".") in HONORIFICS:
        return False
    if token + 1 < len(tree) and tree.lower[token + 1] == "-":
        # the first half of "Attorney-General"
        return False
    return tree.name[token] < 0 or tree.label(token) not in {"PERSON", "GPE", "NORP", "LOC", "DATE"}


def _adjacent(tree: Tree, first: int, last: int) -> bool:
    """Whether only words of the two phrases stand between a title and a name."""
    return all(
        tree.pos[i] in {"PROPN", "NOUN", "ADJ"} or tree.lower[i] in {"-", ".", '"', "“", "”", "'"}
        for i in range(first + 1, last)
    )


def title_of(tree: Tree, token: int) -> int:
    """Return the title noun of a pair of title and person's name that one dependency joins, -1 if it is none.

    Parameters
    ----------
    tree : Tree
    token : int
        The lower end of the dependency.
    """
    head, dep = tree.head[token], tree.dep[token]
    if head == token:
        return -1
    if dep not in _BESIDE:
        return head if titled_name(tree, head) == token and _is_title_noun(tree, head) else -1
    if tree.label(head) == "PERSON" and not tree.same_name(token, head) and _is_title_noun(tree, token):
        before = token < head and _adjacent(tree, token, tree.names[tree.name[head]].start)
        strict = dep in {"nmod:desc", "appos"} or (dep in {"compound", "flat"} and tree.label(token) != "ORG")
        return token if before and strict else -1
    return head if titled_name(tree, head) == token and _is_title_noun(tree, head) else -1


def strayed_title_of(tree: Tree, token: int) -> int:
    """Return the person's name that follows a title noun at once although the parse joins them nowhere, -1 if none
    does.

    In "Kim Yo Jong, North Korean leader Kim Jong Un's sister" a parse may make the leader an apposition of the wrong
    Kim.
    """
    after = token + 1
    if after >= len(tree) or tree.label(after) != "PERSON" or tree.tag[token] not in {"NN", "NNP"}:
        return -1
    span = tree.names[tree.name[after]]
    strayed = tree.dep[token] in _STRAYED and span.start == after and not span.start <= tree.head[token] < span.end
    if not strayed or not _is_title_noun(tree, token) or tree.head[span.root] == token:
        return -1
    return span.root


def _pair(tree: Tree, token: int) -> tuple[int, int]:
    """Return a title and the name that it stands before, for the token through which they are found; -1 if none."""
    title = title_of(tree, token)
    if title >= 0:
        return title, token if title != token else tree.head[token]
    name = strayed_title_of(tree, token)
    return (token, name) if name >= 0 else (-1, -1)


def _modifiers(tree: Tree, title: int, name: int) -> list[Argument]:
    """Arguments for the words before the title: nationality, organisation, possessor."""
    out: list[Argument] = []
    for holder in (title, name):
        for c in tree.children[holder]:
            if (
                c < title
                and tree.dep[c] in _MODIFIERS
                and (holder == title or tree.dep[c] != "nmod")
                and not tree.same_name(c, title)
            ):
                out.append(Argument(role="modifier", head=c))
        out += [Argument(role="modifier", head=p, marker="'s") for p in possessors(tree, holder) if p < title]
    return out


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def titles(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """What the title before a person's name says: the person, the post, and the words that say of what.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"title"``: subject is the name, attribute the title noun, modifiers the nationality, organisation or
        possessor before it ("South Korean", "Apple", "the team's").

    Notes
    -----
    Universal Dependencies makes the name the head and the title its ``nmod:desc``; older treebanks and parsers
    trained on them make it ``compound``, ``appos`` or put the name under the title as ``flat``. All are read.
    """
    tree = tree_of(doc)
    for token in range(len(tree)):
        title, name = _pair(tree, token)
        if title < 0:
            continue
        found = _modifiers(tree, title, name)
        keyed = {Argument(role=a.role, head=mention_head(tree, a.head, mentions), marker=a.marker) for a in found}
        subject = mention_head(tree, name, mentions)
        arguments = {a for a in keyed if a.head not in {subject, title}}
        arguments |= {Argument(role="subject", head=subject), Argument(role="attribute", head=title)}
        ordered = tuple(sorted(arguments, key=lambda a: (a.head, a.role, a.marker)))
        yield Predication(
            kind="title",
            head=title,
            lemma=tree.lemma[title],
            tokens=(title,),
            arguments=ordered,
            sentence=tree.sentence[title],
            extractor=NAME,
            confidence=confidence(tree, "title", title, ordered),
        )
