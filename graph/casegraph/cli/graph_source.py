"""Where a command reads its graph: the folder of a build, or a SPARQL endpoint."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from casegraph.graph import Graph
    from casegraph.views.collection import Collection

__all__ = ["GraphSource"]


class GraphSource(NamedTuple):
    """The folder of a build, unless an *endpoint* is named; *is_chosen* says that somebody wants one of several collections.

    >>> str(GraphSource(Path("exports"))), str(GraphSource(Path("exports"), "https://example.org/sparql"))
    ('exports', 'https://example.org/sparql')
    """

    directory: Path
    endpoint: str | None = None
    is_chosen: bool = False

    def others(self) -> "tuple[Collection, ...]":
        """Return the collections that were built together with this one; none if somebody has chosen this one alone."""
        from casegraph.views.collection_file import open_others

        return () if self.is_chosen or self.endpoint is not None else open_others(self.directory)

    def open(self, *, is_across: bool = False) -> "Graph":
        """Open the graph, and say if it is of local reports, or of one of several collections.

        What *is_across* all collections of a build gets the graph that has them all, whichever of them is chosen.

        Raises BuildError or EndpointError if it cannot be read.
        """
        from casegraph.graph import Graph

        if self.endpoint is not None:
            return Graph.at(self.endpoint)
        if is_across:
            from casegraph.store.built_together import folder_of_all

            return Graph.open(folder_of_all(self.directory))
        graph = Graph.open(self.directory)
        if graph.is_local:
            click.echo(
                f"Local, not published: {self.directory} contains your own reports. Do not share what it shows.",
                err=True,
            )
        _say_which(self.directory)
        return graph

    def options(self) -> str:
        """Return the options with which another command reads the same, each after a space; "" where it needs none.

        An address is left out: it can have a password.

        >>> GraphSource(Path(), "https://example.org/sparql").options()
        ''
        """
        from casegraph.store.built_together import collections_in

        if self.endpoint is not None:
            return ""
        together = collections_in(self.directory)
        folder = min((each.folder for each in together), key=lambda each: len(each.parts), default=self.directory)
        collection = f" --collection {together[0].id}" if folder != self.directory else ""
        return collection + (f" --graph {quote(str(folder))}" if folder != Path("exports") else "")

    def __str__(self) -> str:
        """Return the folder or the address."""
        return str(self.directory) if self.endpoint is None else self.endpoint


def _say_which(directory: Path) -> None:
    """Say which collection is looked at, where several were built together."""
    from casegraph.store.built_together import collections_in

    if together := collections_in(directory):
        own, *others = together
        named = " or ".join(f"{each.id} ({each.title})" for each in others)
        click.echo(
            f"Collection: {own.title}. No number adds another one to it. Also in this build: --collection {named}.",
            err=True,
        )
