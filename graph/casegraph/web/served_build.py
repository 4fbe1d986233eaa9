"""The build that is served right now: once another one takes its place in the folder, the next request finds that."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from casegraph import __version__
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.store.build_tables import BuildTables
from casegraph.store.release import read
from casegraph.views.collection import Collection
from casegraph.views.collection_file import open_collection
from casegraph.views.sendings import keep_sendings

__all__ = ["ServedBuild", "Snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A build as it was read: when it was *built* (what tells it from another, then the time in nanoseconds), its *key* and its collection."""

    built: tuple[int, int]
    key: str
    collection: Collection


class ServedBuild:
    """What a graph holds right now, read once a build."""

    def __init__(self, graph: Graph, reading: Callable[[int], None], collection: Collection | None = None) -> None:
        """Serve a graph; *reading* is as in ``open_collection``. The *collection* of a graph at an endpoint has to be given."""
        self._graph, self._reading = graph, reading
        self._lock = threading.Lock()
        self._now: Snapshot | None = None
        if collection is not None:
            built = 0, time.time_ns()
            self._now = Snapshot(built, _key(f"{graph.endpoint}".encode(), built), collection)

    @property
    def tables(self) -> BuildTables | None:
        """The tables of the build; None for a graph at an endpoint."""
        return BuildTables.of(self._graph.folder) if self._graph.folder is not None else None

    def now(self) -> Snapshot:
        """Return what is served: the former build as long as the folder holds no whole one.

        Raises BuildError if it never held one.
        """
        now, built, graph = self._now, self._built(), self._graph
        if now is None or (now.built != built and any(built)):
            with self._lock:
                now = self._now
                if now is None or now.built != built:
                    try:
                        collection = open_collection(graph.store, graph.folder, reading=self._reading)
                        keep_sendings(collection, graph.store)
                        graph.tables = self.tables
                        made = read(graph.directory, "build.json") if graph.directory is not None else None
                        now = self._now = Snapshot(built, _key(made or b"", built), collection)
                    except (CasegraphError, OSError):
                        if now is None:
                            raise
        return now

    def _built(self) -> tuple[int, int]:
        """Return what tells a build from another one in the folder; nothing does for a graph at an endpoint."""
        return self._graph.folder.mark() if self._graph.folder is not None else (0, 0)


def _key(made: bytes, built: tuple[int, int]) -> str:
    return hashlib.sha256(made + f"{built[1]} {__version__}".encode()).hexdigest()[:16]
