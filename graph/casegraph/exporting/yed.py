"""GraphML for yEd, which shows a label, a colour and a position only if they are told in its own namespace.

They are in an attribute of another kind, ``yfiles.type``, which the standard does not know: graph-tool, rustworkx and
scikit-network refuse such a file, and igraph warns of each node. NetworkX takes the upper left corner for ``x`` and ``y`` if
nothing later in the node says otherwise, so plain attributes come after it.
"""

from collections.abc import Iterator

from casegraph.exporting.attributes import Position, number_text
from casegraph.exporting.graphml import graphml_with
from casegraph.exporting.xml_text import xml_text
from casegraph.network.model import Node, Projection
from casegraph.palette import colour_of

__all__ = ["yed"]


def yed(projection: Projection) -> Iterator[str]:
    """Yield *projection* piece by piece as GraphML with labels, colours and positions for yEd.

    >>> "<y:NodeLabel>A</y:NodeLabel>" in "".join(yed(Projection("p", "P", (Node("https://e.org/a", "A", "theme"),), ())))
    True
    """
    return graphml_with(
        projection,
        namespace='xmlns:y="http://www.yworks.com/xml/graphml"',
        key='<key id="graphics" for="node" yfiles.type="nodegraphics"/>\n',
        drawn=_shape,
    )


def _shape(node: Node, position: Position | None) -> str:
    shape = _geometry(position) if position else ""
    shape += f'<y:Fill color="{colour_of(node.kind)}" transparent="false"/>'
    shape += f"<y:NodeLabel>{xml_text(node.label)}</y:NodeLabel>"
    if position:
        shape += '<y:Shape type="ellipse"/>'
    return f'<data key="graphics"><y:ShapeNode>{shape}</y:ShapeNode></data>'


def _geometry(position: Position) -> str:
    """Return the box around a node: its upper left corner, with y downwards, and its size."""
    width = number_text(2 * position.radius)
    x, y = (number_text(round(corner, 3)) for corner in (position.x - position.radius, -position.y - position.radius))
    return f'<y:Geometry height="{width}" width="{width}" x="{x}" y="{y}"/>'
