"""Looking at a graph: an index beside the store, and questions to it that answer at once."""

from __future__ import annotations
