"""Who is who across articles: entities of different articles that are one are joined, namesakes kept apart.

::

    Extraction ─profiles─▶ Profile ─resolve─▶ Decisions ─▶ Overlay (with curators' decisions) ─▶ Identity

Nothing here opens a store. Decisions lie over what the articles say and can be taken back; what speaks for and against
a pair is weighed in ``weights.toml``.
"""

from __future__ import annotations

from kg.linkage.decisions import METHOD, Decision, Ref
from kg.linkage.identities import Identity
from kg.linkage.overlay import Overlay
from kg.linkage.profiles import Profile, profiles
from kg.linkage.resolving import Decisions, resolve

__all__ = ["METHOD", "Decision", "Decisions", "Identity", "Overlay", "Profile", "Ref", "profiles", "resolve"]
