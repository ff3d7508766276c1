"""Builds that are killed at random moments and run again: the graph must be the same as that of one left alone.

::

    python -m benchmarks.kills 200

Each trial builds a small archive as a process of its own, kills it (SIGKILL) at a random moment, runs it again to its
end and compares the graph's digest with that of a build that was not disturbed. The archive holds lines, packed
lines, text files and a table, with updates, corrections, copies and a retraction. Half of the trials begin with an
empty directory; the others with the graph of an earlier state of the archive, so that files that were edited and
versions that take another's place are killed over too. Orders of the files, workers and sizes of the batches vary.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Archive", "Trial", "build", "digest", "main", "trials"]

_TOWNS = ["Harrow", "Leeds", "Malmo", "Oslo", "York", "Turin", "Lyon", "Gdansk", "Porto", "Cork", "Bergen", "Tartu"]
_NAMES = ["Ann Lee", "Erik Sund", "Ruth Varga", "Desmond Okafor", "Mira Sandoval", "Ines Duarte", "Vera Novak"]
_FIRMS = ["Norwood Bank", "Brightline Transit", "Delta Mills", "Lumen Works", "Vanta Home", "Kestrel Insurance"]
_SAID = (
    "{firm} closed its branch in {town} on Monday, its spokeswoman {name} said. {other} leads the company.",
    "{name}, the mayor of {town}, accused {firm} of fraud. {firm} denied the accusation on Tuesday.",
    "{firm} will open a depot in {town} in May, {name} announced. {other} criticised the plan.",
    "{name} met {other} in {town}. {firm} may sell its warehouse there, {other} said.",
)


def _article(number: int, *, edited: bool = False) -> dict[str, str]:
    pick = random.Random(f"article {number}")
    name, other = pick.sample(_NAMES, 2)
    said = [t.format(firm=pick.choice(_FIRMS), town=pick.choice(_TOWNS), name=name, other=other)
            for t in pick.sample(_SAID, 2)]  # fmt: skip
    text = f"{' '.join(said)} Report {number}."
    return {
        "title": f"Report {number} from {pick.choice(_TOWNS)}", "publisher": f"{pick.choice(_TOWNS)} Wire",
        "date": f"2021-03-{1 + number % 28:02}",
        "text": text.replace("Monday", "Sunday") + " More." if edited else text,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of articles in two states, made in ``place``; so many articles in each of its parts."""

    place: Path
    size: int = 10

    def write(self, *, edited: bool) -> Path:
        """Write the earlier or the later state and return its folder, which is the same for both."""
        folder = self.place / "articles"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        one, two, three, four = (range(n * self.size, (n + 1) * self.size) for n in range(4))
        for number in one:
            (folder / f"{number}.txt").write_text(_article(number, edited=edited and number % 3 == 0)["text"])
        lines = [_article(n) | {"url": f"https://wire.example/{n}"} for n in two]
        if edited:
            lines += [
                _article(n, edited=True) | {"url": f"https://wire.example/{n}", "updated": "2021-04-02"}
                for n in two[::4]
            ]
            lines.append(
                _article(two[1]) | {"text": "It was wrong.", "title": f"RETRACTION: {_article(two[1])['title']}"}
            )
        (folder / "wire.jsonl").write_text(_lines(lines))
        packed = [_article(n) for n in three]
        late = [a | {"title": f"UPDATE 1-{a['title']}", "text": a["text"] + " Nobody else spoke."} for a in packed[::3]]
        (folder / "late.jsonl.gz").write_bytes(gzip.compress(_lines(packed + late * edited).encode(), mtime=0))
        rows = [[a["title"], a["text"], a["date"]] for a in map(_article, (*four, *two[:2]))]
        quoted = ["\t".join(r) for r in [["title", "text", "date"], *rows]]
        (folder / "table.tsv").write_text("\n".join(quoted) + "\n")
        return folder

    def paths(self, order: random.Random) -> list[str]:
        """Return all files in a random order."""
        found = sorted(str(p) for p in (self.place / "articles").iterdir())
        order.shuffle(found)
        return found


def _lines(articles: Sequence[dict[str, str]]) -> str:
    return "".join(json.dumps(a) + "\n" for a in articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One build that was killed: when (seconds), in which way it was run, and whether the end was the same."""

    seconds: float
    how: str
    ended: bool
    same: bool


def _command(store: Path, paths: Sequence[str], *options: str) -> list[str]:
    return [sys.executable, "-m", "kg", "build", "-o", str(store), *options, *paths]


def build(store: Path, paths: Sequence[str], *options: str, limit: float | None = None) -> bool:
    """Run a build, kill it after so many seconds, and return whether it ended by itself before.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        _command(store, paths, *options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env,
        start_new_session=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # its workers too, as when a machine goes down
        process.communicate()
        return False
    if process.returncode:
        raise RuntimeError(f"kg build ended with {process.returncode}: {said}")
    return True


def digest(store: Path) -> str:
    """Return the digest of a graph."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "digest", str(store)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def trials(place: Path, numbers: Sequence[int], seed: int = 1, size: int = 10) -> Iterator[Trial]:
    """Yield trials one after the other; their numbers say how each is run.

    Raises
    ------
    RuntimeError
        If a build fails, or those that are not disturbed differ.
    """
    archive, pick = Archive(place, size), random.Random(seed)
    archive.write(edited=False)
    before = place / "before"
    build(before, archive.paths(pick))
    archive.write(edited=True)
    whole = place / "whole"
    started = time.monotonic()
    build(whole, archive.paths(pick))
    longest, wanted = time.monotonic() - started, digest(whole)
    for number in numbers:
        store = place / f"trial{number}"
        if over := number % 2:
            shutil.copytree(before, store)
        options = [(), ("--show",), ("--workers", "2"), ("--show",)][number // 2 % 4]
        moment = pick.uniform(0.1, longest)
        ended = build(store, archive.paths(pick), *options, limit=moment)
        build(store, archive.paths(pick))
        how = " ".join(("over an earlier state" if over else "from nothing", *options))
        yield Trial(seconds=moment, how=how, ended=ended, same=digest(store) == wanted)
        shutil.rmtree(store)


def main() -> int:
    """Run the trials and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=200, help="trials (default 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=10, help="articles in each of the four parts of the archive")
    options = parser.parse_args()
    found: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="kg-kills-") as folder:
        for trial in trials(Path(folder), range(options.count), options.seed, options.size):
            found.append(trial)
            result = "same" if trial.same else "DIFFERENT"
            print(f"{len(found):4} killed after {trial.seconds:5.2f} s, {trial.how}: {result}", flush=True)
    same, late = sum(t.same for t in found), sum(t.ended for t in found)
    print(f"{len(found)} kills ({late} came after the end): the same graph {same} times")
    return 0 if same == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
