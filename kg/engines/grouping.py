"""Who is who on a Ray cluster: names grouped by the block that they are in, each block scored by itself.

::

    Corpus, names, pairs ─▶ blocks ─group by block, score (Ray Data)─▶ clusters ─▶ short names, IRIs, decisions

The process that started the work makes the blocks, for they follow from all names together, and takes the decisions
that go over blocks: whom a bare surname means, and which IRI a cluster keeps. What lies between takes most of the time.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.engines.cluster import cluster, processors
from kg.linkage.blocking import Pairs
from kg.linkage.components import Cluster, Component, score_component, scored
from kg.linkage.groups import Tags
from kg.linkage.records import Corpus, Key

__all__ = ["LEAST", "MOST", "Scorer"]

#: Records below which a cluster would take longer than this process.
LEAST = 50_000
#: Records above which workers would need too much memory: each has a copy of them, a kilobyte each.
MOST = 4_000_000
#: Partitions of the group-by for each processor: a large block does not let the others wait.
_PARTITIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Scores blocks on a Ray cluster; give it to `kg.linkage.resolve` as ``score``.

    Parameters
    ----------
    address : str
        As in `kg.engines.cluster.cluster`.
    workers : int
        Processors of a cluster that is started; 0 for all there are.
    least : int
        Records below which all is done in this process.
    most : int
        Records above which too.

    Notes
    -----
    Each worker holds a copy of the corpus, for how much a likeness counts depends on how common it is among all. So
    memory is what limits this, not time: about a kilobyte for each entity of each article.
    """

    address: str = ""
    workers: int = 0
    least: int = LEAST
    most: int = MOST

    def __call__(
        self, corpus: Corpus, components: Iterable[Component], limit: float, tags: Tags
    ) -> Iterator[tuple[int, list[Cluster]]]:
        """Yield how many names each component has, and its clusters, in their order."""
        if not self.least <= len(corpus.records) <= self.most:
            yield from scored(corpus, components, limit, tags)
            return
        blocks = list(components)
        far = _by_block(self, corpus, blocks, limit, tags)
        for number, block in enumerate(blocks):
            found = far.get(number)
            yield len(block.names), score_component(corpus, block, limit, tags) if found is None else found


def _by_block(
    scorer: Scorer, corpus: Corpus, blocks: list[Component], limit: float, tags: Tags
) -> dict[int, list[Cluster]]:
    """Group the names by their block and score each; those with a curator's groups are left to this process."""
    names: list[dict[str, Any]] = []
    for number, block in enumerate(blocks):
        if block.seeds or block.is_plain(corpus):
            continue
        own: dict[Key, Pairs] = defaultdict(dict)
        for pair, like in block.pairs.items():
            own[pair[0]][pair] = like
        for key in block.names:
            names.append({"block": number, "name": pickle.dumps((key, own.get(key, {})), protocol=5)})
    if not names:
        return {}
    with cluster(scorer.address, scorer.workers) as ray:
        held = ray.put((corpus, limit, tags))
        parts = min(_PARTITIONS * processors(ray), len(names))
        context = ray.data.DataContext.get_current()
        # The other strategy keeps actors for the partitions, which wait for processors that those of the map hold.
        context.shuffle_strategy = ray.data.context.ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
        grouped = ray.data.from_items(names, override_num_blocks=parts).groupby("block", num_partitions=parts)
        found = grouped.map_groups(_scored, batch_format="pyarrow", fn_kwargs={"held": [held]})
        blocks_of = found.iter_internal_ref_bundles()
        rows = (row for bundle in blocks_of for part in ray.get(list(bundle.block_refs)) for row in part.to_pylist())
        return {row["block"]: pickle.loads(row["clusters"]) for row in rows}


#: What the corpus of the work is, so that a worker fetches it once.
_held: dict[str, tuple[Corpus, float, Tags]] = {}


def _scored(names: Any, held: list[Any]) -> dict[str, list[Any]]:
    """Score one block from the rows of its names."""
    import ray

    work = held[0].hex()
    if work not in _held:
        _held.clear()
        _held[work] = ray.get(held[0])
    corpus, limit, tags = _held[work]
    rows = [pickle.loads(row["name"]) for row in names.to_pylist()]
    pairs: Pairs = {}
    for _, own in rows:
        pairs |= own
    clusters = score_component(corpus, Component(sorted(key for key, _ in rows), pairs), limit, tags)
    return {"block": [names["block"][0].as_py()], "clusters": [pickle.dumps(clusters, protocol=5)]}
