"""The types of what a collection was made from, as plain values for JSON (see ``casegraph.views.json_types``)."""

from typing import NotRequired, TypedDict

from casegraph.views.made import Counts

__all__ = ["About", "Accuracy", "Build", "Made", "Overview", "SourcePage"]


class SourcePage(TypedDict):
    """A page that the graph was made from; *read* has how many lines, clauses and places it has and how many were left over.

    Its *address* on the web and the day on which it was *accessed* are empty or missing where nobody said.
    """

    file: str
    sha256: str
    address: NotRequired[str]
    accessed: NotRequired[str]
    entries: NotRequired[int]
    read: NotRequired[dict[str, int]]


class Build(TypedDict):
    """What a build was made from, how much it holds, the *files* that it wrote, and by which rules its pages were read.

    The last two are in its own description alone.
    """

    version: str
    base: str
    pages: list[SourcePage]
    counts: Counts
    reading: NotRequired[dict[str, str]]
    files: NotRequired[list[str]]


class Accuracy(TypedDict):
    """How well reviews are read, and on what that was measured.

    For each kind of fact precision, recall, F1, F1 with one reader and F1 of two readers with each other.
    """

    on: str
    rows: list[list[str | float | None]]


class Made(Build):
    """What a build was made from, with its accuracy."""

    accuracy: Accuracy


class About(Made):
    """Data and method, and the day since when the build is served."""

    since: str


class Overview(TypedDict):
    """What is served."""

    made: Made
    reviews: int
