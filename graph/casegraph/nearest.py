"""Did you mean …: the known names that come nearest to one that is not known."""

from collections.abc import Iterable

__all__ = ["either", "nearest"]

_LONGEST = 100  # characters that are compared; what is longer is no name


def nearest(said: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return at most *most* of the *known* names that are like what was *said*, the likest first.

    *cutoff* is how alike they must be, from 0 to 1.

    >>> nearest("recomendations-to", ["recommendations-to", "recommendations-on", "keyword-pairs"], most=1)
    ['recommendations-to']
    """
    from difflib import get_close_matches

    return get_close_matches(said[:_LONGEST], sorted(set(known)), most, cutoff) if said else []


def either(names: Iterable[str]) -> str:
    """Return names as alternatives.

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    *rest, last = [*names] or [""]
    return f"{', '.join(rest)} or {last}" if rest else last
