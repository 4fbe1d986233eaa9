"""The one protocol of whatever answers SPARQL over one graph.

A store in memory, a store on disk, a pool of workers and a SPARQL endpoint elsewhere all have it, so networks,
questions, tables, views, validation and the server take any of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from pyoxigraph import Variable

__all__ = [
    "COUNTED",
    "FIRST_BYTES",
    "GRAPH_FORMATS",
    "LARGEST",
    "ROW_FORMATS",
    "TIMEOUT",
    "QueryResult",
    "Solution",
    "Solutions",
    "Store",
]

TIMEOUT = 30.0
"""How many seconds a query may take, unless the caller says otherwise."""

LARGEST = 64 * 2**20
"""How many bytes a result may have where it is bounded: on a server."""

COUNTED = 20_000
"""How many rows are counted where only the first ones are wanted."""

FIRST_BYTES = 4 * 2**20
"""How many bytes the first rows may have, on a server or elsewhere."""

ROW_FORMATS = ("json", "csv", "tsv", "xml")
"""How the result of SELECT and ASK can be written."""

GRAPH_FORMATS = ("turtle", "ntriples")
"""How the result of CONSTRUCT and DESCRIBE can be written."""


class QueryResult(NamedTuple):
    """The result of a query: its form (SELECT, ASK, CONSTRUCT or DESCRIBE), and the bytes in the format that was wanted.

    Where only the first rows or triples were wanted, *kept* is how many are in the bytes, of a *total* or, if there are
    *more*, of more than that.
    """

    form: str
    body: bytes
    kept: int = 0
    total: int = 0
    more: bool = False


class Solution(Protocol):
    """A row: the term of pyoxigraph that a variable is bound to, None where it is unbound."""

    def __getitem__(self, variable: str, /) -> Any:
        """Return the term of a variable."""


class Solutions(Protocol):
    """The rows of a SELECT, with terms that keep datatype and language; they can be read once."""

    @property
    def variables(self) -> "Sequence[Variable]":
        """The variables of the rows, in the order of the query."""

    def __iter__(self) -> Iterator[Solution]:
        """Yield the rows."""


class Store(Protocol):
    """Answers SPARQL over one graph, whose IRIs begin with ``base``; a query may use ``prefixes`` without declaring them.

    All methods raise QueryRefused for what is not reading, QuerySyntaxError, QueryTimeout after *timeout* seconds or
    where the memory does not suffice, and QueryError where the evaluation fails. A store on disk or elsewhere also
    raises BuildError or EndpointError where it cannot be reached.
    """

    @property
    def base(self) -> str:
        """What the IRIs of the graph begin with."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that need no declaration, with their namespaces."""

    def select(self, query: str, /, *, timeout: float = TIMEOUT) -> Solutions:
        """Return the rows of a SELECT; raises QueryError for another form of query."""

    def ask(self, query: str, /, *, timeout: float = TIMEOUT) -> bool:
        """Return the result of an ASK; raises QueryError for another form of query."""

    def construct(self, query: str, /, *, timeout: float = TIMEOUT) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE as sorted N-Triples; raises QueryError for another form of query."""

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
        """Answer a query in bytes: SELECT and ASK as *rows*, CONSTRUCT and DESCRIBE as *graph*; triples come sorted.

        *rows* is one of ROW_FORMATS, or "excel" (CSV with a mark for spreadsheets), *graph* one of GRAPH_FORMATS, and
        on a server also "jsonld" or "rdfxml". Relative IRIs of the query resolve against *relative_to*. With *first*,
        SELECT gives only that many rows, as JSON, and a graph of more triples gives none. Raises AnswerTooLarge where
        the bytes are bounded and do not suffice.
        """

    def close(self) -> None:
        """Stop answering, and end what was started for it."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
