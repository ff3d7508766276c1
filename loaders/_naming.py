"""Which of several files something belongs to, by its name alone."""

from __future__ import annotations

import hashlib

__all__ = ["shard_of"]


def shard_of(name: str, shards: int) -> int:
    """Return the shard of something by its name: the same in every export with so many shards.

    Examples
    --------
    >>> shard_of("https://w3id.org/triplewire/graph/art-d2ad807aa2d1dbc5", 4)
    2
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % shards
