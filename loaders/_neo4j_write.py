"""What one transaction does: articles out, articles in, entities and view edges brought up to date.

Transactions of several clients wait for each other where they touch the same nodes and never in
a circle: each locks its articles first and then the entities that they name, both in the order
of their IRIs, before it reads what it is going to change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.facts import Claim, Fact, Licence, claim_of, facts
from kg.merging import best_class, best_name, types_of
from kg.statements import Extraction, Statement
from loaders._neo4j_read import statements_of_claims
from loaders._neo4j_rows import Row, Rows, claim_key, edge_properties, named, rows_of
from loaders._neo4j_schema import OWN_LABELS, all_view_types, edge_type, entity_labels, labels_text, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["Change", "described", "lock_articles"]

#: Relationships by type and the labels of what they join, as `Rows` has them.
Edges = dict[tuple[str, str, str], list[Row]]

_WIKIDATA = "http://www.wikidata.org/entity/"


def lock_articles(tx: ManagedTransaction, articles: Iterable[str]) -> dict[str, str | None]:
    """Lock articles until the transaction ends, make those that are missing, and return the digest that each has."""
    # Setting a property, even to what it is, takes the lock; those of one query are taken in the order of its rows.
    found = run(
        tx,
        """UNWIND $uris AS uri MERGE (a:Article {uri: uri}) SET a.textLength = a.textLength
           RETURN uri, a.digest AS digest""",
        uris=sorted(articles),
    )
    return {r["uri"]: r["digest"] for r in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """An entity's node as it was before the change."""

    labels: frozenset[str]
    values: Mapping[str, Any]

    @property
    def view(self) -> Mapping[str, Any] | None:
        """What all articles together said of it; None if none did."""
        return self.values if "cls" in self.values else None


@dataclass(slots=True)
class Change:
    """One transaction on some articles, which are locked; what it touches is collected on the way.

    Parameters
    ----------
    tx : ManagedTransaction
    licence : {"default", "strict"}
    """

    tx: ManagedTransaction
    licence: Licence
    _claims: dict[str, Claim] = field(default_factory=dict)
    _removed: set[str] = field(default_factory=set)  # keys of claims of which a statement is removed
    _events: set[str] = field(default_factory=set)
    _views: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    _outdated: set[str] = field(default_factory=set)  # entities of which an article no longer says what it said
    _held: dict[str, _Held] = field(default_factory=dict)
    _statements: list[Statement] = field(default_factory=list)

    def apply(self, removed: Iterable[str], added: Iterable[tuple[Extraction, str]]) -> None:
        """Remove what was written for some articles, and write extractions, each with its digest.

        The nodes of the articles themselves stay, without what they held where nothing is added.
        """
        rows = Rows()
        for extraction, digest in added:
            rows_of(extraction, rows, digest)
            self._note(extraction)
        articles = sorted(removed)
        if articles:
            self._lock_entities(self._names_of(articles))
            self._remove(articles)
        for labels, nodes in sorted(rows.nodes.items()):
            self._write_nodes(labels, nodes)
        own, shared = _parted(rows)
        self._join(own)
        if not articles:  # entities are locked as late as can be, for many articles name the same
            self._lock_entities(set())
        others = statements_of_claims(self.tx, sorted(self._claims)) if self._claims else []
        self._join(shared)
        self._update_entities()
        self._update_edges(others)

    def _note(self, extraction: Extraction) -> None:
        self._events.update(v.id for v in extraction.events)
        for entity in extraction.entities:
            self._views.setdefault(entity.id, []).append(named(entity))
        for statement in extraction.statements:
            claim = claim_of(statement)
            if claim and claim.object:
                self._claims[claim_key(claim)] = claim
                self._statements.append(statement)

    def _names_of(self, articles: list[str]) -> set[str]:
        """Return the entities that articles name, and note those of which they will not say the same again."""
        if not articles:
            return set()
        found = run(
            self.tx,
            """UNWIND $articles AS a MATCH (:Article {uri: a})-[n:NAMES]->(e:Entity)
               RETURN e.uri AS uri, collect(properties(n)) AS views""",
            articles=articles,
        )
        for r in found:
            now = self._views.get(r["uri"], ())
            if any(dict(view) not in now for view in r["views"]):
                self._outdated.add(r["uri"])
        return {r["uri"] for r in found}

    def _lock_entities(self, others: set[str]) -> None:
        found = run(
            self.tx,
            """UNWIND $uris AS uri MERGE (e:Entity {uri: uri}) SET e.cls = e.cls
               RETURN uri, labels(e) AS labels, properties(e) AS values""",
            uris=sorted(others.union(self._views)),
        )
        for r in found:
            self._held[r["uri"]] = _Held(labels=frozenset(r["labels"]), values=r["values"])

    def _remove(self, articles: list[str]) -> None:
        for r in run(
            self.tx,
            """UNWIND $articles AS a MATCH (s:Statement {articleUri: a})-[:SUBJECT]->(x) WHERE s.claim IS NOT NULL
               MATCH (s)-[:OBJECT]->(y)
               RETURN DISTINCT s.claim AS claim, s.predicate AS p, x.uri AS x, y.uri AS y,
                      [n IN [x, y] WHERE n:Eventuality | n.uri] AS events""",
            articles=articles,
        ):
            self._claims[r["claim"]] = Claim(r["x"], r["p"], r["y"])
            self._removed.add(r["claim"])
            self._events.update(r["events"])
        for label in OWN_LABELS:
            theirs = f"UNWIND $articles AS a MATCH (n{labels_text([label])} {{articleUri: a}}) DETACH DELETE n"
            run(self.tx, theirs, articles=articles)
        run(self.tx, "UNWIND $articles AS a MATCH (:Article {uri: a})-[n:NAMES]->() DELETE n", articles=articles)

    def _write_nodes(self, labels: str, nodes: list[Row]) -> None:
        found_by, _, others = labels[1:].partition(":")
        more = f", n:{others}" if others else ""
        run(self.tx, f"UNWIND $rows AS row MERGE (n:{found_by} {{uri: row.uri}}) SET n = row{more}", rows=nodes)

    def _join(self, edges: Edges) -> None:
        """Make relationships that are not there, those without properties by the node in which they end."""
        for (kind, start, end), rows in sorted(edges.items()):
            bare: dict[str, list[str]] = {}
            for row in rows:
                if not row["values"]:
                    bare.setdefault(row["end"], []).append(row["start"])
            if bare:
                run(
                    self.tx,
                    f"""UNWIND $rows AS row MATCH (b{labels_text([end])} {{uri: row[0]}}) UNWIND row[1] AS start
                        MATCH (a{labels_text([start])} {{uri: start}}) CREATE (a)-[:$TYPE]->(b)""",
                    kind,
                    rows=list(bare.items()),
                )
            if full := [row for row in rows if row["values"]]:
                run(
                    self.tx,
                    f"""UNWIND $rows AS row MATCH (a{labels_text([start])} {{uri: row.start}})
                        MATCH (b{labels_text([end])} {{uri: row.end}}) CREATE (a)-[r:$TYPE]->(b) SET r = row.values""",
                    kind,
                    rows=full,
                )

    def _update_entities(self) -> None:
        """Let each entity say what all its articles say together.

        What articles add is joined to what the node has; the others are only asked where an article took
        something back, so an article costs the same however many name the same entities.
        """
        known = self._asked(self._outdated)
        gone = [uri for uri in sorted(self._outdated) if not known[uri]]
        if gone:
            run(self.tx, "UNWIND $uris AS uri MATCH (e:Entity {uri: uri}) DETACH DELETE e", uris=gone)
        changes: dict[tuple[str, str], list[Row]] = {}
        for uri, held in self._held.items():
            views = known[uri] if uri in known else [*filter(None, [held.view]), *self._views[uri]]
            if not views:
                continue
            values = {"uri": uri, **described(views)}
            ours = set(types_of(v["cls"] for v in views))
            present = held.labels.intersection(entity_labels())
            surplus = sorted(present - ours) if uri in known else ()
            missing = sorted(ours - present)
            if surplus or missing or values != held.values:
                key = labels_text(missing), labels_text(surplus)
                changes.setdefault(key, []).append({"uri": uri, "values": values})
        for (missing_text, surplus_text), rows in sorted(changes.items()):
            more = f" SET e{missing_text}" if missing_text else ""
            less = f" REMOVE e{surplus_text}" if surplus_text else ""
            write = f"UNWIND $rows AS row MATCH (e:Entity {{uri: row.uri}}) SET e = row.values{more}{less}"
            run(self.tx, write, rows=rows)

    def _asked(self, uris: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
        """Return what all articles now say of some entities."""
        wanted = sorted(uris)
        if not wanted:
            return {}
        found = run(
            self.tx,
            """UNWIND $uris AS uri MATCH (e:Entity {uri: uri}) OPTIONAL MATCH (e)<-[n:NAMES]-(:Article)
               RETURN uri, collect(DISTINCT properties(n)) AS views""",
            uris=wanted,
        )
        return {r["uri"]: r["views"] for r in found}

    def _update_edges(self, others: list[Statement]) -> None:
        """Weigh every claim that was touched, and make, change or remove its edge.

        Only a claim of which there was a statement before can have an edge.
        """
        wanted = {claim_key(f.claim): f for f in facts([*others, *self._statements], self.licence)}
        before = self._removed.union(claim_key(c) for c in map(claim_of, others) if c)
        stale: list[str] = []
        kept: list[Row] = []
        for r in self._edges_of(sorted(before)):
            fact = wanted.get(r["claim"])
            if fact is None or not _same_ends(fact, r):
                stale.append(r["id"])
                continue
            del wanted[r["claim"]]
            values = edge_properties(fact)
            if values != {k: v.to_native() if hasattr(v, "to_native") else v for k, v in r["held"].items()}:
                kept.append({"id": r["id"], "values": values})
        if stale:
            run(self.tx, "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", ids=stale)
        if kept:
            write = "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id SET r = row.values"
            run(self.tx, write, rows=kept)
        made: Edges = {}
        for fact in wanted.values():
            kind = edge_type(fact.predicate, fact.status, plain=fact.plain)
            row = {"start": fact.subject, "end": fact.object, "values": edge_properties(fact)}
            made.setdefault((kind, self._label(fact.subject), self._label(fact.object)), []).append(row)
        self._join(made)

    def _label(self, uri: str) -> str:
        return "Eventuality" if uri in self._events else "Entity"

    def _edges_of(self, keys: Iterable[str]) -> list[Any]:
        pairs: dict[tuple[str, str], list[Row]] = {}
        for key in keys:
            x, _, y, *_ = self._claims[key]
            pairs.setdefault((self._label(x), self._label(y)), []).append({"claim": key, "x": x, "y": y})
        found: list[Any] = []
        for (start, end), rows in sorted(pairs.items()):
            found += run(
                self.tx,
                f"""UNWIND $pairs AS pair MATCH (a{labels_text([start])} {{uri: pair.x}})
                    MATCH (b{labels_text([end])} {{uri: pair.y}}) MATCH (a)-[r:$TYPE]-(b) WHERE r.claim = pair.claim
                    RETURN pair.claim AS claim, elementId(r) AS id, type(r) AS type, startNode(r).uri AS start,
                           properties(r) AS held""",
                *all_view_types(),
                pairs=rows,
            )
        return found


def _parted(rows: Rows) -> tuple[Edges, Edges]:
    """Part relationships between nodes of the articles' own from those that entities have.

    What statements are about comes with the latter: a statement without it is not found when one asks
    what others say of its claim.
    """
    own = {key: edges for key, edges in rows.edges.items() if "Entity" not in key and key[0] != "SUBJECT"}
    return own, {key: edges for key, edges in rows.edges.items() if key not in own}


def _same_ends(fact: Fact, edge: Mapping[str, Any]) -> bool:
    return bool(
        edge["type"] == edge_type(fact.predicate, fact.status, plain=fact.plain) and edge["start"] == fact.subject
    )


def described(views: Iterable[Mapping[str, Any]]) -> Row:
    """Return the properties of an entity's node that follow from what all articles say."""
    views = list(views)
    name = best_name(v["name"] for v in views)
    labels = {n for v in views for n in (v["name"], *v.get("aliases", ()))} - {name}
    same_as = sorted({iri for v in views for iri in v.get("sameAs", ())})
    wikidata = next((s.removeprefix(_WIKIDATA) for s in same_as if s.startswith(_WIKIDATA)), None)
    values = {
        "name": name, "cls": best_class(v["cls"] for v in views), "aliases": sorted(labels), "sameAs": same_as,
        "wikidataId": wikidata,
    }  # fmt: skip
    return {k: v for k, v in values.items() if v is not None and v != []}
