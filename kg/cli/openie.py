"""``kg extract --format openie-tsv``: open triples as tab-separated lines.

The columns are those of the CaRB benchmark's systems: sentence, confidence, predicate, subject,
object, further arguments.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from kg.cli.console import write_text
from kg.cli.running import show_failures
from kg.errors import ReadError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.config import Config
    from kg.pipeline import Failure

__all__ = ["write_articles", "write_lines"]


def write_lines(paths: Sequence[str], config: Config) -> int:
    """Write the open triples of files that hold one sentence a line; return the exit code.

    Raises
    ------
    ReadError
        If a file cannot be opened or is not UTF-8.
    """
    import kg
    from kg.openie import open_lines

    nlp = kg.load(config.model)
    for path in paths:
        with _lines_of(path) as lines:
            for block in open_lines(lines, nlp):
                write_text(block)
    return 0


@contextmanager
def _lines_of(path: str) -> Iterator[TextIO]:
    try:
        if path == "-":
            sys.stdin.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
            yield sys.stdin
        else:
            with open(path, encoding="utf-8", newline="\n") as stream:  # noqa: PTH123
                yield stream
    except UnicodeDecodeError as exc:
        raise ReadError(f"is not UTF-8 (byte {exc.start}); save it as UTF-8 text", source=path) from exc


def write_articles(paths: Sequence[str], config: Config, fields: Mapping[str, str]) -> int:
    """Write the open triples of whole articles, sentence by sentence; return the exit code."""
    from kg.pipeline import Failure, Pipeline
    from kg.reading import read

    pipeline = Pipeline(config)
    failures: list[Failure] = []
    articles = 0
    for article in read(paths, config=config, fields=fields, stdin=sys.stdin.buffer if "-" in paths else None):
        if isinstance(article, ReadError):
            failures.append(Failure.of(article))
            continue
        articles += 1
        for block in _blocks(pipeline.annotate(article)):
            write_text(block)
    if failures:
        show_failures(failures, others=articles)
    return 1 if failures else 0


def _blocks(doc: Doc) -> Iterator[str]:
    from kg.openie import open_tuples, predications_of, to_tsv

    found = open_tuples(doc, predications_of(doc))
    for sentence, tuples in groupby(found, key=lambda t: doc[t.head].sent):
        yield to_tsv(" ".join(sentence.text.split()), tuples)
