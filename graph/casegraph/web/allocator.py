"""The allocator of the C library (glibc), told to give memory back to the system.

It has an arena for each thread otherwise, and each keeps what was once needed for a large answer.
"""

__all__ = ["give_memory_back"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # as malloc.h numbers them
_ARENAS = 2
_LARGE = 256 * 1024  # bytes that get pages of their own, which go back as soon as they are free


def give_memory_back() -> bool:
    """Bound what the allocator of this process keeps; return whether it can be told so.

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
