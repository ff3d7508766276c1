"""Events, roles and relations that the network reads where the rules found none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import READER, EdgeDraft, EventDraft
from kg.alignment.projection import fits, relations_of
from kg.alignment.sanity import is_mere_warning
from kg.alignment.slots import whole
from kg.alignment.status import judge
from kg.alignment.titles import is_ended, title_tokens
from kg.extractors.trees import Tree
from ontology import FACT_MODALITIES, relation
from ontology.lexicon import word_set

if TYPE_CHECKING:
    from kg.semantics.scores import PairScores

__all__ = ["ends", "predicate_between", "propose_edges", "propose_events", "with_roles"]

#: Probabilities below which nothing is proposed; the scorer decides on the rest.
_EVENT, _ROLE, _EDGE = 0.15, 0.15, 0.1
#: Bodies that are nowhere in themselves.
_BODIES = ("Company", "PoliticalParty", "SportsTeam", "ArmedGroup", "MediaOrganization")
_CARRYING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_NOT = frozenset({"not", "never"})
#: Roles to whose filler the network adds another only where the two are coordinated.
_SINGLE = frozenset({"actor", "theme", "recipient"})


def propose_events(ctx: Context, drafts: Mapping[int, EventDraft]) -> list[EventDraft]:
    """Return events of words of which no rule made one.

    Parameters
    ----------
    ctx : Context
    drafts : mapping of int to EventDraft
        Those of the rules, by head token.
    """
    scores = ctx.reading.scores
    if scores is None:
        return []
    found = []
    # "left five dead" tells of no death beside its own
    told = {(t, d.cls) for d in drafts.values() for t in d.trigger if ctx.tree.pos[t] == "ADJ"}
    for head in np.flatnonzero(scores.events[:, 0] < 1 - _EVENT).tolist():
        best = int(scores.events[head, 1:].argmax()) + 1
        chance = float(scores.events[head, best])
        known = head in drafts or (head, scores.classes[best]) in told
        known = known or (scores.classes[best] == "Threaten" and is_mere_warning(ctx, head))
        if chance < _EVENT or known or ctx.tree.pos[head] not in _CARRYING or ctx.tree.name[head] >= 0:
            continue
        own = next((p for p in ctx.by_head.get(head, ()) if p.kind == "verb"), None)
        if scores.classes[best] == "Appoint" and ctx.lemma(head) in word_set("serving"):
            continue  # a term of office, not how it began
        found.append(
            EventDraft(
                head=head,
                cls=scores.classes[best],
                roles={},
                trigger=(head,),
                tokens=own.tokens if own else (head,),
                facts=ctx.factuality(head),
                sentence=ctx.tree.sentence[head],
                confidence=round(chance, 4),
                extractor=READER,
            )
        )
    judged = judge(ctx, [d.head for d in found if d.head not in ctx.reading.factuality])
    return [replace(d, facts=judged.get(d.head, d.facts)) for d in found]


def with_roles(ctx: Context, drafts: Mapping[int, EventDraft]) -> dict[int, EventDraft]:
    """Return the events with the roles added that the network reads.

    Parameters
    ----------
    ctx : Context
    drafts : mapping of int to EventDraft
    """
    scores = ctx.reading.scores
    if scores is None:
        return dict(drafts)
    likely: dict[int, list[tuple[int, str]]] = {}
    for trigger, filler, role in _likely_roles(scores.roles):
        likely.setdefault(trigger, []).append((filler, role))
    return {head: _with_roles(ctx, d, likely.get(head, ()), drafts) for head, d in drafts.items()}


def _likely_roles(scores: PairScores) -> Iterator[tuple[int, int, str]]:
    """Yield triggers and fillers with the role that is likeliest of all, where that is likely enough."""
    if not len(scores.pairs):
        return
    rows = np.flatnonzero(scores.chances[:, 1:].max(axis=1) >= _ROLE)
    best = scores.chances[rows, 1:].argmax(axis=1) + 1
    for (trigger, filler), k in zip(scores.pairs[rows].tolist(), best.tolist(), strict=True):
        if scores.classes[k] != "source":
            yield trigger, filler, scores.classes[k]


def _with_roles(
    ctx: Context, draft: EventDraft, likely: Iterable[tuple[int, str]], events: Mapping[int, EventDraft]
) -> EventDraft:
    roles = {role: list(heads) for role, heads in draft.roles.items()}
    named = (head for role, heads in roles.items() if role != "position" for head in heads)
    taken = {x for head in named for x in (head, *ctx.entities(head))} | {*roles.get("position", ())}
    read = set()
    for said, role in likely:
        filler = whole(ctx, said)
        same = role != "position" and not taken.isdisjoint(ctx.entities(filler))  # a post may name its holder
        if filler in taken or same or _is_left_out(ctx.tree, said):
            continue
        if role == "place" and _is_no_place(ctx, filler):
            continue
        if role in _SINGLE and roles.get(role) and not _is_joined(ctx.tree, said, roles[role]):
            continue
        if draft.cls == "Appoint" and role == "theme" and _is_succeeded(ctx, filler, draft.head):
            continue
        if (ctx.entities(filler) or filler in events) and not _of_another(ctx.tree, filler, draft.head, events):
            roles.setdefault(role, []).append(filler)
            taken |= {filler, *(ctx.entities(filler) if role != "position" else ())}
            read.add(filler)
    return replace(draft, roles={role: tuple(heads) for role, heads in roles.items()}, read=frozenset(read))


def _is_no_place(ctx: Context, filler: int) -> bool:
    """Whether a word names a body that one works at or for, not where one is: "a strike at Norte Energy"."""
    return ctx.is_named(filler) and ctx.is_of(filler, _BODIES) and not ctx.is_of(filler, ("Place",))


def _is_succeeded(ctx: Context, filler: int, verb: int) -> bool:
    """Whether somebody gives up a post to another, who gains it: "replaced Ana Ruiz as chairman"."""
    tree = ctx.tree
    undergoes = tree.head[filler] == verb and tree.dep[filler] in ("obj", "nsubj:pass")
    return undergoes and ctx.lemma(verb) in word_set("succeeding")


def _is_left_out(tree: Tree, filler: int) -> bool:
    """Whether a conjunct is named as the one that has no part: "met the president but not the minister"."""
    return tree.dep[filler] == "conj" and any(tree.lower[c] in _NOT for c in tree.children[filler])


def _is_joined(tree: Tree, filler: int, others: Iterable[int]) -> bool:
    """Whether a word is coordinated with another filler."""
    chain = {filler}
    while tree.dep[filler] == "conj":
        filler = tree.head[filler]
        chain.add(filler)
    return any(o in chain or (tree.dep[o] == "conj" and tree.head[o] in chain) for o in others)


def _of_another(tree: Tree, filler: int, event: int, events: Mapping[int, EventDraft]) -> bool:
    """Whether a word hangs on another event that itself hangs on this one: "held over the murder of a teacher"."""
    for token in _upward(tree, filler)[1:]:
        if token == event:
            return False
        if token in events:
            return True
    return False


def propose_edges(ctx: Context, edges: Iterable[EdgeDraft], events: Mapping[int, EventDraft]) -> Iterator[EdgeDraft]:
    """Yield relations between mentions of a sentence that no rule found there.

    Parameters
    ----------
    ctx : Context
    edges : iterable of EdgeDraft
        Those of the rules.
    events : mapping of int to EventDraft
        An event in which both take part, and whose class states such a relation, is what the relation comes of.
    """
    scores = ctx.reading.scores
    if scores is None:
        return
    edges = list(edges)
    known = {(e.sentence, e.relation, *ends(ctx, e.subject, e.object)) for e in edges}
    plain = [e for e in edges if e.facts.modality in FACT_MODALITIES and e.facts.polarity == "positive"]
    settled = {(e.relation, _noun_of_post(e.relation, e.subject, e.object)) for e in plain if not e.ended}
    for subject, name, target, chance in _likely_relations(scores.relations):
        held = _noun_of_post(name, subject, target)
        if held >= 0 and (name, held) in settled and not _is_succeeded(ctx, subject, ctx.tree.head[subject]):
            continue  # the rules know whose post it is, or where
        post = _post(ctx, name, subject, target)
        if post == "object" and ctx.is_named(target) and not {*ctx.entities(target)} & {*ctx.entities(subject)}:
            continue  # "the judge", who has a name, told him
        sides = relation(name)
        if post != "subject" and not fits(ctx.cls(subject), sides.domain):
            continue
        if post != "object" and not fits(ctx.cls(target), sides.range):
            continue
        if _of_others(events, subject, name, target):
            continue
        if name == "threatens" and is_mere_warning(ctx, predicate_between(ctx.tree, subject, target)):
            continue
        key = (ctx.tree.sentence[subject], name, *ends(ctx, subject, target))
        if key not in known:
            known.add(key)
            told = _telling(events, subject, name, target)
            edge = _edge(ctx, subject, name, target, told, chance)
            noun = {"subject": subject, "object": target}.get(post)
            if edge is not None:
                yield edge if noun is None else replace(edge, post=post, tokens=title_tokens(ctx, noun))


def _likely_relations(scores: PairScores) -> Iterator[tuple[int, str, int, float]]:
    """Yield subject, relation, object and probability where a relation is likely enough."""
    some = np.flatnonzero(scores.chances[:, 0] <= 1 - _EDGE)
    rows, found = np.nonzero(scores.chances[some] >= _EDGE)
    chances = scores.chances[some][rows, found].tolist()
    for (subject, target), k, chance in zip(scores.pairs[some[rows]].tolist(), found.tolist(), chances, strict=True):
        if scores.classes[k]:
            yield subject, scores.classes[k], target, chance


def _post(ctx: Context, name: str, subject: int, target: int) -> Literal["", "subject", "object"]:
    """Return which side of a relation is the post that a common noun for a person names."""
    side: Literal["subject", "object"] = "subject" if name == "positionIn" else "object"
    noun = subject if name == "positionIn" else target
    if name not in ("holdsPosition", "positionIn") or ctx.is_name(noun) or ctx.tree.pos[noun] not in ("NOUN", "PROPN"):
        return ""
    return side if ctx.cls(noun) in ("Position", "Person") else ""


def _noun_of_post(name: str, subject: int, target: int) -> int:
    """Return the end of a relation that is a post, which has one holder and one place; -1 for other relations.

    A spokesman speaks for one, too: "the plant stays open, a spokeswoman for the union said".
    """
    return {"holdsPosition": target, "positionIn": subject, "represents": subject}.get(name, -1)


def ends(ctx: Context, subject: int, target: int) -> tuple[object, object]:
    """Return what two head tokens refer to, or the tokens where they refer to nothing."""
    return ctx.entities(subject) or subject, ctx.entities(target) or target


def _of_others(events: Mapping[int, EventDraft], subject: int, name: str, target: int) -> bool:
    """Whether an event that states such a relation is told of the object with another actor than the subject."""
    told = [(e, {f for fs in e.roles.values() for f in fs}) for e in events.values() if name in relations_of(e.cls)]
    about = [e for e, fillers in told if target in fillers]
    actors = [{*e.roles.get("actor", ()), *e.doubtful.get("actor", ())} for e in about]
    return bool(about) and all(known and subject not in known for known in actors)


def _telling(events: Mapping[int, EventDraft], subject: int, name: str, target: int) -> EventDraft | None:
    """Return the event of which a relation between two mentions is told; the nearest to its object."""
    found = [
        e
        for e in events.values()
        if name in relations_of(e.cls) and {subject, target} <= {f for fs in e.roles.values() for f in fs}
    ]
    return min(found, key=lambda e: (abs(e.head - target), e.head), default=None)


def _edge(
    ctx: Context, subject: int, name: str, target: int, told: EventDraft | None, chance: float
) -> EdgeDraft | None:
    """Return a relation that the network reads; None for a state of which a clause says that it is none."""
    head = told.head if told else _carrier(ctx.tree, subject, target, done=relation(name).kind == "action")
    own = next((p for p in ctx.by_head.get(head, ()) if p.kind == "verb"), None)
    facts = told.facts if told else ctx.reading.factuality.get(head)
    if facts is None:
        facts = judge(ctx, [head]).get(head, ctx.factuality(head))
    ended = False
    if told is None and relation(name).kind == "state":
        if ctx.tree.pos[head] == "VERB" and (facts.modality not in FACT_MODALITIES or facts.polarity != "positive"):
            return None  # "would have moved its headquarters to Rotterdam"
        facts = ASSERTED  # how things stand is not what is done with them: "threatened to close the office in Lima"
        ended = any(ctx.tree.pos[noun] == "NOUN" and is_ended(ctx, noun) for noun in (head, target))
    return EdgeDraft(
        subject=subject,
        relation=name,
        object=target,
        head=head,
        tokens=told.tokens if told else own.tokens if own else (head,),
        facts=facts,
        event=told.head if told else -1,
        ended=ended,
        sentence=ctx.tree.sentence[subject],
        confidence=round(chance, 4),
        extractor=READER,
    )


def _carrier(tree: Tree, subject: int, target: int, *, done: bool) -> int:
    """Return the word that states a relation: of what is done, the verb nearest above the object."""
    top = predicate_between(tree, subject, target)
    if not done or tree.pos[top] != "VERB":
        return top
    up = _upward(tree, target)
    below = up[1 : up.index(top)] if top in up else []
    return next((t for t in below if tree.pos[t] == "VERB" and t != subject), top)


def predicate_between(tree: Tree, first: int, second: int) -> int:
    """Return the word that joins two others: the highest between them in the tree, else the lower of the two."""
    up, down = _upward(tree, first), _upward(tree, second)
    top = next((t for t in up if t in down), -1)
    if top not in (-1, first, second):
        return top
    way = (*up[1 : up.index(top)], *down[1 : down.index(top)]) if top >= 0 else ()
    carrying = [t for t in way if tree.pos[t] in _CARRYING]
    return carrying[-1] if carrying else second if top == first else first


def _upward(tree: Tree, token: int) -> list[int]:
    found = [token]
    while tree.head[token] != token and len(found) < 40:
        token = tree.head[token]
        found.append(token)
    return found
