"""How many bytes of answers the server holds at once: from when one is read from a worker until its client has it.

A client that reads slowly holds its answer for long, so many of them could fill the memory.
"""

import threading
import time

__all__ = ["BUDGET", "SMALL", "Budget"]

BUDGET = 80 * 2**20
"""How many bytes of large answers there may be at once: the largest one, and some others beside it."""

SMALL = 2**18
"""Answers of so many bytes are never refused: there are only so many connections."""

_PATIENCE = 1.0  # seconds until room counts as not to be had


class Budget:
    """Hands out bytes, and takes them back.

    >>> budget = Budget(10 * SMALL)
    >>> budget.take(9 * SMALL), budget.take(2 * SMALL, patience=0), budget.take(SMALL)
    (True, False, True)
    >>> budget.give_back(9 * SMALL)
    >>> budget.take(2 * SMALL)
    True
    """

    def __init__(self, size: int = BUDGET) -> None:
        """Begin with so many bytes to hand out."""
        self._left = size
        self._changed = threading.Condition()

    def take(self, size: int, patience: float = _PATIENCE) -> bool:
        """Take so many bytes, and wait until they are there; return whether they were in time."""
        until = time.monotonic() + patience
        with self._changed:
            while size > max(SMALL, self._left):
                if not self._changed.wait(max(0.0, until - time.monotonic())) and time.monotonic() >= until:
                    return False
            self._left -= size
            return True

    def give_back(self, size: int) -> None:
        """Give back what was taken."""
        with self._changed:
            self._left += size
            self._changed.notify_all()
