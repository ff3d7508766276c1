"""The file of decisions: read, written, changed, and what follows for an article's entities."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import art, decided, iri, pin_or_forbid, said

from kg.errors import ConfigError
from kg.linkage import Decision, Identity, Overlay, Ref
from kg.statements import ArticleRecord, Entity, Extraction
from kg.substitution import substituted

ROME = {"around": ("per-ugo-neri", "per-ida-costa", "org-lista-nova"), "related": ("per-ugo-neri",)}
IRIS = [iri(n) for n in ("Ada Lowe", "Ada B. Lowe", "Bo Ek", "Al Ek")] + [f"{art(1)}-lowe", f"{art(2)}-ek"]
_refs = st.builds(Ref, st.sampled_from(IRIS), st.sampled_from(["", art(1), art(2), art(3)]))


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Draw decisions of the method, which are consistent, and some of curators, which need not be."""
    found = []
    for ref in draw(st.lists(_refs, max_size=4, unique=True)):
        kind = draw(st.sampled_from(["join", "split"]))
        name = draw(st.sampled_from(IRIS)) if kind == "join" else f"{ref.entity}-0a"
        if name != ref.entity:
            found.append(Decision(kind=kind, left=ref, right=Ref(name), reason="Zoë’s", score=0.5, version="linkage-0"))
    for left, right in draw(st.lists(st.tuples(_refs, _refs), max_size=3)):
        kind = draw(st.sampled_from(["pin", "forbid"]))
        same_article = left.article == right.article or not (left.article and right.article)
        if not (left.entity == right.entity and same_article) and not (left.article and left.article == right.article):
            found.append(Decision(kind=kind, left=left, right=right, by="ana"))
    return found


@given(decisions())
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, found: list[Decision]) -> None:
    path = tmp_path_factory.mktemp("overlay") / "merges.jsonl"
    overlay = Overlay.of(found)
    overlay.write(path)
    assert Overlay.read(path) == overlay
    first = path.read_bytes()
    Overlay.of(reversed(overlay.decisions)).write(path)
    assert path.read_bytes() == first
    assert list(path.parent.iterdir()) == [path]


@settings(max_examples=200)
@given(decisions())
def test_curators_are_obeyed_at_once(found: list[Decision]) -> None:
    overlay = Overlay.of(found)
    try:
        identity = Identity.of(overlay)
    except ConfigError as exc:
        assert "take one of them back" in str(exc)
        return
    for d in overlay.curated:
        same = identity.canonical(d.left.article, d.left.entity) == identity.canonical(d.right.article, d.right.entity)
        assert same == (d.kind == "pin")


@given(decisions())
def test_an_article_can_always_be_written_with_its_identities(found: list[Decision]) -> None:
    try:
        identity = Identity.of(Overlay.of(found))
    except ConfigError:
        return
    entities = tuple(Entity(id=i, cls="Person", name="x") for i in sorted(IRIS))
    for number in (1, 2, 3):
        record = ArticleRecord(id=art(number), sha256="", length=1)
        names = identity.of_article(art(number), IRIS)
        made = substituted(Extraction(article=record, entities=entities), names)
        assert len({e.id for e in made.entities}) == len(entities)


def test_the_lookup_says_what_the_method_decided() -> None:
    told = ("Moon Jae-in", "Jae-in Moon", "Valadim", "Helena Valadim")
    people = [said(n, name, **ROME) for n, name in enumerate(told)]
    people += [said(8, "John Smith"), said(9, "John Smith")]
    found = decided(*people)
    identity = Identity.of(Overlay.of(found.decisions))
    assert found.decisions
    for p in people:
        assert identity.canonical(p.article, p.entity) == found.canonical(p.article, p.entity)


def test_curators_survive_a_rebuild() -> None:
    a, b = said(1, "Moon Jae-in", **ROME), said(2, "Jae-in Moon", **ROME)
    overlay = Overlay.of(decided(a, b).decisions)
    assert [d.kind for d in overlay.decisions] == ["join"]
    overlay = overlay.added(pin_or_forbid("forbid", a, b))
    assert Identity.of(overlay).canonical(a.article, a.entity) != Identity.of(overlay).canonical(b.article, b.entity)
    again = overlay.rebuilt(decided(a, b, constraints=overlay.curated).decisions)
    assert again.curated == overlay.curated
    assert [d.kind for d in again.decisions] == ["forbid"]
    assert again.removed(again.curated[0].id).rebuilt(decided(a, b).decisions).decisions == decided(a, b).decisions


def test_the_opposite_decision_takes_the_place_of_the_first() -> None:
    a, b = said(1, "Ada Lowe"), said(2, "Bo Ek")
    overlay = Overlay().added(pin_or_forbid("pin", a, b)).added(pin_or_forbid("forbid", b, a))
    assert [d.kind for d in overlay.decisions] == ["forbid"]


@pytest.mark.parametrize(
    ("left", "right", "kind", "said_so"),
    [
        (Ref(IRIS[0]), Ref(IRIS[0]), "forbid", "an entity is itself"),
        (Ref(IRIS[0], art(1)), Ref(IRIS[2], art(1)), "pin", "one article keeps apart"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(left: Ref, right: Ref, kind: Any, said_so: str) -> None:
    with pytest.raises(ConfigError, match=said_so):
        Overlay().added(Decision(kind=kind, left=left, right=right))


def test_what_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(ConfigError, match="no decision 'dec-x'"):
        Overlay().removed("dec-x")


GOOD = {"kind": "pin", "left": {"entity": IRIS[0]}, "right": {"entity": IRIS[2]}}


@pytest.mark.parametrize(
    ("line", "said_so"),
    [
        ("{", "no JSON"),
        ("[]", "no decision"),
        (json.dumps(GOOD | {"kind": "merge"}), "one of join, split, pin, forbid"),
        (json.dumps(GOOD | {"reson": "x"}), "unknown key 'reson'"),
        (json.dumps(GOOD | {"left": IRIS[0]}), "left is"),
        (json.dumps(GOOD | {"left": {"entity": "no iri"}}), "left is"),
        (json.dumps(GOOD | {"left": {"entity": IRIS[0], "article": "x y:"}}), "article of left"),
        (json.dumps(GOOD | {"score": 2}), "score is 2"),
        (json.dumps(GOOD | {"by": 7}), "by is 7"),
        (json.dumps(GOOD), "the same decision stands in line 1"),
        (json.dumps(GOOD | {"kind": "join", "right": GOOD["left"]}), "it says nothing"),
        (b'{"kind": "\xff"}'.decode("latin-1"), "left is"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, said_so: str) -> None:
    path = tmp_path / "merges.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n", "utf-8")
    if "kind" in line and "\xff" in line:
        said_so = "one of join, split, pin, forbid"
    with pytest.raises(ConfigError, match=said_so) as caught:
        Overlay.read(path)
    assert str(caught.value).startswith(f"{path}, line 3: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Overlay.read(tmp_path / "none.jsonl")
    with pytest.raises(ConfigError, match="cannot be written"):
        Overlay().write(tmp_path / "none" / "merges.jsonl")


def test_pinned_and_forbidden_at_once_is_refused() -> None:
    a, b, c = (said(n, name) for n, name in enumerate(("Ada Lowe", "Bo Ek", "Al Ek"), 1))
    asked = (pin_or_forbid("pin", a, b), pin_or_forbid("pin", b, c), pin_or_forbid("forbid", a, c))
    with pytest.raises(ConfigError, match="take one of them back"):
        decided(a, b, c, constraints=asked)
    with pytest.raises(ConfigError, match="take one of them back"):
        Identity.of(Overlay.of(asked))
