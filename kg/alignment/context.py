"""One article's reading, arranged so that the aligner can ask about a token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kg.articles import Span
from kg.config import Config
from kg.extractors.times import event_time
from kg.extractors.trees import tree_of
from kg.predications import Cluster, Factuality, Mention, Predication, Reading, TimeExpression
from ontology import is_a
from ontology.lexicon import event_frames

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extractors.trees import Tree

__all__ = ["ASSERTED", "Context", "noun_keys"]

ASSERTED = Factuality()
#: Probability from which the network is believed on who says so.
_SURE = 0.7
_PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers", "who", "whom", "whose", "i", "me", "my"})
_HYPHENS = frozenset({"-", "–", "‐", "‑"})
_PREMODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "X", "ADV", "NUM"})
_GROUPS = frozenset({"they", "we", "them", "us", "their", "our"})


def noun_keys(tree: Tree, head: int) -> tuple[str, ...]:
    """Return the strings under which a noun may stand in a lexicon, the longest first.

    Up to four words before the head that belong to its phrase are joined to its lemma ("air
    strike", "vice-president"), and "of" with the next word ("secretary of state").
    """
    text = tree.lemma[head]
    keys = [text]
    joined = False
    for i in range(head - 1, max(head - 5, -1), -1):
        word = tree.lower[i]
        if word in _HYPHENS:
            text, joined = f"-{text}", True
            continue
        if tree.pos[i] not in _PREMODIFYING or tree.tag[i] == "POS":
            break
        text = word + text if joined else f"{word} {text}"
        joined = False
        keys.append(text)
    if head + 2 < len(tree) and tree.lower[head + 1] == "of":
        keys.append(f"{keys[0]} of {tree.lemma[head + 2]}")
    return tuple(reversed(keys))


#: Families of classes within which a name can name a noun.
_KINDS = (("Person", "Group", "Position"), ("Organization",), ("Place",), ("Artifact",))


def _hung_on(ctx: Context, noun: int, other: int) -> list[int]:
    """Return a person's name set beside what it cannot name: "the captain of the Aurora, Per Dahl"."""
    tree = ctx.tree
    cluster = ctx.cluster_at.get(other)
    if not ctx.is_name(other) and (cluster is None or is_a(cluster.cls, "Person", "Group", "Position")):
        return []
    return [c for c in tree.children[other] if tree.dep[c] == "appos" and tree.label(c) == "PERSON" and ctx.is_name(c)]


def _may_name(ctx: Context, name: int, noun: int) -> bool:
    """Whether a name can be that of what a common noun in the singular stands for."""
    own, other = ctx.cluster_at.get(noun), ctx.cluster_at.get(name)
    if own is None or other is None or own.id == other.id or not ctx.is_name(name) or ctx.is_name(noun):
        return False
    if ctx.tree.tag[noun] in ("NNS", "NNPS") or any(ctx.is_name(h) for h in own.heads):
        return False
    return any(is_a(own.cls, *kinds) and is_a(other.cls, *kinds) for kinds in _KINDS)


@dataclass(frozen=True)
class Context:
    """A reading with lookups by token.

    Parameters
    ----------
    reading : Reading
        With clusters.
    config : Config
    members : mapping of int to tuple of int
        Head tokens of the members that the plural phrase at a head token stands for.
    """

    reading: Reading
    config: Config
    members: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        """The parsed article."""
        return self.reading.doc

    @cached_property
    def tree(self) -> Tree:
        """The parse as lists."""
        return tree_of(self.reading.doc)

    @cached_property
    def clusters(self) -> Mapping[str, Cluster]:
        """Clusters by IRI."""
        return {c.id: c for c in self.reading.clusters}

    @cached_property
    def cluster_at(self) -> Mapping[int, Cluster]:
        """Clusters by the head token of each of their mentions."""
        return {head: c for c in self.reading.clusters for head in c.heads}

    @cached_property
    def by_head(self) -> Mapping[int, tuple[Predication, ...]]:
        """Predications by their head token."""
        found: dict[int, list[Predication]] = {}
        for p in self.reading.predications:
            found.setdefault(p.head, []).append(p)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences without the white space around them, by number."""
        text = self.reading.article.text
        found = []
        for sent in self.doc.sents:
            words = text[sent.start_char : sent.end_char]
            start = sent.start_char + len(words) - len(words.lstrip())
            end = max(sent.start_char + len(words.rstrip()), start + 1)
            found.append(Span(start=start, end=end))
        return tuple(found)

    @cached_property
    def under(self) -> Mapping[int, int]:
        """Whoever a body is said to be under, and the body ("South Korea under Moon")."""
        found = {}
        for p in self.reading.predications:
            if p.kind == "of" and p.arguments[0].marker == "under" and self.is_of(p.arguments[0].head, ("Person",)):
                found[p.arguments[0].head] = p.head
        return found

    @cached_property
    def reported(self) -> Mapping[int, int]:
        """Reporting words that follow what they report ("…, the minister announced"), with the head of its clause."""
        tree = self.tree
        found: dict[int, int] = {}
        for report in self.reading.reports:
            roots = [t for t in report.content if tree.head[t] not in report.content or tree.head[t] == t]
            verbs = sorted(t for t in roots if tree.pos[t] in ("VERB", "ADJ", "NOUN", "AUX"))
            for cue in report.cue:
                if verbs and tree.pos[cue] == "VERB" and verbs[0] < cue:
                    found.setdefault(cue, verbs[0])
        return found

    @cached_property
    def read_sources(self) -> Mapping[int, tuple[int, ...]]:
        """By trigger, the head tokens of whom the network is sure that it is told by, the surest first."""
        scores = self.reading.scores
        if scores is None or "source" not in scores.roles.classes:
            return {}
        chances = scores.roles.chances[:, scores.roles.classes.index("source")]
        found: dict[int, list[tuple[float, int]]] = {}
        sure = np.flatnonzero(chances >= _SURE)
        for (trigger, filler), chance in zip(scores.roles.pairs[sure].tolist(), chances[sure].tolist(), strict=True):
            found.setdefault(trigger, []).append((-chance, filler))
        return {trigger: tuple(f for _, f in sorted(fillers)) for trigger, fillers in found.items()}

    @cached_property
    def keys_at(self) -> dict[int, tuple[str, ...]]:
        """Lexicon keys of nouns already asked for."""
        return {}

    def keys(self, head: int) -> tuple[str, ...]:
        """Return the lexicon keys of the noun at a token; see `noun_keys`."""
        if head not in self.keys_at:
            self.keys_at[head] = noun_keys(self.tree, head)
        return self.keys_at[head]

    def lemma(self, head: int) -> str:
        """Return a token's lemma in lower case."""
        return self.tree.lemma[head]

    def mention(self, head: int) -> Mention | None:
        """Return the mention whose head a token is."""
        return self.reading.mentions.get(head)

    def label(self, head: int) -> str:
        """Return the label of the named entity that the mention at a token is; empty if it is none."""
        mention = self.mention(head)
        return "" if mention is None else mention.label

    def is_name(self, head: int) -> bool:
        """Whether the mention at a token is a name."""
        mention = self.mention(head)
        return mention is not None and mention.kind == "name"

    def is_named(self, head: int) -> bool:
        """Whether the article gives a name to what a token refers to."""
        cluster = self.cluster_of(head)
        return cluster is not None and any(self.is_name(h) for h in cluster.heads)

    @cached_property
    def names_of(self) -> Mapping[int, int]:
        """Nouns that a name beside them names, and that name, where resolution has not made them one.

        "Jo Bell, a minister who leads the party", "the fund Andes Capital"; a parse may hang the name on what
        stands between ("the captain of the Aurora, Per Dahl").
        """
        found: dict[int, list[int]] = {}
        for p in self.reading.predications:
            if p.kind == "apposition":
                for noun in p.heads("attribute"):
                    found.setdefault(noun, []).extend(p.heads("subject"))
            elif p.kind == "of":
                for a in p.arguments:
                    if a.marker == "of" and a.head == p.arguments[0].head:
                        found.setdefault(p.head, []).extend(_hung_on(self, p.head, a.head))
        one = {noun: names[0] for noun, names in found.items() if len(set(names)) == 1}
        return {noun: name for noun, name in one.items() if _may_name(self, name, noun)}

    @cached_property
    def clusters_of(self) -> Mapping[int, Cluster]:
        """Clusters by head token, of nouns the cluster of the name beside them."""
        beside = {noun: self.cluster_at[name] for noun, name in self.names_of.items() if name in self.cluster_at}
        return {**self.cluster_at, **beside}

    def cluster_of(self, head: int) -> Cluster | None:
        """Return the cluster of what a token refers to, by the name beside it if it has none of its own."""
        return self.clusters_of.get(head)

    def entities(self, head: int) -> tuple[str, ...]:
        """Return the IRIs of what a token refers to: the members of a plural, else its cluster."""
        if head in self.members:
            found = [self.cluster_at[m].id for m in self.members[head] if m in self.cluster_at]
            return tuple(dict.fromkeys(found))
        cluster = self.cluster_of(head)
        return (cluster.id,) if cluster else ()

    def cls(self, head: int) -> str:
        """Return the class of what a token refers to, as far as it can be told; empty if not at all."""
        cluster = self.cluster_of(head)
        if cluster is not None:
            return cluster.cls
        mention = self.mention(head)
        if mention is not None and mention.fine:
            return mention.fine
        word = self.tree.lower[head]
        if word in _PEOPLE:
            return "Person"
        if word in _GROUPS:
            return "Group"
        return ""

    def names_event(self, head: int) -> bool:
        """Whether the noun at a token is one that can name an event."""
        frames = event_frames("noun")
        return self.tree.pos[head] in ("NOUN", "PROPN") and not frames.keys().isdisjoint(self.keys(head))

    def is_of(self, head: int, classes: tuple[str, ...]) -> bool:
        """Whether what a token refers to is of one of the classes; ``Eventuality`` asks for an event's noun."""
        if "Eventuality" in classes and self.names_event(head):
            return True
        cls = self.cls(head)
        return bool(cls) and is_a(cls, *classes)

    def factuality(self, head: int) -> Factuality:
        """Return what the text presents the predication at a token as."""
        return self.reading.factuality.get(head, ASSERTED)

    def time_of(self, head: int) -> TimeExpression | None:
        """Return the time expression that dates a predicate, None if there is none."""
        return event_time(self.doc, head, self.reading.times) if self.reading.times else None

    def modifiers(self, head: int) -> Iterator[tuple[int, str, Predication]]:
        """Yield what modifies a noun: head token, marker (``"'s"``, a preposition or ``""``), predication."""
        seen = set()
        for p in self.by_head.get(head, ()):
            if p.kind in ("possessive", "of", "prenominal", "nominal", "title"):
                for a in p.arguments:
                    if a.role == "modifier" and (a.head, a.marker) not in seen:
                        seen.add((a.head, a.marker))
                        yield a.head, a.marker, p

    def span(self, head: int) -> Span:
        """Return where a token's mention stands, or the token itself."""
        mention = self.mention(head)
        if mention is not None:
            return Span(start=mention.start, end=mention.end)
        token = self.doc[head]
        return Span(start=token.idx, end=token.idx + len(token))

    def words(self, tokens: tuple[int, ...]) -> Span:
        """Return the span from the first to the last of some tokens."""
        first, last = self.doc[min(tokens)], self.doc[max(tokens)]
        return Span(start=first.idx, end=last.idx + len(last))
