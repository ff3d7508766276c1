"""Relations of the user's own in an article, found by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from kg.alignment.bygone import is_bygone
from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft, EventDraft
from kg.alignment.slots import Slots, noun_slots, verb_slots
from kg.alignment.status import judge_nouns
from kg.alignment.titles import claimed, is_ended
from kg.predications import Factuality, Predication
from kg.vocabulary.patterns import Part, Pattern
from ontology import FACT_MODALITIES, relation
from ontology.lexicon import light_verbs

__all__ = ["EXTRACTOR", "FindLike", "Finder"]

#: How relations that were found by their words are named in the record of what found a statement.
EXTRACTOR = "vocabulary"
#: How sure it is that the words mean the relation, 0-1; what the parse is sure of comes on top.
_SURE: Mapping[Part, float] = {"verbs": 0.85, "nouns": 0.85, "acts": 0.75, "adjectives": 0.8, "prepositions": 0.7}
_OWNERS = ("of", "to", "for", "'s", "")
_NOT = frozenset({"not", "never", "no", "hardly"})
_DOERS = ("possessor", "by", "of", "pre", "from")

#: Yields relations that verbs tell in other words; given the context and the predicates that tell some already.
FindLike = Callable[[Context, frozenset[int]], Iterable[EdgeDraft]]


@dataclass(frozen=True, slots=True)
class _Table:
    """Patterns of one part of speech by lemma."""

    found: Mapping[str, tuple[Pattern, ...]]

    @classmethod
    def of(cls, patterns: Iterable[Pattern], part: Part) -> _Table:
        found: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            if pattern.part == part:
                found.setdefault(pattern.lemma, []).append(pattern)
        return cls({lemma: tuple(sorted(set(same))) for lemma, same in found.items()})

    def at(self, *lemmas: str) -> tuple[Pattern, ...]:
        """Return the patterns of the first lemma that has some."""
        return next((self.found[lemma] for lemma in lemmas if lemma in self.found), ())


class Finder:
    """Finds the relations of a vocabulary.

    Parameters
    ----------
    patterns : iterable of Pattern
    likeness : callable, optional
        Finds more where no pattern fits.

    Notes
    -----
    What may stand on either side of a relation is decided by the classes of the ontology that is in use. Modality and
    polarity are those of the verb, of the copula, or of the noun that names an act.
    """

    def __init__(self, patterns: Iterable[Pattern], likeness: FindLike | None = None) -> None:
        patterns = tuple(patterns)
        self._verbs, self._nouns = _Table.of(patterns, "verbs"), _Table.of(patterns, "nouns")
        self._acts, self._adjectives = _Table.of(patterns, "acts"), _Table.of(patterns, "adjectives")
        self._prepositions = _Table.of(patterns, "prepositions")
        self._likeness = likeness

    def __call__(self, ctx: Context) -> tuple[EdgeDraft, ...]:
        """Return the relations that an article tells."""
        found: list[EdgeDraft] = []
        for p in ctx.reading.predications:
            if p.kind == "verb":
                found += self._of_verb(ctx, p)
            elif p.kind == "adjectival":
                found += _between(ctx, p, self._adjectives.at(p.lemma), verb_slots(p, ctx))
            elif p.kind in ("of", "copula"):
                found += self._of_preposition(ctx, p)
        for head in sorted(ctx.by_head):
            if ctx.tree.pos[head] in ("NOUN", "PROPN"):
                found += self._of_noun(ctx, head)
                found += self._of_act(ctx, head)
        if self._likeness is not None:
            found += self._likeness(ctx, frozenset(e.head for e in found))
        return tuple(found)

    def _of_verb(self, ctx: Context, p: Predication) -> Iterator[EdgeDraft]:
        patterns = self._verbs.at(p.lemma)
        slots = verb_slots(p, ctx) if patterns else Slots()
        for pattern in patterns:
            if not all(any(ctx.lemma(a.head) in lemmas for a in slots.of(m)) for m, lemmas in pattern.beside):
                continue
            if not pattern.words:
                yield from _between(ctx, p, (pattern,), slots)
                continue
            for noun in (a.head for a in slots.of("object") if ctx.lemma(a.head) in pattern.words):
                yield from _between(ctx, p, (pattern,), slots.joined(noun_slots(ctx, noun, None)), fixed=noun)

    def _of_preposition(self, ctx: Context, p: Predication) -> Iterator[EdgeDraft]:
        """X behind Y; X is behind Y."""
        for a in p.arguments:
            for pattern in self._prepositions.at(a.marker):
                heads = (p.head,) if p.kind == "of" else p.heads("subject") if a.role == "attribute" else ()
                for head in heads:
                    ends = (head, a.head) if pattern.subject == "head" else (a.head, head)
                    yield from _edge(ctx, pattern, ends, p, ctx.factuality(p.head), presupposed=p.kind == "of")

    def _of_noun(self, ctx: Context, head: int) -> Iterator[EdgeDraft]:
        """X is a supplier of Y; Y's supplier X; X, the Y supplier."""
        patterns = self._nouns.at(*ctx.keys(head))
        if not patterns:
            return
        ties = [(other, marker) for other, marker, _ in ctx.modifiers(head)]
        for bearer, p in _bearers(ctx, head):
            clause = p.kind == "copula"
            facts = ctx.factuality(p.head) if clause else _beside(ctx, head)
            doubts = claimed(ctx, head)
            if doubts != ASSERTED and facts.modality in FACT_MODALITIES:
                facts = replace(doubts, polarity=facts.polarity)
            ended = is_ended(ctx, head) or (not clause and is_bygone(ctx, head))
            for pattern in patterns:
                marker = pattern.object if pattern.subject == "self" else pattern.subject
                for other in (o for o, m in ties if m == marker or (m in _OWNERS and marker in ("", *_OWNERS))):
                    if other != bearer:
                        ends = (bearer, other) if pattern.subject == "self" else (other, bearer)
                        for edge in _edge(ctx, pattern, ends, p, facts, presupposed=not clause):
                            yield replace(edge, head=p.head if clause else head, tokens=(head,), ended=ended)

    def _of_act(self, ctx: Context, head: int) -> Iterator[EdgeDraft]:
        """X's lawsuit against Y; the recall of Y by X; X brought a lawsuit against Y."""
        patterns = self._acts.at(*ctx.keys(head))
        if not patterns:
            return
        support = _support(ctx, head)
        slots = noun_slots(ctx, head, support)
        p = next(iter(ctx.by_head[head]))
        facts = _judged(ctx, head, p, support)
        for pattern in patterns:
            doers = tuple(a.head for slot in ("subject", *_DOERS) for a in slots.of(slot))
            side = pattern.object if pattern.subject == "subject" else pattern.subject
            others = tuple(a.head for slot in ((side,) if side else ("of", "to")) for a in slots.of(slot))
            allowed = relation(pattern.relation)
            classes = allowed.domain if pattern.subject == "subject" else allowed.range
            for doer in [d for d in doers if d not in others and ctx.is_of(d, classes)][:1]:
                for other in others:
                    ends = (doer, other) if pattern.subject == "subject" else (other, doer)
                    yield from _edge(ctx, pattern, ends, p, facts)


def _beside(ctx: Context, head: int) -> Factuality:
    """Return what a noun that is set beside a name says: it is so, whatever is said around it, but for a "not"."""
    no = next((c for c in ctx.tree.children[head] if c < head and ctx.tree.lower[c] in _NOT), -1)
    return ASSERTED if no < 0 else Factuality(polarity="negative", cue=(no,))


def _support(ctx: Context, head: int) -> Predication | None:
    """Return the verb that lends an act its subject: "brought a lawsuit against"."""
    governor = ctx.tree.head[head]
    found = (p for p in ctx.by_head.get(governor, ()) if p.kind == "verb" and head in p.heads("object"))
    return next((p for p in found if p.lemma in light_verbs("actor")), None)


def _judged(ctx: Context, head: int, p: Predication, support: Predication | None) -> Factuality:
    """Return whether an act that a noun names has happened."""
    draft = EventDraft(
        head=head, cls="", roles={}, trigger=(head,), tokens=(head,), sentence=p.sentence, confidence=p.confidence,
        extractor=EXTRACTOR,
    )  # fmt: skip
    return judge_nouns(ctx, [draft], {head: support.head} if support else {})[0].facts


def _bearers(ctx: Context, head: int) -> Iterator[tuple[int, Predication]]:
    """Yield who is called by a noun, with what says so."""
    for p in ctx.reading.predications:
        named = (a for a in p.arguments if a.role == "attribute" and a.head == head and a.marker in ("", "(", "as"))
        if p.kind in ("copula", "apposition", "title") and any(named):
            yield from ((s, p) for s in p.heads("subject") if s != head)


def _between(
    ctx: Context, p: Predication, patterns: Iterable[Pattern], slots: Slots, fixed: int = -1
) -> Iterator[EdgeDraft]:
    """Yield what a verb or adjective says of the arguments in the slots of a pattern."""
    facts = ctx.factuality(p.head)
    for pattern in patterns:
        ones = [a.head for a in slots.of(pattern.subject) if a.head != fixed]
        others = [a.head for a in slots.of(pattern.object) if a.head != fixed]
        pairs = [(one, other) for one in ones for other in others if one != other]
        if not others and relation(pattern.relation).symmetric and not slots.of("object"):
            pairs = list(combinations(dict.fromkeys(ones), 2))  # "the two compete"
        for ends in pairs:
            yield from _edge(ctx, pattern, ends, p, facts)


def _edge(
    ctx: Context, pattern: Pattern, ends: tuple[int, int], p: Predication, facts: Factuality, *,
    presupposed: bool = False,
) -> Iterator[EdgeDraft]:  # fmt: skip
    """Yield the edge of a pattern if the ontology allows what stands on its sides."""
    known = relation(pattern.relation)
    subject, target = ends
    if not (ctx.is_of(subject, known.domain) and ctx.is_of(target, known.range)):
        return
    yield EdgeDraft(
        subject=subject,
        relation=pattern.relation,
        object=target,
        head=p.head,
        tokens=p.tokens,
        facts=facts,
        presupposed=presupposed,
        sentence=p.sentence,
        confidence=round(p.confidence * _SURE[pattern.part], 4),
        extractor=EXTRACTOR,
    )
