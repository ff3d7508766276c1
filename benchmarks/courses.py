"""How right the joining of events and acts across articles is, on the invented archive, whose truth is known.

Example::

    python -m benchmarks.archive write archive --half measuring --articles 2000
    kg extract archive/articles.jsonl -o archive.jsonl
    python -m benchmarks.courses archive.jsonl archive/truth/articles.jsonl

Counted are pairs of events in different articles. An event that was read belongs to the true one of its article and
class, where there is just one; others are left out, and so is what an article tells of earlier years (a prize of 2013),
which the truth does not have. So recall is of what was read, not of what was written.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from kg.courses import courses, joined_events
from kg.graph import KnowledgeGraph, read
from kg.statements import Event

__all__ = ["main", "pairs", "truth_of"]

Key = tuple[str, str]

_BYGONE = timedelta(days=365)


def truth_of(lines: Iterable[str]) -> dict[Key, str]:
    """Return the id of the true event of each article and class that has just one."""
    found: dict[Key, set[str]] = defaultdict(set)
    for line in lines:
        told = json.loads(line)
        for event in told["events"]:
            found[told["article"], event["class"]].add(event["id"])
    return {key: min(ids) for key, ids in found.items() if len(ids) == 1}


def pairs(groups: Iterable[Iterable[Key]], truth: Mapping[Key, str]) -> tuple[int, int]:
    """Return how many pairs of articles in a group are of one true event, and how many there are."""
    right = made = 0
    for group in groups:
        counts = Counter(truth[key] for key in set(group) if key in truth)
        made += counts.total() * (counts.total() - 1) // 2
        right += sum(n * (n - 1) // 2 for n in counts.values())
    return right, made


def _keys(graph: KnowledgeGraph, events: Iterable[Event]) -> Iterator[Key]:
    for event in events:
        published = graph.published(event.article)
        if not (event.end and published and published - event.end > _BYGONE):
            yield event.article, event.cls


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of pairs, and seconds, for joined events and for acts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("extractions", type=Path)
    parser.add_argument("truth", type=Path)
    options = parser.parse_args(arguments)
    graph = read(options.extractions)
    truth = truth_of(options.truth.read_text("utf-8").splitlines())
    everything: dict[str, set[Key]] = defaultdict(set)
    for key in _keys(graph, graph.events.values()):
        if key in truth:
            everything[truth[key]].add(key)
    possible, _ = pairs(everything.values(), truth)
    start = time.perf_counter()
    joined = [list(_keys(graph, (t.event for t in j.mentions))) for j in joined_events(graph)]
    middle = time.perf_counter()
    acts = [list(_keys(graph, (graph.events[v] for s in c.steps for v in s.events))) for c in courses(graph)]
    end = time.perf_counter()
    for name, groups, seconds in (("joined events", joined, middle - start), ("acts", acts, end - middle)):
        right, made = pairs(groups, truth)
        shown = f"precision {right / max(made, 1):.4f} ({right:,} of {made:,}), recall {right / max(possible, 1):.3f}"
        print(f"{name}: {len(groups):,}, {shown} of {possible:,}, {seconds:.1f} s for {len(graph.events):,} events")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
