"""GraphML that opens labelled, weighted and coloured in Gephi, yEd and Cytoscape, and reads in NetworkX and igraph.

Each program looks for a label, a colour and a place elsewhere, so the file says them several times:

* Gephi: attributes ``label``, ``weight``, ``r``, ``g``, ``b``, ``x``, ``y`` (upwards) and ``size``, a radius; it finds
  them by the key's id, so ids are names.
* Cytoscape: attribute ``name``; it shows the node's id otherwise. It opens laid out from its own JSON.
* yEd: a ``ShapeNode`` of its own namespace in an attribute without a type, with the upper left corner of the node, y
  downwards. Other programs pass over it, but NetworkX takes the corner for ``x`` and ``y`` if nothing later in the node
  says otherwise, so the attributes come after it.
"""

from collections.abc import Iterable

from casegraph.exporting.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Column,
    Place,
    colour,
    node_columns,
    number_text,
    places,
)
from casegraph.exporting.xml_text import xml_attribute, xml_text
from casegraph.network.model import Edge, Node, Projection

__all__ = ["graphml"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xmlns:y="http://www.yworks.com/xml/graphml" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns\
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(projection: Projection) -> str:
    """Return *projection* as an undirected GraphML graph whose nodes' ids are their IRIs.

    >>> "<node id=" in graphml(Projection("p", "P", (Node("https://e.org/a", "A", "theme"),), ()))
    True
    """
    columns, place = node_columns(projection), places(projection)
    numbers = columns[len(NODE_COLUMNS) :]
    parts = [_HEAD]
    for column in columns:
        parts.append(_key(column.name, "node", column.type))
    if place:
        parts.append(_key("size", "node", "double"))
    parts.append(_key("name", "node", "string"))
    parts.extend(_key(channel, "node", "int") for channel in "rgb")
    parts.append('<key id="graphics" for="node" yfiles.type="nodegraphics"/>\n')
    for edge_column in EDGE_COLUMNS:
        parts.append(_key(edge_column.name, "edge", edge_column.type))
    parts.append(f'<graph id="{xml_attribute(projection.name)}" edgedefault="undirected">\n')
    parts.extend(_node(node, numbers, place.get(node.iri)) for node in projection.nodes)
    parts.extend(map(_edge, projection.edges))
    parts.append("</graph>\n</graphml>\n")
    return "".join(parts)


def _key(name: str, element: str, kind: str) -> str:
    return f'<key id="{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(key: str, value: str | float) -> str:
    return f'<data key="{key}">{xml_text(value) if isinstance(value, str) else number_text(value)}</data>'


def _node(node: Node, numbers: Iterable[Column[Node]], place: Place | None) -> str:
    label, rgb = xml_text(node.label), colour(node.kind)
    data = [_data(column.name, column.value(node)) for column in NODE_COLUMNS]
    data.append(f'<data key="name">{label}</data>')
    data.extend(_data(channel, level) for channel, level in zip("rgb", rgb, strict=True))
    shape = _geometry(place) if place else ""
    shape += f'<y:Fill color="#{bytes(rgb).hex()}" transparent="false"/><y:NodeLabel>{label}</y:NodeLabel>'
    if place:
        shape += '<y:Shape type="ellipse"/>'
    data.append(f'<data key="graphics"><y:ShapeNode>{shape}</y:ShapeNode></data>')
    data.extend(_data(column.name, column.value(node)) for column in numbers)
    if place:
        data.append(_data("size", place.radius))
    return f'<node id="{xml_attribute(node.iri)}">{"".join(data)}</node>\n'


def _geometry(place: Place) -> str:
    width = number_text(2 * place.radius)
    x, y = (number_text(round(corner, 3)) for corner in (place.x - place.radius, -place.y - place.radius))
    return f'<y:Geometry height="{width}" width="{width}" x="{x}" y="{y}"/>'


def _edge(edge: Edge) -> str:
    data = "".join(_data(column.name, column.value(edge)) for column in EDGE_COLUMNS)
    return f'<edge source="{xml_attribute(edge.source)}" target="{xml_attribute(edge.target)}">{data}</edge>\n'
