"""IRIs as addresses hold them: what stands under the graph's own base by its local name."""

from __future__ import annotations

from kg.identity import data_iri

__all__ = ["Names"]


class Names:
    """Turns IRIs into short names and back.

    Parameters
    ----------
    base : str
        The graph's base IRI.

    Examples
    --------
    >>> names = Names("https://example.org/")
    >>> names.iri(names.short(names.iri("per-ann-lee"))) == names.iri("per-ann-lee")
    True
    >>> names.short("http://www.wikidata.org/entity/Q16")
    'http://www.wikidata.org/entity/Q16'
    """

    def __init__(self, base: str) -> None:
        self._base, self._prefix = base, data_iri("", base)

    def short(self, iri: str) -> str:
        """Return the local name of an IRI under the base; another IRI as it is."""
        local = iri.removeprefix(self._prefix)
        return local if local != iri and ":" not in local else iri

    def iri(self, short: str) -> str:
        """Return the IRI of a short name, with ``kg:`` before it or not; empty for an empty one."""
        name = short.strip().removeprefix("kg:").strip("<>")
        return name if ":" in name or not name else data_iri(name, self._base)
