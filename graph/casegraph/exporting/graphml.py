"""GraphML, after its standard: every key has a name and a type, and every program reads the same.

Drawing programs look for some attributes under names of their own, which other programs read as plain attributes:

* Gephi: ``label``, ``weight``, ``r``, ``g``, ``b``, ``x``, ``y`` (upwards) and ``size``, a radius. It looks them up by the
  key's id, so that ids are names.
* Cytoscape: ``name``; without it, Cytoscape shows the node's id. It drops integers, so its own JSON is better for it.

yEd looks for a namespace that other programs refuse, so it has another format (see ``casegraph.exporting.yed``).
"""

from collections.abc import Callable, Iterable, Iterator

from casegraph.exporting.attributes import (
    Attribute,
    Position,
    Value,
    edge_attributes,
    node_attributes,
    number_text,
    positions,
)
from casegraph.exporting.xml_text import xml_attribute, xml_text
from casegraph.network.model import Edge, Node, Projection
from casegraph.palette import colour_of, rgb

__all__ = ["graphml", "graphml_with"]

Drawn = Callable[[Node, Position | None], str]
"""A function for further data of a node, as XML."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
%s xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns\
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(projection: Projection) -> Iterator[str]:
    """Yield *projection* piece by piece as an undirected GraphML graph; nodes have their IRI as id.

    >>> "<node id=" in "".join(graphml(Projection("p", "P", (Node("https://e.org/a", "A", "theme"),), ())))
    True
    """
    return graphml_with(projection)


def graphml_with(
    projection: Projection, *, namespace: str = "", key: str = "", drawn: Drawn = lambda node, position: ""
) -> Iterator[str]:
    """Yield GraphML with a further *namespace* and *key*, and the data from *drawn* before the attributes of each node."""
    attributes, position_of = node_attributes(projection), positions(projection)
    yield _HEAD % (f" {namespace}" if namespace else "")
    for attribute in attributes:
        yield _key(attribute.name, "node", attribute.type)
    if position_of:
        yield _key("size", "node", "double")
    yield _key("name", "node", "string")
    for channel in "rgb":
        yield _key(channel, "node", "int")
    yield key
    edges = edge_attributes(projection)
    for of_edges in edges:
        yield _key(of_edges.name, "edge", of_edges.type)
    yield f'<graph id="{xml_attribute(projection.name)}" edgedefault="undirected">\n'
    for node in projection.nodes:
        yield _node(node, attributes, position_of.get(node.iri), drawn)
    for edge in projection.edges:
        yield _edge(edge, edges)
    yield "</graph>\n</graphml>\n"


def _key(name: str, element: str, kind: str) -> str:
    return f'<key id="{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(key: str, value: Value) -> str:
    if value is None:
        return ""
    return f'<data key="{key}">{xml_text(value) if isinstance(value, str) else number_text(value)}</data>'


def _node(node: Node, attributes: Iterable[Attribute[Node]], position: Position | None, drawn: Drawn) -> str:
    data = [_data("name", node.label)]
    data.extend(_data(channel, level) for channel, level in zip("rgb", rgb(colour_of(node.kind)), strict=True))
    data.append(drawn(node, position))
    data.extend(_data(attribute.name, attribute.value(node)) for attribute in attributes)
    if position:
        data.append(_data("size", position.radius))
    return f'<node id="{xml_attribute(node.iri)}">{"".join(data)}</node>\n'


def _edge(edge: Edge, attributes: Iterable[Attribute[Edge]]) -> str:
    data = "".join(_data(attribute.name, attribute.value(edge)) for attribute in attributes)
    return f'<edge source="{xml_attribute(edge.source)}" target="{xml_attribute(edge.target)}">{data}</edge>\n'
