"""A graph, open for questions, networks and tables: what ``casegraph.open`` gives."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from casegraph.errors import QueryError
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.guard import check, graph_names
from casegraph.store.protocol import GRAPH_FORMATS, ROW_FORMATS, TIMEOUT, Solutions, Store
from casegraph.store.release import locate
from casegraph.store.values import rows_of

if TYPE_CHECKING:
    import networkx
    import rdflib

    from casegraph.asking.answering import Answer
    from casegraph.ledger import LearningRow, Ledger, RecommendationRow
    from casegraph.network.model import Projection
    from casegraph.rdf.sorted_lines import SortedLines
    from casegraph.views.collection import Collection
    from casegraph.views.json_types import RoleAnswer

__all__ = ["Graph"]


class Graph:
    """A graph: answers SPARQL and the questions that ship, and turns into tables, an rdflib or a networkx graph.

    It holds a store, which answers SPARQL, and the folder of the build or the endpoint that it comes from. The store of
    a folder is read by a process of its own, which starts with the first query and ends with ``close`` or the ``with`` statement
    (at the latest with the graph itself).

    >>> from casegraph.store.memory import MemoryStore
    >>> with Graph(MemoryStore.from_turtle("theme:risk skos:prefLabel 'risk'@en .")) as graph:
    ...     graph.query("SELECT ?theme ?label { ?theme skos:prefLabel ?label }")
    [{'theme': 'https://w3id.org/casegraph/theme/risk', 'label': 'risk'}]
    """

    def __init__(self, store: Store, folder: BuildFolder | None = None, *, endpoint: str | None = None) -> None:
        """Answer from *store*, which is that of the build in *folder*, or of an *endpoint*, if it comes from one."""
        self.store = store
        self.folder = folder
        self.tables = BuildTables.of(folder) if folder is not None else None  # before the store is opened
        self.endpoint = endpoint

    @classmethod
    def open(cls, directory: str | PathLike[str] = "exports") -> Self:
        """Open the build in a folder; raises BuildError if there is none."""
        folder = BuildFolder.at(directory)
        return cls(folder.store(), folder)

    @classmethod
    def at(cls, endpoint: str, base: str | None = None) -> Self:
        """Open the graph at the address of a SPARQL endpoint; raises EndpointError if it cannot be asked.

        Without a *base* the graph's own description says what its IRIs begin with. Credentials come from the
        environment (see ``casegraph.store.remote``).
        """
        from casegraph.store.remote import RemoteStore

        store = RemoteStore(endpoint, base)
        return cls(store, endpoint=store.endpoint)

    @property
    def base(self) -> str:
        """What the IRIs of the graph begin with.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("")).base
        'https://w3id.org/casegraph/'
        """
        return self.store.base

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare, with their namespaces."""
        return self.store.prefixes

    @property
    def is_local(self) -> bool:
        """Whether the graph is of local reports, which nobody has published and which stay on their computer.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("")).is_local
        False
        """
        if self.folder is not None:
            return self.folder.is_local
        from casegraph.views.attribution import profile_of

        return not profile_of(self.store).is_published

    @property
    def directory(self) -> Path | None:
        """The folder of the build, None for a graph that is not from a folder."""
        return self.folder.path if self.folder is not None else None

    def query(self, text: str, timeout: float = TIMEOUT) -> Any:
        """Answer a SPARQL query; the usual prefixes need no declaration.

        SELECT gives a list of rows, each a dict from variable to value (see ``casegraph.store.values.Value``), which a
        notebook shows as a table; ASK a bool; CONSTRUCT and DESCRIBE an rdflib Graph. Raises QuerySyntaxError,
        QueryRefused for what is not reading, and QueryTimeout after *timeout* seconds.
        """
        result = self.store.answer(text, timeout=timeout)
        if result.form in ("CONSTRUCT", "DESCRIBE"):
            return _rdflib_graph(result.body, self.prefixes)
        return bool(json.loads(result.body)["boolean"]) if result.form == "ASK" else rows_of(result)

    def query_text(self, text: str, format: str = "json", timeout: float = TIMEOUT) -> str:
        r"""Answer a SPARQL query as text.

        *format* is json, csv, tsv or xml (SPARQL's results formats) for SELECT and ASK; turtle or ntriples, sorted, for
        CONSTRUCT and DESCRIBE. Raises QueryError for a format that does not suit the query.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("theme:risk skos:prefLabel 'risk' .")).query_text("SELECT ?l { ?s ?p ?l }", "csv")
        'l\r\nrisk\r\n'
        """
        form = self.form(text)
        fitting = GRAPH_FORMATS if form in ("CONSTRUCT", "DESCRIBE") else ROW_FORMATS
        if format not in fitting:
            raise QueryError(f"{form} cannot be answered as {format}; choose one of {', '.join(fitting)}.")
        result = self.store.answer(
            text,
            rows=format if format in ROW_FORMATS else "json",
            graph=format if format in GRAPH_FORMATS else "turtle",
            timeout=timeout,
        )
        return result.body.decode()

    def form(self, text: str) -> str:
        """Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE; raises QueryError for what is not reading."""
        return check(text, graph_names(self.base))

    def solutions(self, text: str, timeout: float = TIMEOUT) -> Solutions:
        """Answer a SELECT with rows of pyoxigraph's terms, which keep datatype and language.

        >>> from casegraph.store.memory import MemoryStore
        >>> graph = Graph(MemoryStore.from_turtle("theme:risk skos:prefLabel 'risk'@en ."))
        >>> [row["label"].language for row in graph.solutions("SELECT ?label { ?theme skos:prefLabel ?label }")]
        ['en']
        """
        return self.store.select(text, timeout=timeout)

    def ask(self, name: str, /, **parameters: object) -> "Answer":
        """Ask a question by its name, such as ``ask("recommendations-to", agency="dfe")``.

        Where nothing fits, the answer has the recommendations that come nearest in meaning. A question across collections is
        asked of all that were built together. Raises QueryError for a name or a value that does not exist, with those that
        come near, and for a question that is not for the collection.
        """
        from casegraph.asking.binding import bind
        from casegraph.asking.new_since import NEW_SINCE, new_since
        from casegraph.asking.questions import question
        from casegraph.asking.relaxing import ask_relaxing

        if name == NEW_SINCE.name:
            return new_since(self.folder, **parameters)  # type: ignore[arg-type]
        chosen = question(name)
        if chosen.is_across and self.folder is not None:
            from casegraph.store.built_together import folder_of_all

            if (place := folder_of_all(self.folder.path)) != self.folder.path:
                with Graph.open(place) as graph:
                    return graph.ask(name, **parameters)
        return ask_relaxing(self.store, bind(self.store, chosen, parameters), self.collection, tables=self.tables)

    def network(self, name: str = "collection", *, merge: bool = False) -> "networkx.Graph[str]":
        """Return a projection of the graph as a networkx graph; raises CasegraphError for an unknown name.

        It has the nodes and edges of the exported files: where there are several types of link, as in "collection", it is a
        MultiGraph. *merge* makes one edge of all links between two nodes (see ``casegraph.network.to_networkx``).
        """
        from casegraph.network.projection import to_networkx

        return to_networkx(self.projection(name), merge=merge)

    def projection(self, name: str = "collection", *, inherited: bool = True) -> "Projection":
        """Return a projection of the graph, laid out and ready to be written; raises CasegraphError for an unknown name.

        *inherited* says whether to keep agencies that recommendations are for only because they name no agency.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("")).projection("theme-theme").nodes
        ()
        """
        from casegraph.network.layout.positions import layout
        from casegraph.network.projection import project

        return layout(project(self.store, name, inherited=inherited, tables=self.tables))

    def recommendations(self) -> "Ledger[RecommendationRow]":
        """Return a flat row for each recommendation, as in recommendations.csv; ``pandas.DataFrame`` takes them as they are.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("")).recommendations()
        <Ledger: 0 rows>
        """
        from casegraph.ledger import recommendations

        return recommendations(self.collection())

    def learning(self) -> "Ledger[LearningRow]":
        """Return a flat row for each learning point, as in learning.csv; ``pandas.DataFrame`` takes them as they are."""
        from casegraph.ledger import learning

        return learning(self.collection())

    def role(self, agency: str) -> "RoleAnswer":
        """Return all recommendations that are the business of an agency, by way: what ``casegraph role`` prints as JSON.

        *agency* is an id or a name, such as "icb" or "ICB". Raises UnknownName if there is none.
        """
        from casegraph.views.role_answers import agency_id, role_answer
        from casegraph.views.roles import role

        collection = self.collection()
        return role_answer(collection, role(collection, agency_id(agency)))

    def collection(self) -> "Collection":
        """Return what pages, tables and pictures show of the graph (see ``casegraph.views.collection``)."""
        from casegraph.views.collection_file import open_collection

        return open_collection(self.store, self.folder)

    def rdflib(self) -> "rdflib.Graph":
        """Return the whole graph as an rdflib Graph in memory."""
        return _rdflib_graph(self.ntriples().encode(), self.prefixes)

    def ntriples(self) -> str:
        r"""Return the whole graph as sorted N-Triples, the text that every export is made from.

        >>> from casegraph.store.memory import MemoryStore
        >>> Graph(MemoryStore.from_turtle("<x:b> <x:p> 'b' . <x:a> <x:p> 'a' .")).ntriples()
        '<x:a> <x:p> "a" .\n<x:b> <x:p> "b" .\n'
        """
        if self._file is not None:
            return self._file.read_text(encoding="utf-8")
        return self.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    @contextmanager
    def sorted_lines(self) -> "Iterator[SortedLines]":
        """Give the whole graph as sorted lines for a writer; those of a build stay in their file."""
        from casegraph.rdf.sorted_lines import SortedLines

        if self._file is None:
            yield SortedLines.of_text(self.ntriples())
            return
        with self._file.open("rb") as file:
            yield SortedLines.of_file(file)

    @property
    def _file(self) -> Path | None:
        """The file with the graph as N-Triples, if it comes from a build that has one."""
        path = None if self.folder is None else locate(self.folder.path, "casegraph.nt")
        return path if path is not None and path.exists() else None

    def close(self) -> None:
        """Stop answering: the process that reads the store of a folder ends."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the graph."""
        self.close()

    def __repr__(self) -> str:
        """Return the call that opens this graph."""
        opened = self.endpoint or (str(self.directory) if self.folder is not None else "")
        return f"casegraph.open({opened!r})" if opened else f"Graph({self.store!r})"


def _rdflib_graph(ntriples: bytes, prefixes: Mapping[str, str]) -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph()
    for prefix, iri in prefixes.items():
        graph.bind(prefix, iri)
    return graph.parse(data=ntriples, format="nt")
