"""How an agency is known, in the rows of answers: the label that the graph has, in the words of the collection that was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from casegraph.collections import Profile
from casegraph.collections.words import has_own_words, in_requests
from casegraph.schemes import scheme

__all__ = ["COLUMN", "with_own_bases"]

COLUMN = "known_by"
"""The column that says how an agency is known."""


def with_own_bases(rows: Sequence[Mapping[str, Any]], profile: Profile) -> tuple[Mapping[str, Any], ...]:
    """Return rows with what a collection calls each basis; the same, where these are the words of case reviews.

    >>> from casegraph.collections import profile_named
    >>> with_own_bases([{"known_by": "named in the introduction"}], profile_named("pfd"))
    ({'known_by': 'in a report sent to it'},)
    """
    if not has_own_words(profile) or not any(COLUMN in row for row in rows[:1]):
        return tuple(rows)
    own = {each.label.lower(): in_requests(each.label.lower(), profile) for each in scheme("bases.ttl").values()}
    return tuple({**row, COLUMN: own.get(str(row[COLUMN]), row[COLUMN])} for row in rows)
