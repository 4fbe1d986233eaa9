"""Where a command reads its graph: the folder of a build, or a SPARQL endpoint."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["GraphSource"]


class GraphSource(NamedTuple):
    """The folder of a build, unless an *endpoint* is named.

    >>> str(GraphSource(Path("exports"))), str(GraphSource(Path("exports"), "https://example.org/sparql"))
    ('exports', 'https://example.org/sparql')
    """

    directory: Path
    endpoint: str | None = None

    def open(self) -> "Graph":
        """Open the graph; raises BuildError or EndpointError if it cannot be read."""
        from casegraph.graph import Graph

        return Graph.open(self.directory) if self.endpoint is None else Graph.at(self.endpoint)

    def __str__(self) -> str:
        """Return the folder or the address."""
        return str(self.directory) if self.endpoint is None else self.endpoint
