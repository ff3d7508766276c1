"""The knowledge base that ships: one compressed file, read when a name is first looked up.

The file is an xz stream of UTF-8 lines: a JSON header; ``entries`` bytes of entries, one a line; then names, one a
line, in the order of their keys' bytes. A name's line tells the places of its entries and the prior of each. It stays
as bytes, some seven megabytes, and lines are found by bisection, so that nothing is parsed that is not asked for.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.linking.entries import Candidate, Entry
from kg.linking.names import key_of

__all__ = ["ShippedBase", "shipped", "write_base"]

_FILE = "data/kb.xz"
_SCALE = 1000


class ShippedBase:
    """Entries and names in the layout of the shipped file.

    Parameters
    ----------
    packed : bytes
        The file's content.
    """

    def __init__(self, packed: bytes) -> None:
        raw = lzma.decompress(packed)
        self._start = raw.index(b"\n") + 1
        self._header: dict[str, str | int] = json.loads(raw[: self._start])
        self._names = self._start + int(self._header["entries"])
        self._raw = raw

    def facts(self) -> dict[str, str]:
        """Return the header: how many entries and names, sources with their licences."""
        return {k: str(v) for k, v in self._header.items() if k != "entries"}

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Return the entries of a key, the likeliest first."""
        line = self._line(key.encode())
        if line is None:
            return ()
        pairs = (p.split(":") for p in line.decode().split("\t")[1].split(","))
        return tuple(Candidate(entry=self._entry(int(place)), prior=int(prior) / _SCALE) for place, prior in pairs)

    def _line(self, key: bytes) -> bytes | None:
        """Find the line of a name by bisection: O(log n) comparisons."""
        raw, low, high = self._raw, self._names, len(self._raw)
        sought = key + b"\t"
        while low < high:
            begin = raw.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = raw.find(b"\n", begin, high)
            here = raw[begin:end]
            if here.startswith(sought):
                return here
            if here.partition(b"\t")[0] < key:
                low = end + 1
            else:
                high = begin
        return None

    def _entry(self, place: int) -> Entry:
        begin = self._start + place
        line = self._raw[begin : self._raw.index(b"\n", begin)].decode()
        id_, name, cls, aliases, description, countries, popularity = line.split("\t")
        return Entry(
            id=id_, name=name, cls=cls, aliases=_several(aliases), description=description,
            countries=_several(countries), popularity=int(popularity) / _SCALE,
        )  # fmt: skip

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries, in the file's order."""
        place, last = 0, self._names - self._start
        while place < last:
            yield self._entry(place)
            place = self._raw.index(b"\n", self._start + place) + 1 - self._start


def _several(field: str) -> tuple[str, ...]:
    return tuple(field.split(";")) if field else ()


def write_base(
    path: Path, entries: Iterable[Entry], priors: Mapping[tuple[str, str], float], header: Mapping[str, str | int]
) -> int:
    """Write a base in the shipped layout and return its size in bytes.

    Parameters
    ----------
    path : Path
    entries : iterable of Entry
    priors : mapping of (key, id) to float
        How likely each name means each entry.
    header : mapping
        What `ShippedBase.facts` is to return.

    Notes
    -----
    Deterministic: entries are sorted by id, names by key, candidates by prior.
    """
    places: dict[str, int] = {}
    block = bytearray()
    for e in sorted(entries, key=lambda e: int(e.id[1:])):
        places[e.id] = len(block)
        fields = (e.id, e.name, e.cls, ";".join(e.aliases), e.description, ";".join(e.countries))
        block += ("\t".join((*fields, str(round(e.popularity * _SCALE)))) + "\n").encode()
    names: dict[bytes, list[tuple[float, int]]] = {}
    for (key, id_), prior in priors.items():
        names.setdefault(key_of(key).encode(), []).append((-prior, places[id_]))
    lines = (
        key + b"\t" + ",".join(f"{place}:{round(-prior * _SCALE)}" for prior, place in sorted(found)).encode() + b"\n"
        for key, found in sorted(names.items())
    )
    top = json.dumps({**header, "count": len(places), "names": len(names), "entries": len(block)}, sort_keys=True)
    packed = lzma.compress(top.encode() + b"\n" + bytes(block) + b"".join(lines), preset=9 | lzma.PRESET_EXTREME)
    path.write_bytes(packed)
    return len(packed)


@cache
def shipped() -> ShippedBase:
    """Return the base that ships; the first call reads it."""
    return ShippedBase(files("kg.linking").joinpath(_FILE).read_bytes())
