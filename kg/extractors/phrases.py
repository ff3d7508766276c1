"""Noun phrases: which token stands for a mention, what is joined to it, which preposition marks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.cue_lexicons import words
from kg.extractors.trees import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from kg.extractors.trees import Tree

__all__ = [
    "NOMINAL",
    "antecedent",
    "conjuncts",
    "is_nominal",
    "is_singular",
    "marker",
    "mention_head",
    "mention_heads",
    "noun_marker",
    "possessors",
    "preposition",
    "titled_name",
]

NOMINAL: frozenset[str] = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_MARKERS = frozenset({"case", "mark"})
_MARK = frozenset({"mark"})
_FIXED = frozenset({"fixed", "goeswith"})
_CLITICS = frozenset({"'s", "’s", "'"})
_NAMED_UNDER = frozenset(
    {"flat", "flat:name", "flat:foreign", "appos", "compound", "nmod", "nmod:unmarked", "obl", "list", "dep"}
)
#: Links that hold a noun phrase together from its last word back to its head.
_PHRASE_LINKS = frozenset(
    {"flat", "compound", "nmod", "nmod:poss", "nmod:desc", "amod", "appos", "nummod", "case", "det"}
)
_POSSESSIVE = frozenset({"nmod:poss"})


def is_nominal(tree: Tree, token: int) -> bool:
    """Whether a token can head a noun phrase; determiners and adjectives can if something governs them as one."""
    pos = tree.pos[token]
    return pos in NOMINAL or (pos in {"DET", "ADJ"} and tree.dep[token] not in {"det", "amod", "advmod"})


@remembered
def titled_name(tree: Tree, token: int) -> int:
    """Return the root of the person's name that hangs under a title noun, -1 if there is none.

    In "President Moon Jae In" and "coach Alireza Mehraban" a parse may make the title the head; the phrase still means
    the person. A comma between the two makes an ordinary apposition, which is left alone.
    """
    if tree.pos[token] not in {"NOUN", "PROPN"} or tree.label(token) == "PERSON":
        return -1
    for child in tree.children[token]:
        k = tree.name[child]
        if k >= 0 and tree.dep[child] in _NAMED_UNDER and tree.names[k].label == "PERSON" and not marker(tree, child):
            span = tree.names[k]
            if span.start > token and all(
                tree.pos[i] in {"PROPN", "NOUN", "ADJ"} for i in range(token + 1, span.start)
            ):
                return span.root
    return -1


def mention_head(tree: Tree, token: int, mentions: Container[int]) -> int:
    """Return the key of the mention that an argument token speaks of.

    Parameters
    ----------
    tree : Tree
    token : int
        Head token of a phrase as the parse has it.
    mentions : container of int
        Keys of the mentions of the text.

    Returns
    -------
    int
        The name's key for a token of a name or a title over it; else the token itself, mention or not.
    """
    person = titled_name(tree, token)
    if person >= 0:
        token = person
    if token in mentions or tree.name[token] < 0:
        return token
    span = tree.names[tree.name[token]]
    at = token
    while span.start <= tree.head[at] < span.end and tree.head[at] != at:
        at = tree.head[at]
        if at in mentions:
            return at
    return next((i for i in range(span.start, span.end) if i in mentions), token)


def conjuncts(tree: Tree, token: int) -> list[int]:
    """Return a nominal token and the nominals joined to it, in text order; not those of the same name.

    In "his sister, Ann, and Bo Hale" a parse may join the second name to the first; one sister is not two people, so
    the second counts as joined to the noun.
    """
    out = [token]
    for at in out:
        for child in tree.children[at]:
            if tree.dep[child] == "conj" and is_nominal(tree, child) and not tree.same_name(child, at):
                if not any(tree.lower[c] == "not" and c < child for c in tree.children[child]):  # "A but not B"
                    out.append(child)
            elif tree.dep[child] == "appos" and is_singular(tree, at) and tree.label(child) == "PERSON":
                out += [c for c in conjuncts(tree, child) if c != child]
    return sorted(out)


def is_singular(tree: Tree, token: int) -> bool:
    """Whether a token is a common noun in the singular."""
    return tree.tag[token] == "NN" and tree.pos[token] == "NOUN"


def mention_heads(tree: Tree, tokens: Iterable[int], mentions: Container[int]) -> list[int]:
    """Return the mention keys of tokens, each once, in the order given."""
    return list(dict.fromkeys(mention_head(tree, t, mentions) for t in tokens))


def _words(tree: Tree, tokens: Iterable[int]) -> str:
    words: list[str] = []
    for token in tokens:
        words.append(tree.lower[token])
        words.extend(tree.lower[c] for c in tree.children[token] if tree.dep[c] in _FIXED)
    return " ".join(words)


@remembered
def marker(tree: Tree, token: int) -> str:
    """Return the preposition or subordinator of a phrase or clause, lower case, multiword joined by spaces.

    The possessive clitic is none; "for X to do" is marked by "to".
    """
    dep, children = tree.dep, tree.children[token]
    found = [c for c in children if c < token and dep[c] in _MARKERS]
    if not found:
        return ""
    labels = _MARK if any(dep[c] == "cop" for c in children) else _MARKERS
    found = [c for c in found if dep[c] in labels and tree.tag[c] != "POS" and tree.lower[c] not in _CLITICS]
    if len(found) > 1 and tree.lower[found[0]] == "for" and tree.lower[found[-1]] == "to":
        found = found[-1:]
    return _words(tree, found)


def preposition(tree: Tree, token: int) -> str:
    """Return the preposition of a phrase alone; a predicate noun may also carry its clause's subordinator."""
    cases = [c for c in tree.children[token] if tree.dep[c] == "case" and c < token and tree.tag[c] != "POS"]
    return _words(tree, cases)


def noun_marker(tree: Tree, first: int, token: int) -> str:
    """Return the preposition of a conjunct: its own if it has one, else that of the first."""
    return marker(tree, token) or marker(tree, first)


def possessors(tree: Tree, token: int) -> list[int]:
    """Return the possessors of a noun with those joined to them; "whose" gives its antecedent."""
    out: list[int] = []
    for child in tree.with_dep(token, _POSSESSIVE):
        if tree.lower[child] == "whose":
            whose = antecedent(tree, child)
            out.extend([whose] if whose >= 0 else [])
        else:
            out.extend(conjuncts(tree, child))
    return out


def _parley(tree: Tree, noun: int, clause: int) -> int:
    """Return the talks of which a noun is the subject matter, where a clause tells of talks ("… that it broke off")."""
    above = tree.head[noun]
    about = tree.dep[noun] == "nmod" and marker(tree, noun) in {"on", "over", "about"}
    if about and tree.lemma[above] in words("factuality", "parleys"):
        particle = [tree.lower[c] for c in tree.children[clause] if tree.dep[c] == "compound:prt"]
        if " ".join([tree.lemma[clause], *particle[:1]]) in words("factuality", "parleyed"):
            return above
    return noun


def antecedent(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, -1 if there is none.

    Parameters
    ----------
    tree : Tree
    token : int
        The pronoun.

    Notes
    -----
    That is the noun its relative clause hangs on. Where the parse hung the clause elsewhere ("Haddad, 61, who had
    held the post, said"), it is the noun phrase before the comma: for "who" the whole phrase, for "which" the name or
    noun at its end.
    """
    at = token
    while tree.dep[at] != "acl:relcl" and tree.head[at] != at and tree.dep[at] != "ROOT":
        at = tree.head[at]
    if tree.dep[at] == "acl:relcl" and tree.head[at] < token:
        return _parley(tree, tree.head[at], at)
    if tree.lower[token] not in {"who", "which", "whose"} or token < 2 or tree.lower[token - 1] != ",":
        return -1
    last = at = token - 2
    while tree.dep[at] in _PHRASE_LINKS and tree.head[at] < token:
        at = tree.head[at]
        if tree.lower[token] == "which" and tree.pos[at] in {"NOUN", "PROPN"} and not tree.same_name(at, last):
            break
    return at if tree.pos[at] in {"NOUN", "PROPN"} and at < token - 1 else -1
