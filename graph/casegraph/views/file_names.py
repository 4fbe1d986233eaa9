"""What a table is called when somebody saves it: what it has, and what it was chosen by."""

from collections.abc import Iterable, Mapping, Sequence

from casegraph.names import slug
from casegraph.views.texts import FACETS, RANGE

__all__ = ["filter_names", "table_name"]

_LONGEST = 100  # characters


def table_name(what: str, *parts: str) -> str:
    """Return what a table is called, without its ending: short, and safe in every file system.

    >>> table_name("recommendations", "icb", "information-sharing", "2025"), table_name("../..")
    ('recommendations-icb-information-sharing-2025', 'casegraph')
    """
    return slug(" ".join((what, *parts)))[:_LONGEST].strip("-") or "casegraph"


def filter_names(filters: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words of filters for a name, in the order in which filters are offered.

    >>> filter_names({"words": ["serious harm"], "nation": ["Wales"], "to": ["2024"]})
    ['Wales', 'to', '2024', 'serious harm']
    """
    ranges = ((end, *filters.get(end, ())) for end in RANGE if filters.get(end))
    return [*_values(filters, FACETS), *(word for each in ranges for word in each), *filters.get("words", ())]


def _values(filters: Mapping[str, Sequence[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in filters.get(name, ())]
