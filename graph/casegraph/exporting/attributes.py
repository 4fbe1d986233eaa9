"""The attributes of nodes and edges in network files, the same for all formats.

A node has its label and kind, its details (see ``casegraph.network.details``) and the projection's numbers for it (see
``Projection.attributes``). Counts, ranks and communities are integers in every format. Unknown values are left out. Kinds
have the colours of ``casegraph.palette``.

Files have each position twice: as attributes x and y, whose y axis points upwards, for people and programs that compute;
and in the form that a drawing program expects. Gephi's y axis points upwards too. Those of yEd and Cytoscape point
downwards, so their files have -y, and all three show the same picture.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isnan
from typing import Generic, Literal, NamedTuple, TypeVar

from casegraph.network.details import detail_names
from casegraph.network.layout.positions import radii
from casegraph.network.model import Edge, Node, Projection

__all__ = [
    "EDGE_ATTRIBUTES",
    "NODE_ATTRIBUTES",
    "Attribute",
    "AttributeType",
    "Position",
    "Value",
    "edge_attributes",
    "node_attributes",
    "number_text",
    "positions",
]

AttributeType = Literal["string", "int", "double"]
Element = TypeVar("Element")
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Attribute(Generic[Element]):
    """An attribute: its name, its type in files with types, and a function for its value, which is None if it has none."""

    name: str
    type: AttributeType
    value: Callable[[Element], Value]


NODE_ATTRIBUTES: tuple[Attribute[Node], ...] = (
    Attribute("label", "string", lambda node: node.label),
    Attribute("kind", "string", lambda node: node.kind),
)

EDGE_ATTRIBUTES: tuple[Attribute[Edge], ...] = (
    Attribute("link", "string", lambda edge: edge.link),
    Attribute("weight", "double", lambda edge: edge.weight),
    Attribute("reviews", "int", lambda edge: edge.reviews),
)


class Position(NamedTuple):
    """The position and size of a node: the centre of a circle, y upwards, and its radius."""

    x: float
    y: float
    radius: float


def node_attributes(projection: Projection) -> tuple[Attribute[Node], ...]:
    """Return the attributes of the nodes of *projection*: label and kind, details, and the projection's numbers.

    >>> one = Projection("p", "P", (Node("a", "A", "theme", (("group", "G"),)),), (), attributes={"rank": (1,)})
    >>> [(attribute.name, attribute.type, attribute.value(one.nodes[0])) for attribute in node_attributes(one)]
    [('label', 'string', 'A'), ('kind', 'string', 'theme'), ('group', 'string', 'G'), ('rank', 'int', 1)]
    """
    iris = [node.iri for node in projection.nodes]

    def detail(name: str, of: type[str] | type[int]) -> Attribute[Node]:
        return Attribute(name, "int" if of is int else "string", lambda node: dict(node.details).get(name))

    def attribute(name: str, numbers: tuple[float, ...]) -> Attribute[Node]:
        by_iri = dict(zip(iris, (None if isnan(number) else number for number in numbers), strict=True))
        return Attribute(name, _number_type(numbers), lambda node: by_iri[node.iri])

    names = detail_names(node.kind for node in projection.nodes)
    return (
        *NODE_ATTRIBUTES,
        *(detail(name, of) for name, of in names.items()),
        *(attribute(name, numbers) for name, numbers in projection.attributes.items()),
    )


def edge_attributes(projection: Projection) -> tuple[Attribute[Edge], ...]:
    """Return the attributes of the edges of *projection*; the weight is an integer if all weights are.

    >>> counted = Projection("p", "P", (), (Edge("a", "b", "learning", 2, 1),))
    >>> [(attribute.name, attribute.type) for attribute in edge_attributes(counted)]
    [('link', 'string'), ('weight', 'int'), ('reviews', 'int')]
    """
    kind = _number_type(tuple(edge.weight for edge in projection.edges))
    return tuple(
        replace(attribute, type=kind) if attribute.name == "weight" else attribute for attribute in EDGE_ATTRIBUTES
    )


def _number_type(numbers: tuple[float, ...]) -> AttributeType:
    known = [number for number in numbers if not isnan(number)]
    return "int" if known and all(isinstance(number, int) for number in known) else "double"


def positions(projection: Projection) -> dict[str, Position]:
    """Return the position of each node, by IRI; empty for a projection without a layout.

    >>> positions(Projection("p", "P", (Node("a", "A", "theme"),), (), attributes={"x": (1.5,), "y": (2.0,)}))
    {'a': Position(x=1.5, y=2.0, radius=3.0)}
    """
    if not {"x", "y"} <= projection.attributes.keys():
        return {}
    rows = zip(projection.nodes, projection.attributes["x"], projection.attributes["y"], radii(projection), strict=True)
    return {node.iri: Position(x, y, radius) for node, x, y, radius in rows}


def number_text(number: float) -> str:
    """Return *number* as files write it: an integer without a fraction, others with all digits needed to read them back.

    >>> number_text(3.0), number_text(0.25), number_text(float("nan"))
    ('3', '0.25', 'NaN')
    """
    if isnan(number):
        return "NaN"
    return str(int(number)) if float(number).is_integer() else repr(float(number))
