"""One event told of in several places of an article becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from ontology import STATUSES, status_of

__all__ = ["Told", "merge", "refers_back"]

_CORE = ("actor", "recipient", "theme", "position")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
#: Classes of which an article rarely tells of two with the same theme.
_ONCE = frozenset({"Die", "LeaveOffice", "Appoint", "Acquire", "Establish", "Terminate", "Launch", "Sentence", "Elect"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as one place of an article tells it, its roles filled with names.

    Parameters
    ----------
    draft : EventDraft
    roles : mapping of str to frozenset of str
        Role to IRIs of entities, or ``"@<token>"`` for events.
    status : str
    time : str
        TIMEX3 value.
    first, last : datetime.date, optional
    """

    draft: EventDraft
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    status: str
    time: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def status_of(cls, draft: EventDraft) -> str:
        """Return the status that a draft's factuality gives."""
        return status_of(draft.facts.modality, draft.facts.polarity)


def _stem(ctx: Context, draft: EventDraft) -> str:
    return ctx.lemma(draft.head)[:5]


def _shares_time(one: Told, other: Told) -> bool:
    if not one.time or not other.time or one.time == other.time:
        return True
    if one.first and one.last and other.first and other.last:
        return one.first <= other.last and other.first <= one.last
    return one.time.startswith(other.time) or other.time.startswith(one.time)


def _shared(one: Told, other: Told) -> tuple[int, bool]:
    """Return how many core roles share a filler, and whether one has nothing in common."""
    count, clash = 0, False
    for role in (*_CORE, "destination", "origin"):
        a, b = one.roles.get(role, frozenset()), other.roles.get(role, frozenset())
        if a and b:
            count += bool(a & b) and role in _CORE
            clash = clash or not a & b
    return count, clash


def _real(status: str) -> bool:
    return status in ("actual", "announced")


def _one_event(ctx: Context, one: Told, other: Told) -> bool:
    if one.draft.cls != other.draft.cls or not _shares_time(one, other):
        return False
    if refers_back(ctx, other) and not refers_back(ctx, one):
        return _stem(ctx, one.draft) == _stem(ctx, other.draft)
    if "negated" in (one.status, other.status) and one.status != other.status:
        return False
    for key in ("deaths", "injured", "count", "amount"):
        a, b = one.draft.numbers.get(key), other.draft.numbers.get(key)
        if a is not None and b is not None and a != b:
            return False
    shared, clash = _shared(one, other)
    if clash:
        return False
    same_word = _stem(ctx, one.draft) == _stem(ctx, other.draft)
    if shared and (same_word or one.draft.cls in _ONCE or shared >= 2):
        return _real(one.status) == _real(other.status)
    return False


def _definite(ctx: Context, draft: EventDraft) -> bool:
    """Whether a noun refers back: "the attack", "that decision"."""
    tree = ctx.tree
    return tree.pos[draft.head] == "NOUN" and any(
        tree.dep[c] == "det" and tree.lower[c] in _DEFINITE for c in tree.children[draft.head]
    )


def refers_back(ctx: Context, told: Told) -> bool:
    """Whether an event is a bare definite noun without roles and time, which only takes up something told elsewhere."""
    return not told.roles and not told.time and not told.draft.numbers and _definite(ctx, told.draft)


def merge(ctx: Context, told: tuple[Told, ...]) -> dict[int, int]:
    """Return, by head token of each event, the head token of the one that stands for it.

    Parameters
    ----------
    ctx : Context
    told : tuple of Told
        In text order.

    Notes
    -----
    Conservative: two are one only if class, times, numbers and core roles do not contradict each other, and they
    share a participant and a word; or if the later is a bare definite noun that takes up the earlier's word.
    O(n²) in the events of one class.
    """
    groups: list[list[Told]] = []
    for event in told:
        home = next((g for g in reversed(groups) if all(_one_event(ctx, e, event) for e in g)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    best: dict[int, int] = {}
    for group in groups:
        telling = [e for e in group if not refers_back(ctx, e)] or group
        chosen = max(telling, key=lambda e: (-STATUSES.index(e.status), sum(map(len, e.roles.values())), -e.draft.head))
        best.update({e.draft.head: chosen.draft.head for e in group})
    return best
