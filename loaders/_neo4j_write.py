"""What one transaction does: articles out, articles in, entities and view edges brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.facts import Claim, Fact, Licence, claim_of, facts
from kg.merging import best_class, best_name, types_of
from kg.statements import Extraction
from loaders._neo4j_read import statements_of_claims
from loaders._neo4j_rows import Row, Rows, claim_key, edge_properties, rows_of
from loaders._neo4j_schema import OWN_LABELS, edge_type, labels_text, run, view_types
from ontology import Extension, active, classes, is_a

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["Change"]

_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(slots=True)
class Change:
    """One transaction on some articles; what it touches is collected on the way.

    Parameters
    ----------
    tx : ManagedTransaction
    licence : {"default", "strict"}
    """

    tx: ManagedTransaction
    licence: Licence
    _claims: dict[str, Claim] = field(default_factory=dict)
    _events: set[str] = field(default_factory=set)
    _entities: set[str] = field(default_factory=set)

    def remove(self, articles: list[str]) -> None:
        """Remove articles and all nodes that are theirs alone."""
        for r in run(
            self.tx,
            """UNWIND $articles AS a MATCH (s:Statement {articleUri: a})-[:SUBJECT]->(x) WHERE s.claim IS NOT NULL
               MATCH (s)-[:OBJECT]->(y)
               RETURN DISTINCT s.claim AS claim, s.predicate AS p, x.uri AS x, y.uri AS y,
                      [n IN [x, y] WHERE n:Eventuality | n.uri] AS events""",
            articles=articles,
        ):
            self._claims[r["claim"]] = Claim(r["x"], r["p"], r["y"])
            self._events.update(r["events"])
        named = "UNWIND $articles AS a MATCH (:Article {uri: a})-[:NAMES]->(e:Entity) RETURN DISTINCT e.uri AS uri"
        self._entities.update(r["uri"] for r in run(self.tx, named, articles=articles))
        for label in OWN_LABELS:
            theirs = f"UNWIND $articles AS a MATCH (n{labels_text([label])} {{articleUri: a}}) DETACH DELETE n"
            run(self.tx, theirs, articles=articles)
        run(self.tx, "UNWIND $articles AS a MATCH (n:Article {uri: a}) DETACH DELETE n", articles=articles)

    def add(self, extractions: Iterable[Extraction]) -> None:
        """Add articles that are not there."""
        rows = Rows()
        for extraction in extractions:
            rows_of(extraction, rows)
            self._events.update(v.id for v in extraction.events)
            for claim in map(claim_of, extraction.statements):
                if claim and claim.object:
                    self._claims[claim_key(claim)] = claim
        self._entities.update(rows.entities)
        run(self.tx, "UNWIND $uris AS uri MERGE (:Entity {uri: uri})", uris=sorted(rows.entities))
        for labels, nodes in sorted(rows.nodes.items()):
            found_by, _, others = labels[1:].partition(":")
            more = f", n:{others}" if others else ""
            write = f"UNWIND $rows AS row MERGE (n:{found_by} {{uri: row.uri}}) SET n = row.values{more}"
            run(self.tx, write, rows=nodes)
        for (kind, start, end), edges in sorted(rows.edges.items()):
            run(
                self.tx,
                f"""UNWIND $rows AS row MATCH (a{labels_text([start])} {{uri: row.start}})
                    MATCH (b{labels_text([end])} {{uri: row.end}}) CREATE (a)-[r:$TYPE]->(b) SET r = row.values""",
                kind,
                rows=edges,
            )

    def finish(self) -> None:
        """Bring entities and view edges up to date with what was removed and added."""
        self._update_entities()
        self._update_edges()

    def _update_entities(self) -> None:
        found = run(
            self.tx,
            """UNWIND $uris AS uri MATCH (e:Entity {uri: uri}) OPTIONAL MATCH (e)<-[n:NAMES]-(:Article)
               WITH e, collect(DISTINCT properties(n)) AS views
               RETURN e.uri AS uri, labels(e) AS labels, properties(e) AS held, views""",
            uris=sorted(self._entities),
        )
        gone = [r["uri"] for r in found if not r["views"]]
        run(self.tx, "UNWIND $uris AS uri MATCH (e:Entity {uri: uri}) DETACH DELETE e", uris=gone)
        changes: dict[tuple[str, str], list[Row]] = {}
        for r in found:
            if not r["views"]:
                continue
            values = {"uri": r["uri"], **_described(r["views"])}
            ours = types_of(v["cls"] for v in r["views"])
            surplus = sorted(set(r["labels"]) & _all_types(active()) - set(ours))
            missing = sorted(set(ours) - set(r["labels"]))
            if surplus or missing or values != r["held"]:
                key = labels_text(missing), labels_text(surplus)
                changes.setdefault(key, []).append({"uri": r["uri"], "values": values})
        for (missing_text, surplus_text), rows in sorted(changes.items()):
            more = f" SET e{missing_text}" if missing_text else ""
            less = f" REMOVE e{surplus_text}" if surplus_text else ""
            write = f"UNWIND $rows AS row MATCH (e:Entity {{uri: row.uri}}) SET e = row.values{more}{less}"
            run(self.tx, write, rows=rows)

    def _update_edges(self) -> None:
        """Weigh every claim that was touched, and make, change or remove its edge."""
        said = statements_of_claims(self.tx, sorted(self._claims))
        wanted = {claim_key(f.claim): f for f in facts(said, self.licence)}
        groups: dict[tuple[str, str, str], list[str]] = {}
        for key, claim in sorted(self._claims.items()):
            groups.setdefault((claim.predicate, self._label(claim.subject), self._label(claim.object)), []).append(key)
        stale: list[str] = []
        for (predicate, start, end), keys in groups.items():
            for r in self._edges_of(keys, predicate, start, end):
                fact = wanted.get(r["claim"])
                if fact is not None and _same(fact, r):
                    del wanted[r["claim"]]
                else:
                    stale.append(r["id"])
        run(self.tx, "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", ids=stale)
        made: dict[tuple[str, str, str], list[Row]] = {}
        for fact in wanted.values():
            kind = edge_type(fact.predicate, fact.status, plain=fact.plain)
            row = {"start": fact.subject, "end": fact.object, "values": edge_properties(fact)}
            made.setdefault((kind, self._label(fact.subject), self._label(fact.object)), []).append(row)
        for (kind, start, end), rows in sorted(made.items()):
            run(
                self.tx,
                f"""UNWIND $rows AS row MATCH (a{labels_text([start])} {{uri: row.start}})
                    MATCH (b{labels_text([end])} {{uri: row.end}})
                    MERGE (a)-[r:$TYPE {{claim: row.values.claim}}]->(b) SET r = row.values""",
                kind,
                rows=rows,
            )

    def _label(self, uri: str) -> str:
        return "Eventuality" if uri in self._events else "Entity"

    def _edges_of(self, keys: list[str], predicate: str, start: str, end: str) -> list[Any]:
        pairs = [{"claim": k, "x": self._claims[k].subject, "y": self._claims[k].object} for k in keys]
        return run(
            self.tx,
            f"""UNWIND $pairs AS pair MATCH (a{labels_text([start])} {{uri: pair.x}})
                MATCH (b{labels_text([end])} {{uri: pair.y}}) MATCH (a)-[r:$TYPE]-(b) WHERE r.claim = pair.claim
                RETURN pair.claim AS claim, elementId(r) AS id, type(r) AS type, startNode(r).uri AS start,
                       properties(r) AS held""",
            *view_types(predicate),
            pairs=pairs,
        )


@cache
def _all_types(extension: Extension | None) -> frozenset[str]:
    """Return the labels of entities; ``extension`` is the one in use."""
    return frozenset(c for c in classes() if is_a(c, "Entity"))


def _same(fact: Fact, edge: Mapping[str, Any]) -> bool:
    kind = edge_type(fact.predicate, fact.status, plain=fact.plain)
    held = {k: v.to_native() if hasattr(v, "to_native") else v for k, v in edge["held"].items()}
    return edge["type"] == kind and edge["start"] == fact.subject and held == edge_properties(fact)


def _described(views: list[Mapping[str, Any]]) -> Row:
    """Return the properties of an entity's node that follow from what all articles say."""
    name = best_name(v["name"] for v in views)
    labels = {n for v in views for n in (v["name"], *v["aliases"])} - {name}
    same_as = sorted({iri for v in views for iri in v["sameAs"]})
    wikidata = next((s.removeprefix(_WIKIDATA) for s in same_as if s.startswith(_WIKIDATA)), None)
    values = {
        "name": name, "cls": best_class(v["cls"] for v in views), "aliases": sorted(labels), "sameAs": same_as,
        "wikidataId": wikidata,
    }  # fmt: skip
    return {k: v for k, v in values.items() if v is not None}
