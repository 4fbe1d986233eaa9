"""Sections: parts of the report on a collection that its faces add."""

from collections.abc import Callable
from dataclasses import dataclass

from casegraph.briefings.behind import Behind
from casegraph.papers.document import Block

__all__ = ["MakeSection", "Section", "shortened"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report, such as repeats, or what changed since a former build."""

    heading: str
    blocks: tuple[Block, ...]


MakeSection = Callable[[Behind], Section]
"""Makes a section, whose figures lead to what is behind those of the report."""


def shortened(text: str, most: int = 110) -> str:
    """Return a text that is not too long for a line of a report; where it is cut it says so.

    >>> shortened("Review and promote it", 10)
    'Review and …'
    """
    return text if len(text) <= most else f"{text[: most + 1].rsplit(' ', 1)[0]} …"
