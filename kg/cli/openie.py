"""Open triples as tab-separated lines, for the measures of open information extraction."""

from __future__ import annotations
