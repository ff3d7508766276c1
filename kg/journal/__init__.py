"""The journal of a graph on disk: what was read from where, what came of it, and which version counts.

::

    files ─read─▶ article ─▶ done before? ─▶ older than another version, or withdrawn? ─▶ extract ─▶ write ─▶ note

It is an SQLite file beside the data of the store. A build looks into it before it reads an article, so that a build
that was killed goes on where it was, and one that is repeated does nothing twice. The graph is complete without it;
it is of one machine and never exported.
"""

from __future__ import annotations

from kg.journal.journal import Failed, Journal

__all__ = ["Failed", "Journal"]
