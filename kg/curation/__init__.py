"""What readers found wrong: statements that are taken out of a graph, and stay out when their article is read again."""

from __future__ import annotations

from kg.curation.applying import FILE, corrected, correction_of, corrections_of, mark, unmark
from kg.curation.corrections import Correction, Corrections

__all__ = ["FILE", "Correction", "Corrections", "corrected", "correction_of", "corrections_of", "mark", "unmark"]
