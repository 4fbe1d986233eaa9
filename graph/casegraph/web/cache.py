"""Answers that were given before: the same build, question and form give the same bytes, so they are kept for a while."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Cache"]

Value = TypeVar("Value")

_ROOM = 16 * 2**20
_LARGEST = 2 * 2**20
_EACH = 1_500  # what Python itself needs to keep one answer


class Cache(Generic[Value]):
    """Keeps what was used last, up to so many bytes in all, keys counted in; what is large is not kept.

    >>> cache: Cache[str] = Cache(room=5_000)
    >>> cache.put("a", "1", 2_000), cache.put("b", "2", 2_000)
    (None, None)
    >>> cache.get("a"), cache.get("b")
    (None, '2')
    """

    def __init__(self, room: int = _ROOM) -> None:
        """Make room for so many bytes."""
        self._room = room
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """Return what is kept under a key, None if nothing is."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of so many bytes; what was used least recently makes room."""
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
    """Return how many letters and bytes a key has: clients send what is in it, so they could fill memory with it."""
    if isinstance(key, tuple):
        return sum(_weight(each) for each in key)
    return len(key) if isinstance(key, str | bytes) else 0
