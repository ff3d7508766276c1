"""SPARQL queries answered by processes that can be stopped, for a program that holds the store open for reading."""

from __future__ import annotations

from loaders._sparql_words import asks_elsewhere
from loaders._sparql_workers import Question, Reply, Workers, says

__all__ = ["Asking"]


class Asking:
    """Processes that answer queries over a store on disk; they start with the first query.

    Parameters
    ----------
    data : str
        Directory of Oxigraph's data.
    prefixes : dict of str
        Declared for every query.
    workers : int
        Processes, one query each at a time.
    seconds : float
        After which a query is stopped.
    """

    def __init__(self, data: str, prefixes: dict[str, str], *, workers: int, seconds: float) -> None:
        self._data, self._prefixes, self._count, self._seconds = data, prefixes, workers, seconds
        self._workers: Workers | None = None

    def ask(self, query: str, *, table: str, graph: str, most: int) -> Reply:
        """Return the answer, or why there is none, as HTTP has it.

        Parameters
        ----------
        query : str
        table, graph : str
            Media types wanted of tables and of graphs.
        most : int
            Bytes above which an answer is refused.
        """
        if asks_elsewhere(query):
            return says(400, "a query here reaches no other server and no file: leave SERVICE and LOAD out")
        if self._workers is None:
            self._workers = Workers(self._data, self._count)
        asked = Question(sparql=query, table=table, graph=graph, prefixes=self._prefixes, most=most)
        return self._workers.ask(asked, self._seconds)

    def close(self) -> None:
        """End the processes."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None
