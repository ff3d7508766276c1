"""Who says so: the source chain of a predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.alignment.context import Context
from kg.alignment.drafts import EventDraft
from kg.extractors.reporting import chain
from kg.extractors.sources import is_document
from kg.predications import Report
from kg.statements import Attribution
from ontology import is_a

__all__ = ["Sources", "attributions", "denial", "speeches"]

#: Head token of a source to the IRI of its entity; empty if it has none.
Sources = Callable[[int], str]
#: Event classes whose actor is the source of what he demands, threatens, promises, alleges or denies.
_ACTS = {
    "Accuse": "accuse",
    "Agree": "promise",
    "Communicate": "say",
    "Reject": "deny",
    "Request": "demand",
    "Threaten": "threaten",
}
_SPEAKERS = ("Agent", "Agreement", "Policy")


def speeches(events: Iterable[EventDraft]) -> dict[int, tuple[EventDraft, str]]:
    """Return the speech event and its act for each token that heads what is demanded, threatened, alleged …"""
    return {
        head: (event, _ACTS[event.cls])
        for event in events
        if event.cls in _ACTS and event.roles.get("actor")
        for head in event.roles.get("content", ())
        if head > event.head or event.cls != "Accuse"
    }


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


def _may_speak(ctx: Context, source: str) -> bool:
    cls = ctx.clusters[source].cls if source in ctx.clusters else ""
    return bool(cls) and is_a(cls, *_SPEAKERS)


def attributions(
    ctx: Context, head: int, source_of: Sources, spoken: Mapping[int, tuple[EventDraft, str]] | None = None,
    *, denied: bool = False,
) -> tuple[Attribution, ...]:  # fmt: skip
    """Return the links of the chain for what a token predicates, whom the article quotes first.

    Parameters
    ----------
    ctx : Context
    head : int
        Head token of the predicate.
    source_of : callable
        Gives the entity of a source's head token.
    spoken : mapping of int to (EventDraft, str), optional
        As `speeches` gives it: whoever demands or threatens it closes the chain.
    denied : bool
        Whether it is stated not to be so.

    Notes
    -----
    Joint sources ("A and B said") have the same order. A source that nothing resolves, that can neither act nor
    speak nor state, or that stands in the chain already, gives no link.
    """
    links: list[Attribution] = []
    order, last = 0, None
    for report in chain(ctx.reading.reports, head):
        source = source_of(report.source) if report.source >= 0 else ""
        if not source or head == report.source or any(a.source == source for a in links):
            continue
        if not (_may_speak(ctx, source) or is_document(ctx.tree, report.source)):
            continue
        joint = last is not None and last.content == report.content and last.order == report.order
        order += not joint
        links.append(_link(ctx, report, source, order))
        last = report
    found = (*links, *_speakers(ctx, head, source_of, spoken or {}, links, order + 1, denied=denied))
    return found or _read_source(ctx, head, source_of)


def _read_source(ctx: Context, head: int, source_of: Sources) -> tuple[Attribution, ...]:
    """Return the link to whom the network is sure that an event's word is told by, where no rule finds anybody."""
    for filler in ctx.read_sources.get(head, ()):
        source = source_of(filler)
        if source and _may_speak(ctx, source):
            return (Attribution(source=source, order=1, source_span=ctx.span(filler)),)
    return ()


def denial(ctx: Context, verb: int, denier: int, source_of: Sources) -> tuple[Attribution, ...]:
    """Return the link to whoever denies what another has said; none if nothing resolves it.

    Parameters
    ----------
    ctx : Context
    verb, denier : int
        Head tokens of the denying verb and of its subject.
    source_of : callable
    """
    source = source_of(denier)
    if not source or not _may_speak(ctx, source):
        return ()
    cue = ctx.words((verb,))
    text = ctx.reading.article.text[cue.start : cue.end]
    span = ctx.span(denier)
    return (Attribution(source=source, cue=text, order=1, speech_act="deny", source_span=span, cue_span=cue),)


def _speakers(
    ctx: Context,
    head: int,
    source_of: Sources,
    spoken: Mapping[int, tuple[EventDraft, str]],
    links: list[Attribution],
    order: int,
    *,
    denied: bool,
) -> list[Attribution]:
    """Return the links to those who demand, threaten or allege it, unless the chain has them."""
    if head not in spoken:
        return []
    event, act = spoken[head]
    if links and act == "promise":
        return []  # "a declaration in which both agreed to …" speaks for them
    if act == "deny" and head < event.head and not denied:
        return []  # "A said that B, but C denied it": C is not the source of B
    cue = ctx.words(event.trigger)
    found: list[Attribution] = []
    for actor in event.roles["actor"]:
        source = source_of(actor)
        if source and _may_speak(ctx, source) and not any(a.source == source for a in (*links, *found)):
            text = ctx.reading.article.text[cue.start : cue.end]
            span = ctx.span(actor)
            found.append(
                Attribution(source=source, cue=text, order=order, speech_act=act, source_span=span, cue_span=cue)
            )
    return found
