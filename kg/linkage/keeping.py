"""What an article tells of its entities, in bytes that are kept beside a store, so that it need not be read again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from kg import __version__
from kg.linkage.decisions import METHOD
from kg.linkage.profiles import Profile, profiles
from kg.statements import Extraction
from kg.substitution import restored

__all__ = ["KEPT_BY", "Told"]

#: What was kept by another version is made anew.
KEPT_BY = f"{METHOD} {__version__}"
_FIELDS = tuple(f.name for f in fields(Profile))
_PLAIN = {f.name: f.default for f in fields(Profile)}
_PLACES = {name: str(place) for place, name in enumerate(_FIELDS)}


@dataclass(frozen=True, slots=True)
class Told:
    """Profiles of the entities of an article, and the IRI under which each stands in the store.

    Parameters
    ----------
    standing : mapping of str to str
        By the article's own IRI of an entity.
    profiles : tuple of Profile
    """

    standing: Mapping[str, str]
    profiles: tuple[Profile, ...]

    @classmethod
    def of(cls, extraction: Extraction) -> Told:
        """Return what an article of a store tells."""
        standing = {e.local or e.id: e.id for e in extraction.entities}
        return cls(standing, profiles(restored(extraction)))

    def to_bytes(self) -> bytes:
        """Return what is kept: compressed JSON without what is as it mostly is."""
        told = [_record(profile) for profile in self.profiles]
        standing = {local: iri if iri != local else "" for local, iri in self.standing.items()}
        return zlib.compress(json.dumps([standing, told], separators=(",", ":")).encode(), 3)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Told:
        """Return what was kept."""
        standing, told = json.loads(zlib.decompress(kept))
        return cls({local: iri or local for local, iri in standing.items()}, tuple(map(_profile, told)))


def _record(profile: Profile) -> dict[str, Any]:
    record = {_PLACES[name]: value for name in _FIELDS if (value := getattr(profile, name)) != _PLAIN[name]}
    return record | ({_PLACES["day"]: profile.day.isoformat()} if profile.day is not None else {})


def _profile(record: Mapping[str, Any]) -> Profile:
    found: dict[str, Any] = {_FIELDS[int(place)]: _tuples(value) for place, value in record.items()}
    if "day" in found:
        found["day"] = date.fromisoformat(found["day"])
    return Profile(**found)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
