"""Whether events happened, where the words about a noun or a date say more than the verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft, EventDraft
from kg.extractors.clause_modality import noun_operators
from kg.extractors.clauses import auxiliaries, full_lemma
from kg.extractors.cue_lexicons import words
from kg.extractors.factuality import assess
from kg.extractors.governing_words import frames_of
from kg.extractors.phrases import marker
from kg.predications import Factuality, Predication, TimeExpression
from ontology import FACT_MODALITIES
from ontology.lexicon import thing_nouns, word_set

if TYPE_CHECKING:
    from ontology import Modality

__all__ = ["completed", "judge", "judge_nouns", "not_before", "unbuilt", "unproven"]


_INDEFINITE = frozenset({"a", "an", "any", "another", "some"})
_CORE = frozenset({"obj", "nsubj:pass", "nsubj", "conj"})


def _as_predication(ctx: Context, head: int) -> Predication:
    return Predication(
        kind="nominal",
        head=head,
        lemma=ctx.lemma(head),
        tokens=(head,),
        arguments=(),
        sentence=ctx.tree.sentence[head],
        extractor="nominals",
    )


def _denied(ctx: Context, head: int) -> int:
    """Return the "no" before a noun, -1 if there is none."""
    tree = ctx.tree
    return next((c for c in tree.children[head] if tree.lower[c] == "no" and c < head), -1)


def _of_governor(ctx: Context, head: int) -> Factuality:
    """Return what the verb above a noun leaves of it: what may, should or would be done to "an attack" need not be.

    A definite noun is taken for granted ("may cancel the talks").
    """
    tree = ctx.tree
    governor, dep = tree.head[head], tree.dep[head]
    definite = any(
        tree.dep[c] in ("det", "nmod:poss") and tree.lower[c] not in _INDEFINITE for c in tree.children[head]
    )
    if definite or dep not in _CORE or tree.pos[governor] not in ("VERB", "NOUN"):
        return ASSERTED
    if dep == "conj":
        return _of_governor(ctx, governor) if governor != head else ASSERTED
    facts = ctx.factuality(governor)
    return facts if facts.modality not in ("asserted", "announced") and facts.polarity == "positive" else ASSERTED


def _named_by(ctx: Context, verb: int, facts: Factuality) -> Factuality:
    """Return what a verb such as "threaten" or "consider" makes of the event that it names."""
    cue = frames_of(ctx.tree, verb).get("obj")
    if cue is None or not cue.value or facts.modality not in FACT_MODALITIES:
        return facts
    return Factuality(modality=cast("Modality", cue.value), polarity=facts.polarity, cue=(*facts.cue, verb))


def judge(ctx: Context, heads: Iterable[int]) -> Mapping[int, Factuality]:
    """Return the factuality that the words around some predicates decide, by their head tokens."""
    return assess(ctx.doc, [_as_predication(ctx, head) for head in heads], ctx.reading.reports)


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
    judged = judge(ctx, [d.head for d in drafts])
    found = []
    for draft in drafts:
        facts = ctx.factuality(verbs[draft.head]) if draft.head in verbs else ASSERTED
        if draft.head in verbs and ctx.lemma(verbs[draft.head]) in word_set("lending"):
            facts = _named_by(ctx, verbs[draft.head], facts)
        if draft.head in verbs and ctx.lemma(verbs[draft.head]) in word_set("outlasting"):
            facts = ASSERTED  # what will end is there
        if facts.modality == "asserted" and facts.polarity == "positive":
            facts = judged.get(draft.head, ASSERTED)
        if facts == ASSERTED:
            facts = _of_governor(ctx, draft.head)
        no = _denied(ctx, draft.head)
        if no >= 0 and facts.polarity == "positive":
            facts = Factuality(modality=facts.modality, polarity="negative", cue=(*facts.cue, no))
        found.append(replace(draft, facts=facts))
    return found


def unproven(events: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Make possible what somebody is accused of, where nobody is named who says so ("accused of fraud")."""
    accused = {
        head
        for event in events.values()
        if event.cls in ("Accuse", "Charge") and not event.roles.get("actor")
        for role in ("content", "theme")
        for head in event.roles.get(role, ())
        if head > event.head
    }
    return {
        head: replace(event, facts=Factuality(modality="possible", cue=event.facts.cue))
        if head in accused and event.facts == ASSERTED
        else event
        for head, event in events.items()
    }


def _hangs_on(ctx: Context, head: int) -> Factuality:
    """Return the factuality that a clause shares with what it completes: "asked Rome to help them leave"."""
    tree = ctx.tree
    governor, dep = tree.head[head], tree.dep[head]
    if (
        dep in ("acl", "advcl")
        and tree.tag[head] == "VBG"
        and tree.lemma[governor] in thing_nouns("about", "restrictions")
    ):
        return Factuality(modality="hypothetical", cue=(governor,))
    bare = dep == "xcomp" or (dep == "ccomp" and tree.tag[head] == "VB")
    if not bare or tree.pos[governor] not in ("VERB", "ADJ"):
        return ASSERTED
    facts = ctx.factuality(governor)
    return ASSERTED if facts.modality in FACT_MODALITIES else facts


def completed(ctx: Context, events: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Give clauses that complete another the factuality of that other, where they have none of their own."""
    found = {}
    for head, event in events.items():
        facts = _hangs_on(ctx, head) if event.facts == ASSERTED else event.facts
        found[head] = replace(event, facts=facts) if facts != event.facts else event
    return found


def not_before(draft: EventDraft, time: TimeExpression | None, ctx: Context) -> EventDraft:
    """Make a plan of what the article dates after its own publication ("the election on Sunday")."""
    day = ctx.reading.article.day
    if time is None or time.first is None or day is None or time.first <= day or draft.facts.modality != "asserted":
        return draft
    if _is_past(ctx, draft.head):
        return draft  # the date is another's, or its year is wrong
    return replace(draft, facts=Factuality(modality="planned", polarity=draft.facts.polarity, cue=(time.head,)))


def _is_past(ctx: Context, head: int) -> bool:
    """Whether a verb tells of what is over, by its form: "dropped", "has been sold", "a town seized in January"."""
    tree = ctx.tree
    if tree.tag[head] == "VBD":
        return True
    if tree.tag[head] != "VBN" or tree.pos[head] != "VERB":
        return False
    if tree.dep[head] in ("acl", "amod"):
        return True
    return any(tree.lower[a] in ("was", "were", "had", "has", "have") for a in auxiliaries(tree, head))


#: Relations in which a thing stands only once it is there.
_STANDING = frozenset({
    "connects", "governs", "holdsPosition", "leads", "locatedIn", "memberOf", "owns", "partOf", "positionIn",
    "signatoryOf", "supervises",
})  # fmt: skip


def unbuilt(ctx: Context, edge: EdgeDraft) -> EdgeDraft:
    """Make a plan of how a thing stands that is only planned: "the planned line between A and B"."""
    if edge.relation not in _STANDING or edge.event >= 0 or edge.facts != ASSERTED:
        return edge
    for head in (edge.subject, edge.object):
        facts = _of_thing(ctx, head)
        if facts != ASSERTED:
            return replace(edge, facts=facts, presupposed=False)
    return edge


def _of_thing(ctx: Context, head: int) -> Factuality:
    """Return what the words about a thing say of its being there."""
    tree = ctx.tree
    if tree.pos[head] != "NOUN":
        return ASSERTED
    for op in noun_operators(tree, head):
        if op.modality and op.modality not in FACT_MODALITIES:
            return Factuality(modality=cast("Modality", op.modality), cue=op.cue)
    governor = tree.head[head]
    indefinite = any(tree.lower[c] in ("a", "an") for c in tree.children[head])
    cue = frames_of(tree, governor).get(marker(tree, head) or "obj") if governor != head else None
    sought = cue is not None and cue.value and cue.value not in FACT_MODALITIES
    if indefinite and tree.dep[head] in ("obj", "obl", "nmod") and cue is not None and sought:
        return Factuality(modality=cast("Modality", cue.value), cue=(governor,))  # "hopes for a base at …"
    if indefinite and tree.dep[head] == "obj" and full_lemma(tree, governor) in words("factuality", "creating"):
        facts = ctx.factuality(governor)
        if facts.modality not in FACT_MODALITIES:
            return Factuality(modality=facts.modality, cue=facts.cue)
    return ASSERTED
