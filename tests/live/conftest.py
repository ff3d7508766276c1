"""Real servers for the live tests, started once and stopped at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from neo4j_server import Neo4jServer, Unavailable, serving


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A Neo4j Community server; where CI is set, a machine without one fails."""
    running = serving(tmp_path_factory.mktemp("neo4j"))
    try:
        server = running.__enter__()
    except Unavailable as exc:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"no live Neo4j: {exc}")
        pytest.skip(f"no live Neo4j: {exc}")
    yield server
    running.__exit__(None, None, None)
