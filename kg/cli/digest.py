"""``kg digest``: one hash of all that a graph on disk holds."""

from __future__ import annotations

import hashlib

from kg.cli.stores import StorePath, opened

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "digest"
EXAMPLE = "kg digest graph"


def command(store: StorePath) -> int:
    """Print the SHA-256 of a graph's N-Quads in their sorted order: equal for equal graphs, however they came to be."""
    hashed = hashlib.sha256()
    with opened(store) as graph:
        for name in graph.graph_names():
            for quad in graph.quads(name):
                hashed.update(f"{quad} .\n".encode())
    print(hashed.hexdigest())
    return 0
