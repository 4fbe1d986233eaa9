"""GEXF 1.2draft, for Gephi, Gephi Lite and NetworkX; older versions of NetworkX do not read 1.3.

NetworkX's own writer would put the day into the file, and alpha into the colours, which Gephi Lite shows as grey.
"""

from collections.abc import Iterable, Iterator, Mapping

from casegraph.exporting.attributes import (
    Attribute,
    AttributeType,
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

__all__ = ["gexf"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft\
 http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
"""
_TYPES: Mapping[AttributeType, str] = {"string": "string", "int": "integer", "double": "double"}


def gexf(projection: Projection) -> Iterator[str]:
    """Yield *projection* piece by piece as an undirected GEXF graph; nodes have their IRI as id, edges their link as label.

    Positions and sizes (radii) are as Gephi expects them, with the y axis upwards.

    >>> "<viz:color" in "".join(gexf(Projection("p", "P", (Node("https://e.org/a", "A", "theme"),), ())))
    True
    """
    # GEXF has its own attributes for a label and a weight.
    attributes = [attribute for attribute in node_attributes(projection) if attribute.name != "label"]
    of_edges = [attribute for attribute in edge_attributes(projection) if attribute.name != "weight"]
    position_of = positions(projection)
    yield _HEAD
    yield f"<meta><creator>Casegraph</creator><description>{xml_text(projection.title)}</description></meta>\n"
    yield '<graph defaultedgetype="undirected" mode="static">\n'
    yield _declared("node", attributes)
    yield _declared("edge", of_edges)
    yield "<nodes>\n"
    for node in projection.nodes:
        yield _node(node, attributes, position_of.get(node.iri))
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(projection.edges):
        yield _edge(number, edge, of_edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(element: str, attributes: Iterable[Attribute[Node]] | Iterable[Attribute[Edge]]) -> str:
    declared = "".join(f'<attribute id="{c.name}" title="{c.name}" type="{_TYPES[c.type]}"/>' for c in attributes)
    return f'<attributes class="{element}" mode="static">{declared}</attributes>\n'


def _value(name: str, value: Value) -> str:
    if value is None:
        return ""
    return f'<attvalue for="{name}" value="{xml_attribute(value) if isinstance(value, str) else number_text(value)}"/>'


def _node(node: Node, attributes: Iterable[Attribute[Node]], position: Position | None) -> str:
    values = "".join(_value(attribute.name, attribute.value(node)) for attribute in attributes)
    red, green, blue = rgb(colour_of(node.kind))
    where = ""
    if position:
        x, y, size = map(number_text, position)
        where = f'<viz:position x="{x}" y="{y}" z="0"/><viz:size value="{size}"/>'
    return (
        f'<node id="{xml_attribute(node.iri)}" label="{xml_attribute(node.label)}"><attvalues>{values}</attvalues>'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>{where}</node>\n'
    )


def _edge(number: int, edge: Edge, attributes: Iterable[Attribute[Edge]]) -> str:
    values = "".join(_value(attribute.name, attribute.value(edge)) for attribute in attributes)
    return (
        f'<edge id="{number}" source="{xml_attribute(edge.source)}" target="{xml_attribute(edge.target)}"'
        f' label="{xml_attribute(edge.link)}" weight="{number_text(edge.weight)}">'
        f"<attvalues>{values}</attvalues></edge>\n"
    )
