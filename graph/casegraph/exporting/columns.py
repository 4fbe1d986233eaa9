"""What a network file says of each node and edge: one table of columns for all formats.

Every kind of node has its colour, from the palette for charts of the UK Government's Analysis Function, whose colours
stand out on white.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from casegraph.network.model import Edge, Node

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "Column", "ColumnType", "colour", "number_text"]

ColumnType = Literal["string", "double"]
Element = TypeVar("Element")

_COLOURS = {
    "review": (0x12, 0x43, 0x6D),
    "theme": (0x28, 0xA1, 0x97),
    "agency": (0x80, 0x16, 0x50),
    "keyword": (0xA2, 0x85, 0xD1),
    "partnership": (0xF4, 0x6A, 0x25),
}
_OTHER = (0x3D, 0x3D, 0x3D)


@dataclass(frozen=True, slots=True)
class Column(Generic[Element]):
    """A column: its name, its type in files that have types, and its value for one node or edge.

    Numbers are all double: Cytoscape's GraphML reader drops whole-number types.
    """

    name: str
    type: ColumnType
    value: Callable[[Element], str | float]


NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column("label", "string", lambda node: node.label),
    Column("kind", "string", lambda node: node.kind),
)

EDGE_COLUMNS: tuple[Column[Edge], ...] = (
    Column("link", "string", lambda edge: edge.link),
    Column("weight", "double", lambda edge: edge.weight),
    Column("reviews", "double", lambda edge: edge.reviews),
)


def colour(kind: str) -> tuple[int, int, int]:
    """Return the colour of a kind of node as red, green and blue, 0 to 255.

    >>> colour("theme")
    (40, 161, 151)
    """
    return _COLOURS.get(kind, _OTHER)


def number_text(number: float) -> str:
    """Return *number* as files write it: whole ones without a fraction, others so that they read back exactly.

    >>> number_text(3.0), number_text(0.25)
    ('3', '0.25')
    """
    return str(int(number)) if float(number).is_integer() else repr(float(number))
