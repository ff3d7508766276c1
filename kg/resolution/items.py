"""Mentions with what resolution compares: words, number, modifiers, owner, class."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking import people_of
from kg.predications import Mention, MentionKind
from kg.resolution.lexicons import honorifics, position_nouns, words
from kg.resolution.names import fold, given_gender
from kg.resolution.nouns import compound_class, known_class, noun_gender, singular
from kg.resolution.tree import SUBJECTS, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

_Votes = dict[tuple[str, ...], tuple[str, str]]

__all__ = ["CLASS_OF_LABEL", "Item", "read_items"]

#: What a name of an entity type is, if nothing says it more closely.
CLASS_OF_LABEL: dict[str, str] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "GeopoliticalEntity", "LOC": "Place", "FAC": "Facility",
    "NORP": "Group", "PRODUCT": "Artifact", "EVENT": "Concept", "WORK_OF_ART": "Artifact", "LAW": "Policy",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A mention as resolution sees it.

    Parameters
    ----------
    head, first : int
        Head token; first token of the minimal phrase.
    kind : {"name", "nominal", "pronoun"}
    text, full : str
        The minimal and the full phrase as written.
    bare : str
        ``text`` without names and "former" before the noun: "President" of "former Chilean President".
    words : tuple of str
        Folded words of ``text``.
    lemma : str
        Singular of the head noun, lower case.
    plural, definite : bool
        A plural head; a definite article, demonstrative or possessor in front.
    modifiers : frozenset of str
        Premodifiers of the head, lower case, without nationality; for names those outside the name.
    owner : int
        Head token of the possessor (also a pronoun), -1 if there is none among the mentions.
    complements : frozenset of str
        Head lemmas of the prepositional phrases that belong to the noun.
    number : str
        Numeral of the phrase ("three"), empty if none.
    label, cls : str
        Entity type by majority over the article; class of the ontology, empty if unknown.
    gender : {"", "m", "f"}
    sentence : int
    subject : bool
        Whether it is the subject of a clause.
    marker : str
        Preposition before it, empty if none.
    """

    head: int
    first: int
    kind: MentionKind
    text: str
    full: str
    bare: str
    words: tuple[str, ...]
    lemma: str
    plural: bool
    definite: bool
    modifiers: frozenset[str]
    owner: int
    complements: frozenset[str]
    number: str
    label: str
    cls: str
    gender: str
    sentence: int
    subject: bool
    marker: str


def read_items(text: str, tree: Tree, mentions: Mapping[int, Mention]) -> dict[int, Item]:
    """Describe all mentions of an article, in text order."""
    votes = _votes(text, mentions)
    named = _words_beside(tree, mentions)
    return {head: _item(text, tree, m, votes, named, mentions) for head, m in mentions.items()}


def _words_beside(tree: Tree, mentions: Mapping[int, Mention]) -> set[int]:
    """Return words of names beside the head: the parse may hang "South" of "South Korean" elsewhere."""
    found = set()
    for m in mentions.values():
        if m.kind == "name" and m.label in ("NORP", "GPE", "LOC"):
            i = _first(tree, m)
            while i < len(tree.start) and tree.start[i] < m.end:
                found.add(i)
                i += 1
            found.discard(m.head)
    return found


def _votes(text: str, mentions: Mapping[int, Mention]) -> _Votes:
    """Give each name the entity type and the class that most of its mentions have; of equals the first."""
    votes: dict[tuple[str, ...], tuple[Counter[str], Counter[str]]] = {}
    for m in mentions.values():
        if m.kind == "name":
            labels, classes = votes.setdefault(fold(text[m.start : m.end]), (Counter(), Counter()))
            labels[m.label] += 1 if m.label else 0
            classes[m.fine] += 1 if m.fine else 0
    return {name: (labels.most_common(1)[0][0], fine.most_common(1)[0][0]) for name, (labels, fine) in votes.items()}


def _item(
    text: str,
    tree: Tree,
    m: Mention,
    votes: _Votes,
    named: set[int],
    mentions: Mapping[int, Mention],
) -> Item:
    i = m.head
    written, full = text[m.start : m.end], text[m.full_start : m.full_end]
    folded = fold(written)
    label, fine = votes[folded] if m.kind == "name" else ("", m.fine)
    lemma = singular(tree.lower[i])
    outside = {
        tree.lower[c]
        for c in tree.children[i]
        if c < i and c not in named and tree.deps[c] in ("amod", "compound", "nmod:desc")
    }
    if m.kind == "name":
        outside -= {w.lower() for w in written.split()}
    owner = tree.child(i, "nmod:poss")
    definite = owner >= 0 or tree.determiner(i) in ("the", "this", "that", "these", "those")
    owner = owner if owner in mentions else -1
    return Item(
        head=i, first=_first(tree, m), kind=m.kind, text=" ".join(written.split()),
        full=" ".join(full.split()), bare=_bare(text, tree, m, mentions),
        words=folded, lemma=lemma,
        plural=_is_plural(tree, m), definite=definite,
        modifiers=frozenset(outside - words("determiner_like")), owner=owner, complements=_complements(tree, i),
        number=next((tree.lower[c] for c in tree.children[i] if tree.deps[c] == "nummod"), ""), label=label,
        cls=_class(tree, m, label, fine), gender=_gender(tree, m, written), sentence=m.sentence,
        subject=tree.deps[i] in SUBJECTS, marker=tree.marker(i),
    )  # fmt: skip


def _first(tree: Tree, m: Mention) -> int:
    i = m.head
    while i > 0 and tree.start[i - 1] >= m.start:
        i -= 1
    return i


def _bare(text: str, tree: Tree, m: Mention, mentions: Mapping[int, Mention]) -> str:
    start = m.start
    if m.kind == "nominal":
        i = _first(tree, m)
        while i < m.head:
            inside = (mentions[j] for j in range(i, m.head) if j in mentions)
            name = next((n for n in inside if n.start == tree.start[i]), None)
            if name is not None and name.kind == "name" and text[name.end : name.end + 1] != "-":
                start = name.end
            elif tree.lower[i] in words("past") or tree.lower[i] == "-":
                start = tree.end[i]
            else:
                break
            i = next(j for j in range(i + 1, m.head + 1) if tree.start[j] >= start)
            start = tree.start[i]
    return " ".join(text[start : max(m.end, _after_field(tree, m.head))].split())


def _after_field(tree: Tree, i: int) -> int:
    """Return the code point after "head of state", "director of operations" and the like, 0 if it is none."""
    if tree.lower[i + 1 : i + 3] in (("in", "chief"), ("at", "large")):
        return tree.end[i + 2]
    field = next((c for c in tree.children[i] if c > i and tree.deps[c] == "nmod"), -1)
    if (
        field < 0
        or tree.left[field] != i + 1
        or tree.marker(field) not in ("of", "for")
        or tree.tags[field][:2] != "NN"
    ):
        return 0
    bare = tree.pos[field] == "NOUN" and all(tree.deps[c] in ("case", "compound", "amod") for c in tree.children[field])
    return tree.end[field] if bare else 0


def _is_plural(tree: Tree, m: Mention) -> bool:
    i = m.head
    if m.kind == "pronoun":
        return tree.lower[i] in words("plural_pronouns")
    if tree.tags[i] in ("NNS", "NNPS"):
        return not (m.kind == "name" and m.label in ("GPE", "ORG", "PERSON", "FAC", "WORK_OF_ART"))
    return tree.lower[i] in words("plural_nouns") or (m.kind == "nominal" and tree.pos[i] in ("NUM", "VERB"))


def _complements(tree: Tree, i: int) -> frozenset[str]:
    return frozenset(
        singular(tree.lower[c])
        for c in tree.children[i]
        if c > i and tree.deps[c] == "nmod" and (marker := tree.marker(c)) and marker not in words("adjunct_markers")
    )


def _class(tree: Tree, m: Mention, label: str, fine: str) -> str:
    i = m.head
    if m.kind == "pronoun":
        return "Person" if tree.lower[i] in words("personal_pronouns") else ""
    if m.kind == "name":
        return _name_class(tree, m, label, fine)
    if tree.deps[i] == "compound" and tree.lower[i] in words("portfolios"):
        return "Concept"  # "state media", "intelligence minister": no body of their own
    before = i - 1
    if tree.lower[before] in ("'s", "'", "’", "’s"):
        before -= 1
    found = compound_class(tree.lower[before], tree.lower[i]) if i else ""
    found = found or known_class(tree.lower[i]) or fine or "Concept"
    if found == "Person" and tree.tags[i] in ("NNS", "NNPS"):
        return "Group"
    return found


def _name_class(tree: Tree, m: Mention, label: str, fine: str) -> str:
    if label == "NORP" and (tree.tags[m.head] in ("NNS", "NNPS") or people_of(tree.words[m.head])):
        return "Group"
    if label == "PERSON":
        return "Person"
    if tree.words[m.head] == "Koreas" or (label == "NORP" and fine == "Country"):
        return "Group"
    if label in ("ORG", "", "FAC"):
        found = known_class(tree.lower[m.head])
        if found not in ("", "Concept", "Person", "Group", "Artifact", "Place", "GeopoliticalEntity", "Country"):
            return found
    if fine == "Country":
        return "GeopoliticalEntity"  # what is a country is told by the tables
    return fine or CLASS_OF_LABEL.get(label, "")


def _gender(tree: Tree, m: Mention, written: str) -> str:
    i = m.head
    if m.kind == "pronoun":
        return "m" if tree.lower[i] in ("he", "him", "his", "himself") else (
            "f" if tree.lower[i] in ("she", "her", "hers", "herself") else ""
        )  # fmt: skip
    if m.kind == "nominal":
        return noun_gender(tree.lower[i])
    for c in tree.children[i]:
        title = tree.lower[c].rstrip(".")
        if c < i and (title in honorifics() or title in position_nouns()):
            found = honorifics().get(title, "") or noun_gender(title)
            if found:
                return found
    return given_gender(written) if m.label == "PERSON" else ""
