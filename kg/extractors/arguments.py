"""Arguments of verbs and adjectives: objects, prepositional phrases, clauses; shared and relative ones included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.clauses import is_clause, is_passive, resolve_relative, subjects
from kg.extractors.phrases import conjuncts, is_nominal, marker, mention_head, noun_marker
from kg.extractors.wordlists import PLACE_ADVERBS, PREPOSITION_NOUNS, RELATIVES, TIME_LABELS
from kg.predications import Argument

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kg.extractors.trees import Tree

__all__ = ["at_mention", "clause_arguments", "complements", "in_text_order", "obliques"]

_OBLIQUE = frozenset({"obl", "obl:agent", "obl:unmarked", "obl:tmod", "obl:npmod"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl"})
_LIKE_OBLIQUE = frozenset({"acl", "acl:relcl"})


def in_text_order(arguments: list[Argument]) -> tuple[Argument, ...]:
    """Return arguments by head token, each once; a stated one wins over an understood one."""
    best: dict[tuple[str, int, str], Argument] = {}
    for a in arguments:
        key = (a.role, a.head, a.marker)
        if key not in best or (best[key].implied and not a.implied):
            best[key] = a
    return tuple(sorted(best.values(), key=lambda a: (a.head, a.role, a.marker)))


def at_mention(tree: Tree, argument: Argument, mentions: Container[int]) -> Argument:
    """Return an argument at the key of the mention that it speaks of; clauses stay where they are."""
    head = argument.head if argument.role == "complement" else mention_head(tree, argument.head, mentions)
    return argument if head == argument.head else replace(argument, head=head)


def complements(tree: Tree, clause: int, label: str, *, implied: bool = False) -> Iterator[Argument]:
    """Yield a dependent clause and the clauses joined to it ("agreed to set up an office and cease all acts")."""
    waiting = [(clause, marker(tree, clause))]
    for token, mark in waiting:
        yield Argument(role=label, head=token, marker=mark, implied=implied)
        for child in tree.children[token]:
            if tree.dep[child] == "conj" and is_clause(tree, child):
                waiting.append((child, marker(tree, child) or mark))


def _bare(tree: Tree, noun: int) -> bool:
    """Whether a noun has nothing but its preposition before it, as in "in protest at"."""
    return tree.pos[noun] == "NOUN" and all(c > noun or tree.dep[c] in {"case", "punct"} for c in tree.children[noun])


def _preposition_ends(tree: Tree, clause: int, noun: int, first: str) -> list[int]:
    """What follows a noun that may be part of a preposition: dependents, or a neighbour set beside it."""
    own = [c for c in tree.children[noun] if c > noun]
    if tree.lower[noun] in PREPOSITION_NOUNS.get(first, ()):
        own += [c for c in tree.children[clause] if c > noun and noun + 1 in tree.children[c]]
    return own


def _compound_prepositions(tree: Tree, clause: int, noun: int, first: str) -> Iterator[Argument]:
    """Yield what follows "in protest at", "on behalf of", "in exchange for" as an argument of its own."""
    for child in _preposition_ends(tree, clause, noun, first):
        # in "in protest at defectors launching balloons" a parse may give the preposition to the clause's subject
        opening = [c for c in tree.children[child] if tree.dep[c] == "nsubj" and tree.left[c] == noun + 1]
        inner = marker(tree, child) or next((marker(tree, c) for c in opening), "")
        if not inner or tree.lower[child] in RELATIVES:
            continue
        whole = f"{first} {tree.lower[noun]} {inner}"
        if tree.dep[child] in {"nmod", "obl"}:
            for t in conjuncts(tree, child):
                yield Argument(role="oblique", head=t, marker=whole)
        elif tree.dep[child] in {"acl", "advcl"} and inner != "to":
            yield Argument(role="complement", head=child, marker=whole)
            for f in subjects(tree, child):
                if not f.implied:
                    yield Argument(role="oblique", head=f.token, marker=whole, implied=True)


def _is_agent(tree: Tree, token: int, passive: bool) -> bool:
    if tree.dep[token] == "obl:agent":
        return True
    return (
        passive
        and tree.dep[token] == "obl"
        and marker(tree, token) == "by"
        and tree.label(token) not in TIME_LABELS
        and tree.pos[token] in {"NOUN", "PROPN", "PRON"}
    )


def obliques(
    tree: Tree, clause: int, token: int, *, passive: bool = False, implied: bool = False
) -> Iterator[Argument]:
    """Yield an adverbial phrase of a clause, its conjuncts, and what a compound preposition adds."""
    first = marker(tree, token)
    role = "subject" if passive and _is_agent(tree, token, passive) else "oblique"
    for filler in resolve_relative(tree, token):
        mark = noun_marker(tree, token, filler.token) if not filler.implied else first
        yield Argument(role=role, head=filler.token, marker=mark, implied=implied or filler.implied)
    if first and role == "oblique" and _bare(tree, token):
        yield from _compound_prepositions(tree, clause, token, first)


def _relative_adverb(tree: Tree, clause: int, token: int) -> Iterator[Argument]:
    word = tree.lower[token]
    if word in {"where", "when"} and tree.dep[clause] == "acl:relcl":
        yield Argument(role="oblique", head=tree.head[clause], marker=word, implied=True)


def _clausal(tree: Tree, token: int) -> Iterator[Argument]:
    predicate = tree.dep[token] == "xcomp" and not any(
        tree.dep[c] in {"mark", "aux", "cop"} for c in tree.children[token]
    )
    if predicate and tree.pos[token] != "VERB":
        for t in conjuncts(tree, token) if is_nominal(tree, token) else [token]:
            yield Argument(role="attribute", head=t, marker=marker(tree, token))
    else:
        yield from complements(tree, token, "complement")


def _dependent(tree: Tree, clause: int, token: int, passive: bool) -> Iterator[Argument]:
    dep = tree.dep[token]
    if dep == "obj":
        for f in resolve_relative(tree, token):
            yield Argument(role="object", head=f.token, implied=f.implied)
    elif dep == "iobj":
        for f in resolve_relative(tree, token):
            yield Argument(role="indirect", head=f.token, implied=f.implied)
    elif dep in _OBLIQUE:
        yield from obliques(tree, clause, token, passive=passive)
    elif dep in _CLAUSAL:
        yield from _clausal(tree, token)
    elif dep == "advmod" and tree.tag[token] == "WRB":
        yield from _relative_adverb(tree, clause, token)
    elif dep == "advmod" and tree.lower[token] in PLACE_ADVERBS:
        yield Argument(role="oblique", head=token)


def _gap(tree: Tree, verb: int, found: list[Argument], passive: bool) -> Iterator[Argument]:
    """Yield the antecedent as object of a relative clause without pronoun ("the deal they signed")."""
    if (
        tree.dep[verb] != "acl:relcl"
        or passive
        or any(a.role == "object" or (a.implied and a.role != "subject") for a in found)
    ):
        return
    own = [c for c in tree.children[verb] if tree.dep[c] in {"nsubj", "csubj"}]
    stranded = any(tree.dep[c] in {"case", "ccomp"} and c > verb for c in tree.children[verb])
    antecedent = tree.head[verb]
    if (
        own
        and not stranded
        and not any(tree.lower[s] in RELATIVES for s in own)
        and tree.pos[antecedent] in {"NOUN", "PROPN"}
    ):
        yield Argument(role="object", head=antecedent, implied=True)


def _shared(tree: Tree, verb: int, found: list[Argument], passive: bool) -> Iterator[Argument]:
    """Yield what a verb shares with the one it is joined to: what follows both, and what opens the clause."""
    first = tree.head[verb]
    if tree.dep[verb] != "conj" or tree.pos[first] != "VERB":
        return
    has_object = any(a.role in {"object", "complement"} for a in found)
    own_subject = any(tree.dep[c].startswith(("nsubj", "csubj")) for c in tree.children[verb])
    left = min((c for c in tree.children[first] if tree.dep[c].startswith(("nsubj", "csubj"))), default=-1)
    for child in tree.children[first]:
        dep = tree.dep[child]
        if child > verb and (dep in _OBLIQUE or (dep == "obj" and not has_object and not passive)):
            shared = _dependent(tree, first, child, passive)
        elif child < left and not own_subject and dep in _OBLIQUE:
            shared = _dependent(tree, first, child, False)
        else:
            continue
        for a in shared:
            yield Argument(role=a.role, head=a.head, marker=a.marker, implied=True)


def _object_to_come(tree: Tree, verb: int, found: list[Argument], passive: bool) -> Iterator[Argument]:
    """Yield the object that the parse gave only to the second of two verbs side by side ("buy and sell shares")."""
    if passive or any(a.role in {"object", "complement", "oblique"} and a.head > verb for a in found):
        return
    for child in tree.children[verb]:
        if (
            tree.dep[child] == "conj"
            and tree.pos[child] == "VERB"
            and child - verb <= 2
            and tree.tag[child] == tree.tag[verb]
        ):
            for c in tree.children[child]:
                if tree.dep[c] == "obj":
                    for t in conjuncts(tree, c):
                        yield Argument(role="object", head=t, implied=True)


def _settle(found: list[Argument]) -> list[Argument]:
    """Make a lone person object of "ordered him to leave" the object; with a clause of saying it stays indirect."""
    roles = {a.role for a in found}
    told = any(a.role == "complement" and a.marker not in {"to", "from"} for a in found)
    if "indirect" in roles and "object" not in roles and not told:
        return [
            Argument(role="object", head=a.head, marker=a.marker, implied=a.implied) if a.role == "indirect" else a
            for a in found
        ]
    return found


def clause_arguments(tree: Tree, verb: int, mentions: Container[int]) -> tuple[Argument, ...]:
    """Return the arguments of a verb in the roles of its active form, in text order.

    Parameters
    ----------
    tree : Tree
    verb : int
    mentions : container of int
        Keys of the mentions; argument heads are these keys where a mention stands there.
    """
    passive = is_passive(tree, verb)
    found = [a for c in tree.children[verb] for a in _dependent(tree, verb, c, passive)]
    found = _settle(found)
    found += [a for extra in (_shared, _object_to_come, _gap) for a in extra(tree, verb, found, passive)]
    surface = subjects(tree, verb)
    role = "indirect" if passive and any(a.role == "object" for a in found) else "object" if passive else "subject"
    found += [Argument(role=role, head=f.token, implied=f.implied) for f in surface]
    own = {a.head for a in found if not a.implied}
    stated = [a for a in found if not (a.implied and a.head in own and a.role == "subject")]
    return in_text_order([at_mention(tree, a, mentions) for a in stated])
