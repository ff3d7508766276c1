"""Words that head phrases which can refer, with what the parse tells of them, as arrays."""

from __future__ import annotations

from binascii import crc32
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.linking import adjective_of, country_named
from kg.resolution.lexicons import honorifics, words
from kg.resolution.names import given_hint
from kg.resolution.nouns import known_class, noun_gender, singular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from kg.resolution.tree import Tree

__all__ = ["N_WHO", "ROLES", "Referring", "phrase"]

_NO_HEADS = frozenset(
    ["flat", "fixed", "goeswith", "punct", "case", "cc", "cc:preconj", "mark", "aux", "aux:pass", "cop", "discourse",
     "compound:prt", "expl", "reparandum", "nmod:desc", "advmod"]
)  # fmt: skip
#: Pronouns by what they can stand for; the number of a class is its place here.
_PRONOUNS = (
    "", "he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
    "i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves",
    "this that", "these those both", "who whom whose which where",
)  # fmt: skip
_PRONOUN = {w: k for k, words_ in enumerate(_PRONOUNS) for w in words_.split()}
_OTHER_PRONOUN = len(_PRONOUNS)
_N_KINDS = 7
#: What a candidate is: a pronoun class (from 1), else a kind of name, else a kind of noun.
N_WHO = _OTHER_PRONOUN + 1 + 2 * _N_KINDS
_TIME_NAME = _OTHER_PRONOUN + 1 + 5
_KIND_OF_LABEL = {
    "PERSON": 1, "NORP": 2, "ORG": 3, "GPE": 4, "LOC": 4, "FAC": 4, "DATE": 5, "TIME": 5, "MONEY": 5, "PERCENT": 5,
    "QUANTITY": 5, "CARDINAL": 5, "ORDINAL": 5, "PRODUCT": 6, "EVENT": 6, "WORK_OF_ART": 6, "LAW": 6, "LANGUAGE": 6,
}  # fmt: skip
_KIND_OF_CLASS = {
    "Person": 1, "Position": 1, "Group": 2, "Organization": 3, "GovernmentBody": 3, "PoliticalParty": 3, "Company": 3,
    "MediaOrganization": 3, "ArmedGroup": 3, "SportsTeam": 3, "Place": 4, "GeopoliticalEntity": 4, "Country": 4,
    "Facility": 4, "Artifact": 6, "Agreement": 6, "Policy": 6, "Concept": 6,
}  # fmt: skip
ROLES: tuple[str, ...] = (
    "subject", "object", "oblique", "noun", "owner", "modifier", "apposition", "conjunct", "other",
)  # fmt: skip
_ROLE_OF = {
    "nsubj": 0, "nsubj:pass": 0, "nsubj:outer": 0, "csubj": 0, "obj": 1, "iobj": 1, "obl": 2, "obl:agent": 2,
    "obl:unmarked": 2, "nmod": 3, "nmod:unmarked": 3, "nmod:poss": 4, "compound": 5, "amod": 5, "nmod:desc": 5,
    "appos": 6, "conj": 7,
}  # fmt: skip
_DETERMINER_OF = {"the": 1, "a": 2, "an": 2, "this": 3, "that": 3, "these": 3, "those": 3}
_MODIFIERS = frozenset(["amod", "compound", "nummod", "nmod:desc", "nmod", "nmod:poss", "nmod:unmarked", "flat"])
#: Children that are no part of the phrase which a word heads.
_OUTSIDE = frozenset(
    ["conj", "cc", "cc:preconj", "appos", "parataxis", "mark", "discourse", "nsubj", "nsubj:pass", "nsubj:outer",
     "csubj", "cop", "aux", "aux:pass", "expl", "advcl", "advcl:relcl", "obl", "obl:unmarked", "obl:agent", "vocative",
     "list", "dislocated", "orphan", "reparandum", "ccomp", "iobj", "obj", "dep", "punct"]
)  # fmt: skip
_FOCUS = frozenset(["also", "even", "only", "just", "not", "then", "still", "especially", "particularly", "now"])
_CLOSING, _OPENING = frozenset(')]”"'), frozenset('([“"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Referring:
    """Candidates of a text, in text order, as arrays of m numbers.

    Attributes
    ----------
    heads : array
        Head token of each.
    starts, ends : array
        Half-open token bounds of its phrase.
    who : array
        Class of pronoun, or kind of name or noun; below `N_WHO`.
    forms : array
        0 pronoun, 1 name, 2 noun.
    plural : array
        0 singular, 1 plural, 2 either.
    gender : array
        0 unknown, 1 female, 2 male.
    roles : array
        Place in `ROLES`.
    definite : array
        0 bare, 1 "the", 2 "a", 3 demonstrative, 4 possessor, 5 number or quantifier.
    lemmas : array
        Number of the singular of the head in lower case.
    modifiers, nations, numerals, contrasts : array of uint64
        A bit a modifier (of 64, by hash): all, nationalities and countries, numbers, and those that tell one thing
        from another ("former", "northern").
    times : array of bool
        Whether it is a date, a period or an amount.
    above, verbs : array
        Token that governs it; token that governs it beyond conjunctions and appositions.
    subjects : array
        Token of the subject of a clause of which it is the nominal predicate, -1 for others.
    reflexive : array of bool
    """

    heads: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    who: NDArray[np.int16]
    forms: NDArray[np.int16]
    plural: NDArray[np.int16]
    gender: NDArray[np.int16]
    roles: NDArray[np.int16]
    definite: NDArray[np.int16]
    lemmas: NDArray[np.int32]
    modifiers: NDArray[np.uint64]
    nations: NDArray[np.uint64]
    numerals: NDArray[np.uint64]
    contrasts: NDArray[np.uint64]
    times: NDArray[np.bool_]
    above: NDArray[np.int32]
    verbs: NDArray[np.int32]
    subjects: NDArray[np.int32]
    reflexive: NDArray[np.bool_]

    @classmethod
    def of(cls, doc: Doc, tree: Tree) -> Referring:
        """Read the candidates of a parsed ``Doc``; O(n × depth)."""
        names = _Names(doc, tree)
        heads = [i for i in range(len(tree.heads)) if _can_refer(tree, i) and not names.within(i)]
        bounds = [phrase(tree, i) for i in heads]
        lemmas: dict[str, int] = {}
        numbered = [lemmas.setdefault(singular(tree.lower[i]), len(lemmas)) for i in heads]
        columns = zip(*(_describe(tree, i, names) for i in heads), strict=True) if heads else [()] * 9
        *small, verbs, subjects, reflexive = columns
        who, forms, plural, gender, roles, definite = (np.array(c, dtype=np.int16) for c in small)
        bits = np.array([_bits(tree, i, names) for i in heads], dtype=np.uint64).reshape(-1, 4)
        starts, ends = zip(*bounds, strict=True) if bounds else ((), ())
        return cls(
            heads=_int32(heads), starts=_int32(starts), ends=_int32(ends), who=who, forms=forms, plural=plural,
            gender=gender, roles=roles, definite=definite, lemmas=_int32(numbered),
            modifiers=bits[:, 0], nations=bits[:, 1], numerals=bits[:, 2], contrasts=bits[:, 3],
            times=np.isin(who, (_TIME_NAME, _TIME_NAME + _N_KINDS)), above=_int32([tree.heads[i] for i in heads]),
            verbs=_int32(verbs), subjects=_int32(subjects), reflexive=np.array(reflexive, dtype=bool),
        )  # fmt: skip


def _int32(numbers: Sequence[int]) -> NDArray[np.int32]:
    return np.array(numbers, dtype=np.int32)


class _Names:
    """Entities by token."""

    def __init__(self, doc: Doc, tree: Tree) -> None:
        self.label: dict[int, str] = {}
        self.text: dict[int, str] = {}
        self.start: dict[int, int] = {}
        for ent in doc.ents:
            label, text, start = ent.label_, ent.text, ent.start
            for i in range(start, ent.end):
                self.label[i], self.text[i], self.start[i] = label, text, start
        spans = (*doc.spans.get("fine", ()), *doc.spans.get("nominal", ()))
        self.fine = {tree.root(s.start, s.end): s.label_ for s in spans}
        self._tree = tree

    def within(self, i: int) -> bool:
        """Tell whether a word is a part of a longer name and not its head."""
        above = self._tree.heads[i]
        return i in self.start and i != above and self.start.get(above) == self.start[i]


def _can_refer(tree: Tree, i: int) -> bool:
    dep, pos = tree.deps[i], tree.pos[i]
    if dep in _NO_HEADS or (dep == "amod" and pos == "NOUN"):
        return False
    if pos in ("NOUN", "PROPN", "PRON"):
        return True
    if pos == "DET":
        return dep not in ("det", "det:predet")
    if pos == "NUM":
        return dep not in ("nummod", "compound")
    return pos in ("ADJ", "VERB") and any(tree.deps[c] == "det" for c in tree.children[i])


def _describe(tree: Tree, i: int, names: _Names) -> tuple[int, ...]:
    """Return who, form, plural, gender, role, definite, verb, subject and reflexive, in the order of `Referring`."""
    word, label = tree.lower[i], names.label.get(i, "")
    verb = _beyond(tree, i)
    subject = tree.child(i, "nsubj", "nsubj:outer") if tree.child(i, "cop") >= 0 else -1
    if tree.pos[i] in ("PRON", "DET"):
        who = _PRONOUN.get(word, _OTHER_PRONOUN)
        gender, reflexive = (0, 2, 1)[who] if who < 3 else 0, word.endswith(("self", "selves"))
        return who, 0, _pronoun_number(word), gender, _role(tree, i), 0, verb, subject, reflexive
    kind = _KIND_OF_LABEL.get(label) or _KIND_OF_CLASS.get(names.fine.get(i) or known_class(word), 0)
    name = tree.pos[i] == "PROPN" or label in ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC")
    who = _OTHER_PRONOUN + 1 + kind + (0 if name else _N_KINDS)
    plural = int(tree.tags[i] in ("NNS", "NNPS") and not (name and label in ("GPE", "ORG", "PERSON")))
    form, gender = 1 if name else 2, _gender(tree, i, names)
    return who, form, plural, gender, _role(tree, i), _definite(tree, i), verb, subject, 0


def _role(tree: Tree, i: int) -> int:
    return _ROLE_OF.get(tree.deps[i], len(ROLES) - 1)


def _pronoun_number(word: str) -> int:
    if word in words("plural_pronouns"):
        return 1
    return 2 if _PRONOUN.get(word, 0) in (0, 7, 10) else 0


def _gender(tree: Tree, i: int, names: _Names) -> int:
    found = ""
    for c in tree.children[i]:
        title = tree.lower[c].rstrip(".")
        found = found or (honorifics().get(title, "") or noun_gender(title) if c < i else "")
    if not found:
        found = given_hint(names.text[i]) if names.label.get(i) == "PERSON" else noun_gender(tree.lower[i])
    return {"f": 1, "m": 2}.get(found, 0)


def _definite(tree: Tree, i: int) -> int:
    before = [c for c in tree.children[i] if c < i]
    for c in before:
        if tree.deps[c] == "det":
            return _DETERMINER_OF.get(tree.lower[c], 5)
        if tree.deps[c] == "nmod:poss":
            return 4
    return 5 if any(tree.deps[c] == "nummod" for c in before) else 0


def _beyond(tree: Tree, i: int) -> int:
    """Return the governor of a phrase beyond conjunctions, appositions and nouns."""
    while tree.deps[i] in ("conj", "appos", "nmod", "flat") and tree.pos[i] not in ("VERB", "AUX"):
        i = tree.heads[i]
    if tree.deps[i] == "nmod:poss":
        return _beyond(tree, tree.heads[i])
    return tree.heads[i]


def _bits(tree: Tree, i: int, names: _Names) -> tuple[int, int, int, int]:
    """Return modifiers, nations, numerals and contrasts of `Referring`."""
    every = nations = numerals = contrasts = 0
    for c in tree.children[i]:
        if tree.deps[c] not in _MODIFIERS or tree.pos[c] == "PRON":
            continue
        nation = adjective_of(tree.words[c]) or country_named(tree.words[c])
        bit = _bit(nation.name if nation else singular(tree.lower[c]))
        every |= bit
        if nation or (names.label.get(c) == "NORP" and tree.deps[c] == "amod"):
            nations |= bit
        if tree.deps[c] == "nummod":
            numerals |= bit
        if tree.lower[c] in words("contrasts"):
            contrasts |= bit
    return every, nations, numerals, contrasts


def _bit(word: str) -> int:
    return 1 << crc32(word.encode()) % 64


def phrase(tree: Tree, i: int) -> tuple[int, int]:
    """Return the half-open token bounds of the phrase that a word heads, without preposition and apposition."""
    start = end = i
    predicate = tree.child(i, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "cop", "expl") >= 0
    for c in _parts(tree, i):
        dep = tree.deps[c]
        if (dep == "case" and c < i) or (dep == "advmod" and (predicate or tree.lower[c] in _FOCUS or c < i)):
            continue
        if c < i:
            start = min(start, tree.left[c])
        else:
            end = max(end, tree.right[c])
    while end > i and tree.pos[end] in ("PUNCT", "SPACE") and tree.words[end] not in _CLOSING:
        end -= 1
    while start < i and tree.pos[start] in ("PUNCT", "SPACE") and tree.words[start] not in _OPENING:
        start += 1
    return _close(tree, start, end + 1, i)


def _parts(tree: Tree, i: int) -> Iterator[int]:
    for c in tree.children[i]:
        if tree.deps[c] not in _OUTSIDE and not (tree.deps[c] == "nmod:unmarked" and tree.pos[c] == "NUM"):
            yield c


def _close(tree: Tree, start: int, end: int, head: int) -> tuple[int, int]:
    """Take in the bracket that a phrase opens, leave out a mark that has no partner in it."""
    inside = tree.words[start:end]
    if "(" in inside and ")" not in inside and end < len(tree.words) and tree.words[end] == ")":
        end += 1
    if end - 1 > head and tree.words[end - 1] in ('"', "”") and not any(w in ('"', "“") for w in inside[:-1]):
        end -= 1
    if start < head and tree.words[start] in ('"', "“") and not any(w in ('"', "”") for w in inside[1:]):
        start += 1
    return start, end
