"""Fit the scorer that weighs what rules and network propose: ``python -m training.weighing``.

Each draft of an article is compared with what its annotation states; logistic regressions over the features of
`kg.alignment.weighing` then give the probability that a draft is stated.  The passages are those that the network was
not trained on; annotated articles (``--gold``) count more, since passages state more than news does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
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

__all__ = ["Annotated", "aligned_entities", "fit", "gold_articles", "kept_out_passages", "main"]

EXAMPLE = "example: python -m training.weighing --gold ../gold --to kg/alignment/weights.json"
_BOTH_WAYS = frozenset({"relativeOf", "siblingOf", "spouseOf", "meetsWith", "cooperatesWith"})
_SMALL = frozenset(["a", "an", "the", "its", "his", "her", "their", "this", "that", "these", "those", "some"])
#: How much more an annotated article counts than a passage.
ARTICLE = 1.5
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


def kept_out_passages(news: Path) -> Iterator[Annotated]:
    """Yield the passages that the network is not trained on."""
    for path in sorted(news.glob("*.txt")):
        for p in map(read_passage, passages(path)):
            if is_kept_out(p.doc):
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

    def __init__(self, pipeline: Pipeline, gold: Annotated) -> None:
        reading = pipeline.read_article(Article(id=f"urn:x:{gold.doc}", text=gold.text, published=gold.day))
        reading = replace(reading, clusters=resolve(reading, pipeline.config))
        self.gold = gold
        self.ctx = Context(reading, pipeline.config, plural_members(reading))
        self.posts = Posts(self.ctx)
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


def _rows(articles: Iterable[_Compared], kind: str, known: Mapping[str, set[str]]) -> Iterator[Row]:
    for a in articles:
        ctx, weight = a.ctx, a.gold.weight
        ruled = one_per_head(find_events(ctx).events)
        proposed = {**ruled, **{d.head: d for d in propose_events(ctx, ruled)}}
        if kind == "event":
            full = with_roles(ctx, proposed)
            for head, draft in proposed.items():
                if draft.cls in known["events"]:
                    found = a.event(full[head], full) is not None
                    yield weighing.event_features(ctx, draft), int(found), weight
            continue
        before, _ = judged_events(ctx, weighing.weigh_events(ctx, proposed))
        full = with_roles(ctx, before)
        if kind == "role":
            for head, draft in full.items():
                gold = a.event(draft, full)
                for role, filler, entity in a.fillers(draft, full) if draft.cls in known["events"] else ():
                    rule = filler in before[head].roles.get(role, ())
                    found = gold is not None and entity in gold["roles"].get(role, ())
                    yield weighing.role_features(ctx, draft, role, filler, rule=rule), int(found), weight
            continue
        drafts = weighing.weigh_roles(ctx, full, before)
        for edge, _ in weighed_edges(ctx, drafts, None, ours=True):
            if edge.relation in known["relations"]:
                yield weighing.edge_features(ctx, edge, drafts), int(a.is_stated(edge)), weight


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
    parser.add_argument("--to", type=Path, required=True, help="weights.json to rewrite")
    for kind in ("event", "role", "edge"):
        parser.add_argument(f"--{kind}", type=float, help=f"probability below which no {kind} is kept")
    args = parser.parse_args(argv)
    golds = [*kept_out_passages(args.news), *(gold_articles(args.gold) if args.gold else ())]
    inventory = json.loads((args.gold / "inventory.json").read_text(encoding="utf-8")) if args.gold else {}
    known = {
        "events": set(inventory.get("events", ())) or {v["class"] for g in golds for v in g.events},
        "relations": set(inventory.get("relations", ())) or {r["predicate"] for g in golds for r in g.relations},
    }
    pipeline = Pipeline(Config())
    articles = [_Compared(pipeline, gold) for gold in golds]
    weights = json.loads(args.to.read_text(encoding="utf-8"))
    for kind in ("event", "role", "edge"):
        rows = list(_rows(articles, kind, known))
        least = getattr(args, kind)
        threshold = weights[kind]["threshold"] if least is None else least
        weights[kind] = {"threshold": threshold, **fit(rows)}
        args.to.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
        weighing.forget()
        sys.stdout.write(f"{kind}: {len(rows)} drafts, {sum(y for _, y, _ in rows)} stated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
