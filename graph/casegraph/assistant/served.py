"""What an assistant's tools answer from: the build in a folder, or the graph at an endpoint, as a server has it."""

from dataclasses import dataclass, field
from pathlib import Path

from casegraph import exporting
from casegraph.graph import Graph
from casegraph.store.build_folder import BuildFolder
from casegraph.store.cancellation import ClientRequest
from casegraph.store.pool import Pool
from casegraph.store.remote import RemoteStore
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of
from casegraph.web.addresses import address_of
from casegraph.web.site import Site

__all__ = ["TIMEOUT", "Served", "open_served"]

TIMEOUT = 10.0
"""How many seconds a query may take."""


@dataclass(frozen=True, slots=True)
class Served:
    """A *site*, which takes up a build that replaces its own, and where its *pages* are.

    *pages* is the address of a server of the same build, "" if links should have the path alone. *requests* are the calls
    that are being answered.
    """

    site: Site
    pages: str = ""
    requests: set[ClientRequest] = field(default_factory=set)

    @property
    def collection(self) -> Collection:
        """The collection of the build that is in the folder right now."""
        return self.site.collection

    def page(self, iri: str) -> str:
        """Return the address of the page of something in the graph, "" for what has none."""
        path = address_of(iri, self.site.base)
        return f"{self.pages.rstrip('/')}{path}" if path else ""

    def close(self) -> None:
        """End all queries, and the processes that answer them."""
        for request in [*self.requests]:
            request.cancel()
        self.site.graph.close()


def open_served(source: Path | RemoteStore, *, timeout: float = TIMEOUT, pages: str = "") -> Served:
    """Open the build in a folder, or the graph at an endpoint, whose reviews are then read at once.

    Raises BuildError if the folder has no whole build.
    """
    collection = None
    if isinstance(source, RemoteStore):
        writers = {name: form.text for name, form in exporting.GRAPH_FORMATS.items()}
        pool = Pool.of_connections(source.endpoint, source.base, timeout=timeout, writers=writers)
        graph, collection = Graph(pool, endpoint=source.endpoint), collection_of(source)
    else:
        folder = BuildFolder.at(source)
        pool = Pool.of_workers(lambda: folder.locate("store"), folder.base, timeout=timeout, writers=exporting.__name__)
        graph = Graph(pool, folder)
    site = Site(graph, timeout, collection)
    site.read()
    return Served(site, pages)
