"""What an assistant's tools answer from: the build in a folder, or the graph at an endpoint, as a server has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casegraph import exporting
from casegraph.graph import Graph
from casegraph.nearest import either
from casegraph.store.build_folder import BuildFolder
from casegraph.store.built_together import no_collection
from casegraph.store.cancellation import ClientRequest
from casegraph.store.pool import Pool
from casegraph.store.remote import RemoteStore
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of
from casegraph.web.addresses import address_of
from casegraph.web.site import Site
from casegraph.web.together import SitesTogether

__all__ = ["TIMEOUT", "Served", "open_served"]

TIMEOUT = 10.0
"""How many seconds a query may take."""


@dataclass(frozen=True, slots=True)
class Served:
    """A *site*, which takes up a build that replaces its own, and where its *pages* are.

    *pages* is the address of a server of the same build, "" if links should have the path alone. *requests* are the calls
    that are being answered. *others* has the sites of all collections of the build, None for the graph at an endpoint.
    """

    site: Site
    pages: str = ""
    requests: set[ClientRequest] = field(default_factory=set)
    others: SitesTogether | None = None

    @property
    def together(self) -> Sequence[Site]:
        """The sites of all collections of the build that is in the folder right now; none if it has one alone."""
        sites = self.others.sites() if self.others is not None else ()
        return sites if len(sites) > 1 else ()

    @property
    def collection(self) -> Collection:
        """The collection of the build that is in the folder right now."""
        return self.site.collection

    @property
    def beside(self) -> "tuple[Served, ...]":
        """What the same tools answer from for each other collection of the build."""
        return tuple(replace(self, site=each) for each in self.together if each is not self.site)

    @property
    def has_graphs_of_others(self) -> bool:
        """Whether queries can name the graphs of the other collections, as in the store of the first one."""
        return bool(self.together) and self.site.has_graphs_of_others

    @property
    def with_all(self) -> "Served":
        """What answers from the graphs of all collections of the build; itself, where none has them."""
        return next((each for each in (self, *self.beside) if each.has_graphs_of_others), self)

    def of(self, collection: str) -> "Served":
        """Return what is served of the collection with an id, "" for this one; raises UnknownName for one that there is not."""
        there = {each.collection.id: each for each in (self, *self.beside)}
        wanted = collection.strip()
        if not wanted or wanted in there:
            return there[wanted] if wanted else self
        raise no_collection("The build", wanted, there)

    def where_else(self, has: Callable[[Collection], bool]) -> str:
        """Return in a sentence which other collections have something, "" if none has."""
        having = [each.collection.id for each in self.beside if has(each.collection)]
        return f"It is in another one: ask again with the collection {either(having)}." if having else ""

    def page(self, iri: str) -> str:
        """Return the address of the page of something in the graph, "" for what has none."""
        path = address_of(iri, self.site.base)
        return self.address(path) if path else ""

    def address(self, path: str) -> str:
        """Return the address of a path of the server, where each other collection is beneath a path of its own."""
        return f"{self.pages.rstrip('/')}{self.site.prefix}{path}"

    def close(self) -> None:
        """End all queries, and the processes that answer them."""
        for request in [*self.requests]:
            request.cancel()
        if self.others is not None:
            self.others.close()
        self.site.graph.close()


def open_served(source: Path | RemoteStore, *, timeout: float = TIMEOUT, pages: str = "") -> Served:
    """Open the build in a folder, or the graph at an endpoint, whose reviews are then read at once.

    Other collections that were built together with that in the folder are served as well. Raises BuildError if the folder
    has no whole build.
    """
    if isinstance(source, RemoteStore):
        writers = {name: form.text for name, form in exporting.GRAPH_FORMATS.items()}
        pool = Pool.of_connections(source.endpoint, source.base, timeout=timeout, writers=writers)
        return Served(Site(Graph(pool, endpoint=source.endpoint), timeout, collection_of(source)), pages)
    first = _site(source, timeout)
    return Served(first, pages, others=SitesTogether(first, source))


def _site(source: Path, timeout: float) -> Site:
    """Return the site of the build in a folder."""
    folder = BuildFolder.at(source)
    pool = Pool.of_workers(lambda: folder.locate("store"), folder.base, timeout=timeout, writers=exporting.__name__)
    site = Site(Graph(pool, folder), timeout)
    site.read()
    return site
