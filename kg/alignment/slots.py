"""Arguments by selector: which tokens fill "subject", "because of" or "possessor" of a predication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.alignment.context import Context
from kg.predications import Argument, Predication
from ontology.lexicon import Check, Frame, Selector, word_set

__all__ = ["Slots", "idiom_heads", "noun_slots", "verb_slots", "whole"]

#: Kinds of clauses that checks ask for, by what opens them.
_MARKERS = {
    "infinitive": frozenset({"to"}),
    "finite": frozenset({"that"}),
    "question": frozenset({"whether", "if", "what", "who", "how", "why", "when", "where"}),
}
_MEASURES = frozenset({"PERCENT", "MONEY"})
_MEASURE_NOUNS = frozenset({"percent", "%", "point", "cent", "percentage"})
_ROLES = ("subject", "object", "indirect", "complement", "attribute")


@dataclass(frozen=True, slots=True)
class Slots:
    """The arguments of one predicate by slot, each a tuple of arguments in text order."""

    filled: Mapping[str, tuple[Argument, ...]] = field(default_factory=dict)

    def of(self, slot: str) -> tuple[Argument, ...]:
        """Return the arguments in a slot."""
        return self.filled.get(slot, ())

    def joined(self, *others: Slots) -> Slots:
        """Return these arguments with those of other predicates in the slots that are empty here."""
        filled = dict(self.filled)
        for other in others:
            for slot, arguments in other.filled.items():
                filled.setdefault(slot, arguments)
        return Slots(filled)

    def pick(self, selectors: Iterable[Selector], ctx: Context, allowed: Callable[[int], bool]) -> tuple[int, ...]:
        """Return the head tokens that the first fruitful selector finds among those allowed."""
        for selector in selectors:
            found = tuple(
                a.head
                for a in self.of(selector.slot)
                if allowed(a.head) and (not selector.classes or ctx.is_of(a.head, selector.classes))
            )
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def holds(self, test: Check, ctx: Context, heads: tuple[int, ...] | None = None) -> bool:
        """Whether an argument passes a test; ``heads`` are given where the slot is a role already filled."""
        if test.slot == "complement" and test.sets:
            return any(a.marker in _MARKERS[name] for name in test.sets for a in self.of("complement"))
        found = heads if heads is not None else tuple(a.head for a in self.of(test.slot))
        return any(_passes(test, head, ctx) for head in found)


def _passes(test: Check, head: int, ctx: Context) -> bool:
    if test.without and ctx.is_of(head, test.without):
        return False
    if test.anything or not (test.classes or test.lemmas or test.sets):
        return True
    if test.classes and ctx.is_of(head, test.classes):
        return True
    lemma = ctx.lemma(head)
    return lemma in test.lemmas or any(lemma in word_set(name) for name in test.sets)


def _grouped(pairs: Iterable[tuple[str, Argument]]) -> Slots:
    found: dict[str, list[Argument]] = {}
    for slot, argument in pairs:
        heads = found.setdefault(slot, [])
        if all(a.head != argument.head for a in heads):
            heads.append(argument)
    return Slots({k: tuple(v) for k, v in found.items()})


def _is_sum(ctx: Context, head: int) -> bool:
    return ctx.tree.label(head) in _MEASURES


def _lone(predication: Predication, ctx: Context) -> int:
    """Return the head of an indirect object that has no object beside it but a sum; -1 if there is none.

    Parses give it for an object ("told him"), and a sum is no object ("fined the bank 3 million euros").
    """
    told = [a for a in predication.arguments if a.role == "complement" and a.marker in ("", "that", "to")]
    roles = [a.role for a in predication.arguments if a.role != "object" or not _is_sum(ctx, a.head)]
    if predication.kind != "verb" or told or "object" in roles or roles.count("indirect") != 1:
        return -1
    return next(a.head for a in predication.arguments if a.role == "indirect")


def whole(ctx: Context, head: int) -> int:
    """Return what a share is of: "staff" of "a third of its staff"; the token itself if it is no share.

    Parameters
    ----------
    ctx : Context
    head : int
    """
    tree = ctx.tree
    if not {ctx.lemma(head), tree.lower[head]} & word_set("partitives") or tree.lower[head + 1 : head + 2] != ["of"]:
        return head
    inner = (c for c in tree.children[head] if tree.dep[c] in ("nmod", "obl") and c > head + 1)
    return next((c for c in inner if ctx.mention(c) is not None and tree.pos[c] != "PRON"), head)


def _verb_pairs(predication: Predication, ctx: Context) -> Iterable[tuple[str, Argument]]:
    lone = _lone(predication, ctx)
    arguments = [
        a if a.role == "complement" or (head := whole(ctx, a.head)) == a.head else replace(a, head=head)
        for a in predication.arguments
    ]
    for a in predication.arguments:
        if a.head == lone and a.role == "indirect":
            yield "object", a
    for a in arguments:
        if ctx.tree.label(a.head) in _MEASURES or ctx.lemma(a.head) in _MEASURE_NOUNS:
            yield "measure", a
        if a.role in _ROLES and not (lone >= 0 and a.role == "object" and _is_sum(ctx, a.head)):
            yield a.role, a
        if a.role in ("oblique", "attribute", "complement") and a.marker:
            yield a.marker, a


def verb_slots(predication: Predication, ctx: Context) -> Slots:
    """Arrange the arguments of a verb or adjective: by role, by marker, and sums and shares as ``measure``."""
    return _grouped(_verb_pairs(predication, ctx))


def noun_slots(ctx: Context, head: int, support: Predication | None, *, undergoer: bool = False) -> Slots:
    """Arrange what stands with a noun, and what the verb that supports it adds.

    Parameters
    ----------
    ctx : Context
    head : int
    support : Predication, optional
        "hold" in "they held talks with Rome in May".
    undergoer : bool
        Whether the verb's subject undergoes what the noun names ("suffered a defeat").
    """
    pairs: list[tuple[str, Argument]] = []
    for p in ctx.by_head.get(head, ()):
        for a in p.arguments:
            if a.role == "modifier":
                slot = {"'s": "possessor", "": "pre"}.get(a.marker, a.marker)
                pairs.append((slot, a))
            elif a.role == "complement":
                pairs.append(("complement", a))
                if a.marker:
                    pairs.append((a.marker, a))
            elif a.role == "subject" and p.kind == "nominal":
                pairs.append(("subject", a))
    if support is not None:
        for a in support.arguments:
            if a.head == head:
                continue
            if a.role == "subject":
                pairs.append(("of" if undergoer else "subject", a))
            elif a.role == "indirect":
                pairs.append(("to", a))
            elif a.role in ("oblique", "complement") and a.marker:
                pairs.append((a.marker, a))
                if a.role == "complement":
                    pairs.append(("complement", a))
    return _grouped(pairs)


def idiom_heads(frame: Frame, predication: Predication, slots: Slots, ctx: Context) -> frozenset[int] | None:
    """Return the tokens that a frame's fixed words stand for, or None if a word or marker is missing."""
    fixed: set[int] = set()
    if frame.words:
        found = {a.head for a in slots.of("object") + slots.of("attribute") if ctx.lemma(a.head) in frame.words}
        tree = ctx.tree
        found |= {c for c in tree.children[predication.head] if tree.lemma[c] in frame.words and tree.dep[c] != "nsubj"}
        if not found:
            return None
        fixed |= found
    for marker, lemmas in frame.markers:
        there = slots.of(marker)
        if lemmas:
            heads = {a.head for a in there if ctx.lemma(a.head) in lemmas} | _case_marked(
                predication, marker, lemmas, ctx
            )
            if not heads:
                return None
            fixed |= heads
        elif not there:
            return None
    return frozenset(fixed)


def _case_marked(predication: Predication, marker: str, lemmas: frozenset[str], ctx: Context) -> set[int]:
    """Words under the verb with a preposition that no argument stands for ("on strike", "dead")."""
    tree = ctx.tree
    return {
        c
        for c in tree.children[predication.head]
        if tree.lemma[c] in lemmas and any(tree.dep[g] == "case" and tree.lower[g] == marker for g in tree.children[c])
    }
