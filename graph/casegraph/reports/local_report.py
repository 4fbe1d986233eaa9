"""A local report as typed records: what was found in it, or what a person has confirmed of that."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["LocalRecommendation", "LocalReport", "Taken"]

Taken = Literal["recommendation", "learning point"]


@dataclass(frozen=True, slots=True)
class LocalRecommendation:
    """A recommendation or learning point of a local report.

    *number*, *agency* and *due* are as printed in the report or given by a person, "" where nothing is; *heading* is the one
    above it, *place* where it stands, *how* by what it was found. *keep* is False for what a person should leave out, such as a
    repeat. *id* is that of its row in the table, the same each time that the same file is read, "" for one without a row or
    that a person has added.
    """

    text: str
    taken_for: Taken
    number: str
    agency: str
    due: str
    heading: str
    place: str
    how: str
    keep: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class LocalReport:
    """A local report: the *file* and its SHA-256, what it is called, and what stands in it, in its order.

    *is_confirmed* says that a person has gone over the cut. *area* and *year* are "" and None where nothing says them.
    """

    file: str
    sha256: str
    title: str
    area: str
    year: int | None
    items: tuple[LocalRecommendation, ...]
    is_confirmed: bool

    @property
    def recommendations(self) -> tuple[LocalRecommendation, ...]:
        """The recommendations that are kept."""
        return tuple(each for each in self.items if each.keep and each.taken_for == "recommendation")

    @property
    def learning(self) -> tuple[LocalRecommendation, ...]:
        """The learning points that are kept."""
        return tuple(each for each in self.items if each.keep and each.taken_for == "learning point")
