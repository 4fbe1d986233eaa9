"""The cache of answers: the same build, query and format give the same bytes.

With cachetools' LRUCache the lock, the sizes and the limit for one value would remain; it would save six lines.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Cache"]

Value = TypeVar("Value")

_ROOM = 16 * 2**20  # bytes in all
_LARGEST = 2 * 2**20  # bytes of one answer
_EACH = 1_500  # bytes that Python itself needs to keep an answer


class Cache(Generic[Value]):
    """Keeps the values that were used last, up to *room* bytes with their keys; a large value is not kept.

    >>> cache: Cache[str] = Cache(room=5_000)
    >>> cache.put("a", "1", 2_000), cache.put("b", "2", 2_000)
    (None, None)
    >>> cache.get("a"), cache.get("b")
    (None, '2')
    """

    def __init__(self, room: int = _ROOM) -> None:
        """Begin empty."""
        self._room = room
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """Return the value for a key, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of *size* bytes; values used least recently make room."""
        size += _EACH + _weight(key)
        if size > min(_LARGEST, self._room):
            return
        with self._lock:
            self._size -= self._kept.pop(key, (value, 0))[1]
            self._kept[key] = value, size
            self._size += size
            while self._size > self._room:
                self._size -= self._kept.popitem(last=False)[1][1]


def _weight(key: Hashable) -> int:
    """Return how many characters and bytes a key has: clients choose them, so they could fill the memory."""
    if isinstance(key, tuple):
        return sum(_weight(each) for each in key)
    return len(key) if isinstance(key, str | bytes) else 0
