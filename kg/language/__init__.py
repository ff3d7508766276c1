"""The language layer: a spaCy pipeline whose annotations come from a small transformer, run offline.

>>> from kg.language import load
>>> doc = load()("Moon Jae In met reporters in Seoul.")
>>> [token.dep_ for token in doc][:3]
['nsubj', 'flat', 'flat']
"""

from __future__ import annotations

from kg.language.component import Annotator
from kg.language.loading import check, load, load_any

__all__ = ["Annotator", "check", "load", "load_any"]
