"""Wire copies: articles that are the same text in the main are one origin before anything is counted.

::

    Article ─signature─▶ Fingerprint ─candidates─▶ pairs ─containment─▶ origins

What counts is how much of the shorter text stands in the longer one, so that a report cut to its first half is found,
and a copy with a headline, a credit and a paragraph of the paper's own. Independent reports of one event, which share
names and a quotation, stay apart.
"""

from __future__ import annotations

from kg.copies.grouping import Fingerprint, copies_of, group
from kg.copies.signatures import signature

__all__ = ["Fingerprint", "copies_of", "group", "signature"]
