"""The allocator of the C library (glibc): makes it give memory back to the system.

By default it has an arena for each thread, and each arena keeps the memory that a large answer once needed.
"""

__all__ = ["give_memory_back"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # the numbers in malloc.h
_ARENAS = 2
_LARGE = 256 * 1024  # blocks of so many bytes go back as soon as they are free


def give_memory_back() -> bool:
    """Limit how much free memory this process keeps; return whether its allocator can do that.

    >>> give_memory_back() in (True, False)
    True
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library
        return False
    settings = ((_ARENA_MAX, _ARENAS), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE))
    return all([bool(mallopt(setting, value)) for setting, value in settings])  # noqa: C419 - each is set
