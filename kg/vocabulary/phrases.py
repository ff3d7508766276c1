"""Patterns from labels and examples: each is read by the language model as part of a sentence.

A label is put between two nouns, "the company supplies the firm"; an example marks its two sides with brackets,
"[Corvane] delivers gearboxes to [Halden]", the subject first unless it says otherwise: "[Halden](object) buys from
[Corvane](subject)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.alignment.context import Context
from kg.alignment.slots import Slots, noun_slots, verb_slots
from kg.articles import Article
from kg.config import Config
from kg.extractors.trees import Tree
from kg.predications import Reading
from kg.vocabulary.examples import parse_example
from kg.vocabulary.patterns import Pattern
from kg.vocabulary.rivals import spaced
from ontology.lexicon import is_preposition

__all__ = ["Phrase", "read_example", "read_label"]

ReadArticle = Callable[[Article], Reading]

_ONE, _OTHER = "The company", "the firm"
_IS = frozenset({"is", "are", "was", "were", "be"})
#: Sentences that a label may complete, the likeliest first, with the kinds of patterns that are believed there.
_FRAMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("{one} {label} {other}.", frozenset({"verbs", "adjectives"})),
    ("{one} is a {label} {other}.", frozenset({"nouns"})),
    ("{one} is a {label} of {other}.", frozenset({"nouns"})),
    ("{one} is {label} {other}.", frozenset({"verbs", "adjectives"})),
)
_EMPTY = frozenset({"be", "have", "do"})
_NO_SLOTS = frozenset({"complement", "attribute", "measure"})
#: Verbs that mean something only with what goes with them.
_BARE = frozenset(
    {"take", "keep", "get", "give", "put", "bring", "go", "come", "let", "see", "find", "set", "turn", "hold", "make"}
)
_POSSESSIVE = frozenset({"possessor", "by", "subject"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A label or an example as it was understood.

    Parameters
    ----------
    relation : str
    words : tuple of str
        The sentence, word by word.
    predicate : int
        Index of the word that tells the relation; -1 if it is not known.
    tag : str
        Its Penn Treebank tag.
    pattern : Pattern, optional
    """

    relation: str
    words: tuple[str, ...]
    predicate: int = -1
    tag: str = ""
    pattern: Pattern | None = None


def _as_words(label: str) -> str:
    """Return a label as it would stand in a sentence: "suppliesTo" and "Supplies To" are "supplies to"."""
    if "_" in label or re.fullmatch(r"[^\W_]*[a-z][A-Z][^\W_]*", label):
        return spaced(label)
    if label[:1].isupper():
        return re.sub(r"\b[A-Z](?=[a-z])", lambda m: m[0].lower(), label)
    return label


def _possessed(label: str) -> str:
    """Return the noun of "has supplier", which is the other side; empty for "has invested in" and all others."""
    import lemminflect  # type: ignore[import-untyped]

    first, *others = label.split()
    last = others[-1].lower() if others else ""
    if first not in ("has", "have") or not last.isalpha() or is_preposition(last) or len(others) > 3:
        return ""
    is_form = any(base != last for base in lemminflect.getAllLemmas(last, upos="VERB").get("VERB", ()))
    return "" if is_form else " ".join(others[1:] if others[0] in ("a", "an", "the") else others)


def read_label(relation: str, label: str, read: ReadArticle) -> Phrase:
    """Understand a label: "supplies", "is a supplier of", "supplier", "has supplier", "dependent on", "sued by"."""
    label = _as_words(label)
    found: list[Phrase] = []
    if noun := _possessed(label):
        # X has supplier Y: the firm is the supplier of the company
        text = f"{_OTHER.capitalize()} is the {noun} of {_ONE.lower()}."
        at = len(text) - 1 - len(_ONE)
        phrase, _ = _understood(relation, text, (at, at + len(_ONE)), (0, len(_OTHER)), read)
        if phrase.pattern is not None and phrase.pattern.part == "nouns":
            return phrase
        found.append(phrase)
    copular = label.partition(" ")[0] in _IS
    for frame, parts in _FRAMES[:1] if copular else _FRAMES:
        text = frame.format(one=_ONE, label=label, other=_OTHER)
        at = len(text.rstrip(".")) - len(_OTHER)
        phrase, ctx = _understood(relation, text, (0, len(_ONE)), (at, at + len(_OTHER)), read)
        if phrase.pattern is not None and (copular or phrase.pattern.part in parts):
            return replace(phrase, pattern=_whole(ctx, phrase, label=True))
        found.append(phrase)
    return Phrase(relation, found[0].words)


def read_example(relation: str, example: str, read: ReadArticle) -> Phrase:
    """Understand an example, whose two sides stand in brackets.

    Raises
    ------
    ValueError
        If they do not.
    """
    told = parse_example(example)
    text = told.text if told.text.rstrip()[-1:] in (".", "!", "?") else f"{told.text.rstrip()}."
    phrase, ctx = _understood(relation, text, told.subject, told.object, read)
    return replace(phrase, pattern=_whole(ctx, phrase, label=False))


def _article(text: str) -> Article:
    return Article(id=Article.identify(text=text), text=text)


def _phrase(relation: str, reading: Reading, predicate: int, pattern: Pattern | None = None) -> Phrase:
    tag = reading.doc[predicate].tag_ if predicate >= 0 else ""
    return Phrase(relation, tuple(t.text for t in reading.doc), predicate, tag, pattern)


def _understood(
    relation: str, text: str, subject: tuple[int, int], target: tuple[int, int], read: ReadArticle
) -> tuple[Phrase, Context]:
    reading = read(_article(text))
    ctx = Context(reading, Config())
    one, other = (_head(ctx, *span) for span in (subject, target))
    head, pattern = next(_patterns(ctx, relation, one, other), (-1, None))
    return _phrase(relation, reading, head, pattern), ctx


def _whole(ctx: Context, phrase: Phrase, *, label: bool) -> Pattern | None:
    """Return a verb's pattern with the words without which it means something else.

    All other arguments in a label count, and in an example what stands beside subject and object: "cut {tie} [with]",
    "take [to=court]", but "deliver [to]" for "delivers gearboxes to".
    """
    pattern = phrase.pattern
    if pattern is None or pattern.part != "verbs" or pattern.words:
        return pattern
    slots = next((verb_slots(p, ctx) for p in ctx.by_head[phrase.predicate] if p.kind == "verb"), Slots())
    told = {pattern.subject, pattern.object}
    more = {s: [a.head for a in slots.of(s)] for s in sorted(set(slots.filled) - told - _NO_SLOTS)}
    if label and "object" in more:
        pattern = replace(pattern, words=tuple(sorted({ctx.lemma(h) for h in more["object"]})))
    core = told <= {"subject", "object", "indirect"}
    beside = tuple(
        (slot, tuple(sorted({ctx.lemma(h) for h in heads})))
        for slot, heads in more.items()
        if slot not in ("subject", "object", "indirect") and (core or label) and not _is_aside(ctx, heads)
    )
    bare = pattern.lemma in _BARE and core and not beside and not label
    return None if bare else replace(pattern, beside=beside)


def _is_aside(ctx: Context, heads: list[int]) -> bool:
    """Whether a phrase says only when or where."""
    return any(h in ctx.reading.times or ctx.is_name(h) or ctx.tree.pos[h] in ("NUM", "PRON") for h in heads)


def _head(ctx: Context, start: int, end: int) -> int:
    """Return the head token of the words between two offsets."""
    inside = [t.i for t in ctx.doc if start <= t.idx < end]
    outer = [i for i in inside if ctx.tree.head[i] not in inside or ctx.tree.head[i] == i]
    return (outer or inside or [-1])[-1]


def _patterns(ctx: Context, relation: str, one: int, other: int) -> Iterator[tuple[int, Pattern]]:
    """Yield the ways in which a sentence joins two tokens, with the word that does."""
    predications = ctx.reading.predications
    for p in predications:
        if p.kind in ("verb", "adjectival") and p.lemma not in _EMPTY:
            slots = {slot: [a.head for a in found] for slot, found in verb_slots(p, ctx).filled.items()}
            part = "verbs" if p.kind == "verb" else "adjectives"
            for a, b in _pairs(slots, one, other):
                yield p.head, Pattern(relation=relation, part=part, lemma=p.lemma, subject=a, object=b)  # type: ignore[arg-type]
    for p in predications:
        if p.kind == "verb":
            yield from _with_object(ctx, relation, one, other, p.head)
    for p in predications:
        if p.kind in ("copula", "apposition", "title"):
            for noun in (a.head for a in p.arguments if a.role == "attribute" and a.marker in ("", "(")):
                yield from _of_noun(ctx, relation, one, other, noun, p.heads("subject"))
    for noun in sorted(ctx.by_head):
        if ctx.tree.pos[noun] == "NOUN":
            yield from _of_act(ctx, relation, one, other, noun)


def _pairs(slots: dict[str, list[int]], one: int, other: int) -> Iterator[tuple[str, str]]:
    ones, others = ([s for s, heads in slots.items() if x in heads and s not in _NO_SLOTS] for x in (one, other))
    yield from ((a, b) for a in ones for b in others if a != b)


def _with_object(ctx: Context, relation: str, one: int, other: int, verb: int) -> Iterator[tuple[int, Pattern]]:
    """Files a lawsuit against: one side stands with the verb, the other with its object."""
    for p in (p for p in ctx.by_head[verb] if p.kind == "verb"):
        slots = verb_slots(p, ctx)
        near = {a.head: slot for slot in slots.filled if slot not in _NO_SLOTS for a in slots.of(slot)}
        for noun in (a.head for a in slots.of("object") if a.head not in (one, other)):
            far = {o: m for o, m, _ in ctx.modifiers(noun) if m not in ("", "'s")}
            for a, b in ((near.get(one), far.get(other)), (far.get(one), near.get(other))):
                if a and b:
                    lemma = (ctx.lemma(noun),)
                    yield (
                        verb,
                        Pattern(relation=relation, part="verbs", lemma=p.lemma, words=lemma, subject=a, object=b),
                    )


def _of_noun(
    ctx: Context, relation: str, one: int, other: int, noun: int, bearers: Iterable[int]
) -> Iterator[tuple[int, Pattern]]:
    """X, a supplier of Y; or, for the relation the other way round, Y, a customer of X."""
    ties = {o: m for o, m, _ in ctx.modifiers(noun)}
    key = _key(ctx.tree, noun)
    for bearer, owner in ((one, other), (other, one)):
        if bearer in bearers and owner in ties:
            marker = "" if ties[owner] in ("of", "'s") else ties[owner]
            found = Pattern(relation=relation, part="nouns", lemma=key, subject="self", object=marker)
            yield noun, found if bearer == one else found.inverted()


def _of_act(ctx: Context, relation: str, one: int, other: int, noun: int) -> Iterator[tuple[int, Pattern]]:
    """X's lawsuit against Y."""
    slots = noun_slots(ctx, noun, None)
    near = {a.head: slot for slot in slots.filled for a in slots.of(slot)}
    for doer, undergoer in ((one, other), (other, one)):
        if near.get(doer) in _POSSESSIVE and near.get(undergoer, "complement") not in _NO_SLOTS | {"pre"}:
            found = Pattern(
                relation=relation, part="acts", lemma=_key(ctx.tree, noun), subject="subject", object=near[undergoer]
            )
            yield noun, found if doer == one else found.inverted()


def _key(tree: Tree, noun: int) -> str:
    """Return a noun with the nouns that are compounded with it."""
    before = [i for i in tree.children[noun] if tree.dep[i] == "compound" and i < noun and tree.name[i] < 0]
    return " ".join([*(tree.lower[i] for i in before), tree.lemma[noun]])
