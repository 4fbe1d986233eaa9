"""A store in this process's memory: while a build is made, where a command needs no limits, and in tests."""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from casegraph.names import BASE, prefixes_for
from casegraph.store.evaluation import Evaluation, evaluate, reads
from casegraph.store.guard import check, graph_names
from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.protocol import TIMEOUT, QueryResult, Solutions
from casegraph.store.results import result
from casegraph.store.serialisation import serialise
from casegraph.store.tokens import star

__all__ = ["MemoryStore"]


class MemoryStore(StoreInBytes):
    """Answers queries over a store of pyoxigraph that is open in this process; nothing can end a query.

    >>> store = MemoryStore.from_turtle("agency:icb skos:prefLabel 'integrated care board'@en .")
    >>> store.ask("ASK { agency:icb ?p ?o }"), [row["name"].value for row in store.select("SELECT ?name { ?a ?p ?name }")]
    (True, ['integrated care board'])
    """

    def __init__(self, store: pyoxigraph.Store, base: str = BASE) -> None:
        """Answer over *store*."""
        super().__init__(base)
        self._store = store

    @classmethod
    def from_ntriples(cls, text: str, base: str = BASE) -> "MemoryStore":
        """Return a store that holds a graph, from N-Triples."""
        store = pyoxigraph.Store()
        store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        return cls(store, base)

    @classmethod
    def of_folder(cls, folder: Path, base: str = BASE) -> "MemoryStore":
        """Return a store that reads the database in a *folder*, which has been made and closed."""
        return cls(pyoxigraph.Store.read_only(str(folder)), base)

    @classmethod
    def from_turtle(cls, text: str, base: str = BASE) -> "MemoryStore":
        """Return a store that holds a graph, from Turtle; the usual prefixes need no declaration."""
        store = pyoxigraph.Store()
        declared = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes_for(base).items())
        store.bulk_load((declared + text).encode(), format=pyoxigraph.RdfFormat.TURTLE)
        return cls(store, base)

    def select(self, query: str, /, *, timeout: float = TIMEOUT) -> Solutions:
        """Return the rows of a SELECT, one by one as the engine gives them."""
        form = check(query, graph_names(self.base))
        if form == "SELECT" and star(query) is None:
            try:
                solutions = self._store.query(query, prefixes=self.prefixes, default_graph=pyoxigraph.DefaultGraph())
            except (SyntaxError, OSError, RuntimeError, ValueError):
                return super().select(query, timeout=timeout)  # which says what is wrong
            if isinstance(solutions, pyoxigraph.QuerySolutions):
                return solutions
        return super().select(query, timeout=timeout)

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
        """Answer a query in bytes (see ``Store.answer``), however long it takes."""
        form = check(query, graph_names(self.base))
        wanted = Evaluation(
            query,
            star=star(query),
            rows=rows,
            graph=graph,
            relative_to=relative_to,
            first=first,
            base=self.base,
            prefixes=self.prefixes,
        )
        outcome = serialise(lambda: evaluate(self._store, wanted), wanted, {})

        def read(texts: Sequence[str]) -> list[str]:
            return [reads(text, wanted) for text in texts]

        return result(form, query, outcome, largest=None, prefixes=self.prefixes, reads=read)

    def close(self) -> None:
        """Do nothing: the memory goes with this object."""
