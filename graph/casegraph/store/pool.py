"""A pool over one store, of workers or of connections: several queries run at once, and none keeps the others waiting for long.

Nobody can see from a query how long it will take. So each starts at once if it can. Of the long ones, only some may go
on while others wait: the pool ends the rest, and starts the same query again only where it keeps nobody waiting.
Clients take turns.
"""

import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from casegraph.errors import Busy, QueryTimeout
from casegraph.names import BASE
from casegraph.store.cancellation import CURRENT_REQUEST, NO_REQUEST, ClientRequest
from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.local import LocalStore
from casegraph.store.memory_budget import Budget
from casegraph.store.protocol import LARGEST, TIMEOUT, QueryResult

__all__ = ["Pool", "PooledStore"]

_GONE = "The client has gone."
_STORES = 4
_ELSEWHERE = "The server that has the graph"  # whose address clients need not know
_LOOK = 0.05  # seconds until a query that waits looks again
_SHORTEST = 0.25  # seconds that every query may take
_QUEUE = 8  # queries that wait: with that many, a query counts as long after half the time
_REMEMBERED = 1_000  # long queries that are remembered
_KEEPS = 300 * 2**20  # bytes that a worker may have used and still stay


class PooledStore(Protocol):
    """What a pool is made of: answers one query at a time, which another thread can end."""

    def answer(
        self,
        query: str,
        /,
        *,
        rows: str,
        graph: str,
        timeout: float,
        relative_to: str | None,
        first: int | None,
        admit: Callable[[int], None] | None,
    ) -> QueryResult:
        """Answer a query in bytes (see ``Store.answer``); *admit* gets the size of the result, and can raise."""

    def cancel(self) -> None:
        """End the query that runs, and any other until ``close``."""

    def close(self) -> None:
        """End what was started for queries; the next one starts it again."""


@dataclass(eq=False, slots=True)
class _Turn:
    """A query that waits or runs; *long* if it was so the last time."""

    request: ClientRequest
    long: bool
    store: PooledStore | None = None
    start: float = 0.0
    ended: str = ""  # why, if it was
    came: float = field(default_factory=time.monotonic)


class Pool(StoreInBytes):
    """Answers queries over one store: as many at a time as it has *stores*, of which *lasting* may take all their time.

    Up to *waiting* more wait for *patience* seconds. A query counts as long after *grace* seconds, sooner where many
    wait, and no query may take longer than *timeout* seconds. *version* tells one state of the store from another; a
    store that was opened in an earlier state is closed first.
    """

    def __init__(
        self,
        stores: Sequence[PooledStore],
        base: str = BASE,
        *,
        version: Callable[[], object] = lambda: None,
        lasting: int = 2,
        waiting: int = 64,
        patience: float = 5.0,
        grace: float = 1.0,
        timeout: float = TIMEOUT,
    ) -> None:
        """Note the stores."""
        super().__init__(base)
        self._version = version
        self._stores = [*stores]
        self._budget = Budget()
        self._opened: dict[int, object] = {}
        self._lasting, self._most, self._patience, self._grace, self._timeout = (
            lasting, waiting, patience, grace, timeout
        )  # fmt: skip
        self._changed = threading.Condition()
        self._free = [*reversed(self._stores)]
        self._waiting: list[_Turn] = []
        self._running: list[_Turn] = []
        self._closing = 0  # stores that are about to be free
        self._known: OrderedDict[int, None] = OrderedDict()

    @classmethod
    def of_workers(
        cls, locate: Callable[[], Path], base: str = BASE, *, timeout: float = TIMEOUT, writers: str = ""
    ) -> Self:
        """Return a pool over the store in a folder; a build that replaces it is read from the next query on.

        Processes start with the first query. *writers* is a module whose GRAPH_FORMATS write graphs in each of them, so
        that no thread of a server writes a large one.
        """

        def version() -> object:
            folder = locate().stat()
            return folder.st_ino, folder.st_mtime_ns

        stores = [LocalStore(locate, base, largest=LARGEST, keeps=_KEEPS, writers=writers) for _ in range(_STORES)]
        return cls(stores, base, version=version, timeout=timeout)

    @classmethod
    def of_connections(
        cls,
        endpoint: str,
        base: str,
        *,
        timeout: float = TIMEOUT,
        writers: Mapping[str, Callable[[str, str], str]],
    ) -> Self:
        """Return a pool over the graph at an endpoint, which is sent no more queries at a time than a pool has workers.

        *writers* write a graph's N-Triples in formats of their own.
        """
        from casegraph.store.remote import RemoteStore

        stores = [
            RemoteStore(endpoint, base, largest=LARGEST, called=_ELSEWHERE, writers=writers) for _ in range(_STORES)
        ]
        return cls(stores, base, timeout=timeout)

    def answer(
        self,
        query: str,
        /,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = math.inf,
        relative_to: str | None = None,
        first: int | None = None,
    ) -> QueryResult:
        """Answer a query in bytes (see ``Store.answer``).

        Raises Busy where no worker gets free, where the query is long and others wait, and where too many answers are
        being sent.
        """
        turn = _Turn(CURRENT_REQUEST.get(), hash(query) in self._known)
        store = self._begin(turn)
        turn.request.started(turn, lambda: self._end(turn, _GONE))
        try:
            if turn.request.cancelled:
                raise Busy(_GONE)
            self._refresh(store)
            return store.answer(
                query,
                rows=rows,
                graph=graph,
                timeout=min(timeout, self._timeout),
                relative_to=relative_to,
                first=first,
                admit=lambda size: self._admit(turn.request, size),
            )
        except QueryTimeout:
            if turn.ended:
                raise Busy(turn.ended) from None
            raise
        finally:
            turn.request.finished(turn)
            self._finish(turn, store, hash(query))

    def _admit(self, request: ClientRequest, size: int) -> None:
        """Take room for an answer until the client has it, or sends its next query; raises Busy where there is none."""
        if request is NO_REQUEST:  # which is never answered
            return
        request.answered()
        if not self._budget.take(size):
            raise Busy("Too many large answers are being sent; try again in a moment, or ask for less.")
        request.when_answered(lambda: self._budget.give_back(size))

    def _begin(self, turn: _Turn) -> PooledStore:
        """Wait for the turn to come; return the store for it."""
        until = turn.came + self._patience
        with self._changed:
            if len(self._waiting) >= self._most:
                raise Busy("Too many queries are waiting here; try again in a moment.")
            self._waiting.append(turn)
            try:
                while self._next() is not turn:
                    left = until - time.monotonic()
                    if left <= 0 or turn.request.cancelled:
                        raise Busy("All workers are busy with other queries; try again in a moment.")
                    self._make_room()
                    self._changed.wait(min(left, _LOOK))
                turn.store, turn.start = self._free.pop(), time.monotonic()
                self._running.append(turn)
                return turn.store
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()

    def _next(self) -> _Turn | None:
        """Return the turn that comes next: of a client with the fewest queries running, then the one that came first."""
        if not self._free:
            return None
        running = Counter(each.request.client for each in self._running)
        full = len(self._long_ones()) >= self._lasting
        fitting = [each for each in self._waiting if not (each.long and full)]
        return min(fitting, key=lambda each: (running[each.request.client], each.came), default=None)

    def _long_ones(self) -> list[_Turn]:
        """Return the long queries that run, the oldest first; of several of one client only the first counts as old."""
        grace = max(_SHORTEST, self._grace * _QUEUE / (_QUEUE + len(self._waiting)))
        now = time.monotonic()
        long_ones = [each for each in self._running if each.long or now - each.start > grace]
        firsts: dict[str, _Turn] = {}
        for each in long_ones:
            firsts.setdefault(each.request.client, each)
        return [*firsts.values(), *(each for each in long_ones if each is not firsts[each.request.client])]

    def _make_room(self) -> None:
        """End a long query beside as many others as may run, if another waits that may not be long."""
        if not self._free and not self._closing and any(not each.long for each in self._waiting):
            for each in self._long_ones()[self._lasting :][:1]:
                self._end(
                    each, "The query was stopped because it took long while others waited. Try again in a moment."
                )

    def _end(self, turn: _Turn, reason: str) -> None:
        with self._changed:
            if turn in self._running and not turn.ended:
                assert turn.store is not None
                turn.ended = reason
                turn.store.cancel()

    def _finish(self, turn: _Turn, store: PooledStore, query: int) -> None:
        """Give the store back, and remember a long query."""
        with self._changed:
            self._running.remove(turn)
            self._closing += bool(turn.ended)
            if time.monotonic() - turn.start > self._grace or turn.ended:
                self._known[query] = None
                self._known.move_to_end(query)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        try:
            if turn.ended:
                store.close()  # its worker has ended before the next query starts
        finally:
            with self._changed:
                self._closing -= bool(turn.ended)
                self._free.append(store)
                self._changed.notify_all()

    def _refresh(self, store: PooledStore) -> None:
        """End the worker if a build has replaced the store that it reads; the next one reads the new store."""
        with suppress(OSError):  # between two builds: the store is looked for again
            now = self._version()
            if self._opened.setdefault(id(store), now) != now:
                store.close()
                self._opened[id(store)] = now

    def close(self) -> None:
        """End all workers."""
        for store in self._stores:
            with suppress(OSError):
                store.close()
