"""Single flight: what takes seconds is computed once a build, and clients that want the same wait for it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from casegraph.errors import Busy

__all__ = ["SingleFlight"]

Value = TypeVar("Value")


class SingleFlight(Generic[Value]):
    """Computes a value once a build, one value at a time, however many clients want it.

    Few clients may wait; the others are asked to come back.

    >>> networks = SingleFlight[str]()
    >>> networks.get("build 1", "network", lambda: "made"), networks.get("build 1", "network", lambda: "made again")
    ('made', 'made')
    >>> networks.get("build 2", "network", lambda: "made anew")
    'made anew'
    """

    def __init__(self, waiting: int = 8, keeps: int = 100) -> None:
        """Let that many clients wait, and keep that many values, the latest."""
        self._keeps = keeps
        self._kept: dict[tuple[str, str], Value] = {}
        self._making = threading.Lock()
        self._room = threading.BoundedSemaphore(waiting)

    def get(self, build: str, name: str, make: Callable[[], Value]) -> Value:
        """Return the value of this build and name, made by *make* unless it is kept; raises Busy if too many clients wait."""
        kept = self._kept.get((build, name))
        if kept is not None:
            return kept
        if not self._room.acquire(blocking=False):
            raise Busy("Networks are being measured here; try again in a moment.")
        try:
            with self._making:
                kept = self._kept.get((build, name))
                if kept is None:
                    kept = make()
                    last = [(key, value) for key, value in self._kept.items() if key[0] == build]
                    self._kept = dict([*last, ((build, name), kept)][-self._keeps :])
                return kept
        finally:
            self._room.release()
