"""A pool of engines: so many queries at once, and each can be ended without harm to the others."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType

from casegraph.errors import CasegraphError
from casegraph.rdf.querying import TIMEOUT, Answer, Engine

__all__ = ["Busy", "Pool"]


class Busy(CasegraphError):
    """All workers are busy, and as many others wait as may."""


class Pool:
    """Answers queries over one store, *workers* at a time; up to *waiting* more wait for *patience* seconds."""

    def __init__(
        self,
        locate: Callable[[], Path],
        prefixes: Mapping[str, str],
        *,
        workers: int = 2,
        waiting: int = 64,
        patience: float = 5.0,
        timeout: float = TIMEOUT,
    ) -> None:
        """Make the engines; their processes start with the first query. No query may take longer than *timeout* seconds."""
        self._timeout = timeout
        self._locate = locate
        self._engines = [Engine(locate, prefixes=prefixes) for _ in range(workers)]
        self._opened: dict[int, tuple[int, int]] = {}
        self._free: SimpleQueue[Engine] = SimpleQueue()
        for engine in self._engines:
            self._free.put(engine)
        self._room = threading.BoundedSemaphore(workers + waiting)
        self._patience = patience

    def ask(self, text: str, *, rows: str = "json", graph: str = "ntriples", timeout: float = TIMEOUT) -> Answer:
        """Answer a query (see ``Engine.ask``); raises Busy where no engine gets free."""
        if not self._room.acquire(blocking=False):
            raise Busy("Too many queries are waiting here; try again in a moment.")
        try:
            until = time.monotonic() + self._patience
            try:
                engine = self._free.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                raise Busy("All workers are busy with other queries; try again in a moment.") from None
            try:
                self._refresh(engine)
                return engine.ask(text, rows=rows, graph=graph, timeout=min(timeout, self._timeout))
            finally:
                self._free.put(engine)
        finally:
            self._room.release()

    def _refresh(self, engine: Engine) -> None:
        """End the engine's worker if a build has replaced the store that it reads; the next one reads the new store."""
        with suppress(OSError):  # between two builds: the engine looks for the store itself
            store = self._locate().stat()
            now = store.st_ino, store.st_mtime_ns
            if self._opened.setdefault(id(engine), now) != now:
                engine.close()
                self._opened[id(engine)] = now

    def close(self) -> None:
        """End all workers."""
        for engine in self._engines:
            with suppress(OSError):
                engine.close()

    def __enter__(self) -> "Pool":
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()
