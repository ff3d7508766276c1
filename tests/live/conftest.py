"""Real servers for the live tests, started once and stopped at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_server import SHORT_LIVED, Neo4jServer, Unavailable, serving

from kg.config import Config
from kg.pipeline import Pipeline, extract
from kg.statements import Extraction

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A Neo4j Community server; where CI is set, a machine without one fails."""
    running = serving(tmp_path_factory.mktemp("neo4j"), java=SHORT_LIVED)
    try:
        server = running.__enter__()
    except Unavailable as exc:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"no live Neo4j: {exc}")
        pytest.skip(f"no live Neo4j: {exc}")
    yield server
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample articles as ``kg build`` writes it; tests only read it."""
    place = tmp_path_factory.mktemp("samples")
    command = [str(Path(sys.executable).with_name("kg")), "build", str(ROOT / "examples" / "articles"), "-o", "graph"]
    subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=300)
    return place / "graph"


@pytest.fixture(scope="session")
def samples(pipeline: Pipeline) -> tuple[Extraction, ...]:
    """What the sample articles say."""
    found = tuple(extract([ROOT / "examples" / "articles"], config=Config(), pipeline=pipeline))
    assert all(isinstance(x, Extraction) for x in found)
    return tuple(x for x in found if isinstance(x, Extraction))
