"""A build's store with the answers of a tracker in a graph of their own, which queries name: GRAPH ?g { … }."""

import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from casegraph.store.build_folder import BuildFolder
from casegraph.store.named_graph import with_named_graph
from casegraph.tracking.answers import answers, answers_as, graph_name
from casegraph.tracking.model import Tracker
from casegraph.views.collection import Collection

__all__ = ["StoreWithAnswers"]


class StoreWithAnswers:
    """The store of the build in a folder, and the answers of a tracker beside it; neither the build nor the file changes.

    It is written to a temporary folder, which only this user can read and which goes with ``close``, and anew when the
    build or the tracker is another one.
    """

    def __init__(
        self, folder: BuildFolder, collection: Callable[[], Collection], tracker: Callable[[], Tracker]
    ) -> None:
        """Note where the build and the tracker come from; the store is written when it is first looked for."""
        self._folder, self._collection, self._tracker = folder, collection, tracker
        self._lock = threading.Lock()
        self._made: tuple[object, Tracker, Path] | None = None
        self._former: Path | None = None  # queries may still read it
        self._number = 0
        self._within = Path(tempfile.mkdtemp(prefix="casegraph-answers-"))

    def locate(self) -> Path:
        """Return where the store is, with the answers as they are now."""
        with self._lock:
            build, tracker = self._folder.mark(), self._tracker()
            if self._made is None or self._made[0] != build or self._made[1] is not tracker:
                self._make(build, tracker)
            assert self._made is not None
            return self._made[2]

    def _make(self, build: object, tracker: Tracker) -> None:
        self._number += 1
        target = self._within / f"store-{self._number}"
        base = self._folder.base
        text = answers_as("ntriples", answers(self._collection(), tracker).lines, base)
        with_named_graph(self._folder.locate("store"), target, graph_name(base), text)
        if self._former is not None:
            shutil.rmtree(self._former, ignore_errors=True)
        self._former = None if self._made is None else self._made[2]
        self._made = build, tracker, target

    def close(self) -> None:
        """Remove what was written."""
        with suppress(OSError):
            shutil.rmtree(self._within)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was written."""
        self.close()
