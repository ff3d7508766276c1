"""Posts: the positions that titles name, apart from who holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.alignment.context import Context
from kg.alignment.titles import bodies, is_part_of_title, person_terms, title_tokens
from kg.identity import data_iri, entity_local_name
from kg.statements import Entity, EntityMention

__all__ = ["Post", "Posts"]


@dataclass(slots=True)
class Post:
    """A position that a title names; ``spans`` are where."""

    id: str
    name: str
    spans: set[tuple[int, int]] = field(default_factory=set)


class Posts:
    """The posts of one article, made when first asked for.

    Parameters
    ----------
    ctx : Context

    Notes
    -----
    A post is named within its article by its title and the body that stands with it, so that two spokesmen hold two
    posts and the premier mentioned twice holds one.
    """

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._found: dict[str, Post] = {}

    @property
    def by_iri(self) -> Mapping[str, Post]:
        """The posts made so far."""
        return self._found

    def iri(self, head: int) -> str:
        """Return the IRI of the post that a title's noun names."""
        ctx = self.ctx
        cluster = ctx.cluster_at.get(head)
        tokens = title_tokens(ctx, head)
        # "governor-general": a parse may read the halves as two posts
        half = any(is_part_of_title(ctx, i) for i in tokens) and ctx.span(head).start > ctx.words(tokens).start
        if cluster is not None and cluster.cls == "Position" and not half:
            return cluster.id
        span = ctx.words(tokens)
        name = ctx.reading.article.text[span.start : span.end]
        tied = next((ctx.cluster_at[b.head].name for b in bodies(ctx, head) if b.head in ctx.cluster_at), "")
        local = entity_local_name("Position", f"{name} {tied}".strip().lower(), article=ctx.reading.article.id)
        iri = data_iri(local, ctx.config.base_iri)
        taken = ctx.clusters.get(iri)
        if taken is not None and taken.cls == "Position":
            name = taken.name
        elif taken is not None:  # "the premier" is a person elsewhere in the article
            iri = f"{iri}-post"
        self._found.setdefault(iri, Post(iri, name)).spans.add((span.start, span.end))
        return iri

    def named(self, head: int) -> str:
        """Return the IRI of the post at a token if the token is a title's noun, else an empty string."""
        cluster = self.ctx.cluster_at.get(head)
        if cluster is not None and cluster.cls == "Position":
            return cluster.id
        return self.iri(head) if any(t.position for t in person_terms(self.ctx, head)) else ""

    def entity(self, iri: str, article: str) -> Entity:
        """Return a post as an entity; ``article`` is the IRI of the article that names it."""
        post = self._found[iri]
        quote = self.ctx.reading.article.quote
        mentions = tuple(
            EntityMention(article=article, start=s, end=e, text=quote(s, e), kind="nominal")
            for s, e in sorted(post.spans)
        )
        aliases = tuple(sorted({m.text for m in mentions} - {post.name}))
        return Entity(id=iri, cls="Position", name=post.name, aliases=aliases, mentions=mentions)
