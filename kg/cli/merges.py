"""``kg merges``: who is who across articles; decisions can be looked at, taken back, pinned and forbidden."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import plain, put, say
from kg.cli.feeds import progress
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from kg.linkage import Decision, Overlay, Ref
    from kg.linkage.applying import Applied

__all__ = ["COMMANDS", "EXAMPLE", "EXAMPLES", "NAME", "apply_", "forbid", "joined", "list_", "pin", "told", "undo"]

NAME = "merges"
EXAMPLE = "kg merges list graph"

#: What articles themselves call an entity, under the IRI by which they know it.
_LABELS = """SELECT ?entity (MIN(?label) AS ?name) WHERE {
  ?profile nkg:profileOf ?of ; nkg:profileName ?label . OPTIONAL { ?profile nkg:profileLocal ?local }
  BIND(COALESCE(?local, ?of) AS ?entity) } GROUP BY ?entity"""

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as the graph has it, or an IRI.")]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")]
_Article = Annotated[
    str, typer.Option("--article", metavar="ARTICLE", help="NAME in this article alone (its IRI or id).")
]
_OtherArticle = Annotated[str, typer.Option("--other-article", metavar="ARTICLE", help="OTHER in this article alone.")]
_Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read the list.")]
_By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="USER")]
_Threshold = Annotated[
    float | None,
    typer.Option("--threshold", metavar="P", help="Join from this probability on, above 0 and below 1; higher is more "
                 "precise."),
]  # fmt: skip


def list_(
    store: StorePath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Only what is about this name or IRI.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> int:
    """List what was joined and what was kept apart, with reason and score; curators' decisions first."""
    from kg.linkage.applying import overlay_of

    with opened(store) as graph:
        labels = {row[0]: row[1] for row in graph.query(_LABELS).rows}
    shown = [d for d in overlay_of(store).decisions if not name or name in _spoken(d, labels)]
    if as_json:
        for decision in shown:
            print(json.dumps(_record(decision, labels), ensure_ascii=False))
    elif shown:
        put(_table(shown, labels))
    else:
        say(f"nothing was decided about {name!r}" if name else "nothing was joined or kept apart yet")
    return 0


def undo(
    store: StorePath,
    decision: Annotated[str, typer.Argument(metavar="ID", help="Of the decision, as kg merges list shows it.")],
    by: _By = "",
) -> int:
    """Take a decision back: a curator's is deleted; the method's is overruled, so that it does not come again."""
    from kg.linkage import Decision

    overlay = _overlay(store)
    found = next((d for d in overlay.decisions if d.id == decision), None)
    if found is None:
        raise ConfigError(f"there is no decision {decision!r}; see kg merges list {store}")
    if found.curated:
        return _changed(store, overlay.removed(found.id))
    kind: Any = "forbid" if found.kind == "join" else "pin"
    right = found.right
    if found.kind == "split":
        right = type(right)(found.left.entity)
    reason = f"overrules {found.id}"
    return _changed(store, overlay.added(Decision(kind=kind, left=found.left, right=right, reason=reason, by=by)))


def pin(
    store: StorePath, name: _Name, other: _Other, article: _Article = "", other_article: _OtherArticle = "",
    reason: _Reason = "", by: _By = "",
) -> int:  # fmt: skip
    """Decide that two are one, whatever the scores say."""
    return _curated(store, "pin", (name, article), (other, other_article), reason, by)


def forbid(
    store: StorePath, name: _Name, other: _Other, article: _Article = "", other_article: _OtherArticle = "",
    reason: _Reason = "", by: _By = "",
) -> int:  # fmt: skip
    """Decide that two are not one, whatever the scores say."""
    return _curated(store, "forbid", (name, article), (other, other_article), reason, by)


def apply_(store: StorePath, threshold: _Threshold = None) -> int:
    """Work out who is who anew from all articles; curators' decisions hold."""
    say(told(joined(store, threshold)))
    return 0


EXAMPLES = {
    "list": "kg merges list graph",
    "undo": "kg merges undo graph dec-0123456789ab",
    "pin": 'kg merges pin graph "Kim Yo Jong" "Yo-jong Kim"',
    "forbid": 'kg merges forbid graph "John Smith" "John Smith" --article art-1f --other-article art-2a',
    "apply": "kg merges apply graph --threshold 0.99",
}
COMMANDS: dict[str, Callable[..., int]] = {"list": list_, "undo": undo, "pin": pin, "forbid": forbid, "apply": apply_}


def joined(store: Path, threshold: float | None = None) -> Applied:
    """Work out who is who in a graph on disk, and let entities stand accordingly."""
    from kg.linkage.applying import unify

    with opened(store, write=True) as graph, progress() as report:
        return unify(graph, store, threshold=threshold, progress=report)


def told(applied: Applied) -> str:
    """Say what came of it in a line."""
    return (
        f"who is who: {applied.profiles:,} entities of articles are {applied.entities:,} ({applied.joins:,} joins, "
        f"{applied.splits:,} namesakes kept apart, {applied.curated:,} decisions of curators); "
        f"{applied.rewritten:,} articles changed"
    )


def _overlay(store: Path) -> Overlay:
    from kg.linkage.applying import overlay_of

    with opened(store):  # that there is a graph
        return overlay_of(store)


def _changed(store: Path, overlay: Overlay) -> int:
    from kg.linkage import Identity
    from kg.linkage.applying import FILE, unify

    Identity.of(overlay)  # that decisions do not contradict each other
    # nothing is decided where it cannot be carried into the graph, since another process has it open
    with opened(store, write=True) as graph, progress() as report:
        overlay.write(store / FILE)
        done = unify(graph, store, progress=report)
    say(told(done))
    return 0


def _curated(store: Path, kind: Any, left: tuple[str, str], right: tuple[str, str], reason: str, by: str) -> int:
    from kg.linkage import Decision

    overlay = _overlay(store)
    with opened(store) as graph:
        refs = [_ref(graph, *side) for side in (left, right)]
        homes = {a for ref in refs for a in _articles(graph, ref)}
    if kind == "pin" and len(homes) == 1 and refs[0] != refs[1]:
        raise ConfigError(
            f"{left[0]!r} and {right[0]!r} are of one article alone, which keeps them apart ({homes.pop()}), and "
            f"merges join articles; correct what it says, and build it again"
        )
    if refs[0] == refs[1]:
        raise ConfigError(f"{left[0]!r} and {right[0]!r} are the same already; give two, or one in two articles")
    decision = Decision(kind=kind, left=refs[0], right=refs[1], reason=reason, by=by)
    return _changed(store, overlay.added(decision))


def _ref(graph: Any, name: str, article: str) -> Ref:
    """Return what a name, in all articles or in one, means: an entity as its articles know it."""
    from kg.cli.stores import find_article
    from kg.linkage import Ref

    where = find_article(graph, article).id if article else ""
    found: set[str] = set()
    for extraction in [graph.extraction(where)] if where else graph.extractions():
        for e in extraction.entities:
            own = e.local or e.id
            if name in (e.id, own, own.rpartition("/")[2], e.name) or (where and name in e.aliases):
                found.add(own)
    if len(found) == 1:
        return Ref(found.pop(), where)
    if not found:
        raise StoreError(f"no article calls anything {name!r}; list names with: kg query STORE --example names")
    raise StoreError(f"{name!r} is the name of several: {', '.join(sorted(found)[:6])}; give an IRI")


def _articles(graph: Any, ref: Ref) -> set[str]:
    """Return the articles that know an entity, or the one that is meant."""
    if ref.article:
        return {ref.article}
    return {x.article.id for x in graph.extractions() if any((e.local or e.id) == ref.entity for e in x.entities)}


def _spoken(d: Decision, labels: dict[str, str]) -> set[str]:
    iris = {d.left.entity, d.right.entity, d.left.article, d.right.article}
    return iris | {labels[i] for i in iris if i in labels} | {i.rpartition("/")[2] for i in iris}


def _record(d: Decision, labels: dict[str, str]) -> dict[str, Any]:
    sides = {
        side: {k: v for k, v in (("entity", r.entity), ("article", r.article), ("name", labels.get(r.entity, ""))) if v}
        for side, r in (("left", d.left), ("right", d.right))
    }
    more = {"reason": d.reason, "score": d.score, "version": d.version, "by": d.by}
    return {"id": d.id, "kind": d.kind, **sides, **{k: v for k, v in more.items() if v != ""}}


def _table(decisions: list[Decision], labels: dict[str, str]) -> Any:
    from rich.table import Table

    table = Table("decision", "what", "is", "because", "score", "by", box=None, header_style="bold")
    words = {"join": "=", "pin": "= (pinned)", "split": "is not its namesake, but", "forbid": "≠ (forbidden)"}
    for d in decisions:
        left, right = ("\n".join(_lines(r, labels)) for r in (d.left, d.right))
        score = "" if d.curated else f"{d.score:.3f}"
        table.add_row(d.id, plain(left), plain(f"{words[d.kind]} {right}"), plain(d.reason), score, d.by or d.version)
    return table


def _lines(ref: Ref, labels: dict[str, str]) -> Iterator[str]:
    local = ref.entity.rpartition("/")[2]
    yield f"{labels[ref.entity]} ({local})" if ref.entity in labels else local
    if ref.article:
        yield f"in {ref.article.rpartition('/')[2]}"
