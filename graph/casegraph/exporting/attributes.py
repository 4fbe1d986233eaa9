"""What a network file says of each node and edge: one table of columns for all formats.

A node has its label and kind, its details (see ``casegraph.network.details``) and the numbers that the projection has for it
(see ``Projection.attributes``). Counts, ranks and communities are whole numbers in every format; a value that is not
known is left out. Kinds have the colours of ``casegraph.palette``.

Where nodes stand is said twice: as columns x and y for people and programs that compute, whose y axis points upwards,
and as a place in the way of each program that draws. Gephi's y axis points upwards like the columns'; yEd's and
Cytoscape's point downwards, so files give these programs -y and all three show the same picture.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isnan
from typing import Generic, Literal, NamedTuple, TypeVar

from casegraph.network.details import detail_names
from casegraph.network.layout.positions import radii
from casegraph.network.model import Edge, Node, Projection

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "Column",
    "ColumnType",
    "Place",
    "Value",
    "edge_columns",
    "node_columns",
    "number_text",
    "places",
]

ColumnType = Literal["string", "int", "double"]
Element = TypeVar("Element")
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Element]):
    """A column: its name, its type in files that have types, and its value for one node or edge, None if there is none."""

    name: str
    type: ColumnType
    value: Callable[[Element], Value]


NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column("label", "string", lambda node: node.label),
    Column("kind", "string", lambda node: node.kind),
)

EDGE_COLUMNS: tuple[Column[Edge], ...] = (
    Column("link", "string", lambda edge: edge.link),
    Column("weight", "double", lambda edge: edge.weight),
    Column("reviews", "int", lambda edge: edge.reviews),
)


class Place(NamedTuple):
    """Where a node stands and how large it is: the middle of a circle, y upwards, and its radius."""

    x: float
    y: float
    radius: float


def node_columns(projection: Projection) -> tuple[Column[Node], ...]:
    """Return the columns for the nodes of *projection*: those of all nodes, the details of its kinds, its attributes.

    >>> here = Projection("p", "P", (Node("a", "A", "theme", (("group", "G"),)),), (), attributes={"rank": (1,)})
    >>> [(column.name, column.type, column.value(here.nodes[0])) for column in node_columns(here)]
    [('label', 'string', 'A'), ('kind', 'string', 'theme'), ('group', 'string', 'G'), ('rank', 'int', 1)]
    """
    iris = [node.iri for node in projection.nodes]

    def detail(name: str, of: type[str] | type[int]) -> Column[Node]:
        return Column(name, "int" if of is int else "string", lambda node: dict(node.details).get(name))

    def attribute(name: str, numbers: tuple[float, ...]) -> Column[Node]:
        by_iri = dict(zip(iris, (None if isnan(number) else number for number in numbers), strict=True))
        return Column(name, _number_type(numbers), lambda node: by_iri[node.iri])

    names = detail_names(node.kind for node in projection.nodes)
    return (
        *NODE_COLUMNS,
        *(detail(name, of) for name, of in names.items()),
        *(attribute(name, numbers) for name, numbers in projection.attributes.items()),
    )


def edge_columns(projection: Projection) -> tuple[Column[Edge], ...]:
    """Return the columns for the edges of *projection*: a weight that counts is a whole number.

    >>> counted = Projection("p", "P", (), (Edge("a", "b", "learning", 2, 1),))
    >>> [(column.name, column.type) for column in edge_columns(counted)]
    [('link', 'string'), ('weight', 'int'), ('reviews', 'int')]
    """
    kind = _number_type(tuple(edge.weight for edge in projection.edges))
    return tuple(replace(column, type=kind) if column.name == "weight" else column for column in EDGE_COLUMNS)


def _number_type(numbers: tuple[float, ...]) -> ColumnType:
    return "int" if numbers and all(isinstance(number, int) for number in numbers) else "double"


def places(projection: Projection) -> dict[str, Place]:
    """Return where each node stands, by IRI; nothing for a projection that is not laid out.

    >>> places(Projection("p", "P", (Node("a", "A", "theme"),), (), attributes={"x": (1.5,), "y": (2.0,)}))
    {'a': Place(x=1.5, y=2.0, radius=3.0)}
    """
    if not {"x", "y"} <= projection.attributes.keys():
        return {}
    rows = zip(projection.nodes, projection.attributes["x"], projection.attributes["y"], radii(projection), strict=True)
    return {node.iri: Place(x, y, radius) for node, x, y, radius in rows}


def number_text(number: float) -> str:
    """Return *number* as files write it: whole ones without a fraction, others so that they read back exactly.

    >>> number_text(3.0), number_text(0.25), number_text(float("nan"))
    ('3', '0.25', 'NaN')
    """
    if isnan(number):
        return "NaN"
    return str(int(number)) if float(number).is_integer() else repr(float(number))
