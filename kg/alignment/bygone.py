"""States that are over by what the text says: "until 2019 she led the party", "formerly head of the bank"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.alignment.context import Context
from kg.alignment.drafts import EdgeDraft
from kg.predications import TimeExpression
from ontology import FACT_MODALITIES, relation
from ontology.lexicon import title_words, word_set

__all__ = ["bygone", "is_bygone", "since", "until_then"]

_LAST = frozenset({"until", "till", "through"})
_TIMES = frozenset({"obl", "nmod", "obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "-", "–", "—"})
_WITHIN = frozenset({"det", "amod", "compound", "nmod:poss", "nmod:desc", "nummod", "flat", "case"})
_NOW = frozenset({"still", "now", "currently", "already", "today"})
_SINCE = frozenset({"since", "for"})
_BOUNDS = _LAST | {"since", "from"}
#: A state that is dated no longer ago than this may go on.
_RECENT = timedelta(days=90)


def _auxiliaries(ctx: Context, head: int) -> frozenset[str]:
    tree = ctx.tree
    return frozenset(tree.lower[c] for c in tree.children[head] if tree.dep[c] in ("aux", "aux:pass", "cop"))


def _is_past(ctx: Context, head: int) -> bool:
    """Whether the clause of a predicate is in the simple past or the past perfect; not "has led"."""
    words = _auxiliaries(ctx, head)
    if words:
        return bool(words & {"was", "were", "had"}) and not words & {"has", "have", "will", "would", "may", "can"}
    return ctx.tree.tag[head] == "VBD" or (ctx.tree.tag[head] == "VBN" and ctx.tree.dep[head].startswith("acl"))


def _is_predicate(ctx: Context, head: int) -> bool:
    return ctx.tree.pos[head] in ("VERB", "AUX") or "cop" in (ctx.tree.dep[c] for c in ctx.tree.children[head])


def _beside(ctx: Context, head: int) -> Iterator[tuple[TimeExpression, str]]:
    """Yield the times that belong to a predicate or to an apposed noun, each with its preposition.

    A parse may hang the time on the clause around ("X, head of the bank until 2015, was held"): what follows with
    neither comma nor verb between belongs to it as well.
    """
    tree, times = ctx.tree, ctx.reading.times
    for at in sorted(t for t in times if tree.sentence[t] == tree.sentence[head]):
        above = tree.head[at]
        owned = tree.dep[at] in _TIMES and (above == head or (tree.head[above] == head and tree.dep[above] in _TIMES))
        between = range(head + 1, at)
        plain = head < at and not any(tree.pos[i] in ("VERB", "AUX") or tree.lower[i] in _BREAKS for i in between)
        if owned or (plain and tree.label(head + 1) != "PERSON"):
            yield times[at], (_case(ctx, above) if owned and above != head else "") or _case(ctx, at)


def _case(ctx: Context, noun: int) -> str:
    """Return the preposition that bounds a time: "until 2003", and of its noun "until his death in 2003"."""
    tree = ctx.tree
    found = next((tree.lower[c] for c in tree.children[noun] if tree.dep[c] == "case"), "")
    return found if noun in ctx.reading.times or found in _BOUNDS else ""


def _span(ctx: Context, head: int) -> tuple[date | None, date | None, bool]:
    """Return from and until when the text says it held, and whether it is over by that."""
    day = ctx.reading.article.day
    for time, case in _beside(ctx, head):
        if time.last is None or (day is not None and time.last >= day):
            continue
        if "/" in time.value and time.first is not None:
            if since(ctx, head) is not None:
                continue  # "from 2009 to 2013 and again since 2018"
            return time.first, time.last, True
        if case in _LAST:
            first = next((t.first for t, c in _beside(ctx, head) if c == "from"), None)
            return first, time.last, True
    return since(ctx, head), None, False


def since(ctx: Context, head: int, *, effective: bool = False) -> date | None:
    """Return the day since when a state holds: "has led it since 2011", "since the vote in May"; None if none is said.

    Parameters
    ----------
    ctx : Context
    head : int
        A verb, the noun of a copula, or a noun set beside a name.
    effective : bool
        Whether "from" says so too: "was named coach from 1 March".
    """
    cases = ("since", "from") if effective else ("since",)
    return next((t.first for t, case in _beside(ctx, head) if case in cases and "/" not in t.value), None)


def _long_ago(ctx: Context, head: int) -> bool:
    """Whether a past state is said of a time long before the article."""
    day = ctx.reading.article.day
    return day is not None and any(
        time.last is not None and time.last < day - _RECENT and case not in _SINCE for time, case in _beside(ctx, head)
    )


def _adverbs(ctx: Context, head: int) -> frozenset[str]:
    """Return the adverbs before a predicate, or before an apposed noun."""
    tree = ctx.tree
    found = {tree.lower[c] for c in tree.children[head] if tree.dep[c] == "advmod" and c < head}
    start = head - 1
    while start >= 0 and tree.dep[start] in _WITHIN:
        start -= 1
    noun = not _is_predicate(ctx, head)
    return frozenset(found | ({tree.lower[start]} if noun and start >= 0 else set()))


def _used_to(ctx: Context, head: int) -> bool:
    tree = ctx.tree
    above = tree.head[head]
    governed = tree.dep[head] in ("xcomp", "ccomp") and tree.lemma[above] == "use" and tree.tag[above] == "VBD"
    return governed or tree.lower[max(head - 3, 0) : head - 1] == ["used", "to"]


def _until_it(ctx: Context, head: int) -> int:
    """Return the clause that says what ended the state, "led the party until it split"; -1 if there is none."""
    tree = ctx.tree
    clauses = (c for c in tree.children[head] if tree.dep[c].startswith("advcl") and c > head)
    marked = (c for c in clauses if any(tree.dep[g] == "mark" and tree.lower[g] in _LAST for g in tree.children[c]))
    return next((c for c in marked if _is_past(ctx, c)), -1)


def _ceasing(ctx: Context, head: int) -> int:
    """Return the verb that says that a state ends, "ceased to be chairwoman"; -1 if there is none."""
    tree = ctx.tree
    above = tree.head[head]
    ends = tree.dep[head] == "xcomp" and tree.lemma[above] in ("cease", "stop") and _is_past(ctx, above)
    return above if ends else -1


def until_then(ctx: Context, head: int) -> date | None:
    """Return the day until which a state is still to hold: "will serve until June"; None if none is said.

    Parameters
    ----------
    ctx : Context
    head : int
        A verb, the noun of a copula, or a noun set beside a name.
    """
    day = ctx.reading.article.day
    ahead = (t.last for t, case in _beside(ctx, head) if case in _LAST and t.last and day and t.last > day)
    return next(ahead, None)


def is_bygone(ctx: Context, head: int) -> bool:
    """Whether the words about a predicate or an apposed noun say that its state is over.

    Parameters
    ----------
    ctx : Context
    head : int
        A verb, the noun of a copula, or a noun set beside a name.
    """
    adverbs = _adverbs(ctx, head)
    if adverbs & _NOW:
        return False
    if ctx.tree.pos[head] in ("VERB", "AUX") and ctx.lemma(head) in word_set("beginning") and not _span(ctx, head)[2]:
        return False  # "became mayor in 2009" does not say until when
    predicate = _is_predicate(ctx, head)
    past = _is_past(ctx, head) if predicate else True
    if not predicate and "then" in adverbs:
        return True
    if past and (adverbs & title_words("once") or (predicate and _long_ago(ctx, head))):
        return True
    if _used_to(ctx, head) or _ceasing(ctx, head) >= 0:
        return True
    if past and (_span(ctx, head)[2] or _until_it(ctx, head) >= 0):
        return True
    perfect = "had" in _auxiliaries(ctx, head)
    lasting = {case for _, case in _beside(ctx, head)} & _SINCE
    return perfect and not lasting and "cop" in {ctx.tree.dep[c] for c in ctx.tree.children[head]}


def bygone(ctx: Context, edge: EdgeDraft) -> EdgeDraft:
    """Mark the edge of a state that is over, with the days from and until which it held where the text has them.

    Parameters
    ----------
    ctx : Context
    edge : EdgeDraft
    """
    facts = edge.facts
    state = relation(edge.relation).kind == "state" and edge.relation != "signatoryOf" and edge.event < 0
    if not state or facts.modality not in FACT_MODALITIES or facts.polarity != "positive":
        return edge
    if edge.post == "subject" or not (edge.ended or (_is_predicate(ctx, edge.head) and is_bygone(ctx, edge.head))):
        return edge
    first, last, _ = _span(ctx, edge.head)
    ended = max(_until_it(ctx, edge.head), _ceasing(ctx, edge.head))
    if last is None and ended >= 0:
        time, day = ctx.time_of(ended), ctx.reading.article.day
        last = time.last if time is not None and time.last is not None and (day is None or time.last <= day) else None
    return replace(edge, ended=True, valid_from=edge.valid_from or first, valid_until=edge.valid_until or last)
