"""Profiles for tests: what an article says, in few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.identity import data_iri, entity_local_name, kind_prefix
from kg.linkage import Decision, Decisions, Profile, Ref, resolve

__all__ = ["art", "decided", "iri", "one", "pin_or_forbid", "said"]


def art(number: int) -> str:
    """Return the IRI of an article."""
    return data_iri(f"art-{number:016x}")


def iri(name: str, cls: str = "Person") -> str:
    """Return the IRI of a full name."""
    return data_iri(entity_local_name(cls, name))


def said(article: int, name: str, cls: str = "Person", **more: Any) -> Profile:
    """Return a profile; a person of one word stands under an IRI of the article's."""
    for key in ("related", "around", "ties"):
        more[key] = tuple(sorted(data_iri(x) for x in more.get(key, ())))
    more["countries"] = tuple(sorted(iri(c, "Country") for c in more.get("countries", ())))
    more["posts"] = tuple((t, data_iri(b) if b else "") for t, b in more.get("posts", ()))
    more.setdefault("day", date(2020, 1, 1))
    if more.get("setting"):
        more["setting"] = iri(more["setting"], "Country")
    local = entity_local_name(cls, name)
    scoped = more.pop("scoped", kind_prefix(cls) == "per" and len(name.split()) == 1)
    entity = more.pop("entity", f"{art(article)}-{local.split('-', 1)[1]}" if scoped else data_iri(local))
    return Profile(article=art(article), entity=entity, cls=cls, name=name, **more)


def decided(*profiles: Profile, constraints: tuple[Decision, ...] = ()) -> Decisions:
    """Resolve profiles at the default threshold."""
    return resolve(profiles, constraints=constraints)


def one(found: Decisions, *profiles: Profile) -> bool:
    """Whether all profiles stand under one IRI; else each under one of its own."""
    names = {found.canonical(p.article, p.entity) for p in profiles}
    assert len(names) in (1, len(profiles)), names
    return len(names) == 1


def pin_or_forbid(kind: str, left: Profile | str, right: Profile | str) -> Decision:
    """Return a curator's decision on two profiles, or on IRIs wherever they stand."""
    refs = [Ref(x) if isinstance(x, str) else Ref(x.entity, x.article) for x in (left, right)]
    assert kind in ("pin", "forbid")
    return Decision(kind="pin" if kind == "pin" else "forbid", left=refs[0], right=refs[1], by="ana")
