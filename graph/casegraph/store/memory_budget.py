"""The memory budget: how many bytes of answers the server holds at once.

An answer counts from when the server reads it from a worker until its client has it. Without a limit, many slow clients
could fill the memory.
"""

import threading
import time

__all__ = ["BUDGET", "SMALL", "Budget"]

BUDGET = 80 * 2**20
"""How many bytes of large answers the server may hold: the largest possible one, and some others beside it."""

SMALL = 2**18
"""An answer of at most this many bytes is never refused: the number of connections is limited."""

_PATIENCE = 1.0  # seconds to wait for room


class Budget:
    """Counts the bytes that answers take up.

    >>> budget = Budget(10 * SMALL)
    >>> budget.take(9 * SMALL), budget.take(2 * SMALL, patience=0), budget.take(SMALL)
    (True, False, True)
    >>> budget.give_back(9 * SMALL)
    >>> budget.take(2 * SMALL)
    True
    """

    def __init__(self, size: int = BUDGET) -> None:
        """Begin with *size* bytes."""
        self._left = size
        self._changed = threading.Condition()

    def take(self, size: int, patience: float = _PATIENCE) -> bool:
        """Take *size* bytes, waiting for them at most *patience* seconds; return whether they were taken."""
        until = time.monotonic() + patience
        with self._changed:
            while size > max(SMALL, self._left):
                if not self._changed.wait(max(0.0, until - time.monotonic())) and time.monotonic() >= until:
                    return False
            self._left -= size
            return True

    def give_back(self, size: int) -> None:
        """Give back *size* bytes."""
        with self._changed:
            self._left += size
            self._changed.notify_all()
