"""A build: files to articles, those that are done left out, the others extracted, written and noted.

Nothing is noted as done before it is in the store, and what was written but not noted is done again with the same
result; so a build may end at any moment.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.identity import data_iri
from kg.journal.account import STDIN, FileReading, Tally, Ticket, file_hash, file_key
from kg.journal.journal import Failed, Journal
from kg.journal.settings import fingerprint, reading_fingerprint
from kg.journal.versions import Version
from kg.pipeline import Failure, Progress, extract_articles
from kg.reading import File, Seen, Setting, check_fields, read_file, walk
from kg.reading._fetching import Fetcher
from kg.statements import Extraction

__all__ = ["Building", "Tally", "Writable"]

#: Articles that are passed over between two reports.
_REPORTED = 1_000


class Writable(Protocol):
    """What a build needs of a store."""

    def forget(self, article: str) -> bool:
        """Remove an article (its IRI)."""


class Building:
    """One build into a store.

    Parameters
    ----------
    journal : Journal
    store : store
        Holds the journal's directory open for writing.
    config : Config
    fields : mapping of str to str
        As `kg.reading.read` takes them.
    fetcher : Fetcher, optional
    again : bool
        Whether what is unchanged is read again too.
    retry : bool
        Whether what failed before is tried again.
    recall : bool
        Whether what was forgotten may come back.
    """

    def __init__(
        self, journal: Journal, store: Writable, *, config: Config, fields: Mapping[str, str] | None = None,
        fetcher: Fetcher | None = None, again: bool = False, retry: bool = False, recall: bool = False,
    ) -> None:  # fmt: skip
        self.tally = Tally()
        self._journal, self._store, self._config = journal, store, config
        self._fields, self._fetcher = check_fields(fields or {}), fetcher
        self._again, self._retry, self._recall = again, retry, recall
        self._settings = fingerprint(config)
        self._reads = reading_fingerprint(config, self._fields, fetching=fetcher is not None) + self._settings
        self._setting = Setting(fetcher=fetcher, skip=self._skip, fetched=self._is_fetched)
        self._reading = FileReading(STDIN, "", "", lasting=False)
        self._url = ""
        self._progress: Callable[[Progress], None] | None = None
        self._last = Progress(done=0, failed=0, words=0, source="")
        self._unread: list[Failure] = []
        self._tickets: deque[Ticket] = deque()
        self._inflight: dict[str, Ticket] = {}
        self._unwritten: dict[int, Ticket] = {}
        self._victims: list[Version] = []

    # From files to extractions.

    def results(
        self, paths: Sequence[str | Path], *, stdin: BinaryIO | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[Extraction | Failure]:  # fmt: skip
        """Yield what the articles say that are not done yet, and what failed.

        Give each extraction to `write`, in this order, in batches of any size.
        """
        self._progress, self._last = progress, Progress(done=0, failed=0, words=0, source="")
        articles = self._pending(paths, stdin)
        first = next(articles, None)
        yield from self._take_unread()
        if first is None:
            return
        for result in extract_articles(chain([first], articles), config=self._config, progress=self._report):
            ticket = self._tickets.popleft()
            yield from self._take_unread()
            if isinstance(result, Failure):
                self._fail(ticket, result)
            else:
                self._unwritten[id(result)] = ticket
            yield result
        yield from self._take_unread()

    def reopened(self, paths: Sequence[str | Path]) -> list[str]:
        """Return the files below some paths that must be read again, for a version in them counts after all."""
        tops = {Path(os.path.realpath(p)) for p in paths if "\0" not in str(p)}
        found = map(Path, self._journal.unfinished())
        return [str(p) for p in found if p.is_file() and not tops.isdisjoint((p, *p.parents))]

    def _take_unread(self) -> Iterator[Failure]:
        while self._unread:
            yield self._unread.pop(0)

    def _pending(self, paths: Sequence[str | Path], stdin: BinaryIO | None) -> Iterator[Article]:
        for file in walk(paths):
            if isinstance(file, ReadError):
                self._unread.append(Failure.of(file))
                if Path(file.source).exists():
                    self._note_unread(os.fsencode(os.path.realpath(file.source)), file)
            elif self._begin(file):
                reading = self._reading
                for found in read_file(
                    file, config=self._config, fields=self._fields, stdin=stdin, setting=self._setting
                ):
                    if isinstance(found, ReadError):
                        reading.failures += 1
                        self._unread.append(Failure.of(found))
                        self._note_unread(reading.path, found)
                    elif self._is_wanted(found):
                        yield found
                reading.ended = True
                self._close(reading)

    def _begin(self, file: File) -> bool:
        """Prepare to read a file; return whether there is anything to do in it."""
        path, content = file_key(file), file_hash(file)
        lasting = path != STDIN and bool(content)
        if lasting and not self._again:
            done = self._journal.finished(path, content, self._reads)
            if done is not None and not (done[1] and self._retry) and not (done[2] and self._recall):
                self.tally.unchanged += done[0]
                self._report(self._last)
                self.tally.failed += done[1]
                self.tally.forgotten += done[2]
                return False
        self._reading = FileReading(path, file.name, content or self._journal.run, lasting=lasting)
        self._url = ""
        self._journal.begin(path)
        return True

    def _skip(self, seen: Seen) -> bool:
        """Tell of an article that was met whether it is done, and note where it was met."""
        reading, journal = self._reading, self._journal
        if not self._recall and journal.is_forgotten(seen.id):
            self.tally.forgotten += 1
            reading.forgotten += 1
            return True
        journal.met(reading.path, seen.digest, seen.id, reading.content)
        if seen.digest in self._inflight:
            if reading.path and not seen.place and seen.source == reading.name:
                self._inflight[seen.digest].others.append(reading.path)
            return self._unchanged()
        known = journal.known(seen.digest)
        if known is None or self._again or known.settings != self._settings:
            return False
        if known.status == "failed" and not self._retry:
            self.tally.failed += 1
            reading.failures += 1
            return True
        if known.status != "stored" or not self._is_settled(known.filed, seen):
            return False
        return self._unchanged()

    def _unchanged(self) -> bool:
        self._reading.articles += 1
        self.tally.unchanged += 1
        if not self.tally.unchanged % _REPORTED:
            self._report(Progress(done=0, failed=0, words=0, source=""))
            if not gc.isenabled():
                gc.collect(1)  # no model is being loaded yet, and pages that are read leave garbage
        return True

    def _report(self, progress: Progress) -> None:
        """Tell how far the build is: what is passed over is done too."""
        self._last = progress if progress.done else self._last
        if self._progress is not None:
            self._progress(replace(self._last, done=self._last.done + self.tally.unchanged))

    def _is_settled(self, filed: bool, seen: Seen) -> bool:
        """Tell whether the store knows that this file gives the article, or can be told; else it must be written."""
        if not filed or seen.place or not self._reading.path or seen.source != self._reading.name:
            return True
        given, iri = self._journal.given(self._reading.path), self._iri(seen.id)
        if not given:
            self._journal.give(self._reading.path, iri)
        return given <= {iri}

    def _is_fetched(self, url: str) -> bool:
        self._url = url
        known = self._journal.known_at(url)
        if self._again or known is None:
            return False
        self._journal.met(self._reading.path, *known, self._reading.content)
        return self._unchanged()

    def _is_wanted(self, article: Article) -> bool:
        """Enter a version that is not done; return whether it is to be extracted."""
        version, journal = Version.of(article), self._journal
        if self._recall:
            journal.recall(article.id)
        journal.enter(version, article)
        if self._url:
            journal.fetched(self._url, version.digest)
        if version.notice:
            self._journal.mark(version.digest, "notice", settings=self._settings)
            self._victims.append(version)  # what it withdraws leaves the store with the next batch
            self.tally.notices += 1
        elif successor := journal.successor(version):
            self._step_back(version, successor)
        else:
            ticket = Ticket(version, self._reading, article.source, self._url)
            self._reading.waiting += 1
            self._tickets.append(ticket)
            self._inflight[version.digest] = ticket
            return True
        self._reading.articles += 1
        return False

    def _step_back(self, version: Version, successor: str) -> None:
        above = self._journal.version(successor)
        if above is not None and above.notice:
            self.tally.withdrawn += 1
        else:
            self.tally.older += 1
        self._journal.mark(version.digest, "older", successor=successor, settings=self._settings)

    # From extractions to the store.

    def refuse(self, extraction: Extraction, reason: str) -> None:
        """Note that the store does not take an extraction."""
        ticket = self._unwritten.pop(id(extraction))
        self._fail(ticket, Failure(source=ticket.source, stage="writing", reason=reason))
        self._journal.commit()

    def kept(self, batch: Iterable[Extraction]) -> list[Extraction]:
        """Return those of a batch that are still the last version of their article, and note the others."""
        good: dict[str, Extraction] = {}
        batch = list(batch)
        for extraction in sorted(batch, key=lambda x: self._unwritten[id(x)].version.order):
            ticket = self._unwritten[id(extraction)]
            if successor := self._journal.successor(ticket.version):
                self._pass_over(extraction, successor)
            else:
                if extraction.article.id in good:
                    self._pass_over(good[extraction.article.id], ticket.version.digest)
                good[extraction.article.id] = extraction
        self._journal.commit()  # the store has the file of the journal to itself while it writes
        return [x for x in batch if good.get(x.article.id) is x]

    def _pass_over(self, extraction: Extraction, successor: str) -> None:
        ticket = self._unwritten.pop(id(extraction))
        self._step_back(ticket.version, successor)
        self._done(ticket)

    def written(self, batch: Iterable[Extraction]) -> None:
        """Note that the store holds a batch; what its articles take the place of leaves it."""
        done = [(x, self._unwritten.pop(id(x))) for x in batch]
        victims, self._victims = self._victims, []
        after = [(v.version.digest, v.version) for _, v in done] + [(v.digest, v) for v in victims]
        leaving = [(digest, *old) for digest, version in after for old in self._journal.superseded(version)]
        stored = {t.version.article for _, t in done}
        gone = {article for _, _, article, status in leaving if status in ("stored", "unknown")} - stored
        for article in sorted(gone):
            self._store.forget(self._iri(article))
        for successor, digest, _, status in leaving:
            if status in ("stored", "unknown") and digest not in {t.version.digest for _, t in done}:
                self._journal.mark(digest, "older", successor=successor, settings=self._settings)
        self.tally.withdrawn += self._count_withdrawn(leaving, {v.digest for v in victims}, gone)
        for extraction, ticket in done:
            self._journal.mark(ticket.version.digest, "stored", settings=self._settings, filed=bool(extraction.source))
            if extraction.source:
                self._journal.alone(ticket.reading.path, ticket.version.digest)
                for path in ticket.others:
                    self._journal.give(path, extraction.article.id)
            self._done(ticket)
        self._journal.untouch([*(x.article.id for x, _ in done), *map(self._iri, gone)])
        self._journal.commit()

    @staticmethod
    def _count_withdrawn(leaving: list[tuple[str, str, str, str]], notices: set[str], gone: set[str]) -> int:
        return len({article for successor, _, article, _ in leaving if successor in notices and article in gone})

    def finish(self) -> None:
        """Note what is left to note."""
        self._journal.commit()
        self.written(())

    def _fail(self, ticket: Ticket, failure: Failure) -> None:
        ticket.reading.failures += 1
        ticket.reading.articles -= 1
        self._journal.mark(
            ticket.version.digest, "failed", settings=self._settings, stage=failure.stage, reason=failure.reason
        )
        self._done(ticket)

    def _done(self, ticket: Ticket) -> None:
        self._inflight.pop(ticket.version.digest, None)
        ticket.reading.waiting -= 1
        ticket.reading.articles += 1
        self._close(ticket.reading)

    def _close(self, reading: FileReading) -> None:
        if reading.ended and not reading.waiting and reading.lasting:
            counts = (reading.articles, reading.failures, reading.forgotten)
            self._journal.finish(reading.path, reading.content, self._reads, counts)

    def _note_unread(self, path: bytes, error: ReadError) -> None:
        failure = Failure.of(error)
        failed = Failed(source=error.source, place=error.place, stage=failure.stage, reason=error.reason)
        self._journal.unread(path, failed)

    def _iri(self, article: str) -> str:
        return data_iri(article, self._config.base_iri)
