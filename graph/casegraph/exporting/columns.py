"""What a network file says of each node and edge: one table of columns for all formats.

Every kind of node has its colour, from the palette for charts of the UK Government's Analysis Function, whose colours
stand out on white. The numbers that a projection has for its nodes (see ``Projection.attributes``) are columns too.

Where nodes stand is said twice: as columns x and y for people and programs that compute, whose y axis points upwards,
and as a place in the way of each program that draws. Gephi's y axis points upwards like the columns'; yEd's and
Cytoscape's point downwards, so files give these programs -y and all three show the same picture.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import Generic, Literal, NamedTuple, TypeVar

from casegraph.network.layout import radii
from casegraph.network.model import Edge, Node, Projection

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "Column",
    "ColumnType",
    "Place",
    "colour",
    "node_columns",
    "number_text",
    "places",
]

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


class Place(NamedTuple):
    """Where a node stands and how large it is: the middle of a circle, y upwards, and its radius."""

    x: float
    y: float
    radius: float


def node_columns(projection: Projection) -> tuple[Column[Node], ...]:
    """Return the columns for the nodes of *projection*: those of all nodes, then one for each of its attributes.

    >>> here = Projection("p", "P", (Node("a", "A", "theme"),), (), attributes={"x": (1.5,)})
    >>> [(column.name, column.value(here.nodes[0])) for column in node_columns(here)]
    [('label', 'A'), ('kind', 'theme'), ('x', 1.5)]
    """
    iris = [node.iri for node in projection.nodes]

    def column(name: str, numbers: tuple[float, ...]) -> Column[Node]:
        by_iri = dict(zip(iris, numbers, strict=True))
        return Column(name, "double", lambda node: by_iri[node.iri])

    return NODE_COLUMNS + tuple(column(name, numbers) for name, numbers in projection.attributes.items())


def places(projection: Projection) -> dict[str, Place]:
    """Return where each node stands, by IRI; nothing for a projection that is not laid out.

    >>> places(Projection("p", "P", (Node("a", "A", "theme"),), (), attributes={"x": (1.5,), "y": (2.0,)}))
    {'a': Place(x=1.5, y=2.0, radius=3.0)}
    """
    if not {"x", "y"} <= projection.attributes.keys():
        return {}
    rows = zip(projection.nodes, projection.attributes["x"], projection.attributes["y"], radii(projection), strict=True)
    return {node.iri: Place(x, y, radius) for node, x, y, radius in rows}


def colour(kind: str) -> tuple[int, int, int]:
    """Return the colour of a kind of node as red, green and blue, 0 to 255.

    >>> colour("theme")
    (40, 161, 151)
    """
    return _COLOURS.get(kind, _OTHER)


def number_text(number: float) -> str:
    """Return *number* as files write it: whole ones without a fraction, others so that they read back exactly.

    >>> number_text(3.0), number_text(0.25), number_text(float("nan"))
    ('3', '0.25', 'NaN')
    """
    if isnan(number):
        return "NaN"
    return str(int(number)) if float(number).is_integer() else repr(float(number))
