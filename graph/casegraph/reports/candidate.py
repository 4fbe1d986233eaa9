"""What is found in a report: recommendations and learning points, each with what a person needs to judge the cut."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Candidate", "Taken"]

Taken = Literal["recommendation", "learning point"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommendation or learning point of a report.

    *number*, *agency* and *due* are as printed, "" where nothing is; *heading* is the one above it, *place* where it stands,
    *how* by what it was found. *keep* is False for what a person should leave out, such as a repeat.
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
