"""Phrases of open tuples: which words of the sentence stand for an argument or a predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import titled_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree

__all__ = ["clause_span", "noun_phrase", "tidy", "wording"]

_LOOSE = frozenset({"appos", "parataxis", "discourse", "vocative", "dislocated", "list", "dep", "reparandum"})
_BEFORE = frozenset({"case", "mark", "cc", "cop", "nsubj", "aux", "nsubj:outer", "cc:preconj"})
_CLAUSES = frozenset({"acl:relcl", "advcl:relcl", "acl"})
_OPENING = frozenset({",", ";", ":", ".", "--", "-", "–", "—", "?", "!", "…"})
_PAIRS = {"(": ")", "[": "]", "``": "''", "“": "”", "{": "}"}
_BREAKS = frozenset({",", "(", "[", "-", "--", "–", "—", ":", ";"})
_CLOSING = {v: k for k, v in _PAIRS.items()}


def wording(doc: Doc, tokens: Iterable[int]) -> str:
    """Return the words as the text has them; where words were left out, one space."""
    parts: list[str] = []
    last = -2
    for i in tokens:
        if parts and i != last + 1 and not parts[-1].endswith(" "):
            parts.append(" ")
        parts.append(doc[i].text_with_ws)
        last = i
    return "".join(parts).strip()


def _is_loose(tree: Tree, token: int, words: list[str], wrong: Container[str], pairs: Mapping[str, str]) -> bool:
    """Whether a token at an end of a phrase holds nothing there: a comma, a bracket without partner."""
    word = tree.lower[token]
    if word in _OPENING or word in wrong or tree.pos[token] == "SPACE":
        return True
    return (word in pairs and pairs[word] not in words) or (word == '"' and words.count('"') % 2 == 1)


def tidy(tree: Tree, tokens: list[int]) -> list[int]:
    """Take punctuation that holds nothing off both ends of a phrase, and brackets without their partner."""
    tokens = _with_partner(tree, tokens)
    words = [tree.lower[t] for t in tokens]
    while tokens and (_is_loose(tree, tokens[0], words, _CLOSING, _PAIRS) or tree.pos[tokens[0]] == "CCONJ"):
        tokens, words = tokens[1:], words[1:]
    while tokens and _is_loose(tree, tokens[-1], words, _PAIRS, _CLOSING):
        tokens, words = tokens[:-1], words[:-1]
    return _with_partner(tree, tokens)


def _with_partner(tree: Tree, tokens: list[int]) -> list[int]:
    """Add the quotation mark or bracket that closes or opens a phrase just outside it."""
    if not tokens:
        return tokens
    inside = [tree.lower[t] for t in tokens]
    after, before = tokens[-1] + 1, tokens[0] - 1
    if (
        after < len(tree)
        and tree.lower[after] in _CLOSING
        and _CLOSING[tree.lower[after]] in inside
        and tree.lower[after] not in inside
    ):
        return [*tokens, after]
    if (
        before >= 0
        and tree.lower[before] in _PAIRS
        and _PAIRS[tree.lower[before]] in inside
        and tree.lower[before] not in inside
    ):
        return [before, *tokens]
    return tokens


def _set_off(tree: Tree, token: int) -> bool:
    """Whether a dependent clause is set off by a comma, so that it only adds to what is said."""
    first = tree.left[token]
    return (first > 0 and tree.lower[first - 1] in {",", "--", "–", "—", "("}) or tree.lower[first] in {",", "(", "--"}


def _tight(tree: Tree, token: int, child: int) -> bool:
    """Whether an apposition follows at once, as in "the singer Ana Ruiz"."""
    first = tree.left[child]
    return (
        tree.dep[child] == "appos"
        and child > token
        and tree.lower[first] not in _BREAKS
        and tree.lower[first - 1] not in _BREAKS
    )


def _belongs(tree: Tree, token: int, child: int) -> bool:
    """Whether a dependent is part of its phrase, not an apposition, a parenthesis or a clause set off by a comma."""
    dep = tree.dep[child]
    if dep in _LOOSE and not tree.same_name(token, child) and not _tight(tree, token, child):
        return False
    return not (dep in _CLAUSES and _set_off(tree, child))


def _opens(tree: Tree, token: int, child: int, joined: bool) -> bool:
    """Whether a dependent of the head stands inside the phrase, not before it or joined to it."""
    dep = tree.dep[child]
    if child < token and dep in _BEFORE and tree.tag[child] != "POS":
        return False
    return (joined or dep not in {"conj", "cc"}) and not (dep == "case" and child > token)


def _collect(tree: Tree, head: int, skip: frozenset[int], *, joined: bool) -> list[int]:
    out = [head]
    for token in out:
        for child in tree.children[token]:
            inside = token != head or _opens(tree, token, child, joined)
            if inside and child not in skip and _belongs(tree, token, child):
                out.append(child)
    return out


def noun_phrase(tree: Tree, token: int, *, joined: bool = True, skip: frozenset[int] = frozenset()) -> list[int]:
    """Return the words of an argument: the noun phrase without its preposition, appositions and loose clauses.

    Parameters
    ----------
    tree : Tree
    token : int
        Its head; the name if a title heads the phrase.
    joined : bool
        Whether what is joined to it belongs to the phrase.
    skip : frozenset of int
        Tokens whose subtrees are left out.
    """
    if titled_name(tree, tree.head[token]) == token:
        token = tree.head[token]
        own = [token, *(i for c in tree.children[token] if tree.dep[c] in {"flat", "appos"} for i in tree.subtree(c))]
        return tidy(tree, sorted(set(own) | set(_collect(tree, token, skip, joined=joined))))
    return tidy(tree, sorted(_collect(tree, token, skip, joined=joined)))


def clause_span(tree: Tree, token: int, *, marked: bool = True, skip: frozenset[int] = frozenset()) -> list[int]:
    """Return the words of a dependent clause, with or without its subordinator."""
    dropped = set()
    if not marked:
        dropped = {c for c in tree.children[token] if tree.dep[c] == "mark" and tree.lower[c] != "to"}
    out = [token]
    for child in tree.children[token]:
        if child in skip or child in dropped or tree.dep[child] in {"parataxis", "discourse"}:
            continue
        out += tree.subtree(child)
    return tidy(tree, sorted(out))
