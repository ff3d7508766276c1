"""Relations that verbs, adjectives and hyphenated participles state outright: "owns", "critical of", "Oslo-based"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft
from kg.alignment.framing import fitting
from kg.alignment.slots import Slots, verb_slots
from kg.predications import Argument, Predication
from ontology.lexicon import Frame, PartOfSpeech, Selector, state_frames

__all__ = ["find_states"]

#: What one holds of a body or a thing.
_SHARES = frozenset(
    {"percent", "%", "per cent", "cent", "stake", "share", "shareholding", "holding", "half", "third", "quarter",
     "fifth", "majority", "interest", "all", "most", "rest", "remainder"}
)  # fmt: skip
_PARTS: dict[str, PartOfSpeech] = {"verb": "verb", "adjectival": "adjective", "prenominal": "compound"}


def _heads(slots: Slots, selector: Selector, ctx: Context, fixed: frozenset[int]) -> tuple[int, ...]:
    return slots.pick((selector,), ctx, lambda head: head not in fixed)


def _edges(ctx: Context, p: Predication, frame: Frame, slots: Slots, fixed: frozenset[int]) -> Iterator[EdgeDraft]:
    compound = p.kind == "prenominal"
    raised = any(a.role == "complement" for a in p.arguments)  # "caused the firm to close": it did not cause the firm
    for projection in frame.relations:
        if projection.relation == "causes" and raised:
            continue
        for subject in _heads(slots, projection.subject, ctx, fixed):
            for target in _heads(slots, projection.object, ctx, fixed):
                yield EdgeDraft(
                    subject=subject,
                    relation=projection.relation,
                    object=target,
                    head=p.head,
                    tokens=p.tokens,
                    facts=ASSERTED if compound else ctx.factuality(p.head),
                    presupposed=compound,
                    sentence=p.sentence,
                    confidence=round(p.confidence * frame.confidence, 4),
                    extractor=p.extractor,
                )


def _with_shares(ctx: Context, p: Predication, slots: Slots) -> Slots:
    """Add what a share is of or in, where it hangs on the share: "owns 40 percent of the mine"."""
    shares = [h for h in p.heads("object") if ctx.lemma(h) in _SHARES]
    hung: dict[str, list[Argument]] = {}
    for share in shares:
        for other, marker, found in ctx.modifiers(share):
            if marker in ("of", "in"):
                hung.setdefault(marker, [a for a in found.arguments if a.head == other])
    return slots.joined(Slots({marker: tuple(found) for marker, found in hung.items()}))


def find_states(ctx: Context) -> tuple[EdgeDraft, ...]:
    """Return the relations that predicates state without telling of an event.

    Parameters
    ----------
    ctx : Context
    """
    found: list[EdgeDraft] = []
    for p in ctx.reading.predications:
        part = _PARTS.get(p.kind)
        if part is None:
            continue
        frames = state_frames(part).get(p.lemma, ())
        if not frames:
            continue
        slots = _with_shares(ctx, p, verb_slots(p, ctx))
        while frames:
            match = fitting(frames, p, slots, ctx)
            if match is None:
                break
            found.extend(_edges(ctx, p, match[0], slots, match[2]))
            # A verb may state several relations ("run" a firm, "run" a port): the later frames are tried as well.
            frames = frames[frames.index(match[0]) + 1 :]
    return tuple(found)
