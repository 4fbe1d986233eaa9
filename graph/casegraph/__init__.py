"""Casegraph: published child-safeguarding case reviews as a knowledge graph.

`open` opens a graph that ``casegraph build`` has made, `ask` asks it a question that ships, `read` reads the reviews of
a page.
"""

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.asking.answering import Answer
    from casegraph.graph import Graph
    from casegraph.record.model import Review

__all__ = ["__version__", "ask", "open", "read"]

__version__ = "0.1.0"


def ask(name: str, directory: str | PathLike[str] = "exports", /, **parameters: object) -> "Answer":
    """Ask the graph in a folder a question by its name, such as ``ask("recommendations-to", agency="dfe")``."""
    with open(directory) as graph:
        return graph.ask(name, **parameters)


def open(directory: str | PathLike[str] = "exports", *, endpoint: str | None = None) -> "Graph":
    """Open the graph that ``casegraph build`` has written to a folder, or that a SPARQL *endpoint* serves.

    An http or https address in place of the folder is an endpoint as well. Raises NoBuild if no build is in the folder,
    and EndpointError if the endpoint cannot be asked.
    """
    from casegraph.graph import Graph

    address = str(directory) if endpoint is None else endpoint
    if endpoint is not None or address.lower().startswith(("http://", "https://")):
        return Graph.at(address)
    return Graph.open(directory)


def read(path: str | PathLike[str], *, max_megabytes: float | None = None) -> "tuple[Review, ...]":
    """Read the reviews of a page (text, HTML or MHTML), or of reviews.jsonl: the same reviews, in the order of the page.

    A file may have *max_megabytes* (32 if not given). Raises PageError if it is neither.
    """
    from casegraph.extracting.records import read_records
    from casegraph.page_size import MEGABYTES

    records = read_records(path, max_megabytes=MEGABYTES if max_megabytes is None else max_megabytes)
    return tuple(review for record in records for review in record.reviews)
