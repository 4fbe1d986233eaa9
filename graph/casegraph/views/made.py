"""What a collection was made from: the description that a build writes of itself, and how well its reviews are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from casegraph.views.accuracy_words import accuracy_in_words

__all__ = ["Accuracy", "Counts", "Made", "Measure", "SourcePage", "accuracy_of", "made_of"]

Counts = dict[str, int | dict[str, int] | list[str]]
"""How much a build holds, as build.json has it."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page that the collection was read from, with its address on the web and the day of access; "" where nobody said."""

    file: str
    sha256: str
    address: str = ""
    accessed: str = ""


class Measure(NamedTuple):
    """How well one kind of fact is read, and how F1 with one reader compares with that of two readers, if two read it."""

    name: str
    precision: float
    recall: float
    f1: float
    with_reader: float | None = None
    between_readers: float | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well reviews are read, and on what that was measured: what that is in the first sentence, the rest after it."""

    on: str
    rows: tuple[Measure, ...]

    @property
    def in_words(self) -> str:
        """What was tested and how often it was right, "" if nobody has measured it."""
        return accuracy_in_words(self.on, {each.name: (each.precision, each.recall) for each in self.rows})


@dataclass(frozen=True, slots=True)
class Made:
    """What a collection was made from."""

    version: str
    base: str
    pages: tuple[SourcePage, ...]
    counts: Counts


def made_of(build: Mapping[str, object] | bytes) -> Made:
    """Return what a build was made from by its build.json, as values or as the file's content.

    Raises ValueError if it is no such description.

    >>> made_of({"version": "1.0", "base": "https://w3id.org/casegraph/", "pages": [], "counts": {"reviews": 0}}).counts
    {'reviews': 0}
    """
    import msgspec

    values = msgspec.json.decode(build) if isinstance(build, bytes) else build
    return msgspec.convert(values, type=Made)


@cache
def accuracy_of(collection: str) -> Accuracy:
    """Return how well the reviews of a collection are read, by its name; no rows if nobody has measured it.

    Its folder has the figures in accuracy.json; tests/test_explorer_data.py measures them and keeps the file true.
    """
    from msgspec import json

    file = files(f"casegraph.collections.{collection}") / "accuracy.json"
    return json.decode(file.read_bytes(), type=Accuracy) if file.is_file() else Accuracy("", ())
