"""A Ray cluster of real nodes on this machine, as a program: it prints its address, and does what it is told.

``add`` on a line of standard input adds a node of one processor; the end of input ends the cluster. Everything listens
on 127.0.0.1 alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SETTINGS = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # Ray's way to say that all listens on 127.0.0.1
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "disabled",
}


def environment() -> dict[str, str]:
    """The environment of the cluster and of whoever joins it."""
    return {k: v for k, v in os.environ.items() if not k.startswith("RAY_")} | SETTINGS


@dataclass
class Nodes:
    """A cluster that runs; ``raylets`` are the processes of its nodes."""

    process: subprocess.Popen[str]
    address: str = ""
    raylets: list[int] = field(default_factory=list)

    def hear(self) -> None:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the cluster ended"
        told = json.loads(line)
        self.address = told["address"]
        self.raylets.append(told["raylet"])

    def add(self) -> None:
        """Add a node of one processor."""
        assert self.process.stdin is not None
        self.process.stdin.write("add\n")
        self.process.stdin.flush()
        self.hear()


@contextmanager
def nodes(count: int, log: Path) -> Iterator[Nodes]:
    """Start so many nodes of one processor each."""
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True,
            env=environment(),
        )  # fmt: skip
        try:
            running = Nodes(process)
            for _ in range(count):
                running.add()
            yield running
        finally:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            process.stdout.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass(frozen=True)
class Process:
    """A process as /proc shows it; ``seconds`` of processor time."""

    number: int
    parent: int
    title: str
    seconds: float


def processes() -> Iterator[Process]:
    """Yield all processes of this machine."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                title = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                values = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks = int(values[11]) + int(values[12])
            yield Process(int(folder.name), int(values[1]), title, ticks / os.sysconf("SC_CLK_TCK"))


def _serve() -> None:
    from ray.cluster_utils import Cluster

    cluster = Cluster()
    try:
        for _ in sys.stdin:
            node = cluster.add_node(num_cpus=1, object_store_memory=80 * 2**20, include_dashboard=False)
            raylet = node.all_processes["raylet"][0].process.pid
            sys.stdout.write(json.dumps({"address": cluster.address, "raylet": raylet}) + "\n")
            sys.stdout.flush()
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    _serve()
