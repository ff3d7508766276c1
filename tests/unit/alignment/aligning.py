"""Alignment of hand-written parses: what is in the sentence is given, what it says is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from parsed import mentions_of, parse

from kg.alignment import align
from kg.articles import Article
from kg.config import Config
from kg.extractors.factuality import assess
from kg.extractors.reporting import find_reports
from kg.interchange import verify
from kg.predications import Cluster, Reading, TimeExpression
from kg.registry import extractors
from kg.statements import Extraction

__all__ = ["aligned", "event_lines", "reading_of", "statement_lines"]

DAY = date(2021, 5, 12)


def _heads(words: list[str], roots: Mapping[str, int], names: str) -> tuple[int, ...]:
    found = []
    for name in names.split("|"):
        if name in roots:
            found.append(roots[name])
        else:
            found.extend(i for i, w in enumerate(words) if w == name)
    assert found, f"{names!r} does not stand in the sentence"
    return tuple(sorted(found))


def reading_of(
    rows: str,
    things: Mapping[str, str],
    names: tuple[str, ...] = (),
    times: Mapping[str, tuple[str, date]] | None = None,
) -> Reading:
    """Read one hand-parsed text.

    Parameters
    ----------
    rows : str
        See `parsed.parse`.
    things : mapping of str to str
        Head word of a phrase (or the whole of a name) to its class; words joined by ``|`` are one thing.
    names : tuple of str
        Named entities, ``"Ana Ruiz:PERSON"``.
    times : mapping of str to (str, date), optional
        Head word of a time expression to its TIMEX3 value and day.
    """
    doc = parse(rows, *names)
    words = [t.text for t in doc]
    roots = {ent.text: ent.root.i for ent in doc.ents}
    labels = {ent.root.i: ent.label_ for ent in doc.ents}
    mentions = {i: replace(m, label=labels.get(i, "")) for i, m in mentions_of(doc).items()}
    clusters = tuple(
        Cluster(id=f"x:{key.split('|')[0]}", cls=cls, name=key.split("|")[0], heads=_heads(words, roots, key))
        for key, cls in sorted(things.items())
    )
    predications = tuple(
        sorted(
            {
                p
                for plugin in extractors
                for p in plugin.value(doc, mentions)  # type: ignore[attr-defined]  # the contract suite holds it
            },
            key=lambda p: (p.head, p.kind, p.lemma, str(p.arguments)),
        )
    )
    reports = find_reports(doc, mentions)
    expressions = {}
    for word, (value, day) in (times or {}).items():
        i = words.index(word)
        expressions[i] = TimeExpression(
            head=i, start=doc[i].idx, end=doc[i].idx + len(word), value=value, first=day, last=day
        )
    return Reading(
        article=Article(id="art-0123456789abcdef", text=doc.text, published=DAY),
        doc=doc,
        mentions=mentions,
        predications=predications,
        factuality=assess(doc, predications, reports),
        reports=reports,
        times=expressions,
        clusters=clusters,
    )


def aligned(
    rows: str,
    things: Mapping[str, str],
    names: tuple[str, ...] = (),
    times: Mapping[str, tuple[str, date]] | None = None,
    config: Config | None = None,
) -> Extraction:
    """Align one hand-parsed text and check its evidence; the parameters are those of `reading_of`."""
    reading = reading_of(rows, things, names, times)
    extraction = align(reading, config or Config())
    verify(extraction, reading.article.text)
    return extraction


def _short(extraction: Extraction, iri: str) -> str:
    names = {e.id: e.name for e in extraction.entities} | {v.id: f"<{v.trigger.text}>" for v in extraction.events}
    return names.get(iri, iri.removeprefix("x:"))


def statement_lines(extraction: Extraction, *, related: bool = False) -> set[str]:
    """Write statements as ``subject relation object [modality, no, by source]``; asserted ones without brackets."""
    lines = set()
    for s in extraction.statements:
        if s.predicate == "related" and not related:
            continue
        notes: list[str] = [s.modality] if s.modality != "asserted" else []
        notes += ["no"] if s.polarity == "negative" else []
        notes += [f"by {_short(extraction, a.source)}" for a in s.attribution]
        tail = f" [{', '.join(notes)}]" if notes else ""
        name = s.predicate if s.predicate != "related" else f"({s.predicate_text})"
        lines.add(f"{_short(extraction, s.subject)} {name} {_short(extraction, s.object)}{tail}")
    return lines


def event_lines(extraction: Extraction) -> set[str]:
    """Write events as ``Class status trigger: role=filler,filler role=filler``."""
    return {
        f"{v.cls} {v.status} {v.trigger.text}: "
        + " ".join(f"{r}={','.join(sorted(_short(extraction, x) for x in xs))}" for r, xs in sorted(v.roles.items()))
        for v in extraction.events
    }
