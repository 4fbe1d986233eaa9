"""A store that notes what goes through it."""

from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.protocol import TIMEOUT, QueryResult, Store


class WatchedStore(StoreInBytes):
    """Answers as another store does, and notes each query and its result."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.base)
        self._store = store
        self.queries: list[str] = []
        self.results: list[QueryResult] = []

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
        """Answer a query, and note it."""
        result = self._store.answer(
            query, rows=rows, graph=graph, timeout=timeout, relative_to=relative_to, first=first
        )
        self.queries.append(query)
        self.results.append(result)
        return result

    def close(self) -> None:
        """Do nothing: the other store is not this one's to close."""
