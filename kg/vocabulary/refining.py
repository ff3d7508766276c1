"""What the article names, sorted into the classes of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.alignment.context import noun_keys
from kg.extractors.trees import Tree, tree_of
from kg.predications import Cluster, Reading
from kg.vocabulary.lexicon import Words
from ontology import is_a, superclasses

__all__ = ["refined"]


def refined(reading: Reading, words: Iterable[Words]) -> tuple[Cluster, ...]:
    """Return the clusters of a reading, those with a class of the user's own where their words say so.

    Parameters
    ----------
    reading : Reading
        With clusters.
    words : iterable of Words

    Notes
    -----
    A name that the lexicon lists decides. A noun decides for what the article gives no name ("the charger"), whatever
    the language model takes it for; for what has a name ("the Orbit phone") only within the model's class. Of several
    classes the one lowest in the hierarchy is taken. IRIs stay as they are.
    """
    ordered = sorted(words, key=lambda w: (-len(superclasses(w.cls)), w.cls))
    if not any(w.nouns or w.names for w in ordered):
        return reading.clusters
    tree = tree_of(reading.doc)
    return tuple(_refined(c, reading, tree, ordered) for c in reading.clusters)


def _refined(cluster: Cluster, reading: Reading, tree: Tree, ordered: list[Words]) -> Cluster:
    names = {n.lower() for n in (cluster.name, *cluster.aliases)}
    keys = set(_nouns(cluster, reading, tree))
    named = any(m.kind == "name" for h in cluster.heads if (m := reading.mentions.get(h)) is not None)
    for entry in ordered:
        if names & entry.names:
            return replace(cluster, cls=entry.cls)
        if keys & entry.nouns and (not named or is_a(entry.cls, cluster.cls)):
            return cluster if is_a(cluster.cls, entry.cls) else replace(cluster, cls=entry.cls)
    return cluster


def _nouns(cluster: Cluster, reading: Reading, tree: Tree) -> Iterator[str]:
    """Yield the lexicon keys of the common nouns that stand for an entity."""
    for head in cluster.heads:
        if head in reading.mentions and tree.pos[head] == "NOUN":
            yield from noun_keys(tree, head)
