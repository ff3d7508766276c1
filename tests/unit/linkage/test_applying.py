"""Decisions carried into a store: what stands under which IRI, and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import art, iri

from kg.errors import ConfigError
from kg.linkage import Decision, Overlay, Profile, Ref
from kg.linkage.applying import FILE, Standing, overlay_of, unify
from kg.linkage.keeping import KEPT_BY, Told
from kg.statements import ArticleRecord, Entity, EntityMention, Extraction, Statement
from kg.substitution import restored
from loaders._checks import canonical
from loaders.rdf_store import OxigraphStore

TEXT = "Ada Lind leads Norvia Steel."


def report(number: int, person: str, **more: str) -> Extraction:
    """Return an article that says who leads a company."""
    article = art(number)
    names = {person: "Person", "Norvia Steel": "Company"}
    entities = tuple(
        Entity(
            id=iri(name, cls), cls=cls, name=name,
            mentions=(EntityMention(article=article, start=0, end=len(name), text=name, kind="name"),),
        )
        for name, cls in names.items()
    )  # fmt: skip
    said = Statement(
        id=f"{article}-st", article=article, sentence=0, subject=iri(person), predicate="leads",
        predicate_text="leads", object=iri("Norvia Steel", "Company"), licensed=True, confidence=0.9, extractor="test",
        start=0, end=len(TEXT), quote=TEXT,
    )  # fmt: skip
    record = ArticleRecord(
        id=article,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        length=len(TEXT),
        **more,  # type: ignore[arg-type]
    )
    return canonical(Extraction(article=record, entities=entities, statements=(said,)))


def pinned(left: str, right: str) -> Decision:
    return Decision(kind="pin", left=Ref(iri(left)), right=Ref(iri(right)), by="ana", reason="the same woman")


def leaders(store: OxigraphStore) -> set[str]:
    rows = store.query("SELECT ?who { GRAPH g:facts { ?who nkg:leads ?firm } }").rows
    return {who.rpartition("/")[2] for (who,) in rows}


def test_what_is_pinned_becomes_one_node_and_comes_apart_again(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    said = [report(1, "Ada Lind"), report(2, "Ada Maria Berg")]
    with OxigraphStore(path) as store:
        store.write(said)
        before = store.query("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o").rows
        Overlay.of([pinned("Ada Lind", "Ada Maria Berg")]).write(path / FILE)
        found = unify(store, path)
        assert (found.curated, found.rewritten) == (1, 1)
        assert len(leaders(store)) == 1
        names = store.query("SELECT ?n { GRAPH g:entities { ?e a nkg:Person ; skos:prefLabel|skos:altLabel ?n } }").rows
        assert sorted(n for (n,) in names) == ["Ada Lind", "Ada Maria Berg"]
        assert [canonical(restored(x)) for x in store.extractions()] == said
        assert unify(store, path).rewritten == 0
        (path / FILE).write_text("")
        assert unify(store, path).rewritten == 1
        assert store.query("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o").rows == before


def test_an_article_that_comes_again_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    said = [report(1, "Ada Lind"), report(2, "Ada Maria Berg")]
    with OxigraphStore(path) as store:
        Overlay.of([pinned("Ada Lind", "Ada Maria Berg")]).write(path / FILE)
        standing = Standing(path)
        assert not standing.is_stale()
        assert store.write(standing.placed(said)).added == 2
        assert standing.is_stale()
        unify(store, path)
        assert not standing.is_stale()
        assert store.write(Standing(path).placed(said)).unchanged == 2
        assert len(leaders(store)) == 1


def test_curators_decisions_outlive_the_methods(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    mine = pinned("Ada Lind", "Ada Maria Berg")
    old = Decision(kind="join", left=Ref(iri("Bo Ek")), right=Ref(iri("Bo Elk")), reason="old", version="linkage-0")
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Berg")])
        Overlay.of([mine, old]).write(path / FILE)
        unify(store, path)
    assert mine in overlay_of(path).decisions
    assert old not in overlay_of(path).decisions


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    said = [report(n, name) for n, name in enumerate(["Ada Lind", "A. Lind", "Ada Lind", "Karin Lind"], 1)]
    hashes = set()
    for number, articles in enumerate([said, said[::-1]]):
        path = tmp_path / str(number)
        with OxigraphStore(path) as store:
            for article in articles:
                store.write([article])
            unify(store, path)
            store.export(tmp_path / f"{number}.nq")
        hashes.add((tmp_path / f"{number}.nq").read_bytes())
    assert len(hashes) == 1


def test_a_damaged_file_of_decisions_is_named(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind")])
        (path / FILE).write_text("{}\n")
        with pytest.raises(ConfigError, match=r"identity\.jsonl, line 1"):
            unify(store, path)
        assert leaders(store) == {"per-ada-lind"}
        (path / FILE).unlink()
        assert unify(store, path).rewritten == 0
        assert replace(report(1, "Ada Lind")) == next(iter(store.extractions()))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Articles that a store was asked for."""
    asked: list[str] = []
    whole = OxigraphStore.extraction

    def noted(self: OxigraphStore, article: str) -> Extraction | None:
        asked.append(article)
        return whole(self, article)

    monkeypatch.setattr(OxigraphStore, "extraction", noted)
    return asked


def test_only_what_was_written_since_is_read(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "graph"
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Berg"), report(3, "Ada Lind")])
        unify(store, path)
        assert sorted(read) == [art(1), art(2), art(3)]
        read.clear()
        store.write([report(4, "Ada Lind"), report(2, "Ada Maria Holm")])
        store.forget(art(3))
        found = unify(store, path)
        assert sorted(read) == [art(2), art(4)]
        assert found.profiles == 6
    with OxigraphStore(tmp_path / "anew") as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Holm"), report(4, "Ada Lind")])
        assert unify(store, tmp_path / "anew") == found


def test_nothing_is_kept_of_what_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Berg")])
        unify(store, path)
        assert store.profiled(art(2), KEPT_BY)
        store.forget(art(2))
        assert store.profiled(art(2), KEPT_BY) is None
        assert store.profiled(art(1), "another method") is None


def test_articles_that_were_renamed_are_kept_as_they_stand(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "graph"
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Berg")])
        Overlay.of([pinned("Ada Lind", "Ada Maria Berg")]).write(path / FILE)
        assert unify(store, path).rewritten == 1
        read.clear()
        assert unify(store, path).rewritten == 0
        assert not read
        (path / FILE).write_text("")
        assert unify(store, path).rewritten == 1
        assert len(read) == 1


def test_cut_off_while_renaming_it_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph"
    with OxigraphStore(path) as store:
        store.write([report(1, "Ada Lind"), report(2, "Ada Maria Berg")])
        unify(store, path)
        Overlay.of([pinned("Ada Lind", "Ada Maria Berg")]).write(path / FILE)
        with monkeypatch.context() as patched:
            patched.setattr(OxigraphStore, "keep_profiles", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                unify(store, path)
        assert len(leaders(store)) == 1
        assert unify(store, path).rewritten == 0
        assert len(leaders(store)) == 1


@given(st.builds(
    Profile, article=st.text(), entity=st.text(), cls=st.text(), name=st.text(), aliases=st.tuples(st.text()),
    named=st.booleans(), day=st.none() | st.dates(), posts=st.tuples(st.tuples(st.text(), st.text())) | st.just(()),
    related=st.lists(st.text()).map(tuple), setting=st.text(),
))  # fmt: skip
def test_what_is_kept_is_read_back(profile: Profile) -> None:
    told = Told({"a": "b", "c": "c"}, (profile,))
    assert Told.from_bytes(told.to_bytes()) == told


def test_what_was_just_written_need_not_be_read(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "graph"
    said = [report(1, "Ada Lind"), report(2, "Ada Maria Berg")]
    with OxigraphStore(path) as store:
        standing = Standing(path)
        placed = standing.placed(said)
        store.write(placed)
        standing.keep(store, placed)
        kept = [store.profiled(art(n), KEPT_BY) for n in (1, 2)]
        unify(store, path)
        assert not read
        assert kept == [Told.of(x).to_bytes() for x in store.extractions()]
