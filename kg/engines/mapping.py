"""Articles read on a Ray cluster: a map by Ray Data over chunks of articles, one loaded pipeline an actor."""

from __future__ import annotations

import gc
import pickle
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.articles import Article
from kg.config import Config
from kg.engines.cluster import cluster, processors
from kg.engines.feeding import MOST_ATTEMPTS, Feeder
from kg.errors import ReadError, TriplewireError
from kg.journal.settings import fingerprint
from kg.pipeline import Failure, Pipeline, spare_collector
from kg.statements import Extraction

__all__ = ["in_cluster"]

#: Code points of the articles of a chunk, about half a second of work, and how many there are at most.
_CHARACTERS, _ARTICLES = 8_000, 16
#: Chunks in flight for each worker: a long one does not let the others wait.
_AHEAD = 8
#: Tickets of one execution for each worker, some ten minutes of work, and of all: Ray Data plans them beforehand.
_TICKETS, _MOST_TICKETS = 1_000, 20_000
#: Seconds that an execution has to end.
_PATIENCE = 20.0

Result = Extraction | Failure


class _Worker:
    """An actor of the pool: loads a pipeline once and extracts chunk after chunk."""

    def __init__(self, feeder: Any, config: Config, expected: str) -> None:
        self._feeder = feeder
        self._pipeline: Pipeline | None = None
        self._fault: Exception | None = None
        gc.disable()  # as in `kg.pipeline.loading`, until `spare_collector`
        try:
            if _likeness(config) != expected:
                raise TriplewireError(
                    f"{_node()} has another version of Triplewire, its model or its ontology; install the same "
                    f"everywhere, or graphs would differ with the node that read an article"
                )
            self._pipeline = Pipeline(config)
        except Exception as exc:  # noqa: BLE001  # it is raised where the results are taken; Ray would start the actor again and again
            self._fault = exc

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Read the chunk that a ticket gets."""
        import ray

        ticket = int(batch["item"][0])
        found = ray.get(self._feeder.take.remote(ticket))
        number, data = -1, b""
        if found is not None:
            number, chunk, attempts = found
            data = pickle.dumps(self._results(chunk, attempts), protocol=5)
            spare_collector()
        return {"ticket": [ticket], "number": [number], "data": [data]}

    def _results(self, chunk: bytes, attempts: int) -> list[Result] | Exception:
        articles: list[Article] = pickle.loads(chunk)
        if self._fault is not None:
            return self._fault
        if attempts > MOST_ATTEMPTS:
            names = ", ".join(a.source or a.id for a in articles)
            return TriplewireError(f"workers ended again and again while they read one of {names}; see their memory")
        assert self._pipeline is not None
        return [self._pipeline.attempt(article) for article in articles]


def _likeness(config: Config) -> str:
    """Return the hash of what must be the same on all nodes; files of knowledge bases have times of their own."""
    return fingerprint(replace(config, kb=""))


def _node() -> str:
    import ray

    return f"the node {ray.util.get_node_ip_address()}"


@dataclass(slots=True)
class _Flow:
    """Articles that were sent to the cluster and are not back, in their order."""

    articles: Iterator[Article | ReadError]
    feeder: Any
    ahead: int
    sent: int = 0
    next: int = 0
    ended: bool = False
    held: dict[int, list[Article | ReadError]] = field(default_factory=dict)
    back: dict[int, list[Result]] = field(default_factory=dict)

    def fill(self) -> None:
        """Send chunks until enough are in flight or there are no more."""
        import ray

        while not self.ended and len(self.held) < self.ahead:
            chunk = self._chunk()
            if chunk:
                self.held[self.sent] = chunk
                sent = [a for a in chunk if isinstance(a, Article)]
                self.feeder.put.remote(self.sent, pickle.dumps(sent, protocol=5))
                self.sent += 1
        if self.ended:
            ray.get(self.feeder.end.remote())

    def _chunk(self) -> list[Article | ReadError]:
        """Take the next articles; those that could not be read keep their place among them."""
        chunk: list[Article | ReadError] = []
        size = 0
        while size < _CHARACTERS and len(chunk) < _ARTICLES:
            article = next(self.articles, None)
            if article is None:
                self.ended = True
                break
            chunk.append(article)
            size += len(article.text) if isinstance(article, Article) else 0
        return chunk

    def take(self, ticket: int, number: int, data: bytes) -> None:
        """Take in the result of a chunk; a second one of the same is passed over."""
        self.feeder.done.remote(ticket)
        if number in self.held and number not in self.back:
            found = pickle.loads(data)
            if isinstance(found, Exception):
                raise found
            self.back[number] = found

    def ready(self) -> Iterator[tuple[int, Result]]:
        """Yield word counts and results that are next in the order of the articles."""
        while self.next in self.back:
            results = iter(self.back.pop(self.next))
            for article in self.held.pop(self.next):
                if isinstance(article, ReadError):
                    yield 0, Failure.of(article)
                else:
                    yield len(article.text.split()), next(results)
            self.next += 1

    @property
    def is_over(self) -> bool:
        return self.ended and not self.held


def in_cluster(articles: Iterable[Article | ReadError], config: Config) -> Iterator[tuple[int, Result]]:
    """Yield word counts with results in the order of the articles; few articles are in flight at a time.

    Parameters
    ----------
    articles : iterable of Article or ReadError
        Read by this process as they are wanted.
    config : Config
        ``workers`` actors read them, or as many as the cluster has processors if it is 0; nodes that are added while
        it runs are then used too.

    Raises
    ------
    ConfigError
        If Ray is not installed or no cluster answers.
    TriplewireError
        If a worker cannot load the pipeline, or workers end again and again over one chunk.

    Notes
    -----
    Ray Data maps tickets, not articles: an actor shows its ticket to a `Feeder` beside this process and gets the next
    chunk. So articles may come from a generator, the source sets the pace, and what is in flight is bounded whatever
    is done first. A chunk whose worker or node is lost is read again by another; the order here is by its number, so
    the outcome is the same.
    """
    with cluster(config.address, config.workers) as ray:
        size = config.workers or processors(ray)
        feeder = _feeder(ray)
        flow = _Flow(iter(articles), feeder, _AHEAD * size)
        try:
            flow.fill()
            while not flow.is_over:
                tickets = min(_TICKETS * size, _MOST_TICKETS)
                dataset = _mapped(ray, feeder, config, len(flow.held) if flow.ended else tickets)
                yield from _through(ray, dataset, flow)
                ray.get(feeder.restart.remote())
        except ray.exceptions.RayError as exc:
            raise TriplewireError(f"the Ray cluster failed: {str(exc).strip().splitlines()[-1]}") from exc
        finally:
            ray.kill(feeder)


def _feeder(ray: Any) -> Any:
    """Start the feeder beside this process: if its node is lost, so is this process."""
    here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
        ray.get_runtime_context().get_node_id(), soft=False
    )
    return ray.remote(Feeder).options(num_cpus=0, max_concurrency=1_000, scheduling_strategy=here).remote()


def _mapped(ray: Any, feeder: Any, config: Config, tickets: int) -> Any:
    """Return the dataset of results of so many tickets; nothing is done yet."""
    size = config.workers or processors(ray)
    most = config.workers or max(1_000, 10 * size)
    pool = ray.data.ActorPoolStrategy(
        min_size=1 if not config.workers else size, initial_size=size, max_size=most, max_tasks_in_flight_per_actor=2
    )
    single = replace(config, workers=1, engine="local", address="")
    items = ray.data.from_items(list(range(tickets)), override_num_blocks=tickets)
    return items.map_batches(
        _Worker, batch_size=None, compute=pool, num_cpus=1, zero_copy_batch=True,
        fn_constructor_args=(feeder, single, _likeness(single)),
    )  # fmt: skip


def _through(ray: Any, dataset: Any, flow: _Flow) -> Iterator[tuple[int, Result]]:
    """Let a dataset run until nothing is left to do or its tickets are used up."""
    # Not by batches: their threads go on for a moment after the end, and Ray ends a process that asks it for anything
    # after it was left.
    bundles = iter(dataset.iter_internal_ref_bundles())
    try:
        for bundle in bundles:
            for block in ray.get(list(bundle.block_refs)):
                for row in block.to_pylist():
                    flow.take(row["ticket"], row["number"], row["data"])
            yield from flow.ready()
            flow.fill()
            if flow.is_over:
                return
    finally:
        del bundles  # the execution ends with it
        for thread in threading.enumerate():
            if thread.name.startswith("StreamingExecutor"):
                thread.join(_PATIENCE)
