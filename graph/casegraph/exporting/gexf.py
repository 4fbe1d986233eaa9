"""GEXF 1.2draft: Gephi and Gephi Lite read it like the newer 1.3, and NetworkX has read it for longer.

Written here and not by NetworkX, whose writer puts the day into the file and alpha into the colours: Gephi Lite shows
nodes with alpha grey.
"""

from casegraph.exporting.columns import EDGE_COLUMNS, NODE_COLUMNS, colour, number_text
from casegraph.exporting.xml_text import xml_attribute, xml_text
from casegraph.network.model import Edge, Node, Projection

__all__ = ["gexf"]

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft\
 http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
"""
# GEXF has attributes of its own for these.
_NODE_COLUMNS = tuple(column for column in NODE_COLUMNS if column.name != "label")
_EDGE_COLUMNS = tuple(column for column in EDGE_COLUMNS if column.name != "weight")


def gexf(projection: Projection) -> str:
    """Return *projection* as an undirected GEXF graph whose nodes' ids are their IRIs; edges show their link as label.

    >>> "<viz:color" in gexf(Projection("p", "P", (Node("https://e.org/a", "A", "theme"),), ()))
    True
    """
    title = xml_text(projection.title)
    parts = [_HEAD, f"<meta><creator>Casegraph</creator><description>{title}</description></meta>\n"]
    parts.append('<graph defaultedgetype="undirected" mode="static">\n')
    for element, columns in (("node", _NODE_COLUMNS), ("edge", _EDGE_COLUMNS)):
        declared = "".join(f'<attribute id="{c.name}" title="{c.name}" type="{c.type}"/>' for c in columns)
        parts.append(f'<attributes class="{element}" mode="static">{declared}</attributes>\n')
    parts.append("<nodes>\n")
    parts.extend(map(_node, projection.nodes))
    parts.append("</nodes>\n<edges>\n")
    parts.extend(_edge(number, edge) for number, edge in enumerate(projection.edges))
    parts.append("</edges>\n</graph>\n</gexf>\n")
    return "".join(parts)


def _value(name: str, value: str | float) -> str:
    return f'<attvalue for="{name}" value="{xml_attribute(value) if isinstance(value, str) else number_text(value)}"/>'


def _node(node: Node) -> str:
    values = "".join(_value(column.name, column.value(node)) for column in _NODE_COLUMNS)
    red, green, blue = colour(node.kind)
    return (
        f'<node id="{xml_attribute(node.iri)}" label="{xml_attribute(node.label)}"><attvalues>{values}</attvalues>'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>\n'
    )


def _edge(number: int, edge: Edge) -> str:
    values = "".join(_value(column.name, column.value(edge)) for column in _EDGE_COLUMNS)
    return (
        f'<edge id="{number}" source="{xml_attribute(edge.source)}" target="{xml_attribute(edge.target)}"'
        f' label="{xml_attribute(edge.link)}" weight="{number_text(edge.weight)}">'
        f"<attvalues>{values}</attvalues></edge>\n"
    )
