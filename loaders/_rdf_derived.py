"""The graphs that follow from the articles' graphs: entities, facts, announced.

When an article comes, changes or goes, only what it speaks of is worked out anew. The work for
one claim or entity does not grow with the number of articles that share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.facts import Claim, Licence, Voice, claim_of, verdict, voice_of
from kg.merging import best_name, types_of
from kg.statements import Entity, Extraction
from loaders._rdf_terms import OWL, RDF, SKOS, Graphs, iri, nkg, term, text_of
from loaders._rdf_write import claim_iri, entity_quads, voice_iri
from ontology import FACT_MODALITIES, MODALITIES, relation, superclasses, term_name

__all__ = ["Derived"]

_VOICES = tuple(
    Voice(modality, polarity, licensed)
    for modality in MODALITIES
    for polarity in ("positive", "negative")
    for licensed in ((False, True) if modality in FACT_MODALITIES and polarity == "positive" else (False,))
)
_PLAIN = ("actual", "announced")
_PROFILE_OF, _PROFILE_CLASS = nkg("profileOf"), nkg("profileClass")
_PROFILE_NAME, _PROFILE_ALIAS, _PROFILE_SAME_AS = nkg("profileName"), nkg("profileAlias"), nkg("profileSameAs")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the shared graph says of an entity."""

    types: frozenset[str] = frozenset()
    name: str = ""
    aliases: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()

    @property
    def labels(self) -> set[str]:
        return {self.name, *self.aliases} - {""}


class Derived:
    """Works out what changes in the derived graphs when one article's extraction changes, or new articles come.

    Parameters
    ----------
    store : pyoxigraph.Store
        Read only; as it is before the change.
    graphs : Graphs
    licence : {"default", "strict"}
    article : str
        IRI of the article that changes; what its graph in the store says is not looked at. Empty for new ones.
    """

    def __init__(self, store: Store, graphs: Graphs, licence: Licence, article: str = "") -> None:
        self._store, self._graphs, self._licence = store, graphs, licence
        self._own = graphs.of(article)

    def changes(self, old: Extraction | None, *new: Extraction) -> tuple[set[Quad], set[Quad]]:
        """Return the quads to remove and the quads to add.

        Parameters
        ----------
        old : Extraction, optional
            What the article's graph held before.
        *new : Extraction
            What it will hold; or, where nothing was held before, several articles that are new.
        """
        removed: set[Quad] = set()
        added: set[Quad] = set()
        for have, want in (*self._facts(old, new), *self._entities(old, new)):
            removed |= have - want
            added |= want - have
        return removed, added

    def _facts(self, old: Extraction | None, new: Sequence[Extraction]) -> Iterator[tuple[set[Quad], set[Quad]]]:
        voices = _voices_by_claim(new)
        for claim in sorted({*voices, *_voices_by_claim([old] if old else [])}):
            if not claim.object:
                continue
            elsewhere = self._heard_elsewhere(claim)
            heard = [*voices.get(claim, ()), *elsewhere]
            have: set[Quad] = set()
            if old or elsewhere:  # else nobody has said it yet
                have = {q for status in _PLAIN for q in self._places(claim, status) if q in self._store}
            found = verdict(heard, self._licence) if heard else None
            yield have, self._places(claim, found.status) if found and found.plain else set()

    def _places(self, claim: Claim, status: str) -> set[Quad]:
        """Return the quads that a claim has as a fact, or those it has as announced."""
        graph = self._graphs.facts if status == "actual" else self._graphs.announced
        subject, predicate, object_ = iri(claim.subject), term(claim.predicate), iri(claim.object)
        quads = {Quad(subject, predicate, object_, graph)}
        if relation(claim.predicate).symmetric:
            quads.add(Quad(object_, predicate, subject, graph))
        return quads

    def _heard_elsewhere(self, claim: Claim) -> list[Voice]:
        node = claim_iri(claim, self._graphs.base)
        if not self._elsewhere(nkg("proposition"), node):
            return []
        return [v for v in _VOICES if self._elsewhere(nkg("voice"), voice_iri(node, v))]

    def _elsewhere(self, predicate: NamedNode, value: NamedNode) -> bool:
        return any(q.graph_name != self._own for q in self._store.quads_for_pattern(None, predicate, value, None))

    def _entities(self, old: Extraction | None, new: Sequence[Extraction]) -> Iterator[tuple[set[Quad], set[Quad]]]:
        before = {e.id: e for e in old.entities} if old else {}
        after: dict[str, list[Entity]] = {}
        for extraction in new:
            for said in extraction.entities:
                after.setdefault(said.id, []).append(said)
        for entity in sorted({*before, *after}):
            have = set(self._store.quads_for_pattern(iri(entity), None, None, self._graphs.entities))
            known = before_that = _known(have)
            was, now = before.get(entity), after.get(entity, [])
            if was is not None and [was] != now:
                known = self._without(known, was, now[0] if now else None)
            known = _with(known, now) if now else known
            if known != before_that:
                yield have, self._quads(entity, known)

    def _quads(self, entity: str, known: _Known) -> set[Quad]:
        if not known.name:
            return set()
        same_as = tuple(sorted(known.same_as))
        return entity_quads(
            entity, tuple(sorted(known.types)), known.name, tuple(sorted(known.aliases)), same_as, self._graphs
        )

    def _without(self, known: _Known, was: Entity, now: Entity | None) -> _Known:
        """Return what remains known of an entity when this article no longer says what it said.

        What it says from now on may be kept or not, for it is added next.
        """
        stays = now or was
        spared = {now.name, *now.aliases} if now else set[str]()
        lost = {n for n in {was.name, *was.aliases} - spared if not self._said(was.id, n)}
        types, name = known.types, known.name
        if now is None or stays.cls != was.cls:
            types = self._types_elsewhere(was.id, known.types)
        if was.name == name and not self._said(was.id, name, as_name=True):
            name = best_name(names) if (names := self._names_elsewhere(was.id)) else ""
        same_as = {
            s for s in known.same_as
            if s not in was.same_as or self._profiles_with(was.id, _PROFILE_SAME_AS, iri(s))
        }  # fmt: skip
        labels = (known.labels | {name}) - lost - {""}
        return _Known(types=types, name=name, aliases=frozenset(labels - {name}), same_as=frozenset(same_as))

    def _said(self, entity: str, label: str, *, as_name: bool = False) -> bool:
        """Return whether another article calls the entity so."""
        where = (_PROFILE_NAME,) if as_name else (_PROFILE_NAME, _PROFILE_ALIAS)
        return any(self._profiles_with(entity, p, Literal(label)) for p in where)

    def _profiles_with(self, entity: str, predicate: NamedNode, value: NamedNode | Literal) -> bool:
        """Return whether another article's profile of the entity has a value.

        Profiles that have it ("people") and profiles of the entity ("Kenya") may both be very many; the fewer decide.
        """
        node = iri(entity)
        having = self._store.quads_for_pattern(None, predicate, value, None)
        of_it = self._store.quads_for_pattern(None, _PROFILE_OF, node, None)
        for one, other in zip(having, of_it, strict=False):
            pairs = (
                Quad(one.subject, _PROFILE_OF, node, one.graph_name),
                Quad(other.subject, predicate, value, other.graph_name),
            )
            if any(q.graph_name != self._own and q in self._store for q in pairs):
                return True
        return False

    def _profiles(self, entity: str) -> Iterator[Quad]:
        found = self._store.quads_for_pattern(None, _PROFILE_OF, iri(entity), None)
        return (q for q in found if q.graph_name != self._own)

    def _types_elsewhere(self, entity: str, known: frozenset[str]) -> frozenset[str]:
        """Collect types from other articles; most often the first one gives all that are known."""
        found: set[str] = set()
        for profile in self._profiles(entity):
            classes = self._store.quads_for_pattern(profile.subject, _PROFILE_CLASS, None, profile.graph_name)
            found.update(types_of(term_name(text_of(q.object)) for q in classes))
            if found >= known:
                break
        return frozenset(found)

    def _names_elsewhere(self, entity: str) -> set[str]:
        return {
            text_of(q.object)
            for profile in self._profiles(entity)
            for q in self._store.quads_for_pattern(profile.subject, _PROFILE_NAME, None, profile.graph_name)
        }


def _voices_by_claim(extractions: Iterable[Extraction]) -> Mapping[Claim, list[Voice]]:
    voices: dict[Claim, list[Voice]] = {}
    for statement in (s for extraction in extractions for s in extraction.statements):
        claim = claim_of(statement)
        if claim is not None:
            voices.setdefault(claim, []).append(voice_of(statement))
    return voices


def _known(quads: Iterable[Quad]) -> _Known:
    found: dict[str, set[str]] = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, set()).add(text_of(quad.object))
    return _Known(
        types=frozenset(term_name(t) for t in found.get(RDF + "type", ())),
        name=next(iter(found.get(SKOS + "prefLabel", ())), ""),
        aliases=frozenset(found.get(SKOS + "altLabel", ())),
        same_as=frozenset(found.get(OWL + "sameAs", ())),
    )


def _with(known: _Known, said: Sequence[Entity]) -> _Known:
    """Return what is known of an entity when articles say more of it."""
    name = best_name({known.name, *(e.name for e in said)} - {""})
    labels = known.labels.union(*((e.name, *e.aliases) for e in said))
    return _Known(
        types=known.types.union(*(_line(e.cls) for e in said)),
        name=name,
        aliases=frozenset(labels - {name}),
        same_as=known.same_as.union(*(e.same_as for e in said)),
    )


def _line(cls: str) -> tuple[str, ...]:
    return cls, *superclasses(cls)
