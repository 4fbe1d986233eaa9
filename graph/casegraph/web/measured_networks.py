"""Networks that are measured in a process of their own, one after the other, so that no page waits behind them.

What was measured is kept in memory as long as the same build is served: a server may not be allowed to write into its
folder, and ``casegraph build --metrics`` puts scores with more draws there.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from casegraph.errors import Busy, CasegraphError
from casegraph.store.build_folder import BuildFolder
from casegraph.views.network_scores import Scored, scores

__all__ = ["PATIENCE", "MeasuredNetworks", "scores_by_a_process"]

PATIENCE = 20.0
"""How many seconds a page waits for its network; a later request finds it measured."""

_WAITING = 8  # pages that may wait at once


class MeasuredNetworks:
    """The networks of a build, measured when they are asked for first."""

    def __init__(self, measure: Callable[[str], Scored], patience: float = PATIENCE) -> None:
        """Have *measure* measure a network by its name; a page waits as many seconds as *patience*."""
        self._measure_network, self._patience = measure, patience
        self._kept: dict[tuple[str, str], Future[Scored]] = {}
        self._changing = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._room = threading.BoundedSemaphore(_WAITING)

    def get(self, build: str, name: str, patience: float | None = None) -> Scored:
        """Return a network of a build with its scores, waiting for as many seconds as *patience*, if that is given.

        Raises Busy if it is not measured in time, or if too many pages wait; what is measured goes on meanwhile.
        """
        with self._changing:
            self._kept = {key: kept for key, kept in self._kept.items() if key[0] == build}
            future = self._kept.get((build, name))
            if future is None:
                future = self._kept[build, name] = Future()
                threading.Thread(target=self._measure, args=(build, name, future), daemon=True).start()
        if future.done():
            return future.result()
        if not self._room.acquire(blocking=False):
            raise Busy("Networks are being measured here; try again in a moment.")
        try:
            return future.result(self._patience if patience is None else patience)
        except TimeoutError:
            raise Busy(
                "This network is being measured, which takes a minute or more where there are thousands of reviews. "
                "Load the page again in a moment."
            ) from None
        finally:
            self._room.release()

    def _measure(self, build: str, name: str, future: "Future[Scored]") -> None:
        """Have a process measure a network; if that fails, the next request tries again."""
        try:
            with self._one_at_a_time:
                if (build, name) not in self._kept:  # of a build that is gone
                    raise Busy("The graph was built again; try again in a moment.")
                scored = self._measure_network(name)
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            with self._changing:
                self._kept.pop((build, name), None)
            future.set_exception(error)
        else:
            future.set_result(scored)


def scores_by_a_process(folder: BuildFolder, name: str) -> Scored:
    """Return the scores of a network of the build in a folder, measured by a process that ends then.

    Raises CasegraphError if it cannot be measured.
    """
    spawning = multiprocessing.get_context("spawn")
    receiving, sending = spawning.Pipe(duplex=False)
    watched, held = spawning.Pipe(duplex=False)  # which closes when this server ends, however it ends
    process = spawning.Process(target=_send_scores, args=(sending, watched, str(folder.path), name), daemon=True)
    process.start()
    sending.close()
    watched.close()
    try:
        scored = receiving.recv()
    except EOFError:  # the system ended it, most likely because memory ran out
        raise Busy("This network could not be measured on this computer, which has too little memory for it.") from None
    finally:
        receiving.close()
        held.close()
        process.join()
    if isinstance(scored, CasegraphError):
        raise scored
    assert isinstance(scored, Scored)
    return scored


def _send_scores(
    sending: "Connection[Scored | CasegraphError, None]",
    watched: "Connection[None, None]",
    path: str,
    name: str,
) -> None:
    """Measure a network and send it, unless the server ends first; pages go first where the processors are busy."""
    import pyoxigraph

    from casegraph.store.build_tables import BuildTables
    from casegraph.store.memory import MemoryStore

    sys.modules["sklearn"] = None  # type: ignore[assignment]  # NetworKit would load it, if it is there, for a second
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)
    scored: Scored | CasegraphError
    try:
        folder = BuildFolder(Path(path))
        tables = BuildTables.of(folder)  # before the store is opened
        store = MemoryStore(pyoxigraph.Store.read_only(str(folder.locate("store"))), folder.base)
        scored = scores(store, name, tables)
    except Exception as error:  # noqa: BLE001 - the server says what went wrong
        scored = CasegraphError(f"This network cannot be measured: {error}")
    with suppress(BrokenPipeError):  # the server has gone
        sending.send(scored)


def _end_with(watched: "Connection[None, None]") -> None:
    """End this process when the other end of a pipe closes."""
    with suppress(EOFError, OSError):
        watched.recv()
    os._exit(0)
