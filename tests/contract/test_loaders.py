"""What every registered store keeps to; a new one is tested as soon as it is registered."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import reports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import corpora, extractions

from kg import interchange
from kg.errors import InterchangeError
from kg.registry import loaders
from kg.statements import Extraction
from loaders._checks import canonical
from loaders._store import Sink, Store

#: Stores that need a server; tests/live runs this suite's checks against a real one.
SERVERS = {"neo4j"}
STORES = [p.name for p in loaders if issubclass(p.value, Store) and p.name not in SERVERS]
SINKS = [p.name for p in loaders if p.name not in SERVERS]

Opener = Callable[[], Store]
quick = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def jsonl(found: Iterable[Extraction]) -> str:
    stream = io.StringIO()
    interchange.write(found, stream)
    return stream.getvalue()


@pytest.fixture(params=STORES)
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens a new, empty store of one kind each time it is called."""

    def make() -> Store:
        cls = loaders.get(request.param)
        target = tmp_path_factory.mktemp("stores") / f"store{(cls.suffixes or ('',))[0]}"
        store = cls.open(str(target))
        assert isinstance(store, Store)
        return store

    return make


def test_the_stores_are_registered() -> None:
    assert {"jsonl", "memory", "networkx", "oxigraph"} <= set(STORES)


@pytest.mark.parametrize("name", [p.name for p in loaders])
def test_names_and_suffixes(name: str) -> None:
    cls = loaders.get(name)
    assert issubclass(cls, Sink)
    assert cls.name == name
    assert all(s.startswith(".") for s in cls.suffixes)


def test_no_suffix_has_two_loaders() -> None:
    found = [s for p in loaders for s in p.value.suffixes]  # type: ignore[attr-defined]
    assert len(found) == len(set(found))


@quick
@given(corpus=corpora())
def test_what_is_written_is_read_back(fresh: Opener, corpus: tuple[Extraction, ...]) -> None:
    with fresh() as store:
        store.write(corpus)
        assert list(store.extractions()) == [canonical(x) for x in corpus]
        assert [a.id for a in store.articles()] == [x.article.id for x in corpus]


@quick
@given(corpus=corpora())
def test_jsonl_survives_byte_for_byte(fresh: Opener, corpus: tuple[Extraction, ...]) -> None:
    lines = jsonl(map(canonical, corpus))
    with fresh() as store:
        store.write(interchange.read(io.StringIO(lines)))
        assert jsonl(store.extractions()) == lines


@quick
@given(data=st.data(), corpus=corpora())
def test_the_order_of_articles_does_not_matter(
    fresh: Opener, data: st.DataObject, corpus: tuple[Extraction, ...]
) -> None:
    with fresh() as one, fresh() as other:
        one.write(corpus)
        other.write(data.draw(st.permutations(corpus)))
        assert jsonl(one.extractions()) == jsonl(other.extractions())


@quick
@given(corpus=corpora())
def test_writing_again_changes_nothing(fresh: Opener, corpus: tuple[Extraction, ...]) -> None:
    with fresh() as store:
        first = store.write(corpus)
        before = jsonl(store.extractions())
        second = store.write(corpus)
        assert jsonl(store.extractions()) == before
    assert (first.added, first.unchanged) == (len(corpus), 0)
    assert (second.added, second.replaced, second.unchanged) == (0, 0, len(corpus))
    assert first.statements == second.statements == sum(len(x.statements) for x in corpus)


@quick
@given(corpus=corpora(), other=extractions())
def test_an_article_is_replaced_as_a_whole(fresh: Opener, corpus: tuple[Extraction, ...], other: Extraction) -> None:
    with fresh() as store:
        store.write(corpus)
        counts = store.write([other])
        latest = {x.article.id: canonical(x) for x in (*corpus, other)}
        assert jsonl(store.extractions()) == jsonl(latest[a] for a in sorted(latest))
    if other.article.id in {x.article.id for x in corpus}:
        assert (counts.added, counts.replaced + counts.unchanged) == (0, 1)
    else:
        assert counts.added == 1


def test_half_a_character_is_refused_with_the_name_of_its_record(fresh: Opener) -> None:
    first, second, *_ = reports()
    entity, *others = second.entities
    broken = replace(second, entities=(replace(entity, name="half \ud83d"), *others))
    with fresh() as store:
        with pytest.raises(InterchangeError, match=rf"{entity.id}: half of a surrogate pair \(U\+D83D\)"):
            store.write([first, broken])
        assert [x.article.id for x in store.extractions()] == [first.article.id]


@quick
@given(corpus=corpora())
def test_what_is_forgotten_is_gone(fresh: Opener, corpus: tuple[Extraction, ...]) -> None:
    with fresh() as store:
        store.write(corpus)
        assert store.forget(corpus[0].article.id)
        assert not store.forget(corpus[0].article.id)
        assert store.extraction(corpus[0].article.id) is None
        assert jsonl(store.extractions()) == jsonl(map(canonical, corpus[1:]))


@quick
@given(good=extractions("art-00000000000000aa"), bad=extractions("art-00000000000000bb"))
def test_a_contradiction_is_refused_and_nothing_of_it_written(fresh: Opener, good: Extraction, bad: Extraction) -> None:
    stray = replace(bad.entities[0], cls="Spaceship")
    with fresh() as store:
        with pytest.raises(InterchangeError, match="Spaceship"):
            store.write([good, replace(bad, entities=(stray, *bad.entities[1:]))])
        assert [a.id for a in store.articles()] == [good.article.id]


@pytest.mark.parametrize("name", [n for n in SINKS if loaders.get(n).suffixes])  # type: ignore[attr-defined]
@quick
@given(data=st.data(), corpus=corpora())
def test_files_are_the_same_bytes_in_any_order_of_articles(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, corpus: tuple[Extraction, ...]
) -> None:
    folder, cls = tmp_path_factory.mktemp("files"), loaders.get(name)

    def written(found: Iterable[Extraction], to: str) -> bytes:
        path = folder / f"{to}{cls.suffixes[0]}"  # type: ignore[attr-defined]
        with cls.open(str(path)) as sink:  # type: ignore[attr-defined]
            sink.write(found)
        return path.read_bytes()

    assert written(corpus, "a") == written(data.draw(st.permutations(corpus)), "b") != b""


@pytest.mark.parametrize("name", [n for n in SINKS if loaders.get(n).suffixes])  # type: ignore[attr-defined]
def test_a_file_that_fails_is_not_left_behind(name: str, tmp_path: Path) -> None:
    cls = loaders.get(name)
    path = tmp_path / f"half{cls.suffixes[0]}"  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), cls.open(str(path)):  # type: ignore[attr-defined]
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
