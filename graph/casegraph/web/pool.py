"""A pool of workers over one store: several queries at once, each can be ended, and none keeps the others waiting for long.

Nobody can see from a query how long it will take. So each begins at once if it can. Of those that last, only some may
go on while others wait: the rest are ended, and the same query begins the next time only where it keeps nobody waiting.
Clients take turns.
"""

import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casegraph.errors import CasegraphError, QueryTimeout
from casegraph.names import BASE
from casegraph.store.in_bytes import StoreInBytes
from casegraph.store.local import LARGEST, LocalStore
from casegraph.store.protocol import TIMEOUT, QueryResult
from casegraph.web.asker import ASKER, NOBODY, Asker
from casegraph.web.memory_budget import Budget

__all__ = ["Busy", "Pool"]

_GONE = "Whoever asked has gone."
_LOOK = 0.05  # seconds until somebody who waits looks again
_SHORTEST = 0.25  # seconds that every query may take
_CROWD = 8  # so many waiting halve the time after which a query counts as lasting
_KNOWN = 1_000  # lasting queries that are remembered
_KEEPS = 300 * 2**20  # bytes that a worker may have used and still stay
_WRITERS = "casegraph.exporting"  # loaded into each worker, so that no thread of the server writes a large graph


class Busy(CasegraphError):
    """All workers are busy, and as many others wait as may."""


@dataclass(eq=False, slots=True)
class _Turn:
    """A query that waits or runs."""

    asker: Asker
    lasts: bool  # as it did the last time
    store: LocalStore | None = None
    start: float = 0.0
    ended: str = ""  # why, if it was
    came: float = field(default_factory=time.monotonic)


class Pool(StoreInBytes):
    """Answers queries over one store: *workers* at a time, of which *lasting* may take as long as they are allowed to.

    Up to *waiting* more wait for *patience* seconds. A query counts as lasting after *grace* seconds, sooner where many
    wait, and no query may take longer than *timeout* seconds.
    """

    def __init__(
        self,
        locate: Callable[[], Path],
        base: str = BASE,
        *,
        workers: int = 4,
        lasting: int = 2,
        waiting: int = 64,
        patience: float = 5.0,
        grace: float = 1.0,
        timeout: float = TIMEOUT,
    ) -> None:
        """Make the stores; their processes start with the first query."""
        super().__init__(base)
        self._locate = locate
        self._stores = [
            LocalStore(locate, base, largest=LARGEST, keeps=_KEEPS, writers=_WRITERS) for _ in range(workers)
        ]
        self._budget = Budget()
        self._opened: dict[int, tuple[int, int]] = {}
        self._lasting, self._most, self._patience, self._grace, self._timeout = (
            lasting, waiting, patience, grace, timeout
        )  # fmt: skip
        self._changed = threading.Condition()
        self._free = [*reversed(self._stores)]
        self._waiting: list[_Turn] = []
        self._running: list[_Turn] = []
        self._known: OrderedDict[int, None] = OrderedDict()

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

        Raises Busy where no worker gets free, where the query lasts and others wait, and where too many answers are held.
        """
        turn = _Turn(ASKER.get(), hash(query) in self._known)
        store = self._begin(turn)
        turn.asker.begin(turn, lambda: self._end(turn, _GONE))
        try:
            if turn.asker.has_gone:
                raise Busy(_GONE)
            self._refresh(store)
            return store.answer(
                query,
                rows=rows,
                graph=graph,
                timeout=min(timeout, self._timeout),
                relative_to=relative_to,
                first=first,
                admit=lambda size: self._admit(turn.asker, size),
            )
        except QueryTimeout:
            if turn.ended:
                raise Busy(turn.ended) from None
            raise
        finally:
            turn.asker.finish(turn)
            self._finish(turn, store, hash(query))

    def _admit(self, asker: Asker, size: int) -> None:
        """Take room for an answer until whoever asked has it, or asks the next; raises Busy where there is none."""
        if asker is NOBODY:  # who is never done
            return
        asker.answered()
        if not self._budget.take(size):
            raise Busy("Too many large answers are being sent; try again in a moment, or ask for less.")
        asker.afterwards(lambda: self._budget.give_back(size))

    def _begin(self, turn: _Turn) -> LocalStore:
        """Wait for the turn to come; return the store for it."""
        until = turn.came + self._patience
        with self._changed:
            if len(self._waiting) >= self._most:
                raise Busy("Too many queries are waiting here; try again in a moment.")
            self._waiting.append(turn)
            try:
                while self._next() is not turn:
                    left = until - time.monotonic()
                    if left <= 0 or turn.asker.has_gone:
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
        """Return who comes next: a client with fewest queries running, then who came first."""
        if not self._free:
            return None
        theirs = Counter(each.asker.name for each in self._running)
        full = len(self._lasts()) >= self._lasting
        fitting = [each for each in self._waiting if not (each.lasts and full)]
        return min(fitting, key=lambda each: (theirs[each.asker.name], each.came), default=None)

    def _lasts(self) -> list[_Turn]:
        """Return the running queries that last, the oldest first; of several of one client only the first counts as old."""
        grace = max(_SHORTEST, self._grace * _CROWD / (_CROWD + len(self._waiting)))
        now, seen = time.monotonic(), set[str]()
        lasting = [each for each in self._running if each.lasts or now - each.start > grace]
        firsts = [each for each in lasting if not (each.asker.name in seen or seen.add(each.asker.name))]  # type: ignore[func-returns-value]
        return firsts + [each for each in lasting if each not in firsts]

    def _make_room(self) -> None:
        """End a query that lasts beside as many others as may, if somebody waits whose query may not."""
        if not self._free and any(not each.lasts for each in self._waiting):
            for each in self._lasts()[self._lasting :][:1]:
                self._end(each, "The query was ended because it lasted while others waited; try again in a moment.")

    def _end(self, turn: _Turn, reason: str) -> None:
        with self._changed:
            if turn in self._running and not turn.ended:
                assert turn.store is not None
                turn.ended = reason
                turn.store.cancel()

    def _finish(self, turn: _Turn, store: LocalStore, text: int) -> None:
        """Give the store back, and remember a query that lasted."""
        with self._changed:
            self._running.remove(turn)
            if time.monotonic() - turn.start > self._grace or turn.ended:
                self._known[text] = None
                self._known.move_to_end(text)
            if len(self._known) > _KNOWN:
                self._known.popitem(last=False)
        if turn.ended:
            store.close()  # what was told to end has ended before the next query
        with self._changed:
            self._free.append(store)
            self._changed.notify_all()

    def _refresh(self, store: LocalStore) -> None:
        """End the worker if a build has replaced the store that it reads; the next one reads the new store."""
        with suppress(OSError):  # between two builds: the store is looked for again
            folder = self._locate().stat()
            now = folder.st_ino, folder.st_mtime_ns
            if self._opened.setdefault(id(store), now) != now:
                store.close()
                self._opened[id(store)] = now

    def close(self) -> None:
        """End all workers."""
        for store in self._stores:
            with suppress(OSError):
                store.close()
