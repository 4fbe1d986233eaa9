"""Casegraph: published child-safeguarding case reviews as a knowledge graph.

`open` opens a graph that ``casegraph build`` has made, `read` reads the reviews of a page.
"""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.model import Review
    from casegraph.network.graph import Graph

__all__ = ["__version__", "open", "read"]

__version__ = "0.1.0"


def open(directory: str | PathLike[str] = "exports") -> "Graph":
    """Open the graph that ``casegraph build`` has written to a folder; raises BuildError if there is none."""
    from casegraph.network.graph import Graph

    return Graph(directory)


def read(path: str | PathLike[str]) -> "tuple[Review, ...]":
    """Read the reviews of a page, a text or saved HTML file; raises PageError if it is none."""
    from casegraph.extracting import extract
    from casegraph.reading import read_page

    return extract(read_page(path))
