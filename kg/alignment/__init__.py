"""Alignment: from what sentences say to events, relations and statements of the ontology.

::

    Reading ─▶ frames (events, roles) ─▶ merging ─▶ relations ─▶ checks, evidence, licence ─▶ Extraction

Every predication that comes in is used, kept as an open triple, or dropped with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.alignment.attribution import speeches
from kg.alignment.context import Context
from kg.alignment.deciding import FindMore, drafted_events, one_per_head, weighed_edges
from kg.alignment.drafts import EdgeDraft, EventDraft
from kg.alignment.events import find_events
from kg.alignment.filling import fillers_of
from kg.alignment.merging import Told, merge, refers_back
from kg.alignment.numbers import joined_numbers
from kg.alignment.opening import open_edges
from kg.alignment.posts import Posts
from kg.alignment.records import Records, participants
from kg.alignment.sanity import is_sound
from kg.alignment.weighing import UNLIKELY
from kg.config import Config
from kg.identity import data_iri, hashed
from kg.linking.likeness import Likeness
from kg.linking.linker import linked
from kg.predications import Reading, TimeExpression
from kg.resolution import plural_members
from kg.statements import ArticleRecord, Event, Extraction, Trigger

__all__ = ["FindMore", "align"]


def _told(
    posts: Posts, events: Mapping[int, EventDraft], times: Mapping[int, TimeExpression | None]
) -> tuple[Told, ...]:
    found = []
    for head in sorted(events):
        draft = events[head]
        time = times.get(head)
        roles: dict[str, frozenset[str]] = {}
        for role, heads in draft.roles.items():
            fillers = frozenset(f for h in heads for f in fillers_of(posts, role, h, events) if f != f"@{head}")
            if fillers:
                roles[role] = fillers
        found.append(
            Told(
                draft=draft,
                roles=roles,
                status=Told.status_of(draft),
                time=time.value if time else "",
                first=time.first if time else None,
                last=time.last if time else None,
            )
        )
    return tuple(found)


def _event(ctx: Context, group: list[Told], chosen: Told, iris: Mapping[int, str]) -> Event:
    """Make one event of all its tellings."""
    roles: dict[str, set[str]] = {}
    for told in group:
        for role, fillers in told.roles.items():
            roles.setdefault(role, set()).update(
                iris[int(f[1:])] if f.startswith("@") else f
                for f in fillers
                if not f.startswith("@") or int(f[1:]) in iris
            )
    iri = iris[chosen.draft.head]
    numbers = joined_numbers(told.draft.numbers for told in group)
    dated = next((t for t in (chosen, *group) if t.time), chosen)
    span = ctx.words(chosen.draft.trigger)
    return Event(
        id=iri,
        article=data_iri(ctx.reading.article.id, ctx.config.base_iri),
        cls=chosen.draft.cls,
        status=chosen.status,
        trigger=Trigger(start=span.start, end=span.end, text=ctx.reading.article.quote(span.start, span.end)),
        time=dated.time,
        start=dated.first,
        end=dated.last,
        roles={k: tuple(sorted(v - {iri})) for k, v in sorted(roles.items()) if v - {iri}},
        numbers=numbers,
    )


def _events(ctx: Context, told: tuple[Told, ...]) -> tuple[dict[int, str], tuple[Event, ...]]:
    """Merge events; return the IRI for each head token, and the events."""
    best = merge(ctx, told)
    by_head = {t.draft.head: t for t in told}
    article = ctx.reading.article.id
    iris = {}
    for head, chosen in best.items():
        span = ctx.words(by_head[chosen].draft.trigger)
        iris[head] = data_iri(hashed("ev", article, span.start, by_head[chosen].draft.cls), ctx.config.base_iri)
    groups: dict[int, list[Told]] = {}
    for head in sorted(best):
        groups.setdefault(best[head], []).append(by_head[head])
    for chosen, group in list(groups.items()):
        if all(refers_back(ctx, t) for t in group):
            # "the verdict", of which the article tells no more: nothing is told, and what it takes up is unknown.
            del groups[chosen]
            for t in group:
                del iris[t.draft.head]
    events = (_event(ctx, group, by_head[chosen], iris) for chosen, group in groups.items())
    return iris, tuple(sorted(events, key=lambda e: e.id))


def _account(ctx: Context, records: Records, told: set[tuple[int, str]], failed: Mapping[int, str]) -> None:
    """Give every predication that told of nothing an open triple or a reason."""
    for p in ctx.reading.predications:
        if (p.head, p.kind) in told:
            continue
        if p.head in failed and p.kind != "verb":
            records.drop(p.head, failed[p.head])
            continue
        opened = [records.add(e) for e in open_edges(ctx, p) if is_sound(ctx, e)] if ctx.config.open_triples else []
        if "" not in opened:
            reason = next(iter(opened), "") or failed.get(p.head, "") or f"no frame for {p.kind} {p.lemma!r}"
            records.drop(p.head, reason)


def _state(
    ctx: Context, records: Records, used: Iterable[tuple[int, str]], edges: Iterable[tuple[EdgeDraft, EdgeDraft | None]]
) -> tuple[set[tuple[int, str]], dict[int, str]]:
    """Make statements of relations; return the predications that told of something, and why others did not."""
    done, failed = set(used), dict[int, str]()
    for draft, edge in edges:
        reason = records.add(edge) if edge is not None else UNLIKELY
        if reason:
            failed.setdefault(draft.head, reason)
        else:
            done |= {(draft.head, p.kind) for p in ctx.by_head.get(draft.head, ())}
    return done, failed


def align(
    reading: Reading, config: Config, more: FindMore | None = None, likeness: Likeness | None = None
) -> Extraction:
    """Turn what was read from an article into events, relations and statements.

    Parameters
    ----------
    reading : Reading
        With clusters.
    config : Config
        Licence, threshold, base IRI, whether open triples are kept, and whether a vocabulary replaces our relations.
    more : callable, optional
        Finds further relations, such as those of a user's own ontology.
    likeness : Likeness, optional
        Compares contexts of names with descriptions of what they may mean, for linking.

    Returns
    -------
    Extraction
        Each kind sorted by id; entities are those that a statement, an event or a source chain names.
    """
    ctx = Context(reading, config, plural_members(reading))
    found = find_events(ctx)
    ruled = one_per_head(found.events)
    drafts, times = drafted_events(ctx, ruled)
    posts = Posts(ctx)
    ours = config.vocabulary is None or not config.vocabulary.extension.replace
    iris, events = _events(ctx, _told(posts, drafts, times)) if ours else ({}, ())
    records = Records(posts, iris, times, speeches(drafts.values()))
    for head in sorted(ruled.keys() - drafts.keys()):
        records.drop(head, UNLIKELY)
    edges = weighed_edges(ctx, drafts, more, ours=ours, times=times)
    done, failed = _state(ctx, records, found.used if ours else (), edges)
    _account(ctx, records, done, failed)
    statements = tuple(sorted(records.statements.values(), key=lambda s: s.id))
    named = participants(statements) | {x for e in events for xs in e.roles.values() for x in xs}
    return Extraction(
        article=ArticleRecord.of(reading.article, base=config.base_iri),
        entities=linked(records.entities(named), reading.clusters, reading.article.text, config, likeness),
        events=events,
        statements=statements,
        dropped=tuple(sorted(records.dropped, key=lambda d: (d.start, d.end, d.reason))),
    )
