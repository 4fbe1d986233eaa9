"""What a page is called when somebody saves it as a file."""

from collections.abc import Sequence

from casegraph.names import slug

__all__ = ["file_name"]

_LONGEST = 100  # characters before the ending


def file_name(path: str, parameters: Sequence[tuple[str, str]], ending: str) -> str:
    """Return what a file is called when somebody saves a page: its address in words, with what was chosen.

    >>> file_name("/reviews.xlsx", [("region", "London"), ("year", "2025")], ".xlsx")
    'reviews-london-2025.xlsx'
    """
    words = [path.removesuffix(ending), *(value for name, value in parameters if name not in ("page", "marks"))]
    return f"{slug(' '.join(words))[:_LONGEST].strip('-') or 'casegraph'}{ending}"
