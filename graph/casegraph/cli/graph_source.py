"""Where a command reads its graph: the folder of a build, or a SPARQL endpoint."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

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
        """Open the graph, and say if it is of local reports; raises BuildError or EndpointError if it cannot be read."""
        from casegraph.graph import Graph

        if self.endpoint is not None:
            return Graph.at(self.endpoint)
        graph = Graph.open(self.directory)
        if graph.is_local:
            click.echo(
                f"Local, not published: {self.directory} contains your own reports. Do not share what it shows.",
                err=True,
            )
        return graph

    def __str__(self) -> str:
        """Return the folder or the address."""
        return str(self.directory) if self.endpoint is None else self.endpoint
