"""Belief: how much there is for a claim, from its independent origins, and how figures moved from day to day.

::

    Statement ─reliability, origin, voice─▶ Evidence ─belief─▶ Belief
    Event ─figure, origin, day─▶ Series

An article and its copies are one origin (`kg.copies`). The confidence of a statement says how surely its text says it;
the belief of a claim, how surely that is so, as far as several texts can tell.
"""

from __future__ import annotations

from kg.belief.evidence import Evidence, evidence_of
from kg.belief.moving import Point, Series, series
from kg.belief.priors import OutletPrior, Priors, reliability
from kg.belief.scoring import Belief, Voice, belief, weigh

__all__ = [
    "Belief",
    "Evidence",
    "OutletPrior",
    "Point",
    "Priors",
    "Series",
    "Voice",
    "belief",
    "evidence_of",
    "reliability",
    "series",
    "weigh",
]
