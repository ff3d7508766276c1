"""Triplewire: English news articles in, a knowledge graph out.

The graph says who did what, according to whom, and whether it happened.

Examples
--------
>>> import kg
>>> graph = kg.build(["examples/articles"])  # doctest: +SKIP
>>> for fact in graph.facts():  # doctest: +SKIP
...     print(fact)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.articles import Article
from kg.config import Config, parse_date
from kg.errors import ConfigError, TriplewireError

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.facts import Licence
    from kg.graph import KnowledgeGraph, Readable
    from kg.pipeline import Failure, Progress
    from kg.statements import Extraction
    from kg.vocabulary import Vocabulary
    from ontology import Extension

__all__ = ["Article", "Config", "TriplewireError", "__version__", "build", "load", "read"]

__version__ = "0.1.0"


def load(model: str = "", *, threads: int = 1) -> Language:
    """Return the English language pipeline.

    Parameters
    ----------
    model : str
        Name or path of an installed spaCy pipeline; empty for the one in the package.
    threads : int
        Threads of the encoder in the package's pipeline.

    Returns
    -------
    Language
        A spaCy pipeline that gives sentences, tags, lemmas, Universal Dependencies and entities.

    Raises
    ------
    ModelError
        If no pipeline of that name is installed.
    """
    from kg.language import load_any

    return load_any(model, threads=threads)


def build(
    paths: Iterable[str | Path],
    *,
    store: str | Path | None = None,
    date: Date | str | None = None,
    model: str = "",
    workers: int = 1,
    fields: Mapping[str, str] | None = None,
    ontology: str | Path = "",
    lexicon: str | Path = "",
    config: Config | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> KnowledgeGraph:
    """Read articles and return their graph.

    Parameters
    ----------
    paths : iterable of str or Path
        Files (text, HTML, JSONL, tables, feeds, archives) and directories of them.
    store : str or Path, optional
        Directory of an Oxigraph store to which each article is also written, but for those that were forgotten there.
    date : datetime.date or str, optional
        Publication date (YYYY-MM-DD) of articles that state none.
    model : str
        Name or path of an installed spaCy pipeline; empty for the one in the package.
    workers : int
        Processes.
    fields : mapping of str to str, optional
        For JSON and tables: Triplewire's field name to the file's.
    ontology, lexicon : str or Path, optional
        Classes and relations of your own in Turtle, and the words for them in TOML; see `kg.vocabulary`.
    config : Config, optional
        All settings at once; ``date``, ``model``, ``workers``, ``ontology`` and ``lexicon`` are then not used.
    progress : callable, optional
        Called after each article.

    Returns
    -------
    KnowledgeGraph
        Held in memory; ``failures`` lists the articles that gave nothing.

    Raises
    ------
    ConfigError
        If the date is none, or the ontology or the lexicon has a fault, which is shown with its line.
    ModelError
        If the pipeline is not installed.
    StoreError
        If the store cannot be opened or written.
    """
    from kg.pipeline import extract

    if config is None:
        day = parse_date(date) if isinstance(date, str) else date
        config = Config(date=day, model=model, workers=workers, vocabulary=_vocabulary(ontology, lexicon))
    results = tuple(extract(paths, config=config, fields=fields, progress=progress))
    return _graph(results, store, config.vocabulary.extension if config.vocabulary else None)


def read(source: str | Path | Readable, *, licence: Licence | None = None) -> KnowledgeGraph:
    """Read a graph into memory from where it is kept.

    Parameters
    ----------
    source : str, Path or store
        The directory of a graph on disk, a file of JSON lines, the address of a Neo4j database
        (``neo4j://localhost:7687``; login in NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE), or a
        store that is open, which stays open.
    licence : {"default", "strict"}, optional
        Whether what is announced may be a plain edge; by default as the store has it.

    Returns
    -------
    KnowledgeGraph
        The same from each of them for the same articles; `kg.views` and `kg.networks` make networkx graphs of it.

    Raises
    ------
    StoreError
        If nothing is there, or it cannot be read.
    InterchangeError
        If a file is not in the interchange format.
    """
    from kg import graph

    return graph.read(source, licence=licence)


def _graph(
    results: Iterable[Extraction | Failure], store: str | Path | None, extension: Extension | None
) -> KnowledgeGraph:
    from kg.graph import KnowledgeGraph
    from kg.pipeline import Failure
    from kg.registry import loaders

    extractions = [x for x in results if not isinstance(x, Failure)]
    if store is not None:
        with loaders.get("oxigraph")(store, extension=extension) as opened:
            opened.write(_remembered(Path(store), extractions))
    failures = [x for x in results if isinstance(x, Failure)]
    return KnowledgeGraph(extractions, failures=failures, extension=extension)


def _remembered(store: Path, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
    """Yield the extractions of articles that are not to stay out of a store."""
    from kg.journal import Journal

    journal = Journal.existing(store)
    if journal is None:
        yield from extractions
        return
    with journal:
        forgotten = journal.forgotten()
    yield from (x for x in extractions if x.article.id.rpartition("/")[2] not in forgotten)


def _vocabulary(ontology: str | Path, lexicon: str | Path) -> Vocabulary | None:
    if not str(ontology):
        if str(lexicon):
            raise ConfigError("a lexicon goes with an ontology, which says what the relations in it join; give both")
        return None
    from kg.vocabulary import load_vocabulary

    return load_vocabulary(ontology, lexicon)
