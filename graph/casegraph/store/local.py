"""A store on disk, with a limit on time and memory that holds whatever the engine is doing.

Oxigraph has no time limit in Python, and neither signals nor threads can end a query. So it runs in a process of its
own (``casegraph.store.worker``), which is killed when its time is over and started again for the next query.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from casegraph.errors import DamagedBuild, QueryError, QueryTimeout
from casegraph.names import BASE
from casegraph.store.guard import check, graph_names
from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.outcome import Outcome
from casegraph.store.process import Worker
from casegraph.store.protocol import COUNTED, FIRST_BYTES, TIMEOUT, QueryResult
from casegraph.store.results import cancelled, result, too_much_memory, too_slow, with_blank_nodes
from casegraph.store.tokens import star

__all__ = ["MEMORY", "LocalStore"]

MEMORY = 2 * 1024**3
"""How many bytes of address space a worker may use, where the system can bound it (Linux)."""


class LocalStore(StoreInBytes):
    """Answers queries over a store on disk, one at a time, in a process that can be killed.

    *locate* returns the store's folder; it is called again whenever a worker starts. Close the store, or use it in a
    ``with`` statement.
    """

    def __init__(
        self,
        locate: Callable[[], Path],
        base: str = BASE,
        *,
        memory: int = MEMORY,
        largest: int | None = None,
        keeps: int | None = None,
        writers: str = "",
    ) -> None:
        """Note where the store is; the worker starts with the first query.

        A worker may use *memory* bytes of address space, and send results of *largest* bytes; one that has used more
        than *keeps* bytes ends after its answer. *writers* is a module whose GRAPH_FORMATS write graphs.
        """
        super().__init__(base)
        self._largest = largest
        self._keeps = keeps
        self._graphs = graph_names(base)
        self._writers = writers
        self._locate = locate
        self._memory = memory
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._cancelled = threading.Event()

    def answer(
        self,
        query: str,
        /,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = TIMEOUT,
        relative_to: str | None = None,
        first: int | None = None,
        admit: Callable[[int], None] | None = None,
    ) -> QueryResult:
        """Answer a query in bytes (see ``Store.answer``).

        *admit* gets the size of the result before it is read, and can raise. Raises DamagedBuild where the store cannot
        be opened.
        """
        if not timeout > 0:
            raise QueryError(f"The time limit must be more than 0 seconds, not {timeout:g}.")
        form = check(query, self._graphs)
        deadline = time.monotonic() + min(timeout, threading.TIMEOUT_MAX)
        largest = self._largest if first is None else min(FIRST_BYTES, self._largest or FIRST_BYTES)
        request: dict[str, Any] = {
            "query": query, "star": star(query), "rows": rows, "graph": graph, "relative_to": relative_to,
            "first": first, "counted": COUNTED, "largest": largest, "base": self.base, "prefixes": self.prefixes,
        }  # fmt: skip
        with self._lock:
            try:
                head, body = self._request(request, deadline, timeout, admit)
                peak: int = head.pop("peak")
            except QueryTimeout as error:
                raise with_blank_nodes(error, form, query) from None

            def reads(texts: Sequence[str]) -> list[str]:
                reply, _ = self._request({**request, "parse": list(texts)}, deadline, timeout)
                messages: list[str] = reply["messages"]
                return messages

            outcome = Outcome(body=body, **head)
            answered = result(form, query, outcome, largest=largest, prefixes=self.prefixes, reads=reads)
            if self._keeps is not None and peak > self._keeps:
                self._stop()
        return answered

    def cancel(self) -> None:
        """End the query that runs, from another thread: it raises QueryTimeout, and so do others until ``close``."""
        self._cancelled.set()
        worker = self._worker
        if worker is not None:
            worker.kill()

    def close(self) -> None:
        """End the worker. The next query starts another."""
        with self._lock:
            self._stop()
            self._cancelled.clear()

    def _request(
        self,
        request: dict[str, Any],
        deadline: float,
        timeout: float,
        admit: Callable[[int], None] | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        try:
            if self._worker is None or not self._worker.lives():
                self._worker = self._start(deadline, timeout)
            if self._cancelled.is_set():
                raise cancelled()
            answer = self._worker.exchange(request, deadline, admit)
        except BaseException:
            self._stop()
            raise
        if answer is None:
            late = time.monotonic() >= deadline
            self._stop()
            raise cancelled() if self._cancelled.is_set() else too_slow(timeout) if late else too_much_memory()
        return answer

    def _start(self, deadline: float, timeout: float) -> Worker:
        """Start a worker; look again for the store if a build replaced it in the same moment."""
        self._stop()
        for attempt in range(3):
            store = self._locate()
            worker = Worker(store, self._memory, self._writers)
            greeting = worker.receive(deadline)
            if greeting is not None and greeting[0]["kind"] == "ready":
                return worker
            worker.stop()
            if self._cancelled.is_set():
                raise cancelled()
            if time.monotonic() >= deadline:
                raise too_slow(timeout)
            if attempt < 2:
                time.sleep(0.05)
        seen = greeting[0]["message"] if greeting else "the process that reads it does not start"
        raise DamagedBuild(f"The store in {store} cannot be opened: {seen}.", str(store.parent))

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
