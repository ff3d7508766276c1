"""A process that ends in the middle of writing many articles leaves a store that the next one makes whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pyoxigraph
import pytest

from benchmarks.invented import invented
from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore

ARTICLES = 60
FOLDERS = [str(p) for p in (Path(__file__).parents[3], Path(__file__).parents[2])]


@pytest.fixture(scope="module")
def corpus() -> tuple[Extraction, ...]:
    return tuple(invented(ARTICLES))


@pytest.fixture(scope="module")
def undisturbed(corpus: tuple[Extraction, ...], tmp_path_factory: pytest.TempPathFactory) -> set[pyoxigraph.Quad]:
    return written(tmp_path_factory.mktemp("whole") / "graph", corpus)


def written(place: Path, corpus: tuple[Extraction, ...]) -> set[pyoxigraph.Quad]:
    with OxigraphStore(place) as store:
        store.write(corpus)
        return {q for graph in store.graph_names() for q in store.quads(graph)}


def child(script: str, place: Path) -> subprocess.Popen[str]:
    head = "import os, sys\nfrom itertools import islice\n"
    head += "from benchmarks.invented import invented\nfrom loaders import rdf_store\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + textwrap.dedent(script), str(place)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(FOLDERS)},
    )  # fmt: skip


#: What is done in place of a step of writing: the step itself in part, and then the end at once.
MOMENTS = {
    "before loading": "rdf_store.load = lambda *_: os._exit(9)",
    "half loaded": """
        whole = rdf_store.load
        rdf_store.load = lambda store, lines, *rest: (
            whole(store, list(lines)[::2], *rest), store.flush(), os._exit(9))
    """,
    "file half written": """
        whole = rdf_store.load
        def ending(lines):
            yield from islice(lines, 500)
            os._exit(9)
        rdf_store.load = lambda store, lines, *rest: whole(store, ending(lines), *rest)
    """,
    "loaded, not yet counted": "rdf_store.OxigraphStore._apply = lambda *_: os._exit(9)",
    "counted": """
        whole = rdf_store.OxigraphStore._apply
        rdf_store.OxigraphStore._apply = lambda *given: (whole(*given), os._exit(9))
    """,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_cut_off_at_a_step(
    moment: str, corpus: tuple[Extraction, ...], undisturbed: set[pyoxigraph.Quad], tmp_path: Path
) -> None:
    script = f"{textwrap.dedent(MOMENTS[moment])}\nrdf_store.OxigraphStore(sys.argv[1]).write(invented({ARTICLES}))\n"
    place = tmp_path / "graph"
    other = child(script, place)
    _, errors = other.communicate(timeout=120)
    assert other.returncode == 9, errors
    assert moment != "file half written" or list(place.glob("loading-*"))
    with OxigraphStore(place, read_only=True) as store:  # one who only reads finds whole articles as well
        held = list(store.extractions())
        assert len(held) == (ARTICLES if moment == "counted" else 0)
        assert len(store.query("SELECT ?s { ?s a nkg:Statement }").rows) == sum(len(x.statements) for x in held)
    assert not list(place.glob("loading-*"))
    assert written(place, corpus) == undisturbed


@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.9])
def test_killed_at_any_time(
    seconds: float, corpus: tuple[Extraction, ...], undisturbed: set[pyoxigraph.Quad], tmp_path: Path
) -> None:
    place = tmp_path / "graph"
    other = child(
        f"""
        rdf_store.OxigraphStore.batch_size = 10
        store = rdf_store.OxigraphStore(sys.argv[1])
        print("open", flush=True)
        store.write(invented({ARTICLES}))
        """,
        place,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n", other.communicate()
    time.sleep(seconds)
    other.kill()
    other.communicate()
    with OxigraphStore(place) as store:
        assert all(len(x.statements) == len(corpus[0].statements) for x in store.extractions())
    assert written(place, corpus) == undisturbed


def test_new_and_held_articles_in_one_batch(
    corpus: tuple[Extraction, ...], undisturbed: set[pyoxigraph.Quad], tmp_path: Path
) -> None:
    place = tmp_path / "graph"
    written(place, corpus[::3])
    assert written(place, corpus) == undisturbed


def test_one_by_one_is_as_all_at_once(corpus: tuple[Extraction, ...], undisturbed: set[pyoxigraph.Quad]) -> None:
    with OxigraphStore() as store:
        for extraction in reversed(corpus):
            store.write([extraction])
        assert {q for graph in store.graph_names() for q in store.quads(graph)} == undisturbed
