"""Clauses: voice, the words of a predicate, and who its subject is, stated or understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.extractors.phrases import antecedent, conjuncts, is_nominal, marker, possessors
from kg.extractors.trees import remembered
from kg.extractors.wordlists import (
    INTRANSITIVE_PARTICIPLES,
    LIGHT_VERBS,
    NEGATIONS,
    OBJECT_CONTROL_MARKERS,
    OBJECT_CONTROL_VERBS,
    OBLIQUE_CONTROL,
    RELATIVES,
    SUBJECT_CONTROL_VERBS,
)

if TYPE_CHECKING:
    from kg.extractors.trees import Tree

__all__ = [
    "Filler",
    "auxiliaries",
    "full_lemma",
    "is_clause",
    "is_passive",
    "noun_agents",
    "predicate_tokens",
    "resolve_relative",
    "subjects",
]

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_PASSIVE = frozenset({"nsubj:pass", "csubj:pass", "aux:pass"})
_AUX = frozenset({"aux", "aux:pass"})
_COP = frozenset({"cop"})
_OBJECTS = frozenset({"obj", "iobj"})
_EXPLETIVE = frozenset({"expl"})
_OUTER = frozenset({"nsubj:outer", "csubj:outer"})
_DEEPEST = 10


class Filler(NamedTuple):
    """A token that fills a role, and whether it is only understood there."""

    token: int
    implied: bool


@remembered
def is_clause(tree: Tree, token: int) -> bool:
    """Whether a token heads a clause: a verb, or a predicate with a copula or subject."""
    pos = tree.pos[token]
    if pos == "VERB":
        return tree.dep[token] not in {"amod", "case", "mark", "compound", "cc", "fixed", "advmod"}
    return any(tree.dep[c] in {"cop", "nsubj", "nsubj:outer"} for c in tree.children[token])


def auxiliaries(tree: Tree, verb: int) -> list[int]:
    """Return the auxiliaries of a verb, those of the verb it is joined to if they serve both ("will cut and shut")."""
    form = tree.tag[verb]
    while True:
        own = tree.with_dep(verb, _AUX)
        first = tree.head[verb]
        alone = own or tree.dep[verb] != "conj" or tree.with_dep(verb, _SUBJECT)
        if alone or tree.pos[first] != "VERB" or tree.tag[first] != form or form not in {"VB", "VBN", "VBG"}:
            return own
        verb = first


def _takes_voice_over(tree: Tree, verb: int) -> bool:
    """Whether a participle without subject and auxiliary is joined to another verb: "was built and sold"."""
    if tree.dep[verb] != "conj" or tree.tag[verb] != "VBN" or tree.pos[tree.head[verb]] != "VERB":
        return False
    return not any(tree.dep[c] in _SUBJECT or tree.dep[c] in _AUX for c in tree.children[verb])


@remembered
def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb form is passive, auxiliary or not ("a meeting attended by X")."""
    while _takes_voice_over(tree, verb):
        verb = tree.head[verb]
    if any(tree.dep[c] in _PASSIVE for c in tree.children[verb]):
        return True
    dep = tree.dep[verb]
    participle = tree.tag[verb] == "VBN" or (tree.tag[verb] == "VBD" and dep == "acl")
    if not participle or tree.lemma[verb] in INTRANSITIVE_PARTICIPLES:
        return False
    aux = auxiliaries(tree, verb)
    if aux:
        return any(tree.dep[a] == "aux:pass" for a in aux)
    if dep == "conj" and tree.pos[tree.head[verb]] == "VERB":
        return False
    if dep in {"acl", "advcl", "amod", "xcomp"}:
        return True
    # headlines leave the auxiliary out: "Parents prosecuted after child's death"
    return tree.tag[verb] == "VBN" and not any(tree.dep[c] in {"obj", "ccomp"} for c in tree.children[verb])


@remembered
def full_lemma(tree: Tree, verb: int) -> str:
    """Return the lemma with its particle ("cut off")."""
    parts = [tree.lemma[verb], *(tree.lower[c] for c in tree.children[verb] if tree.dep[c] == "compound:prt")]
    return " ".join(parts)


def _is_light_adverb(tree: Tree, token: int, verb: int) -> bool:
    return tree.dep[token] == "advmod" and token < verb and not tree.children[token] and tree.tag[token] != "WRB"


def predicate_tokens(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return a verb with auxiliaries, negation, particle and the one-word adverbs that stand before it."""
    out = {verb, *auxiliaries(tree, verb)}
    before = verb
    for child in reversed(tree.children[verb]):
        if tree.dep[child] == "compound:prt" or (
            _is_light_adverb(tree, child, verb)
            and (child == before - 1 or any(a < child for a in out) or tree.lower[child] in NEGATIONS)
        ):
            out.add(child)
        if child in out and child < verb:
            before = min(before, child)
    return tuple(sorted(out))


def _controlled(tree: Tree, clause: int, depth: int) -> list[Filler]:
    """Subject of a clause that depends on another one and has none of its own."""
    governor = tree.head[clause]
    if tree.pos[governor] not in {"VERB", "ADJ", "AUX"} and not is_clause(tree, governor):
        return []
    dep, mark = tree.dep[clause], marker(tree, clause).rpartition(" ")[2]
    if dep == "advcl" and mark in {"on", "against"} and any(tree.dep[c] == "obj" for c in tree.children[governor]):
        # "legislate a ban on sending leaflets", the clause hung on the verb by mistake: the ban is not on the
        # legislator
        return []
    object_control = dep in {"xcomp", "ccomp"} or mark in OBJECT_CONTROL_MARKERS
    object_control |= dep == "advcl" and mark == "to" and tree.lemma[governor] in OBJECT_CONTROL_VERBS
    if object_control and tree.lemma[governor] not in SUBJECT_CONTROL_VERBS and dep != "ccomp":
        objects = [c for c in tree.children[governor] if tree.dep[c] in _OBJECTS and is_nominal(tree, c)]
        if objects:
            return [Filler(t, True) for t in conjuncts(tree, objects[-1])]
    addressed = _addressed(tree, governor) if dep in {"xcomp", "advcl"} and mark == "to" else -1
    if addressed >= 0:
        return [Filler(t, True) for t in conjuncts(tree, addressed)]
    if (
        dep == "advcl"
        and not object_control
        and is_passive(tree, governor)
        and (mark == "by" or _is_infinitive(tree, clause))
    ):
        # who acts "to save money" or "by adding salt" is the agent, not what the passive is about
        agents = tree.with_dep(governor, frozenset({"obl:agent"}))
        return [Filler(t, True) for a in agents for t in conjuncts(tree, a)]
    return [Filler(f.token, True) for f in subjects(tree, governor, depth + 1)]


def _addressed(tree: Tree, verb: int) -> int:
    """Return who is called on to do something when a preposition says so ("called on Tehran to halt"), -1 if nobody."""
    wanted = OBLIQUE_CONTROL.get(tree.lemma[verb], ())
    for child in tree.children[verb]:
        if wanted and tree.dep[child] == "obl" and marker(tree, child) in wanted:
            return child
    return -1


def _is_infinitive(tree: Tree, clause: int) -> bool:
    return any(tree.lower[c] == "to" and tree.dep[c] == "mark" for c in tree.children[clause])


def noun_agents(tree: Tree, noun: int, depth: int = 0) -> list[Filler]:
    """Return who does what a noun says: its possessor, or the subject of the verb that supports it.

    "Pyongyang's decision", "they launched an attack", "gave him a week to leave", "in a bid to keep control".
    """
    owners = possessors(tree, noun)
    if owners:
        return [Filler(t, True) for t in owners]
    governor, dep = tree.head[noun], tree.dep[noun]
    purpose = any(tree.dep[c] == "acl" and _is_infinitive(tree, c) for c in tree.children[noun])
    purpose = purpose and marker(tree, noun) in {"in", "as"}
    if depth > _DEEPEST:
        return []
    if dep == "nmod" and purpose:
        return noun_agents(tree, governor, depth + 1)
    if tree.pos[governor] != "VERB":
        return []
    receivers = tree.with_dep(governor, frozenset({"iobj"})) if dep == "obj" else []
    if receivers:
        return [Filler(t, True) for r in receivers for t in conjuncts(tree, r)]
    if dep == "obj" and tree.lemma[governor] in LIGHT_VERBS and not is_passive(tree, governor):
        return [Filler(f.token, True) for f in subjects(tree, governor, depth + 1)]
    if dep == "nsubj:pass" and tree.lemma[governor] in LIGHT_VERBS:
        return [Filler(t, True) for a in tree.with_dep(governor, frozenset({"obl:agent"})) for t in conjuncts(tree, a)]
    if dep == "obl" and purpose and not is_passive(tree, governor):
        return [Filler(f.token, True) for f in subjects(tree, governor, depth + 1)]
    return []


def _of_participle(tree: Tree, verb: int, depth: int) -> list[Filler]:
    """Subject of a clause that hangs on a noun: the noun itself, or who does what the noun says."""
    noun = tree.head[verb]
    if _is_infinitive(tree, verb):
        if any(tree.dep[c] == "aux:pass" for c in tree.children[verb]) or _is_selected(tree, noun):
            return [Filler(_whole(tree, noun), True)]
        return noun_agents(tree, noun, depth)
    if any(tree.dep[c] in {"mark", "case"} for c in tree.children[verb]):
        return noun_agents(tree, noun, depth)
    if tree.tag[verb] in {"VBG", "VBN", "VBD"}:
        return [Filler(t, True) for t in _antecedents(tree, noun, verb)]
    return []


def _whole(tree: Tree, noun: int) -> int:
    """The noun that an infinitive after it is about: "lines of communication to be cut" are lines."""
    plain = tree.tag[noun] == "NN" and all(tree.dep[c] == "case" or c > noun for c in tree.children[noun])
    return tree.head[noun] if plain and tree.dep[noun] == "nmod" and marker(tree, noun) == "of" else noun


def _is_selected(tree: Tree, noun: int) -> bool:
    """Whether an infinitive after the noun says what the noun does: "the first woman to fly", "the next to leave"."""
    if tree.pos[noun] == "PRON" or tree.lower[noun] in {"first", "last", "next", "latest"}:
        return True
    return any(
        tree.lower[c] in {"first", "last", "only", "next", "latest", "second", "third"} or tree.tag[c] == "JJS"
        for c in tree.children[noun]
        if tree.dep[c] == "amod"
    )


def _antecedents(tree: Tree, noun: int, clause: int) -> list[int]:
    """The noun a clause hangs on, with what is joined to it before the clause."""
    person = [c for c in tree.children[noun] if tree.dep[c] == "conj" and c < clause and is_nominal(tree, c)]
    return [noun, *person] if person else [noun]


def _relative(tree: Tree, pronoun: int) -> list[Filler]:
    noun = antecedent(tree, pronoun)
    if noun < 0:
        return [Filler(pronoun, False)]
    return [Filler(t, True) for t in _antecedents(tree, noun, pronoun)]


def resolve_relative(tree: Tree, token: int) -> list[Filler]:
    """Return what a token stands for: the antecedent of a relative pronoun, else itself with its conjuncts."""
    if tree.lower[token] in RELATIVES and tree.pos[token] == "PRON" and tree.tag[token] in {"WP", "WDT", "IN", "WP$"}:
        return _relative(tree, token)
    return [Filler(t, False) for t in conjuncts(tree, token)]


def _strays(tree: Tree, clause: int) -> dict[int, int]:
    """Subjects that the parse gave to the clause before theirs ("A rose and B fell"), with the clause they open."""
    out: dict[int, int] = {}
    own = [c for c in tree.children[clause] if tree.dep[c] in _SUBJECT]
    joined = [k for c in own for k in tree.children[c] if tree.dep[k] == "conj"]
    for token in (*own[1:], *joined):
        after = _joined_after(tree, clause, token) if token > clause else -1
        if after >= 0:
            out[token] = after
    return out


def _own_subjects(tree: Tree, clause: int) -> list[int]:
    """The subjects of a clause, a strayed one included."""
    own = [c for c in tree.children[clause] if tree.dep[c] in _SUBJECT]
    if own:
        strays, crossed = _strays(tree, clause), _crossed(tree, clause, tree.head[clause])
        return [c for c in own if c not in strays and c != crossed]
    if tree.pos[clause] != "VERB":
        return []
    found = [t for t, opened in _strays(tree, tree.head[clause]).items() if opened == clause]
    found += [t for c in tree.children[clause] if c > clause for t in [_crossed(tree, c, clause)] if t >= 0]
    return found


def _crossed(tree: Tree, clause: int, governor: int) -> int:
    """Return a first of two subjects that stands before the governing verb, which has none: it is that verb's."""
    own = [c for c in tree.children[clause] if tree.dep[c] in _SUBJECT]
    if len(own) < 2 or not own[0] < governor < own[1] or tree.pos[governor] != "VERB":
        return -1
    return -1 if any(tree.dep[c] in _SUBJECT for c in tree.children[governor]) else own[0]


def _joined_after(tree: Tree, clause: int, subject: int) -> int:
    """Return the next verb without subject that is joined to a clause after a noun, -1 if there is none."""
    for c in tree.children[clause]:
        if c > subject and tree.dep[c] == "conj" and tree.pos[c] in {"VERB", "ADJ"}:
            return -1 if any(tree.dep[k] in _SUBJECT for k in tree.children[c]) else c
    return -1


def subjects(tree: Tree, clause: int, depth: int = 0) -> list[Filler]:
    """Return the subjects of a clause as its surface has them, understood ones included.

    Parameters
    ----------
    tree : Tree
    clause : int
        Its head: a verb, or the predicate noun or adjective of a copular clause.
    depth : int
        How many clauses up the question came from; beyond ten there is no answer.

    Returns
    -------
    list of Filler
        Conjuncts apart. For a passive form they are what it is done to. Expletives are left out.

    Notes
    -----
    Understood subjects follow the usual account of English control and raising (Huddleston & Pullum, *The Cambridge
    Grammar*, 2002, chapter 14): relative pronoun, conjunction, infinitive and gerund after object or subject,
    participle after a noun, adverbial clause.
    """
    own = _own_subjects(tree, clause)
    if own:
        strays = _strays(tree, clause)
        return [f for c in own for f in resolve_relative(tree, c) if f.token not in strays]
    if depth > _DEEPEST or tree.with_dep(clause, _EXPLETIVE):
        return []
    outer = tree.with_dep(clause, _OUTER)
    if outer:
        return []
    dep = tree.dep[clause]
    governor = tree.head[clause]
    if dep == "conj" and (tree.pos[governor] in {"VERB", "ADJ", "AUX"} or is_clause(tree, governor)):
        return [Filler(f.token, True) for f in subjects(tree, governor, depth + 1)]
    if dep in {"xcomp", "advcl"} or (dep == "ccomp" and _is_infinitive(tree, clause)):
        return _controlled(tree, clause, depth)
    if dep == "acl":
        return _of_participle(tree, clause, depth)
    if dep == "acl:relcl" and _is_infinitive(tree, clause):
        return _of_participle(tree, clause, depth)
    return []
