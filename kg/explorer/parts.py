"""Taking many things a part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["batched"]

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield items in tuples of ``size``, the last one shorter.

    Examples
    --------
    >>> list(batched("abc", 2))
    [('a', 'b'), ('c',)]
    """
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part
