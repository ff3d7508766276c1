"""From articles to extractions: the stages in their order, on one process or several.

::

    read ─▶ Article ─annotate─▶ Doc ─extract─▶ Reading ─resolve, link─▶ Clusters ─align─▶ Extraction

Articles stream through; nothing holds the corpus. The same articles give the same extractions
in the same order on any number of workers.
"""

from __future__ import annotations

import gc
import logging
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError, TriplewireError
from kg.interchange import verify
from kg.predications import Predication, Reading
from kg.statements import Extraction
from ontology import using

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.alignment import FindMore

__all__ = ["Failure", "Pipeline", "Progress", "extract", "extract_articles", "file_of", "loading", "spare_collector"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that gave nothing, and why."""

    source: str
    place: str = ""
    stage: str
    reason: str

    @classmethod
    def of(cls, error: ReadError) -> Failure:
        """Describe an article that could not be read."""
        return cls(source=error.source, place=error.place, stage="reading", reason=error.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: articles done and failed, words read (white-space tokens), the last source."""

    done: int
    failed: int
    words: int
    source: str


class Pipeline:
    """All stages that turn one article into its extraction.

    Parameters
    ----------
    config : Config
    nlp : Language, optional
        An English spaCy pipeline with a Universal Dependencies parse; by default the one that
        ``config.model`` names.

    Raises
    ------
    ModelError
        If the pipeline is not installed or cannot be used.
    MissingAnnotationError
        If it lacks what an extractor requires.
    """

    def __init__(self, config: Config | None = None, *, nlp: Language | None = None) -> None:
        from kg.language import check, load_any
        from kg.linking.likeness import Likeness
        from kg.registry import extractors
        from kg.semantics.scores import annotator_of
        from kg.vocabulary.encoding import encoder_of

        self.config = config or Config()
        self.nlp = nlp if nlp is not None else load_any(self.config.model)
        self._extractors = tuple(extractors)
        self._annotator = annotator_of(self.nlp)
        check(self.nlp, {need: p.name for p in self._extractors for need in p.requires})
        self._more = self._finder()
        encoder = encoder_of(self.nlp)
        self._likeness = Likeness(encoder) if encoder is not None else None

    def _finder(self) -> FindMore | None:
        """Return what finds the relations of the user's own; None if there are none."""
        vocabulary = self.config.vocabulary
        if vocabulary is None:
            return None
        from kg.vocabulary.compiling import finder_of

        with using(vocabulary.extension):
            return finder_of(vocabulary, self.nlp, self.read_article)

    def annotate(self, article: Article) -> Doc:
        """Parse an article's text; each of its sections begins a sentence of its own."""
        doc = self.nlp.make_doc(article.text)
        edges = {edge for s in article.sections for edge in (s.start, s.end)}
        edges.discard(0)
        if edges:
            waiting = sorted(edges, reverse=True)
            for token in doc:
                if waiting and token.idx >= waiting[-1] and not token.is_space:
                    token.is_sent_start = True
                    while waiting and waiting[-1] <= token.idx:
                        waiting.pop()
        return self.nlp(doc)

    def read_article(self, article: Article) -> Reading:
        """Read what the sentences of an article say, up to resolution.

        Returns
        -------
        Reading
            With mentions, predications, factuality, reports and times; without clusters.
        """
        from kg.extractors.factuality import assess
        from kg.extractors.reporting import find_reports
        from kg.extractors.times import find_times
        from kg.resolution.mentions import find_mentions
        from kg.semantics.scores import score_facts

        doc = self.annotate(article)
        mentions = find_mentions(doc)
        found: list[Predication] = []
        for plugin in self._extractors:
            found.extend(plugin.value(doc, mentions))  # type: ignore[arg-type]  # the contract suite holds it
        predications = _in_text_order(found)
        reports = find_reports(doc, mentions)
        scores = None
        if self._annotator is not None:
            scores = score_facts(doc, mentions, {p.head for p in predications}, self._annotator)
        return Reading(
            article=article,
            doc=doc,
            mentions=mentions,
            predications=predications,
            factuality=assess(doc, predications, reports),
            reports=reports,
            times=find_times(doc, article.day),
            scores=scores,
        )

    def __call__(self, article: Article) -> Extraction:
        """Read, resolve, link and align one article.

        Raises
        ------
        EvidenceError
            If a record does not quote the article's own words; nothing of it is then kept.
        """
        from kg.alignment import align
        from kg.resolution import resolve

        vocabulary = self.config.vocabulary
        with using(vocabulary.extension if vocabulary else None):
            reading = self.read_article(article)
            reading = replace(reading, clusters=resolve(reading, self.config))
            if vocabulary is not None:
                from kg.vocabulary.refining import refined

                reading = replace(reading, clusters=refined(reading, vocabulary.words))
            extraction = align(reading, self.config, self._more, self._likeness)
        verify(extraction, article.text)
        return replace(extraction, source=file_of(article))

    def attempt(self, article: Article) -> Extraction | Failure:
        """Extract one article; an error becomes a `Failure`, so that the other articles go on."""
        try:
            return self(article)
        except (KeyboardInterrupt, MemoryError):
            raise
        except TriplewireError as exc:
            return Failure(source=article.source or article.id, stage="extraction", reason=str(exc))
        except Exception as exc:  # one article must not end a run; the log keeps the trace
            log.debug("extraction of %s failed", article.source or article.id, exc_info=True)
            reason = f"{type(exc).__name__}: {exc}; please report it with the article"
            return Failure(source=article.source or article.id, stage="extraction", reason=reason)


def _in_text_order(found: Iterable[Predication]) -> tuple[Predication, ...]:
    """Return predications by head, each once."""
    alike: dict[tuple[int, str, str, tuple[int, ...]], list[Predication]] = {}
    for p in found:
        known = alike.setdefault((p.head, p.kind, p.lemma, p.tokens), [])
        if p not in known:
            known.append(p)
    for several in alike.values():
        if len(several) > 1:
            several.sort(key=lambda p: str(p.arguments))
    return tuple(p for key in sorted(alike) for p in alike[key])


def file_of(article: Article) -> str:
    """Return the path of the file that an article is named after the text of; empty if there is none."""
    if article.id != Article.identify(text=article.text):
        return ""
    try:
        path = Path(article.source).resolve()  # an article in a file of several has its place there in its source
        return str(path) if path.is_file() else ""
    except (OSError, ValueError):
        return ""


@cache
def _worker(config: Config) -> Pipeline:
    gc.disable()  # as in `loading`, until `spare_collector`
    return Pipeline(config)


@contextmanager
def loading() -> Iterator[None]:
    """Collect no garbage until `spare_collector` is called or the block ends.

    For a process of our own that loads a pipeline: what is loaded stays, and looking through it again and again takes
    a sixth of the start.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@cache
def _freeze() -> None:
    gc.freeze()
    gc.set_threshold(20_000)


def spare_collector() -> None:
    """Leave what was loaded for good, as model and lexicons, out of garbage collection, and collect less often.

    For a process of our own that has read an article; it saves some six percent of the time.
    """
    _freeze()
    gc.enable()


def _attempt(config: Config, article: Article) -> Extraction | Failure:
    found = _worker(config).attempt(article)
    spare_collector()
    return found


def _in_processes(
    articles: Iterable[Article | ReadError], config: Config
) -> Iterator[tuple[int, Extraction | Failure]]:
    """Yield word counts with results in the order of the articles; few articles are in flight at a time."""
    waiting: deque[tuple[Article | ReadError, Future[Extraction | Failure] | None]] = deque()
    pool = ProcessPoolExecutor(
        config.workers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,  # Ctrl-C is the parent's to handle
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    single = replace(config, workers=1)

    def take() -> tuple[int, Extraction | Failure]:
        article, future = waiting.popleft()
        if isinstance(article, ReadError) or future is None:
            assert isinstance(article, ReadError)
            return 0, Failure.of(article)
        try:
            return len(article.text.split()), future.result()
        except BrokenProcessPool as exc:
            raise TriplewireError(
                f"a worker ended while it read {article.source or article.id}; if memory ran out, give fewer --workers"
            ) from exc

    try:
        for article in articles:
            future = None if isinstance(article, ReadError) else pool.submit(_attempt, single, article)
            waiting.append((article, future))
            while len(waiting) > 4 * config.workers:
                yield take()
        while waiting:
            yield take()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_process(
    articles: Iterable[Article | ReadError], pipeline: Pipeline
) -> Iterator[tuple[int, Extraction | Failure]]:
    for article in articles:
        if isinstance(article, ReadError):
            yield 0, Failure.of(article)
        else:
            yield len(article.text.split()), pipeline.attempt(article)


def extract_articles(
    articles: Iterable[Article | ReadError],
    *,
    config: Config | None = None,
    pipeline: Pipeline | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Extraction | Failure]:
    """Yield an extraction or a failure for each article, in their order.

    Parameters
    ----------
    articles : iterable of Article or ReadError
        As `kg.reading.read` gives them.
    config : Config, optional
    pipeline : Pipeline, optional
        A pipeline to use when ``config.workers`` is 1; made from the configuration otherwise.
    progress : callable, optional
        Called after each article.
    """
    config = config or (pipeline.config if pipeline else Config())
    if config.engine == "ray":
        from kg.engines.mapping import in_cluster

        results = in_cluster(articles, config)
    elif config.workers > 1:
        results = _in_processes(articles, config)
    else:
        results = _in_process(articles, pipeline or Pipeline(config))
    failed = words = 0
    last = ""
    for done, (count, result) in enumerate(results, 1):
        if isinstance(result, Extraction) and result.source:
            if result.source == last:  # a reader found several articles in the file: none stands for it
                result = replace(result, source="")
            last = result.source or last
        failed += isinstance(result, Failure)
        words += count
        if progress is not None:
            source = result.source if isinstance(result, Failure) else result.article.id
            progress(Progress(done=done, failed=failed, words=words, source=source))
        yield result


def extract(
    paths: Iterable[str | Path],
    *,
    config: Config | None = None,
    fields: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    pipeline: Pipeline | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Extraction | Failure]:
    """Read articles from files, directories or stdin and yield what each of them says.

    Parameters
    ----------
    paths : iterable of str or Path
        ``"-"`` is stdin.
    config : Config, optional
    fields : mapping of str to str, optional
        For JSONL: Triplewire's field name to the file's.
    stdin : binary stream, optional
    pipeline : Pipeline, optional
    progress : callable, optional

    Yields
    ------
    Extraction or Failure
        In the order of reading.
    """
    from kg.reading import read

    config = config or Config()
    articles = read(paths, config=config, fields=fields or {}, stdin=stdin)
    yield from extract_articles(articles, config=config, pipeline=pipeline, progress=progress)
