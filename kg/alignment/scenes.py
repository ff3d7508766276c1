"""Where and when people die or are hurt, where the text says it of what happened to them.

"Twelve people were killed when a bomb exploded in Kabul on Monday" tells the place and the day of the explosion; they
are those of the deaths as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.alignment.numbers import joined_numbers
from kg.extractors.phrases import marker
from kg.predications import TimeExpression

__all__ = ["with_scenes"]

_SUFFERED = frozenset({"Die", "Injure"})
_CAUSES = frozenset({"Accident", "Disaster", "Assault", "Crime", "Protest"})
#: Causes whose dead and injured the ontology counts.
_COUNTED = frozenset({"Accident", "Disaster", "Assault"})
#: What makes two things happen at once; what only follows may happen elsewhere in time.
_AT_ONCE = frozenset({"when", "as", "while", "in", "during"})
_IN = frozenset({"in", "at", "near", "outside", "off", "on"})
_SITES = ("Place",)
_Times = Mapping[int, TimeExpression | None]


def with_scenes(
    ctx: Context, events: Mapping[int, EventDraft], times: _Times
) -> tuple[dict[int, EventDraft], dict[int, TimeExpression | None]]:
    """Give deaths and injuries the place and the time of what caused them, where they have none of their own.

    Parameters
    ----------
    ctx : Context
    events : mapping of int to EventDraft
    times : mapping of int to TimeExpression
        When they happen.
    """
    drafts, dated = dict(events), dict(times)
    suffered = [head for head in sorted(events) if _suffers(events, head)]
    for head in suffered:
        for cause, at_once in _causes(ctx, events[head], events):
            if not at_once and dated.get(head) is not None:
                continue  # "died on Friday after a crash in Lisbon": perhaps elsewhere
            if at_once:
                _share_time(ctx, dated, (head, cause))
            _take_place(drafts, head, _places(ctx, cause, events))
            if at_once and cause in drafts:
                _count(drafts, head, cause)
    for head in suffered:
        for other in _told_with(ctx, drafts, head):
            _share_time(ctx, dated, (head, other))
            for one, two in ((head, other), (other, head)):
                _take_place(drafts, one, drafts[two].roles.get("place", ()))
    return drafts, dated


def _share_time(ctx: Context, dated: dict[int, TimeExpression | None], heads: tuple[int, int]) -> None:
    """Give two events that happen at once the time that one of them has."""
    one, other = (dated.get(h) or ctx.time_of(h) for h in heads)
    if one is None or other is None:
        for head in heads:
            dated[head] = one or other


def _take_place(drafts: dict[int, EventDraft], head: int, places: tuple[int, ...]) -> None:
    if places and not drafts[head].roles.get("place"):
        drafts[head] = replace(drafts[head], roles={**drafts[head].roles, "place": places})


def _count(drafts: dict[int, EventDraft], head: int, cause: int) -> None:
    """Give what caused deaths or injuries their number, where both are said to have happened."""
    kind = "deaths" if drafts[head].cls == "Die" else "injured"
    number = {k: v for k, v in drafts[head].numbers.items() if k.removesuffix("Text") == kind}
    sure = all(d.facts.modality == "asserted" and d.facts.polarity == "positive" for d in (drafts[head], drafts[cause]))
    if number and sure and drafts[cause].cls in _COUNTED:
        drafts[cause] = replace(drafts[cause], numbers=joined_numbers((drafts[cause].numbers, number)))


def _told_with(ctx: Context, events: Mapping[int, EventDraft], head: int) -> Iterator[int]:
    """Yield the deaths and injuries that are counted in one breath with others: "five died and eleven were hurt"."""
    tree = ctx.tree
    other = tree.head[head]
    if tree.dep[head] != "conj" or not _suffers(events, other):
        return
    subjects = tree.with_dep(head, frozenset({"nsubj", "nsubj:pass"}))
    if not subjects or (events[head].numbers and events[other].numbers):
        yield other


def _causes(ctx: Context, draft: EventDraft, events: Mapping[int, EventDraft]) -> Iterator[tuple[int, bool]]:
    """Yield the heads of what caused somebody's death or injury, and whether it was at the same time."""
    tree = ctx.tree
    first = tree.head[draft.head] if tree.dep[draft.head] == "conj" else draft.head
    joined = (first, *(c for c in tree.children[first] if tree.dep[c] == "conj"))
    for verb in (draft.head, *(v for v in joined if v != draft.head and _suffers(events, v))):
        for child in tree.children[verb]:
            word = marker(tree, child).split(" ")[-1] or _opening(ctx, child)
            clause = tree.dep[child].startswith("advcl") and word in ("when", "as", "while", "after")
            noun = tree.dep[child] in ("obl", "nmod") and word in ("in", "during", "after") and _is_cause(events, child)
            if child > verb and (clause or noun):
                yield child, word in _AT_ONCE
    if tree.dep[draft.head] == "advcl" and tree.tag[draft.head] == "VBG" and _is_cause(events, tree.head[draft.head]):
        yield tree.head[draft.head], True  # "overturned near Multan, killing 18"
    for cause in draft.roles.get("reason", ()):
        if _is_cause(events, cause) and tree.sentence[cause] == draft.sentence:
            yield cause, True


def _suffers(events: Mapping[int, EventDraft], head: int) -> bool:
    return head in events and events[head].cls in _SUFFERED


def _is_cause(events: Mapping[int, EventDraft], head: int) -> bool:
    return head in events and events[head].cls in _CAUSES


def _opening(ctx: Context, clause: int) -> str:
    """Return the adverb that opens a clause: "when a bomb exploded"."""
    tree = ctx.tree
    return next((tree.lower[c] for c in tree.children[clause] if tree.dep[c] == "advmod" and c < clause), "")


def _places(ctx: Context, cause: int, events: Mapping[int, EventDraft]) -> tuple[int, ...]:
    if cause in events:
        told = events[cause].roles.get("place", ())
        if told:
            return told
    tree = ctx.tree
    subject = next((c for c in tree.children[cause] if tree.dep[c] in ("nsubj", "nsubj:pass")), cause)
    near = (*tree.children[cause], *(tree.children[subject] if tree.pos[subject] == "NOUN" else ()))
    found = (c for c in near if tree.dep[c] in ("obl", "nmod") and marker(tree, c) in _IN)
    return tuple(c for c in found if ctx.is_of(c, _SITES) and ctx.entities(c))[:2]
