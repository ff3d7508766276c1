"""The final records: entities, events and statements with identifiers, checks and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kg.alignment.attribution import attributions, denial
from kg.alignment.drafts import EdgeDraft, EventDraft
from kg.alignment.posts import Posts
from kg.alignment.projection import fits
from kg.articles import Span
from kg.extractors.phrases import marker
from kg.extractors.times import event_time
from kg.identity import data_iri, hashed
from kg.predications import TimeExpression
from kg.statements import Attribution, Dropped, Entity, EntityMention, Statement
from ontology import FACT_MODALITIES, relation

__all__ = ["Records", "participants"]

#: Most pairs that one predicate may give: a longer list of things is read as one.
_MOST_PAIRS = 24
#: Modalities of states that are yet to come.
_AHEAD = frozenset({"announced", "planned", "predicted"})


class Records:
    """Makes the records of one article.

    Parameters
    ----------
    posts : Posts
    events : mapping of int to str
        IRI of the event that a head token names.
    times : mapping of int to TimeExpression
        When it happens.
    spoken : mapping of int to (EventDraft, str)
        Who demands, threatens or alleges what a head token tells of.
    """

    def __init__(
        self,
        posts: Posts,
        events: Mapping[int, str],
        times: Mapping[int, TimeExpression | None],
        spoken: Mapping[int, tuple[EventDraft, str]],
    ) -> None:
        self.ctx = posts.ctx
        self.posts = posts
        self.events = events
        self.times = times
        self.spoken = spoken
        self.article = self.ctx.reading.article
        self.base = self.ctx.config.base_iri
        self.article_iri = data_iri(self.article.id, self.base)
        self.statements: dict[str, Statement] = {}
        self.dropped: list[Dropped] = []
        self.used: set[str] = set()

    # ------------------------------------------------------------------ what tokens stand for
    def source(self, head: int) -> str:
        """Return the IRI of who is quoted; empty if nothing resolves it."""
        return next(iter(self.ctx.entities(head)), "")

    def cls(self, iri: str) -> str:
        """Return the class of an entity; empty for events."""
        cluster = self.ctx.clusters.get(iri)
        return cluster.cls if cluster else "Position" if iri in self.posts.by_iri else ""

    def _side(self, head: int, allowed: tuple[str, ...]) -> tuple[str, ...]:
        event = self.events.get(head)
        if (
            event
            and "Eventuality" in allowed
            and not any(
                fits(self.cls(e), ("Agreement", "Policy", "Artifact", "Organization")) for e in self.ctx.entities(head)
            )
        ):
            return (event,)
        return self.ctx.entities(head)

    # ------------------------------------------------------------------ statements
    def add(self, edge: EdgeDraft) -> str:
        """Make the statements of an edge; return why none came of it, empty if some did."""
        known = relation(edge.relation)
        subjects = (self.posts.iri(edge.subject),) if edge.post == "subject" else self._side(edge.subject, known.domain)
        objects = (self.posts.iri(edge.object),) if edge.post == "object" else self._side(edge.object, known.range)
        if not subjects or not objects:
            return "an argument is no mention"
        if len(subjects) * len(objects) > _MOST_PAIRS:
            subjects, objects = subjects[:1], objects[:_MOST_PAIRS]
        reason = "subject and object are the same"
        for subject in subjects:
            for target in objects:
                if subject == target:
                    continue
                if not (self._fits(subject, known.domain) and self._fits(target, known.range)):
                    sides = [self.cls(iri) or "an event" for iri in (subject, target)]
                    reason = f"{edge.relation} does not join {sides[0]} and {sides[1]}"
                    continue
                self._state(edge, subject, target)
                reason = ""
        return reason

    def _fits(self, iri: str, allowed: tuple[str, ...]) -> bool:
        cls = self.cls(iri)
        return fits(cls, allowed) if cls else "Eventuality" in allowed

    def _state(self, edge: EdgeDraft, subject: str, target: str) -> None:
        ctx, facts = self.ctx, edge.facts
        sentence = ctx.sentences[edge.sentence]
        span = ctx.words(edge.tokens)
        text = self.article.text
        predicate_text = edge.text or text[span.start : span.end]
        extra = (span.start, span.end) if edge.relation == "related" else ()
        local = hashed(
            "st",
            self.article.id,
            sentence.start,
            sentence.end,
            subject,
            edge.relation,
            target,
            facts.modality,
            facts.polarity,
            *extra,
        )
        iri = data_iri(local, self.base)
        if iri in self.statements and self.statements[iri].confidence >= edge.confidence:
            return
        allowed = FACT_MODALITIES if ctx.config.licence == "default" else FACT_MODALITIES[:1]
        spans = {
            "subject": self._evidence(edge, "subject"),
            "predicate": span,
            "object": self._evidence(edge, "object"),
        }
        if facts.cue:
            spans["modality"] = ctx.words(facts.cue)
        time = (
            None if edge.presupposed else self.times.get(edge.head) or event_time(ctx.doc, edge.head, ctx.reading.times)
        )
        first, last = self._validity(edge, time)
        self.statements[iri] = Statement(
            id=iri,
            article=self.article_iri,
            sentence=edge.sentence,
            subject=subject,
            predicate=edge.relation,
            predicate_text=predicate_text,
            object=target,
            event=self.events.get(edge.event, ""),
            modality=facts.modality,
            polarity=facts.polarity,
            licensed=facts.modality in allowed
            and facts.polarity == "positive"
            and edge.confidence >= ctx.config.threshold,
            attribution=self._attribution(edge),
            time=time.value if time else "PAST_REF" if edge.ended and not edge.valid_until else "",
            valid_from=first,
            valid_until=last,
            as_of=self.article.day if self._holds_now(edge) else None,
            confidence=edge.confidence,
            extractor=edge.extractor,
            start=sentence.start,
            end=sentence.end,
            quote=text[sentence.start : sentence.end],
            spans=spans,
        )

    def _holds_now(self, edge: EdgeDraft) -> bool:
        """Whether a state is said of the day of the article: not one that is over or yet to begin."""
        day = self.article.day
        ahead = edge.valid_from is not None and day is not None and edge.valid_from > day
        return relation(edge.relation).kind == "state" and not (edge.ended or ahead or edge.facts.modality in _AHEAD)

    def _validity(self, edge: EdgeDraft, time: TimeExpression | None) -> tuple[date | None, date | None]:
        """Return from when and until when a state holds; what is over is so by the day of the article at the latest."""
        first = edge.valid_from or self._since(edge, time)
        last = (edge.valid_until or self.article.day) if edge.ended else edge.valid_until
        return (None if first and last and first > last else first), last

    def _since(self, edge: EdgeDraft, time: TimeExpression | None) -> date | None:
        """Return the day since when a state holds: "has led the party since 2011"."""
        if time is None or relation(edge.relation).kind != "state":
            return None
        return time.first if marker(self.ctx.tree, time.head) == "since" else None

    def _attribution(self, edge: EdgeDraft) -> tuple[Attribution, ...]:
        if edge.denial >= 0:
            return denial(self.ctx, edge.denial, edge.denier, self.source)
        if edge.presupposed:
            return ()
        denied = edge.facts.polarity == "negative"
        return attributions(self.ctx, edge.head, self.source, self.spoken, denied=denied)

    def _evidence(self, edge: EdgeDraft, side: str) -> Span:
        if edge.post == side:
            return self.ctx.words(edge.tokens)
        return self.ctx.span(edge.subject if side == "subject" else edge.object)

    # ------------------------------------------------------------------ entities
    def entities(self, used: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities of these IRIs with all their mentions."""
        wanted = set(used)
        found = {iri: self._entity(iri) for iri in sorted(wanted) if iri in self.ctx.clusters}
        for iri in sorted(wanted & self.posts.by_iri.keys()):
            post = self.posts.entity(iri, self.article_iri)
            found[iri] = _joined(found[iri], post) if iri in found else post
        return tuple(found[iri] for iri in sorted(found))

    def _entity(self, iri: str) -> Entity:
        cluster = self.ctx.clusters[iri]
        mentions = []
        for head in cluster.heads:
            mention = self.ctx.mention(head)
            if mention is not None:
                mentions.append(
                    EntityMention(
                        article=self.article_iri,
                        start=mention.start,
                        end=mention.end,
                        text=self.article.quote(mention.start, mention.end),
                        kind=mention.kind,
                    )
                )
        return Entity(
            id=iri,
            cls=cluster.cls,
            name=cluster.name,
            aliases=cluster.aliases,
            same_as=cluster.same_as,
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        )

    def drop(self, head: int, reason: str) -> None:
        """Count a predication that gave nothing."""
        span = self.ctx.span(head)
        self.dropped.append(
            Dropped(
                article=self.article_iri,
                stage="alignment",
                reason=reason,
                text=self.article.text[span.start : span.end],
                start=span.start,
                end=span.end,
            )
        )


def _joined(entity: Entity, other: Entity) -> Entity:
    """Add the mentions and names of a record of the same entity."""
    mentions = {(m.start, m.end): m for m in (*other.mentions, *entity.mentions)}
    aliases = {other.name, *other.aliases, *entity.aliases} - {entity.name}
    return replace(entity, aliases=tuple(sorted(aliases)), mentions=tuple(mentions[k] for k in sorted(mentions)))


def participants(statements: Iterable[Statement]) -> set[str]:
    """Return every IRI that statements and their source chains name."""
    found: set[str] = set()
    for s in statements:
        found |= {s.subject, s.object, *(a.source for a in s.attribution)}
    return found - {""}
