"""Under which IRI an article's entity stands, by an overlay of decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import ConfigError
from kg.identity import hashed
from kg.linkage.constraints import Unions
from kg.linkage.decisions import Decision, Ref
from kg.linkage.overlay import Overlay

__all__ = ["Identity"]

_SCOPED = re.compile(r"/art-[0-9a-f]+-[^/]*$")


@dataclass(slots=True)
class Identity:
    """A lookup from an article's entity to the IRI by which all articles know it.

    Curators' decisions hold at once, before the next resolution weighs what follows from them: what is pinned takes
    with it all that the method had joined to it, what is forbidden leaves alone.
    """

    _whole: dict[str, str] = field(default_factory=dict)
    _parts: dict[tuple[str, str], str] = field(default_factory=dict)
    _renamed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, overlay: Overlay) -> Identity:
        """Work out the lookup.

        Raises
        ------
        ConfigError
            If a decision forbids what pinned ones demand.
        """
        made = cls()
        for d in overlay.decisions:
            if d.kind in ("join", "split"):
                if d.left.article:
                    made._parts[d.left.article, d.left.entity] = d.right.entity
                else:
                    made._whole[d.left.entity] = d.right.entity
        _Curated(made, overlay.curated).apply()
        return made

    def canonical(self, article: str, entity: str) -> str:
        """Return the IRI under which an article's entity stands; its own if nothing was decided."""
        found = self._parts.get((article, entity))
        if found is None:
            found = self._whole.get(entity, entity)
        while found in self._renamed:
            found = self._renamed[found]
        return found

    def of_article(self, article: str, entities: Iterable[str]) -> dict[str, str]:
        """Return other IRIs for an article's entities, no two of which become one: then all but the first stay.

        Parameters
        ----------
        article : str
            IRI.
        entities : iterable of str
            IRIs of all its entities.

        Returns
        -------
        dict of str to str
            As `kg.substitution.substituted` takes it.
        """
        found: dict[str, str] = {}
        listed = sorted(set(entities))
        wanted = {e: self.canonical(article, e) for e in listed}
        taken = {e for e in listed if wanted[e] == e}
        for entity in listed:
            if wanted[entity] != entity and wanted[entity] not in taken:
                found[entity] = wanted[entity]
                taken.add(wanted[entity])
        # what stays under its own IRI must not meet another that came to stand under it
        stayed = {e for e in listed if e not in found}
        return {e: iri for e, iri in found.items() if iri not in stayed}


class _Curated:
    """Curators' decisions over the method's."""

    def __init__(self, identity: Identity, decisions: Iterable[Decision]) -> None:
        self._identity = identity
        asked = sorted(decisions, key=lambda d: d.order)
        self._pins = [d for d in asked if d.kind == "pin"]
        self._forbidden = [d for d in asked if d.kind == "forbid"]
        refs = sorted({r for d in asked for r in (d.left, d.right)})
        self._refs, self._place = refs, {r: i for i, r in enumerate(refs)}
        self._sets = Unions()

    def apply(self) -> None:
        """Join what is pinned, then part what is forbidden."""
        for ref in self._refs:
            whole = Ref(ref.entity)
            # all articles' is also this one's, unless the method parted them
            known = ref.article and whole in self._place and self._now(ref) == self._now(whole)
            if known and not self._parted(ref, whole):
                self._sets.join(self._place[ref], self._place[whole])
        for pin in self._pins:
            self._sets.join(self._place[pin.left], self._place[pin.right])
        members: dict[int, list[Ref]] = defaultdict(list)
        for i, ref in enumerate(self._refs):
            members[self._sets.root(i)].append(ref)
        for root in sorted(members):
            self._make_one(members[root])
        for decision in self._forbidden:
            self._part(decision, members)

    def _parted(self, one: Ref, two: Ref) -> bool:
        return any({d.left, d.right} == {one, two} for d in self._forbidden)

    def _now(self, ref: Ref) -> str:
        return self._identity.canonical(ref.article, ref.entity)

    def _make_one(self, refs: list[Ref]) -> None:
        names = sorted({self._now(r) for r in refs}, key=lambda iri: (bool(_SCOPED.search(iri)), iri))
        for other in names[1:]:
            self._identity._renamed[other] = names[0]

    def _part(self, d: Decision, members: dict[int, list[Ref]]) -> None:
        left, right = (self._sets.root(self._place[r]) for r in (d.left, d.right))
        if left == right:
            raise ConfigError(
                f"decision {d.id} forbids that {d.left.entity} and {d.right.entity} are one, but other decisions make "
                "them one; take one of them back"
            )
        name = self._now(d.left)
        if name != self._now(d.right):
            return
        # the one that goes is what stands under another's IRI, else what fewer articles say
        goes = max((left, right), key=lambda s: (all(r.entity != name for r in members[s]),
                                                 all(r.article for r in members[s]), s))  # fmt: skip
        first = members[goes][0]
        iri = f"{first.entity}-{hashed('x', first.article, first.entity, name)[2:12]}"
        for ref in members[goes]:
            if ref.article:
                self._identity._parts[ref.article, ref.entity] = iri
                continue
            for part in [p for p in self._identity._parts if p[1] == ref.entity]:
                if self._identity.canonical(*part) == name:
                    self._identity._parts[part] = iri
            self._identity._whole[ref.entity] = iri
