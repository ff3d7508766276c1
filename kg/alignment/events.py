"""Events: every verb and every noun of an article that tells of one, with its roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.alignment.framing import fitting, noun_frames, verb_frames
from kg.alignment.numbers import event_numbers
from kg.alignment.slots import Slots, noun_slots, verb_slots
from kg.alignment.status import judge_nouns
from kg.predications import Argument, Factuality, Predication
from ontology import Polarity
from ontology.lexicon import Frame, event_frames, light_verbs, word_set

__all__ = ["Found", "Support", "find_events"]

#: Classes whose acts are told with what went before them: "sacked after the leak".
_REACTIONS = frozenset({"LeaveOffice", "Coerce", "Sanction", "Protest", "Concede", "Charge", "Sentence", "Terminate"})
#: Classes whose acts happen where those stand whom they befall.
_LOCAL = frozenset({"Assault", "Die", "Injure", "Coerce", "Protest", "Crime", "Accident", "Discover"})
#: Classes whose acts answer what somebody did: "fined for dumping waste".
_ANSWERED = frozenset({"Coerce", "Sanction", "Sentence", "Concede", "LeaveOffice", "Award", "Accuse", "Charge"})
#: A frame, its roles filled, and the fixed words of its idiom.
Match = tuple[Frame, dict[str, tuple[int, ...]], frozenset[int]]
_COUNTS = frozenset({"with", "of", "for", "over", "on suspicion of", "on charges of", "on a charge of"})
_BECAUSE = frozenset({"because", "because of", "in protest at", "over", "since", "due to", "in response to"})
#: Classes in which what a preposition says of somebody is done to him: "under attack", "in custody".
_UNDERGONE = frozenset({"Coerce", "Try", "Accuse", "Assault", "Charge", "Sanction", "Sentence"})
_MODIFYING = frozenset({"compound", "flat", "amod", "nmod:desc", "nmod:unmarked"})


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that lends a noun its arguments.

    ``undergoer``: its subject undergoes what the noun names; ``apart``: the noun may be real where the verb is not.
    """

    verb: Predication
    undergoer: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The events of an article, and which predications told of them (head token and kind)."""

    events: tuple[EventDraft, ...]
    used: frozenset[tuple[int, str]]


def _idiomatic(frame: Frame) -> bool:
    """Whether a frame asks for its object by word, so that the verb and not the object names the event."""
    return bool(frame.words) or any(t.slot == "object" and t.sets for t in frame.when)


def _being(ctx: Context) -> Iterator[tuple[int, Support]]:
    """Yield the nouns in which a copula puts its subject: "is in talks", "was under arrest", "are on trial"."""
    for p in ctx.reading.predications:
        if p.kind != "copula":
            continue
        for a in p.arguments:
            if a.role == "attribute" and a.marker in ("in", "under", "on", "at") and noun_frames(ctx, a.head):
                yield a.head, Support(p, undergoer=noun_frames(ctx, a.head)[0].event in _UNDERGONE)


def _verbs(ctx: Context) -> Iterator[tuple[Predication, Slots]]:
    for p in ctx.reading.predications:
        if p.kind == "verb":
            yield p, verb_slots(p, ctx)


def _supported(p: Predication, slots: Slots, ctx: Context, frame: Frame | None) -> Iterator[tuple[int, Support]]:
    """Yield the nouns that a verb supports: "hold talks", "suffered a defeat", "the attack took place"."""
    nouns = [a.head for a in slots.of("object") if noun_frames(ctx, a.head)]
    if frame is not None and _idiomatic(frame) and not frame.light:
        nouns = [n for n in nouns if noun_frames(ctx, n)[0].event == frame.event]
    if p.lemma in light_verbs("undergoer"):
        yield from ((n, Support(p, undergoer=True)) for n in nouns)
    elif p.lemma in light_verbs("actor") or p.lemma in word_set("lending") or (frame is not None and frame.light):
        yield from ((n, Support(p)) for n in nouns)
    if p.lemma in light_verbs("happen"):
        yield from ((a.head, Support(p)) for a in slots.of("subject") if noun_frames(ctx, a.head))


def _charges(p: Predication, slots: Slots, ctx: Context) -> Iterator[tuple[int, Support]]:
    """Yield the crimes for which somebody is charged, tried or convicted, with him as their doer."""
    accused = tuple(Argument(role="subject", head=a.head) for a in slots.of("object") if ctx.entities(a.head))
    if p.lemma not in word_set("prosecuting") or not accused:
        return
    for a in p.arguments:
        if a.role == "oblique" and a.marker in _COUNTS:
            frames = noun_frames(ctx, a.head)
            if frames and any(f.event == "Crime" for f in frames):
                yield a.head, Support(replace(p, arguments=accused), apart=True)


def _stays(p: Predication, slots: Slots, ctx: Context) -> Iterator[tuple[int, Support]]:
    """Yield the custody that somebody undergoes: "was remanded in custody", "spent a year under house arrest"."""
    if slots.of("attribute") or p.lemma in light_verbs("actor"):
        return
    held = slots.of("object") if any(ctx.entities(a.head) for a in slots.of("object")) else slots.of("subject")
    undergoers = tuple(Argument(role="subject", head=a.head) for a in held if ctx.entities(a.head))
    for a in p.arguments:
        named = a.role == "oblique" and a.marker in ("in", "under") and ctx.lemma(a.head) in word_set("confinement")
        if named and undergoers:
            yield a.head, Support(replace(p, arguments=undergoers), undergoer=True)


def _trigger(p: Predication, fixed: frozenset[int], ctx: Context) -> tuple[int, ...]:
    own = {p.head, *(t for t in p.tokens if ctx.tree.dep[t] == "compound:prt")}
    own |= {t for t in fixed if abs(t - p.head) <= 3}
    return tuple(sorted(own))


def _role_of(ctx: Context, marker: str, head: int, cls: str, *, told: bool) -> str:
    """Return the role of a clause beside an event; ``told``: its content is known already."""
    if marker in ("if", "unless"):
        return "condition"
    because = marker in _BECAUSE or (marker == "after" and cls in _REACTIONS)
    if because or (marker == "for" and cls in _ANSWERED and ctx.tree.tag[head] == "VBG"):
        return "reason"
    return "purpose" if marker in ("to", "in order to", "so as to") and not told else ""


def _clauses(ctx: Context, slots: Slots, filled: dict[str, tuple[int, ...]], cls: str) -> None:
    """Add what clauses beside an event say of it: condition, purpose, reason."""
    used = {h for heads in filled.values() for h in heads}
    for a in slots.of("complement"):
        role = "" if a.head in used else _role_of(ctx, a.marker, a.head, cls, told="content" in filled)
        if role:
            filled[role] = (*filled.get(role, ()), a.head)


def _place_beside(ctx: Context, cls: str, filled: dict[str, tuple[int, ...]]) -> None:
    """Take the place that stands with a participant as the event's, where it has none ("shot a guard in Lahore")."""
    if cls not in _LOCAL or "place" in filled:
        return
    for role in ("theme", "recipient", "instrument"):
        for head in filled.get(role, ()):
            mention = ctx.mention(head)
            if mention is None or mention.kind == "name" or ctx.is_of(head, ("Place",)):
                continue
            places = tuple(
                o for o, m, _ in ctx.modifiers(head) if m in ("in", "at", "near") and ctx.is_of(o, ("Place",))
            )
            if places:
                filled["place"] = places
                return


def _time_of(ctx: Context, head: int) -> bool:
    """Whether a time expression hangs on a noun."""
    tree = ctx.tree
    return any(c in ctx.reading.times or tree.label(c) in ("DATE", "TIME") for c in tree.children[head])


def _noun_draft(ctx: Context, head: int, support: Support | None) -> EventDraft | None:
    frames = noun_frames(ctx, head)
    if support is not None and support.apart:
        frames = tuple(f for f in frames if f.event == "Crime")
    kinds = {p.kind: p for p in ctx.by_head.get(head, ())}
    own = kinds.get("nominal") or next(iter(kinds.values()), None)
    slots = noun_slots(ctx, head, support.verb if support else None, undergoer=bool(support and support.undergoer))
    given = {"support"} if support else set()
    if _time_of(ctx, head):
        given.add("time")
    if any(ctx.tree.dep[c] == "nummod" for c in ctx.tree.children[head]):
        given.add("count")
    blank = Predication(
        kind="nominal",
        head=head,
        lemma=ctx.lemma(head),
        tokens=(head,),
        arguments=(),
        sentence=ctx.tree.sentence[head],
        extractor="nominals",
        confidence=0.7,
    )
    match = fitting(frames, own or blank, slots, ctx, frozenset(given))
    if match is None:
        return None
    frame, filled, _ = match
    if not (filled or given or frame.alone):
        return None
    _clauses(ctx, slots, filled, frame.event)
    _place_beside(ctx, frame.event, filled)
    base = support.verb.confidence if support else (own or blank).confidence
    return EventDraft(
        head=head,
        cls=frame.event,
        roles=filled,
        relations=frame.relations,
        trigger=_noun_trigger(ctx, head),
        tokens=(head,),
        facts=Factuality(),
        numbers=event_numbers(ctx, support.verb.head if support else head, frame.event, filled),
        sentence=ctx.tree.sentence[head],
        confidence=round(base * frame.confidence, 4),
        extractor=(own or blank).extractor,
    )


def _noun_trigger(ctx: Context, head: int) -> tuple[int, ...]:
    """The noun, with the words before it under which the lexicon lists it ("air strike")."""
    return (head,)


def _verb_draft(ctx: Context, p: Predication, slots: Slots, match: Match) -> EventDraft:
    frame, filled, fixed = match
    if frame.form == "clausal" and "content" not in filled and p.head in ctx.reported:
        filled["content"] = (ctx.reported[p.head],)
    _clauses(ctx, slots, filled, frame.event)
    _place_beside(ctx, frame.event, filled)
    return EventDraft(
        head=p.head,
        cls=frame.event,
        roles=filled,
        relations=frame.relations,
        trigger=_trigger(p, fixed, ctx),
        tokens=p.tokens,
        facts=ctx.factuality(p.head),
        numbers=event_numbers(ctx, p.head, frame.event, filled),
        sentence=p.sentence,
        confidence=round(p.confidence * frame.confidence, 4),
        extractor=p.extractor,
        implied=frozenset(a.head for a in p.arguments if a.implied),
    )


def _spared(draft: EventDraft) -> EventDraft:
    """Turn the polarity of an event that an adjective says somebody was spared ("unhurt")."""
    polarity: Polarity = "negative" if draft.facts.polarity == "positive" else "positive"
    return replace(draft, facts=replace(draft.facts, polarity=polarity, cue=(*draft.facts.cue, draft.head)))


def _adjectives(ctx: Context, used: set[tuple[int, str]]) -> list[EventDraft]:
    """Return the events that adjectives tell of: "three were dead", "the firm is bankrupt"."""
    frames = event_frames("adjective")
    found: list[EventDraft] = []
    for p in ctx.reading.predications:
        if p.kind not in ("copula", "adjectival") or ctx.tree.pos[p.head] not in ("ADJ", "VERB"):
            continue
        slots = verb_slots(p, ctx)
        match = fitting(frames.get(ctx.tree.lemma[p.head], ()), p, slots, ctx)
        if match is not None and not any(d.head == p.head for d in found):
            draft = _verb_draft(ctx, replace(p, tokens=(*p.tokens, p.head)), slots, match)
            found.append(_spared(draft) if ctx.tree.lemma[p.head] in word_set("spared") else draft)
            used.add((p.head, p.kind))
    return found


def _participles(ctx: Context) -> Iterator[EventDraft]:
    """Yield what participles before a noun say that it has undergone: "the jailed leader", "two wounded guards"."""
    tree = ctx.tree
    for token, dep in enumerate(tree.dep):
        noun = tree.head[token]
        if dep != "amod" or noun < token or tree.pos[noun] not in ("NOUN", "PROPN"):
            continue
        if tree.lower[token] == "late" and _is_of_the_dead(ctx, token, noun):
            frames, role = event_frames("adjective")["dead"], "subject"
        elif tree.tag[token] == "VBN" and tree.lemma[token] in word_set("undergone"):
            frames, role = event_frames("verb").get(tree.lemma[token], ()), "object"
        else:
            continue
        p = Predication(
            kind="adjectival",
            head=token,
            lemma=tree.lemma[token],
            tokens=(token,),
            arguments=(Argument(role=role, head=noun),),
            sentence=tree.sentence[token],
            extractor="adjectives",
            confidence=0.75,
        )
        slots = verb_slots(p, ctx)
        match = fitting(frames, p, slots, ctx)
        if match is not None:
            yield _verb_draft(ctx, p, slots, match)


def _is_of_the_dead(ctx: Context, late: int, noun: int) -> bool:
    """Whether "late" is said of somebody who has died: "the late Omar Diallo", "her late husband"."""
    tree = ctx.tree
    if not ctx.is_of(noun, ("Person",)) or any(tree.dep[c] == "advmod" for c in tree.children[late]):
        return False
    return any(
        tree.dep[c] == "nmod:poss" or (tree.lower[c] == "the" and tree.dep[c] == "det") for c in tree.children[noun]
    )


def _is_event_noun(ctx: Context, head: int, consumed: set[int]) -> bool:
    tree = ctx.tree
    return (
        tree.pos[head] == "NOUN"
        and head not in consumed
        and tree.name[head] < 0
        and tree.dep[head] not in _MODIFYING
        and bool(noun_frames(ctx, head))
    )


def find_events(ctx: Context) -> Found:
    """Find the events that an article tells of.

    Parameters
    ----------
    ctx : Context

    Returns
    -------
    Found
        Drafts in text order. A noun that a light verb supports stands for both.
    """
    support: dict[int, Support] = {}
    verbs: list[EventDraft] = []
    left: list[tuple[Predication, Slots, Match, frozenset[int]]] = []
    consumed: set[int] = set()
    used: set[tuple[int, str]] = set()
    for p, slots in _verbs(ctx):
        match = fitting(verb_frames(p), p, slots, ctx)
        lent = dict(_supported(p, slots, ctx, match[0] if match else None))
        for noun, how in lent.items():
            support.setdefault(noun, how)
        if lent:
            used.add((p.head, p.kind))
            if match is None or match[0].light or p.lemma in light_verbs("actor") | light_verbs("undergoer"):
                if match is not None and not match[0].light:
                    left.append((p, slots, match, frozenset(lent)))
                continue
        if match is not None:
            verbs.append(_verb_draft(ctx, p, slots, match))
            consumed |= match[2]
            used.add((p.head, p.kind))
        for noun, how in (*_charges(p, slots, ctx), *_stays(p, slots, ctx)):
            support.setdefault(noun, how)
    for noun, how in _being(ctx):
        support.setdefault(noun, how)
    verbs += _adjectives(ctx, used)
    told = {d.head for d in verbs}
    verbs += [d for d in _participles(ctx) if d.head not in told]
    nouns = [
        draft
        for head in range(len(ctx.tree))
        if _is_event_noun(ctx, head, consumed)
        for draft in [_noun_draft(ctx, head, support.get(head))]
        if draft is not None
    ]
    named = {d.head for d in nouns}
    # an idiom whose noun tells of nothing by itself ("took his own life") is the verb's
    verbs += [_verb_draft(ctx, p, slots, match) for p, slots, match, lent in left if not lent & named]
    nouns = judge_nouns(ctx, nouns, {n: how.verb.head for n, how in support.items() if not how.apart})
    used |= {(d.head, "nominal") for d in nouns}
    return Found(tuple(sorted([*verbs, *nouns], key=lambda d: (d.head, d.cls))), frozenset(used))
