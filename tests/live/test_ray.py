"""The engine ray on real nodes: a worker dies in the middle, a node comes, and the graph is that of one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from ray_nodes import Nodes, Process, environment, nodes, processes

from benchmarks.archive import archive

ROOT = Path(__file__).resolve().parents[2]
KG = [sys.executable, "-m", "kg"]
MARK = "ray::MapWorker"

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Two nodes of one processor each; where CI is set, a machine without Ray fails."""
    if find_spec("ray") is None:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("no Ray: pip install '.[test]'")
        pytest.skip("no Ray: pip install '.[test]'")
    with nodes(2, tmp_path_factory.mktemp("ray") / "log") as running:
        yield running


def kg(*arguments: str) -> str:
    done = subprocess.run([*KG, *arguments], env=environment(), capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


def worker_of(raylet: int, seconds: float) -> Process | None:
    """Return the actor of a node that has worked for so long."""
    found = (p for p in processes() if p.parent == raylet and MARK in p.title and p.seconds >= seconds)
    return next(found, None)


def wait_for(look: Callable[[], Process | None], build: subprocess.Popen[str], what: str) -> Process:
    for _ in range(1_200):
        found = look()
        if found is not None:
            return found
        if build.poll() is not None:
            assert build.stderr is not None
            raise AssertionError(f"the build ended before {what}: {build.stderr.read()}")
        time.sleep(0.05)
    raise AssertionError(f"no sign of {what}")


def test_a_worker_dies_a_node_comes_and_the_graph_is_the_same(cluster: Nodes, tmp_path: Path) -> None:
    articles = str(tmp_path / "articles.jsonl")
    records = archive("development", 150, 5)[1]
    Path(articles).write_text("".join(json.dumps(r.article) + "\n" for r in records), "utf-8")
    local, spread = tmp_path / "local", tmp_path / "ray"
    alone = subprocess.Popen([*KG, "build", articles, "-o", str(local)], stderr=subprocess.DEVNULL)
    command = [
        *KG,
        "build",
        articles,
        "-o",
        str(spread),
        "--engine",
        "ray",
        "--address",
        cluster.address,
        "--workers",
        "3",
    ]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as build:
        for raylet in cluster.raylets:
            wait_for(lambda at=raylet: worker_of(at, 0.1), build, "a worker on each node")
        first = cluster.raylets[0]
        victim = wait_for(lambda: worker_of(first, 2.5), build, "a worker at work")
        os.kill(victim.number, signal.SIGKILL)
        cluster.add()
        wait_for(lambda: worker_of(cluster.raylets[2], 1.5), build, "a worker on the node that came")
        errors = build.communicate(timeout=120)[1]
        assert build.returncode == 0, errors
    assert alone.wait(120) == 0
    exports = [("export", str(graph), "-o", f"{graph}.jsonl") for graph in (local, spread)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda words: kg(*words), [("digest", str(local)), ("digest", str(spread)), *exports]))
    assert told[0] == told[1]
    assert Path(f"{spread}.jsonl").read_bytes() == Path(f"{local}.jsonl").read_bytes()


def test_a_cluster_of_its_own_and_an_article_that_cannot_be_read(sample_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02")
    paths = [str(tmp_path / "broken.txt"), str(ROOT / "examples" / "articles")]
    command = [*KG, "build", *paths, "-o", str(tmp_path / "own"), "--engine", "ray", "--workers", "2"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.txt" in done.stderr
    assert "ray" not in done.stderr.replace(str(tmp_path), "").lower(), "Ray has nothing to tell"
    assert kg("digest", str(tmp_path / "own")) == kg("digest", str(sample_graph))


def test_blocks_are_scored_on_the_cluster_with_equal_decisions(cluster: Nodes) -> None:
    script = f"""
from benchmarks.linkage import World
from kg.engines.grouping import Scorer
from kg.linkage import resolve
profiles = [p for article in World(1_500, 2).articles() for p, _ in article]
here = resolve(profiles)
there = resolve(profiles[::-1], score=Scorer(address={cluster.address!r}, least=0))
assert len(here.decisions) > 50
assert there == here
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
