"""The real ``neo4j-admin database import``, run by the script of an export, and a server on what it made."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j_server import SHORT_LIVED, Neo4jServer, _jars, _tool, serving

__all__ = ["imported", "run_import"]

_ADMIN = """\
#!/bin/sh
exec "{java}" -Xmx128m -XX:+UseSerialGC {options} -cp "{jars}/*" org.neo4j.server.startup.Neo4jAdminCommand "$@"
"""


def run_import(export: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of an export, as a user with ``neo4j-admin`` does; the database comes to lie in a folder."""
    home.mkdir()
    admin, conf = home.with_name(f"{home.name}-admin"), home.with_name(f"{home.name}-conf")
    admin.write_text(_ADMIN.format(java=_tool("java"), options=" ".join(SHORT_LIVED), jars=_jars()), "utf-8")
    admin.chmod(0o755)
    conf.mkdir()
    # The command starts another Java, whose memory it takes from here.
    places = {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf), "HEAP_SIZE": "512m"}
    env = {**os.environ, **places}
    command = ["sh", str(export / "import.sh")]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)


@contextmanager
def imported(export: Path, home: Path) -> Iterator[Neo4jServer]:
    """Import an export and run a server on it."""
    done = run_import(export, home)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "IMPORT DONE" in done.stdout
    for other in home.iterdir():
        if other.name != "data":
            shutil.rmtree(other)
    with serving(home, java=SHORT_LIVED) as server:
        yield server
