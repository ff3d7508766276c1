"""Whether events happened, where the words about a noun or a date say more than the verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EventDraft
from kg.extractors.factuality import assess
from kg.predications import Factuality, Predication, TimeExpression

__all__ = ["judge_nouns", "not_before"]


def _as_predication(ctx: Context, head: int) -> Predication:
    return Predication(
        kind="nominal",
        head=head,
        lemma=ctx.lemma(head),
        tokens=(head,),
        arguments=(),
        sentence=ctx.sentence_of[head],
        extractor="nominals",
    )


def _denied(ctx: Context, head: int) -> int:
    """Return the "no" before a noun, -1 if there is none."""
    return next((c.i for c in ctx.doc[head].children if c.lower_ == "no" and c.i < head), -1)


def _of_governor(ctx: Context, head: int) -> Factuality:
    """Return what the verb above a noun leaves of it: what may, should or would be done to "an attack" need not be.

    A definite noun is taken for granted ("may cancel the talks").
    """
    token = ctx.doc[head]
    governor = token.head
    definite = any(
        c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an", "any", "another", "some") for c in token.children
    )
    if definite or token.dep_ not in ("obj", "nsubj:pass", "nsubj", "conj") or governor.pos_ not in ("VERB", "NOUN"):
        return ASSERTED
    if token.dep_ == "conj":
        return _of_governor(ctx, governor.i) if governor.i != head else ASSERTED
    facts = ctx.factuality(governor.i)
    return facts if facts.modality not in ("asserted", "announced") and facts.polarity == "positive" else ASSERTED


def judge_nouns(ctx: Context, nouns: Iterable[EventDraft], verbs: Mapping[int, int]) -> list[EventDraft]:
    """Give events named by nouns the factuality that the words around the noun decide.

    Parameters
    ----------
    ctx : Context
    nouns : iterable of EventDraft
    verbs : mapping of int to int
        Noun to the verb that supports it ("they may hold talks"), whose factuality counts first.
    """
    drafts = list(nouns)
    judged = assess(ctx.doc, [_as_predication(ctx, d.head) for d in drafts], ctx.reading.reports)
    found = []
    for draft in drafts:
        facts = ctx.factuality(verbs[draft.head]) if draft.head in verbs else ASSERTED
        if facts.modality == "asserted" and facts.polarity == "positive":
            facts = judged.get(draft.head, ASSERTED)
        if facts == ASSERTED:
            facts = _of_governor(ctx, draft.head)
        no = _denied(ctx, draft.head)
        if no >= 0 and facts.polarity == "positive":
            facts = Factuality(modality=facts.modality, polarity="negative", cue=(*facts.cue, no))
        found.append(replace(draft, facts=facts))
    return found


def not_before(draft: EventDraft, time: TimeExpression | None, ctx: Context) -> EventDraft:
    """Make a plan of what the article dates after its own publication ("the election on Sunday")."""
    day = ctx.reading.article.day
    if time is None or time.first is None or day is None or time.first <= day or draft.facts.modality != "asserted":
        return draft
    return replace(draft, facts=Factuality(modality="planned", polarity=draft.facts.polarity, cue=(time.head,)))
