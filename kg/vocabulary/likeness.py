"""Verbs that mean about what those of a relation mean, by the encoder's vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from kg.alignment.context import Context
from kg.alignment.drafts import EdgeDraft
from kg.alignment.slots import verb_slots
from kg.predications import Predication
from kg.vocabulary.patterns import Pattern
from kg.vocabulary.phrases import Phrase
from ontology import relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.vocabulary.encoding import Encoder

__all__ = ["EXTRACTOR", "Likeness"]

#: How relations found in this way are named in the record of what found a statement.
EXTRACTOR = "likeness"
#: Cosine with the nearest verb of a relation from which one may tell it, and by how much it must exceed that with any
#: other verb.
_LIKE, _LEAD = 0.25, 0.05
#: Below the threshold of facts: vectors tell "compete" and "cooperate" hardly apart.
_CONFIDENCE = 0.45
#: Verbs that say nothing without their object, so that their likeness to another means nothing.
_EMPTY = frozenset(
    {"be", "become", "bring", "come", "do", "get", "give", "go", "have", "keep", "let", "make", "put", "seem", "set",
     "take", "turn"}
)  # fmt: skip
#: Verbs of news at large, with which the vectors are centred, and one of which a verb may be more like.
_COMMON = (  # noqa: SIM905  # a list of words is easier to read
    "accept accuse add admit advise agree announce appoint approve arrest ask attack attend ban begin believe blame "
    "build buy call cancel carry cause challenge change charge choose claim close condemn confirm consider continue "
    "control create criticise cut damage decide declare defeat defend delay demand deny describe destroy discuss "
    "dismiss employ end enter expect explain face fear fight find finance fine fire follow force found free gain hail "
    "hear help hire hit hold host identify impose improve include increase inspect introduce invest investigate "
    "invite join kill know lead leave lend license lose meet merge miss move name need nominate oppose order own pay "
    "plan play praise prepare present prevent promise propose protect protest prove publish pull push question raise "
    "reach read receive recommend reduce refuse reject release remember remove replace report rescue return reveal "
    "review run save say search see seize sell send serve share show sign speak spend sponsor start steal stop strike "
    "study suffer support surprise suspend teach tell test thank threaten train treat urge use visit vote want warn "
    "watch welcome win"
).split()

Tense = Literal["VBZ", "VBD", "VB"]
_TENSES: Mapping[str, Tense] = {"VBZ": "VBZ", "VBP": "VBZ", "VBD": "VBD", "VBN": "VBD", "VB": "VB", "VBG": "VB"}
#: Slots of a verb's arguments on either side of a relation.
Sides = tuple[str, str]
#: A relation, and whether the verb's subject is its subject ("supply") or its object ("buy from").
Key = tuple[str, bool]


def _form(verb: str, tense: Tense) -> str:
    import lemminflect  # type: ignore[import-untyped]

    first, _, particle = verb.partition(" ")
    found = first if tense == "VB" else (lemminflect.getInflection(first, tag=tense) or (first,))[0]
    return f"{found} {particle}".strip()


def _sentence(verb: str, tense: Tense, rest: str) -> tuple[list[str], int]:
    """Return a sentence with a verb, and where it stands."""
    before = ["The", "company", *(["will"] if tense == "VB" else [])]
    return [*before, *_form(verb, tense).split(), *rest.split(), "."], len(before)


def _rest(pattern: Pattern) -> str:
    """Return what follows a pattern's verb in a sentence."""
    other = pattern.object if pattern.subject == "subject" else pattern.subject
    words = [f"a {pattern.words[0]}"] if pattern.words else []
    words.append("the firm" if other in ("object", "indirect") else f"{other} the firm")
    return " ".join([*words, *(f"{marker} {lemmas[0]}" for marker, lemmas in pattern.beside)])


@dataclass(frozen=True)
class Likeness:
    """Finds relations told by verbs that no pattern has.

    Parameters
    ----------
    encoder : Encoder
    patterns : tuple of Pattern
    phrases : tuple of Phrase
        Labels and examples as they were understood.

    Notes
    -----
    A verb is compared with the verbs of a relation in their own form (present, past, other), as vectors less the mean
    of common verbs in that form, which takes out what the form contributes. It tells the relation if it is nearer to
    one of these than to any common verb and any other relation's, by the encoder's first layer as well as half-way up.
    Verbs of which the encoder knows the pieces alone are left out. What may stand on either side is decided as for
    patterns. The thresholds were chosen on sentences written for the purpose and on 90,000 words of news, of which
    they leave few relations, most of them wrong where the ontology allows anybody on either side: what is found is
    for a reader to judge, and its confidence keeps it from being a fact.
    """

    encoder: Encoder
    patterns: tuple[Pattern, ...]
    phrases: tuple[Phrase, ...]

    @cached_property
    def _known(self) -> frozenset[str]:
        """Verbs of patterns: what they mean is known."""
        return frozenset(p.lemma for p in self.patterns if p.part == "verbs")

    @cached_property
    def _common(self) -> Mapping[Tense, NDArray[np.float32]]:
        verbs = [v for v in _COMMON if v not in self._known]
        return {t: self._all(_sentence(v, t, "the firm") for v in verbs) for t in ("VBZ", "VBD", "VB")}

    @cached_property
    def _centres(self) -> Mapping[Tense, NDArray[np.float32]]:
        return {tense: vectors.mean(0) for tense, vectors in self._common.items()}

    @cached_property
    def _others(self) -> Mapping[Tense, NDArray[np.float32]]:
        return {tense: self._centred(vectors, tense) for tense, vectors in self._common.items()}

    @cached_property
    def _sides(self) -> Mapping[Key, tuple[Sides, ...]]:
        """Where the verbs of relations have their arguments."""
        found: dict[Key, dict[Sides, None]] = {}
        for p in self.patterns:
            if p.part == "verbs" and "subject" in (p.subject, p.object):
                found.setdefault((p.relation, p.subject == "subject"), {})[p.subject, p.object] = None
        return {key: tuple(sides) for key, sides in sorted(found.items())}

    @cached_property
    def _verbs(self) -> Mapping[Tense, Mapping[Key, NDArray[np.float32]]]:
        """Vectors by form and relation."""
        told: dict[Key, list[tuple[str, str]]] = {}
        for p in self.patterns:
            if p.part == "verbs" and "subject" in (p.subject, p.object):
                told.setdefault((p.relation, p.subject == "subject"), []).append((p.lemma, _rest(p)))
        found: dict[Tense, dict[Key, NDArray[np.float32]]] = {}
        for tense in self._common:
            for key, verbs in sorted(told.items()):
                vectors = self._all(_sentence(verb, tense, rest) for verb, rest in verbs)
                found.setdefault(tense, {})[key] = self._centred(vectors, tense)
        for phrase in self.phrases:
            form = _TENSES.get(phrase.tag)
            if form is not None:
                told_so = phrase.pattern if phrase.pattern and phrase.pattern.part == "verbs" else None
                key = (phrase.relation, told_so is None or told_so.subject == "subject")
                own = self._centred(self.encoder.vectors(phrase.words, [phrase.predicate]), form)
                same = found.setdefault(form, {})
                same[key] = np.concatenate([same[key], own]) if key in same else own
        return found

    def _all(self, sentences: Iterable[tuple[Sequence[str], int]]) -> NDArray[np.float32]:
        return np.concatenate([self.encoder.vectors(words, [at]) for words, at in sentences])

    def _centred(self, vectors: NDArray[np.float32], tense: Tense) -> NDArray[np.float32]:
        """Return one vector of length 1 for each word, of all its layers with equal weight."""
        layers = vectors - self._centres[tense]
        layers = layers / np.maximum(np.linalg.norm(layers, axis=2, keepdims=True), 1e-9)
        flat: NDArray[np.float32] = layers.reshape(len(layers), -1) / np.float32(np.sqrt(layers.shape[1]))
        return flat

    def __call__(self, ctx: Context, told: frozenset[int]) -> Iterator[EdgeDraft]:
        """Yield the relations that other verbs tell.

        Parameters
        ----------
        ctx : Context
        told : frozenset of int
            Head tokens of predicates that tell some already.
        """
        for p in ctx.reading.predications:
            if p.kind != "verb" or p.head in told or p.lemma in self._known | _EMPTY:
                continue
            tense = _TENSES.get(ctx.tree.tag[p.head])
            if tense is None:
                continue
            ends = {key: tuple(_ends(ctx, p, key[0], sides)) for key, sides in self._sides.items()}
            ends = {key: pairs for key, pairs in ends.items() if pairs}
            if ends:
                yield from self._judged(ctx, p, tense, ends)

    def _agree(self, tense: Tense, key: Key, own: NDArray[np.float32]) -> bool:
        """Whether a verb is nearer to those of a relation than to common verbs in each layer by itself."""
        layers = zip(_halves(own), _halves(self._verbs[tense][key]), _halves(self._others[tense]), strict=True)
        return all(float((told @ one).max()) > float((others @ one).max()) for one, told, others in layers)

    def _judged(
        self, ctx: Context, p: Predication, tense: Tense, ends: Mapping[Key, tuple[tuple[int, int], ...]]
    ) -> Iterator[EdgeDraft]:
        """Yield the relation that a verb is most like, if it is like one."""
        sentence = ctx.doc[p.head].sent
        real = [t for t in sentence if not t.is_space]
        if not self.encoder.is_whole(ctx.doc[p.head].text):
            return
        vector = self.encoder.vectors([t.text for t in real], [[t.i for t in real].index(p.head)])
        if vector.shape[2] == 1:
            return
        own = self._centred(vector, tense)[0]
        like = {key: float((self._verbs[tense][key] @ own).max()) for key in ends}
        best = max(sorted(like), key=like.__getitem__)
        rivals = [score for key, score in like.items() if key[0] != best[0]]
        lead = like[best] - max(*rivals, float((self._others[tense] @ own).max()), 0.0)
        if like[best] < _LIKE or lead < _LEAD or not self._agree(tense, best, own):
            return
        for subject, target in ends[best]:
            yield EdgeDraft(
                subject=subject,
                relation=best[0],
                object=target,
                head=p.head,
                tokens=p.tokens,
                facts=ctx.factuality(p.head),
                sentence=p.sentence,
                confidence=round(p.confidence * _CONFIDENCE, 4),
                extractor=EXTRACTOR,
            )


def _halves(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the parts of vectors that are of the first layer and of the other."""
    middle = vectors.shape[-1] // 2
    return vectors[..., :middle], vectors[..., middle:]


def _ends(ctx: Context, p: Predication, name: str, sides: Iterable[Sides]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a verb's arguments that a relation may join, both known to the article."""
    slots, known = verb_slots(p, ctx), relation(name)
    for subject, target in ((a.head, b.head) for one, other in sides for a in slots.of(one) for b in slots.of(other)):
        fit = ctx.is_of(subject, known.domain) and ctx.is_of(target, known.range)
        if subject != target and fit and ctx.entities(subject) and ctx.entities(target):
            yield subject, target
