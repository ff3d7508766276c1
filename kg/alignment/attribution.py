"""Who says so: the source chain of a predicate."""

from __future__ import annotations

from collections.abc import Callable

from kg.alignment.context import Context
from kg.extractors.reporting import chain
from kg.predications import Report
from kg.statements import Attribution
from ontology import is_a

__all__ = ["Sources", "attributions"]

#: Head token of a source to the IRI of its entity; empty if it has none.
Sources = Callable[[int], str]


def _link(ctx: Context, report: Report, source: str, order: int) -> Attribution:
    said = ctx.reading.times.get(report.said_on)
    cue = ctx.words(report.cue) if report.cue else None
    return Attribution(
        source=source,
        cue=ctx.reading.article.text[cue.start : cue.end] if cue else "",
        order=order,
        speech_act=report.speech_act,
        said_on=said.first if said else None,
        source_span=ctx.span(report.source),
        cue_span=cue,
    )


def attributions(ctx: Context, head: int, source_of: Sources) -> tuple[Attribution, ...]:
    """Return the links of the chain for what a token predicates, whom the article quotes first.

    Parameters
    ----------
    ctx : Context
    head : int
        Head token of the predicate.
    source_of : callable
        Gives the entity of a source's head token.

    Notes
    -----
    Joint sources ("A and B said") have the same order. A source that nothing resolves, that can neither act nor
    speak nor state, or that repeats the one before it, gives no link.
    """
    links: list[Attribution] = []
    order, last, previous = 0, None, ""
    for report in chain(ctx.reading.reports, head):
        source = source_of(report.source) if report.source >= 0 else ""
        if not source or head == report.source or any(a.source == source for a in links):
            continue
        cls = ctx.clusters[source].cls if source in ctx.clusters else ""
        if not is_a(cls or "Entity", "Agent", "Agreement", "Policy"):
            continue
        joint = last is not None and last.content == report.content and last.order == report.order
        if source == previous:
            continue
        order += not joint
        links.append(_link(ctx, report, source, order))
        last, previous = report, source
    return tuple(links)
