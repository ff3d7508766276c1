"""Fit the scorer that weighs what rules and network propose: ``python -m training.weighing``.

Each draft of an article is compared with what its annotation states.  How often the rules are right with each kind of
draft is counted on the passages that the network learns from; logistic regressions over the features of
`kg.alignment.weighing`, fitted on those that it does not, then give the probability that a draft is stated.  Annotated
articles (``--gold``) count more, since passages state more than news does.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.alignment import weighing
from kg.alignment.context import Context
from kg.alignment.deciding import judged_events, one_per_head, weighed_edges
from kg.alignment.events import find_events
from kg.alignment.filling import fillers_of
from kg.alignment.posts import Posts
from kg.alignment.proposals import propose_events, with_roles
from kg.articles import Article
from kg.config import Config
from kg.pipeline import Pipeline
from kg.resolution import plural_members, resolve
from training.passages import is_kept_out, passages, read_passage

if TYPE_CHECKING:
    from kg.alignment.drafts import EdgeDraft, EventDraft

__all__ = ["Annotated", "aligned_entities", "annotated_passages", "fit", "gold_articles", "log_odds", "main"]

EXAMPLE = "example: python -m training.weighing --gold ../gold --edge 0.4"
_BOTH_WAYS = frozenset({"relativeOf", "siblingOf", "spouseOf", "meetsWith", "cooperatesWith"})
_SMALL = frozenset(["a", "an", "the", "its", "his", "her", "their", "this", "that", "these", "those", "some"])
#: How much more an annotated article counts than a passage.
ARTICLE = 1.5
#: Drafts of a kind from which their share of right ones is told by itself.
FEW = 3
Row = tuple[dict[str, float], int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article with what it states.

    Parameters
    ----------
    doc, text : str
    day : date, optional
    names : mapping of str to set of tuple of str
        Names of each entity, as words.
    relations, events : sequence of mapping
        As in the annotation's JSON.
    weight : float
    """

    doc: str
    text: str
    day: date | None
    names: Mapping[str, set[tuple[str, ...]]]
    relations: list[dict[str, Any]]
    events: list[dict[str, Any]]
    weight: float = 1.0


def _words(name: str) -> tuple[str, ...]:
    words = [w.strip(".-") for w in re.findall(r"[\w$%.-]+", re.sub(r"[’']s\b|[’']$", "", name.lower()))]
    while len(words) > 1 and words[0] in _SMALL:
        words = words[1:]
    return tuple(w for w in words if w)


def _names(found: Iterable[str]) -> set[tuple[str, ...]]:
    return {w for w in map(_words, found) if w}


def annotated_passages(news: Path, *, kept_out: bool) -> Iterator[Annotated]:
    """Yield the passages that the network is trained on, or those that it is not."""
    for path in sorted(news.glob("*.txt")):
        for p in map(read_passage, passages(path)):
            if is_kept_out(p.doc) == kept_out:
                names = {e["id"]: [m for m in e["mentions"] if m["kind"] != "pronoun"] for e in p.entities}
                yield Annotated(
                    doc=p.doc,
                    text=p.text,
                    day=date.fromisoformat(p.date) if p.date else None,
                    names={i: _names(p.text[m["start"] : m["end"]] for m in ms) for i, ms in names.items()},
                    relations=p.relations,
                    events=[{**v, "trigger": p.text[v["start"] : v["end"]]} for v in p.events],
                )


def gold_articles(folder: Path) -> Iterator[Annotated]:
    """Yield the annotated articles of a folder: ``<doc>.json`` beside ``articles/<doc>.txt``."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "doc" in gold:
            text = (folder / "articles" / f"{gold['doc']}.txt").read_text(encoding="utf-8")
            yield Annotated(
                doc=gold["doc"],
                text=text,
                day=date.fromisoformat(gold["date"]) if gold.get("date") else None,
                names={e["id"]: _names(e["names"]) for e in gold["entities"]},
                relations=gold["relations"],
                events=gold["events"],
                weight=ARTICLE,
            )


def _likeness(one: set[tuple[str, ...]], two: set[tuple[str, ...]]) -> float:
    if one & two:
        return 1.0 + 0.01 * len(one & two)
    shares = [len({*a} & {*b}) / len({*a} | {*b}) for a in one for b in two]
    best = max(shares, default=0.0)
    return best if best >= 0.5 else 0.0


def aligned_entities(
    gold: Mapping[str, set[tuple[str, ...]]], found: Mapping[str, set[tuple[str, ...]]]
) -> dict[str, str]:
    """Return, by what was found, the annotated entity whose names it shares best, if any."""
    result = {}
    for iri, names in found.items():
        best = max(((_likeness(g, names), i) for i, g in gold.items()), default=(0.0, ""))
        if best[0] > 0:
            result[iri] = best[1]
    return result


class _Compared:
    """An article that was read, beside what it states."""

    def __init__(self, pipeline: Pipeline, gold: Annotated, *, rules_only: bool = False) -> None:
        reading = pipeline.read_article(Article(id=f"urn:x:{gold.doc}", text=gold.text, published=gold.day))
        reading = replace(reading, clusters=resolve(reading, pipeline.config))
        if rules_only:
            reading = replace(reading, scores=None)
        self.gold = gold
        self.ctx = Context(reading, pipeline.config, plural_members(reading))
        self.posts = Posts(self.ctx)
        self.ruled = one_per_head(find_events(self.ctx).events)
        for edge, _ in weighed_edges(self.ctx, judged_events(self.ctx, self.ruled)[0], None, ours=True):
            if edge.post:  # posts are made when they are first asked for
                self.posts.iri(edge.subject if edge.post == "subject" else edge.object)
        self.entity = aligned_entities(gold.names, self._found())
        self.stated = {self._key(r["predicate"], r["subject"], r["object"]) for r in gold.relations}

    def _found(self) -> dict[str, set[tuple[str, ...]]]:
        found = {}
        for c in self.ctx.reading.clusters:
            mentions = [m for m in map(self.ctx.mention, c.heads) if m is not None and m.kind != "pronoun"]
            found[c.id] = _names([c.name, *c.aliases, *(self.gold.text[m.start : m.end] for m in mentions)])
        for iri in self.posts.by_iri:
            post = self.posts.entity(iri, "")
            found[iri] = found.get(iri, set()) | _names([post.name, *post.aliases, *(m.text for m in post.mentions)])
        return found

    @staticmethod
    def _key(relation: str, subject: str, target: str) -> tuple[str, ...]:
        return (relation, *(sorted((subject, target)) if relation in _BOTH_WAYS else (subject, target)))

    def fillers(self, draft: EventDraft, events: Mapping[int, EventDraft]) -> Iterator[tuple[str, int, str]]:
        """Yield role, token and annotated entity of each filler that is an entity."""
        for role, heads in draft.roles.items():
            for head in heads:
                for iri in fillers_of(self.posts, role, head, events):
                    if not iri.startswith("@"):
                        yield role, head, self.entity.get(iri, "")

    def event(self, draft: EventDraft, events: Mapping[int, EventDraft]) -> Mapping[str, Any] | None:
        """Return the annotated event that a draft tells of: its class and trigger, or who takes part."""
        who = {x for _, _, x in self.fillers(draft, events)} - {""}
        word = set(_words(self.ctx.doc[draft.head].text))
        best: tuple[float, Mapping[str, Any]] | None = None
        for v in self.gold.events:
            shared = len(who & {x for xs in v["roles"].values() for x in xs})
            same = bool(word & set(_words(v["trigger"])))
            score = shared + 0.5 * same + (same and v["sentence"] == draft.sentence)
            if v["class"] == draft.cls and score and (best is None or score > best[0]):
                best = (score, v)
        return best[1] if best else None

    def is_stated(self, edge: EdgeDraft) -> bool:
        """Whether the annotation has a relation."""

        def ends(head: int, side: str) -> list[str]:
            found = (self.posts.iri(head),) if edge.post == side else self.ctx.entities(head)
            return [self.entity.get(i, "") for i in found]

        keys = {
            self._key(edge.relation, a, b) for a in ends(edge.subject, "subject") for b in ends(edge.object, "object")
        }
        return bool(keys & self.stated)


def _events_of(articles: Iterable[_Compared], classes: set[str]) -> Iterator[Row]:
    for a in articles:
        proposed = {**a.ruled, **{d.head: d for d in propose_events(a.ctx, a.ruled)}}
        full = with_roles(a.ctx, proposed)
        for head, draft in proposed.items():
            if draft.cls in classes:
                found = a.event(full[head], full) is not None
                yield weighing.event_features(a.ctx, draft), int(found), a.gold.weight


def _likely(a: _Compared) -> tuple[dict[int, EventDraft], dict[int, EventDraft]]:
    """The events that are kept, with the roles that rules filled and with those that the network adds."""
    proposed = {**a.ruled, **{d.head: d for d in propose_events(a.ctx, a.ruled)}}
    before, _ = judged_events(a.ctx, weighing.weigh_events(a.ctx, proposed))
    return before, with_roles(a.ctx, before)


def _roles_of(articles: Iterable[_Compared], classes: set[str]) -> Iterator[Row]:
    for a in articles:
        before, full = _likely(a)
        for head, draft in full.items():
            gold = a.event(draft, full)
            for role, filler, entity in a.fillers(draft, full) if draft.cls in classes else ():
                rule = filler in before[head].roles.get(role, ())
                found = gold is not None and entity in gold["roles"].get(role, ())
                features = weighing.role_features(a.ctx, draft, role, filler, rule=rule)
                yield features, int(found), a.gold.weight


def _edges_of(articles: Iterable[_Compared], relations: set[str]) -> Iterator[Row]:
    for a in articles:
        before, full = _likely(a)
        drafts = weighing.weigh_roles(a.ctx, full, before)
        for edge, _ in weighed_edges(a.ctx, drafts, None, ours=True):
            if edge.relation in relations:
                yield weighing.edge_features(a.ctx, edge, drafts), int(a.is_stated(edge)), a.gold.weight


class _Counts:
    """How often a kind of draft was right; one more narrowly defined leans on the wider one."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, name: str, by: str, *, right: bool) -> None:
        for key in (name, f"{name}:{by}"):
            self.all[key] += 1
            self.right[key] += right

    def table(self) -> dict[str, float]:
        wide = [k for k in self.all if ":" not in k]
        base = sum(self.right[k] for k in wide) / max(1, sum(self.all[k] for k in wide))
        share = {k: (self.right[k] + 4 * base) / (self.all[k] + 4) for k in wide}
        for k in sorted(self.all):
            if ":" in k and self.all[k] >= FEW:
                share[k] = (self.right[k] + 4 * share[k.partition(":")[0]]) / (self.all[k] + 4)
        return {k: log_odds(share[k]) for k in sorted(share)}


def log_odds(share: float) -> float:
    """Return the natural logarithm of the odds, rounded."""
    share = min(max(share, 1e-3), 1 - 1e-3)
    return round(math.log(share / (1 - share)), 3)


def _priors(articles: Iterable[_Compared]) -> dict[str, dict[str, float]]:
    """Return how often the rules alone are right, by kind of draft."""
    events, roles, edges = _Counts(), _Counts(), _Counts()
    for a in articles:
        for head, draft in a.ruled.items():
            gold = a.event(draft, a.ruled)
            events.add(draft.cls, a.ctx.lemma(head), right=gold is not None)
            for role, _, entity in a.fillers(draft, a.ruled):
                roles.add(role, draft.cls, right=gold is not None and entity in gold["roles"].get(role, ()))
        for edge, _ in weighed_edges(a.ctx, judged_events(a.ctx, a.ruled)[0], None, ours=True):
            edges.add(edge.relation, edge.extractor, right=a.is_stated(edge))
    return {"event": events.table(), "role": roles.table(), "edge": edges.table()}


def fit(rows: Iterable[Row], ridge: float = 1.0) -> dict[str, float]:
    """Fit a logistic regression by Newton's method.

    Parameters
    ----------
    rows : iterable of (dict, int, float)
        Features, whether it is stated, weight.
    ridge : float
        Weight of the squared coefficients; the intercept is free.

    Returns
    -------
    dict of float
        Coefficients by name, and ``"intercept"``.
    """
    given = list(rows)
    names = sorted({name for features, _, _ in given for name in features})
    x = np.array([[*(f.get(name, 0.0) for name in names), 1.0] for f, _, _ in given])
    y, weight = (np.array([row[k] for row in given], dtype=float) for k in (1, 2))
    penalty = np.diag([ridge] * len(names) + [1e-3])
    w = np.zeros(len(names) + 1)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (p - y)) + penalty @ w
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + penalty, slope)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return {"intercept": round(float(w[-1]), 4), **{n: round(float(v), 4) for n, v in zip(names, w, strict=False)}}


def main(argv: list[str] | None = None) -> int:
    """Fit and write the weights; their thresholds are kept unless others are given."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(prog="python -m training.weighing", description=__doc__, epilog=EXAMPLE)
    parser.add_argument("--news", type=Path, default=here / "news", help="folder of the project's own passages")
    parser.add_argument("--gold", type=Path, help="folder of annotated articles, with articles/ and inventory.json")
    parser.add_argument("--to", type=Path, default=weighing.FILE, help="weights to rewrite (default: the package's)")
    for kind in ("event", "role", "edge"):
        parser.add_argument(f"--{kind}", type=float, help=f"probability below which no {kind} is kept")
    args = parser.parse_args(argv)
    golds = [*annotated_passages(args.news, kept_out=True), *(gold_articles(args.gold) if args.gold else ())]
    inventory = json.loads((args.gold / "inventory.json").read_text(encoding="utf-8")) if args.gold else {}
    classes = set(inventory.get("events", ())) or {v["class"] for g in golds for v in g.events}
    relations = set(inventory.get("relations", ())) or {r["predicate"] for g in golds for r in g.relations}
    pipeline = Pipeline(Config())
    weights = json.loads(args.to.read_text(encoding="utf-8"))
    others = (_Compared(pipeline, g, rules_only=True) for g in annotated_passages(args.news, kept_out=False))
    weights["priors"] = _priors(others)
    _write(args.to, weights)
    articles = [_Compared(pipeline, gold) for gold in golds]
    for kind, rows in (
        ("event", _events_of(articles, classes)),
        ("role", _roles_of(articles, classes)),
        ("edge", _edges_of(articles, relations)),
    ):
        given, least = list(rows), getattr(args, kind)
        weights[kind] = {"threshold": weights[kind]["threshold"] if least is None else least, **fit(given)}
        _write(args.to, weights)
        sys.stdout.write(f"{kind}: {len(given)} drafts, {sum(y for _, y, _ in given)} stated\n")
    return 0


def _write(path: Path, weights: Mapping[str, object]) -> None:
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    weighing.forget()


if __name__ == "__main__":
    sys.exit(main())
