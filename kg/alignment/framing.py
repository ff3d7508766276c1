"""From predicates to events: which frame fits, and which argument fills which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.alignment.context import Context
from kg.alignment.slots import Slots, idiom_heads, noun_slots
from kg.extractors.phrases import marker
from kg.predications import Predication
from ontology import is_a, roles
from ontology.lexicon import Check, Frame, event_frames, word_set

__all__ = ["fill", "fitting", "noun_frames", "verb_frames"]

_CLAUSES = frozenset({"content", "purpose", "condition", "reason"})
_PLACES = frozenset({"place", "origin", "destination"})


def verb_frames(predication: Predication) -> tuple[Frame, ...]:
    """Return the frames of a verb in the order in which they are tried."""
    return event_frames("verb").get(predication.lemma, ())


def noun_frames(ctx: Context, head: int) -> tuple[Frame, ...]:
    """Return the frames of a noun: those of the longest string under which it is listed."""
    frames = event_frames("noun")
    return next((frames[key] for key in ctx.keys(head) if key in frames), ())


def _is_content(head: int, governor: int, ctx: Context) -> bool:
    """Whether a clause is what a verb says, wants or decides, not one beside it."""
    tree = ctx.tree
    at = head
    while tree.dep[at] == "conj" and tree.head[at] != at:
        at = tree.head[at]
    dep = tree.dep[at]
    if dep == "advcl" and tree.lemma[governor] in word_set("deciding") and marker(tree, at) == "to":
        return True  # "voted on Thursday to close it"
    return dep.startswith(("ccomp", "xcomp")) or (dep == "parataxis" and tree.head[at] == governor) or at < governor


def _form_fits(frame: Frame, predication: Predication, slots: Slots, ctx: Context) -> bool:
    if frame.form == "transitive":
        return bool(slots.of("object"))
    if frame.form == "intransitive":
        return not slots.of("object")
    if frame.form == "bare":
        return not any(slots.of(slot) for slot in ("object", "complement", "to", "for"))
    if frame.form == "clausal":
        said = predication.head in ctx.reported
        return said or any(_is_content(a.head, predication.head, ctx) for a in slots.of("complement"))
    if frame.form == "threat":
        return any(ctx.factuality(a.head).modality == "threatened" for a in slots.of("complement"))
    return True


def _may_fill(role: str, head: int, ctx: Context) -> bool:
    """Whether what a token refers to is of a kind that may fill a role."""
    if role == "actor":
        cls = ctx.cls(head)
        return not cls or is_a(cls, "Agent")
    if role == "destination":
        return ctx.is_of(head, ("Place", "Organization", "Artifact"))
    if role in _PLACES:
        return ctx.is_of(head, ("Place",))
    if role in _CLAUSES:
        return head in ctx.by_head or ctx.names_event(head) or (role == "reason" and bool(ctx.entities(head)))
    return True


def fill(frame: Frame, slots: Slots, ctx: Context, fixed: frozenset[int]) -> dict[str, tuple[int, ...]]:
    """Fill the roles of a frame; an argument fills one role only.

    Parameters
    ----------
    frame : Frame
    slots : Slots
    ctx : Context
    fixed : frozenset of int
        Tokens that belong to the predicate and fill nothing.
    """
    filled: dict[str, tuple[int, ...]] = {}
    taken = set(fixed)
    there = slots.filled
    for role, selectors in frame.roles.items():
        fruitful = [s for s in selectors if s.slot in there]
        if not fruitful:
            continue
        heads = slots.pick(fruitful, ctx, lambda h, r=role: h not in taken and _may_fill(r, h, ctx))  # type: ignore[misc]
        if heads:
            filled[role] = heads
            taken.update(heads)
    return filled


def _tests_hold(
    tests: tuple[Check, ...], slots: Slots, ctx: Context, filled: Mapping[str, tuple[int, ...]]
) -> Iterator[bool]:
    known = roles()
    for test in tests:
        yield slots.holds(test, ctx, filled.get(test.slot, ()) if test.slot in known else None)


def fitting(
    frames: tuple[Frame, ...], predication: Predication, slots: Slots, ctx: Context, given: frozenset[str] = frozenset()
) -> tuple[Frame, dict[str, tuple[int, ...]], frozenset[int]] | None:
    """Return the first frame that fits, with its roles filled and its fixed words; None if none does.

    Parameters
    ----------
    frames : tuple of Frame
    predication : Predication
    slots : Slots
    ctx : Context
    given : frozenset of str
        Needs already met: ``"time"``, ``"support"``.
    """
    for frame in frames:
        fixed = idiom_heads(frame, predication, slots, ctx)
        if fixed is None or not _form_fits(frame, predication, slots, ctx):
            continue
        reach = slots
        if frame.words:
            reach = slots.joined(*(noun_slots(ctx, noun, None) for noun in sorted(fixed)))
        filled = fill(frame, reach, ctx, fixed)
        if not all(_tests_hold(frame.when, slots, ctx, filled)) or any(_tests_hold(frame.unless, slots, ctx, filled)):
            continue
        if frame.need and not (frame.need & given or frame.need & filled.keys()):
            continue
        return frame, filled, fixed
    return None
