"""What every store shares that answers in bytes: rows, truth and triples, read from these."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from casegraph.errors import QueryError
from casegraph.names import BASE, prefixes_for
from casegraph.store.protocol import TIMEOUT, QueryResult, Solutions

__all__ = ["StoreInBytes"]


class StoreInBytes(ABC):
    """A store (see ``casegraph.store.protocol.Store``) whose ``answer`` is all that a kind of store has to write."""

    def __init__(self, base: str = BASE) -> None:
        """Note what the IRIs of the graph begin with."""
        self.base = base
        self.prefixes = prefixes_for(base)

    @abstractmethod
    def answer(
        self,
        query: str,
        /,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = TIMEOUT,
        relative_to: str | None = None,
        first: int | None = None,
    ) -> QueryResult:
        """Answer a query in bytes."""

    @abstractmethod
    def close(self) -> None:
        """Stop answering."""

    def select(self, query: str, /, *, timeout: float = TIMEOUT) -> Solutions:
        """Return the rows of a SELECT."""
        from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

        result = self.answer(query, timeout=timeout)
        if result.form == "SELECT":
            solutions = parse_query_results(result.body, format=QueryResultsFormat.JSON)
            if isinstance(solutions, QuerySolutions):
                return solutions
        raise _other_form(result, "SELECT")

    def ask(self, query: str, /, *, timeout: float = TIMEOUT) -> bool:
        """Return the result of an ASK."""
        result = self.answer(query, rows="csv", timeout=timeout)
        if result.form != "ASK":
            raise _other_form(result, "ASK")
        return result.body.strip() == b"true"

    def construct(self, query: str, /, *, timeout: float = TIMEOUT) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE as sorted N-Triples."""
        result = self.answer(query, timeout=timeout)
        if result.form not in ("CONSTRUCT", "DESCRIBE"):
            raise _other_form(result, "CONSTRUCT or DESCRIBE")
        return result.body.decode()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()


def _other_form(result: QueryResult, wanted: str) -> QueryError:
    gives = {"SELECT": "rows", "ASK": "true or false"}.get(result.form, "a graph")
    return QueryError(f"{result.form} gives {gives}; this needs a query that begins with {wanted}.")
