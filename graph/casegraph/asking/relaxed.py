"""What there is where nothing fits a question: how many fit without a filter, and what comes nearest in meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casegraph.collections import Profile
from casegraph.collections.words import in_requests

__all__ = ["NEAREST_COLUMNS", "Filter", "Relaxed"]

NEAREST_COLUMNS = ("quote", "near", "review", "partnership", "year", "link", "passage", "iri")
"""The columns of a row of what is nearest in meaning; *near* is a number from 0 to 1."""

_LONGEST = 80  # letters of the words that are repeated


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that was relaxed: the parameter and its value in words, and how many fit without it."""

    name: str
    value: str
    without: int

    def __str__(self) -> str:
        """Return the filter and its value."""
        return f"{self.name} {self.value}"


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What there is where nothing fits: how many fit without one of the *filters*, and the rows *nearest* in meaning to *words*.

    *values* are all values of the question in words; for what is nearest none of them has to hold.
    """

    filters: tuple[Filter, ...]
    values: tuple[str, ...]
    words: str
    nearest: tuple[Mapping[str, Any], ...]

    @property
    def filters_in_words(self) -> str:
        """How many match without each of the filters, "" if there were none.

        >>> Relaxed((Filter("theme", "Neglect", 3), Filter("year", "2025", 0)), (), "neglect", ()).filters_in_words
        'Without theme Neglect, 3 match. Without year 2025, none match.'
        """
        return " ".join(
            f"Without {each}, {f'{each.without:,}' if each.without else 'none'} match." for each in self.filters
        )

    def nearest_in_words_of(self, profile: Profile | None) -> str:
        """Return what is shown in place of an answer, and which filters do not hold for it, in the words of a collection.

        >>> Relaxed((), ("year 2025",), "safe sleeping", ()).nearest_in_words_of(None)
        'No recommendation is near “safe sleeping” in meaning either.'
        """
        none, these = "No recommendation is", "These recommendations are"
        if profile is not None:
            none, these = in_requests(none, profile), in_requests(these, profile)
        near = f"“{self.words[:_LONGEST]}{'…' * (len(self.words) > _LONGEST)}” in meaning"
        if not self.nearest:
            return f"{none} near {near} either."
        relaxed = f"Filters left out: {', '.join(self.values)}. " if self.values else ""
        return f"{relaxed}{these} nearest to {near}:"

    def as_dict(self) -> dict[str, Any]:
        """Return the same as plain values."""
        return {
            "filters": [{"name": each.name, "value": each.value, "without": each.without} for each in self.filters],
            "relaxed": list(self.values),
            "words": self.words,
            "nearest": [dict(row) for row in self.nearest],
        }
