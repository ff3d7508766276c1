"""Titles and other nouns for people: their words, the bodies that they are tied to, whether they are over."""

from __future__ import annotations

from dataclasses import dataclass

from kg.alignment.context import ASSERTED, Context
from kg.predications import Factuality
from ontology import is_a
from ontology.lexicon import PersonNoun, person_nouns, title_words

__all__ = ["Body", "bodies", "claimed", "core", "is_ended", "is_not_yet", "is_one_of_many", "is_part_of_title",
           "person_terms", "title_phrase", "title_tokens"]  # fmt: skip

#: Prepositions that tie a person's noun to a body.
_TIES = ("'s", "", "of", "for", "at", "in", "to", "with", "from", "on", ",")
_IN_PHRASE = frozenset({"compound", "amod", "nmod:desc", "flat", "punct", "nmod:unmarked", "advmod"})
#: What begins a noun phrase, and how many words one has at most before its noun.
_OPENING = frozenset({",", ".", ";", ":", "the", "a", "an", "'s", "’s", "his", "her", "its", "their", "who", "and"})
_LONGEST = 8
_HYPHENS = ("-", "–", "‐", "‑")


@dataclass(frozen=True, slots=True)
class Body:
    """What a person's noun is tied to, with the marker of the tie (``"'s"``, a preposition or ``""``)."""

    head: int
    marker: str


def person_terms(ctx: Context, head: int) -> tuple[PersonNoun, ...]:
    """Return what the noun at a token says of a person; empty if it is no noun for people.

    Of the strings under which the noun may be listed the longest counts for posts, and the bare noun for
    what it says besides ("Labour MP": a post and a membership).
    """
    table = person_nouns()
    for key in ctx.keys(head):
        if key in table:
            return table[key]
    return ()


def title_phrase(ctx: Context, head: int) -> list[int]:
    """Return the tokens before a noun that belong to its phrase, in text order."""
    tree = ctx.tree
    found = []
    for i in range(head - 1, max(head - 7, -1), -1):
        if tree.dep[i] not in _IN_PHRASE or not (tree.lower[i].isalpha() or tree.lower[i] in "-'’"):
            break
        found.append(i)
    return found[::-1]


def _in_title(ctx: Context, i: int) -> bool:
    """Whether a word before a title's noun belongs to the title: no nationality, name of a body or description."""
    tree = ctx.tree
    mention = ctx.mention(i)
    plain = tree.pos[i] in ("NOUN", "PROPN") and tree.dep[i] in ("compound", "flat", "nmod:desc")
    named = tree.name[i] >= 0 or (mention is not None and mention.kind == "name")
    return plain and not named and not is_a(ctx.cls(i) or "Concept", "Organization", "Place", "Agent")


def is_part_of_title(ctx: Context, noun: int) -> bool:
    """Whether a noun is the first part of a longer title ("governor-general", "attorney general").

    Parameters
    ----------
    ctx : Context
    noun : int
    """
    tree = ctx.tree
    hyphen = tree.lower[noun + 1 : noun + 2] != [] and tree.lower[noun + 1] in _HYPHENS
    last = noun + 2 if hyphen else noun + 1
    if last >= len(tree) or tree.pos[last] not in ("NOUN", "PROPN") or tree.name[last] >= 0:
        return False
    ends = {f"{tree.lemma[noun]}{mark}{tree.lemma[last]}" for mark in ("-", " ")}
    return any(key.endswith(tuple(ends)) for key in ctx.keys(last) if key in person_nouns())


def title_tokens(ctx: Context, head: int) -> tuple[int, ...]:
    """Return the words of a title: the noun with what belongs to the post before it.

    Nationalities, names of bodies, ages and "former" are left out.
    """
    tree = ctx.tree
    tokens = [head]
    for i in range(head - 1, max(head - 6, -1), -1):
        word = tree.lower[i]
        if word in title_words("ended") or word in title_words("not_yet") or word in ("'s", "’s", "'", "’"):
            break
        if not (word in title_words("in_titles") or word == "-" or _in_title(ctx, i) or is_part_of_title(ctx, i)):
            break
        tokens.append(i)
    while len(tokens) > 1 and not tree.lower[tokens[-1]].isalpha():
        tokens.pop()
    if head + 2 < len(tree) and f"{tree.lemma[head]} of {tree.lemma[head + 2]}" in person_nouns():
        tokens = [head + 2, head + 1, *tokens]
    return tuple(sorted(tokens))


def _of_name(ctx: Context, title: int, target: int) -> bool:
    """Whether what "of" ties to a name belongs to the title before it: "President Ana Ruiz of Chile".

    Of a place that holds for titles that rule or stand for places: "Captain Ana Ruiz of Lima" comes from there.
    """
    if ctx.is_of(target, ("GeopoliticalEntity",)):
        return ctx.lemma(title) in title_words("of_places")
    return ctx.is_of(target, ("Organization",))


def _is_some_body(ctx: Context, noun: int, title: int) -> bool:
    """Whether a word before a title stands for a body: "ministry official", unlike "a school bus driver"."""
    place = ctx.is_of(noun, ("GeopoliticalEntity",)) and ctx.lemma(title) in title_words("of_places")
    known = ctx.is_named(noun) or ctx.is_of(noun, ("GovernmentBody", "ArmedGroup", "PoliticalParty", "Facility"))
    return place or known or (ctx.lemma(noun) in title_words("bodies") and ctx.is_of(noun, ("Organization",)))


def bodies(ctx: Context, head: int, *others: int) -> tuple[Body, ...]:
    """Return what a person's noun is tied to: possessors, prenominal names, prepositional phrases, in text order.

    Parameters
    ----------
    ctx : Context
    head : int
        The noun.
    *others : int
        Further tokens whose ties count, such as the name beside a title ("Iran's president, X" hangs the
        possessor on either).
    """
    found: dict[int, Body] = {}
    for at in (head, *others):
        for target, marker, _ in ctx.modifiers(at):
            if marker == "" and not _is_some_body(ctx, target, head):
                continue
            if marker in _TIES and (at == head or marker in ("'s", "")) and target not in (head, *others):
                found.setdefault(target, Body(target, marker))
    for other in others:
        for target, marker, _ in ctx.modifiers(other):
            if marker == "of" and target not in found and _of_name(ctx, head, target):
                found[target] = Body(target, "of")
        if other in ctx.under:
            found.setdefault(ctx.under[other], Body(ctx.under[other], "of"))
    return tuple(found[k] for k in sorted(found))


def is_ended(ctx: Context, head: int) -> bool:
    """Whether the words before a noun, or before the noun that it is joined to, say that it is over.

    Parameters
    ----------
    ctx : Context
    head : int

    Notes
    -----
    "Former minister and party chairman Ana Ruiz": a joined noun without a determiner shares the words of the first.
    """
    tree = ctx.tree
    if any(tree.lower[i] in title_words("ended") for i in title_phrase(ctx, head)):
        return True
    if tree.lower[head + 1 : head + 2] == ["emeritus"]:
        return True
    shares = tree.dep[head] == "conj" and tree.head[head] < head
    own = any(tree.dep[c] in ("det", "nmod:poss", "amod") for c in tree.children[head])
    return shares and not own and not ctx.is_name(tree.head[head]) and is_ended(ctx, tree.head[head])


def _words(ctx: Context, head: int) -> frozenset[str]:
    """Return the words before a noun, those with hyphens as one ("self-proclaimed"), and "elect" after it."""
    lower = ctx.tree.lower
    after = lower[head + 1 : head + (3 if lower[head + 1 : head + 2] in (["-"], ["–"]) else 2)]
    start = head
    while start > 0 and head - start < _LONGEST and lower[start - 1] not in _OPENING:
        start -= 1
    text = " ".join(lower[start:head])
    for hyphen in _HYPHENS:
        text = text.replace(f" {hyphen} ", "-")
    before = {lower[i] for i in title_phrase(ctx, head)} | {w for w in text.split() if "-" in w}
    return frozenset(before) | frozenset(after)


def claimed(ctx: Context, head: int) -> Factuality:
    """Return what the words about a noun leave of what it says: planned of who is to be it, possible of who is said to.

    Parameters
    ----------
    ctx : Context
    head : int

    Returns
    -------
    Factuality
        Asserted if nothing is said against it.
    """
    words = _words(ctx, head)
    if words & title_words("not_yet"):
        return Factuality(modality="planned")
    if words & title_words("claimed"):
        return Factuality(modality="possible")
    return ASSERTED


def is_not_yet(ctx: Context, head: int) -> bool:
    """Whether the words about a noun say that somebody is to be it: "incoming", "future", "-elect".

    Parameters
    ----------
    ctx : Context
    head : int
    """
    return bool(_words(ctx, head) & title_words("not_yet"))


def is_one_of_many(ctx: Context, head: int) -> bool:
    """Whether a noun is said of one or some of several: "a director", "leaders", "one of its leaders".

    Parameters
    ----------
    ctx : Context
    head : int
    """
    tree = ctx.tree
    indefinite = any(tree.dep[c] == "det" and tree.lower[c] in ("a", "an", "another") for c in tree.children[head])
    return indefinite or tree.tag[head] in ("NNS", "NNPS")


def core(ctx: Context, noun: int) -> int:
    """Return the title of a noun for somebody who has yet to take office: "president" of "president-elect"."""
    lower = ctx.tree.lower
    waiting = lower[noun] in title_words("not_yet") and noun >= 2 and lower[noun - 1] in _HYPHENS
    return noun - 2 if waiting and person_terms(ctx, noun - 2) else noun
