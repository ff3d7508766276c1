"""Articles as the pipeline reads them, beside what their annotation states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.alignment.context import Context
from kg.alignment.deciding import judged_events, one_per_head, weighed_edges
from kg.alignment.events import find_events
from kg.alignment.filling import fillers_of
from kg.alignment.posts import Posts
from kg.articles import Article
from kg.resolution import plural_members, resolve
from training.passages import is_kept_out, passages, read_passage

if TYPE_CHECKING:
    from kg.alignment.drafts import EdgeDraft, EventDraft
    from kg.pipeline import Pipeline

__all__ = ["Annotated", "Compared", "aligned_entities", "annotated_passages", "gold_articles"]

_BOTH_WAYS = frozenset({"relativeOf", "siblingOf", "spouseOf", "meetsWith", "cooperatesWith"})
_SMALL = frozenset(["a", "an", "the", "its", "his", "her", "their", "this", "that", "these", "those", "some"])
#: How much more an annotated article counts than a passage.
ARTICLE = 4.0


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


class Compared:
    """An article that was read, beside what it states.

    Parameters
    ----------
    pipeline : Pipeline
    gold : Annotated
    rules_only : bool
        Whether to leave out what the network reads.
    """

    def __init__(self, pipeline: Pipeline, gold: Annotated, *, rules_only: bool = False) -> None:
        reading = pipeline.read_article(Article(id=f"urn:x:{gold.doc}", text=gold.text, published=gold.day))
        reading = replace(reading, clusters=resolve(reading, pipeline.config))
        if rules_only:
            reading = replace(reading, scores=None)
        self.gold = gold
        self.ctx = Context(reading, pipeline.config, plural_members(reading))
        self.posts = Posts(self.ctx)
        self.ruled = one_per_head(find_events(self.ctx).events)
        judged, times = judged_events(self.ctx, self.ruled)
        for edge, _ in weighed_edges(self.ctx, judged, None, ours=True, times=times):
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

    def keys(self, edge: EdgeDraft) -> set[tuple[str, ...]]:
        """Return a relation between annotated entities, as `stated` has it; several if a side stands for several.

        An entity that the annotation does not have keeps its own name.
        """

        def ends(head: int, side: str) -> list[str]:
            found = (self.posts.iri(head),) if edge.post == side else self.ctx.entities(head)
            return [self.entity.get(i, i) for i in found]

        return {
            self._key(edge.relation, a, b) for a in ends(edge.subject, "subject") for b in ends(edge.object, "object")
        }

    def is_stated(self, edge: EdgeDraft) -> bool:
        """Whether the annotation has a relation."""
        return bool(self.keys(edge) & self.stated)
