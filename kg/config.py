"""Settings of a run, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary

__all__ = ["BASE_IRI", "Config", "parse_date"]

BASE_IRI = "https://w3id.org/triplewire/"


def parse_date(text: str) -> date:
    """Read a date given as YYYY-MM-DD.

    Raises
    ------
    ConfigError
        If it is none.
    """
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as exc:
        raise ConfigError(f"{text!r} is no date; write it as YYYY-MM-DD, for example 2020-06-09") from exc


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of a run.

    Parameters
    ----------
    date : datetime.date, optional
        Publication date of articles that state none.
    model : str
        Name or path of an installed spaCy pipeline; empty for the shipped one.
    base_iri : str
        Under it entities, articles and statements get their IRIs; ends in ``/`` or ``#``.
    licence : {"default", "strict"}
        ``"strict"`` keeps announced acts out of the plain edges.
    threshold : float
        Least confidence, 0–1, of a statement that may become a plain edge.
    workers : int
        Processes that read articles; with the engine "ray" 0 stands for as many as the cluster has processors.
    engine : {"local", "ray"}
        Whether articles are read in processes of this machine or on a Ray cluster.
    address : str
        Of the Ray cluster, HOST:PORT; empty for what ``RAY_ADDRESS`` names, or one that is started on this machine.
    open_triples : bool
        Whether statements whose predicate is outside the ontology are kept.
    linking : float
        Least score, 0–1, of a link from an entity to an item of Wikidata; 1 leaves the links of countries and
        international bodies alone.
    kb : str
        Path of a knowledge base made by ``kg kb import``, used beside the one that ships; empty for none.
    vocabulary : Vocabulary, optional
        Classes and relations of the user's own; see `kg.vocabulary.load_vocabulary`.
    """

    date: date | None = None
    model: str = ""
    base_iri: str = BASE_IRI
    licence: Literal["default", "strict"] = "default"
    threshold: float = 0.5
    workers: int = 1
    engine: Literal["local", "ray"] = "local"
    address: str = ""
    open_triples: bool = True
    linking: float = 0.9
    kb: str = ""
    vocabulary: Vocabulary | None = None

    def __post_init__(self) -> None:
        if not self.base_iri.endswith(("/", "#")):
            raise ConfigError(f"the base IRI {self.base_iri!r} must end in / or #")
        if not 0.0 <= self.threshold <= 1.0:
            raise ConfigError(f"the threshold {self.threshold} is not between 0 and 1")
        if not 0.0 <= self.linking <= 1.0:
            raise ConfigError(f"the least score of a link, {self.linking}, is not between 0 and 1")
        if self.engine not in ("local", "ray"):
            raise ConfigError(f"no engine is called {self.engine!r}; there are local and ray")
        if self.address and self.engine != "ray":
            raise ConfigError("an address of a cluster goes with the engine ray")
        if self.workers < (0 if self.engine == "ray" else 1):
            raise ConfigError(f"{self.workers} workers cannot read; give 1 or more")
