"""Starts a real Neo4j Community server with authentication, from the jars that Maven fetches."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

__all__ = ["SHORT_LIVED", "Neo4jServer", "Unavailable", "free_ports", "serving"]

#: Another version can be tried: TRIPLEWIRE_NEO4J=2025.12.1, which needs Java 21 or newer (JAVA_HOME).
VERSION, BROWSER = os.environ.get("TRIPLEWIRE_NEO4J") or "5.26.30", "5.24.0"
_MAIN = "CommunityEntryPoint" if VERSION.startswith("5.") else "Neo4jCommunity"
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>triplewire</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>{browser}</version></dependency>
  </dependencies>
</project>
"""
_CONF = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=64m
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
{more}"""
_SECONDS_TO_START = 120
#: Options of Java for a server of tests: over so soon, the slower of its two compilers takes more time than it saves.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1",)


class Unavailable(Exception):
    """What a server needs is not on this machine."""


@dataclass(slots=True, kw_only=True)
class Neo4jServer:
    """A server: where it answers, the login, and its process while it runs."""

    bolt: str
    http: str
    user: str
    password: str = field(repr=False)
    home: Path
    heap: str
    java: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = None

    @classmethod
    def prepared(cls, home: Path, *, settings: Mapping[str, str], heap: str, java: tuple[str, ...]) -> Neo4jServer:
        """Write the configuration and set the password."""
        lib = _jars()
        bolt, http = free_ports(2)
        # the first sign must be none that begins an option
        conf, password = home / "conf", f"n{secrets.token_urlsafe(12)}"
        for folder in (conf, home / "logs", home / "plugins"):
            folder.mkdir(parents=True)
        more = "".join(f"{name}={value}\n" for name, value in settings.items())
        (conf / "neo4j.conf").write_text(_CONF.format(bolt=bolt, http=http, more=more), "utf-8")
        admin = [
            _java(),
            "-XX:+UseSerialGC",
            *SHORT_LIVED,
            "-cp",
            f"{lib}/*",
            "org.neo4j.server.startup.Neo4jAdminCommand",
        ]
        subprocess.run(
            [*admin, "dbms", "set-initial-password", password], env=_places(home), check=True, capture_output=True,
            timeout=120,
        )  # fmt: skip
        return cls(
            bolt=f"bolt://127.0.0.1:{bolt}", http=f"http://127.0.0.1:{http}", user="neo4j", password=password,
            home=home, heap=heap, java=java,
        )  # fmt: skip

    def start(self) -> None:
        """Start it on what its folder holds, and wait until it answers."""
        home = self.home
        (home / "logs" / "neo4j.log").unlink(missing_ok=True)
        command = [_java(), f"-Xmx{self.heap}", "-XX:+UseSerialGC", *self.java, "-cp", f"{_jars()}/*"]
        command += [f"org.neo4j.server.{_MAIN}", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        with (home / "out.txt").open("wb") as out:
            self._process = subprocess.Popen(command, env=_places(home), stdout=out, stderr=out)
        try:
            _wait(self._process, home)
        except BaseException:
            self.kill()
            raise

    def fill_disk(self) -> None:
        """Let none of its files grow beyond its log of transactions as it is now, until it is started again."""
        assert self._process is not None
        log = max(p.stat().st_size for p in (self.home / "data" / "transactions" / "neo4j").iterdir())
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (log, resource.RLIM_INFINITY))

    def kill(self) -> None:
        """End it at once, as ``kill -9`` does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()


def _places(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return _tool(str(Path(home) / "bin" / "java") if home else "java")


def free_ports(count: int) -> list[int]:
    """Return ports on which nothing listens."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(s.getsockname()[1]) for s in sockets]
    for s in sockets:
        s.close()
    return ports


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Unavailable(f"{name} is not installed; a live Neo4j needs Java 17 and Maven")
    return found


def _jars() -> Path:
    """Return the folder of the server's jars; Maven fills it the first time."""
    cache = Path(os.environ.get("TRIPLEWIRE_CACHE") or Path.home() / ".cache" / "triplewire") / "neo4j" / VERSION
    lib = cache / "lib"
    if lib.is_dir():
        return lib
    maven = _tool("mvn")
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "pom.xml").write_text(_POM.format(version=VERSION, browser=BROWSER), "utf-8")
    draft = cache / f"lib.{os.getpid()}"
    command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={draft}"]
    run = subprocess.run(command, cwd=cache, capture_output=True, text=True, timeout=900, check=False)
    if run.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise Unavailable(f"Maven cannot fetch Neo4j {VERSION}: {run.stdout[-500:]}{run.stderr[-500:]}")
    draft.rename(lib)
    return lib


@contextmanager
def serving(
    home: Path, *, settings: Mapping[str, str] = MappingProxyType({}), heap: str = "1g", java: tuple[str, ...] = ()
) -> Iterator[Neo4jServer]:
    """Run a server whose data lies in a folder, with settings of neo4j.conf and options of Java besides ours.

    Raises
    ------
    Unavailable
        If Java or Maven is missing, or the server does not start.
    """
    server = Neo4jServer.prepared(home, settings=settings, heap=heap, java=java)
    server.start()
    try:
        yield server
    finally:
        server.kill()  # nobody needs its data any more; to write all of it out takes seconds


def _wait(process: subprocess.Popen[bytes], home: Path) -> None:
    log = home / "logs" / "neo4j.log"
    for _ in range(_SECONDS_TO_START * 10):
        words = log.read_text("utf-8") if log.exists() else ""
        if "Started." in words:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    told = (home / "out.txt").read_text("utf-8", "replace")
    raise Unavailable(f"Neo4j does not start: {told[-2000:]}")
